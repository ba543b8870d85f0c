// What a session does, written as plainly as possible: docs/science/healing.md, section 3.1, sampled so finely that the
// samples do not matter.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "healing/wound.hpp"

namespace percuta::healing::reference {

/// w and g averaged over each cell of the grid; in a column, over the layers of the unit cell.
inline Injury plain_injury(const Parameters& p, const Layout& layout, const Wound& wound) {
    const auto square = [](double x) { return x * x; };
    const numerics::Grid& grid = layout.grid();
    const bool column = grid.dimensions() == 1;
    const numerics::Axis around = column ? numerics::Axis(numerics::Metric::radial, {0.0, wound.rim()}) : grid.axis(0);
    const int depths = 8, radii = column ? 4000 : 8;  // samples of a cell
    const double range = p.g_range * wound.widest();
    const double holes = wound.holes_per_area * std::numbers::pi * square(around.faces().back());
    Injury out{std::vector<double>(grid.size(), 0.0), std::vector<double>(grid.size(), 0.0)};
    for (std::size_t layer = 0; layer < layout.depth().size(); ++layer)
        for (const Hole& hole : wound.holes)
            for (int i = 0; i < depths; ++i) {
                const double z = layout.depth().faces()[layer] + layout.depth().length(layer) * (i + 0.5) / depths;
                const bool beside = z < hole.depth;
                // Narrowed for the overlap of neighbours; below the tip, distances are those from the tip.
                const double widest = hole.radius(beside ? z : hole.depth);
                const double wall = wound.rim() * std::sqrt(1 - std::exp(-square(widest / wound.rim())));
                const double below = beside ? 0.0 : z - hole.depth;
                for (std::size_t ring = 0; ring < around.size(); ++ring)
                    for (int j = 0; j < radii; ++j) {
                        // Thin rings of equal area; of one that the wall cuts, the part beside the hole has g.
                        const double inner = square(around.faces()[ring]), outer = square(around.faces()[ring + 1]);
                        const double from = inner + (outer - inner) * j / radii, to = from + (outer - inner) / radii;
                        const double edge = beside ? std::clamp(square(wall), from, to) : from;
                        const double w = (edge - from) / (to - from);
                        const double away = std::max(0.0, std::sqrt(0.5 * (edge + to)) - wall);
                        const double g = (1 - w) * std::exp(-std::hypot(away, below) / range);
                        const double weight = holes * hole.share / (depths * radii);
                        const std::size_t cell = column ? layer : grid.index(ring, layer);
                        out.w[cell] += weight * w;
                        out.g[cell] += weight * g;
                    }
            }
    return out;
}

/// The jump of the fields.
inline void plain_jump(const Parameters& p, const Layout& layout, const Injury& injury, State& state) {
    for (std::size_t cell = 0; cell < layout.cells(); ++cell) {
        const double w = injury.w[cell], g = injury.g[cell];
        const double V0 = layout.vessels_at_rest()[cell / layout.first_cell(1)];
        const auto u = [&](Field f) -> double& { return state.field(f)[cell]; };
        u(Field::D) = std::min(1.0, u(Field::D) + w + g);
        for (const Field f : {Field::Pl, Field::Fb}) u(f) = std::min(1.0, u(f) + V0 * (w + p.bleed_g * g));
        u(Field::F) *= (1 - w) * (1 - p.kill_F * g);
        u(Field::V) *= (1 - w) * (1 - p.kill_V * g);
        for (const Field f : {Field::K, Field::Y, Field::N, Field::M1, Field::M2}) u(f) *= 1 - w;
        for (const Field f : {Field::C3, Field::C1, Field::X, Field::Fn, Field::Te, Field::E, Field::Ea})
            u(f) *= 1 - p.cut_w * w - p.cut_g * g;
    }
}

}  // namespace percuta::healing::reference
