#include "cube.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "numerics/lanes.hpp"

namespace percuta::bench {

namespace {

constexpr std::size_t n = Cube::side;
using Row = std::array<double, n>;

double wave(std::size_t k, std::size_t i) {
    return std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(i) + 0.5) /
                    static_cast<double>(n));
}

/// What diffusion along one axis leaves of a row, mode by mode.
Row diffused(const Row& start, double time) {
    Row out{};
    for (std::size_t k = 0; k < n; ++k) {
        double amplitude = 0.0;
        for (std::size_t i = 0; i < n; ++i) amplitude += start[i] * wave(k, i);
        const double sine = std::sin(std::numbers::pi * static_cast<double>(k) / (2.0 * n));
        const double rate = 4.0 * Cube::diffusivity * sine * sine / (Cube::cell * Cube::cell);
        amplitude *= (k == 0 ? 1.0 : 2.0) / static_cast<double>(n) * std::exp(-rate * time);
        for (std::size_t i = 0; i < n; ++i) out[i] += amplitude * wave(k, i);
    }
    return out;
}

Row row_of(auto function) {
    Row out{};
    for (std::size_t i = 0; i < n; ++i) out[i] = function(i);
    return out;
}

void add_product(std::vector<double>& out, double scale, const Row& x, const Row& y, const Row& z) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += scale * x[i % n] * y[i / n % n] * z[i / n / n];
}

PERCUTA_CLONES void rate_of_row(const double* u, const double* south, const double* north, const double* below,
                                const double* above, double* out) {
    constexpr double across = Cube::diffusivity / (Cube::cell * Cube::cell);
    const auto others = [&](std::size_t i) { return south[i] + north[i] + below[i] + above[i]; };
    const auto at = [&](std::size_t i, double west, double east) {
        return across * (west + east + others(i) - 6.0 * u[i]) - Cube::decay * u[i];
    };
    out[0] = at(0, u[0], u[1]);
    for (std::size_t i = 1; i + 1 < n; ++i) out[i] = at(i, u[i - 1], u[i + 1]);
    out[n - 1] = at(n - 1, u[n - 2], u[n - 1]);
}

}  // namespace

Cube::Cube()
    : grid([] {
          const auto axis = numerics::Axis::uniform(numerics::Metric::cartesian, 0.0, length, side);
          return numerics::Grid({axis, axis, axis});
      }()) {}

std::vector<double> Cube::solution(Start which, double time) const {
    std::vector<double> out(grid.size(), 0.0);
    const double left = std::exp(-decay * time);
    if (which == Start::gaussian) {
        const Row row = diffused(row_of([](std::size_t i) {
                                     const double x = (static_cast<double>(i) + 0.5) * cell - 0.5 * length;
                                     return std::exp(-x * x / (2.0 * 40.0 * 40.0));
                                 }),
                                 time);
        add_product(out, left, row, row, row);
        return out;
    }
    const auto mode = [&](std::size_t k) { return diffused(row_of([k](std::size_t i) { return wave(k, i); }), time); };
    add_product(out, left, mode(0), mode(0), mode(0));
    add_product(out, left, mode(1), mode(2), mode(3));
    return out;
}

Distance distance(std::span<const double> field, std::span<const double> exact) {
    double error = 0.0, norm = 0.0;
    for (std::size_t i = 0; i < field.size(); ++i) {
        error += (field[i] - exact[i]) * (field[i] - exact[i]);
        norm += exact[i] * exact[i];
    }
    return {std::sqrt(error / norm), *std::ranges::min_element(field)};
}

void rate(const double* u, double* out) {
    constexpr std::size_t plane = n * n;
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t j = 0; j < n; ++j) {
            const std::size_t here = (k * n + j) * n;
            rate_of_row(u + here, u + (j > 0 ? here - n : here), u + (j + 1 < n ? here + n : here),
                        u + (k > 0 ? here - plane : here), u + (k + 1 < n ? here + plane : here), out + here);
        }
}

}  // namespace percuta::bench
