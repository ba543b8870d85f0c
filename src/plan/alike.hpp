// Whether plans can be set beside each other.
#pragma once

#include <string_view>

#include "plan/plan.hpp"

namespace percuta::plan {

/// Two plans are for the same people who want the same thing, so that what follows from them differs by the treatment
/// alone. Throws core::UsageError with each key of [subject] and [concern] that is not the same in both; `first` and
/// `second` are what the plans are called, such as their files.
void require_alike(const Plan& a, const Plan& b, std::string_view first, std::string_view second);

}  // namespace percuta::plan
