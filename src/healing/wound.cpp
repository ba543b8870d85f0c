#include "healing/wound.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "numerics/elementary.hpp"

namespace percuta::healing {

namespace {

using std::numbers::pi;

/// Depths per cell and radii per ring at which the hole's shape is sampled: a cone cuts cells askew.
constexpr std::size_t depth_samples = 4, radial_samples = numerics::lane_count;

double square(double x) { return x * x; }

/// Radius of a hole whose share of its patch is the Poisson coverage of overlapping holes.
double without_overlap(double radius, double rim) { return rim * std::sqrt(-std::expm1(-square(radius / rim))); }

/// A ring around the hole, and radii that stand for equal shares of it.
struct Ring {
    double inner, outer;
    numerics::Lanes radii;

    Ring(double from, double to) : inner(from), outer(to) {
        for (std::size_t j = 0; j < radial_samples; ++j)
            radii.set(j, std::sqrt(square(inner) +
                                   (square(outer) - square(inner)) * (static_cast<double>(j) + 0.5) / radial_samples));
    }
    /// Share of it that lies within `radius`.
    double share(double radius) const {
        if (radius <= inner) return 0.0;
        if (radius >= outer) return 1.0;
        return (square(radius) - square(inner)) / (square(outer) - square(inner));
    }
};

struct Share {
    double w = 0.0, g = 0.0;
};

/// A hole at one depth: its radius there, or that of its tip, which is `below` above.
struct Cut {
    bool inside;
    double wall, below;

    Cut(const Hole& hole, double rim, double z)
        : inside(z < hole.depth),
          wall(without_overlap(hole.radius(inside ? z : hole.depth), rim)),
          below(inside ? 0.0 : z - hole.depth) {}
};

/// Adds to the share of each ring what is hole, and the mean of exp(-distance/range) over what is not.
PERCUTA_CLONES void add_cut(std::span<const Ring> rings, const Cut& cut, double weight, double range,
                            std::span<Share> shares) {
    const numerics::Lanes far = 600.0;  // ranges: nothing is left there, and the exponential need not go beyond
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const Ring& ring = rings[i];
        const double w = cut.inside ? ring.share(cut.wall) : 0.0;
        shares[i].w += weight * w;
        if (w == 1.0) continue;
        numerics::Lanes distance = numerics::positive_part(numerics::Lanes(ring.radii - cut.wall));
        if (!cut.inside) distance = numerics::square_root(numerics::Lanes(distance * distance + square(cut.below)));
        const numerics::Lanes faded =
            numerics::exponential(numerics::Lanes(-numerics::smaller(numerics::Lanes(distance / range), far)));
        double sum = 0.0;
        for (std::size_t j = 0; j < radial_samples; ++j) sum += faded[j];
        shares[i].g += weight * (1.0 - w) * sum / radial_samples;
    }
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
    const bool column = grid.dimensions() == 1;
    // A column is the average over the rings of the cell that it stands for.
    const numerics::Axis around = column ? radial_axis({}, std::min(wound.widest(), 0.5 * rim), rim) : grid.axis(0);
    const double area = pi * square(around.faces().back());
    // The unit cell is as large as the densest session makes it; a sparser one has less than a hole in it.
    const double expected_holes = column ? 1.0 : wound.holes_per_area * area;
    std::vector<Ring> rings;
    for (std::size_t i = 0; i < around.size(); ++i) rings.emplace_back(around.faces()[i], around.faces()[i + 1]);
    Injury injury{std::vector<double>(grid.size(), 0.0), std::vector<double>(grid.size(), 0.0)};
    std::vector<Share> shares(rings.size());
    for (std::size_t layer = 0; layer < depth.size(); ++layer) {
        std::ranges::fill(shares, Share{});
        const double top = depth.faces()[layer], thickness = depth.length(layer);
        for (const Hole& hole : wound.holes)
            for (std::size_t i = 0; i < depth_samples; ++i) {
                const double z = top + thickness * (static_cast<double>(i) + 0.5) / depth_samples;
                add_cut(rings, Cut(hole, rim, z), hole.share / depth_samples, range, shares);
            }
        for (std::size_t ring = 0; ring < rings.size(); ++ring) {
            const std::size_t cell = column ? layer : grid.index(ring, layer);
            const double weight = column ? around.measure(ring) / area : expected_holes;
            injury.w[cell] += weight * shares[ring].w;
            injury.g[cell] += weight * shares[ring].g;
        }
    }
    return injury;
}

namespace {

template <class Number>
void jump_everywhere(const ParametersOf<Number>& p, const Layout& layout, const Injury& injury, double platelets,
                     std::span<Number> state) {
    const std::size_t across = layout.first_cell(1), cells = layout.cells();
    for (std::size_t cell = 0; cell < cells; ++cell)
        jump(p, layout.vessels_at_rest()[cell / across], injury.w[cell], injury.g[cell], platelets,
             [&](Field f) -> Number& { return state[static_cast<std::size_t>(f) * cells + cell]; });
}

}  // namespace

void strike(const Parameters& p, const Layout& layout, const Injury& injury, double platelets, State& state) {
    jump_everywhere<double>(p, layout, injury, platelets, state.values);
}

void strike_with_derivatives(const ParametersOf<numerics::Dual>& p, const Layout& layout, const Injury& injury,
                             double platelets, std::span<numerics::Dual> state) {
    jump_everywhere<numerics::Dual>(p, layout, injury, platelets, state);
}

}  // namespace percuta::healing
