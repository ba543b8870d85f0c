#include "numerics/diffuse.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <thread>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/error.hpp"

namespace percuta::numerics {
namespace {

using std::numbers::pi;

core::Alone alone;

/// Two threads, and the work from its end.
class TwoFromBehind : public core::Workers {
public:
    void each(std::size_t count, const std::function<void(std::size_t)>& work) override {
        const auto every_second = [&](std::size_t from) {
            for (std::size_t i = from; i < count; i += 2) work(count - 1 - i);
        };
        std::jthread other([&] { every_second(1); });
        every_second(0);
    }
};

Axis unit(std::size_t cells) { return Axis::uniform(Metric::cartesian, 0, 1, cells); }

/// Something positive and different in every cell.
std::vector<double> uneven(std::size_t n, double seed = 0.0) {
    std::vector<double> out(n);
    for (std::size_t i = 0; i < n; ++i) out[i] = 1.2 + std::sin(seed + 7.3 * static_cast<double>(i));
    return out;
}

/// Diffusivities from 1 to the contrast.
std::vector<double> contrasting(std::size_t n, double contrast) {
    std::vector<double> out = uneven(n, 1.0);
    for (double& d : out) d = std::pow(contrast, (d - 0.2) / 2.0);
    return out;
}

double largest_difference(std::span<const double> a, std::span<const double> b) {
    double most = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(a[i] - b[i]));
    return most;
}

/// Grids of one, two and three axes, whose lines fill tiles and do not.
std::vector<Grid> grids() {
    const std::array points{GradingPoint{0.0, 0.02}, GradingPoint{1.0, 0.1}};
    std::vector<Grid> out;
    out.push_back(Grid({unit(37)}));
    out.push_back(Grid({Axis::uniform(Metric::radial, 0, 1, 11), Axis::graded(Metric::cartesian, points)}));
    out.push_back(Grid({unit(19), unit(40)}));
    out.push_back(Grid({unit(21), unit(17), unit(9)}));
    out.push_back(Grid({unit(6), Axis::graded(Metric::cartesian, points), unit(33)}));
    return out;
}

/// u - τ Au along an axis, as the definition has it.
std::vector<double> undone(const Grid& grid, std::size_t a, double step, std::span<const double> diffusivity,
                           std::span<const double> u) {
    std::vector<double> out(u.begin(), u.end());
    const Axis& axis = grid.axis(a);
    for (std::size_t here = 0; here < u.size(); ++here) {
        const std::size_t i = here / grid.stride(a) % axis.size(), next = here + grid.stride(a);
        if (i + 1 == axis.size()) continue;
        const double resistance =
            0.5 * axis.length(i) / diffusivity[here] + 0.5 * axis.length(i + 1) / diffusivity[next];
        const double flux = step * axis.face_measure(i + 1) / resistance * (u[next] - u[here]);
        out[here] -= flux / axis.measure(i);
        out[next] += flux / axis.measure(i + 1);
    }
    return out;
}

TEST(Diffusion, OfFirstOrderIsOneSweepAnAxis) {
    for (const Grid& grid : grids()) {
        std::vector<double> field = uneven(grid.size()), swept = field;
        Diffusion(grid, 2.0, 0.0).advance(field, 0.01, 1, Order::first, alone);
        for (std::size_t a = 0; a < grid.dimensions(); ++a)
            sweep(grid, a, LineFactor(Line(grid.axis(a), {0, grid.count(a)}), 0.02), swept,
                  {0, grid.count(grid.dimensions() - 1)});
        EXPECT_EQ(field, swept);
    }
}

TEST(Diffusion, OfFirstOrderSolvesTheEquationWhereCellsDiffer) {
    for (const Grid& grid : grids()) {
        const std::vector<double> start = uneven(grid.size()), diffusivity = contrasting(grid.size(), 1e3);
        std::vector<double> field = start;
        VaryingDiffusion(grid, diffusivity, 0.0).advance(field, 1e-4, 1, Order::first, alone);
        for (std::size_t a = grid.dimensions(); a-- > 0;) field = undone(grid, a, 1e-4, diffusivity, field);
        EXPECT_LT(largest_difference(field, start), 1e-11);
    }
}

TEST(Diffusion, IsTheSameWhetherCellsAreAlikeOrMayDiffer) {
    for (const Grid& grid : grids())
        for (const Order order : {Order::first, Order::second}) {
            const bool halves = order == Order::second && grid.dimensions() > 1;  // two of them are not quite a whole
            std::vector<double> field = uneven(grid.size()), may_differ = field;
            Diffusion(grid, 3.0, 0.7).advance(field, 0.02, halves ? 1000 : 3, order, alone);
            VaryingDiffusion(grid, std::vector<double>(grid.size(), 3.0), 0.7)
                .advance(may_differ, 0.02, halves ? 1000 : 3, order, alone);
            EXPECT_LT(largest_difference(field, may_differ), halves ? 1e-4 : 1e-13);
        }
}

/// Relative error of a cosine mode on a block, against the exact solution on the same cells.
double error_of_a_mode(std::size_t steps, Order order) {
    constexpr std::size_t n = 20;
    const Grid grid({unit(n), unit(n), unit(n)});
    std::vector<double> field(grid.size());
    const auto wave = [](double k, std::size_t i) { return std::cos(k * pi * (static_cast<double>(i) + 0.5) / n); };
    const auto mode = [&](std::size_t i) { return wave(1, i % n) * wave(2, i / n % n) * wave(3, i / n / n); };
    for (std::size_t i = 0; i < field.size(); ++i) field[i] = mode(i);
    const double D = 0.1, decay = 1.3, time = 0.5;
    Diffusion(grid, D, decay).advance(field, time, steps, order, alone);
    double rate = decay;
    for (const double k : {1.0, 2.0, 3.0}) rate += D * 4.0 * n * n * std::pow(std::sin(k * pi / (2.0 * n)), 2);
    double most = 0.0;
    for (std::size_t i = 0; i < field.size(); ++i)
        most = std::max(most, std::abs(field[i] * std::exp(rate * time) - mode(i)));
    return most;
}

TEST(Diffusion, HasTheOrderItSays) {
    EXPECT_NEAR(std::log2(error_of_a_mode(40, Order::first) / error_of_a_mode(80, Order::first)), 1.0, 0.1);
    EXPECT_NEAR(std::log2(error_of_a_mode(10, Order::second) / error_of_a_mode(20, Order::second)), 2.0, 0.1);
}

TEST(Diffusion, HasSecondOrderAcrossLayersAndAChannel) {
    constexpr std::size_t n = 16;
    const Grid grid({unit(n), unit(n), unit(n)});
    std::vector<double> diffusivity(grid.size()), start(grid.size());
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const double x = grid.axis(0).centre(i % n) - 0.5, y = grid.axis(1).centre(i / n % n) - 0.5;
        const double z = grid.axis(2).centre(i / n / n);
        diffusivity[i] = x * x + y * y < 0.02 && z < 0.6 ? 1.0 : z < 0.1 ? 1e-4 : z < 0.3 ? 1e-2 : 0.1;
        start[i] = std::exp(-20.0 * (x * x + y * y + (z - 0.3) * (z - 0.3)));
    }
    VaryingDiffusion diffusion(grid, diffusivity, 0.2);
    const auto solution = [&](std::size_t steps) {
        std::vector<double> field = start;
        diffusion.advance(field, 0.1, steps, Order::second, alone);
        return field;
    };
    const std::vector<double> fine = solution(640);
    const double coarse = largest_difference(solution(40), fine), finer = largest_difference(solution(80), fine);
    EXPECT_NEAR(std::log2(coarse / finer), 2.0, 0.3);
    EXPECT_LT(finer, 1e-3);
}

