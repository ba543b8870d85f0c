// Needle against skin: quasi-static force balance (docs/science/puncture.md).
#pragma once

#include "device/device.hpp"
#include "puncture/parameters.hpp"

namespace percuta::puncture {

/// The skin under one needle: force = k1 w + k3 w^3 for a dimple of depth w.
struct Foundation {
    double k1 = 0.0;  ///< N/m
    double k3 = 0.0;  ///< N/m3

    double force(double dimple) const;
    double energy(double dimple) const;  ///< work stored in the dimple, joule
    double dimple(double force) const;   ///< inverse of `force`
    /// The dimple that stores this energy.
    double dimple_of_energy(double energy) const;
};

/// How much deeper than a single needle a needle of an array sinks under the same force per needle: the skin is a plate
/// on an elastic foundation, w(r) ~ -kei(r/l). `needles` are laid out as a near-square lattice with this pitch.
double array_compliance(int needles, double pitch, double plate_length);
/// The same for a lattice of `columns` by `rows`.
double array_compliance(int columns, int rows, double pitch, double plate_length);

/// The foundation per needle of this device: softer where needles share a dimple, stiffer at speed.
Foundation foundation(const Parameters& p, const device::Device& device);

/// Peak speed of the needle tip, m/s: a crank for pens, the hand otherwise.
double tip_speed(const Parameters& p, const device::Device& device);

/// Force that holds a needle at true depth `depth`: crack, wedge and friction. `wedge_energy` is J at this place.
double resistance(const Parameters& p, const device::Needle& needle, double wedge_energy, double depth);

/// Median force at which the tip pierces.
double puncture_force(const Parameters& p, const device::Needle& needle, const Foundation& skin);

/// Probability that a needle pushed by `travel` pierces (lognormal scatter of the puncture force).
double puncture_probability(const Parameters& p, const device::Needle& needle, const Foundation& skin, double travel);

/// One needle at rest under a given travel, after it has pierced.
struct Equilibrium {
    double depth = 0.0;   ///< true depth
    double dimple = 0.0;  ///< depth + dimple = travel
    double force = 0.0;
};
Equilibrium settle(const Parameters& p, const device::Needle& needle, const Foundation& skin, double wedge_energy,
                   double travel);

/// Depth to which the needle snaps at the moment it pierces at its median force.
double jump(const Parameters& p, const device::Needle& needle, const Foundation& skin);

}  // namespace percuta::puncture
