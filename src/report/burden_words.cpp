#include "report/burden_words.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

/// Where the index of over-treatment begins to be said: less than a twentieth of a session is left of the last.
constexpr double noticeable = 0.05;

/// Hours up to two days, then days.
std::string hours_or_days_in_words(const core::Interval& seconds) {
    const bool hours = seconds.median < 2.0 * core::day;
    return in_words(seconds, hours ? 1.0 / core::hour : 1.0 / core::day, hours ? "hours" : "days");
}

}  // namespace

bool known(const course::Burden& burden) { return !burden.risks.empty() || burden.downtime.hi > 0.0; }

std::string downtime_in_words(const course::Burden& burden) {
    if (!known(burden)) return "Redness and risks were not worked out for this course.";
    if (burden.downtime.hi <= 0.0) return "These needles leave no visible redness.";
    return fmt::format(
        "After each session redness is visible for {}, over people and studies. No measured curve of redness for a "
        "needle length "
        "was found: this is a prior, not a validated figure.",
        hours_or_days_in_words(burden.downtime));
}

std::string of_thousand(double probability) {
    const double people = 1000.0 * probability;
    if (people <= 0.0) return "0";
    if (people < 0.1) return "fewer than 0.1";
    return number(people, people < 1.0 ? 1 : 2);
}

std::string overtreatment_in_words(const course::Result& result) {
    const outcome::Overtreatment& left = result.burden.overtreatment;
    std::string out;
    if (result.sessions.size() < 2) out = "There is one session: none comes too early.";
    else if (left.index < noticeable) out = "Each session finds skin that has healed from the one before.";
    else
        out = fmt::format(
            "The sessions come early: what is left of the last wound when the next one begins is up to {}\u00a0% of "
            "what a session causes by itself.",
            number(100.0 * left.index, 2));
    if (left.vessels_lost > 0.005)
        out += fmt::format(" Up to {}\u00a0% of the papillary vessels are still missing then.",
                           number(100.0 * left.vessels_lost, 2));
    const core::Interval& load = result.burden.scar_load;
    if (load.hi > 0.0)
        out += fmt::format(
            " Myofibroblasts stay beyond what wounds that heal without a scar have for {}: the longer, the nearer to a "
            "scar.",
            in_words(load, 1.0 / core::day, "days"));
    return out;
}

std::string effort_in_words(const course::Result& result) {
    if (result.sessions.empty()) return "No session was carried out.";
    const course::Session& first = result.sessions.front();
    const auto sessions = static_cast<int>(result.sessions.size());
    std::string out = capitalised(counted(sessions, "session"));
    if (sessions > 1)
        out += fmt::format(" over {}", duration(result.sessions.back().time - result.sessions.front().time));
    out += fmt::format(", {} with the device each", with_unit(number(first.duration / 60.0, 2), "min"));
    const double all = first.duration * sessions;
    if (sessions > 1)
        out += fmt::format(", {} in all", all < 2.0 * core::hour ? with_unit(number(all / 60.0, 2), "min")
                                                                 : with_unit(number(all / core::hour, 2), "hours"));
    return out + ".";
}

std::string cost_in_words(const course::Cost& cost) {
    if (cost.items.empty()) return "";
    return fmt::format("The course costs {}, at prices of {}.", in_words(cost.total, 1.0, course::currency),
                       cost.price_year);
}

}  // namespace percuta::report
