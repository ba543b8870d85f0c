// The channels that needles leave, as transport sees them.
#pragma once

namespace percuta::delivery {

/// Channels alike: how deep and how wide they are, and how many of them there are on an area.
struct ChannelBin {
    double depth = 0.0;     ///< below the surface of skin, metres
    double radius = 0.0;    ///< when fresh, metres
    double per_area = 0.0;  ///< 1/m2
};

}  // namespace percuta::delivery
