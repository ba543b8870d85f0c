// What a reading says, in words, for any scale: its unit, which way is better, and chances out of a hundred people.
#pragma once

#include <string>
#include <vector>

#include "course/result.hpp"

namespace percuta::report {

/// "Goodman-Baron quantitative".
std::string title_of_scale(const course::ScaleReading& reading);
/// "A blinded reader of photographs".
std::string title_of_reader(const course::ScaleReading& reading);
/// The unit as it follows a number: "points", "%", "per cm²"; empty for grades.
std::string unit_of(const course::ScaleReading& reading);
/// "lower is better".
std::string direction(const course::ScaleReading& reading);

/// The least improvement that counts: "at least one grade", "at least 4 points".
std::string what_counts(const course::ScaleReading& reading);

/// One thing that may happen to a person, with its chance.
struct Chance {
    std::string name;   ///< "improved"
    std::string words;  ///< "would be noted as improved by this reader"
    double probability = 0.0;
    core::Interval interval;  ///< of the probability; all three the same when nothing was sampled
    double untreated = 0.0;   ///< the same in skin that did not change
};
std::vector<Chance> chances(const course::ScaleReading& reading);
/// "of 100 people like this, about 62 (48 to 75)".
std::string of_hundred(const Chance& chance);

/// From where to where, and what 90 of 100 people would see.
std::string change_in_words(const course::ScaleReading& reading);

}  // namespace percuta::report
