#include "outcome/assay.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace percuta::outcome {

namespace {

/// An assay and the share of its rest value by which it sees the tissue changed.
struct Operator {
    const char* name;
    const char* title;
    double (*change)(const Parameters& p, const Tissue& tissue);
};

double density(const Parameters& p, const Tissue& t) { return p.ultrasound_gain * (t.collagen_total - 1.0); }

double elasticity(const Parameters& p, const Tissue& t) {
    return std::expm1(p.elasticity_of_collagen * std::log(t.collagen_total) +
                      p.elasticity_of_elastin * std::log(t.elastin));
}

// Masson trichrome stains all collagen; oedema, which would dilute it, is gone by the weeks at which biopsies are
// taken. Silver stains reticulin fibres (type III). Antibodies against type I see its immature and its mature pool.
// Ultrasound sees how densely echoes are packed, not an amount: it has a gain of its own.
constexpr std::array operators = {
    Operator{"masson_area_pct_change", "Collagen, papillary dermis (Masson trichrome)",
             [](const Parameters&, const Tissue& t) { return t.collagen_total - 1.0; }},
    Operator{"silver_pct_change", "Collagen III, papillary dermis (silver stain)",
             [](const Parameters&, const Tissue& t) { return t.collagen_3 - 1.0; }},
    Operator{"ihc_collagen_1_pct_change", "Collagen I, papillary dermis (antibody)",
             [](const Parameters&, const Tissue& t) { return t.collagen_1 - 1.0; }},
    Operator{"ihc_tropoelastin_pct_change", "Tropoelastin, papillary dermis (antibody)",
             [](const Parameters&, const Tissue& t) { return t.tropoelastin - 1.0; }},
    Operator{"elastin_pct_change", "Total elastin, papillary dermis (elastic stain)",
             [](const Parameters&, const Tissue& t) { return t.elastin - 1.0; }},
    Operator{"epidermis_pct_change", "Epidermal thickness (haematoxylin and eosin)",
             [](const Parameters&, const Tissue& t) { return t.epidermis - 1.0; }},
    Operator{"ultrasound_density_pct_change", "Density of the dermis (ultrasound)", density},
    Operator{"elasticity_pct_change", "Elasticity (suction)", elasticity},
};

}  // namespace

std::vector<std::string> assay_names() {
    std::vector<std::string> names;
    for (const Operator& assay : operators) names.emplace_back(assay.name);
    return names;
}

std::vector<AssayValue> assays(const Parameters& p, const Tissue& tissue) {
    std::vector<AssayValue> out;
    for (const Operator& assay : operators) out.push_back({assay.name, assay.title, 100.0 * assay.change(p, tissue)});
    return out;
}

double assay(const Parameters& p, const Tissue& tissue, const Responder& who, double study_shift, std::size_t which) {
    Tissue own = tissue;
    for (double Tissue::*collagen : {&Tissue::collagen_total, &Tissue::collagen_1, &Tissue::collagen_3})
        own.*collagen = std::max(0.0, 1.0 + who.response * (tissue.*collagen - 1.0));
    return 100.0 * std::exp(study_shift) * operators.at(which).change(p, own);
}

}  // namespace percuta::outcome
