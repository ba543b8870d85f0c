// What comes before and after each session, and when: days as clocks show them, hours as they pass.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "care/facts.hpp"
#include "care/rules.hpp"
#include "core/interval.hpp"
#include "core/time_zone.hpp"

namespace percuta::care {

/// When a course takes place.
struct Timing {
    std::optional<core::Date> start{};     ///< day of the first session
    std::chrono::minutes time_of_day{};    ///< when sessions begin, after midnight
    const core::TimeZone* zone = nullptr;  ///< none, or without a start: clocks that never change
    std::vector<double> sessions{};        ///< seconds after the first, on the clock
    double length = 0.0;                   ///< of a session, seconds
    double follow_up = 0.0;                ///< seconds after the last session, on the clock
};

/// What a simulation of the same plan says, seconds after a session.
struct Simulated {
    double half_closed = 0.0;  ///< the channels of half of such people are closed
    double closed = 0.0;  ///< the channels of 95 of 100 such people are closed; 0: none opened; infinite: not by then
    core::Interval redness{};  ///< how long it shows
};

/// A window beside what was simulated.
struct Comparison {
    Against against = Against::nothing;
    bool covers = false;                ///< the window lasts as long
    std::optional<Policy> enough_by{};  ///< whose window would, of the same rule; of one that does not
    double enough = 0.0;                ///< its length, hours
};

enum class EntryKind { session, preparation, on_the_day, aftercare, check };

/// From and to on the wall clock, since midnight of the first session's day. Whole days begin and end at midnight; the
/// end is no longer part of it.
struct Entry {
    EntryKind kind = EntryKind::session;
    std::string id{};  ///< of the rule; "session" | "follow-up"
    int session = 1;   ///< the first that it belongs to
    bool all_day = false;
    std::chrono::seconds from{}, to{};
    std::string text{};
    bool for_clinician = false;      ///< not shown to whoever is treated
    std::optional<Rule> rule{};      ///< with the values of the policy; none of a session
    std::vector<Fact> if_unknown{};  ///< facts without an answer that decide whether it applies
    Comparison simulated{};
};

/// What is no usual after-effect, and what to do about it.
struct RedFlag {
    Rule rule{};
    std::vector<Fact> signs{};  ///< of its terms, first those of `all`, then those of `any`
};

struct Calendar {
    Policy policy = Policy::standard;
    std::optional<core::Date> start{};
    std::string zone{};  ///< empty: clocks that never change
    Simulated simulated{};
    std::vector<Entry> entries{};      ///< in order of time
    std::vector<RedFlag> red_flags{};  ///< most urgent first
};

/// `rules` of all policies. `answers` as a screening was made with.
Calendar calendar(const RuleBase& rules, Policy policy, std::string_view modality, const Answers& answers,
                  const Timing& timing, const Simulated& simulated);

std::string_view name(EntryKind kind);  ///< "aftercare"

}  // namespace percuta::care
