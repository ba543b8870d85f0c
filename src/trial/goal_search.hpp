// [search] of a goal. For goal.cpp only.
#pragma once

#include <vector>

#include "core/document.hpp"
#include "plan/plan.hpp"
#include "plan/read.hpp"
#include "trial/goal.hpp"

namespace percuta::trial {

/// What may be varied, in the order in which it is applied to a plan. Mistakes go to the reader's findings.
std::vector<GoalAxis> read_search(core::Reader reader, const plan::Plan& base, const plan::Vocabulary& words);

}  // namespace percuta::trial
