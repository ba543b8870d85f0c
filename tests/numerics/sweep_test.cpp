#include "numerics/sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "numerics/stepper.hpp"

namespace percuta::numerics {
namespace {

using std::numbers::pi;

Extent all(const Grid& grid) { return {0, grid.axis(grid.dimensions() - 1).size()}; }

/// One step of diffusion along every axis.
void diffuse(const Grid& grid, double diffusivity, double step, std::span<double> field) {
    for (std::size_t a = 0; a < grid.dimensions(); ++a)
        sweep(grid, a, LineFactor(grid.axis(a), {0, grid.axis(a).size()}, diffusivity, step), field, all(grid));
}

/// A manufactured solution: diffusion of exp(-t) S(x) with the source that makes it exact.
struct Manufactured {
    Grid grid;
    std::function<double(double, double, double)> shape;    ///< S at a point
    std::function<double(double, double, double)> balance;  ///< -S - D lap S: the source over exp(-t)
};

double coordinate(const Grid& grid, std::size_t a, std::size_t i) {
    return a < grid.dimensions() ? grid.axis(a).centre(i) : 0.0;
}

template <class Function>
std::vector<double> sample(const Grid& grid, Function f) {
    std::vector<double> out;
    for (std::size_t k = 0; k < grid.count(2); ++k)
        for (std::size_t j = 0; j < grid.count(1); ++j)
            for (std::size_t i = 0; i < grid.count(0); ++i)
                out.push_back(f(coordinate(grid, 0, i), coordinate(grid, 1, j), coordinate(grid, 2, k)));
    return out;
}

/// Relative L2 error at t = 0.5 with steps so small (third order, tight tolerance) that space alone is seen.
double spatial_error(const Manufactured& problem) {
    const std::vector<double> source = sample(problem.grid, problem.balance);
    std::vector<double> state = sample(problem.grid, problem.shape);
    const Steppable system{[&](std::span<double> values, double time, double step) {
                               const double weight =
                                   std::exp(-time) - std::exp(-time - step);  // the source integrated over the step
                               for (std::size_t i = 0; i < values.size(); ++i) values[i] += weight * source[i];
                               diffuse(problem.grid, 1.0, step, values);
                           },
                           [](std::span<const double> a, std::span<const double> b) {
                               double worst = 0.0;
                               for (std::size_t i = 0; i < a.size(); ++i)
                                   worst = std::max(worst, std::abs(a[i] - b[i]));
                               return worst;
                           }};
    Stepper stepper(system, {1e-7, 4, 1e-3, 1e-9, 0.1}, state.size());
    stepper.advance(state, 0.0, 0.5, [](double, std::span<const double>) {});
    const std::vector<double> exact = sample(problem.grid, problem.shape);
    double error = 0.0, norm = 0.0;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const double e = state[i] - std::exp(-0.5) * exact[i];
        error += problem.grid.volumes()[i] * e * e;
        norm += problem.grid.volumes()[i] * exact[i] * exact[i] * std::exp(-1.0);
    }
    return std::sqrt(error / norm);
}

/// Observed order when the cells are halved.
double observed_order(const std::function<Manufactured(std::size_t)>& problem, std::size_t coarse) {
    return std::log2(spatial_error(problem(coarse)) / spatial_error(problem(2 * coarse)));
}

TEST(Sweep, IsSecondOrderInSpaceOnADepthColumn) {
    const auto problem = [](std::size_t n) {
        const auto shape = [](double x, double, double) { return 2.0 + std::cos(pi * x); };
        const auto balance = [](double x, double, double) { return -2.0 + (pi * pi - 1.0) * std::cos(pi * x); };
        return Manufactured{Grid({Axis::uniform(Metric::cartesian, 0, 1, n)}), shape, balance};
    };
    EXPECT_NEAR(observed_order(problem, 16), 2.0, 0.1);
}

TEST(Sweep, IsSecondOrderInSpaceAroundAHole) {
    // S = 3 + (r^4 - 2 r^2) cos(pi z): no flux at r = 0, r = 1, z = 0, z = 1. lap = (16 r^2 - 8 - pi^2 (r^4 - 2 r^2))
    // cos.
    const auto problem = [](std::size_t n) {
        const auto shape = [](double r, double z, double) {
            return 3.0 + (std::pow(r, 4) - 2 * r * r) * std::cos(pi * z);
        };
        const auto balance = [](double r, double z, double) {
            const double radial = std::pow(r, 4) - 2 * r * r;
            return -3.0 - (radial + 16 * r * r - 8 - pi * pi * radial) * std::cos(pi * z);
        };
        return Manufactured{Grid({Axis::uniform(Metric::radial, 0, 1, n), Axis::uniform(Metric::cartesian, 0, 1, n)}),
                            shape, balance};
    };
    EXPECT_NEAR(observed_order(problem, 12), 2.0, 0.15);
}

TEST(Sweep, IsSecondOrderInSpaceOnABlock) {
    const auto problem = [](std::size_t n) {
        const auto waves = [](double x, double y, double z) {
            return std::cos(pi * x) * std::cos(2 * pi * y) * std::cos(pi * z);
        };
        const auto shape = [waves](double x, double y, double z) { return 2.0 + waves(x, y, z); };
        const auto balance = [waves](double x, double y, double z) {
            return -2.0 + (6 * pi * pi - 1.0) * waves(x, y, z);
        };
        const auto axis = [n] { return Axis::uniform(Metric::cartesian, 0, 1, n); };
        return Manufactured{Grid({axis(), axis(), axis()}), shape, balance};
    };
    EXPECT_NEAR(observed_order(problem, 8), 2.0, 0.15);
}

TEST(Sweep, MatchesTheExactDecayOfACosineOnAGradedAxis) {
    // One backward-Euler step on a fine graded axis divides the mode by 1 + D dt pi^2.
    const std::array points{GradingPoint{0.0, 5e-4}, GradingPoint{0.4, 2e-3}, GradingPoint{1.0, 1e-3}};
    const Grid grid({Axis::graded(Metric::cartesian, points)});
    std::vector<double> field = sample(grid, [](double x, double, double) { return std::cos(pi * x); });
    diffuse(grid, 1.0, 0.02, field);
    for (std::size_t i = 0; i < field.size(); i += 50)
        EXPECT_NEAR(field[i], std::cos(pi * grid.axis(0).centre(i)) / (1.0 + 0.02 * pi * pi), 1e-5);
}

TEST(Sweep, KeepsMassToTwelveDigitsOverManySteps) {
    const std::array points{GradingPoint{0.0, 0.01}, GradingPoint{1.0, 0.1}};
    const Grid grid({Axis::uniform(Metric::radial, 0, 1, 11), Axis::graded(Metric::cartesian, points)});
    std::vector<double> field(grid.size(), 0.0);
    field[grid.index(0, 3)] = 1e3;
    const double before = grid.integral(field);
    for (int i = 0; i < 2000; ++i) diffuse(grid, 1.0, 1e-4 * (1 + i % 7), field);
    EXPECT_NEAR(grid.integral(field) / before, 1.0, 1e-12);
}

TEST(Sweep, KeepsMassWithAProfileThatVariesFromCellToCell) {
    const Grid grid({Axis::uniform(Metric::radial, 0, 1, 11), Axis::uniform(Metric::cartesian, 0, 1, 13)});
    const auto profile =
        sample(grid, [](double r, double z, double) { return 0.1 + r * r + std::sin(3 * z) * std::sin(3 * z); });
    std::vector<double> field(grid.size(), 0.0);
    field[grid.index(4, 6)] = 1.0;
    const double before = grid.integral(field);
    for (int i = 0; i < 1000; ++i)
        for (std::size_t a = 0; a < 2; ++a) sweep_over_profile(grid, a, 1.0, 1e-3, profile, field, all(grid));
    EXPECT_NEAR(grid.integral(field) / before, 1.0, 1e-12);
    for (const double value : field) EXPECT_GE(value, 0.0);
}

TEST(Sweep, LeavesALayeredRestStateWhereItIsForAYear) {
    // Layers with contrasts of 10^4, steps of half a day. With the profile known on every line the state comes back bit
    // for bit; a constant line swept without its profile keeps it to round-off.
    const Grid grid({Axis::uniform(Metric::radial, 0, 4e-4, 9), Axis::uniform(Metric::cartesian, 0, 2e-3, 37)});
    std::vector<double> layers(grid.count(1));
    for (std::size_t k = 0; k < layers.size(); ++k) layers[k] = k < 5 ? 1e-4 : k < 20 ? 1.0 : 0.3;
    const double diffusivity = 0.02e-6 / 86400, step = 43200;
    const LineFactor along_r(grid.axis(0), {0, grid.count(0)}, diffusivity, step);
    const LineFactor along_z(grid.axis(1), {0, grid.count(1)}, layers, diffusivity, step);
    std::vector<double> rest(grid.size());
    for (std::size_t i = 0; i < rest.size(); ++i) rest[i] = layers[i / grid.count(0)];
    std::vector<double> field = rest, varying = rest;
    for (int i = 0; i < 730; ++i) {
        sweep(grid, 0, along_r, field, all(grid));
        sweep(grid, 1, along_z, field, all(grid));
        for (std::size_t a = 0; a < 2; ++a) sweep_over_profile(grid, a, diffusivity, step, rest, varying, all(grid));
    }
    EXPECT_EQ(varying, rest);
    for (std::size_t i = 0; i < rest.size(); ++i) EXPECT_NEAR(field[i] / rest[i], 1.0, 1e-12);
}

TEST(Sweep, BothFormsAgreeWhereTheProfileIsTheSameOnEveryLine) {
    const Grid grid({Axis::uniform(Metric::radial, 0, 1, 10), Axis::uniform(Metric::cartesian, 0, 1, 17)});
    std::vector<double> layers(17), profile(grid.size()), one(grid.size());
    for (std::size_t k = 0; k < 17; ++k) layers[k] = 1.0 + 0.5 * std::sin(static_cast<double>(k));
    for (std::size_t i = 0; i < grid.size(); ++i) {
        profile[i] = layers[i / 10];
        one[i] = 1.0 + std::cos(static_cast<double>(i));
    }
    std::vector<double> other = one;
    const Extent part{3, 15};
    sweep(grid, 1, LineFactor(grid.axis(1), part, std::span(layers).subspan(3, 12), 2.0, 0.01), one, part);
    sweep_over_profile(grid, 1, 2.0, 0.01, profile, other, part);
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(one[i], other[i], 1e-13);
}

TEST(Sweep, TouchesOnlyTheLayersItIsGiven) {
    const Grid grid({Axis::uniform(Metric::cartesian, 0, 1, 9), Axis::uniform(Metric::cartesian, 0, 1, 8),
                     Axis::uniform(Metric::cartesian, 0, 1, 7)});
    std::vector<double> field(grid.size());
    for (std::size_t i = 0; i < field.size(); ++i) field[i] = static_cast<double>(i % 13);
    const std::vector<double> before = field;
    const Extent layers{2, 5};
    for (std::size_t a = 0; a < 3; ++a) {
        const Extent extent = a == 2 ? layers : Extent{0, grid.axis(a).size()};
        sweep(grid, a, LineFactor(grid.axis(a), extent, 1.0, 0.1), field, layers);
    }
    for (std::size_t k = 0; k < 7; ++k) {
        const bool inside = k >= 2 && k < 5;
        EXPECT_EQ(field[grid.index(4, 4, k)] != before[grid.index(4, 4, k)], inside);
    }
}

TEST(Sweep, IsPositiveAndBoundedForAnyStartStepAndContrast) {
    EXPECT_TRUE(rc::check("positive data stay positive and below their maximum", [] {
        const auto n = *rc::gen::inRange<std::size_t>(1, 40);
        const Grid grid({Axis::uniform(Metric::radial, 0, 1, n), Axis::uniform(Metric::cartesian, 0, 1, 5)});
        const auto raw = *rc::gen::container<std::vector<int>>(grid.size(), rc::gen::inRange(0, 1000));
        std::vector<double> field(raw.begin(), raw.end());
        const double most = *std::ranges::max_element(field);
        const double step = std::pow(10.0, *rc::gen::inRange(-6, 6));
        diffuse(grid, 1.0, step, field);
        for (const double value : field) {
            RC_ASSERT(value >= 0.0);
            RC_ASSERT(value <= most * (1.0 + 1e-12));
        }
    }));
}

TEST(Sweep, AFactorKnowsWhatItWasMadeFor) {
    const Axis axis = Axis::uniform(Metric::cartesian, 0, 1, 4);
    const LineFactor factor(axis, {0, 4}, 0.3, 0.7);
    EXPECT_EQ(factor.diffusivity(), 0.3);
    EXPECT_EQ(factor.step(), 0.7);
    EXPECT_EQ(factor.size(), 4U);
}

}  // namespace
}  // namespace percuta::numerics
