// Where the needles strike: positions on a patch of skin, from the way each kind of device moves.
#pragma once

#include <vector>

#include "core/random.hpp"
#include "device/device.hpp"
#include "puncture/parameters.hpp"

namespace percuta::puncture {

struct Point {
    double x = 0.0, y = 0.0;  ///< metres
};

/// Needle strikes per area of one pass over the skin, 1/m2: N/(2 pi R W) for a roller, N f/(v W) for a pen, one press
/// of the whole plate everywhere for a stamp.
double strikes_per_pass(const device::Device& device);

/// Widest gap between neighbouring lines or points of one pass, metres: a patch smaller than that may miss them all.
double widest_gap(const device::Device& device);

/// Strikes on the square [0, side]^2 after `passes` passes, each with its own random offset and direction (a roller or
/// a pen is led in a few directions in turn, as is taught; a stamp is set down at random). Of the strikes along each
/// line only every `thinning`-th is returned, so that no density is too much to list.
std::vector<Point> strikes(const Parameters& p, const device::Device& device, int passes, double side, int thinning,
                           core::RandomStream& random);

}  // namespace percuta::puncture
