// Published figures beside what the model predicts for them, honestly: hits and misses.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/interval.hpp"
#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/knowledge.hpp"

namespace percuta::trial {

struct FigureCheck {
    std::string what, unit;          ///< as printed
    double least = 0.0, most = 0.0;  ///< published, in that unit; infinite where the range is open
    double sd = 0.0;                 ///< how far the published figure may be off
    std::string spread, note;
    double central = 0.0;      ///< predicted with the central values
    double mean = 0.0;         ///< over the draws
    core::Interval predicted;  ///< over draws of parameters and people, the published figure's own sd included
    int undefined = 0;         ///< draws without a prediction: ratios to nothing
    double z = 0.0;            ///< (published - mean) / standard deviation of that; 0 within a range
    bool inside = false;       ///< the published figure lies in the interval
};

struct StudyCheck {
    std::string id, title, source, role, protocol;
    std::vector<FigureCheck> figures;
};

/// Over the figures of one role.
struct Summary {
    std::string role;
    int figures = 0, inside = 0;
    double median_abs_z = 0.0;
};

struct Validation {
    std::vector<StudyCheck> studies;
    std::vector<Summary> summary;  ///< calibration, then held-out
    int draws = 0;
};

/// The studies whose figures the engine's own stages can be held against; of those named, or all. `draws` of parameters
/// and people. Does not depend on the number of workers.
Validation validate(const course::Knowledge& known, const std::vector<std::string>& names, int draws,
                    std::uint64_t seed, core::Workers& workers, const core::Watch& watch);

}  // namespace percuta::trial
