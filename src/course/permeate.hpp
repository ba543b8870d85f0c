// A published permeation experiment, done again.
#pragma once

#include "course/predict.hpp"
#include "delivery/deliver.hpp"

namespace percuta::course {

/// What is read, SI; `person` is how slowly the channels of a living person close, in standard deviations. Flow and
/// permeability of vessels are those at rest.
double permeate(const Stages& stages, const Permeation& set_up, Permeated observed, double person);

}  // namespace percuta::course
