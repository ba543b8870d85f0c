// JSON Schemas (2020-12) of what goes in and what comes out, for editors that complete and programs that check.
#pragma once

#include <string_view>

namespace percuta::report {

/// Of a plan, a TOML file. Quantities are strings with a unit; `x-unit`
/// names a unit of the right dimension. What depends on `data/` (sites, devices, scales) is described, not listed.
std::string_view plan_schema();

/// Of `result.json`, version 1.
std::string_view result_schema();

/// Of `trial.json`, version 1.
std::string_view trial_schema();

}  // namespace percuta::report
