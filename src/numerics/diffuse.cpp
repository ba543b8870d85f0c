#include "numerics/diffuse.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "numerics/tile.hpp"

namespace percuta::numerics {

namespace {

constexpr std::size_t band_width = 2 * tile_width;

std::size_t last_axis(const Grid& grid) { return grid.dimensions() - 1; }

std::size_t layers_of_part(const Grid& grid) { return grid.dimensions() == 3 ? 1 : tile_width; }

/// Calls visit(part, offset, layers) for parts of a field made of whole planes, which fit the cache. All axes but the
/// last run within a plane.
template <class Visit>
void each_part(const Grid& grid, core::Workers& workers, Visit visit) {
    if (grid.dimensions() == 1) return;
    const std::size_t planes = grid.count(last_axis(grid)), plane = grid.stride(last_axis(grid));
    const std::size_t layers = layers_of_part(grid);
    workers.each((planes + layers - 1) / layers, [&](std::size_t part) {
        visit(part, part * layers * plane, std::min(layers, planes - part * layers));
    });
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

/// Tiles that lines fill.
std::size_t tiles_of(std::size_t lines) { return (lines + tile_width - 1) / tile_width; }

/// Makes the factors of lines with the resistivities of their cells, for tiles from `tile` on.
void make_factors(const Lines& lines, const double* resistivity, TileFactors& factors, std::size_t tile) {
    TileMemory memory(lines.cells, 1);
    for (std::size_t first = 0; first < lines.count; first += tile_width, ++tile) {
        gather(lines, first, resistivity, 1.0, memory.tile(0));
        factors.at(tile).assign(memory.tile(0), tile_width);
    }
}

/// A step along lines whose tiles from `tile` on have these factors.
void step_lines(const Lines& lines, TileFactors& factors, std::size_t tile, Order order, double kept, double* field) {
    TileMemory memory(lines.cells, 3);
    each_tile(lines, field, memory.tile(0), [&](double* u, std::size_t apart, std::size_t first) {
        const TileFactor factor = factors.at(tile + first / tile_width);
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
        each_part(grid_, workers, [&](std::size_t, std::size_t offset, std::size_t layers) {
            for (std::size_t a = 0; a < last; ++a)
                step_lines(lines_in_part(grid_, a, layers), factors[a], order, 1.0, field.data() + offset);
        });
        each_band(grid_, workers, [&](std::size_t offset, std::size_t count) {
            step_lines(lines_in_band(grid_, count), factors[last], order, kept, field.data() + offset);
        });
    }
}

/// Sweeps along one axis by one length, with the factors for it.
struct VaryingDiffusion::Sweep {
    std::size_t a;
    TileFactors factors;
    std::size_t tiles;  ///< of a part of the field
};

VaryingDiffusion::VaryingDiffusion(const Grid& grid, std::span<const double> diffusivity, double decay)
    : grid_(grid), decay_(decay) {
    if (diffusivity.size() != grid.size()) throw core::InternalError("a diffusivity is needed for each cell");
    resistivity_.reserve(grid.size());
    for (const double d : diffusivity) {
        if (!(d > 0.0) || !std::isfinite(1.0 / d)) throw core::InternalError("a diffusivity must be positive");
        resistivity_.push_back(1.0 / d);
    }
}

VaryingDiffusion::~VaryingDiffusion() = default;

void VaryingDiffusion::prepare(double step, Order order, core::Workers& workers) {
    if (prepared_ && step_ == step && order_ == order) return;
    step_ = step;
    order_ = order;
    prepared_ = true;
    const std::size_t last = last_axis(grid_);
    const auto sweep = [&](std::size_t a, double part, std::size_t parts, std::size_t lines) {
        return Sweep{a, TileFactors(grid_.axis(a), part * length_of_sweep(step, order), parts * tiles_of(lines)),
                     tiles_of(lines)};
    };
    along_last_.clear();
    within_.clear();
    // Along the last axis: whole steps between the others, and half a step at both ends where the order is symmetric.
    const std::size_t bands = (grid_.stride(last) + band_width - 1) / band_width;
    along_last_.push_back(sweep(last, 1.0, bands, band_width));
    if (order == Order::second && last > 0) along_last_.push_back(sweep(last, 0.5, bands, band_width));
    for (Sweep& s : along_last_)
        each_band(grid_, workers, [&](std::size_t offset, std::size_t count) {
            make_factors(lines_in_band(grid_, count), resistivity_.data() + offset, s.factors,
                         offset / band_width * s.tiles);
        });
    // Within a plane: once through its axes, or so that the first stands between two halves of the second.
    if (last > 0) {
        const std::size_t layers = layers_of_part(grid_), parts = (grid_.count(last) + layers - 1) / layers;
        const auto add = [&](std::size_t a, double part) {
            within_.push_back(sweep(a, part, parts, lines_in_part(grid_, a, layers).count));
        };
        if (last == 2 && order == Order::second) add(1, 0.5), add(0, 1.0);
        else
            for (std::size_t a = 0; a < last; ++a) add(a, 1.0);
    }
    for (Sweep& s : within_)
        each_part(grid_, workers, [&](std::size_t part, std::size_t offset, std::size_t layers) {
            make_factors(lines_in_part(grid_, s.a, layers), resistivity_.data() + offset, s.factors, part * s.tiles);
        });
}

void VaryingDiffusion::advance(std::span<double> field, double duration, std::size_t steps, Order order,
                               core::Workers& workers) {
    const double step = duration / static_cast<double>(steps), kept = std::exp(-decay_ * step);
    const bool halves = order == Order::second && last_axis(grid_) > 0;
    prepare(step, order, workers);
    const auto along_last = [&](bool half, double left) {
        Sweep& s = along_last_[half ? 1 : 0];
        each_band(grid_, workers, [&](std::size_t offset, std::size_t count) {
            step_lines(lines_in_band(grid_, count), s.factors, offset / band_width * s.tiles, order, left,
                       field.data() + offset);
        });
    };
    if (halves) along_last(true, 1.0);
    for (std::size_t n = 0; n < steps; ++n) {
        each_part(grid_, workers, [&](std::size_t part, std::size_t offset, std::size_t layers) {
            const auto along = [&](Sweep& s) {
                step_lines(lines_in_part(grid_, s.a, layers), s.factors, part * s.tiles, order, 1.0,
                           field.data() + offset);
            };
            for (Sweep& s : within_) along(s);
            if (within_.size() == 2 && order == Order::second) along(within_.front());
        });
        along_last(halves && n + 1 == steps, kept);
    }
}

}  // namespace percuta::numerics
