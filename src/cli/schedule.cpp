#include "cli/schedule.hpp"

#include <fmt/format.h>

#include "core/document.hpp"
#include "core/error.hpp"
#include "plan/read.hpp"

namespace percuta::cli {

void reschedule(plan::Schedule& schedule, const std::string& date, const std::string& time, const std::string& zone) {
    if (!date.empty()) {
        schedule.start = plan::date_in(date);
        if (!schedule.start || !plan::is_possible_start(*schedule.start))
            throw core::UsageError(
                fmt::format("--date {} is not a day from 1900 to 2200; write 2027-01-11", core::as_written(date)));
    }
    if (!time.empty()) {
        schedule.time = plan::time_in(time);
        if (!schedule.time)
            throw core::UsageError(fmt::format("--time {} is not a time of day; write 10:00", core::as_written(time)));
    }
    if (!zone.empty()) schedule.zone = zone;
}

}  // namespace percuta::cli
