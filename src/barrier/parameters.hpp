// Parameters of how channels close and of how that is seen, by the symbols of docs/science/barrier.md. Values come from
// data/barrier.toml.
#pragma once

#include <array>

#include "core/parameter.hpp"

namespace percuta::barrier {

/// SI. What each one means, its prior and its source stand in data/barrier.toml.
struct Parameters {
    // Elastic contraction
    double tau_e;
    double patency_human_roller, patency_human_pen, patency_human_stamp;
    double patency_pig_roller, patency_pig_pen, patency_pig_stamp;
    double patency_rat_roller, patency_rat_stamp;
    double patency_rabbit_roller;
    double patency_guinea_pig_roller, patency_guinea_pig_stamp;
    // The two clocks
    double m;
    double t_lumen, t_water, t_lumen_covered, t_water_covered;
    double p_lumen, p_water, reference_length;
    double t_lumen_rat, t_water_rat, pig, rabbit, guinea_pig;
    // People
    double age_slope, reference_age;
    double L_slope, reference_L, L_1, L_2, L_3, L_4, L_5, L_6;
    double nsaid;
    double omega;
    // What is seen of it
    double closed_share, admittance_threshold;
    double wet_share, vapour_diffusivity, vapour_deficit, head_resistance;
    double loss_body, loss_face, loss_animal;
};

using core::Sign;

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"tau_e", &Parameters::tau_e, "s"},
    core::Binding<Parameters>{"patency_human_roller", &Parameters::patency_human_roller, "1"},
    core::Binding<Parameters>{"patency_human_pen", &Parameters::patency_human_pen, "1"},
    core::Binding<Parameters>{"patency_human_stamp", &Parameters::patency_human_stamp, "1"},
    core::Binding<Parameters>{"patency_pig_roller", &Parameters::patency_pig_roller, "1"},
    core::Binding<Parameters>{"patency_pig_pen", &Parameters::patency_pig_pen, "1"},
    core::Binding<Parameters>{"patency_pig_stamp", &Parameters::patency_pig_stamp, "1"},
    core::Binding<Parameters>{"patency_rat_roller", &Parameters::patency_rat_roller, "1"},
    core::Binding<Parameters>{"patency_rat_stamp", &Parameters::patency_rat_stamp, "1"},
    core::Binding<Parameters>{"patency_rabbit_roller", &Parameters::patency_rabbit_roller, "1"},
    core::Binding<Parameters>{"patency_guinea_pig_roller", &Parameters::patency_guinea_pig_roller, "1"},
    core::Binding<Parameters>{"patency_guinea_pig_stamp", &Parameters::patency_guinea_pig_stamp, "1"},
    core::Binding<Parameters>{"m", &Parameters::m, "1"},
    core::Binding<Parameters>{"t_lumen", &Parameters::t_lumen, "s"},
    core::Binding<Parameters>{"t_water", &Parameters::t_water, "s"},
    core::Binding<Parameters>{"t_lumen_covered", &Parameters::t_lumen_covered, "s"},
    core::Binding<Parameters>{"t_water_covered", &Parameters::t_water_covered, "s"},
    core::Binding<Parameters>{"t_lumen_rat", &Parameters::t_lumen_rat, "s"},
    core::Binding<Parameters>{"t_water_rat", &Parameters::t_water_rat, "s"},
    core::Binding<Parameters>{"p_lumen", &Parameters::p_lumen, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"p_water", &Parameters::p_water, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"reference_length", &Parameters::reference_length, "m"},
    core::Binding<Parameters>{"pig", &Parameters::pig, "1"},
    core::Binding<Parameters>{"rabbit", &Parameters::rabbit, "1"},
    core::Binding<Parameters>{"guinea_pig", &Parameters::guinea_pig, "1"},
    core::Binding<Parameters>{"age_slope", &Parameters::age_slope, "1/yr", Sign::not_below_zero},
    core::Binding<Parameters>{"reference_age", &Parameters::reference_age, "yr"},
    core::Binding<Parameters>{"L_slope", &Parameters::L_slope, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"reference_L", &Parameters::reference_L, "1"},
    core::Binding<Parameters>{"L_1", &Parameters::L_1, "1"},
    core::Binding<Parameters>{"L_2", &Parameters::L_2, "1"},
    core::Binding<Parameters>{"L_3", &Parameters::L_3, "1"},
    core::Binding<Parameters>{"L_4", &Parameters::L_4, "1"},
    core::Binding<Parameters>{"L_5", &Parameters::L_5, "1"},
    core::Binding<Parameters>{"L_6", &Parameters::L_6, "1"},
    core::Binding<Parameters>{"nsaid", &Parameters::nsaid, "1"},
    core::Binding<Parameters>{"omega", &Parameters::omega, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"closed_share", &Parameters::closed_share, "1"},
    core::Binding<Parameters>{"admittance_threshold", &Parameters::admittance_threshold, "1"},
    core::Binding<Parameters>{"wet_share", &Parameters::wet_share, "1"},
    core::Binding<Parameters>{"vapour_diffusivity", &Parameters::vapour_diffusivity, "m2/s"},
    core::Binding<Parameters>{"vapour_deficit", &Parameters::vapour_deficit, "kg/m3"},
    core::Binding<Parameters>{"head_resistance", &Parameters::head_resistance, "s/m"},
    core::Binding<Parameters>{"loss_body", &Parameters::loss_body, "kg m-2 s-1"},
    core::Binding<Parameters>{"loss_face", &Parameters::loss_face, "kg m-2 s-1"},
    core::Binding<Parameters>{"loss_animal", &Parameters::loss_animal, "kg m-2 s-1"},
};

/// Throws core::InvalidInput where barrier.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "barrier.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::barrier
