#include "report/time_zone.hpp"

#include <cmath>

#include <date/tz.h>
#include <fmt/format.h>

#include "core/document.hpp"
#include "core/error.hpp"
#include "core/units.hpp"

namespace percuta::report {

namespace {

using std::chrono::seconds;

std::chrono::sys_seconds standard(date::sys_seconds instant) {
    return std::chrono::sys_seconds(instant.time_since_epoch());
}

class KnownZone : public core::TimeZone {
public:
    explicit KnownZone(const date::time_zone& zone) : zone_(zone) {}

    std::string name() const override { return zone_.name(); }

    Stretch stretch(std::chrono::sys_seconds instant) const override {
        const date::sys_info info = zone_.get_info(date::sys_seconds(instant.time_since_epoch()));
        return {standard(info.begin), standard(info.end), info.offset, info.abbrev, info.save != seconds(0)};
    }

    std::chrono::sys_seconds instant(std::chrono::local_seconds local) const override {
        const date::local_info info = zone_.get_info(date::local_seconds(local.time_since_epoch()));
        if (info.result == date::local_info::nonexistent) return standard(info.first.end);
        return std::chrono::sys_seconds(local.time_since_epoch() - info.first.offset);
    }

private:
    const date::time_zone& zone_;
};

}  // namespace

std::unique_ptr<core::TimeZone> time_zone(const std::string& name) {
    try {
        return std::make_unique<KnownZone>(*date::locate_zone(name));
    } catch (const std::runtime_error&) {
        std::vector<std::string> names;
        try {
            for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
        } catch (const std::runtime_error& error) {
            throw core::UsageError(fmt::format("time zones cannot be read: {}; install tzdata", error.what()));
        }
        throw core::UsageError(
            fmt::format("there is no time zone {}; {}", core::as_written(name), core::suggest(name, names)));
    }
}

std::unique_ptr<core::TimeZone> time_zone_of(const plan::Schedule& schedule) {
    constexpr int last_known_year = 2037;  // of the compiled tables, which are what is read
    if (schedule.zone.empty()) return nullptr;
    auto zone = time_zone(schedule.zone);
    if (!schedule.start) return zone;
    const double days = ((schedule.sessions - 1) * schedule.interval + schedule.follow_up) / core::day;
    const std::chrono::sys_days end =
        std::chrono::sys_days(*schedule.start) + std::chrono::days(std::lround(days) + 366);
    if (end > std::chrono::sys_days(std::chrono::year(last_known_year) / 12 / 31))
        throw core::UsageError(fmt::format(
            "clocks of {} are known to the end of {}, and after-care of this course may reach beyond it; leave "
            "the time zone out, or begin earlier",
            schedule.zone, last_known_year));
    return zone;
}

}  // namespace percuta::report
