// What the engine's own stages say of a figure printed by a study.
#pragma once

#include "barrier/parameters.hpp"
#include "core/random.hpp"
#include "course/knowledge.hpp"
#include "delivery/parameters.hpp"
#include "product/catalogue.hpp"
#include "puncture/parameters.hpp"

namespace percuta::course {

/// Parameters of the rooms whose stages are held against published figures, and what is put on skin there.
struct Stages {
    puncture::Parameters puncture;
    barrier::Parameters barrier;
    delivery::Parameters delivery{};
    product::Catalogue products{};
};
/// The values as they stand in the data.
Stages central_stages(const Knowledge& known);
/// A draw: of puncture from its posterior, of the others and of permeants from their priors.
Stages sampled_stages(const Knowledge& known, core::RandomStream& random);

/// SI. The skin is the mean of its site and heals as most, or it is that of one person drawn.
double predict(const skin::Atlas& atlas, const Stages& stages, const BenchFigure& figure,
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
