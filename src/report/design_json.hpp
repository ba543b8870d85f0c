// A design as files: the front as JSON, and each of its points as a plan.
#pragma once

#include <string>

#include "course/knowledge.hpp"
#include "trial/design_course.hpp"

namespace percuta::report {

/// design.json. Shares from 0 to 1, times in days, money in the currency that its provenance names.
std::string design_json(const trial::Design& design, const course::Knowledge& known);

/// "plan-01.toml" for the first point.
std::string design_plan_name(std::size_t point);
/// A point as a plan file of its own, which says what made it one.
std::string design_plan(const trial::Design& design, std::size_t point, const course::Knowledge& known);

/// "needle length 1.5 mm, passes 8": what differs from plan to plan.
std::string in_words(const trial::Design& design, const trial::Choice& choice);

}  // namespace percuta::report
