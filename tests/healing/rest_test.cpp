#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "healing/rest.hpp"
#include "healing/solver.hpp"
#include "numerics/rosenbrock.hpp"
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
    Solver<double> solver(skin(p, layout));
    numerics::Rosenbrock<double> method(state.values.size());
    for (int i = 0; i < 500; ++i) {
        method.step(solver, state.values, 0.02 * day);
        std::ranges::copy(method.result(), state.values.begin());
    }
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

TEST(Healing, TheCriterionFindsTheInflamedStateOfAWidePrior) {
    const core::ParameterSet set = reference::parameter_set();
    EXPECT_TRUE(rest_is_the_only_state(parameters(set)));
    const auto inflamed = set.with("rho_N", 6.0 / day).with("K_I", 0.5).with("s_N", 1.5 / day);
    EXPECT_FALSE(rest_is_the_only_state(parameters(inflamed)));
    const auto self_feeding = set.with("t_Y", 0.6 / day);
    EXPECT_FALSE(rest_is_the_only_state(parameters(self_feeding)));
    const auto starving = set.with("V_cap", 0.9);
    EXPECT_FALSE(rest_is_the_only_state(parameters(starving)));
}

/// Largest ratio of sources to clearance of I over all steady states of the rest of uniform tissue, along V: the same
/// states as those along M2, walked the other way.
double largest_ratio(const Parameters& p, double vessels) {
    double largest = 0.0;
    constexpr int steps = 5000;
    for (int i = 1; i < steps; ++i) {
        const double along = static_cast<double>(i) / steps;
        const double V = vessels * (1.0 + (p.V_cap - 1.0) * along * along * along);
        const double growth = p.b_V * (V - vessels) / (p.a_V * V * (1.0 - V / (p.V_cap * vessels)));
        if (growth >= 1.0) break;
        const double M2 = p.mu_V / p.v_M * growth / (1.0 - growth), M1 = p.mu_2 * M2 / p.k_12;
        const double of_Q = (p.k_12 + p.mu_1) * M1 / (p.rho_M * V);
        if (of_Q >= 1.0) continue;
        const double N = p.mu_Q / p.q_N * of_Q / (1.0 - of_Q), of_I = p.mu_N * N / (p.rho_N * V);
        if (of_I >= 1.0) continue;
        const double I = p.K_I * of_I / (1.0 - of_I);
        largest = std::max(largest, (p.s_N * N + p.s_M * M1) / (p.mu_I * (1.0 + p.mu_I_M2 * M2) * I));
    }
    return largest;
}

TEST(Healing, TheCriterionMissesNoSteadyStateWhateverIsDrawn) {
    const core::ParameterSet set = reference::parameter_set();
    int inflamed = 0, compared = 0;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        core::RandomStream random(3, i, core::Stream::parameters);
        Parameters p = reference::parameters();
        for (const core::Parameter& parameter : set.all())
            p.*std::ranges::find(bindings, parameter.name, &core::Binding<Parameters>::name)->member =
                core::draw(parameter, random);
        if (p.V_cap < 1.01) continue;
        const double vessels = 0.5 + random.uniform(), ratio = largest_ratio(p, vessels);
        if (std::abs(ratio - 1.0) < 1e-3) continue;  // too close for the walk
        ++compared;
        inflamed += ratio > 1.0;
        EXPECT_EQ(has_inflamed_state(p, vessels), ratio > 1.0) << "draw " << i << ", ratio " << ratio;
    }
    EXPECT_GT(compared, 800);
    EXPECT_GT(inflamed, compared / 5);
    EXPECT_LT(inflamed, 4 * compared / 5);
}

TEST(Healing, TheCriterionKnowsMechanismsThatAreOff) {
    const core::ParameterSet set = reference::parameter_set();
    for (const char* name : {"rho_N", "q_N", "rho_M", "s_N", "s_M", "v_M", "a_V", "mu_I_M2", "mu_1", "k_Y", "t_Y"}) {
        const Parameters p = parameters(set.with(name, 0.0));
        const bool calming = std::string_view(name) == "mu_I_M2";
        EXPECT_EQ(rest_is_the_only_state(p), !calming) << name;
    }
    // Neutrophils alone: s_N rho_N V/(mu_N K_I) against mu_I.
    const auto alone = set.with("rho_M", 0.0);
    EXPECT_FALSE(has_inflamed_state(parameters(alone.with("s_N", 1.3 / day)), 1.0));
    EXPECT_TRUE(has_inflamed_state(parameters(alone.with("s_N", 1.5 / day)), 1.0));
}

TEST(Healing, MyofibroblastsFeedThemselvesFromTheBoundOn) {
    const Parameters p = reference::parameters();
    const double bound = self_sustaining_t_Y(p);
    const auto lives = [&](double t_Y) {
        for (double T = 1e-3; T < 100.0; T *= 1.0001) {
            const double Y = p.k_Y * T * T / (p.K_T * p.K_T + T * T) / p.mu_Y;
            if (t_Y * Y >= p.mu_T * T) return true;
        }
        return false;
    };
    EXPECT_FALSE(lives(0.999 * bound));
    EXPECT_TRUE(lives(1.001 * bound));
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
