// A session's holes: where they are, which needles pierced, and the four depths of each hole.
#pragma once

#include <vector>

#include "core/random.hpp"
#include "puncture/contact.hpp"
#include "puncture/pattern.hpp"

namespace percuta::puncture {

/// One strike. Depths below the undeformed surface, metres; they are four different things and are kept apart.
struct Hole {
    Point at;
    Point along;  ///< unit vector: the way of the hand
    Point tilt;   ///< how far the hole runs sideways as it goes down, per depth
    bool pierced = false;
    double nominal_depth = 0.0;    ///< needle length
    double peak_depth = 0.0;       ///< true depth of the tip: what is injured
    double residual_depth = 0.0;   ///< channel open right after withdrawal: what transports
    double histology_depth = 0.0;  ///< what a section or a dye would print
    double mouth = 0.0;            ///< width at the surface after recoil
    double residual_tip = 0.0;     ///< width at the bottom of the open channel
    double volume = 0.0;           ///< while the needle is in, cubic metres
    double slot = 0.0;             ///< length by which it is longer than wide, along the way of the hand
    double force = 0.0;            ///< newton at peak depth
    double epidermis = 0.0;        ///< local thickness here

    double mouth_area() const;   ///< square metres
    double open_volume() const;  ///< of the channel right after withdrawal, cubic metres
};

/// What one session does to a patch of skin that stands for the treated area.
struct Pattern {
    double needle_length = 0.0;         ///< metres
    double taper = 0.0;                 ///< length over which the needle widens, metres
    double side = 0.0;                  ///< of the square patch, metres
    int thinning = 1;                   ///< the patch has this many times as many strikes as `holes` lists
    std::vector<Hole> holes;            ///< strikes on it, pierced or not
    double strikes_per_area = 0.0;      ///< 1/m2, from the kinematics
    double puncture_probability = 0.0;  ///< of a strike
    double tip_width = 0.0;             ///< of a hole at its tip, after recoil

    double holes_per_area() const { return strikes_per_area * puncture_probability; }
    /// Mean of `value(hole)` over the holes that pierced; 0 where there is none.
    template <class Value>
    double mean(Value value) const {
        double sum = 0.0, count = 0.0;
        for (const Hole& hole : holes)
            if (hole.pierced) {
                sum += value(hole);
                count += 1.0;
            }
        return count > 0.0 ? sum / count : 0.0;
    }
    /// Depth-averaged share of skin volume inside holes, down to the mean depth.
    double volume_fraction() const;
    /// Volume inside holes under a square metre while the needles are in, metres; overlaps count once.
    double injured_volume() const;
    /// Volume of the channels that stay open right after withdrawal under a square metre, metres.
    double open_volume() const;
    /// Share of the surface inside a hole; overlapping holes count once.
    double covered_area() const;
    /// Share of holes deeper than `depth`.
    double share_deeper_than(double depth) const;
    /// Share of holes that pass the epidermis, as thick as it is where they are.
    double share_into_dermis() const;
};

/// Volume of a round hole of this depth while the needle is in, cubic metres: a cone at the tip, a shaft above it.
double hole_volume(const device::Needle& needle, double depth);

/// `random` decides positions, local thickness and which strikes pierce. The patch is as large as a few hundred strikes
/// need, whatever their density; where a side of it is wanted, it is at least that long and lists every strike.
Pattern strike(const Parameters& p, const device::Device& device, const skin::Skin& skin, const Contact& contact,
               int passes, core::RandomStream& random, double wanted_side = 0.0);

}  // namespace percuta::puncture
