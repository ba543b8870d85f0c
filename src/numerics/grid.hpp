// Tensor products of one to three axes. The first axis runs fastest in memory.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "numerics/axis.hpp"

namespace percuta::numerics {

/// Cells of a depth column (z), a unit cell around one channel (r, z) or a block (x, y, z). Missing axes have one cell
/// of measure 1, so that the same sweeps serve all three.
class Grid {
public:
    /// One to three axes; only the first may be radial. Throws InternalError otherwise.
    explicit Grid(std::vector<Axis> axes);

    std::size_t dimensions() const { return axes_.size(); }
    const Axis& axis(std::size_t a) const { return axes_[a]; }
    std::size_t count(std::size_t a) const { return a < axes_.size() ? axes_[a].size() : 1; }
    std::size_t size() const { return count(0) * count(1) * count(2); }
    std::size_t stride(std::size_t a) const { return a == 0 ? 1 : a == 1 ? count(0) : count(0) * count(1); }
    std::size_t index(std::size_t i, std::size_t j = 0, std::size_t k = 0) const {
        return i + count(0) * (j + count(1) * k);
    }
    /// Volume of each cell, in memory order.
    const std::vector<double>& volumes() const { return volumes_; }
    /// Sum of field times volume, in a fixed order with compensation, so that it can judge conservation.
    double integral(std::span<const double> field) const;

private:
    std::vector<Axis> axes_;
    std::vector<double> volumes_;
};

}  // namespace percuta::numerics
