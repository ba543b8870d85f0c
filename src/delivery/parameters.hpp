// Parameters of delivery, by the symbols of docs/science/delivery.md. Values: data/delivery.toml.
#pragma once

#include <array>

#include "core/parameter.hpp"

namespace percuta::delivery {

/// SI; a coefficient of a relation that is not of one dimension is a pure number, and its meaning in data/delivery.toml
/// says in which units the relation stands.
struct Parameters {
    double molar_volume;
    double large_volume;
    double radius_small;
    double radius_large;
    double D_water_small;
    double D_water_large;

    double D_free_intercept;
    double D_free_mass;
    double D_free_mass_most;
    double D_bound;
    double junction_hindrance;

    double tissue_ph;
    double bound_base_log_d;
    double bound_base;
    double bound_pharmacophore_log_d;
    double bound_pharmacophore;
    double bound_acid_log_d;
    double bound_acid;
    double tissue_water;
    double tissue_protein;
    double tissue_lipid;
    double chen_tissue_free;
    double chen_tissue_protein;
    double chen_tissue_lipid;

    double cap_over_skin;
    double cap_surface;
    double cap_flow;
    double pore_permeability;
    double pore_permeability_mass;
    double pore_radius;
    double lymph;

    double pg_intercept;
    double pg_log_k;
    double pg_mass;
    double polar_intercept;
    double polar_mass;
    double mass_least;
    double mass_most;
    double log_k_least;
    double log_k_most;

    double lipid_factor;
    double lipid_exponent;
    double keratin_factor;
    double keratin_exponent;
    double keratin_density;
    double dry_keratin;
    double wet_water;
    double dry_water;
    double wet_corneocytes;
    double dry_corneocytes;
    double wet_fibres;
    double dry_fibres;
    double fibre_radius;
    double wet_drag_0;
    double wet_drag_1;
    double wet_drag_2;
    double wet_drag_3;
    double dry_drag_0;
    double dry_drag_1;
    double dry_drag_2;
    double dry_drag_3;
    double lipid_D_small;
    double lipid_D_exponent;
    double lipid_D_large;
    double crossing_intercept;
    double crossing_mass;
    double dry_slowing;
    double wet_path;
    double dry_path;
    double lamella;
    double wet_thickness;
    double wet_around;
    double wet_through;
    double wet_across;
    double dry_around;
    double dry_through;
    double dry_across;

    double brick_length;
    double brick_height;
    double mortar;
    double brick_layers;
    double brick_offset;
    double brick_water;
    double dry_lipid;
    double mortar_density;
    double mortar_exponent;
    double brick_density;
    double brick_factor;
    double brick_exponent;
    double mortar_D;
    double mortar_D_area;
    double mortar_D_large;
    double mortar_D_mass_most;
    double chen_volume;
    double brick_drag;
    double brick_drag_exponent;
    double brick_hydraulic;
    double brick_hydraulic_exponent;
    double water_viscosity;
    double skin_temperature;

