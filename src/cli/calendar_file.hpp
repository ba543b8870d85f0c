// The calendar file that `run` and `calendar` write, also over an earlier one.
#pragma once

#include <filesystem>
#include <string>

#include "core/time_zone.hpp"
#include "course/result.hpp"
#include "report/ics.hpp"

namespace percuta::cli {

class CalendarFile {
public:
    /// Throws core::UsageError when the path cannot be written, or holds what is no calendar of this program.
    explicit CalendarFile(std::filesystem::path path);
    /// Of a calendar with a first day.
    void write(const course::Result& result, const core::TimeZone* zone, bool named = false,
               bool clinician = false) const;

private:
    std::filesystem::path path_;
    std::string earlier_;
};

}  // namespace percuta::cli
