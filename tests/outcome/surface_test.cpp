#include "outcome/surface.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "outcome/clinic.hpp"

namespace percuta::outcome {
namespace {

const std::vector<std::string> concerns{"rejuvenation", "wrinkle",   "acne-scar",         "surgical-scar",
                                        "striae",       "hair-loss", "hyperpigmentation", "delivery"};

Surface usual(const std::string& concern) { return before(clinic(), parameters(), {concern, "", 0.0, {}, thinning}); }

Surface treated(const Surface& skin, double gain, const Responder& who = {}, double study = 0.0) {
    return after(parameters(), skin, gained(gain), who, study);
}

TEST(Surface, TissueThatDidNotChangeLeavesItExactlyAsItWas) {
    for (const std::string& concern : concerns) {
        const Surface skin = usual(concern);
        EXPECT_EQ(after(parameters(), skin, Tissue{}, {1.7, 0.9}, -0.6), skin) << concern;
    }
}

TEST(Surface, ALossOfCollagenDoesNotDeepenScarsOrWrinkles) {
    for (const std::string& concern : concerns) {
        const Surface skin = usual(concern), now = treated(skin, -0.2);
        EXPECT_EQ(now.scar_depth, skin.scar_depth) << concern;
        EXPECT_EQ(now.wrinkle_depth, skin.wrinkle_depth) << concern;
        EXPECT_EQ(now.striae_load, skin.striae_load) << concern;
        EXPECT_EQ(now.roughness, skin.roughness) << concern;
    }
}

TEST(Surface, TheResponseRisesWithTheGainAndSaturates) {
    for (const std::string concern : {"wrinkle", "acne-scar", "striae"}) {
        const Surface skin = usual(concern);
        double last = 0.0;
        for (const double gain : {0.1, 0.3, 1.0, 3.0, 10.0}) {
            const double better = improvement(skin, treated(skin, gain));
            EXPECT_GT(better, last) << concern;
            EXPECT_LE(better, 1.0) << concern;
            last = better;
        }
        EXPECT_GT(last, 0.95) << concern;
    }
}

TEST(Surface, AScarLosesTheShareOfTheLaw) {
    const Parameters p = parameters();
    const Surface skin = usual("acne-scar"), now = treated(skin, 0.42);
    EXPECT_NEAR(improvement(skin, now), 1.0 - std::exp(-0.42 / p.C_star), 1e-12);
}

TEST(Surface, IcePicksRespondLeast) {
    const Surface skin = before(clinic(), parameters(), {"acne-scar", "", 0.0, {{"ice-pick", 0.5}, {"rolling", 0.5}}});
    const Surface now = treated(skin, 0.5);
    const auto lost = [&](ScarType type) {
        const auto i = static_cast<std::size_t>(type);
        return 1.0 - now.scar_depth[i] / skin.scar_depth[i];
    };
    EXPECT_GT(lost(ScarType::ice_pick), 0.0);
    EXPECT_LT(lost(ScarType::ice_pick), 0.25 * lost(ScarType::rolling));
    EXPECT_NEAR(improvement(skin, now), 0.5 * (lost(ScarType::ice_pick) + lost(ScarType::rolling)), 1e-12);
}

TEST(Surface, WhatHasNoPublishedSizeDoesNotChange) {
    const Surface scar = usual("surgical-scar"), skin = usual("rejuvenation");
    Tissue tissue = gained(0.5);
    tissue.elastin = 0.9;
    tissue.epidermis = 1.3;
    tissue.collagen_reticular = 1.2;
    const Surface now = after(parameters(), scar, tissue, {}), later = after(parameters(), skin, tissue, {});
    EXPECT_EQ(improvement(scar, now), 0.0);
    EXPECT_EQ(later.pores, 1.0);
    EXPECT_EQ(later.pigment, 1.0);
    EXPECT_EQ(later.firmness, 1.0);
    EXPECT_EQ(later.dermal_thickness, 1.0);
    EXPECT_EQ(later.turnover, 1.0);
    EXPECT_GT(later.elasticity, 1.0);
}

TEST(Surface, AStudyMovesTheLogitOfTheShareLost) {
    const Surface skin = usual("wrinkle");
    const auto logit = [&](double study, double person) {
        const double lost = improvement(skin, treated(skin, 0.4, {1.0, person}, study));
        return std::log(lost / (1.0 - lost));
    };
    EXPECT_NEAR(logit(0.7, 0.0) - logit(0.0, 0.0), 0.7, 1e-9);
    EXPECT_NEAR(logit(0.2, -0.5) - logit(0.0, 0.0), -0.3, 1e-9);
}

TEST(Surface, PeopleRespondAroundTheMeanOfOne) {
    const Parameters p = parameters();
    core::RandomStream random(3, 1, core::Stream::readers);
    std::vector<double> response, shift;
    for (int i = 0; i < 100000; ++i) {
        const Responder who = draw_responder(p, random);
        response.push_back(who.response);
        shift.push_back(who.logit_shift);
    }
    EXPECT_NEAR(moments(response).mean, 1.0, 0.01);
    EXPECT_NEAR(moments(response).sd, 0.7, 0.03);
    EXPECT_NEAR(moments(shift).mean, 0.0, 0.01);
    EXPECT_NEAR(moments(shift).sd, p.sigma_f, 0.01);
}

TEST(Surface, HairIsWhatItWasAndWhatItGained) {
    const Surface scalp = before(clinic(), parameters(), {"hair-loss", "hair-count", 120.0, {}, thinning});
    EXPECT_NEAR(scalp.hair_density, 1.2e6, 1e-6);
    Tissue later;
    later.hair_gain = 0.3e6;
    later.hair_thickening = 2e-6;
    const Surface now = after(parameters(), scalp, later, {});
    EXPECT_NEAR(now.hair_density, 1.5e6, 1e-6);
    EXPECT_NEAR(now.hair_diameter - scalp.hair_diameter, 2e-6, 1e-15);
    const double thicker = now.hair_diameter / scalp.hair_diameter;
    EXPECT_NEAR(improvement(scalp, now), 1.5 / 1.2 * thicker * thicker - 1.0, 1e-12);
    EXPECT_EQ(after(parameters(), scalp, Tissue{}, {}), scalp);
    later.hair_gain = -9e6;
    EXPECT_EQ(after(parameters(), scalp, later, {}).hair_density, 0.0);
}

struct Baseline {
    const char* concern;
    const char* scale;
    double score;
};

TEST(Surface, BeforeFindsTheSkinWhoseScoreIsTheBaseline) {
    for (const Baseline& one : {Baseline{"acne-scar", "goodman-baron-quantitative", 0},
                                {"acne-scar", "goodman-baron-quantitative", 3},
                                {"acne-scar", "goodman-baron-quantitative", 11.73},
                                {"acne-scar", "goodman-baron-quantitative", 20.62},
                                {"acne-scar", "goodman-baron-quantitative", 55},
                                {"acne-scar", "goodman-baron-qualitative", 1},
                                {"acne-scar", "goodman-baron-qualitative", 2.3},
                                {"acne-scar", "goodman-baron-qualitative", 3.2},
                                {"acne-scar", "goodman-baron-qualitative", 4},
                                {"acne-scar", "ecca", 90},
                                {"wrinkle", "lemperle", 0},
                                {"wrinkle", "lemperle", 0.6},
                                {"rejuvenation", "lemperle", 3.32},
                                {"wrinkle", "lemperle", 5},
                                {"surgical-scar", "vss", 6},
                                {"surgical-scar", "posas-observer", 25},
                                {"surgical-scar", "posas-patient", 6},
                                {"surgical-scar", "vas-scar", 40},
                                {"wrinkle", "primos-ra", 17},
                                {"hair-loss", "hair-count", 96},
                                {"hair-loss", "hair-diameter", 48}}) {
        const Parameters p = parameters();
        const Surface skin = before(clinic(), p, {one.concern, one.scale, one.score, {}, thinning});
        EXPECT_NEAR(score(clinic().scale(one.scale), p, skin, skin), one.score, 1e-6)
            << one.scale << " of " << one.score;
    }
}

TEST(Surface, AGraverFaceHasMoreAndDeeperScars) {
    const Parameters p = parameters();
    const Surface mild = before(clinic(), p, {"acne-scar", "goodman-baron-quantitative", 5, {}}),
                  grave = before(clinic(), p, {"acne-scar", "goodman-baron-quantitative", 20, {}});
    EXPECT_GT(grave.scar_count, mild.scar_count);
    EXPECT_GT(grave.scar_depth[0], mild.scar_depth[0]);
}

TEST(Surface, HairThatNoBaselineNamesIsThatOfTheScalp) {
    const auto scalp = [](const char* scale, double score) {
        return before(clinic(), parameters(), {"hair-loss", scale, score, {}, thinning});
    };
    EXPECT_EQ(scalp("", 0.0).hair_density, thinning.density);
    EXPECT_EQ(scalp("", 0.0).hair_diameter, thinning.diameter);
    EXPECT_EQ(scalp("hair-count", 120.0).hair_diameter, thinning.diameter);
    EXPECT_EQ(scalp("hair-diameter", 45.0).hair_density, thinning.density);
    EXPECT_THROW(before(clinic(), parameters(), {"hair-loss", "hair-count", 120.0, {}}), core::InternalError);
}

TEST(Surface, SaysWhyNoSkinHasAScore) {
    const auto why = [](const Condition& condition) -> std::string {
        try {
            before(clinic(), parameters(), condition);
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_NE(why({"acne-scar", "gais", 4, {}}).find("scores a change"), std::string::npos);
    EXPECT_NE(why({"acne-scar", "lemperle", 3, {}}).find("is read for wrinkle"), std::string::npos);
    EXPECT_NE(why({"wrinkle", "lemperle", 6, {}}).find("0 to 5"), std::string::npos);
    EXPECT_NE(why({"wrinkle", "lemperl", 3, {}}).find("did you mean \"lemperle\""), std::string::npos);
    EXPECT_NE(why({"acne-scar", "goodman-baron-quantitative", 70, {}}).find("score 60 at most"), std::string::npos);
    EXPECT_NE(why({"acne-scar", "ecca", 200, {{"rolling", 1}}}).find("cannot be reached"), std::string::npos);
    EXPECT_NE(why({"acne-scar", "", 0, {{"boxcarr", 1}}}).find("did you mean \"boxcar\""), std::string::npos);
}

TEST(Surface, NoFaceScoresMoreThanTheMostThatItsMixCan) {
    for (const char* scale : {"goodman-baron-quantitative", "goodman-baron-qualitative", "ecca"}) {
        Condition condition{"acne-scar", scale, 0.0, {{"rolling", 0.5}, {"boxcar", 0.5}}, {}};
        const double most = most_score(clinic(), parameters(), condition);
        EXPECT_GT(most, 0.0) << scale;
        EXPECT_LE(most, clinic().scale(scale).most) << scale;
        condition.score = most;
        EXPECT_NO_THROW(before(clinic(), parameters(), condition)) << scale;
        if (most == clinic().scale(scale).most) continue;
        condition.score = 1.001 * most;
        EXPECT_THROW(before(clinic(), parameters(), condition), core::UsageError) << scale;
    }
    EXPECT_EQ(most_score(clinic(), parameters(), {"wrinkle", "lemperle", 3.0, {}, {}}), 5.0);
}

}  // namespace
}  // namespace percuta::outcome
