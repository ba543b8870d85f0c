// What a laboratory would print: one operator per assay. Never compare two assays with one number.
#pragma once

#include <string>
#include <vector>

#include "core/series.hpp"

namespace percuta::outcome {

struct AssayValue {
    std::string name;     ///< "masson_area_pct_change"
    std::string title;    ///< "Collagen area, Masson trichrome"
    double change = 0.0;  ///< per cent of the value before treatment
};

/// Names of all assays, in the order in which `assays` gives them.
std::vector<std::string> assay_names();

/// All assays of the papillary dermis and epidermis at one time, from the curves of healing::heal.
std::vector<AssayValue> assays(const core::TimeSeries& curves, double time);

}  // namespace percuta::outcome
