// The result as JSON: the contract with scripts and other programs. `result_schema()` describes it.
#pragma once

#include <string>

#include "core/bibliography.hpp"
#include "course/preview.hpp"
#include "course/result.hpp"

namespace percuta::report {

/// `result.json`, version 1. The same result gives the same bytes; only `provenance.wall_seconds` and
/// `provenance.created` differ from run to run. Throws InternalError when a figure is not finite.
std::string result_json(const course::Result& result, const core::Bibliography& bibliography);

/// `{skin, puncture}`: as `skin` and the `puncture` of a session in result.json.
std::string preview_json(const course::Preview& preview);

}  // namespace percuta::report
