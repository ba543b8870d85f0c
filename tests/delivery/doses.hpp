// Doses, vehicles and skins on which deliveries are tried.
#pragma once

#include <utility>
#include <vector>

#include "core/units.hpp"
#include "delivery/deliver.hpp"
#include "fixture.hpp"

namespace percuta::delivery::fixture {

inline constexpr double plenty = 1e9, per_cm2 = 1e4;
inline constexpr Accuracy fine{1e-12, 12};
inline constexpr product::Vehicle still{7.0, 0.0, 0.0, 1.0};
/// 2 uL/cm2 that dry in five minutes but for a twentieth.
inline constexpr double film = 20 * um;
inline constexpr product::Vehicle serum{7.0, 0.95, 2.5e-4 / core::hour, 1.0};

inline product::Content content(double concentration, double solubility = plenty) {
    product::Content out;
    out.permeant.title = "something";
    out.permeant.molar_mass = 0.12212;
    out.permeant.log_k = -0.37;
    out.permeant.solubility = out.solubility = solubility;
    out.concentration = concentration;
    return out;
}

/// Layers from the surface down, without any clearance; a layer of 0 is absent.
inline Coefficients layers(const Layer& stratum, const Layer& epidermis, const Layer& dermis) {
    Coefficients out;
    out.layers = {stratum, epidermis, Layer{}, dermis, Layer{}};
    out.lumen = 8e-10;
    return out;
}

inline Skin in_vitro() {
    Skin out;
    out.living = false;
    return out;
}

inline double last(const Delivered& out, const char* name) { return out.curves.column(name).values.back(); }

/// One row is there for each of `times`.
inline Regimen from_zero(double volume, std::vector<double> times, double end) {
    Regimen out{{{0.0, volume}}, {}, end};
    out.readings = std::move(times);
    return out;
}

inline const Parameters& p() { return defaults(); }

/// Skin of a cheek with channels of one depth.
inline Skin needled(double depth = 300 * um, double radius = 25 * um, double density = 100.0 * per_cm2) {
    Skin out;
    out.channels = {{depth, radius, density}};
    return out;
}

inline Coefficients niacinamide() { return coefficients(p(), content(1.0).permeant, cheek); }

}  // namespace percuta::delivery::fixture
