#include "numerics/sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "numerics/control.hpp"
#include "numerics/dual.hpp"
#include "numerics/rosenbrock.hpp"

namespace percuta::numerics {
namespace {

using std::numbers::pi;

Extent all(const Grid& grid) { return {0, grid.axis(grid.dimensions() - 1).size()}; }

/// One backward-Euler step of diffusion along every axis.
void diffuse(const Grid& grid, double diffusivity, double step, std::span<double> field) {
    for (std::size_t a = 0; a < grid.dimensions(); ++a)
        sweep(grid, a, LineFactor(Line(grid.axis(a), {0, grid.axis(a).size()}), diffusivity * step), field, all(grid));
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

/// u' = lap u + s(t) balance with s' = -s as the last unknown.
class ManufacturedSystem {
public:
    explicit ManufacturedSystem(const Manufactured& problem)
        : grid_(problem.grid), source_(sample(problem.grid, problem.balance)) {
        for (std::size_t a = 0; a < grid_.dimensions(); ++a)
            lines_.emplace_back(grid_.axis(a), Extent{0, grid_.axis(a).size()});
    }
    void prepare(double g) {
        g_ = g;
        factors_.clear();
        for (const Line& line : lines_) factors_.emplace_back(line, g);
    }
    void stage(std::span<const double> base, std::span<double> k) {
        const std::size_t n = grid_.size();
        for (std::size_t a = 0; a < lines_.size(); ++a)
            add_flux(grid_, a, lines_[a], g_, base.first(n), k.first(n), all(grid_));
        for (std::size_t i = 0; i < n; ++i) k[i] += g_ * base[n] * source_[i];
        for (std::size_t a = 0; a < lines_.size(); ++a) sweep(grid_, a, factors_[a], k.first(n), all(grid_));
        k[n] = (k[n] - g_ * base[n]) / (1.0 + g_);
    }

private:
    const Grid& grid_;
    std::vector<double> source_;
    std::vector<Line> lines_;
    std::vector<LineFactor> factors_;
    double g_ = 0.0;
};

/// Relative L2 error at t = 0.5 with steps so small that space alone is seen.
double spatial_error(const Manufactured& problem) {
    ManufacturedSystem system(problem);
    std::vector<double> state = sample(problem.grid, problem.shape);
    state.push_back(1.0);
    Rosenbrock<double> method(state.size());
    constexpr int steps = 100;
    for (int i = 0; i < steps; ++i) {
        method.step(system, state, 0.5 / steps);
        std::ranges::copy(method.result(), state.begin());
    }
    const std::vector<double> exact = sample(problem.grid, problem.shape);
    double error = 0.0, norm = 0.0;
    for (std::size_t i = 0; i < exact.size(); ++i) {
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

TEST(Sweep, KeepsALayeredRestState) {
    // Contrasts of 10^4: no flux flows where u = ψ, bit for bit, and sweeps of half a day keep it to round-off.
    const Grid grid({Axis::uniform(Metric::radial, 0, 4e-4, 9), Axis::uniform(Metric::cartesian, 0, 2e-3, 37)});
    std::vector<double> layers(grid.count(1));
    for (std::size_t k = 0; k < layers.size(); ++k) layers[k] = k < 5 ? 1e-4 : k < 20 ? 1.0 : 0.3;
    const double diffusion = 0.02e-6 / 86400 * 43200;
    const Line r(grid.axis(0), {0, grid.count(0)}), z(grid.axis(1), {0, grid.count(1)}, layers);
    std::vector<double> rest(grid.size()), flux(grid.size(), 0.0);
    for (std::size_t i = 0; i < rest.size(); ++i) rest[i] = layers[i / grid.count(0)];
    add_flux(grid, 0, r, diffusion, rest, flux, all(grid));
    add_flux(grid, 1, z, diffusion, std::vector<double>(grid.size(), 1.0), flux, all(grid));
    for (const double f : flux) EXPECT_EQ(f, 0.0);
    std::vector<double> field = rest;
    for (int i = 0; i < 730; ++i) {
        sweep(grid, 0, LineFactor(r, diffusion), field, all(grid));
        sweep(grid, 1, LineFactor(z, diffusion), field, all(grid));
    }
    for (std::size_t i = 0; i < rest.size(); ++i) EXPECT_NEAR(field[i] / rest[i], 1.0, 1e-12);
}

TEST(Sweep, SolvesTheEquationWhoseFluxesAreAdded) {
    // (1 - τA) k = r: what the sweep returns, put into the flux form, gives r again. On both axes, with a profile.
    const Grid grid({Axis::uniform(Metric::radial, 0, 1, 19), Axis::uniform(Metric::cartesian, 0, 1, 21)});
    std::vector<double> layers(21);
    for (std::size_t k = 0; k < 21; ++k) layers[k] = 1.0 + 0.5 * std::sin(static_cast<double>(k));
    const std::vector<double> right =
        sample(grid, [](double r, double z, double) { return 1.0 + std::cos(9 * r + 5 * z); });
    const std::array lines{Line(grid.axis(0), {0, 19}), Line(grid.axis(1), {0, 21}, layers)};
    for (std::size_t a = 0; a < 2; ++a) {
        std::vector<double> k = right;
        sweep(grid, a, LineFactor(lines[a], 0.3), k, all(grid));
        std::vector<double> ratio = k, back = k;
        if (a == 1)
            for (std::size_t i = 0; i < k.size(); ++i) ratio[i] /= layers[i / 19];
        add_flux(grid, a, lines[a], -0.3, ratio, back, all(grid));
        for (std::size_t i = 0; i < k.size(); ++i) EXPECT_NEAR(back[i], right[i], 1e-11);
    }
}

TEST(Sweep, LanesAndDualNumbersSolveLikeNumbers) {
    const std::vector<double> lengths{0.1, 0.2, 0.3, 0.15}, profile{1.0, 1.0, 0.4, 0.4}, start{3.0, 1.0, 0.0, 2.0};
    const LineOf<double> line{std::span(lengths), std::span(profile)};
    std::vector<double> alone = start;
    LineFactor(line, 0.05).solve(alone.data());

    const std::vector<Lanes> lanes_lengths(lengths.begin(), lengths.end()),
        lanes_profile(profile.begin(), profile.end());
    Lanes diffusion = 0.01;
    diffusion.set(3, 0.05);
    std::vector<Lanes> lanes(start.begin(), start.end());
    const LineOf<Lanes> lanes_line{std::span(lanes_lengths), std::span(lanes_profile)};
    LineFactorOf<Lanes>(lanes_line, diffusion).solve(lanes.data());

    const std::vector<Dual> dual_lengths(lengths.begin(), lengths.end()), dual_profile(profile.begin(), profile.end());
    const LineOf<Dual> dual_line{std::span(dual_lengths), std::span(dual_profile)};
    std::vector<Dual> dual(start.begin(), start.end());
    Dual seeded(0.05);
    seeded.slope.set(0, 1.0);
    LineFactorOf<Dual>(dual_line, seeded).solve(dual.data());
    std::vector<double> more = start, less = start;
    LineFactor(line, 0.05 + 1e-6).solve(more.data());
    LineFactor(line, 0.05 - 1e-6).solve(less.data());
    for (std::size_t i = 0; i < start.size(); ++i) {
        EXPECT_EQ(lanes[i][3], alone[i]);
        EXPECT_EQ(dual[i].value, alone[i]);
        EXPECT_NEAR(dual[i].slope[0], (more[i] - less[i]) / 2e-6, 1e-8);
    }
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
        sweep(grid, a, LineFactor(Line(grid.axis(a), extent), 0.1), field, layers);
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
    const LineFactor factor(Line(Axis::uniform(Metric::cartesian, 0, 1, 4), {0, 4}), 0.21);
    EXPECT_EQ(factor.diffusion(), 0.21);
    EXPECT_EQ(factor.size(), 4U);
}

TEST(Sweep, EveryNumberOfLinesAndCellsGivesTheSameAsOneLineAlone) {
    // Blocks of packs of lines, leftovers, and lines of any length take different ways through the code.
    for (const std::size_t cells : {1UL, 5UL, 8UL, 9UL, 23UL, 64UL})
        for (const std::size_t lines : {1UL, 7UL, 8UL, 19UL, 45UL, 127UL}) {
            const Axis along = Axis::uniform(Metric::cartesian, 0, 1, cells);
            const Axis beside = Axis::uniform(Metric::cartesian, 0, 1, lines);
            const LineFactor factor(Line(along, {0, cells}), 0.01);
            for (const std::size_t a : {0UL, 1UL}) {
                const Grid grid = a == 0 ? Grid({along, beside}) : Grid({beside, along});
                const std::size_t apart = grid.stride(a), next = grid.stride(1 - a);
                std::vector<double> field(grid.size());
                for (std::size_t i = 0; i < field.size(); ++i) field[i] = static_cast<double>((7 * i) % 11);
                std::vector<double> together = field;
                sweep(grid, a, factor, together, all(grid));
                for (std::size_t l = 0; l < lines; ++l) {
                    std::vector<double> line;
                    for (std::size_t i = 0; i < cells; ++i) line.push_back(field[l * next + i * apart]);
                    factor.solve(line.data());
                    for (std::size_t i = 0; i < cells; ++i) field[l * next + i * apart] = line[i];
                }
                EXPECT_EQ(together, field) << cells << " cells, " << lines << " lines, axis " << a;
            }
        }
}

TEST(Sweep, LinesSolvedTogetherGetTheSameBitsAsAlone) {
    std::vector<Line> lines;
    for (const std::size_t cells : {5UL, 5UL, 5UL, 5UL, 5UL, 9UL, 9UL, 1UL, 7UL, 7UL, 7UL}) {
        std::vector<double> lengths, profile;
        for (std::size_t i = 0; i < cells; ++i) {
            lengths.push_back(1.0 + 0.1 * static_cast<double>((i * 7 + lines.size()) % 5));
            profile.push_back(1.0 + 0.2 * static_cast<double>((i + lines.size()) % 3));
        }
        lines.emplace_back(std::span<const double>(lengths), std::span<const double>(profile));
    }
    std::vector<LineFactor> together(lines.size());
    std::vector<LineFactor::Wanted> wanted;
    for (std::size_t l = 0; l < lines.size(); ++l)
        wanted.push_back({&lines[l], 0.3 * static_cast<double>(l + 1), &together[l]});
    LineFactor::assign_together(wanted);
    std::vector<std::vector<double>> alone, data;
    std::vector<LineFactor::ToSolve> to_solve;
    for (std::size_t l = 0; l < lines.size(); ++l) {
        data.emplace_back();
        for (std::size_t i = 0; i < lines[l].size(); ++i) data[l].push_back(std::sin(static_cast<double>(1 + i + l)));
        alone.push_back(data[l]);
        const LineFactor factor(lines[l], wanted[l].diffusion);
        EXPECT_EQ(together[l].diffusion(), factor.diffusion());
        factor.solve(alone[l].data());
    }
    for (std::size_t l = 0; l < lines.size(); ++l) to_solve.push_back({&together[l], data[l].data()});
    LineFactor::solve_together(to_solve);
    EXPECT_EQ(data, alone);
}

TEST(Sweep, AFactorMayKeepOnlyAPart) {
    const Line line(Axis::uniform(Metric::radial, 0, 1, 9), {0, 9});
    std::vector<double> all(9, 0.0);
    all[2] = 1.0;
    std::vector<double> quarter = all;
    LineFactor(line, 0.02).solve(all.data());
    LineFactor(line, 0.02, 0.25).solve(quarter.data());
    for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(quarter[i], 0.25 * all[i]);
}

}  // namespace
}  // namespace percuta::numerics
