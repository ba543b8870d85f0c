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

/// What sessions are summed up with besides their holes.
struct Setting {
    const puncture::Parameters& p;
    const device::Device& device;
    int passes = 1;
    double area = 0.0;  ///< square metres
};

/// Session `index`: holes of the central run, intervals over the sampled runs (which may be none).
Session summarise_session(std::size_t index, double time, const Run& central, std::span<const Run> sampled,
                          const Setting& setting);

/// All curves of a result.
std::vector<Curve> summarise_curves(const Run& central, std::span<const Run> sampled, std::span<const double> times);

/// All assays at the given times.
std::vector<Assay> summarise_assays(const Draw& usual, const Run& central, std::span<const Draw> draws,
                                    std::span<const Run> sampled, std::span<const double> times);

}  // namespace percuta::course
