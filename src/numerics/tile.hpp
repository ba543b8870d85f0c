// Tiles: a few neighbouring lines worked on together, with coefficients common to all lines or different in each cell.
// Element i of line l stands at [i * apart + l], in a field or in a tile's own memory, where `apart` is tile_width.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "numerics/pack.hpp"
#include "numerics/sweep.hpp"

namespace percuta::numerics {

inline constexpr std::size_t tile_width = 3 * pack_size;  // of 100 cells, four tiles fit the smallest cache

/// Where lines stand in a field: `apart` is between neighbouring cells of a line, `next` between neighbouring lines.
/// One of the two is 1.
struct Lines {
    std::size_t cells = 0, count = 0;
    std::size_t apart = 1, next = 1;
};

/// Copies lines from `first` on to a tile and back. Where there are no more lines the tile gets `padding`.
void gather(const Lines& lines, std::size_t first, const double* field, double padding, double* tile);
void scatter(const Lines& lines, std::size_t first, const double* tile, double* field);

/// What an axis gives to elimination where resistivities 1/D differ from cell to cell.
struct VaryingAxis {
    /// For (1 - τA) with `step` = τ.
    VaryingAxis(const Axis& axis, double step);

    std::vector<double> measure;        ///< of cells
    std::vector<double> ratio;          ///< measure of the cell before over that of the cell
    std::vector<double> before, after;  ///< resistance of the face beyond a cell, over τ, per resistivity of its sides
};

/// Memory for tiles of lines with so many cells.
class TileMemory {
public:
    TileMemory(std::size_t cells, std::size_t tiles)
        : size_(cells * tile_width), memory_(std::make_unique_for_overwrite<double[]>(tiles * size_)) {}
    double* tile(std::size_t i) { return memory_.get() + i * size_; }

private:
    std::size_t size_;
    std::unique_ptr<double[]> memory_;
};

/// (1 - τA), eliminated, where coefficients differ; like LineFactor free of subtractions.
struct TileFactor {
    const VaryingAxis& axis;
    double *own, *backward;  ///< one tile each
    void assign(const double* resistivity, std::size_t apart);
};

/// The factors of all tiles along an axis.
class TileFactors {
public:
    TileFactors(const Axis& axis, double step, std::size_t tiles)
        : axis_(axis, step), memory_(std::make_unique<TileMemory>(axis.size(), 2 * tiles)) {}
    TileFactor at(std::size_t tile) { return {axis_, memory_->tile(2 * tile), memory_->tile(2 * tile + 1)}; }

private:
    VaryingAxis axis_;
    std::unique_ptr<TileMemory> memory_;
};

/// γ: a step of second order and length τ is made of sweeps of length γτ.
inline constexpr double second_order_part = 0.29289321881345247560;  // 1 - 1/√2

/// Replaces u by `kept` (1 - τA)^-1 u; `spare` is a tile.
void step_first_order(const TileFactor& factor, double kept, double* u, std::size_t apart, double* spare);
/// Replaces u by `kept` times ((1 + √2) w² - √2 w) u with w = (1 - γτA)^-1, which the factor is made for; where that
/// would make a line of positive numbers negative, by ((2 - √2) w³ + (√2 - 1) w⁴) u. `once` and `twice` are spare
/// tiles.
void step_second_order(const TileFactor& factor, double kept, double* u, std::size_t apart, double* once,
                       double* twice);
void step_second_order(const LineFactor& factor, double kept, double* u, std::size_t apart, double* once,
                       double* twice);

}  // namespace percuta::numerics