    // Film and channels
    double filling, plug, dry_share;
    double outflow, outflow_time;
    double wipe_left, rinse_left, film_left;
    // Inflamed skin
    double perfusion_gain, leakiness_gain, half_inflamed;
    // Skin and person
    double junction, moisture, usual_weight;
};

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"molar_volume", &Parameters::molar_volume, "m3/kg"},
    core::Binding<Parameters>{"large_volume", &Parameters::large_volume, "m3/mol"},
    core::Binding<Parameters>{"radius_small", &Parameters::radius_small, "1"},
    core::Binding<Parameters>{"radius_large", &Parameters::radius_large, "1"},
    core::Binding<Parameters>{"D_water_small", &Parameters::D_water_small, "1"},
    core::Binding<Parameters>{"D_water_large", &Parameters::D_water_large, "1"},
    core::Binding<Parameters>{"D_free_intercept", &Parameters::D_free_intercept, "1", core::Sign::any},
    core::Binding<Parameters>{"D_free_mass", &Parameters::D_free_mass, "1", core::Sign::any},
    core::Binding<Parameters>{"D_free_mass_most", &Parameters::D_free_mass_most, "kg/mol"},
    core::Binding<Parameters>{"D_bound", &Parameters::D_bound, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"junction_hindrance", &Parameters::junction_hindrance, "1"},
    core::Binding<Parameters>{"tissue_ph", &Parameters::tissue_ph, "1"},
    core::Binding<Parameters>{"bound_base_log_d", &Parameters::bound_base_log_d, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"bound_base", &Parameters::bound_base, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"bound_pharmacophore_log_d", &Parameters::bound_pharmacophore_log_d, "1",
                              core::Sign::not_below_zero},
    core::Binding<Parameters>{"bound_pharmacophore", &Parameters::bound_pharmacophore, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"bound_acid_log_d", &Parameters::bound_acid_log_d, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"bound_acid", &Parameters::bound_acid, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tissue_water", &Parameters::tissue_water, "1"},
    core::Binding<Parameters>{"tissue_protein", &Parameters::tissue_protein, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tissue_lipid", &Parameters::tissue_lipid, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"chen_tissue_free", &Parameters::chen_tissue_free, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"chen_tissue_protein", &Parameters::chen_tissue_protein, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"chen_tissue_lipid", &Parameters::chen_tissue_lipid, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"cap_over_skin", &Parameters::cap_over_skin, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"cap_surface", &Parameters::cap_surface, "1/m"},
    core::Binding<Parameters>{"cap_flow", &Parameters::cap_flow, "1/s"},
    core::Binding<Parameters>{"pore_permeability", &Parameters::pore_permeability, "m/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"pore_permeability_mass", &Parameters::pore_permeability_mass, "kg/mol"},
    core::Binding<Parameters>{"pore_radius", &Parameters::pore_radius, "m"},
    core::Binding<Parameters>{"lymph", &Parameters::lymph, "1/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"pg_intercept", &Parameters::pg_intercept, "1", core::Sign::any},
    core::Binding<Parameters>{"pg_log_k", &Parameters::pg_log_k, "1", core::Sign::any},
    core::Binding<Parameters>{"pg_mass", &Parameters::pg_mass, "1", core::Sign::any},
    core::Binding<Parameters>{"polar_intercept", &Parameters::polar_intercept, "1", core::Sign::any},
    core::Binding<Parameters>{"polar_mass", &Parameters::polar_mass, "1", core::Sign::any},
    core::Binding<Parameters>{"mass_least", &Parameters::mass_least, "kg/mol"},
    core::Binding<Parameters>{"mass_most", &Parameters::mass_most, "kg/mol"},
    core::Binding<Parameters>{"log_k_least", &Parameters::log_k_least, "1", core::Sign::any},
    core::Binding<Parameters>{"log_k_most", &Parameters::log_k_most, "1", core::Sign::any},
    core::Binding<Parameters>{"lipid_factor", &Parameters::lipid_factor, "1"},
    core::Binding<Parameters>{"lipid_exponent", &Parameters::lipid_exponent, "1", core::Sign::any},
    core::Binding<Parameters>{"keratin_factor", &Parameters::keratin_factor, "1"},
    core::Binding<Parameters>{"keratin_exponent", &Parameters::keratin_exponent, "1", core::Sign::any},
    core::Binding<Parameters>{"keratin_density", &Parameters::keratin_density, "1"},
    core::Binding<Parameters>{"dry_keratin", &Parameters::dry_keratin, "1"},
    core::Binding<Parameters>{"wet_water", &Parameters::wet_water, "1"},
    core::Binding<Parameters>{"dry_water", &Parameters::dry_water, "1"},
    core::Binding<Parameters>{"wet_corneocytes", &Parameters::wet_corneocytes, "1"},
    core::Binding<Parameters>{"dry_corneocytes", &Parameters::dry_corneocytes, "1"},
    core::Binding<Parameters>{"wet_fibres", &Parameters::wet_fibres, "1"},
    core::Binding<Parameters>{"dry_fibres", &Parameters::dry_fibres, "1"},
    core::Binding<Parameters>{"fibre_radius", &Parameters::fibre_radius, "m"},
    core::Binding<Parameters>{"wet_drag_0", &Parameters::wet_drag_0, "1", core::Sign::any},
    core::Binding<Parameters>{"wet_drag_1", &Parameters::wet_drag_1, "1", core::Sign::any},
    core::Binding<Parameters>{"wet_drag_2", &Parameters::wet_drag_2, "1", core::Sign::any},
    core::Binding<Parameters>{"wet_drag_3", &Parameters::wet_drag_3, "1", core::Sign::any},
    core::Binding<Parameters>{"dry_drag_0", &Parameters::dry_drag_0, "1", core::Sign::any},
    core::Binding<Parameters>{"dry_drag_1", &Parameters::dry_drag_1, "1", core::Sign::any},
    core::Binding<Parameters>{"dry_drag_2", &Parameters::dry_drag_2, "1", core::Sign::any},
    core::Binding<Parameters>{"dry_drag_3", &Parameters::dry_drag_3, "1", core::Sign::any},
    core::Binding<Parameters>{"lipid_D_small", &Parameters::lipid_D_small, "m2/s"},
    core::Binding<Parameters>{"lipid_D_exponent", &Parameters::lipid_D_exponent, "1"},
    core::Binding<Parameters>{"lipid_D_large", &Parameters::lipid_D_large, "m2/s"},
    core::Binding<Parameters>{"crossing_intercept", &Parameters::crossing_intercept, "1", core::Sign::any},
    core::Binding<Parameters>{"crossing_mass", &Parameters::crossing_mass, "1", core::Sign::any},
    core::Binding<Parameters>{"dry_slowing", &Parameters::dry_slowing, "1"},
    core::Binding<Parameters>{"wet_path", &Parameters::wet_path, "m"},
    core::Binding<Parameters>{"dry_path", &Parameters::dry_path, "m"},
    core::Binding<Parameters>{"lamella", &Parameters::lamella, "m"},
    core::Binding<Parameters>{"wet_thickness", &Parameters::wet_thickness, "m"},
    core::Binding<Parameters>{"wet_around", &Parameters::wet_around, "1"},
    core::Binding<Parameters>{"wet_through", &Parameters::wet_through, "1"},
    core::Binding<Parameters>{"wet_across", &Parameters::wet_across, "1"},
    core::Binding<Parameters>{"dry_around", &Parameters::dry_around, "1"},
    core::Binding<Parameters>{"dry_through", &Parameters::dry_through, "1"},
    core::Binding<Parameters>{"dry_across", &Parameters::dry_across, "1"},
    core::Binding<Parameters>{"brick_length", &Parameters::brick_length, "m"},
    core::Binding<Parameters>{"brick_height", &Parameters::brick_height, "m"},
    core::Binding<Parameters>{"mortar", &Parameters::mortar, "m"},
    core::Binding<Parameters>{"brick_layers", &Parameters::brick_layers, "1"},
    core::Binding<Parameters>{"brick_offset", &Parameters::brick_offset, "1"},
    core::Binding<Parameters>{"brick_water", &Parameters::brick_water, "1"},
    core::Binding<Parameters>{"dry_lipid", &Parameters::dry_lipid, "1"},
    core::Binding<Parameters>{"mortar_density", &Parameters::mortar_density, "1"},
    core::Binding<Parameters>{"mortar_exponent", &Parameters::mortar_exponent, "1", core::Sign::any},
    core::Binding<Parameters>{"brick_density", &Parameters::brick_density, "1"},
    core::Binding<Parameters>{"brick_factor", &Parameters::brick_factor, "1"},
    core::Binding<Parameters>{"brick_exponent", &Parameters::brick_exponent, "1", core::Sign::any},
    core::Binding<Parameters>{"mortar_D", &Parameters::mortar_D, "m2/s"},
    core::Binding<Parameters>{"mortar_D_area", &Parameters::mortar_D_area, "1"},
    core::Binding<Parameters>{"mortar_D_large", &Parameters::mortar_D_large, "m2/s"},
    core::Binding<Parameters>{"mortar_D_mass_most", &Parameters::mortar_D_mass_most, "kg/mol"},
    core::Binding<Parameters>{"chen_volume", &Parameters::chen_volume, "1"},
    core::Binding<Parameters>{"brick_drag", &Parameters::brick_drag, "1"},
    core::Binding<Parameters>{"brick_drag_exponent", &Parameters::brick_drag_exponent, "1"},
    core::Binding<Parameters>{"brick_hydraulic", &Parameters::brick_hydraulic, "1"},
    core::Binding<Parameters>{"brick_hydraulic_exponent", &Parameters::brick_hydraulic_exponent, "1", core::Sign::any},
    core::Binding<Parameters>{"water_viscosity", &Parameters::water_viscosity, "Pa s"},
    core::Binding<Parameters>{"skin_temperature", &Parameters::skin_temperature, "K"},
    core::Binding<Parameters>{"filling", &Parameters::filling, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"plug", &Parameters::plug, "m", core::Sign::not_below_zero},
    core::Binding<Parameters>{"dry_share", &Parameters::dry_share, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"outflow", &Parameters::outflow, "m/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"outflow_time", &Parameters::outflow_time, "s"},
    core::Binding<Parameters>{"wipe_left", &Parameters::wipe_left, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"rinse_left", &Parameters::rinse_left, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"film_left", &Parameters::film_left, "m"},
    core::Binding<Parameters>{"perfusion_gain", &Parameters::perfusion_gain, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"leakiness_gain", &Parameters::leakiness_gain, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"half_inflamed", &Parameters::half_inflamed, "1"},
    core::Binding<Parameters>{"junction", &Parameters::junction, "m", core::Sign::not_below_zero},
    core::Binding<Parameters>{"moisture", &Parameters::moisture, "1"},
    core::Binding<Parameters>{"usual_weight", &Parameters::usual_weight, "kg"},
};

/// Throws core::InvalidInput where delivery.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "delivery.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::delivery
