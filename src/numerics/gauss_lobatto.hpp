// Polynomials on an interval through the Gauss-Lobatto points, for elements of high order.
#pragma once

#include <cstddef>
#include <vector>

namespace percuta::numerics {

/// Points on [-1, 1] with both ends, their weights, and the stiffness of the interval: entry (i, j) at i * points + j
/// is the integral of l_i' l_j' over the Lagrange polynomials of the points. Rows and columns add up to 0.
struct GaussLobatto {
    /// Throws InternalError for a degree of 0.
    explicit GaussLobatto(std::size_t degree);

    std::size_t degree = 1;
    std::vector<double> points, weights, stiffness;
};

}  // namespace percuta::numerics
