// One needle against skin at rest: the balance of forces (docs/science/puncture.md, section 3).
#pragma once

#include <vector>

#include "device/device.hpp"
#include "puncture/tissue.hpp"

namespace percuta::puncture {

/// Force at which a tip pierces what has this toughness: toughness times diameter, or for blunt tips the force of the
/// dimple that holds the work over their area, whichever is less.
double piercing_force(const Tissue& tissue, LineToughness toughness, double tip_diameter);
/// The surface of the skin.
double surface_force(const Tissue& tissue, double tip_diameter);
/// The barrier below, beyond what holds the needle at that depth anyway.
double barrier_force(const Tissue& tissue, const device::Needle& needle);

/// Force that holds a needle at true depth `depth` once it has pierced: crack, wedge and friction. `layer` is the one
/// the tip is in, which at a boundary is not told by the depth.
double resistance(const Tissue& tissue, const device::Needle& needle, double depth, std::size_t layer);
double resistance(const Tissue& tissue, const device::Needle& needle, double depth);

/// The same with the tip still in the layer above a boundary at `depth`.
double resistance_above(const Tissue& tissue, const device::Needle& needle, double depth);

/// One needle at rest.
struct Equilibrium {
    double depth = 0.0;   ///< true depth
    double dimple = 0.0;  ///< depth + dimple = travel
    double force = 0.0;
};

/// A needle that has pierced the surface, pushed slowly by `travel`: the first depth at which it is held. Where the
/// resistance falls with depth the needle snaps through to the next such depth; the barrier holds it until the force
/// can pierce that too.
Equilibrium settle(const Tissue& tissue, const device::Needle& needle, double travel);

/// What a needle can do until something gives way below it: it stays between two depths, from the upper to the lower of
/// which the resistance never falls.
struct Stage {
    double floor = 0.0, ceiling = 0.0;
    double force_to_pass = 0.0;  ///< newton; infinite in the last stage
};

/// All stages of a needle, from the surface on, which it has yet to pierce in the first.
std::vector<Stage> stages(const Tissue& tissue, const device::Needle& needle);

/// A needle within a stage. Between skin and tip there may be a gap, or none and no force either: depth = travel then.
struct Rest {
    double depth = 0.0;
    double dimple = 0.0;  ///< travel - depth, never below 0
    double yields = 0.0;  ///< growth of the dimple with the travel, 0 to 1
};
/// Neither dimple nor depth ever falls as the travel grows. The base of the array bears what the needle's length does
/// not take.
Rest settle_within(const Tissue& tissue, const device::Needle& needle, const Stage& stage, double travel);

/// Something gives way while a needle is pushed slowly: it jumps, and its force drops.
struct Breach {
    double travel = 0.0;  ///< at which it happens
    Equilibrium before, after;
};
/// The breach of the surface, at its median force.
Breach surface_breach(const Tissue& tissue, const device::Needle& needle);
/// The last breach down to the barrier by the same needle: that of the barrier, or of what is tougher above it and lets
/// the needle snap through both at once.
Breach last_breach(const Tissue& tissue, const device::Needle& needle);

/// Probability that a needle which could be pressed with `available` pierces: lognormal scatter around `median`.
double puncture_probability(double available, double median, double sigma);

}  // namespace percuta::puncture
