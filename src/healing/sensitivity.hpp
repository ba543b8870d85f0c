// How a result depends on each parameter: derivatives by dual numbers, carried through the whole course.
#pragma once

#include <string>
#include <vector>

#include "healing/heal.hpp"

namespace percuta::healing {

struct Sensitivity {
    std::string parameter;    ///< as in data/healing.toml
    double elasticity = 0.0;  ///< relative change of the gain for a relative change of the parameter
};

/// Of the gain of papillary collagen at `time` (seconds), in a column. Layers, grid and injured volume are taken as
/// given: parameters that act through them alone (g_range, floor, the densities of the layers) are left out. Sorted by
/// size. Eight parameters are carried in one run.
std::vector<Sensitivity> collagen_sensitivities(const Case& skin, double time, const core::Watch& watch = {},
                                                const Accuracy& accuracy = {});

}  // namespace percuta::healing
