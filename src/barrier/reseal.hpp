// How channels close: two clocks, one of the lumen that lets products in, one of the water barrier at the mouth.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "barrier/parameters.hpp"

namespace percuta::barrier {

/// A stretch of time, seconds after the needles were out.
struct Span {
    double begin = 0.0;
    double end = 0.0;
};

enum class Species { human, pig, rat, rabbit, guinea_pig };
/// Kinds of needling whose channels open alike.
enum class Punch { roller, pen, stamp };

/// "guinea-pig"
std::string_view name(Species species);
std::string_view name(Punch punch);
/// In the order of the values.
std::span<const std::string_view> species_names();
std::span<const std::string_view> punch_names();

/// What closure depends on.
struct Conditions {
    Species species = Species::human;
    Punch punch = Punch::roller;
    double needle_length = 0.0;  ///< metres; not asked of skin in vitro
    double age = 0.0;            ///< seconds; asked of living people only
    int phototype = 3;           ///< Fitzpatrick, 1 to 6
    bool nsaid = false;          ///< a non-steroidal anti-inflammatory drug on the treated skin
    bool living = true;          ///< skin in vitro contracts but does not reseal
    std::vector<Span> occluded;  ///< when the skin is under a film or patch; ordered, without overlap
    double person = 0.0;         ///< how slowly this person heals, in standard deviations of log time
};

/// L* of skin by colorimeter, taken from the phototype.
double lightness(const Parameters& p, int phototype);

/// Throws core::UsageError that names what cannot be: no needle, no age, spans out of order, a person who is no number.
void check(const Conditions& conditions);

/// Radius of channels over what it was right after the needles were out, by two clocks. Times in seconds.
class Closure {
public:
    /// Throws core::UsageError for conditions that cannot be, and for needling of a species of which nothing is known.
    Closure(const Parameters& p, Conditions conditions);

    // Each throws core::UsageError for a time below zero, or a share that is none.

    /// Elastic contraction alone, also in vitro.
    double contraction(double time) const;
    /// Of the lumen: elastic contraction times resealing. What transports a product.
    double lumen(double time) const;
    /// Of the way that water takes at the mouth. What water loss and impedance see.
    double water(double time) const;
    /// Share of the lumen that resealing alone has left, 1 right after the needles: what "closed" is said of.
    double lumen_left(double time) const;
    double water_left(double time) const;
    /// When that has fallen to `share`, seconds; infinite when it never does.
    double lumen_time(double share) const;
    double water_time(double share) const;

private:
    double clock(double time, double in_the_open, double occluded) const;
    double time_of(double share, double in_the_open, double occluded) const;

    Parameters p_;
    Conditions conditions_;
    double lumen_open_ = 0.0, lumen_occluded_ = 0.0, water_open_ = 0.0, water_occluded_ = 0.0;  // half-times
    double kept_ = 1.0;                                                                         // by contraction
};

/// The entry point of the room.
Closure reseal(const Parameters& p, Conditions conditions);

}  // namespace percuta::barrier
