// What the engine's own stages say of a figure printed by a study.
#pragma once

#include "core/random.hpp"
#include "course/knowledge.hpp"
#include "puncture/parameters.hpp"

namespace percuta::course {

/// SI. The skin is the mean of its site, or that of one person drawn from it.
double predict(const skin::Atlas& atlas, const puncture::Parameters& p, const BenchFigure& figure,
               const core::RandomStream* person = nullptr);

/// How likely the figure is if the model is right and says `predicted`, over how likely it is at best: 1 within a
/// range, falling as a normal distribution of its standard deviation outside.
double likelihood(const BenchFigure& figure, double predicted);

/// Whether parameters agree with the insertion experiments marked `calibration`: accepted with the likelihood of all of
/// their figures. Drawing from the priors until this is true draws from the posterior.
bool agrees_with_calibration(const Knowledge& known, const puncture::Parameters& p, core::RandomStream& random);

/// Hash of all that a fit of puncture rests on: its priors, the figures that calibrate it, and what the model says of
/// them with the centres of the priors. A changed number of the atlas or a changed equation changes it.
std::string what_puncture_is_fitted_to(const Knowledge& known);

}  // namespace percuta::course
