// What is known of the parameters of healing, hair and outcome after the trials that calibrate them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/posterior.hpp"
#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/knowledge.hpp"

namespace percuta::trial {

/// How well the trials tell one parameter.
struct Identified {
    std::string name;          ///< "healing.a_1"
    double contraction = 0.0;  ///< share of the prior's variance that is gone, 0..1; on the scale where it is normal
    double shift = 0.0;        ///< of the mean, in standard deviations of the prior
    std::string partner;       ///< the parameter that it is most correlated with
    double correlation = 0.0;  ///< with that, -1..1
};

/// One figure before and after the fit.
struct Fitted {
    std::string study, what, unit;
    double least = 0.0, most = 0.0;    ///< published
    double error = 0.0;                ///< how far chance and the study alone would have moved it
    double before = 0.0, after = 0.0;  ///< means over the ensemble
};

struct ClinicalFit {
    core::Posterior posterior;
    std::vector<Identified> parameters;
    std::vector<Fitted> figures;
};

struct ClinicalFitOptions {
    int members = 256;
    int steps = 8;  ///< assimilations of the same figures, with errors inflated to match
    std::uint64_t seed = 1;
};

/// An ensemble smoother (Emerick and Reynolds 2013, ES-MDA) over the sampled parameters on which a figure of a trial
/// with the role `calibration` depends. Errors of figures are what replicates of the same trial scatter by where the
/// ensemble stands, correlated as they are within a trial, and half as much again that each figure has by itself; no
/// figure is taken to be told better than to a tenth. A parameter follows only figures that depend on it, and a range
/// only those outside it. A step that leads to where rest is not the only stable state of the tissue is shortened. Does
/// not depend on the number of workers. Throws core::UsageError where there is nothing to fit to.
ClinicalFit fit_clinical(const course::Knowledge& known, const ClinicalFitOptions& options, core::Workers& workers,
                         const core::Watch& watch);

}  // namespace percuta::trial
