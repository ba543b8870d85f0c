// A plan for hair as the follicles take it.
#pragma once

#include <span>
#include <vector>

#include "course/draw.hpp"
#include "hair/grow.hpp"

namespace percuta::course {

/// Whether a plan is about hair.
bool treats_hair(const plan::Plan& plan);

/// With as many hairs as the plan's baseline counts.
hair::Scalp scalp_of(const plan::Plan& plan);

/// Sessions as strong as the share of their needles that reaches the dermis: deeper ones did no better in trials.
/// Minoxidil from day 0 to `until` (seconds), as an adjunct 5 % twice daily, as a daily product as strong and as often
/// as it is put on. `patterns` are empty for people who are not needled.
hair::Drives drives_of(const plan::Plan& plan, const Draw& draw, std::span<const puncture::Pattern> patterns,
                       double until);

}  // namespace percuta::course
