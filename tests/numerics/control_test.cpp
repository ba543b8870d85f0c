#include "numerics/control.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::numerics {
namespace {

constexpr StepLimits limits{1e-3, 0.01, 1e-9, 10.0};

TEST(StepControl, GrowsTheStepWhereNothingHappensAndLandsExactlyOnTheEnd) {
    StepControl control(limits, 0.0, 100.0);
    while (!control.arrived()) control.accept(0.0);
    EXPECT_EQ(control.time(), 100.0);
    EXPECT_LT(control.accepted(), 30U);
}

TEST(StepControl, SettlesWhereTheErrorMeetsTheTolerance) {
    // An error of 8 h^3: the tolerance allows h = 0.05; PI control settles at 0.9^(7.5/3) of it.
    StepControl control(limits, 0.0, 10.0);
    while (control.time() < 5.0) {
        const double h = control.step();
        control.accept(8.0 * h * h * h);
    }
    EXPECT_NEAR(control.step(), 0.05 * std::pow(0.9, 2.5), 0.001);
}

TEST(StepControl, SettlesForAMethodOfFifthOrderToo) {
    // An error of 32 h^5: the tolerance of 1e-3 allows h = 0.1256; PI control settles at 0.9^2.5 of it.
    StepControl control({1e-3, 0.01, 1e-9, 10.0, 5.0}, 0.0, 20.0);
    while (control.time() < 10.0) control.accept(32.0 * std::pow(control.step(), 5.0));
    EXPECT_NEAR(control.step(), std::pow(1e-3 / 32.0, 0.2) * std::pow(0.9, 2.5), 0.002);
    EXPECT_EQ(control.rejected(), 0U);
}

TEST(StepControl, GrowsNoFasterThanItMay) {
    StepLimits wide = limits;
    wide.growth = 8.0;
    for (const StepLimits& of : {limits, wide}) {
        StepControl control(of, 0.0, 100.0);
        const double first = control.step();
        control.accept(0.0);
        EXPECT_DOUBLE_EQ(control.step(), of.growth * first);
    }
}

TEST(StepControl, TakesRejectedStepsAgainShorter) {
    StepControl control(limits, 0.0, 1.0);
    const double first = control.step();
    EXPECT_FALSE(control.accept(1.0));
    EXPECT_EQ(control.time(), 0.0);
    EXPECT_LT(control.step(), first);
    EXPECT_FALSE(control.accept(std::numeric_limits<double>::quiet_NaN()));
    EXPECT_EQ(control.rejected(), 2U);
}

TEST(StepControl, SaysWhenItCannotReachTheTolerance) {
    StepControl control(limits, 0.0, 1.0);
    EXPECT_THROW(for (;;) control.accept(1.0), core::NotConverged);
}

TEST(StepControl, StartsAnewAfterAJump) {
    StepControl control(limits, 0.0, 50.0);
    while (!control.arrived()) control.accept(0.0);
    control.go_on(100.0);
    control.restart();
    EXPECT_EQ(control.step(), limits.first);
}

}  // namespace
}  // namespace percuta::numerics
