// The calendar around a plan that was carried out.
#pragma once

#include "care/calendar.hpp"
#include "course/knowledge.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// When sessions begin where a plan does not say.
inline constexpr std::chrono::minutes usual_time = std::chrono::hours(10);

/// By the policy and the answers of the screening, beside the closure and the redness of the simulation.
care::Calendar calendar_of(const Knowledge& known, const Result& result, const core::TimeZone* zone);

}  // namespace percuta::course
