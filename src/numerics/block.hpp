// Sweeps over large blocks (x, y, z) whose fields are stored as float: increments need no more digits, and half the
// bytes are half the time where memory is the limit.
#pragma once

#include <cstddef>
#include <span>

#include "core/workers.hpp"
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

/// Along x and then along y in the planes of `layers`: a plane stays in the cache for both.
void sweep_planes(const BlockShape& shape, const BlockFactor& x, const BlockFactor& y, std::span<float> field,
                  Extent layers, core::Workers& workers);
/// Along z through `layers`, row by row of y: what one row needs stays in the cache.
void sweep_depth(const BlockShape& shape, const BlockFactor& z, std::span<float> field, Extent layers,
                 core::Workers& workers);

/// The same for one plane and for a few rows of y, for callers that share out the work themselves.
void sweep_plane(const BlockShape& shape, const BlockFactor& x, const BlockFactor& y, float* plane);
void sweep_rows_depth(const BlockShape& shape, const BlockFactor& z, float* field, Extent layers, std::size_t row,
                      std::size_t rows);
/// How many rows of y go through depth together: as many as stay in the cache.
std::size_t rows_at_once(const BlockShape& shape, Extent layers);

}  // namespace percuta::numerics
