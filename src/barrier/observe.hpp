// What methods of measuring see of closing channels: each has a map of its own, and so a time of closure of its own.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "barrier/reseal.hpp"

namespace percuta::barrier {

/// Holes that are alike, as they are right after the needles were out.
struct Mouth {
    double radius = 0.0;    ///< metres, at the surface
    double depth = 0.0;     ///< metres
    double per_area = 0.0;  ///< 1/m2
};

/// Where skin loses water alike.
enum class Region { body, face };
std::span<const std::string_view> region_names();

/// Water that skin without holes loses, kg/(m2 s).
double base_water_loss(const Parameters& p, Species species, Region region);

/// Water loss (TEWL) that a measuring head finds `time` seconds after the needles, kg/(m2 s): `base` and what
/// evaporates through the mouths, which cannot exceed that of a free surface of water under the same head. Throws
/// core::UsageError for mouths below zero, and for a base that is none or that of free water.
double water_loss(const Parameters& p, const Closure& closure, std::span<const Mouth> mouths, double base, double time);

/// Admittance above that of skin without holes, over what it was once contraction was over: the area left by resealing.
double excess_admittance(const Closure& closure, double time);

/// What is said to be over when a channel is closed.
enum class Observed {
    tewl,                 ///< rise of water loss has fallen to `closed_share` of that right after
    impedance,            ///< excess admittance has fallen to the detection threshold
    impedance_half_life,  ///< excess admittance is halved
    dye,                  ///< the lumen takes up dye, and coherence tomography sees it, no longer
};
std::string_view name(Observed observed);
std::span<const std::string_view> observed_names();

/// When it is, seconds after the needles; infinite when never. `mouths` and `base` matter to tewl alone.
double closing_time(const Parameters& p, const Closure& closure, Observed observed, std::span<const Mouth> mouths = {},
                    double base = 0.0);

}  // namespace percuta::barrier
