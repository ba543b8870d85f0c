// Parameters of puncture, by the symbols of docs/science/puncture.md. Values come from data/puncture.toml.
#pragma once

#include <array>

#include "core/parameter.hpp"

namespace percuta::puncture {

/// SI. What each one means, its prior and its source stand in data/puncture.toml.
struct Parameters {
    double Gamma_p;
    double G_p;
    double blunt_tip;
    double J;
    double tau_f;
    double sigma_F;
    double local_sigma;
    double k1;
    double k3;
    double plate_length;
    double rate_exponent;
    double hand_speed;
    double pressure_light;
    double pressure_moderate;
    double pressure_firm;
    double hand_directions;
    double hand_scatter;
    double eta;
    double recoil;
    double section_factor;
    double blood_access;
};

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"Gamma_p", &Parameters::Gamma_p, "J/m2"},
    core::Binding<Parameters>{"G_p", &Parameters::G_p, "J/m2"},
    core::Binding<Parameters>{"blunt_tip", &Parameters::blunt_tip, "m", core::Sign::not_below_zero},
    core::Binding<Parameters>{"J", &Parameters::J, "J/m2"},
    core::Binding<Parameters>{"tau_f", &Parameters::tau_f, "Pa", core::Sign::not_below_zero},
    core::Binding<Parameters>{"sigma_F", &Parameters::sigma_F, "1"},
    core::Binding<Parameters>{"local_sigma", &Parameters::local_sigma, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"k1", &Parameters::k1, "N/m"},
    core::Binding<Parameters>{"k3", &Parameters::k3, "N/m3", core::Sign::not_below_zero},
    core::Binding<Parameters>{"plate_length", &Parameters::plate_length, "m"},
    core::Binding<Parameters>{"rate_exponent", &Parameters::rate_exponent, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"hand_speed", &Parameters::hand_speed, "m/s"},
    core::Binding<Parameters>{"pressure_light", &Parameters::pressure_light, "1"},
    core::Binding<Parameters>{"pressure_moderate", &Parameters::pressure_moderate, "1"},
    core::Binding<Parameters>{"pressure_firm", &Parameters::pressure_firm, "1"},
    core::Binding<Parameters>{"hand_directions", &Parameters::hand_directions, "1"},
    core::Binding<Parameters>{"hand_scatter", &Parameters::hand_scatter, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"eta", &Parameters::eta, "1"},
    core::Binding<Parameters>{"recoil", &Parameters::recoil, "1"},
    core::Binding<Parameters>{"section_factor", &Parameters::section_factor, "1"},
    core::Binding<Parameters>{"blood_access", &Parameters::blood_access, "m", core::Sign::not_below_zero},
};

/// Throws core::InvalidInput where puncture.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "puncture.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::puncture
