// From runs to the figures of a result: spreads over holes, bands over draws, assays.
#pragma once

#include <span>
#include <vector>

#include "course/draw.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// Times at which curves are reported: dense after each session, weekly in the end. Seconds; the time of a session
/// stands twice, for the moments before and after it.
std::vector<double> report_times(const plan::Schedule& schedule);

/// Session `index`: holes of the central run, intervals over the sampled runs (which may be none).
Session summarise_session(std::size_t index, double time, const Run& central, std::span<const Run> sampled,
                          double blood_access);

/// All curves of a result. `epidermis` is the thickness at rest, metres.
std::vector<Curve> summarise_curves(const Run& central, std::span<const Run> sampled, std::span<const double> times,
                                    double epidermis);

/// All assays at the given times.
std::vector<Assay> summarise_assays(const Run& central, std::span<const Run> sampled, std::span<const double> times);

}  // namespace percuta::course
