// Time zones by name, from the database of this machine.
#pragma once

#include <memory>
#include <string>

#include "core/time_zone.hpp"
#include "plan/plan.hpp"

namespace percuta::report {

/// Of the IANA database, such as "Europe/Berlin". Throws core::UsageError for a name that it does not have.
std::unique_ptr<core::TimeZone> time_zone(const std::string& name);
/// Of a plan's schedule; nullptr where it names none: clocks that never change. Throws core::UsageError also where the
/// course ends when nobody knows yet how clocks will run.
std::unique_ptr<core::TimeZone> time_zone_of(const plan::Schedule& schedule);

}  // namespace percuta::report
