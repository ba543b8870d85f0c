#include "puncture/model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "puncture/root.hpp"

namespace percuta::puncture {

namespace {

using device::Needle;
using std::numbers::pi;

double buried_side(const Needle& needle, double depth) {
    const double cone = std::min(depth, needle.taper()), shaft = depth - cone;
    return pi * (0.5 * (needle.tip_diameter + needle.width(cone)) * cone + needle.shaft_diameter * shaft);
}

/// Toughness at both ends of the cone while the tip is between two kinks.
struct Around {
    std::size_t layer = 0;  ///< the tip is in
    WedgeEnergy above;      ///< where the cone ends; none above the surface
};

Around around(const Tissue& tissue, const Needle& needle, double depth) {
    const Toughness& tough = tissue.toughness;
    const double top = depth - needle.taper();
    return {tough.layer(depth), top > 0.0 ? tough.wedge(tough.layer(top)) : WedgeEnergy()};
}

/// Slope of the resistance between two kinks, N/m. It never falls from one to the next.
double slope(const Tissue& tissue, const Needle& needle, double depth, const Around& between) {
    return needle.slope() * (tissue.toughness.wedge(between.layer).value() - between.above.value()) +
           pi * tissue.friction * needle.width(depth);
}

/// Depths at which the resistance has a kink or a jump, upwards, up to `most` which ends the list: tops of layers under
/// the tip and under the end of the cone.
struct Kinks {
    std::array<double, 2 * layer_count> at{};
    std::size_t count = 0;
};

Kinks kinks(const Tissue& tissue, const Needle& needle, double most) {
    Kinks out;
    const double taper = needle.taper();
    const auto add = [&](double depth) {
        if (depth < most) out.at[out.count++] = depth;
    };
    for (std::size_t i = 0; i + 1 < layer_count; ++i) {
        add(tissue.toughness.bottom(i));
        add(tissue.toughness.bottom(i) + taper);
    }
    add(taper);
    std::sort(out.at.begin(), out.at.begin() + static_cast<std::ptrdiff_t>(out.count));
    out.at[out.count++] = most;
    return out;
}

/// The first depth from `floor` on, up to `most`, at which `excess(depth, layer)` is no longer below zero. Between two
/// kinks the excess is convex or concave, so that its ends and its hump say whether it gets there. Nothing where it
/// does not.
template <class Excess, class Slope, class Barrier>
double first_hold(const Tissue& tissue, const Needle& needle, double floor, double most, Excess excess,
                  Slope excess_slope, Barrier barrier) {
    double from = floor;
    if (excess(from, tissue.toughness.layer(from)) >= 0.0) return from;
    const Kinks all = kinks(tissue, needle, most);
    for (std::size_t k = 0; k < all.count; ++k) {
        double to = all.at[k];
        if (to <= from) continue;
        const Around between = around(tissue, needle, 0.5 * (from + to));
        const auto value = [&](double depth) { return excess(depth, between.layer); };
        const auto derivative = [&](double depth) { return excess_slope(depth, between); };
        if (const double last = value(to); last >= 0.0) {
            const double first = value(from);  // below zero
            return increasing_root(value, derivative, from, to, from + (to - from) * first / (first - last));
        }
        if (derivative(from) > 0.0 && derivative(to) < 0.0) {
            double low = from, high = to;
            for (int i = 0; i < 60; ++i) {
                const double middle = 0.5 * (low + high);
                (derivative(middle) > 0.0 ? low : high) = middle;
            }
            if (value(low) >= 0.0) return increasing_root(value, derivative, from, low);
        }
        if (barrier(to, between.layer) || (to < most && excess(to, tissue.toughness.layer(to)) >= 0.0)) return to;
        from = to;
    }
    return most;
}

}  // namespace

double piercing_force(const Tissue& tissue, LineToughness toughness, double tip_diameter) {
    const double sharp = force(toughness, tip_diameter);
    if (tip_diameter < tissue.blunt_from) return sharp;
    const double area = 0.25 * pi * tip_diameter * tip_diameter;
    return std::min(sharp, tissue.foundation.force(tissue.foundation.dimple_of_energy(work(tissue.blunt, area))));
}

double surface_force(const Tissue& tissue, double tip_diameter) {
    return piercing_force(tissue, tissue.surface, tip_diameter);
}

double barrier_force(const Tissue& tissue, const Needle& needle) {
    return piercing_force(tissue, tissue.deeper, needle.tip_diameter);
}

double resistance(const Tissue& tissue, const Needle& needle, double depth, std::size_t layer) {
    const Toughness& tough = tissue.toughness;
    const double wedged = tough.above(depth) - tough.above(depth - needle.taper());
    return force(tough.wedge(layer), needle.tip_diameter) + needle.slope() * wedged +
           tissue.friction * buried_side(needle, depth);
}

double resistance_above(const Tissue& tissue, const Needle& needle, double depth) {
    return resistance(tissue, needle, depth, tissue.toughness.layer(std::nextafter(depth, 0.0)));
}

double resistance(const Tissue& tissue, const Needle& needle, double depth) {
    return resistance(tissue, needle, depth, tissue.toughness.layer(depth));
}

std::vector<Stage> stages(const Tissue& tissue, const Needle& needle) {
    constexpr double never = std::numeric_limits<double>::infinity();
    std::vector<Stage> out{{0.0, 0.0, surface_force(tissue, needle.tip_diameter)}};
    double floor = 0.0, from = 0.0;
    bool slides = false;  // from where it gave way, and not held again yet
    const auto hold = [&](double depth) {
        if (slides) floor = depth;
        slides = false;
    };
    const auto give_way = [&](double depth, double force) {
        if (!slides) out.push_back({floor, depth, force});
        slides = true;
    };
    const Kinks all = kinks(tissue, needle, needle.length);
    for (std::size_t k = 0; k < all.count; ++k) {
        const double to = all.at[k];
        if (to <= from) continue;
        const Around between = around(tissue, needle, 0.5 * (from + to));
        const double first = slope(tissue, needle, from, between), last = slope(tissue, needle, to, between);
        if (first < 0.0) give_way(from, resistance(tissue, needle, from, between.layer));
        if (last >= 0.0) hold(first < 0.0 ? from + (to - from) * first / (first - last) : from);
        from = to;
        if (to >= needle.length) break;
        const double above = resistance(tissue, needle, to, between.layer), below = resistance(tissue, needle, to);
        const double barrier = to == tissue.barrier ? barrier_force(tissue, needle) : 0.0;
        if (barrier > 0.0 || below > above) hold(to);
        if (barrier > 0.0 || below < above) give_way(to, above + barrier);
    }
    hold(needle.length);
    out.push_back({floor, never, never});
    return out;
}

Rest settle_within(const Tissue& tissue, const Needle& needle, const Stage& stage, double travel) {
    if (travel <= stage.floor) return {travel, 0.0, 0.0};
    const Foundation& skin = tissue.foundation;
    const double ceiling = std::min({stage.ceiling, needle.length, travel});
    const auto stuck = [&](double depth) { return Rest{depth, travel - depth, 1.0}; };
    if (ceiling <= stage.floor) return stuck(stage.floor);
    const auto excess = [&](double depth, std::size_t layer) {
        return resistance(tissue, needle, depth, layer) - skin.force(travel - depth);
    };
    const auto excess_slope = [&](double depth, const Around& between) {
        return slope(tissue, needle, depth, between) + skin.slope(travel - depth);
    };
    const double depth = first_hold(tissue, needle, stage.floor, ceiling, excess, excess_slope,
                                    [](double, std::size_t) { return false; });
    // At the boundary to a tougher layer the tip waits, and so it does at both ends of the stage.
    constexpr double balanced = 1e-9;  // newton
    if (depth <= stage.floor || (depth >= ceiling && ceiling < travel)) return stuck(depth);
    const Around at = around(tissue, needle, depth);
    if (excess(depth, at.layer) > balanced) return stuck(depth);
    const double by_depth = slope(tissue, needle, depth, at), by_dimple = skin.slope(travel - depth);
    return {depth, travel - depth, std::clamp(by_depth / (by_depth + by_dimple), 0.0, 1.0)};
}

Equilibrium settle(const Tissue& tissue, const Needle& needle, double travel) {
    if (travel <= 0.0) return {};
    const Foundation& skin = tissue.foundation;
    const auto excess = [&](double depth, std::size_t layer) {
        return resistance(tissue, needle, depth, layer) - skin.force(travel - depth);
    };
    const auto excess_slope = [&](double depth, const Around& between) {
        return slope(tissue, needle, depth, between) + skin.slope(travel - depth);
    };
    const double barrier = barrier_force(tissue, needle);
    const auto stops = [&](double depth, std::size_t layer) {
        return depth == tissue.barrier && excess(depth, layer) + barrier >= 0.0;
    };
    const double depth = first_hold(tissue, needle, 0.0, travel, excess, excess_slope, stops);
    return {depth, travel - depth, skin.force(travel - depth)};
}

Breach surface_breach(const Tissue& tissue, const Needle& needle) {
    const double needed = surface_force(tissue, needle.tip_diameter);
    const double travel = tissue.foundation.dimple(needed);
    return {travel, {0.0, travel, needed}, settle(tissue, needle, travel)};
}

Breach last_breach(const Tissue& tissue, const Needle& needle) {
    Breach last = surface_breach(tissue, needle);
    for (const Stage& stage : stages(tissue, needle)) {
        if (stage.ceiling > tissue.barrier) break;
        const double dimple = tissue.foundation.dimple(stage.force_to_pass), travel = stage.ceiling + dimple;
        if (travel <= last.travel) continue;  // passed at once with what gave way before
        // A hair further, so that it does give way.
        const Equilibrium after = settle(tissue, needle, travel * (1.0 + 1e-9));
        last = {travel, {stage.ceiling, dimple, stage.force_to_pass}, after};
    }
    return last;
}

double puncture_probability(double available, double median, double sigma) {
    if (available <= 0.0) return 0.0;
    return 0.5 * std::erfc(-std::log(available / median) / (sigma * std::numbers::sqrt2));
}

}  // namespace percuta::puncture
