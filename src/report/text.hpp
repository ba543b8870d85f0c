// Numbers, times and intervals in words, and the escaping of everything that a user wrote.
#pragma once

#include <string>
#include <string_view>

#include "course/result.hpp"

namespace percuta::report {

/// Text made safe for HTML content and for quoted attributes.
std::string escape(std::string_view text);

/// "0.0123", "18.3", "12 300", "4.2 × 10⁻⁵", "3 × 10⁸": trailing zeros dropped, a true minus sign, thin spaces between
/// thousands.
std::string number(double value, int significant = 3);
/// "⁻⁵", for powers of ten.
std::string superscript(int exponent);
/// With a fixed number of decimals, zeros kept; negative `decimals` round to tens, hundreds …
std::string rounded(double value, int decimals);
/// With a plus or minus sign, for changes.
std::string with_sign(const std::string& number_text);

/// Decimals that an interval of this width deserves: two significant digits of the width.
int decimals_for(double width, double magnitude);

/// The most decimals that any figure is given.
inline constexpr int finest = 6;

/// "18 % (90 % interval 12 to 25 %)"; "18.3 % (not sampled)" when the interval has no width, and "(the same in every
/// draw)" when it has none to three digits. `unit` may be empty.
std::string in_words(const course::Interval& figure, double factor, std::string_view unit,
                     std::string_view what = "90\u00a0% interval");
/// "18 (12 to 25)" for table cells, without a unit; "18.3 (not sampled)", "18.3 (no spread)".
std::string in_cell(const course::Interval& figure, double factor = 1.0, int most_decimals = finest);
/// A value with its unit, joined by a no-break space; per cent and bare numbers included.
std::string with_unit(const std::string& value, std::string_view unit);

/// "hour 6", "day 3.5", "day 238": time after the first session, which is day 0.
std::string moment(double seconds);
/// "hour 69 (day 3)": the day is the first on which that hour has passed.
std::string hour_and_day(double seconds);
/// "2027-01-11".
std::string iso(const core::Date& date);
/// "4 weeks", "6 months", "10 days": a length of time.
std::string duration(double seconds);
/// "600 µm" below a millimetre, "1.5 mm" above.
std::string length(double metres);

/// A UDUNITS-2 unit as readers write it: "um" -> "µm", "g/m^2/h" -> "g/m²/h", "1" -> "".
std::string unit_sign(std::string_view unit);
/// The same as it follows a number: "1/cm^2" -> "per cm²".
std::string unit_after_number(std::string_view unit);
/// "about 62 of 100 people", "fewer than 1 of 100 people": always the same denominator.
std::string people(double probability);
/// Of 100, the number of people that an icon array shows.
int out_of_hundred(double probability);

/// Without no-break and thin spaces, which some terminals draw as marks and some programs refuse.
std::string plain(std::string text);

/// "acne-scar" -> "acne scar".
std::string words(std::string_view name);
std::string capitalised(std::string text);
std::string uncapitalised(std::string text);
/// "one session", "three sessions", "24 sessions".
std::string counted(int count, std::string_view singular);

}  // namespace percuta::report
