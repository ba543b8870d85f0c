// Published figures beside their predictions, as a page: hits and misses.
#pragma once

#include <string>

#include "core/bibliography.hpp"
#include "trial/validate.hpp"

namespace percuta::report {

/// A self-contained page in English: coverage of each set, every miss, all figures on one scale, every study with its
/// figures.
std::string validation_page(const trial::Validation& validation, const core::Bibliography& bibliography);

}  // namespace percuta::report
