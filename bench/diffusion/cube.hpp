// The cube on which solvers are compared: u' = D ∇²u - λu without flux through the walls, 100³ cells of 10 µm.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "numerics/grid.hpp"

namespace percuta::bench {

/// Lengths in µm, times in minutes.
struct Cube {
    static constexpr std::size_t side = 100;
    static constexpr double length = 1000.0, cell = length / side;
    static constexpr double diffusivity = 1000.0, decay = 0.1;

    /// Starts are sums of products of one function an axis, so that their exact solution on the cells is known for all
    /// times: what differs from it is the error in time alone.
    enum class Start { gaussian, cosine };

    Cube();
    std::vector<double> start(Start which) const { return solution(which, 0.0); }
    /// Exact on the cells, not in the continuum.
    std::vector<double> solution(Start which, double time) const;

    numerics::Grid grid;
};

/// How far a field is from another.
struct Distance {
    double relative = 0.0;  ///< in L2
    double lowest = 0.0;    ///< the smallest value of the field
};
Distance distance(std::span<const double> field, std::span<const double> exact);

/// out = D ∇²u - λu on the cube.
void rate(const double* u, double* out);

}  // namespace percuta::bench
