#include "delivery/deliver.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "doses.hpp"

namespace percuta::delivery {
namespace {

using core::hour;
using namespace fixture;

Skin closing() {
    Skin out;
    for (const double depth : {120.0, 240.0, 360.0, 520.0}) out.channels.push_back({depth * um, 25 * um, 60 * per_cm2});
    out.open = [](double time) {
        return (0.3 + 0.7 * std::exp(-std::max(time, 0.0) / 300.0)) * std::exp2(-std::max(time, 0.0) / hour);
    };
    out.perfusion = [](double time) { return 1.0 + std::max(time, 0.0) / core::day; };
    out.leakiness = [](double time) { return 1.0 + 2.0 * std::exp(-std::max(time, 0.0) / core::day); };
    return out;
}

/// Everything that can happen, in one run.
struct Everything {
    product::Content of = content(100.0, 500.0);
    Coefficients c;
    Regimen regimen{{{-2 * hour, film, true}, {0.5 * hour, film}, {3 * hour, 2 * film}, {30 * hour, film, true}},
                    {{0.0, 0.35}, {6 * hour, 0.1}, {20 * hour, 0.0}, {31 * hour, 0.35}},
                    48 * hour};
    Everything() {
        of.permeant.ionisation = {{4.2, true}};
        of.permeant.binding = product::Binding::other_acid;
        of.permeant.metabolism = 2e-5;
        of.permeant.body = product::Body{0.3e-3, 0.1e-3 / hour, 0.8e-3, 0.2e-3 / hour};
        c = coefficients(p(), of.permeant, fixture::cheek);
        regimen.readings = {hour, 10 * hour};
        regimen.profiles = {hour, 24 * hour};
    }
    Delivered run(const Accuracy& accuracy = {}) const {
        product::Vehicle vehicle = serum;
        vehicle.ph = 4.0;
        return deliver(p(), of, vehicle, c, closing(), regimen, Patient{0.06, 70.0}, {}, accuracy);
    }
};

constexpr const char* places[] = {"film",    "lumen",       "stratum_corneum", "epidermis", "dermis",
                                  "cleared", "metabolised", "receptor",        "removed"};

double found_at(const Delivered& out, std::size_t row) {
    double sum = 0.0;
    for (const char* place : places) sum += out.curves.column(place).values[row];
    return sum;
}

TEST(Deliver, NothingIsLostWhateverHappens) {
    const Everything all;
    const Delivered out = all.run();
    double applied = 0.0;
    std::size_t next = 0;
    for (std::size_t row = 0; row < out.curves.times().size(); ++row) {
        const bool jump = row + 1 < out.curves.times().size() && out.curves.times()[row + 1] == out.curves.times()[row];
        while (!jump && next < all.regimen.doses.size() && all.regimen.doses[next].time <= out.curves.times()[row])
            applied += all.regimen.doses[next++].volume * all.of.concentration;
        if (jump) continue;
        EXPECT_NEAR(found_at(out, row), applied, 1e-12 * out.applied) << out.curves.times()[row];
    }
    EXPECT_EQ(applied, out.applied);
    EXPECT_GT(out.absorbed(), 0.0);
    EXPECT_GT(out.plasma_peak, 0.0);
    EXPECT_GE(out.absorbed(), out.delivered());
    for (const char* place : places) {
        if (std::string(place) == "receptor") continue;
        EXPECT_GT(*std::ranges::max_element(out.curves.column(place).values), 0.0) << place;
    }
}

TEST(Deliver, NothingBelowZeroButForTheToleranceAndNothingInProfiles) {
    const Delivered out = Everything().run();
    for (const char* place : places)
        EXPECT_GT(*std::ranges::min_element(out.curves.column(place).values), -1e-8 * out.applied) << place;
    ASSERT_EQ(out.profiles.size(), 2U);
    for (const Profile& profile : out.profiles) EXPECT_GE(*std::ranges::min_element(profile.concentration), 0.0);
}

TEST(Deliver, WhatIsReadIsWithinOneInAMillionOfTheBestRunWithDefaults) {
    const Everything all;
    const Delivered best = all.run({1e-11, 14}), usual = all.run(), quick = all.run({1e-5, 4});
    EXPECT_NEAR(usual.delivered() / best.delivered(), 1.0, 3e-6);
    EXPECT_NEAR(last(usual, "cleared") / last(best, "cleared"), 1.0, 3e-6);
    EXPECT_NEAR(usual.plasma_peak / best.plasma_peak, 1.0, 1e-4);  // among the times of steps
    EXPECT_NEAR(quick.delivered() / best.delivered(), 1.0, 1e-4);
}

TEST(Deliver, ErrorFollowsTheTolerance) {
    const Everything all;
    const double exact = all.run({1e-12, 8}).delivered();
    for (const double tolerance : {1e-5, 1e-6, 1e-7, 1e-8})
        EXPECT_NEAR(all.run({tolerance, 8}).delivered() / exact, 1.0, 3.0 * tolerance) << tolerance;
}

TEST(Deliver, SameInputSameBytes) {
    const Delivered one = Everything().run(), other = Everything().run();
    EXPECT_EQ(one.curves.times(), other.curves.times());
    for (std::size_t i = 0; i < one.curves.columns().size(); ++i)
        EXPECT_EQ(one.curves.columns()[i].values, other.curves.columns()[i].values);
}

TEST(Deliver, TwiceAnUnsaturatedDoseIsTwiceEverything) {
    const Regimen regimen{{{0.0, film}}, {{8 * hour, 0.35}}, 24 * hour};
    const auto run = [&](double concentration) {
        return deliver(p(), content(concentration), serum, niacinamide(), closing(), regimen);
    };
    const Delivered once = run(1e-9), twice = run(2e-9);
    ASSERT_EQ(once.curves.times(), twice.curves.times());
    for (const core::Column& column : once.curves.columns()) {
        const auto& other = twice.curves.column(column.name).values;
        for (std::size_t i = 0; i < other.size(); ++i) EXPECT_EQ(2.0 * column.values[i], other[i]) << column.name;
    }
}

TEST(Deliver, SkinWhoseMouthsNeverOpenIsIntactButForTheirArea) {
    const Regimen regimen{{{0.0, film}}, {}, 24 * hour};
    Skin shut = needled();
    shut.open = [](double) { return 0.0; };
    Parameters dry = p();
    dry.filling = 0.0;
    const double none = deliver(dry, content(1.0), serum, niacinamide(), Skin{}, regimen).delivered();
    EXPECT_NEAR(deliver(dry, content(1.0), serum, niacinamide(), shut, regimen).delivered() / none, 1.0, 0.01);
    EXPECT_GT(deliver(dry, content(1.0), serum, niacinamide(), needled(), regimen).delivered(), 1.1 * none);
}

TEST(Deliver, WhatIsPutOnAndTakenOffBeforeTheNeedlesDoesNotSeeThem) {
    const Regimen regimen{{{-hour, film}}, {{0.0, 0.0}}, hour};
    const Delivered with = deliver(p(), content(1.0), serum, niacinamide(), needled(1e-4, 1e-7, 1.0), regimen);
    const Delivered without = deliver(p(), content(1.0), serum, niacinamide(), Skin{}, regimen);
    EXPECT_NEAR(with.delivered() / without.delivered(), 1.0, 1e-6);
    EXPECT_EQ(with.curves.times().front(), -hour);
}
TEST(Deliver, ADoseAfterTheChannelsHaveClosedIsOneOnIntactSkin) {
    Skin skin = needled();
    skin.open = [](double time) { return std::exp(-time / hour); };
    const Regimen late{{{48 * hour, film}}, {}, 72 * hour};
    const Delivered one = deliver(p(), content(1.0), serum, niacinamide(), skin, late);
    Skin intact = skin;
    intact.channels.clear();
    const Delivered other = deliver(p(), content(1.0), serum, niacinamide(), intact, late);
    EXPECT_NEAR(one.delivered() / other.delivered(), 1.0, 1e-6);
}

TEST(Deliver, RefusesWhatCannotBe) {
    const Regimen good{{{0.0, film}}, {}, hour};
    const auto refused = [&](const product::Content& of, const Skin& skin, const Regimen& regimen,
                             const Accuracy& accuracy, const char* word) {
        try {
            static_cast<void>(deliver(p(), of, serum, niacinamide(), skin, regimen, {}, {}, accuracy));
            ADD_FAILURE() << "not refused: " << word;
        } catch (const core::UsageError& error) {
            EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
        }
    };
    const auto regimen = [&](auto change, const char* word) {
        Regimen wrong = good;
        change(wrong);
        refused(content(1.0), Skin{}, wrong, {}, word);
    };
    regimen([](Regimen& r) { r.doses.clear(); }, "nothing is put on");
    regimen([](Regimen& r) { r.doses[0].volume = 0.0; }, "a dose of zero");
    regimen([](Regimen& r) { r.doses[0].time = hour; }, "after the end");
    regimen([](Regimen& r) { r.doses[0].time = -INFINITY; }, "a time and a volume");
    regimen([](Regimen& r) { r.end = INFINITY; }, "needs an end");
    regimen([](Regimen& r) { r.doses.push_back({-1.0, film}); }, "order");
    regimen([](Regimen& r) { r.removals = {{30.0, 0.1}, {20.0, 0.1}}; }, "order");
    regimen([](Regimen& r) { r.removals = {{30.0, 1.1}}; }, "between 0 and 1");
    regimen([](Regimen& r) { r.removals = {{hour, 0.1}}; }, "a removal lies");
    regimen([](Regimen& r) { r.removals = {{-1.0, 0.1}}; }, "a removal lies");
    refused(content(0.0), {}, good, {}, "holds no something");
    refused(content(1.0, 0.0), {}, good, {}, "no solubility");
    refused(content(1.0), needled(0.0), good, {}, "above zero");
    refused(content(1.0), needled(1e-4, 0.0), good, {}, "above zero");
    refused(content(1.0), needled(1e-4, 1e-5, 0.0), good, {}, "above zero");
    Skin many;
    many.channels.assign(6, {1e-4, 1e-5, 1e4});
    refused(content(1.0), many, good, {}, "at most 5 bins");
    refused(content(1.0), {}, good, {0.0, 6}, "accuracy");
    refused(content(1.0), {}, good, {1e-6, 0}, "accuracy");
}

TEST(Deliver, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(static_cast<void>(deliver(p(), content(1.0), serum, niacinamide(), Skin{}, {{{0.0, film}}, {}, hour},
                                           {}, {{}, source.get_token()})),
                 core::Interrupted);
}

TEST(Deliver, HolesThatLieAsDenseAsTheSkinIsWideStillLeaveSkin) {
    const Delivered out =
        deliver(p(), content(1.0), serum, niacinamide(), needled(1e-4, 1e-4, 1e8), {{{0.0, film}}, {}, hour});
    EXPECT_GT(out.delivered(), 0.0);
    EXPECT_LE(out.delivered(), out.applied);
}

}  // namespace
}  // namespace percuta::delivery
