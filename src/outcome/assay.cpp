#include "outcome/assay.hpp"

#include <array>

namespace percuta::outcome {

namespace {

/// An assay that sees one curve, relative to its rest value.
struct Operator {
    const char* name;
    const char* title;
    const char* curve;
};

// Masson trichrome stains all collagen; oedema, which would dilute it, is gone by the weeks at which biopsies are
// taken. Silver stains reticulin fibres (type III). Antibodies against type I see its
// immature and its mature pool.
constexpr std::array operators = {
    Operator{"masson_area_pct_change", "Collagen, papillary dermis (Masson trichrome)", "collagen_total"},
    Operator{"silver_pct_change", "Collagen III, papillary dermis (silver stain)", "collagen_3"},
    Operator{"ihc_collagen_1_pct_change", "Collagen I, papillary dermis (antibody)", "collagen_1"},
    Operator{"ihc_tropoelastin_pct_change", "Tropoelastin, papillary dermis (antibody)", "tropoelastin"},
    Operator{"elastin_pct_change", "Total elastin, papillary dermis (elastic stain)", "elastin"},
    Operator{"epidermis_pct_change", "Epidermal thickness (haematoxylin and eosin)", "epidermis"},
};

}  // namespace

std::vector<std::string> assay_names() {
    std::vector<std::string> names;
    for (const Operator& assay : operators) names.emplace_back(assay.name);
    return names;
}

std::vector<AssayValue> assays(const core::TimeSeries& curves, double time) {
    std::vector<AssayValue> out;
    for (const Operator& assay : operators)
        out.push_back({assay.name, assay.title, 100.0 * (curves.at(assay.curve, time) - 1.0)});
    return out;
}

}  // namespace percuta::outcome
