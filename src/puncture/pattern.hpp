// Where the needles strike: positions on a patch of skin, from the way each kind of device moves.
#pragma once

#include <vector>

#include "core/random.hpp"
#include "device/device.hpp"

namespace percuta::puncture {

struct Point {
    double x = 0.0, y = 0.0;  ///< metres
};

/// Needle strikes per area of one pass over the skin, 1/m2: N/(2 pi R W) for a roller, N f/(v W) for a pen, one press
/// of the whole plate everywhere for a stamp.
double strikes_per_pass(const device::Device& device);

/// Strikes on the square [0, side]^2 after `passes` passes, each with its own random offset and direction (a roller or
/// a pen is led in four directions in turn, as is taught; a stamp is set down at random).
std::vector<Point> strikes(const device::Device& device, int passes, double side, core::RandomStream& random);

}  // namespace percuta::puncture
