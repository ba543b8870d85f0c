// A plan for hair as the follicles take it.
#pragma once

#include <span>
#include <vector>

#include "course/draw.hpp"
#include "hair/grow.hpp"
#include "outcome/surface.hpp"
#include "outcome/tissue.hpp"

namespace percuta::course {

/// Whether a plan is about hair.
bool treats_hair(const plan::Plan& plan);

/// With as many hairs, or as thick ones, as the plan's baseline says.
hair::Scalp scalp_of(const plan::Plan& plan);

/// Sessions as strong as the share of their needles that reaches the dermis: deeper ones did no better in trials.
/// Minoxidil up to `until` (seconds): as an adjunct 5 % twice daily from day 0 on, as a daily product as strong, as
/// often and as long as it is put on (`applications_of`). Of both together the larger exposure counts, not their sum.
/// `patterns` are empty for people who are not needled.
hair::Drives drives_of(const plan::Plan& plan, const Draw& draw, std::span<const puncture::Pattern> patterns,
                       double until);

/// Visible hairs of the scalp before treatment; none where a plan is not about hair.
outcome::Hair hair_at_rest(const plan::Plan& plan, const hair::Parameters& p);
/// What they have gained on the mean over follicles at `times` (seconds after the first session, ascending), one a
/// response of people; empty where a plan is not about hair.
std::vector<outcome::HairGains> hair_gains(const plan::Plan& plan, const Draw& draw,
                                           std::span<const puncture::Pattern> patterns, std::span<const double> times);

/// What a plan treats, as it is before: its concern, the score of its baseline, and the hair that gains come on top of.
outcome::Condition condition_of(const plan::Plan& plan, const outcome::Hair& hair);

}  // namespace percuta::course
