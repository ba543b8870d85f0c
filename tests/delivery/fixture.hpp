// Parameters as they are built in, and solutes to try them on.
#pragma once

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "delivery/coefficients.hpp"

namespace percuta::delivery::fixture {

inline constexpr double um = 1e-6, um2 = 1e-12;

inline Parameters parameters() {
    const core::Document document = core::Document::parse(core::embedded_data().at("delivery.toml"), "delivery.toml");
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    const core::ParameterSet set = core::ParameterSet::read(*root.table("parameters"));
    findings.raise();
    check_parameters(set);
    return delivery::parameters(set);
}

inline const Parameters& defaults() {
    static const Parameters out = parameters();
    return out;
}

inline constexpr Thicknesses cheek{15e-6, 60e-6, 1e-6, 150e-6, 1000e-6};

inline product::Permeant solute(double molar_mass_grams, double log_k) {
    product::Permeant out;
    out.molar_mass = molar_mass_grams * 1e-3;
    out.log_k = log_k;
    return out;
}

}  // namespace percuta::delivery::fixture