TEST(Diffusion, KeepsWhatThereIsButForDecay) {
    for (const Grid& grid : grids())
        for (const Order order : {Order::first, Order::second}) {
            VaryingDiffusion diffusion(grid, contrasting(grid.size(), 1e6), 2.0);
            std::vector<double> field = uneven(grid.size(), 3.0), alike = field;
            const double before = grid.integral(field);
            diffusion.advance(field, 0.3, 50, order, alone);
            Diffusion(grid, 0.1, 2.0).advance(alike, 0.3, 50, order, alone);
            EXPECT_NEAR(grid.integral(field) / before, std::exp(-0.6), 1e-12);
            EXPECT_NEAR(grid.integral(alike) / before, std::exp(-0.6), 1e-12);
        }
}

TEST(Diffusion, IsNowhereNegativeForAnyStartStepAndContrast) {
    EXPECT_TRUE(rc::check("what is not negative stays so, and nothing is lost", [] {
        const auto size = [](int most) {
            return unit(*rc::gen::inRange<std::size_t>(1, static_cast<std::size_t>(most)));
        };
        const Grid grid({size(30), size(20), size(10)});
        std::vector<double> field(grid.size(), 0.0), diffusivity(grid.size());
        for (const auto cell :
             *rc::gen::container<std::vector<std::size_t>>(5, rc::gen::inRange<std::size_t>(0, grid.size())))
            field[cell] = 1.0;
        for (double& d : diffusivity) d = std::pow(10.0, *rc::gen::inRange(-4, 5));
        const double step = std::pow(10.0, *rc::gen::inRange(-6, 4)), before = grid.integral(field);
        const Order order = *rc::gen::element(Order::first, Order::second);
        std::vector<double> alike = field;
        VaryingDiffusion(grid, diffusivity, 0.0).advance(field, step, 2, order, alone);
        Diffusion(grid, diffusivity[0], 0.0).advance(alike, step, 2, order, alone);
        RC_ASSERT(*std::ranges::min_element(field) >= 0.0);
        RC_ASSERT(*std::ranges::min_element(alike) >= 0.0);
        RC_ASSERT(std::abs(grid.integral(field) / before - 1.0) < 1e-12);
        RC_ASSERT(std::abs(grid.integral(alike) / before - 1.0) < 1e-12);
    }));
}

