// A screening as JSON, for scripts and as part of result.json.
#pragma once

#include <string>

#include "care/screen.hpp"
#include "core/bibliography.hpp"

namespace percuta::report {

/// `screen --json`, and `screening` of result.json.
std::string screening_json(const care::Screening& screening, const core::Bibliography& bibliography);

}  // namespace percuta::report
