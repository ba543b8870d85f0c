// What a laboratory would print: one operator per assay. Never compare two assays with one number.
#pragma once

#include <string>
#include <vector>

#include "outcome/parameters.hpp"
#include "outcome/surface.hpp"
#include "outcome/tissue.hpp"

namespace percuta::outcome {

struct AssayValue {
    std::string name;     ///< "masson_area_pct_change"
    std::string title;    ///< "Collagen area, Masson trichrome"
    double change = 0.0;  ///< per cent of the value before treatment
};

/// Names of all assays, in the order in which `assays` gives them.
std::vector<std::string> assay_names();

/// All assays of the dermis and epidermis at one time.
std::vector<AssayValue> assays(const Parameters& p, const Tissue& tissue);
/// One of them, by its place in `assay_names`, of one person of one study: per cent of the value before treatment.
/// People differ by what their dermis gains of collagen, studies by how much of any change they find.
double assay(const Parameters& p, const Tissue& tissue, const Responder& who, double study_shift, std::size_t which);

}  // namespace percuta::outcome
