#include "cli/calendar_file.hpp"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cli/files.hpp"
#include "core/error.hpp"
#include "report/file.hpp"
#include "report/ics_file.hpp"

namespace percuta::cli {

CalendarFile::CalendarFile(std::filesystem::path path) : path_(std::move(path)) {
    report::check_writable(path_);
    constexpr std::size_t largest = std::size_t{1} << 26U;  // of sixty sessions, a fiftieth of it
    earlier_ = beginning_of(path_, largest);
    if (earlier_.empty()) return;
    try {
        static_cast<void>(report::read_ics(earlier_));
    } catch (const core::UsageError& error) {
        throw core::UsageError(fmt::format("{}: {}", path_.string(), error.what()));
    }
}

void CalendarFile::write(const course::Result& result, const core::TimeZone* zone, bool named, bool clinician) const {
    const report::IcsOptions options{.id = result.provenance.plan_hash,
                                     .stamp = fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::time(nullptr))),
                                     .named = named,
                                     .clinician = clinician,
                                     .earlier = earlier_};
    report::write_file(path_, report::ics(result.calendar, zone, options));
}

}  // namespace percuta::cli
