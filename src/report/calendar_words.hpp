// A calendar in words: days and times as people read them.
#pragma once

#include <chrono>
#include <string>

#include "care/calendar.hpp"

namespace percuta::report {

/// "2027-01-11", "2027-01-11 10:30"; without a first day "day 0", "day 0, 10:30".
std::string when_in_words(const care::Calendar& calendar, const care::Entry& entry);
/// What the simulation says of a window; nothing where it is not compared.
std::string comparison_in_words(const care::Calendar& calendar, const care::Entry& entry);
/// "if: Recurrent cold sores?", for what applies only by an answer that is not known; else nothing.
std::string condition_in_words(const care::Entry& entry);
/// "preparation", "on the day" …
std::string kind_in_words(care::EntryKind kind);
/// "Call for help now", "See somebody the same day", "Get in touch": what to do at a red flag.
std::string urgency_in_words(care::Severity severity);
/// "Redness still present, 72 h or more after the session".
std::string signs_in_words(const care::RedFlag& flag);

/// "2027-01-11", or "2027-01-11T10:30" for hours; of the start of an entry or its end. Nothing without a first day.
std::string iso_local(const care::Calendar& calendar, const care::Entry& entry, std::chrono::seconds wall);

}  // namespace percuta::report
