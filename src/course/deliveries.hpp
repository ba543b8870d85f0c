// What the products of a plan bring in, over the draws.
#pragma once

#include <vector>

#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/draw.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// Every permeant of every product around the first session, with the needles and without.
std::vector<Delivery> summarise_deliveries(const plan::Plan& plan, const Draw& usual, const Run& central,
                                           std::span<const Draw> draws, std::span<const Run> sampled,
                                           core::Workers& workers, const core::Watch& watch);

}  // namespace percuta::course
