// How the channels of a plan close, over people.
#pragma once

#include <span>
#include <vector>

#include "course/draw.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// Closure of the channels of the first session, over people.
ChannelClosure summarise_closure(const plan::Plan& plan, const Draw& usual, const Run& central,
                                 std::span<const Draw> draws, std::span<const Run> sampled);

/// The curves `patency` and `tewl` over the whole course, as those of `summarise_curves`.
std::vector<Curve> closure_curves(const plan::Plan& plan, const Draw& usual, const Run& central,
                                  std::span<const Draw> draws, std::span<const Run> sampled,
                                  std::span<const double> times);

}  // namespace percuta::course
