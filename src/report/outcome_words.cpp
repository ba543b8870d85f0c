#include "report/outcome_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/names.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr const char* for_one_person = "90\u00a0% prediction interval";

/// "fall by 2 to 5 points"; changes are improvements: which way the score goes depends on the scale.
std::string range_of_change(const course::ScaleReading& reading, int decimals) {
    const core::Interval& change = reading.change;
    const char* better = reading.lower_is_better ? "fall" : "rise";
    const char* worse = reading.lower_is_better ? "rise" : "fall";
    const std::string unit = unit_of(reading);
    const std::string lo = rounded(std::abs(change.lo), decimals), hi = rounded(std::abs(change.hi), decimals);
    if (change.lo >= 0.0) return fmt::format("{} by {} to {}", better, lo, with_unit(hi, unit));
    if (change.hi <= 0.0) return fmt::format("{} by {} to {}", worse, hi, with_unit(lo, unit));
    return fmt::format("change by anything from a {} of {} to a {} of {}", worse, lo, better, with_unit(hi, unit));
}

}  // namespace

std::string title_of_scale(const course::ScaleReading& reading) {
    return reading.scale_title.empty() ? title_of_scale(reading.scale) : reading.scale_title;
}

std::string title_of_reader(const course::ScaleReading& reading) {
    return capitalised(reading.reader_title.empty() ? words(reading.reader) : reading.reader_title);
}

std::string unit_of(const course::ScaleReading& reading) {
    const std::string_view unit = reading.unit;
    if (unit.empty()) return "points";
    if (unit == "grade") return "";
    return unit_after_number(unit);
}

std::string direction(const course::ScaleReading& reading) {
    return reading.lower_is_better ? "lower is better" : "higher is better";
}

std::string what_counts(const course::ScaleReading& reading) {
    if (reading.unit == "grade" && reading.counts == 1.0) return "at least one grade";
    const std::string least = number(reading.counts);
    return reading.unit == "grade" ? fmt::format("at least {} grades", least)
                                   : "at least " + with_unit(least, unit_of(reading));
}

std::vector<Chance> chances(const course::ScaleReading& reading) {
    return {{"improved", "would be noted as improved by this reader", reading.p_improved, reading.improved_between,
             reading.p_improved_untreated},
            {"one-grade", "would be noted as better by " + what_counts(reading), reading.p_one_grade,
             reading.one_grade_between, reading.p_one_grade_untreated},
            {"half",
             reading.of_change ? "would be noted as at least half better"
                               : "would lose at least half of the baseline score in this reading",
             reading.p_half, reading.half_between, reading.p_half_untreated}};
}

std::string of_hundred(const Chance& chance) {
    const int shown = out_of_hundred(chance.probability);
    const int least = out_of_hundred(chance.interval.lo), most = out_of_hundred(chance.interval.hi);
    const std::string range = least < most ? fmt::format(" ({} to {})", least, most) : "";
    if (chance.probability < 0.005) return "of 100\u00a0people like this, fewer than 1" + range;
    if (chance.probability > 0.995) return "of 100\u00a0people like this, more than 99" + range;
    return fmt::format("of 100\u00a0people like this, about {}{}", shown, range);
}

std::string change_in_words(const course::ScaleReading& reading) {
    const std::string unit = unit_of(reading);
    const std::string final = in_words(reading.final, 1.0, unit, for_one_person);
    if (reading.of_change)
        return fmt::format("Read as a change from before, where {} is no change and {}: {} on {}.",
                           number(reading.baseline), direction(reading), final, moment(reading.time));
    const core::Interval& change = reading.change;
    std::string out = fmt::format("From {} to {} on {}; {}.", with_unit(number(reading.baseline), unit), final,
                                  moment(reading.time), direction(reading));
    const bool better = reading.change_mean >= 0.0;
    const char* mean_goes = better == reading.lower_is_better ? "fall" : "rise";
    if (change.lo == change.hi)
        return out + fmt::format(" The score {}s by {} (not sampled).", mean_goes,
                                 with_unit(number(std::abs(change.median)), unit));
    const int decimals = decimals_for(change.hi - change.lo, std::max(std::abs(change.lo), std::abs(change.hi)));
    return out +
           fmt::format(
               " Of 100 people treated alike, 90 would see their score {}. The mean {} is {}; people differ by {} "
               "(standard deviation).",
               range_of_change(reading, decimals), mean_goes,
               with_unit(rounded(std::abs(reading.change_mean), std::max(decimals, 1)), unit),
               number(reading.change_sd, 2));
}

}  // namespace percuta::report
