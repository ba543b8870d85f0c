// Many needles pressed into skin at once: each sinks into the dimple that all of them make
// (docs/science/puncture.md, section 4).
#pragma once

#include <span>
#include <vector>

#include "puncture/model.hpp"

namespace percuta::puncture {

/// One needle of an array, where it meets the skin.
struct Placed {
    Point at;
    double behind = 0.0;   ///< how much higher its tip stands than the lowest, metres
    double tougher = 1.0;  ///< force to pierce here over the median
};

/// A needle after the press. Metres, newton.
struct Pressed {
    double depth = 0.0;   ///< true depth; deepest along the stroke
    double dimple = 0.0;  ///< of the skin at this needle, made by all
    double shared = 0.0;  ///< part of it that the other needles make
    double force = 0.0;
    bool pierced = false;
};

struct Press {
    double travel = 0.0;  ///< of the lowest tip below the undeformed surface
    double force = 0.0;   ///< of all needles
    bool based = false;   ///< the base of the array touches the skin: a needle has moved against it by its length
    std::vector<Pressed> needles;
};

/// Pressed slowly until the lowest tip has moved by `travel`. Throws core::NotConverged, which no array of the
/// catalogue does. Any number of needles; the cost grows with its cube, 200 take tens of milliseconds.
Press press(const Tissue& tissue, const device::Needle& needle, std::span<const Placed> array, double travel);

/// Pressed with `force` in all, until the base of the array touches the skin: it bears the rest.
Press press_with(const Tissue& tissue, const device::Needle& needle, std::span<const Placed> array, double force);

}  // namespace percuta::puncture
