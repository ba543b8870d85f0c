#include <array>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/error.hpp"
#include "fixture.hpp"

namespace percuta::hair {
namespace {

using namespace fixture;

const Parameters p = parameters();

Scalp of_class(double norwood) { return {0.0, norwood, 1e-4}; }
Count at_rest(const Scalp& scalp) { return expected(p, scalp, {}, {0.0}, 1.0)[0]; }

TEST(Duration, LimitedExpectationIsTheIntegralOfSurvival) {
    const Duration duration(100 * day, 0.5);
    double integral = 0.0;
    const double step = 0.05 * day;
    for (double time = 0.5 * step; time < 250 * day; time += step) integral += step * duration.survival(time);
    EXPECT_NEAR(duration.limited(250 * day), integral, 1e-6 * integral);
    EXPECT_NEAR(duration.limited(1e5 * day), 100 * day, 1e-9 * day);
}

TEST(Duration, DrawsHaveItsMeanAndThoseMetByChanceAreLonger) {
    const Duration duration(100 * day, 0.5);
    auto random = stream();
    double drawn = 0.0, met = 0.0;
    constexpr int draws = 200000;
    for (int i = 0; i < draws; ++i) {
        drawn += duration.draw(random) / draws;
        met += duration.draw_met(random) / draws;
    }
    EXPECT_NEAR(drawn, 100 * day, 5 * 50 * day / std::sqrt(draws));
    // Weighed by length the mean is E[X2]/E[X] = mean (1 + cv2).
    EXPECT_NEAR(met, 125 * day, 5 * 65 * day / std::sqrt(draws));
}

TEST(Scalp, AtRestHasEachStateAsLongAsItLasts) {
    for (const double norwood : {1.0, 4.0, 7.0}) {
        const Cycle cycle = cycle_of(p, of_class(norwood));
        const Count count = at_rest(of_class(norwood));
        EXPECT_NEAR(count.anagen, cycle.anagen.mean() / cycle.length(), 1e-14);
        EXPECT_NEAR(count.catagen, cycle.catagen.mean() / cycle.length(), 1e-14);
        EXPECT_NEAR(count.telogen, cycle.telogen.mean() / cycle.length(), 1e-14);
        EXPECT_NEAR(count.anagen + count.catagen + count.telogen + count.kenogen, 1.0, 1e-14);
    }
}

TEST(Scalp, WhenHealthyHasThePhasesOfTextbooks) {
    const Count count = at_rest(of_class(1.0));
    const double hairs = count.anagen + count.catagen + count.telogen;
    EXPECT_GT(count.anagen / hairs, 0.85);
    EXPECT_LT(count.anagen / hairs, 0.90);
    EXPECT_GT(count.catagen / hairs, 0.01);
    EXPECT_LT(count.catagen / hairs, 0.02);
    EXPECT_GT(count.telogen / hairs, 0.10);
    EXPECT_LT(count.telogen / hairs, 0.14);
}

TEST(Scalp, HasTheHairsOfItsClass) {
    EXPECT_NEAR(density_of_class(p, 1.0) / per_cm2, 138, 1.0);
    EXPECT_NEAR(density_of_class(p, 7.0) / per_cm2, 47, 1.0);
    EXPECT_NEAR(density_of_class(p, p.class_middle) / per_cm2, 92.5, 1e-9);
    double last = 1e9;
    for (double norwood = 1.0; norwood <= 7.0; norwood += 0.5) {
        const Count count = at_rest(of_class(norwood));
        EXPECT_NEAR(count.density, density_of_class(p, norwood), 1e-9 * count.density);
        EXPECT_LT(count.density, last);
        last = count.density;
    }
}

TEST(Scalp, HasTheHairsThatAreAskedFor) {
    for (const double visible : {5.0, 47.0, 90.0, 138.0, 200.0})
        EXPECT_NEAR(at_rest({visible * per_cm2, 0.0, 1e-4}).density / per_cm2, visible, 1e-9 * visible);
}

TEST(Scalp, LosesHairsAndKeepsFolliclesOfWhichMoreAreEmptyForLonger) {
    const Cycle full = cycle_of(p, of_class(1.0)), bald = cycle_of(p, of_class(6.0));
    EXPECT_NEAR(full.follicles, bald.follicles, 1e-9 * full.follicles);
    EXPECT_GT(full.follicles / per_cm2, 130);  // the range of openings of the vertex
    EXPECT_LT(full.follicles / per_cm2, 250);
    EXPECT_GT(bald.kenogen, 2.0 * full.kenogen);
    EXPECT_LT(bald.anagen.mean(), full.anagen.mean());
    EXPECT_LT(bald.diameter, full.diameter);
}

TEST(Scalp, ThatIsDenserThanAnyClassHasMoreFolliclesOfTheSameCycle) {
    const Cycle full = cycle_of(p, {p.density_full, 0.0, 1e-4}), dense = cycle_of(p, {2 * p.density_full, 0.0, 1e-4});
    EXPECT_NEAR(dense.follicles, 2 * full.follicles, 1e-9 * dense.follicles);
    EXPECT_EQ(dense.kenogen, full.kenogen);
}

TEST(Scalp, IsPossibleWhateverIsDrawnFromThePriors) {
    const core::ParameterSet set = core::parameters_in("hair.toml");
    for (std::uint64_t i = 0; i < 500; ++i) {
        auto random = stream(i);
        const Parameters drawn = parameters(set.drawn(random));
        for (const double visible : {0.2, 0.6, 0.9, 0.99}) {
            const Cycle cycle = cycle_of(drawn, {visible * drawn.density_full, 0.0, 1e-4});
            EXPECT_GT(cycle.kenogen, 0.0);
            EXPECT_LT(cycle.kenogen, 3650 * day);
        }
    }
}

TEST(Scalp, ThatCannotBeIsRefused) {
    EXPECT_THROW(cycle_of(p, of_class(0.5)), core::UsageError);
    EXPECT_THROW(cycle_of(p, of_class(7.5)), core::UsageError);
    EXPECT_THROW(cycle_of(p, {-1.0, 4.0, 1e-4}), core::UsageError);
    EXPECT_THROW(cycle_of(p, {0.0, 4.0, 0.0}), core::UsageError);
    Parameters short_lived = p;  // most hairs of bald scalp end before they are seen
    short_lived.anagen_bald = 5 * day;
    short_lived.catagen = short_lived.telogen = 0.1 * day;
    EXPECT_THROW(cycle_of(short_lived, of_class(7.0)), core::UsageError);
}

TEST(Response, IsOneOnTheMeanAndScattersAsTheDataSay) {
    double mean = 0.0, square = 0.0, all = 0.0;
    for (double deviation = -9.0; deviation <= 9.0; deviation += 0.1) {
        const double weight = std::exp(-0.5 * deviation * deviation), response = response_of(p, deviation);
        mean += weight * response;
        square += weight * response * response;
        all += weight;
    }
    mean /= all;
    EXPECT_NEAR(mean, 1.0, 1e-9);
    EXPECT_NEAR(std::sqrt(square / all - mean * mean), p.response_cv, 1e-6);
}

TEST(Data, MustHoldWhatTheRoomNeeds) {
    EXPECT_NO_THROW(check_parameters(core::parameters_in("hair.toml")));
    std::string text = core::embedded_data().at("hair.toml");
    text.replace(text.find("parameters.telogen]"), 19, "parameters.telogne]");
    EXPECT_THROW(check_parameters(core::parameters_in(text, "hair.toml")), core::InvalidInput);
}

}  // namespace
}  // namespace percuta::hair
