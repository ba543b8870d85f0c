// A calendar as JSON, for scripts and as part of result.json.
#pragma once

#include <string>

#include "care/calendar.hpp"
#include "core/bibliography.hpp"

namespace percuta::report {

/// `calendar --json`.
std::string calendar_json(const care::Calendar& calendar, const core::Bibliography& bibliography);

}  // namespace percuta::report
