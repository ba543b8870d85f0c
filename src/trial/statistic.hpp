// What a published trial makes of its readings: means, spreads, shares, differences between arms.
#pragma once

#include <span>

#include "course/clinical.hpp"

namespace percuta::trial {

/// Readings of the people of one arm, in one order.
struct Readings {
    std::span<const double> before;  ///< empty where the reading is one of change, or of something that is 0 before
    std::span<const double> after;
    bool lower_is_better = false;
};

/// In the unit that the figure is printed in but for `downtime`, which is in seconds; shares are in per cent. Not a
/// number where it is not defined (a spread of one person, a ratio to nothing). `versus` is needed where the figure
/// names a second arm.
double statistic(const course::ClinicalFigure& figure, const Readings& arm, const Readings* versus = nullptr);

}  // namespace percuta::trial