TEST(Diffusion, MendsOnlyLinesThatWouldTurnNegative) {
    constexpr std::size_t n = 32;
    constexpr double length = 0.01, root = std::numbers::sqrt2;
    const Grid grid({unit(n)});
    const LineFactor factor(Line(grid.axis(0), {0, n}), (1.0 - 1.0 / root) * length);
    const auto unmended = [&](const std::vector<double>& start) {
        std::vector<double> once = start;
        factor.solve(once.data());
        std::vector<double> twice = once;
        factor.solve(twice.data());
        for (std::size_t i = 0; i < n; ++i) twice[i] = (1.0 + root) * twice[i] - root * once[i];
        return twice;
    };
    std::vector<double> spike(n, 0.0), wave(n);
    spike[10] = 1.0;
    for (std::size_t i = 0; i < n; ++i) wave[i] = std::cos(pi * (static_cast<double>(i) + 0.5) / n);
    const std::vector<double> unmended_spike = unmended(spike), unmended_wave = unmended(wave);
    EXPECT_LT(*std::ranges::min_element(unmended_spike), 0.0);
    EXPECT_LT(*std::ranges::min_element(unmended_wave), 0.0);
    Diffusion(grid, 1.0, 0.0).advance(spike, length, 1, Order::second, alone);
    Diffusion(grid, 1.0, 0.0).advance(wave, length, 1, Order::second, alone);
    EXPECT_GT(*std::ranges::min_element(spike), 0.0);
    EXPECT_LT(largest_difference(wave, unmended_wave), 1e-14);
}

TEST(Diffusion, DoesNotDependOnWhoDoesTheWork) {
    TwoFromBehind two;
    for (const Grid& grid : grids())
        for (const Order order : {Order::first, Order::second}) {
            std::vector<double> by_one = uneven(grid.size()), by_two = by_one;
            VaryingDiffusion varying(grid, contrasting(grid.size(), 1e4), 0.1);
            varying.advance(by_one, 0.01, 3, order, alone);
            varying.advance(by_two, 0.01, 3, order, two);
            EXPECT_EQ(by_one, by_two);
            Diffusion(grid, 1.0, 0.1).advance(by_one, 0.01, 3, order, alone);
            Diffusion(grid, 1.0, 0.1).advance(by_two, 0.01, 3, order, two);
            EXPECT_EQ(by_one, by_two);
        }
}

TEST(Diffusion, RefusesDiffusivitiesThatAreNotPositive) {
    const Grid grid({unit(3)});
    for (const double bad : {0.0, -1.0, std::nan(""), 1e-320}) {
        const std::vector<double> diffusivity{1.0, bad, 1.0};
        EXPECT_THROW(VaryingDiffusion(grid, diffusivity, 0.0), core::InternalError) << bad;
    }
    EXPECT_THROW(VaryingDiffusion(grid, std::vector<double>(2, 1.0), 0.0), core::InternalError);
}

}  // namespace
}  // namespace percuta::numerics
