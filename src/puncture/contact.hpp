// How the needles of a device meet one skin: worked out once, whatever the number of strikes.
#pragma once

#include <vector>

#include "device/device.hpp"
#include "puncture/plunge.hpp"
#include "puncture/press.hpp"

namespace percuta::puncture {

enum class Pressure { light, moderate, firm };

struct Technique {
    int passes = 1;
    Pressure pressure = Pressure::firm;
    double force = 0.0;  ///< newton on all needles in contact; 0: pressed as `pressure` says
    Stretch stretch = Stretch::natural;
    int uses = 0;  ///< earlier uses of the same needles
};

struct Contact {
    device::Needle needle;       ///< with the tip as worn as it is
    Tissue tissue;               ///< as stiff as the needles find it
    std::vector<double> travel;  ///< of each place of the device: how far its needle moves against the skin around it
    double lowest = 0.0;         ///< the lowest tip stands so deep below the undeformed surface, dimple and all
    double force = 0.0;          ///< of all needles that touch at once, newton; of slow needles
    std::size_t touching = 0;    ///< how many needles touch at once
    double speed = 0.0;          ///< of the tips, m/s
    double stiffening = 1.0;     ///< by inertia, of skin struck fast
    double time_in_skin = 0.0;   ///< of one strike of a pen, seconds
};

Contact meet(const Parameters& p, const device::Device& device, const skin::Skin& skin, const Technique& technique);

}  // namespace percuta::puncture
