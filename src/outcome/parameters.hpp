// Parameters of the step from tissue to scale, by the symbols of docs/science/outcome.md. Values: data/outcome.toml.
#pragma once

#include <array>

#include "core/parameter.hpp"

namespace percuta::outcome {

/// Pure numbers and points of the scale. What each one means, its prior and its source stand in data/outcome.toml.
struct Parameters {
    double C_star;
    double e_rolling;
    double e_boxcar;
    double e_ice_pick;
    double usual_rolling;
    double omega;
    double sigma_f;
    double tau;
    double goodman_baron_most;
    double rater_sd;
    double visit_sd;
    double blinded_raters;
    double open_bias;
};

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"C_star", &Parameters::C_star, "1"},
    core::Binding<Parameters>{"e_rolling", &Parameters::e_rolling, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"e_boxcar", &Parameters::e_boxcar, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"e_ice_pick", &Parameters::e_ice_pick, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"usual_rolling", &Parameters::usual_rolling, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"omega", &Parameters::omega, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"sigma_f", &Parameters::sigma_f, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tau", &Parameters::tau, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"goodman_baron_most", &Parameters::goodman_baron_most, "1"},
    core::Binding<Parameters>{"rater_sd", &Parameters::rater_sd, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"visit_sd", &Parameters::visit_sd, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"blinded_raters", &Parameters::blinded_raters, "1"},
    core::Binding<Parameters>{"open_bias", &Parameters::open_bias, "1", core::Sign::not_below_zero},
};

/// Throws core::InvalidInput where outcome.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "outcome.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::outcome
