// Many skins in the lanes of the processor, and derivatives by dual numbers: the same equations, the same results.
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "healing/sensitivity.hpp"
#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

/// Skins that differ in parameters, thickness, depth and density of holes, and days of the sessions.
std::vector<Case> various(std::size_t count) {
    const core::ParameterSet set = reference::parameter_set();
    std::vector<Case> cases;
    for (std::size_t i = 0; i < count; ++i) {
        const auto x = static_cast<double>(i);
        Case one{
            parameters(set.with("rho_N", (2.0 + 0.05 * x) / day).with("t_M", (1.2 + 0.03 * x) / day)),
            reference::skin(0.55 + 0.01 * x),
            reference::sessions(
                {.sessions = 2, .interval_days = 10 + x, .depth_mm = 0.5 + 0.05 * x, .holes_per_cm2 = 150 + 10 * x})};
        one.tissue.dermis += 0.05e-3 * x;
        cases.push_back(one);
    }
    return cases;
}

TEST(SideBySide, AgreesWithEachSkinAlone) {
    const std::vector<Case> cases = various(11);
    const std::vector<Course> together = heal_columns(cases, 40 * day);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Course alone = heal(cases[i].p, cases[i].tissue, cases[i].sessions, 40 * day, Fidelity::column);
        ASSERT_EQ(alone.curves.times().size(), together[i].curves.times().size()) << i;
        for (const auto& column : alone.curves.columns())
            EXPECT_NEAR(together[i].curves.column(column.name).values.back(), column.values.back(),
                        1e-7 * (1.0 + std::abs(column.values.back())))
                << i << " " << column.name;
    }
}

TEST(SideBySide, ASkinDoesNotDependOnItsNeighboursBitForBit) {
    const std::vector<Case> cases = various(9);
    std::vector<Case> others(cases.rbegin(), cases.rend());
    const std::vector<Course> one_way = heal_columns(cases, 20 * day), other_way = heal_columns(others, 20 * day);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const core::TimeSeries &a = one_way[i].curves, &b = other_way[cases.size() - 1 - i].curves;
        ASSERT_EQ(a.times(), b.times());
        for (const auto& column : a.columns()) EXPECT_EQ(column.values, b.column(column.name).values) << column.name;
    }
}

TEST(Sensitivities, AgreeWithDifferences) {
    const core::ParameterSet set = reference::parameter_set();
    const auto sessions = reference::sessions({});
    Accuracy accurate;
    accurate.tolerance = 1e-5;
    const auto gain = [&](const Parameters& p) {
        return heal(p, reference::skin(), sessions, 56 * day, Fidelity::column, {}, accurate)
                   .curves.column("collagen_total")
                   .values.back() -
               1.0;
    };
    const double centre = gain(parameters(set));
    const auto found = collagen_sensitivities({parameters(set), reference::skin(), sessions}, 56 * day, {}, accurate);
    EXPECT_EQ(found.size(), bindings.size() - 7);
    for (std::size_t i = 0; i < 22; ++i) {
        const auto& [name, elasticity] = found[i];
        const double value = set.value(name), step = 1e-3;
        const double difference = (gain(parameters(set.with(name, value * (1 + step)))) -
                                   gain(parameters(set.with(name, value * (1 - step))))) /
                                  (2 * step) / centre;
        std::printf("  %-8s %7.3f\n", name.c_str(), elasticity);
        EXPECT_NEAR(elasticity, difference, 1e-3) << name;
    }
}

}  // namespace
}  // namespace percuta::healing
