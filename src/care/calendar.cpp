#include "care/calendar.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "care/screen.hpp"
#include "core/units.hpp"

namespace percuta::care {

namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::array<std::string_view, 5> kinds{"session", "preparation", "on-the-day", "aftercare", "check"};

seconds day_of(seconds wall) { return std::chrono::floor<days>(wall); }

/// The wall clock of a course.
class Clock {
public:
    explicit Clock(const Timing& timing) : timing_(timing) {
        if (timing.start) midnight_ = std::chrono::local_days(*timing.start);
    }

    seconds start(std::size_t session) const {
        constexpr double minute = 60.0;
        return timing_.time_of_day + std::chrono::minutes(std::llround(timing_.sessions[session] / minute));
    }
    seconds end(std::size_t session) const {
        return later(start(session),
                     std::chrono::ceil<std::chrono::minutes>(std::chrono::duration<double>(timing_.length)));
    }
    /// What the clock shows when so much time has passed.
    seconds later(seconds wall, seconds elapsed) const {
        if (timing_.zone == nullptr || !timing_.start) return wall + elapsed;
        const core::TimeZone& zone = *timing_.zone;
        const std::chrono::sys_seconds at = zone.instant(midnight_ + wall) + elapsed;
        const std::chrono::local_seconds local = zone.local(at);
        // In the second of two hours of the same name a clock cannot say when: what falls into it waits for its end.
        const seconds twice = at - zone.instant(local);
        if (twice == seconds(0)) return local - midnight_;
        return zone.local(zone.stretch(at).begin + twice) - midnight_;
    }

private:
    const Timing& timing_;
    std::chrono::local_seconds midnight_{};
};

struct Span {
    seconds from{}, to{};
};

Span span_of(const Window& window, const Clock& clock, std::size_t session) {
    if (window.in_days) {
        const seconds day = day_of(clock.start(session));
        return {day + days(std::lround(window.from)), day + days(std::lround(window.to))};
    }
    const auto at = [&](double hours) {
        const seconds anchor = hours <= 0.0 && window.from < 0.0 ? clock.start(session) : clock.end(session);
        return clock.later(anchor, std::chrono::round<seconds>(std::chrono::duration<double, std::ratio<3600>>(hours)));
    };
    return {at(window.from), at(window.to)};
}

/// A window of one session does not reach beyond its neighbours.
Span between_neighbours(Span span, bool whole_days, const Clock& clock, std::size_t session, std::size_t sessions) {
    const auto bound = [&](std::size_t neighbour) {
        const seconds start = clock.start(neighbour);
        return whole_days ? day_of(start) : start;
    };
    if (session > 0) span.from = std::max(span.from, bound(session - 1));
    if (session + 1 < sessions) span.to = std::min(span.to, bound(session + 1));
    return span;
}

EntryKind kind_of(const Rule& rule) {
    if (rule.phase == "day") return EntryKind::on_the_day;
    if (rule.phase == "follow-up") return EntryKind::check;
    return rule.kind == Kind::aftercare ? EntryKind::aftercare : EntryKind::preparation;
}

bool has_place(const Rule& rule) {
    return rule.kind != Kind::red_flag && (rule.window.has_value() || rule.phase == "day");
}

/// A medicine that was never taken needs no waiting.
bool is_settled(const Rule& rule, const Answers& answers) {
    if (!rule.gap || !rule.for_clinician) return false;
    const auto found = answers.find(rule.gap->fact);
    return found != answers.end() && std::holds_alternative<Never>(found->second);
}

/// Whether a rule speaks of this person, whatever its gap says.
Decision applies(Rule rule, const Answers& answers) {
    rule.gap.reset();
    return decide(rule, answers, std::nullopt);
}

double hours_of(const Window& window) {
    constexpr double per_day = 24.0;
    return window.to * (window.in_days ? per_day : 1.0);
}

double wanted_hours(Against against, const Simulated& simulated) {
    return (against == Against::closure ? simulated.closed : simulated.redness.hi) / core::hour;
}

/// `written` with the variants of all policies.
Comparison compare(const Rule& rule, const Rule& written, const Simulated& simulated) {
    Comparison out{.against = rule.against};
    if (rule.against == Against::nothing) return out;
    const double wanted = wanted_hours(rule.against, simulated);
    out.covers = hours_of(*rule.window) >= wanted;
    if (out.covers) return out;
    for (const std::string& policy : policy_names()) {
        const double hours = hours_of(*written.under(policy_named(policy)).window);
        if (hours < wanted || (out.enough_by && hours >= out.enough)) continue;
        out.enough_by = policy_named(policy);
        out.enough = hours;
    }
    return out;
}

/// Windows of one rule around all sessions; those that touch are one.
std::vector<Entry> around_sessions(Entry entry, const Clock& clock, std::size_t sessions) {
    const Rule& rule = *entry.rule;
    const bool at_end = rule.window && rule.window->anchor == Anchor::course_end;
    std::vector<Entry> out;
    for (std::size_t i = at_end ? sessions - 1 : 0; i < sessions; ++i) {
        if (rule.once && i > 0) break;
        const seconds day = day_of(clock.start(i));
        const Span span =
            rule.window ? between_neighbours(span_of(*rule.window, clock, i), rule.window->in_days, clock, i, sessions)
                        : Span{day, day + days(1)};
        if (span.to <= span.from) continue;
        if (!out.empty() && out.back().to == span.from && rule.window) {
            out.back().to = span.to;
            continue;
        }
        entry.session = static_cast<int>(i) + 1;
        entry.from = span.from;
        entry.to = span.to;
        out.push_back(entry);
    }
    return out;
}

void add_rules(const RuleBase& all, const RuleBase& rules, std::string_view modality, const Answers& answers,
               const Timing& timing, Calendar& out) {
    const Clock clock(timing);
    for (const Rule& rule : rules.rules) {
        if (!has_place(rule) || !rule.applies_to(modality) || is_settled(rule, answers)) continue;
        const Decision decision = applies(rule, answers);
        if (decision.fires == Truth::no) continue;
        Entry entry{.kind = kind_of(rule),
                    .id = rule.id,
                    .all_day = !rule.window || rule.window->in_days,
                    .text = rule.action,
                    .for_clinician = rule.for_clinician,
                    .rule = rule,
                    .simulated = compare(rule, all.rule(rule.id), out.simulated)};
        for (const std::string& fact : decision.missing) entry.if_unknown.push_back(*rules.fact(fact));
        for (Entry& one : around_sessions(std::move(entry), clock, timing.sessions.size()))
            out.entries.push_back(std::move(one));
    }
}

void add_sessions(const Timing& timing, Calendar& out) {
    const Clock clock(timing);
    const std::size_t count = timing.sessions.size();
    for (std::size_t i = 0; i < count; ++i)
        out.entries.push_back({.kind = EntryKind::session,
                               .id = "session",
                               .session = static_cast<int>(i) + 1,
                               .from = clock.start(i),
                               .to = clock.end(i),
                               .text = fmt::format("Session {} of {}.", i + 1, count)});
    const seconds last =
        day_of(clock.start(count - 1) + std::chrono::round<seconds>(std::chrono::duration<double>(timing.follow_up)));
    out.entries.push_back({.kind = EntryKind::check,
                           .id = "follow-up",
                           .session = static_cast<int>(count),
                           .all_day = true,
                           .from = last,
                           .to = last + days(1),
                           .text = "The course is read for the last time, as planned."});
}

void add_red_flags(const RuleBase& rules, std::string_view modality, Calendar& out) {
    for (const Rule& rule : rules.rules) {
        if (rule.kind != Kind::red_flag || !rule.applies_to(modality)) continue;
        RedFlag flag{.rule = rule};
        for (const auto* terms : {&rule.all, &rule.any})
            for (const Term& term : *terms) flag.signs.push_back(*rules.fact(term.fact));
        out.red_flags.push_back(std::move(flag));
    }
    std::ranges::stable_sort(out.red_flags, std::ranges::greater{},
                             [](const RedFlag& one) { return one.rule.severity; });
}

}  // namespace

std::string_view name(EntryKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

Calendar calendar(const RuleBase& rules, Policy policy, std::string_view modality, const Answers& answers,
                  const Timing& timing, const Simulated& simulated) {
    Calendar out{.policy = policy, .start = timing.start, .simulated = simulated};
    if (timing.zone != nullptr) out.zone = timing.zone->name();
    const RuleBase chosen = rules.under(policy);
    add_sessions(timing, out);
    add_rules(rules, chosen, modality, answers, timing, out);
    std::ranges::stable_sort(out.entries, {}, [](const Entry& one) { return std::pair(one.from, one.to); });
    add_red_flags(chosen, modality, out);
    return out;
}

}  // namespace percuta::care
