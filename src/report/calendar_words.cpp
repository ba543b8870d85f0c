#include "report/calendar_words.hpp"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using std::chrono::days;
using std::chrono::seconds;

std::string clock(seconds wall) {
    const auto of_day = std::chrono::duration_cast<std::chrono::minutes>(wall - std::chrono::floor<days>(wall));
    return plan::time_text(of_day);
}

core::Date date_of(const care::Calendar& calendar, seconds wall) {
    return core::Date(std::chrono::sys_days(*calendar.start) + std::chrono::floor<days>(wall));
}

std::string day_in_words(const care::Calendar& calendar, seconds wall) {
    if (calendar.start) return iso(date_of(calendar, wall));
    return fmt::format("day {}", std::chrono::floor<days>(wall).count());
}

std::string moment_in_words(const care::Calendar& calendar, seconds wall) {
    return fmt::format(fmt::runtime(calendar.start ? "{} {}" : "{}, {}"), day_in_words(calendar, wall), clock(wall));
}

std::string hours(double value) { return fmt::format("{:.0f}\u00a0h", std::ceil(value - 1e-9)); }

/// "of half of such people after 52 h, of 95 of 100 after 134 h".
std::string closing_in_words(const care::Simulated& simulated) {
    const auto after = [](double time) {
        return std::isfinite(time) ? fmt::format("after {}", hours(time / core::hour))
                                   : std::string("not within what was simulated");
    };
    return fmt::format("of half of such people {}, of 95 of 100 {}", after(simulated.half_closed),
                       after(simulated.closed));
}

std::string closure_in_words(const care::Simulated& simulated, const care::Comparison& found) {
    if (simulated.closed <= 0.0) return "In the simulation no channel is left open.";
    const std::string closing = closing_in_words(simulated);
    if (found.covers) return fmt::format("Covers the simulated closure of the channels: {}.", closing);
    return fmt::format("Ends before the simulated channels close: {}. {}", closing,
                       found.enough_by ? fmt::format("The {} of the policy “{}” cover it.", hours(found.enough),
                                                     name(*found.enough_by))
                                       : std::string("No policy's window covers it: wait until then."));
}

std::string redness_in_words(const care::Simulated& simulated) {
    if (simulated.redness.hi <= 0.0) return "In the simulation these needles leave no visible redness.";
    return fmt::format(
        "In the simulation redness shows for {} h, in 90 of 100 people {} to {} h; that rests on no measured curve.",
        number(simulated.redness.median / core::hour, 2), number(simulated.redness.lo / core::hour, 2),
        number(simulated.redness.hi / core::hour, 2));
}

std::string sign_in_words(const care::Term& term, const care::Fact& fact) {
    const double* number = std::get_if<double>(&term.value);
    if (number == nullptr) return uncapitalised(fact.ask);
    const std::string value = fmt::format("{:g} {}", core::from_si(*number, fact.unit), fact.unit);
    return fmt::format(fmt::runtime(term.op == care::Operator::above ? "more than {} after the session"
                                                                     : "{} and more after the session"),
                       value);
}

}  // namespace

std::string when_in_words(const care::Calendar& calendar, const care::Entry& entry) {
    if (entry.all_day) {
        const seconds last = entry.to - days(1);
        const std::string first = day_in_words(calendar, entry.from);
        return last <= entry.from ? first : fmt::format("{} to {}", first, day_in_words(calendar, last));
    }
    return fmt::format("{} to {}", moment_in_words(calendar, entry.from), moment_in_words(calendar, entry.to));
}

std::string comparison_in_words(const care::Calendar& calendar, const care::Entry& entry) {
    switch (entry.simulated.against) {
        case care::Against::nothing: return "";
        case care::Against::closure: return closure_in_words(calendar.simulated, entry.simulated);
        case care::Against::redness: return redness_in_words(calendar.simulated);
    }
    throw core::InternalError("a window is compared with something unknown");
}

std::string condition_in_words(const care::Entry& entry) {
    if (entry.if_unknown.empty()) return "";
    std::vector<std::string> asks;
    for (const care::Fact& fact : entry.if_unknown) asks.push_back(uncapitalised(fact.ask));
    return fmt::format("Depends on what was not asked: {}.", fmt::join(asks, "; "));
}

std::string kind_in_words(care::EntryKind kind) { return words(name(kind)); }

std::string urgency_in_words(care::Severity severity) {
    switch (severity) {
        case care::Severity::emergency: return "Emergency: call for help now";
        case care::Severity::urgent: return "Urgent: be seen the same day";
        case care::Severity::contact: return "Get in touch with the clinic";
        default: throw core::InternalError("no red flag is of this weight");
    }
}

std::string signs_in_words(const care::RedFlag& flag) {
    std::vector<std::string> all, any;
    const auto& rule = flag.rule;
    for (std::size_t i = 0; i < rule.all.size(); ++i) all.push_back(sign_in_words(rule.all[i], flag.signs[i]));
    for (std::size_t i = 0; i < rule.any.size(); ++i)
        any.push_back(sign_in_words(rule.any[i], flag.signs[rule.all.size() + i]));
    if (!any.empty()) all.push_back(fmt::format("{}", fmt::join(any, ", or ")));
    return capitalised(fmt::format("{}", fmt::join(all, ", ")));
}

std::string iso_local(const care::Calendar& calendar, const care::Entry& entry, seconds wall) {
    if (!calendar.start) return "";
    const std::string day = iso(date_of(calendar, wall));
    return entry.all_day ? day : fmt::format("{}T{}", day, clock(wall));
}

}  // namespace percuta::report
