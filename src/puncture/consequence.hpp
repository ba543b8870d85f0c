// What follows at once from a session's holes (docs/science/puncture.md, section 8).
#pragma once

#include "puncture/strike.hpp"

namespace percuta::puncture {

/// Probability that a hole opens a vessel, over the holes that pierced: vessels of length density L(z) are met at
/// random by a needle of width d, P = 1 - exp(-pi/4 integral of L(z) (d(z) + vessel diameter) dz) down to the tip.
double bleeding_share(const Pattern& pattern, const device::Needle& needle, const skin::Vessels& vessels);
double bleeding_probability(const device::Needle& needle, double depth, const skin::Vessels& vessels);

/// Pain of one press with all needles that touch at once, without anaesthetic, over that of a 26 gauge needle: after
/// single needles and small arrays pressed into the forearm (Gill 2008, 0.48 to 1.45 mm, up to 50 needles).
double pain_over_needle(const Parameters& p, double needle_length, std::size_t needles);
/// The same on a scale that ends at 1 (VAS).
double pain(const Parameters& p, double needle_length, std::size_t needles);

/// Share of holes that reach the depth of the hair follicles' bulge.
double share_at_bulge(const Pattern& pattern, const skin::Follicles& follicles);
/// Share of follicles into whose upper part, down to the bulge, at least one such hole goes.
double follicles_hit(const Pattern& pattern, const skin::Follicles& follicles);

/// Time of a session over `area`, seconds: passes at the speed of the hand, lifting and turning included.
double duration(const Parameters& p, const device::Device& device, int passes, double area);

/// How a depth stands to what lies below.
struct Reach {
    double past_dermis = 0.0;  ///< share of holes that end in the fat
    bool to_bone = false;      ///< the needles' travel reaches bone
    double bone_depth = 0.0;   ///< metres; 0 where none lies below
};
Reach reach(const Pattern& pattern, const Contact& contact, const skin::Skin& skin);

}  // namespace percuta::puncture
