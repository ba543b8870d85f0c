// What elastic contraction leaves of channels, from the permeation experiments that calibrate it.
#pragma once

#include <string>
#include <vector>

#include "core/watch.hpp"
#include "course/knowledge.hpp"

namespace percuta::trial {

/// A parameter of data/barrier.toml, SI.
struct Calibrated {
    std::string parameter;
    std::string study, what;         ///< the figure that sets it
    double value = 0.0;              ///< at which the model says, by its central values, what was published
    double least = 0.0, most = 0.0;  ///< at which it says that less and plus its standard deviation
    bool reached = true;             ///< else no possible value does, and `value` is the nearest that is possible
};

/// Each patency by the last amount of a study with the role `calibration` in skin of that species after that kind of
/// needling; where a study has an earlier one as well, that sets how fast channels contract, for all.
/// In the order of the studies.
std::vector<Calibrated> calibrate_patency(const course::Knowledge& known, const core::Watch& watch = {});

}  // namespace percuta::trial
