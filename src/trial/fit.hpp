// What is known of the parameters of puncture after the insertion experiments that calibrate them.
#pragma once

#include <cstdint>

#include "core/posterior.hpp"
#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/knowledge.hpp"

namespace percuta::trial {

/// `draws` draws of the posterior, exact and independent: priors are drawn until the studies accept them. Kept are the
/// parameters on which any of those figures depends. Does not depend on the number of workers.
/// Throws core::NotConverged where the priors and the studies contradict each other.
core::Posterior fit_puncture(const course::Knowledge& known, int draws, std::uint64_t seed, core::Workers& workers,
                             const core::Watch& watch);

}  // namespace percuta::trial
