// What outcome needs of a course: the tissue of one time, what a session exposes to, what is left between sessions.
#pragma once

#include <span>

#include "core/series.hpp"
#include "device/device.hpp"
#include "outcome/events.hpp"
#include "outcome/tissue.hpp"
#include "plan/plan.hpp"
#include "puncture/strike.hpp"
#include "skin/skin.hpp"

namespace percuta::course {

/// `time` in seconds after the first session; hair is left at 0.
outcome::Tissue tissue_at(const core::TimeSeries& curves, double time);

/// What a session with these holes exposes this person to.
outcome::Exposure exposure_of(const plan::Plan& plan, const device::Device& device, const skin::Skin& skin,
                              const puncture::Pattern& pattern);

/// What is left of one session when the next one comes; `sessions`: seconds.
outcome::Overtreatment overtreatment_of(const core::TimeSeries& curves, std::span<const double> sessions);

}  // namespace percuta::course
