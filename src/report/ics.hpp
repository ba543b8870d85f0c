// A calendar as a file that phones and offices import: iCalendar, RFC 5545.
#pragma once

#include <string>
#include <string_view>

#include "care/calendar.hpp"
#include "core/time_zone.hpp"

namespace percuta::report {

struct IcsOptions {
    std::string id{};        ///< of the plan: with rule and session it names an event, whatever else changes
    std::string stamp{};     ///< when it is written, "20270111T093000Z"
    bool named = false;      ///< what is treated stands in titles, which phones show on their locked screens
    bool clinician = false;  ///< with what is not for whoever is treated
    std::string earlier{};   ///< the file that it replaces, or empty: what changed gets a higher SEQUENCE, what is gone
                             ///< is cancelled
};

/// `zone` of the calendar; without one, times are those of any clock. Throws core::UsageError for a calendar without a
/// first day, and for an earlier file that is none of ours.
std::string ics(const care::Calendar& calendar, const core::TimeZone* zone, const IcsOptions& options);

}  // namespace percuta::report
