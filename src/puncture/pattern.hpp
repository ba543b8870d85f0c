// Where the needles strike: positions on a patch of skin, from the way each kind of device moves.
#pragma once

#include <vector>

#include "core/random.hpp"
#include "device/device.hpp"
#include "puncture/parameters.hpp"
#include "puncture/plate.hpp"

namespace percuta::puncture {

/// One needle meeting the skin.
struct Strike {
    Point at;
    Point along;            ///< unit vector: the way of the hand
    std::size_t place = 0;  ///< which of the device's places: the row of a roller, the needle of a plate
};

/// Needle strikes per area of one pass over the skin, 1/m2: N/(2 pi R W) for a roller, N f/(v W) for a pen, one press
/// of the whole plate everywhere for a stamp.
double strikes_per_pass(const device::Device& device);

/// Places on the device from which needles strike alike: rows of a roller, needles of a plate.
std::size_t places(const device::Device& device);

/// Where the needles of a plate stand around its middle: a ring for a pen that has room for it, else a
/// near-square lattice.
std::vector<Point> plate_layout(const device::Device& device);

/// Widest gap between neighbouring lines or points of one pass, metres: a patch smaller than that may miss them all.
double widest_gap(const device::Device& device);

/// Strikes on the square [0, side]^2 after `passes` passes, each with its own random offset and direction (a roller or
/// a pen is led in a few directions in turn, as is taught; a stamp is set down at random). Of the strikes along each
/// line only every `thinning`-th is returned, so that no density is too much to list.
std::vector<Strike> strikes(const Parameters& p, const device::Device& device, int passes, double side, int thinning,
                            core::RandomStream& random);

/// Length of the slot that a rolling needle sweeps at the surface of skin that does not give, when its tip goes
/// `depth` deep: that of the cycloid on which the tip moves. Metres.
double rolling_slot(double drum_radius, double depth);

}  // namespace percuta::puncture
