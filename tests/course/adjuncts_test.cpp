// What is combined with needling acts on named parameters, and on those only.
#include "course/adjuncts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "healing/heal.hpp"
#include "healing/rest.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

/// Of somebody so young that age does not act yet.
plan::Plan plan_with(std::vector<std::string> adjuncts, double years = 20.0) {
    plan::Plan plan;
    plan.subject.age = core::to_si(years, "yr");
    plan.concern.kind = "acne-scar";
    for (std::string& kind : adjuncts) plan.adjuncts.push_back({std::move(kind)});
    return plan;
}

core::ParameterSet healing_with(const plan::Plan& plan, const World* world = nullptr) {
    return with_adjuncts(known(), plan, "healing", known().healing, world);
}

World world(std::uint64_t number = 0) { return {1, number}; }

/// adjuncts.toml with one text replaced by another.
core::DataFiles with_data(const std::string& from, const std::string& to) {
    core::DataFiles files = core::embedded_data();
    std::string& text = files.at("adjuncts.toml");
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    return files;
}

/// The only thing found wrong with the data.
core::Diagnostic finding(const core::DataFiles& files) {
    try {
        static_cast<void>(learn(files));
    } catch (const core::InvalidInput& error) {
        EXPECT_EQ(error.diagnostics().size(), 1U) << error.what();
        return error.diagnostics().front();
    }
    ADD_FAILURE() << "nothing was found wrong";
    return {};
}

const Adjunct& adjunct(std::string_view name) { return *std::ranges::find(known().adjuncts, name, &Adjunct::name); }

void expect_same(const core::ParameterSet& one, const core::ParameterSet& other) {
    ASSERT_EQ(one.all().size(), other.all().size());
    for (std::size_t i = 0; i < one.all().size(); ++i)
        EXPECT_EQ(one.all()[i].value, other.all()[i].value) << one.all()[i].name;
}

TEST(Adjuncts, WithoutEvidenceChangeNothingBitForBit) {
    for (const char* nothing : {"gold-nano", "tranexamic-acid", "vitamin-a-c-preparation"}) {
        const World here = world();
        const plan::Plan plan = plan_with({nothing});
        expect_same(healing_with(plan, &here), known().healing);
        EXPECT_EQ(platelet_dose(known(), plan, &here), 1.0);
        EXPECT_EQ(adjunct(nothing).level, "none");
    }
}

TEST(Adjuncts, APlanWithoutAnyIsAsItAlwaysWas) {
    const World here = world();
    expect_same(healing_with(plan_with({}), &here), known().healing);
    EXPECT_EQ(platelet_dose(known(), plan_with({}), &here), 1.0);
    EXPECT_TRUE(adjunct_notes(known(), plan_with({})).empty());
}

TEST(Adjuncts, MultiplyTheParametersTheyNameAndNoOther) {
    for (const Adjunct& one : known().adjuncts) {
        const core::ParameterSet acted = healing_with(plan_with({one.name}));
        for (const core::Parameter& parameter : known().healing.all()) {
            const std::string target = "healing." + parameter.name;
            const double factor = one.acts_on.has(target) ? one.acts_on.value(target) : 1.0;
            EXPECT_EQ(acted.value(parameter.name), factor * parameter.value) << one.name << " " << parameter.name;
        }
    }
}

TEST(Adjuncts, OfAnotherRoomLeaveThisOneAlone) {
    expect_same(with_adjuncts(known(), plan_with({"smoking"}), "barrier", known().barrier, nullptr), known().barrier);
    expect_same(with_adjuncts(known(), plan_with({"smoking"}), "heal", known().barrier, nullptr), known().barrier);
}

TEST(Adjuncts, ActTogetherInAnyOrderAndOnceEach) {
    const core::ParameterSet one_way = healing_with(plan_with({"smoking", "retinoid"})),
                             other_way = healing_with(plan_with({"retinoid", "smoking", "retinoid"}));
    expect_same(one_way, other_way);
    const double product =
        adjunct("smoking").acts_on.value("healing.a_1") * adjunct("retinoid").acts_on.value("healing.a_1");
    EXPECT_NEAR(one_way.value("a_1") / known().healing.value("a_1"), product, 1e-12);
    EXPECT_EQ(adjunct_notes(known(), plan_with({"retinoid", "smoking", "retinoid"})).size(), 2U);
}

