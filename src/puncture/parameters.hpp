// Parameters of puncture, by the symbols of docs/science/puncture.md. Values come from data/puncture.toml.
#pragma once

#include <array>

#include "core/parameter.hpp"

namespace percuta::puncture {

/// SI. What each one means, its prior and its source stand in data/puncture.toml.
struct Parameters {
    // Toughness
    double Gamma, surface_share, G_p, blunt_tip, barrier_share;
    double J, horny_share, soft_share, fat_share;
    double tau_f, sigma_F, local_sigma;
    double wet_toughness, hydration_share, reference_water;
    double wear_per_use;
    // Foundation
    double k1, k3, k1_age_slope, k3_age_slope, reference_age;
    double plate_length, reference_dermis, dermis_exponent, reference_fat, fat_reach;
    double tension, stretched_tension;
    double rate_exponent, hand_speed;
    double skin_density, fat_density, natural_frequency, damping;
    // The hand
    double pressure_light, pressure_moderate, pressure_firm;
    double hand_directions, hand_scatter, hand_tilt;
    double time_factor, usual_area;
    // What stays
    double eta, recoil, section_factor, side_stiffness;
    // What is felt
    double pain_share, pain_length, pain_length_exponent, pain_number_exponent, pain_of_needle;
};

using core::Sign;

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"Gamma", &Parameters::Gamma, "J/m2"},
    core::Binding<Parameters>{"surface_share", &Parameters::surface_share, "1"},
    core::Binding<Parameters>{"barrier_share", &Parameters::barrier_share, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"G_p", &Parameters::G_p, "J/m2"},
    core::Binding<Parameters>{"blunt_tip", &Parameters::blunt_tip, "m", Sign::not_below_zero},
    core::Binding<Parameters>{"J", &Parameters::J, "J/m2"},
    core::Binding<Parameters>{"horny_share", &Parameters::horny_share, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"soft_share", &Parameters::soft_share, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"fat_share", &Parameters::fat_share, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"tau_f", &Parameters::tau_f, "Pa", Sign::not_below_zero},
    core::Binding<Parameters>{"sigma_F", &Parameters::sigma_F, "1"},
    core::Binding<Parameters>{"local_sigma", &Parameters::local_sigma, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"wet_toughness", &Parameters::wet_toughness, "1"},
    core::Binding<Parameters>{"hydration_share", &Parameters::hydration_share, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"reference_water", &Parameters::reference_water, "1"},
    core::Binding<Parameters>{"wear_per_use", &Parameters::wear_per_use, "m", Sign::not_below_zero},
    core::Binding<Parameters>{"k1", &Parameters::k1, "N/m"},
    core::Binding<Parameters>{"k3", &Parameters::k3, "N/m3", Sign::not_below_zero},
    core::Binding<Parameters>{"k1_age_slope", &Parameters::k1_age_slope, "1/yr", Sign::any},
    core::Binding<Parameters>{"k3_age_slope", &Parameters::k3_age_slope, "1/yr", Sign::any},
    core::Binding<Parameters>{"reference_age", &Parameters::reference_age, "yr"},
    core::Binding<Parameters>{"plate_length", &Parameters::plate_length, "m"},
    core::Binding<Parameters>{"reference_dermis", &Parameters::reference_dermis, "m"},
    core::Binding<Parameters>{"dermis_exponent", &Parameters::dermis_exponent, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"reference_fat", &Parameters::reference_fat, "m"},
    core::Binding<Parameters>{"fat_reach", &Parameters::fat_reach, "m"},
    core::Binding<Parameters>{"tension", &Parameters::tension, "N/m", Sign::not_below_zero},
    core::Binding<Parameters>{"stretched_tension", &Parameters::stretched_tension, "1"},
    core::Binding<Parameters>{"rate_exponent", &Parameters::rate_exponent, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"hand_speed", &Parameters::hand_speed, "m/s"},
    core::Binding<Parameters>{"skin_density", &Parameters::skin_density, "kg/m3"},
    core::Binding<Parameters>{"fat_density", &Parameters::fat_density, "kg/m3"},
    core::Binding<Parameters>{"natural_frequency", &Parameters::natural_frequency, "Hz"},
    core::Binding<Parameters>{"damping", &Parameters::damping, "1"},
    core::Binding<Parameters>{"pressure_light", &Parameters::pressure_light, "1"},
    core::Binding<Parameters>{"pressure_moderate", &Parameters::pressure_moderate, "1"},
    core::Binding<Parameters>{"pressure_firm", &Parameters::pressure_firm, "1"},
    core::Binding<Parameters>{"hand_directions", &Parameters::hand_directions, "1"},
    core::Binding<Parameters>{"hand_scatter", &Parameters::hand_scatter, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"hand_tilt", &Parameters::hand_tilt, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"time_factor", &Parameters::time_factor, "1"},
    core::Binding<Parameters>{"usual_area", &Parameters::usual_area, "m2"},
    core::Binding<Parameters>{"eta", &Parameters::eta, "1"},
    core::Binding<Parameters>{"recoil", &Parameters::recoil, "1"},
    core::Binding<Parameters>{"section_factor", &Parameters::section_factor, "1"},
    core::Binding<Parameters>{"side_stiffness", &Parameters::side_stiffness, "1"},
    core::Binding<Parameters>{"pain_share", &Parameters::pain_share, "1"},
    core::Binding<Parameters>{"pain_length", &Parameters::pain_length, "m"},
    core::Binding<Parameters>{"pain_length_exponent", &Parameters::pain_length_exponent, "1"},
    core::Binding<Parameters>{"pain_number_exponent", &Parameters::pain_number_exponent, "1"},
    core::Binding<Parameters>{"pain_of_needle", &Parameters::pain_of_needle, "1"},
};

/// Throws core::InvalidInput where puncture.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "puncture.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::puncture
