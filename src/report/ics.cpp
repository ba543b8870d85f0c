#include "report/ics.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/error.hpp"
#include "report/calendar_words.hpp"
#include "report/ics_file.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using std::chrono::days;
using std::chrono::local_seconds;
using std::chrono::seconds;

local_seconds local_of(const care::Calendar& calendar, seconds wall) {
    return std::chrono::local_days(*calendar.start) + wall;
}

std::string day_text(local_seconds at) {
    const std::chrono::year_month_day day(std::chrono::floor<days>(at));
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::string moment_text(local_seconds at) {
    const std::chrono::hh_mm_ss clock(at - std::chrono::floor<days>(at));
    return fmt::format("{}T{:02}{:02}{:02}", day_text(at), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

std::string offset_text(seconds offset) {
    const std::chrono::hh_mm_ss size(std::chrono::abs(offset));
    std::string out =
        fmt::format("{}{:02}{:02}", offset < seconds(0) ? '-' : '+', size.hours().count(), size.minutes().count());
    if (size.seconds() != seconds(0)) out += fmt::format("{:02}", size.seconds().count());
    return out;
}

/// Every stretch of the clock that the calendar reaches into, as an observance of its own.
void add_zone(const care::Calendar& calendar, const core::TimeZone& zone, IcsLines& out) {
    // Of clocks that never changed, or not since anybody needled skin.
    const std::chrono::sys_seconds long_ago = std::chrono::sys_days(std::chrono::year(1890) / 1 / 1);
    seconds first = seconds::max(), last = seconds::min();
    for (const care::Entry& entry : calendar.entries) {
        first = std::min(first, entry.from);
        last = std::max(last, entry.to);
    }
    out.push_back("BEGIN:VTIMEZONE");
    out.push_back("TZID:" + zone.name());
    const std::chrono::sys_seconds end = zone.instant(local_of(calendar, last));
    std::chrono::sys_seconds at = zone.instant(local_of(calendar, first));
    while (true) {
        const core::TimeZone::Stretch stretch = zone.stretch(at);
        const bool known = stretch.begin > long_ago;
        const seconds before = known ? zone.stretch(stretch.begin - seconds(1)).offset : stretch.offset;
        const local_seconds begin((known ? stretch.begin + before : long_ago).time_since_epoch());
        const std::string_view kind = stretch.summer ? "DAYLIGHT" : "STANDARD";
        out.push_back(fmt::format("BEGIN:{}", kind));
        out.push_back("DTSTART:" + moment_text(begin));
        out.push_back("TZOFFSETFROM:" + offset_text(before));
        out.push_back("TZOFFSETTO:" + offset_text(stretch.offset));
        out.push_back("TZNAME:" + ics_text(stretch.abbreviation));
        out.push_back(fmt::format("END:{}", kind));
        if (stretch.end > end) break;
        at = stretch.end;
    }
    out.push_back("END:VTIMEZONE");
}

std::string title(const care::Entry& entry, bool named) {
    if (named) return entry.text;
    switch (entry.kind) {
        case care::EntryKind::session: return "Appointment";
        case care::EntryKind::preparation: return "Care note: before the appointment";
        case care::EntryKind::on_the_day: return "Care note: on the day";
        case care::EntryKind::aftercare: return "Care note: after the appointment";
        case care::EntryKind::check: return "Care note: how it went";
    }
    throw core::InternalError("an entry of no kind");
}

/// When to get help, most urgent first.
std::string help(const care::Calendar& calendar, bool clinician) {
    std::string out = "When to get help:";
    for (const care::RedFlag& flag : calendar.red_flags)
        if (clinician || !flag.rule.for_clinician)
            out += fmt::format("\n{}: {}. {}", urgency_in_words(flag.rule.severity), signs_in_words(flag),
                               flag.rule.action);
    return out;
}

std::string description(const care::Calendar& calendar, const care::Entry& entry, bool clinician) {
    std::string out = entry.text;
    for (const std::string& more : {comparison_in_words(calendar, entry), condition_in_words(entry)})
        if (!more.empty()) out += "\n" + more;
    if (entry.kind == care::EntryKind::session) out += "\n" + help(calendar, clinician);
    if (entry.rule) out += fmt::format("\nRule {}, policy {}.", entry.rule->id, name(calendar.policy));
    return plain(out) + "\nResearch and education software: no medical device, no promise of effect.";
}

/// Before or after its start; empty: it does not ring.
std::string alarm_of(const care::Entry& entry) {
    switch (entry.kind) {
        case care::EntryKind::session: return "-P1D";
        case care::EntryKind::preparation: return entry.all_day ? "-PT15H" : "PT0S";
        case care::EntryKind::check: return entry.all_day ? "PT9H" : "PT0S";
        default: return "";
    }
}

void add_times(const care::Calendar& calendar, const care::Entry& entry, IcsLines& out) {
    for (const auto& [name, wall] : {std::pair("DTSTART", entry.from), std::pair("DTEND", entry.to)}) {
        const local_seconds at = local_of(calendar, wall);
        if (entry.all_day) out.push_back(fmt::format("{};VALUE=DATE:{}", name, day_text(at)));
        else if (calendar.zone.empty()) out.push_back(fmt::format("{}:{}", name, moment_text(at)));
        else out.push_back(fmt::format("{};TZID={}:{}", name, calendar.zone, moment_text(at)));
    }
}

/// An event, all but when it was written and how often it changed.
IcsLines body(const care::Calendar& calendar, const care::Entry& entry, const IcsOptions& options) {
    IcsLines out;
    const std::string summary = "SUMMARY:" + ics_text(title(entry, options.named));
    add_times(calendar, entry, out);
    out.push_back(summary);
    out.push_back("DESCRIPTION:" + ics_text(description(calendar, entry, options.clinician)));
    out.push_back("CLASS:PRIVATE");
    out.push_back(entry.kind == care::EntryKind::session ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
    out.push_back("STATUS:CONFIRMED");
    if (const std::string alarm = alarm_of(entry); !alarm.empty()) {
        const std::string words = "DESCRIPTION:" + ics_text(title(entry, options.named));
        for (const std::string& line : {std::string("BEGIN:VALARM"), std::string("ACTION:DISPLAY"), "TRIGGER:" + alarm,
                                        words, std::string("END:VALARM")})
            out.push_back(line);
    }
    return out;
}

bool is_history(const std::string& line) { return line.starts_with("DTSTAMP:") || line.starts_with("SEQUENCE:"); }

/// The lines of an event that say what it is.
IcsLines body_of(const IcsLines& event) {
    IcsLines out;
    for (const std::string& line : event)
        if (!is_history(line) && !line.starts_with("UID:") && line != "BEGIN:VEVENT" && line != "END:VEVENT")
            out.push_back(line);
    return out;
}

long sequence_of(const IcsLines& event) {
    const std::string text = ics_value(event, "SEQUENCE");
    long out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

void add_event(const std::string& uid, const std::string& stamp, long sequence, const IcsLines& body, IcsLines& out) {
    out.push_back("BEGIN:VEVENT");
    out.push_back("UID:" + uid);
    out.push_back("DTSTAMP:" + stamp);
    out.push_back(fmt::format("SEQUENCE:{}", sequence));
    out.insert(out.end(), body.begin(), body.end());
    out.push_back("END:VEVENT");
}

/// What did not change stays as it was, letter by letter.
void add_changed(const std::string& uid, const IcsLines& body, const IcsFile& earlier, const std::string& stamp,
                 IcsLines& out) {
    const auto before = earlier.events.find(uid);
    if (before == earlier.events.end()) add_event(uid, stamp, 0, body, out);
    else if (body_of(before->second) == body) out.insert(out.end(), before->second.begin(), before->second.end());
    else add_event(uid, stamp, sequence_of(before->second) + 1, body, out);
}

/// The day on which an event begins, "20270111".
std::string day_of(const IcsLines& event) {
    constexpr std::size_t length = 8;
    for (const std::string& line : event)
        if (line.starts_with("DTSTART")) return line.substr(line.rfind(':') + 1, length);
    return "";
}

/// What is left of an event that is gone: its day. What it said may have been for other eyes, and its clock for another
/// place.
void cancel(const std::string& uid, const IcsLines& event, const IcsFile& earlier, const std::string& stamp,
            IcsLines& out) {
    add_changed(uid,
                {"DTSTART;VALUE=DATE:" + day_of(event), "DURATION:P1D", "SUMMARY:Care note: no longer needed",
                 "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "STATUS:CANCELLED"},
                earlier, stamp, out);
}

}  // namespace

std::string ics(const care::Calendar& calendar, const core::TimeZone* zone, const IcsOptions& options) {
    if (!calendar.start)
        throw core::UsageError(
            "a calendar file needs the day of the first session; give schedule.start in the plan, or --date");
    const IcsFile earlier = options.earlier.empty() ? IcsFile{options.id} : read_ics(options.earlier);
    IcsLines out{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Percuta//Percuta//EN", "CALSCALE:GREGORIAN",
                 "X-PERCUTA-PLAN:" + earlier.id};
    if (zone != nullptr) add_zone(calendar, *zone, out);
    std::map<std::string, IcsLines> gone = earlier.events;
    for (const care::Entry& entry : calendar.entries) {
        if (entry.for_clinician && !options.clinician) continue;
        const std::string uid = fmt::format("{}-{}-{}@percuta", earlier.id, entry.id, entry.session);
        gone.erase(uid);
        add_changed(uid, body(calendar, entry, options), earlier, options.stamp, out);
    }
    for (const auto& [uid, event] : gone) cancel(uid, event, earlier, options.stamp, out);
    out.push_back("END:VCALENDAR");
    return ics_file(out);
}

}  // namespace percuta::report
