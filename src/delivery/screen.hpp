// How much a product brings in, by steady conductances alone: microseconds, to sift thousands of plans
// (docs/science/delivery.md, 3). Left out: the time until profiles are steady (so what layers hold back and what the
// stratum corneum stores), evaporation, what leaves through channels with tissue fluid, metabolism that saturates, and
// that what a lumen holds differs with depth in where it goes, not only in how much. Without clearance or a sink
// nothing is steady, and nothing comes in.
#pragma once

#include <limits>
#include <span>

#include "delivery/channel.hpp"
#include "delivery/coefficients.hpp"

namespace percuta::delivery {

/// Where film and lumen meet: a plug of clot or a mouth that has drawn together.
struct Opening {
    double plug = 0.0;       ///< its length, metres
    double narrowing = 1.0;  ///< radius of the mouth over that of the lumen
    double hindrance = 1.0;  ///< diffusivity in plug and lumen over that in water
};

struct Exposure {
    double film = std::numeric_limits<double>::infinity();  ///< volume on an area, m; infinite: it does not run dry
    std::span<const double> times;   ///< s, increasing, at least two: from when to when the film is on
    std::span<const double> shares;  ///< radius of channels over the fresh one, at those times
    Opening opening;
    double perfusion = 1.0, leakiness = 1.0;
    bool sink_below = false;  ///< skin in vitro: no clearance, and a sink under it
};

struct Screening {
    double intact = 0.0;            ///< steady permeability of skin without channels, m/s
    double fresh = 0.0;             ///< of skin with channels at the first time, m/s
    double through_channels = 0.0;  ///< share of that which goes through them
    double amount = 0.0;            ///< what entered per area over the concentration of the fresh film, m
    double amount_intact = 0.0;     ///< the same without channels
    double enhancement = 1.0;       ///< ratio of these two; 1 where both are nothing
};

/// Steady flux into skin whose channels have `share` of their radius.
struct Conductances {
    double stratum_corneum = 0.0;  ///< m/s
    double channels = 0.0;         ///< m/s
};
Conductances conductances(const Coefficients& c, std::span<const ChannelBin> bins, double share,
                          const Exposure& exposure);

/// Precondition: times and shares are of one length.
Screening screen(const Coefficients& c, std::span<const ChannelBin> bins, const Exposure& exposure);

}  // namespace percuta::delivery
