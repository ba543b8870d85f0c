// Reads [[result]] of a study: a printed figure with all that tells what it is a figure of.
#pragma once

#include <string>

#include "core/document.hpp"
#include "course/clinical.hpp"

namespace percuta::course {

/// `trial` holds its people and arms. Adds what is wrong to the findings of `reader`.
ClinicalFigure read_result(core::Reader& reader, const std::string& concern, const ClinicalTrial& trial,
                           const outcome::Catalogue& clinic);

}  // namespace percuta::course
