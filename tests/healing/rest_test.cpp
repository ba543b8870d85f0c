#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "healing/solver.hpp"
#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

TEST(Healing, UnwoundedSkinStaysAtRestForAYear) {
    for (const Fidelity fidelity : {Fidelity::cell, Fidelity::column})
        for (const double collagen : {1.0, 0.7, 0.5}) {
            const Course course = heal(reference::parameters(), reference::skin(collagen), {}, 365 * day, fidelity);
            for (const auto& column : course.curves.columns())
                for (const double value : column.values) EXPECT_NEAR(value, column.rest, 1e-10) << column.name;
        }
}

TEST(Healing, EveryFieldStaysAtRestBitForBitOverManySteps) {
    const Parameters p = reference::parameters();
    const Layout layout(p, reference::skin(), Fidelity::cell, {}, 1.5e-3, 50e-6, 400e-6);
    const State rest(layout);
    State state = rest;
    Solver solver(p, layout);
    for (int i = 0; i < 500; ++i) solver.advance(state.values, 0.02 * day);
    // Only the slow balances of mature collagen and elastin, products of different rates, may differ in the last
    // digits.
    for (std::size_t i = 0; i < rest.values.size(); ++i)
        EXPECT_NEAR(state.values[i], rest.values[i], 1e-14 * std::abs(rest.values[i])) << i;
}

TEST(Healing, ReturnsToRestAfterMaximalDosing) {
    const reference::Protocol weekly{.sessions = 12, .interval_days = 7, .depth_mm = 1.5, .holes_per_cm2 = 400};
    const auto series = reference::curves(weekly, 365);
    for (const char* name :
         {"il1", "mcp1", "pdgf", "tgf_b1", "tgf_b3", "vegf", "mmp", "neutrophils", "m1", "m2", "myofibroblasts"})
        EXPECT_LT(series.column(name).values.back(), 1e-6) << name;
    EXPECT_NEAR(series.column("fibroblasts").values.back(), 1.0, 1e-3);
    EXPECT_NEAR(series.column("vessels").values.back(), 1.0, 1e-3);
}

TEST(Healing, ReturnsToRestEvenWhenMyofibroblastsFeedThemselvesAlmostEnough) {
    const core::ParameterSet set = reference::parameter_set();
    const Parameters p = parameters(set.with("t_Y", 0.3 / day));
    ASSERT_LT(p.t_Y, self_sustaining_t_Y(p));
    const auto sessions = reference::sessions({.sessions = 12, .interval_days = 7, .holes_per_cm2 = 400});
    const auto series = heal(p, reference::skin(), sessions, (77 + 730) * day, Fidelity::column).curves;
    for (const char* name : {"il1", "tgf_b1", "myofibroblasts"})
        EXPECT_LT(series.column(name).values.back(), 1e-3) << name;
}

TEST(Healing, DrawsThatPassTheCriterionReturnToRestAfterMaximalDosing) {
    const core::ParameterSet set = reference::parameter_set();
    const auto sessions = reference::sessions({.sessions = 12, .interval_days = 7, .holes_per_cm2 = 400});
    core::RandomStream random(7, 0, core::Stream::parameters);
    int passed = 0, drawn = 0;
    while (passed < 40) {
        ++drawn;
        const Parameters p = parameters(set.sampled(random));
        if (!rest_is_the_only_state(p)) continue;
        ++passed;
        const auto series = heal(p, reference::skin(), sessions, (77 + 365) * day, Fidelity::column).curves;
        EXPECT_LT(series.column("il1").values.back(), 1e-3) << "draw " << drawn;
        for (const auto& column : series.columns())
            for (const double value : column.values) {
                ASSERT_TRUE(std::isfinite(value)) << column.name;
                ASSERT_GE(value, 0.0) << column.name;
            }
    }
    std::printf("  %d of %d draws of the prior pass the criterion\n", passed, drawn);
}

TEST(Healing, TheCriterionFindsTheInflamedStateOfAWidePrior) {
    const core::ParameterSet set = reference::parameter_set();
    EXPECT_TRUE(rest_is_the_only_state(parameters(set)));
    const auto inflamed = set.with("rho_N", 6.0 / day).with("K_I", 0.5).with("s_N", 1.5 / day);
    EXPECT_FALSE(rest_is_the_only_state(parameters(inflamed)));
    const auto self_feeding = set.with("t_Y", 0.6 / day);
    EXPECT_FALSE(rest_is_the_only_state(parameters(self_feeding)));
}

TEST(Healing, NoInjuryAboveZeroDensityMeansNoChange) {
    const auto none =
        heal(reference::parameters(), reference::skin(), {{0.0, Wound{0.0, {}}}}, 30 * day, Fidelity::cell);
    EXPECT_NEAR(none.curves.column("collagen_total").values.back(), 1.0, 1e-14);
}

TEST(Healing, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(heal(reference::parameters(), reference::skin(), reference::sessions({}), 30 * day, Fidelity::cell,
                      {{}, source.get_token()}),
                 core::Interrupted);
}

}  // namespace
}  // namespace percuta::healing
