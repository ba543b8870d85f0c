#include "numerics/diffuse.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "numerics/tile.hpp"

namespace percuta::numerics {

namespace {

constexpr std::size_t band_width = 2 * tile_width;

std::size_t last_axis(const Grid& grid) { return grid.dimensions() - 1; }

/// Calls visit(offset, layers) for parts of a field made of whole planes, which fit the cache. All axes but the last
/// run within a plane.
template <class Visit>
void each_part(const Grid& grid, core::Workers& workers, Visit visit) {
    if (grid.dimensions() == 1) return;
    const std::size_t planes = grid.count(last_axis(grid)), plane = grid.stride(last_axis(grid));
    const std::size_t layers = grid.dimensions() == 3 ? 1 : tile_width;
    workers.each((planes + layers - 1) / layers,
                 [&](std::size_t part) { visit(part * layers * plane, std::min(layers, planes - part * layers)); });
}

/// Calls visit(offset, count) for bands of neighbouring lines of the last axis.
template <class Visit>
void each_band(const Grid& grid, core::Workers& workers, Visit visit) {
    const std::size_t all = grid.stride(last_axis(grid));
    workers.each((all + band_width - 1) / band_width,
                 [&](std::size_t band) { visit(band * band_width, std::min(band_width, all - band * band_width)); });
}

/// The lines of an axis within so many layers.
Lines lines_in_part(const Grid& grid, std::size_t a, std::size_t layers) {
    const std::size_t cells = grid.count(a), stride = grid.stride(a);
    if (a == 0) return {cells, layers * grid.stride(last_axis(grid)) / cells, 1, cells};
    return {cells, stride, stride, 1};
}

Lines lines_in_band(const Grid& grid, std::size_t count) {
    return {grid.count(last_axis(grid)), count, grid.stride(last_axis(grid)), 1};
}

/// Calls step(u, apart, first) with tiles of lines from `first` on: where they stand when they are neighbours in the
/// field and enough, otherwise in `tile`.
template <class Step>
void each_tile(const Lines& lines, double* field, double* tile, Step step) {
    for (std::size_t first = 0; first < lines.count; first += tile_width) {
        if (lines.next == 1 && first + tile_width <= lines.count) {
            step(field + first, lines.apart, first);
            continue;
        }
        gather(lines, first, field, 0.0, tile);
        step(tile, tile_width, first);
        scatter(lines, first, tile, field);
    }
}

/// A step along lines that have one factor.
void step_lines(const Lines& lines, const LineFactor& factor, Order order, double kept, double* field) {
    if (order == Order::first)
        return lines.next == 1 ? factor.solve_neighbours(field, lines.apart, lines.count)
                               : factor.solve_rows(field, lines.next, lines.count);
    TileMemory memory(lines.cells, 3);
    each_tile(lines, field, memory.tile(0), [&](double* u, std::size_t apart, std::size_t) {
        step_second_order(factor, kept, u, apart, memory.tile(1), memory.tile(2));
    });
}

/// A step along lines with the resistivities of their cells.
void step_lines(const Lines& lines, const VaryingAxis& axis, Order order, double kept, const double* resistivity,
                double* field) {
    TileMemory memory(lines.cells, 5);
    TileFactor factor{axis, memory.tile(3), memory.tile(4)};
    each_tile(lines, field, memory.tile(0), [&](double* u, std::size_t apart, std::size_t first) {
        if (u == memory.tile(0)) {
            gather(lines, first, resistivity, 1.0, memory.tile(1));
            factor.assign(memory.tile(1), tile_width);
        } else {
            factor.assign(resistivity + first, apart);
        }
        if (order == Order::first) step_first_order(factor, kept, u, apart, memory.tile(1));
        else step_second_order(factor, kept, u, apart, memory.tile(1), memory.tile(2));
    });
}

double length_of_sweep(double step, Order order) { return order == Order::first ? step : second_order_part * step; }

}  // namespace

Diffusion::Diffusion(const Grid& grid, double diffusivity, double decay)
    : grid_(grid), diffusivity_(diffusivity), decay_(decay) {
    for (std::size_t a = 0; a < grid.dimensions(); ++a) lines_.emplace_back(grid.axis(a), Extent{0, grid.count(a)});
}

void Diffusion::advance(std::span<double> field, double duration, std::size_t steps, Order order,
                        core::Workers& workers) const {
    const double step = duration / static_cast<double>(steps), kept = std::exp(-decay_ * step);
    const std::size_t last = last_axis(grid_);
    std::vector<LineFactor> factors;
    for (std::size_t a = 0; a <= last; ++a)
        factors.emplace_back(lines_[a], diffusivity_ * length_of_sweep(step, order),
                             a == last && order == Order::first ? kept : 1.0);
    for (std::size_t s = 0; s < steps; ++s) {
        each_part(grid_, workers, [&](std::size_t offset, std::size_t layers) {
            for (std::size_t a = 0; a < last; ++a)
                step_lines(lines_in_part(grid_, a, layers), factors[a], order, 1.0, field.data() + offset);
        });
        each_band(grid_, workers, [&](std::size_t offset, std::size_t count) {
            step_lines(lines_in_band(grid_, count), factors[last], order, kept, field.data() + offset);
        });
    }
}

VaryingDiffusion::VaryingDiffusion(const Grid& grid, std::span<const double> diffusivity, double decay)
    : grid_(grid), decay_(decay) {
    if (diffusivity.size() != grid.size()) throw core::InternalError("a diffusivity is needed for each cell");
    resistivity_.reserve(grid.size());
    for (const double d : diffusivity) {
        if (!(d > 0.0) || !std::isfinite(1.0 / d)) throw core::InternalError("a diffusivity must be positive");
        resistivity_.push_back(1.0 / d);
    }
}

void VaryingDiffusion::advance(std::span<double> field, double duration, std::size_t steps, Order order,
                               core::Workers& workers) const {
    const double step = duration / static_cast<double>(steps), kept = std::exp(-decay_ * step);
    const std::size_t last = last_axis(grid_);
    const auto axis = [&](std::size_t a, double part) {
        return VaryingAxis(grid_.axis(a), part * length_of_sweep(step, order));
    };
    const auto along_last = [&](double part, double left) {
        const VaryingAxis depth = axis(last, part);
        each_band(grid_, workers, [&](std::size_t offset, std::size_t count) {
            step_lines(lines_in_band(grid_, count), depth, order, left, resistivity_.data() + offset,
                       field.data() + offset);
        });
    };
    // Within a plane: once through its axes, or so that the first stands between two halves of the second.
    struct Piece {
        std::size_t a;
        VaryingAxis axis;
    };
    std::vector<Piece> pieces;
    const bool symmetric = order == Order::second;
    if (last == 2 && symmetric) pieces = {{1, axis(1, 0.5)}, {0, axis(0, 1.0)}, {1, axis(1, 0.5)}};
    else
        for (std::size_t a = 0; a < last; ++a) pieces.push_back({a, axis(a, 1.0)});

    if (symmetric && last > 0) along_last(0.5, 1.0);
    for (std::size_t s = 0; s < steps; ++s) {
        each_part(grid_, workers, [&](std::size_t offset, std::size_t layers) {
            for (const Piece& piece : pieces)
                step_lines(lines_in_part(grid_, piece.a, layers), piece.axis, order, 1.0, resistivity_.data() + offset,
                           field.data() + offset);
        });
        along_last(symmetric && last > 0 && s + 1 == steps ? 0.5 : 1.0, kept);
    }
}

}  // namespace percuta::numerics