TEST(Adjuncts, AreDrawnFromTheirPriors) {
    double least = 10.0, most = 0.0;
    for (std::uint64_t i = 0; i < 400; ++i) {
        const World here = world(i);
        const double factor = healing_with(plan_with({"retinoid"}), &here).value("a_1") / known().healing.value("a_1");
        EXPECT_EQ(factor, healing_with(plan_with({"retinoid"}), &here).value("a_1") / known().healing.value("a_1"));
        least = std::min(least, factor);
        most = std::max(most, factor);
    }
    EXPECT_GE(least, 1.0);
    EXPECT_LT(least, 1.02);
    EXPECT_GT(most, 1.78);
    EXPECT_LE(most, 1.8);
}

TEST(Adjuncts, WithWeakEvidenceMayBeNothing) {
    // Those whose size was judged.
    for (const Adjunct& one : known().adjuncts)
        for (const core::Parameter& factor : one.acts_on.all()) {
            if (one.level != "hypothesis") continue;
            EXPECT_EQ(factor.prior.kind, core::Prior::Kind::uniform) << one.name << " " << factor.name;
            EXPECT_LE(factor.prior.least, 1.0) << one.name << " " << factor.name;
            EXPECT_GE(factor.prior.most, 1.0) << one.name << " " << factor.name;
        }
}

TEST(Adjuncts, PlateletsComeWithPlasmaAndOfSeveralTheRichestCounts) {
    const double prp = platelet_dose(known(), plan_with({"prp"}), nullptr),
                 tox = platelet_dose(known(), plan_with({"tox-facial"}), nullptr);
    EXPECT_GT(tox, 1.0);
    EXPECT_GT(prp, tox);
    EXPECT_EQ(platelet_dose(known(), plan_with({"tox-facial", "prp"}), nullptr), prp);
    for (std::uint64_t i = 0; i < 200; ++i) {
        const World here = world(i);
        const double drawn = platelet_dose(known(), plan_with({"prp"}), &here);
        EXPECT_GE(drawn, 1.0) << "no plasma at all is possible, less than blood is not";
        EXPECT_LE(drawn, 8.0);
    }
}

TEST(Adjuncts, LeaveSkinThatCanRest) {
    for (const Adjunct& one : known().adjuncts)
        EXPECT_TRUE(healing::rest_is_the_only_state(healing::parameters(healing_with(plan_with({one.name}, 80.0)))))
            << one.name;
}

TEST(Adjuncts, MoveCollagenTheWayTheirParametersSay) {
    const auto gain = [](const plan::Plan& plan) {
        const healing::Wound wound{200e4, {{1e-3, 50e-6, 50e-6, 0.0, 1.0}}};
        const std::vector<healing::Session> sessions{{0.0, wound, platelet_dose(known(), plan, nullptr)}};
        return healing::heal(healing::parameters(healing_with(plan)), {1e-4, 2.5e-4, 1.9e-3, 0.0, 0.6, 0.0}, sessions,
                             56 * core::day, healing::Fidelity::column)
                   .curves.column("collagen_total")
                   .values.back() -
               1.0;
    };
    const double plain = gain(plan_with({}));
    for (const Adjunct& one : known().adjuncts) {
        const double with = gain(plan_with({one.name}));
        std::printf("  %-24s collagen %+.2f %% instead of %+.2f %%\n", one.name.c_str(), 100 * with, 100 * plain);
        EXPECT_TRUE(one.level != "none" || with == plain) << one.name;
    }
    for (const char* more : {"prp", "retinoid", "vitamin-c", "light-peel"}) EXPECT_GT(gain(plan_with({more})), plain);
    for (const char* less : {"smoking", "uv", "botulinum"}) EXPECT_LT(gain(plan_with({less})), plain);
    EXPECT_LT(gain(plan_with({}, 75.0)), plain);
    std::printf("  %-24s collagen %+.2f %%\n", "age 75", 100 * gain(plan_with({}, 75.0)));
}

TEST(Adjuncts, ShowTheirFactorsWithNinetyPerCentOfThePrior) {
    const auto notes = adjunct_notes(known(), plan_with({"smoking", "minoxidil"}));
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[0].name, "minoxidil");
    EXPECT_FALSE(notes[0].caution.empty()) << "not for scars";
    EXPECT_EQ(notes[1].level, "extrapolated");
    const auto mmp = std::ranges::find(notes[1].acts_on, "healing.m_N", &AdjunctFactor::parameter);
    ASSERT_NE(mmp, notes[1].acts_on.end());
    EXPECT_EQ(mmp->central, 2.0);
    EXPECT_EQ(mmp->factor.median, 2.0);
    EXPECT_NEAR(mmp->factor.hi / 2.0, std::pow(1.4, 1.6449), 1e-4);
    EXPECT_NEAR(mmp->factor.lo * mmp->factor.hi, 4.0, 1e-12);
    plan::Plan hair = plan_with({"minoxidil"});
    hair.concern.kind = "hair-loss";
    EXPECT_TRUE(adjunct_notes(known(), hair).front().caution.empty());
    for (const AdjunctFactor& one : factors_of(adjunct("retinoid"))) {
        EXPECT_LT(one.factor.lo, one.factor.median);
        EXPECT_LT(one.factor.median, one.factor.hi);
    }
}

