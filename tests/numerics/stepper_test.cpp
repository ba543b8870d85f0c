#include "numerics/stepper.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::numerics {
namespace {

/// u' = -u by linearly implicit Euler: first order, positive.
const Steppable decay{[](std::span<double> u, double, double step) { u[0] /= 1.0 + step; },
                      [](std::span<const double> a, std::span<const double> b) { return std::abs(a[0] - b[0]); }};

double error_with_steps_of(double step, std::size_t order) {
    Stepper stepper(decay, {1e9, order, step, 0.0, step}, 1);  // any error will do: the step stays
    std::vector<double> u{1.0};
    stepper.advance(u, 0.0, 1.0, [](double, std::span<const double>) {});
    return std::abs(u[0] - std::exp(-1.0));
}

TEST(Stepper, HasTheOrderOfItsExtrapolation) {
    for (const std::size_t order : {2U, 3U, 4U}) {
        const double observed = std::log2(error_with_steps_of(0.125, order) / error_with_steps_of(0.0625, order));
        EXPECT_NEAR(observed, static_cast<double>(order), 0.25) << "order " << order;
    }
}

TEST(Stepper, ErrorFollowsTheTolerance) {
    double last = 1.0;
    for (const double tolerance : {1e-3, 1e-5, 1e-7}) {
        Stepper stepper(decay, {tolerance, 3, 0.01, 1e-12, 10.0}, 1);
        std::vector<double> u{1.0};
        stepper.advance(u, 0.0, 3.0, [](double, std::span<const double>) {});
        const double error = std::abs(u[0] - std::exp(-3.0));
        EXPECT_LT(error, 0.2 * last);
        EXPECT_LT(error, 10 * tolerance);
        last = error;
    }
}

TEST(Stepper, GrowsItsStepsAtRestAndLandsExactlyOnTheEnd) {
    Stepper stepper(decay, {1e-6, 3, 1e-3, 1e-12, 5.0}, 1);
    std::vector<double> u{0.0};
    double last = -1.0;
    stepper.advance(u, 0.0, 100.0, [&](double time, std::span<const double>) { last = time; });
    EXPECT_EQ(last, 100.0);
    EXPECT_LT(stepper.count().accepted, 40U);
}

TEST(Stepper, NeverTurnsAPositiveValueNegative) {
    // A stiff decay with a step far too long for extrapolation: the substeps stand instead.
    const Steppable stiff{[](std::span<double> u, double, double step) { u[0] /= 1.0 + 1e3 * step; },
                          [](std::span<const double>, std::span<const double>) { return 0.0; }};
    Stepper stepper(stiff, {1.0, 2, 1.0, 0.0, 1.0}, 1);
    std::vector<double> u{1.0};
    stepper.advance(u, 0.0, 5.0, [](double, std::span<const double> values) { EXPECT_GE(values[0], 0.0); });
}

TEST(Stepper, SaysWhenItCannotReachTheTolerance) {
    const Steppable hopeless{
        [](std::span<double>, double, double) {},
        [](std::span<const double>, std::span<const double>) { return std::numeric_limits<double>::quiet_NaN(); }};
    Stepper stepper(hopeless, {1e-3, 3, 1.0, 1e-3, 1.0}, 1);
    std::vector<double> u{1.0};
    EXPECT_THROW(stepper.advance(u, 0.0, 1.0, [](double, std::span<const double>) {}), core::NotConverged);
}

}  // namespace
}  // namespace percuta::numerics
