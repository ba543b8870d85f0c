// Units at the edges of the program, by UDUNITS-2. Inside, every double is SI.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace percuta::core {

/// A value with its unit as written, e.g. {1.5, "mm"}.
struct Quantity {
    double value = 0.0;
    std::string unit;

    bool operator==(const Quantity&) const = default;
};

/// Splits "1.5 mm" into value and unit; nothing when there is no number in front or when more figures follow it, as in
/// "2027-01-11" or "1.5 2 mm". "1.5" yields an empty unit.
std::optional<Quantity> parse_quantity(std::string_view text);

/// True when UDUNITS-2 (plus the clinical short forms wk and mo) knows the unit. Levels (dB) and times since a date are
/// not units here: they are not multiples of anything.
bool is_unit(std::string_view unit);

/// True when a value in `from` can be expressed in `to`: the same dimension (hertz are not seconds).
bool convertible(std::string_view from, std::string_view to);

/// `value` in `from` expressed in `to`. Throws InternalError when the two differ in dimension: ask `convertible` first.
double convert(double value, std::string_view from, std::string_view to);

/// `value` in `unit` expressed in SI base units. Throws InternalError when the unit is unknown: ask `is_unit` first.
double to_si(double value, std::string_view unit);

/// An SI value expressed in `unit`. Throws InternalError when the unit is unknown.
double from_si(double value, std::string_view unit);

/// What a unit measures, in words a user knows ("a length"), or "" when it has no common name.
std::string dimension_name(std::string_view unit);

inline constexpr double micrometre = 1e-6;
inline constexpr double millimetre = 1e-3;
inline constexpr double hour = 3600.0;
inline constexpr double day = 86400.0;
inline constexpr double week = 7.0 * day;

}  // namespace percuta::core