TEST(Age, ActsEvenlyBetweenTwoAgesAndNotBeyond) {
    const auto factor = [](double years, const char* name) {
        return healing_with(plan_with({}, years)).value(name) / known().healing.value(name);
    };
    for (const AgeEffect& effect : known().age) {
        const std::string name = effect.factor.name.substr(std::string("healing.").size());
        const double young = core::from_si(effect.young, "yr"), old = core::from_si(effect.old, "yr");
        EXPECT_EQ(factor(young, name.c_str()), 1.0) << name;
        EXPECT_NEAR(factor(old, name.c_str()), effect.factor.value, 1e-12) << name;
        EXPECT_EQ(factor(old, name.c_str()), factor(old + 10, name.c_str())) << name;
        EXPECT_NEAR(std::pow(factor(0.5 * (young + old), name.c_str()), 2), effect.factor.value, 1e-12) << name;
    }
    EXPECT_TRUE(factors_of_age(known(), plan_with({}, 20.0)).empty());
    const auto shown = factors_of_age(known(), plan_with({}, 50.0));
    ASSERT_EQ(shown.size(), known().age.size());
    for (const AdjunctFactor& one : shown)
        EXPECT_NEAR(one.central, factor(50.0, one.parameter.substr(std::string("healing.").size()).c_str()), 1e-12);
}

TEST(AdjunctData, ATargetThatNoRoomHasIsRefusedWhereItStands) {
    const core::Diagnostic found =
        finding(with_data("[adjunct.prp.acts_on.\"session.platelets\"]", "[adjunct.prp.acts_on.\"session.platlets\"]"));
    EXPECT_EQ(found.place.file, "adjuncts.toml");
    EXPECT_GT(found.place.line, 1);
    EXPECT_NE(found.place.line_text.find("platlets"), std::string::npos);
    EXPECT_NE(found.message.find("no parameter of a room"), std::string::npos);
    EXPECT_NE(found.suggestion.find("session.platelets"), std::string::npos);
}

TEST(AdjunctData, AgeBringsNoPlatelets) {
    const auto head = [](const std::string& target) {
        const std::string entry = "[age.acts_on.\"" + target + "\"";
        return entry + "]\nyoung = \"36 yr\"\nold = \"75 yr\"\n\n" + entry + ".factor]";
    };
    EXPECT_NE(finding(with_data(head("healing.D_K"), head("session.platelets"))).message.find("no parameter of a room"),
              std::string::npos);
}

TEST(AdjunctData, AFactorThatCouldVanishIsRefused) {
    for (const char* prior : {"{ normal = 0.3 }", "{ uniform = [0.0, 8.0] }"})
        EXPECT_NE(finding(with_data("{ uniform = [1.0, 8.0] }", prior)).message.find("at or below zero"),
                  std::string::npos)
            << prior;
}

TEST(AdjunctData, WhatActsHasALevelOfEvidenceAndWhatDoesNotHasNone) {
    EXPECT_NE(
        finding(with_data("level = \"hypothesis\"\nsource = \"kang-2022\"", "level = \"none\"\nsource = \"kang-2022\""))
            .message.find("acts on something"),
        std::string::npos);
    EXPECT_NE(finding(with_data("level = \"none\"", "level = \"hypothesis\"")).message.find("acts on nothing"),
              std::string::npos);
    EXPECT_FALSE(finding(with_data("level = \"none\"", "level = \"proven\"")).message.empty());
}

TEST(AdjunctData, SourcesConcernsAndAgesAreChecked) {
    EXPECT_NE(finding(with_data("source = \"kang-2022\"", "source = \"kong-2022\"")).message.find("kong-2022"),
              std::string::npos);
    EXPECT_NE(
        finding(with_data("caution_for = [\"acne-scar\", \"surgical-scar\", \"striae\"]", "caution_for = [\"scars\"]"))
            .message.find("no concern"),
        std::string::npos);
    EXPECT_NE(finding(with_data("old = \"75 yr\"", "old = \"30 yr\"")).message.find("above young"), std::string::npos);
}

}  // namespace
}  // namespace percuta::course
