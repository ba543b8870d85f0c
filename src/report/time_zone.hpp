// Time zones by name, from the database of this machine.
#pragma once

#include <memory>
#include <string>

#include "core/time_zone.hpp"

namespace percuta::report {

/// Of the IANA database, such as "Europe/Berlin". Throws core::UsageError for a name that it does not have.
std::unique_ptr<core::TimeZone> time_zone(const std::string& name);
/// The same; nullptr for an empty name: clocks that never change.
std::unique_ptr<core::TimeZone> time_zone_or_none(const std::string& name);

}  // namespace percuta::report
