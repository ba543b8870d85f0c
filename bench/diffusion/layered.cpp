#include "layered.hpp"

#include <cmath>

#include "numerics/lanes.hpp"

namespace percuta::bench {

namespace {

constexpr std::size_t n = LayeredSkin::side, plane = n * n;
constexpr double water = 1e4;

double diffusivity_at(double from_axis, double depth) {
    if (from_axis < 50.0 && depth < 600.0) return water;
    return depth < 20.0 ? 1.0 : depth < 100.0 ? 100.0 : 1000.0;
}

/// Adds what flows into a row from the row beside it.
PERCUTA_CLONES void add_inflow(std::size_t count, double scale, const double* d, const double* other_d, const double* u,
                               const double* other, double* out) {
    for (std::size_t i = 0; i < count; ++i)
        out[i] += scale * (2.0 * d[i] * other_d[i] / (d[i] + other_d[i])) * (other[i] - u[i]);
}

}  // namespace

LayeredSkin::LayeredSkin()
    : grid([] {
          const auto axis = numerics::Axis::uniform(numerics::Metric::cartesian, 0.0, cell * side, side);
          return numerics::Grid({axis, axis, axis});
      }()) {
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const double middle = 0.5 * cell * side;
        const double x = grid.axis(0).centre(i % n) - middle, y = grid.axis(1).centre(i / n % n) - middle;
        const double depth = grid.axis(2).centre(i / plane), below = depth - 300.0;
        diffusivity.push_back(diffusivity_at(std::hypot(x, y), depth));
        start.push_back(std::exp(-(x * x + y * y + below * below) / (2.0 * 40.0 * 40.0)));
    }
}

std::size_t LayeredSkin::fewest_explicit_steps() {
    return static_cast<std::size_t>(std::ceil(time * 6.0 * water / (cell * cell)));
}

std::vector<double> LayeredSkin::by_explicit_euler(std::size_t steps, core::Workers& workers) const {
    std::vector<double> u = start, next = u;
    const double scale = time / static_cast<double>(steps) / (cell * cell);
    for (std::size_t s = 0; s < steps; ++s) {
        workers.each(n, [&](std::size_t k) {
            for (std::size_t j = 0; j < n; ++j) {
                const std::size_t row = k * plane + j * n;
                std::copy_n(u.data() + row, n, next.data() + row);
                const auto from = [&](std::size_t here, std::size_t other, std::size_t count) {
                    add_inflow(count, scale, diffusivity.data() + here, diffusivity.data() + other, u.data() + here,
                               u.data() + other, next.data() + here);
                };
                from(row + 1, row, n - 1);
                from(row, row + 1, n - 1);
                if (j > 0) from(row, row - n, n);
                if (j + 1 < n) from(row, row + n, n);
                if (k > 0) from(row, row - plane, n);
                if (k + 1 < n) from(row, row + plane, n);
            }
        });
        u.swap(next);
    }
    return u;
}

}  // namespace percuta::bench
