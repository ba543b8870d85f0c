// Amounts in skin as they are written: places and their units, and moments before and after the needles.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "course/result.hpp"

namespace percuta::report {

inline constexpr double micrograms_per_square_centimetre = 1e5;   // of 1 kg/m2
inline constexpr double micrograms_per_millilitre = 1e3;          // of 1 kg/m3; also mg/mL is 1 kg/m3
inline constexpr double milligrams = 1e6;                         // of 1 kg
inline constexpr double grams_per_square_metre_and_hour = 3.6e6;  // of 1 kg/(m2 s)
inline constexpr double square_centimetres = 1e4;                 // of 1 m2

/// What the curves and readings of a delivery are called and measured in.
struct Quantity {
    std::string_view name;    ///< of the curve or reading
    std::string_view title;   ///< "dermis"
    std::string_view ending;  ///< of columns: "ug_cm2"
    std::string_view unit;    ///< UDUNITS-2
    double factor;            ///< from SI
};

/// The curves in the order in which every file has them: what lies on the skin, in it, past it; last the plasma.
std::span<const Quantity> delivery_curves();
/// The places of the balance at the end, which add up to what was applied.
std::span<const Quantity> delivery_places();

/// The curve of that name, or nullptr when it is not there or does not match the times.
const course::DeliveryCurve* curve_of(const course::Delivery& delivery, std::string_view name);
const course::DeliveryReading* reading_of(const course::Delivery& delivery, std::string_view name);
/// Whether there is anything to draw: a permeant that is taken not to come in has no curves.
bool simulated(const course::Delivery& delivery);
/// Whether there are channels to speak of.
bool simulated(const course::ChannelClosure& closure);
/// Whether channels pass the stratum corneum at all: needles that only dent it leave nothing to close.
bool opened(const course::ChannelClosure& closure);
/// Whether what passes intact skin is enough for a ratio to it.
bool has_ratio(const course::Delivery& delivery);
/// The time at which readings were taken: the end of what was simulated, seconds after the needles.
double end_of(const course::Delivery& delivery);

/// A unit in which a figure is neither all zeros nor a row of noughts.
struct Unit {
    double factor = 1.0;  ///< from SI
    const char* sign = "";
};
Unit unit_per_area(double largest);          ///< of kg/m2: µg/cm², ng/cm², pg/cm²
Unit unit_of_mass(double largest);           ///< of kg: mg, µg, ng
Unit unit_of_concentration(double largest);  ///< of kg/m3: µg/mL, ng/mL, pg/mL
/// An interval in the unit that suits its upper end; "less than 0.001 pg/cm²" where no unit does.
std::string per_area_in_words(const course::Interval& figure);
std::string mass_in_words(const course::Interval& figure);
std::string concentration_in_words(const course::Interval& figure);

/// "hour 4", "day 3", "hour 1 before the needles", "right after the needles".
std::string after_needles(double seconds);
/// "12 h", "3 days".
std::string hours_or_days(double seconds);

}  // namespace percuta::report
