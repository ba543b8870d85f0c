// How the needles of a device meet one skin: worked out once, whatever the number of strikes.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "device/device.hpp"
#include "puncture/plunge.hpp"
#include "puncture/press.hpp"

namespace percuta::puncture {

enum class Pressure { light, moderate, firm };
/// Of the words "light", "moderate" and "firm".
Pressure pressure_named(std::string_view word);

struct Technique {
    int passes = 1;
    Pressure pressure = Pressure::firm;
    double force = 0.0;  ///< newton on all needles in contact; 0: pressed as `pressure` says
    Stretch stretch = Stretch::natural;
    int uses = 0;  ///< earlier uses of the same needles
};

/// What needles driven fast do where the skin is tougher or less tough than on the mean, for those that pierce.
struct Fast {
    double step = 0.0;  ///< between entries: logarithm of the toughness; the middle one is the mean
    std::array<Plunge, 5> plunges;
    double to_spare = 0.0;  ///< how much tougher the surface could be until none pierces

    double depth(double tougher) const { return between(tougher, &Plunge::depth); }
    double force(double tougher) const { return between(tougher, &Plunge::force); }

private:
    double between(double tougher, double Plunge::*value) const;
};

struct Contact {
    device::Needle needle;  ///< with the tip as worn as it is
    Tissue tissue;
    std::vector<double> travel;  ///< of each place of the device: how far its needle moves against the skin around it
    std::optional<Fast> fast;    ///< of pens and impact stamps, alike for all their needles
    double lowest = 0.0;         ///< the lowest tip stands so deep below the undeformed surface, dimple and all
    double force = 0.0;          ///< of all needles that touch at once, newton; of slow needles
    std::size_t touching = 0;    ///< how many needles touch at once
    double speed = 0.0;          ///< of the tips, m/s
    bool based = false;         ///< a stated force is more than the needles take: the base of the device bears the rest
    double time_in_skin = 0.0;  ///< of one strike of a pen, seconds

    /// Of a needle of that place: probability to pierce the surface, and depth and force where it did and the tissue is
    /// `here`, which is that of the contact but `tougher` times as tough.
    double probability(const Parameters& p, std::size_t place) const;
    Equilibrium at(const Tissue& here, double tougher, std::size_t place) const;
};

Contact meet(const Parameters& p, const device::Device& device, const skin::Skin& skin, const Technique& technique);

}  // namespace percuta::puncture
