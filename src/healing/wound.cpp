#include "healing/wound.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta::healing {

namespace {

using std::numbers::pi;

/// Points per cell and direction at which the hole's shape is sampled: a cone cuts cells askew.
constexpr int samples = 4;

double square(double x) { return x * x; }

/// Radius of a hole whose share of its patch is the Poisson coverage of overlapping holes.
double without_overlap(double radius, double rim) { return rim * std::sqrt(-std::expm1(-square(radius / rim))); }

/// Share of the ring [inner, outer] that lies within `radius`.
double ring_share(double inner, double outer, double radius) {
    if (radius <= inner) return 0.0;
    if (radius >= outer) return 1.0;
    return (square(radius) - square(inner)) / (square(outer) - square(inner));
}

struct Share {
    double w = 0.0, g = 0.0;
};

/// w and g of the ring [inner, outer] over the depths [top, bottom], for one kind of hole.
Share share_of(const Hole& hole, double rim, double range, double inner, double outer, double top, double bottom) {
    Share sum;
    for (int i = 0; i < samples; ++i) {
        const double z = top + (bottom - top) * (i + 0.5) / samples;
        const bool inside = z < hole.depth;
        const double wall = without_overlap(hole.radius(inside ? z : hole.depth), rim);
        const double w = inside ? ring_share(inner, outer, wall) : 0.0;
        double fading = 0.0;
        for (int j = 0; j < samples; ++j) {
            const double r = std::sqrt(square(inner) + (square(outer) - square(inner)) * (j + 0.5) / samples);
            const double beside = std::max(0.0, r - wall), below = inside ? 0.0 : z - hole.depth;
            fading += std::exp(-std::hypot(beside, below) / range) / samples;
        }
        sum.w += w / samples;
        sum.g += (1.0 - w) * fading / samples;
    }
    return sum;
}

}  // namespace

double Hole::radius(double z) const {
    if (z > depth) return 0.0;
    const double cone = std::min(taper, depth);
    const double reached = cone > 0.0 ? std::min(1.0, (depth - z) / cone) : 1.0;
    return tip_radius + (mouth_radius - tip_radius) * reached;
}

double Wound::deepest() const { return holes.empty() ? 0.0 : std::ranges::max_element(holes, {}, &Hole::depth)->depth; }

double Wound::widest() const {
    return holes.empty() ? 0.0 : std::ranges::max_element(holes, {}, &Hole::mouth_radius)->mouth_radius;
}

double Wound::rim() const { return 1.0 / std::sqrt(pi * holes_per_area); }

Injury injure(const Parameters& p, const Layout& layout, const Wound& wound) {
    const numerics::Grid& grid = layout.grid();
    const numerics::Axis& depth = layout.depth();
    const double rim = wound.rim();
    const double range = p.g_range * wound.widest();
    // A column averages over the rings of the cell that it stands for.
    const bool column = grid.dimensions() == 1;
    const std::size_t rings = column ? 64 : grid.count(0);
    const auto edge = [&](std::size_t ring) {
        return column ? rim * std::sqrt(static_cast<double>(ring) / static_cast<double>(rings))
                      : grid.axis(0).faces()[ring];
    };
    // The unit cell is as large as the densest session makes it; a sparser one has less than a hole in it.
    const double expected_holes = column ? 1.0 : wound.holes_per_area * pi * square(grid.axis(0).faces().back());
    Injury injury{std::vector<double>(grid.size(), 0.0), std::vector<double>(grid.size(), 0.0)};
    for (std::size_t layer = 0; layer < depth.size(); ++layer)
        for (std::size_t ring = 0; ring < rings; ++ring) {
            Share share;
            for (const Hole& hole : wound.holes) {
                const Share one = share_of(hole, rim, range, edge(ring), edge(ring + 1), depth.faces()[layer],
                                           depth.faces()[layer + 1]);
                share.w += hole.share * one.w;
                share.g += hole.share * one.g;
            }
            const std::size_t cell = column ? layer : grid.index(ring, layer);
            const double weight = column ? 1.0 / static_cast<double>(rings) : expected_holes;
            injury.w[cell] += weight * share.w;
            injury.g[cell] += weight * share.g;
        }
    return injury;
}

void strike(const Parameters& p, const Layout& layout, const Injury& injury, State& state) {
    const std::size_t across = layout.first_cell(1);
    const auto at = [&](Field f, std::size_t cell) -> double& { return state.field(f)[cell]; };
    for (std::size_t cell = 0; cell < layout.cells(); ++cell) {
        const double w = injury.w[cell], g = injury.g[cell];
        const double vessels = layout.vessels_at_rest()[cell / across];
        at(Field::D, cell) = std::min(1.0, at(Field::D, cell) + w + g);
        for (const Field f : {Field::Pl, Field::Fb})
            at(f, cell) = std::min(1.0, at(f, cell) + vessels * (w + p.bleed_g * g));
        for (const Field f : {Field::K, Field::Y, Field::N, Field::M1, Field::M2}) at(f, cell) *= 1.0 - w;
        at(Field::F, cell) *= (1.0 - w) * (1.0 - p.kill_F * g);
        at(Field::V, cell) *= (1.0 - w) * (1.0 - p.kill_V * g);
        for (const Field f : {Field::C3, Field::C1, Field::X, Field::Fn, Field::Te, Field::E, Field::Ea})
            at(f, cell) *= 1.0 - p.cut_w * w - p.cut_g * g;
    }
}

}  // namespace percuta::healing
