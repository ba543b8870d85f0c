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
    int asked = 0;             ///< predictions: draws of an experiment, replicates of a trial
    int undefined = 0;         ///< of them without a value: ratios to nothing
    double span = 1.0;         ///< what its score is divided by: the length of the scale, or the published figure
    double score = 0.0;        ///< interval score (width, and 20 times what lies outside) over that; small is good
    std::string suspect;       ///< why the printed figure itself is doubtful; empty where it is not
    double z = 0.0;            ///< (published - mean) / standard deviation of that; 0 within a range
    bool inside = false;       ///< the published figure lies in the interval, of a range any of it
    double probability = 0.0;  ///< predicted of a range: that a figure lies in it; of a number 0

    bool is_range() const { return least != most; }
    bool has_prediction() const { return undefined < asked; }
};

struct StudyCheck {
    std::string id, title, source, role, protocol;
    std::string assumed;    ///< what of the trial was judged, in words; empty where nothing was
    bool clinical = false;  ///< people were treated and read; else an experiment on skin
    std::vector<FigureCheck> figures;
};

/// Over the figures of one role: of experiments, of clinical trials, or of both. A range ("more than 0") is hit so much
/// more easily than a number that it is counted apart. Figures without any prediction are not counted.
struct Summary {
    std::string role, kind;         ///< kind: "all" | "experiments" | "trials"
    int figures = 0, inside = 0;    ///< numbers
    double median_abs_z = 0.0;      ///< of numbers
    double mean_score = 0.0;        ///< interval score of numbers
    int ranges = 0, touched = 0;    ///< ranges, and how many of them intervals reach
    double mean_probability = 0.0;  ///< predicted of what was found: of the ranges

    double coverage() const { return figures > 0 ? static_cast<double>(inside) / figures : 0.0; }
};

struct Validation {
    std::vector<StudyCheck> studies;
    std::vector<Summary> summary;  ///< calibration, then held-out; of each all, experiments, trials
    int draws = 0;
    int replicates = 0;  ///< of each trial
};

struct ValidationOptions {
    int draws = 200;        ///< worlds: draws of parameters, and for experiments of people
    int replicates = 2000;  ///< of each trial, shared among the worlds
    std::uint64_t seed = 1;
};

/// Of the studies named, or all: experiments by the engine's own stages, trials carried out again with as many virtual
/// people as they had. Does not depend on the number of workers.
Validation validate(const course::Knowledge& known, const std::vector<std::string>& names,
                    const ValidationOptions& options, core::Workers& workers, const core::Watch& watch);

}  // namespace percuta::trial
