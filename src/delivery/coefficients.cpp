#include "delivery/coefficients.hpp"

#include <cmath>

#include "delivery/solute.hpp"
#include "delivery/stratum_corneum.hpp"

namespace percuta::delivery {

namespace {

/// Share of solute in plasma that no protein holds.
double unbound_share(const Parameters& p, product::Binding binding, double log_d) {
    const double d = std::exp(log_d);
    switch (binding) {
        case product::Binding::acid_with_pharmacophore:
            return 1.0 / (1.0 + p.bound_pharmacophore_log_d * d + p.bound_pharmacophore);
        case product::Binding::other_acid: return 1.0 / (1.0 + p.bound_acid_log_d * d + p.bound_acid);
        case product::Binding::neutral_or_base: break;
    }
    return 1.0 / (1.0 + p.bound_base_log_d * d + p.bound_base);
}

/// Viable tissue: total over free in its water, and the diffusivity of the total.
struct Tissue {
    double binding = 1.0;
    double diffusivity = 0.0;
};

Tissue tissue(const Parameters& p, const product::Permeant& permeant, double neutral, Family family) {
    const double unbound = unbound_share(p, permeant.binding, permeant.log_k + std::log10(neutral));
    const double octanol = std::pow(10.0, permeant.log_k), free = free_diffusivity(p, permeant.molar_mass);
    Tissue out;
    if (family == Family::chen) {
        const double lipid = p.mortar_density * std::pow(octanol, p.mortar_exponent);
        out.binding = p.chen_tissue_free + p.chen_tissue_protein / unbound + p.chen_tissue_lipid * neutral * lipid;
        out.diffusivity = free / out.binding;
        return out;
    }
    out.binding = 1.0 - p.tissue_protein + p.tissue_protein / unbound + p.tissue_lipid * neutral * octanol;
    out.diffusivity = (free + p.tissue_protein * p.D_bound * (1.0 - unbound) / unbound) / out.binding;
    return out;
}

/// Pores of capillaries: permeability to sucrose, scaled by diffusivity in water and by how a pore hinders.
double pore_permeability(const Parameters& p, double molar_mass) {
    const auto in_pore = [&](double mass) {
        return water_diffusivity(p, mass) * pore_hindrance(solute_radius(p, mass) / p.pore_radius);
    };
    return p.pore_permeability * in_pore(molar_mass) / in_pore(p.pore_permeability_mass);
}

Clearance clearance(const Parameters& p, const product::Permeant& permeant, double neutral, double binding) {
    Clearance out;
    out.lipoidal = neutral * p.cap_over_skin * potts_guy(p, permeant.log_k, permeant.molar_mass) * p.cap_surface;
    out.paracellular = pore_permeability(p, permeant.molar_mass) * p.cap_surface;
    out.flow = p.cap_flow;
    out.lymph = p.lymph;
    out.binding = binding;
    return out;
}

/// As the neutral species sees it, which alone takes this route: against the total concentration in tissue it is less
/// by their share there.
Layer stratum_corneum_layer(const Parameters& p, const product::Permeant& permeant, double neutral, double thickness,
                            Family family, Barrier barrier) {
    const HornyLayer model = family == Family::chen
                                 ? chen_barrier(p, permeant.log_k, permeant.molar_mass, 1.0)
                                 : kasting_barrier(p, permeant.log_k, permeant.molar_mass, 1.0, Hydration::dry);
    Layer out{thickness, neutral * model.partition, model.diffusivity};
    if (barrier == Barrier::regression)
        out.diffusivity = potts_guy(p, permeant.log_k, permeant.molar_mass) * thickness / model.partition;
    return out;
}

bool outside(const Parameters& p, const product::Permeant& permeant) {
    return permeant.molar_mass < p.mass_least || permeant.molar_mass > p.mass_most || permeant.log_k < p.log_k_least ||
           permeant.log_k > p.log_k_most;
}

}  // namespace

double Clearance::rate(double perfusion, double leakiness) const {
    const double wall = lipoidal + paracellular * leakiness, blood = flow * perfusion;
    const double into_blood = wall > 0.0 && blood > 0.0 ? wall * blood / (wall + blood) : 0.0;
    return (into_blood + lymph * leakiness) / binding;
}

Coefficients coefficients(const Parameters& p, const product::Permeant& permeant, const Thicknesses& thicknesses,
                          Family family, Barrier barrier) {
    Coefficients out;
    out.neutral_tissue = product::neutral_share(permeant, p.tissue_ph);
    const Tissue viable = tissue(p, permeant, out.neutral_tissue, family);
    for (std::size_t l = viable_epidermis; l < layer_count; ++l)
        out.layers[l] = {thicknesses[l], p.tissue_water * viable.binding, viable.diffusivity};
    out.layers[junction].diffusivity *= p.junction_hindrance;
    out.layers[stratum_corneum] =
        stratum_corneum_layer(p, permeant, out.neutral_tissue, thicknesses[stratum_corneum], family, barrier);
    out.polar = polar_route(p, permeant.molar_mass);
    out.lumen = water_diffusivity(p, permeant.molar_mass);
    out.clearance = clearance(p, permeant, out.neutral_tissue, viable.binding);
    out.metabolism = permeant.metabolism;
    out.extrapolated = outside(p, permeant);
    return out;
}

Permeability permeability(const Parameters& p, double log_k, double molar_mass) {
    Permeability out;
    out.potts_guy = potts_guy(p, log_k, molar_mass);
    out.polar = polar_route(p, molar_mass);
    out.regression = out.potts_guy + out.polar;
    const HornyLayer kasting = kasting_barrier(p, log_k, molar_mass, 1.0, Hydration::wet);
    out.kasting = kasting.diffusivity * kasting.partition / p.wet_thickness + out.polar;
    const HornyLayer chen = chen_barrier(p, log_k, molar_mass, 1.0);
    out.chen = chen.diffusivity * chen.partition / brick_wall(p) + out.polar;
    return out;
}

}  // namespace percuta::delivery
