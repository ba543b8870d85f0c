// When: what is given on the command line in place of what the plan says.
#pragma once

#include <string>

#include "plan/plan.hpp"

namespace percuta::cli {

/// `--date`, `--time` and `--zone`; empty: as in the plan. Throws core::UsageError for what is none.
void reschedule(plan::Schedule& schedule, const std::string& date, const std::string& time = "",
                const std::string& zone = "");

}  // namespace percuta::cli
