// Means over people who live in different worlds.
#pragma once

#include <cstddef>
#include <span>

#include "core/interval.hpp"

namespace percuta::outcome {

struct MeanOfWorlds {
    double mean = 0.0;            ///< over all people
    core::Interval between;       ///< 90 % between worlds around that mean
    double standard_error = 0.0;  ///< of the mean, since only so many people of each world were read
};

/// `people`: one number a person; person i lives in world i modulo their number. Of each world only some people are
/// read: that scatter is taken out of the spread, as the variance of all means less the mean variance that so few
/// people add. `people` is not empty.
MeanOfWorlds mean_of_worlds(std::span<const double> people, std::size_t worlds);

}  // namespace percuta::outcome
