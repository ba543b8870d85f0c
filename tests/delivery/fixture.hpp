// Parameters as they are built in, and solutes to try them on.
#pragma once

#include "core/document.hpp"
#include "delivery/coefficients.hpp"
#include "parameters.hpp"

namespace percuta::delivery::fixture {

inline constexpr double um = 1e-6, um2 = 1e-12;

inline Parameters parameters() {
    const core::ParameterSet set = core::parameters_in("delivery.toml");
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
