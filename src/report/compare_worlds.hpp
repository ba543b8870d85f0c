// Shares and means of two plans, world by world: the same virtual people under both.
#pragma once

#include "report/compare.hpp"

namespace percuta::report {

using outcome::Counted;

/// The mean over people, with its 90 % interval between worlds.
core::Interval mean_between(const course::ScaleReading& reading, Counted what);

/// `second` minus `first`. The people of a world are the same under both plans; not paired where their numbers differ.
Difference difference_between(const course::ScaleReading& first, const course::ScaleReading& second, Counted what);

}  // namespace percuta::report
