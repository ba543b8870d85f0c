// Sweeps over large blocks (x, y, z) whose fields are stored as float: increments need no more digits, and half the
// bytes are half the time where memory is the limit.
#pragma once

#include <cstddef>
#include <span>

#include "numerics/sweep.hpp"

namespace percuta::numerics {

/// Cells of a block; x runs fastest in memory, then y, then z.
struct BlockShape {
    std::size_t nx = 0, ny = 0, nz = 0;
    std::size_t row() const { return nx; }
    std::size_t plane() const { return nx * ny; }
    std::size_t size() const { return nx * ny * nz; }
};

/// The coefficients of a factor as floats.
struct BlockFactor {
    std::vector<float> forward, own, backward;
    BlockFactor() = default;
    explicit BlockFactor(const LineFactor& factor);
};

/// One plane along x and then along y: it stays in the cache for both.
void sweep_plane(const BlockShape& shape, const BlockFactor& x, const BlockFactor& y, float* plane);
/// A few rows of y through all `layers`.
void sweep_rows_depth(const BlockShape& shape, const BlockFactor& z, float* field, Extent layers, std::size_t row,
                      std::size_t rows);
/// How many rows of y go through depth together: as many as stay in the cache.
std::size_t rows_at_once(const BlockShape& shape, Extent layers);

}  // namespace percuta::numerics
