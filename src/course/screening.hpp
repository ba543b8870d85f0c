// May the person of a plan be treated as it says?
#pragma once

#include <string_view>
#include <vector>

#include "care/screen.hpp"
#include "course/knowledge.hpp"

namespace percuta::course {

/// Screens by what the plan says and by the answers in it; the session is the first day of its schedule. Throws
/// core::UsageError for an answer to what the plan says elsewhere.
care::Screening screen(const Knowledge& known, const plan::Plan& plan, care::Policy policy);

/// The rules that bar the plan; none where it may be carried out.
std::vector<const care::Finding*> bars(const care::Screening& screening);

/// Throws core::Contraindicated with every rule that bars the plan, unless there is a reason to go on all the same.
void refuse_barred(const care::Screening& screening, std::string_view overridden);

}  // namespace percuta::course
