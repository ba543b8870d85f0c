// Parameters of the step from tissue to scale and of adverse events, by the symbols of docs/science/outcome.md.
// Values: data/outcome.toml.
#pragma once

#include <array>

#include "core/parameter.hpp"

namespace percuta::outcome {

/// SI. What each one means, its prior and its source stand in data/outcome.toml.
struct Parameters {
    // From collagen to what is seen
    double C_star, e_rolling, e_boxcar, e_ice_pick;
    double W_star, S_star, R_star;
    double scar_height_response, scar_stiffness_response, pores_response, pigment_response;
    double elasticity_of_collagen, elasticity_of_elastin;
    double firmness_of_collagen, firmness_of_elastin;
    double thickness_of_collagen, turnover_of_epidermis;
    double ultrasound_gain;
    // Between people and studies
    double omega, sigma_f, tau, study_hair;
    // The usual person
    double usual_rolling, usual_scar_count, usual_rolling_depth, usual_boxcar_depth, usual_ice_pick_depth;
    double usual_wrinkle_depth, usual_scar_severity, usual_roughness;
    // Faces with scars
    double scar_depth_cv, depth_of_severity, visible_depth;
    double mild_depth, moderate_depth, severe_depth;
    double grading_scars, ice_pick_visibility, seen_depth, obvious_depth, scar_width, stretch_strain;
    // Readers
    double open_bias, patient_bias;
    // Redness and risks
    double E_most, E_half_dose, tau_E, tau_E_people, tau_E_studies, tau_E_body;
    double reference_dose, reference_sessions, event_study_sd;
    double pih_base, pih_dark_odds, pih_body_odds, pih_dose;
    double tram_track_base, tram_track_other_odds;
    double infection_base, infection_body_odds;
    double bruise_base, bruise_dose;
    double acne_flare_base;
};

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"C_star", &Parameters::C_star, "1"},
    core::Binding<Parameters>{"e_rolling", &Parameters::e_rolling, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"e_boxcar", &Parameters::e_boxcar, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"e_ice_pick", &Parameters::e_ice_pick, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"W_star", &Parameters::W_star, "1"},
    core::Binding<Parameters>{"S_star", &Parameters::S_star, "1"},
    core::Binding<Parameters>{"R_star", &Parameters::R_star, "1"},
    core::Binding<Parameters>{"scar_height_response", &Parameters::scar_height_response, "1",
                              core::Sign::not_below_zero},
    core::Binding<Parameters>{"scar_stiffness_response", &Parameters::scar_stiffness_response, "1",
                              core::Sign::not_below_zero},
    core::Binding<Parameters>{"pores_response", &Parameters::pores_response, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"pigment_response", &Parameters::pigment_response, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"elasticity_of_collagen", &Parameters::elasticity_of_collagen, "1", core::Sign::any},
    core::Binding<Parameters>{"elasticity_of_elastin", &Parameters::elasticity_of_elastin, "1", core::Sign::any},
    core::Binding<Parameters>{"firmness_of_collagen", &Parameters::firmness_of_collagen, "1", core::Sign::any},
    core::Binding<Parameters>{"firmness_of_elastin", &Parameters::firmness_of_elastin, "1", core::Sign::any},
    core::Binding<Parameters>{"thickness_of_collagen", &Parameters::thickness_of_collagen, "1", core::Sign::any},
    core::Binding<Parameters>{"turnover_of_epidermis", &Parameters::turnover_of_epidermis, "1", core::Sign::any},
    core::Binding<Parameters>{"ultrasound_gain", &Parameters::ultrasound_gain, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"omega", &Parameters::omega, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"sigma_f", &Parameters::sigma_f, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tau", &Parameters::tau, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"study_hair", &Parameters::study_hair, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"usual_rolling", &Parameters::usual_rolling, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"usual_scar_count", &Parameters::usual_scar_count, "1"},
    core::Binding<Parameters>{"usual_rolling_depth", &Parameters::usual_rolling_depth, "mm"},
    core::Binding<Parameters>{"usual_boxcar_depth", &Parameters::usual_boxcar_depth, "mm"},
    core::Binding<Parameters>{"usual_ice_pick_depth", &Parameters::usual_ice_pick_depth, "mm"},
    core::Binding<Parameters>{"usual_wrinkle_depth", &Parameters::usual_wrinkle_depth, "mm"},
    core::Binding<Parameters>{"usual_scar_severity", &Parameters::usual_scar_severity, "1"},
    core::Binding<Parameters>{"usual_roughness", &Parameters::usual_roughness, "um"},
    core::Binding<Parameters>{"scar_depth_cv", &Parameters::scar_depth_cv, "1"},
    core::Binding<Parameters>{"depth_of_severity", &Parameters::depth_of_severity, "1"},
    core::Binding<Parameters>{"visible_depth", &Parameters::visible_depth, "mm"},
    core::Binding<Parameters>{"mild_depth", &Parameters::mild_depth, "mm"},
    core::Binding<Parameters>{"moderate_depth", &Parameters::moderate_depth, "mm"},
    core::Binding<Parameters>{"severe_depth", &Parameters::severe_depth, "mm"},
    core::Binding<Parameters>{"grading_scars", &Parameters::grading_scars, "1", core::Sign::any},
    core::Binding<Parameters>{"ice_pick_visibility", &Parameters::ice_pick_visibility, "1"},
    core::Binding<Parameters>{"seen_depth", &Parameters::seen_depth, "mm"},
    core::Binding<Parameters>{"obvious_depth", &Parameters::obvious_depth, "mm"},
    core::Binding<Parameters>{"scar_width", &Parameters::scar_width, "mm"},
    core::Binding<Parameters>{"stretch_strain", &Parameters::stretch_strain, "1"},
    core::Binding<Parameters>{"open_bias", &Parameters::open_bias, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"patient_bias", &Parameters::patient_bias, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"E_most", &Parameters::E_most, "1"},
    core::Binding<Parameters>{"E_half_dose", &Parameters::E_half_dose, "1/m"},
    core::Binding<Parameters>{"tau_E", &Parameters::tau_E, "d"},
    core::Binding<Parameters>{"tau_E_people", &Parameters::tau_E_people, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tau_E_studies", &Parameters::tau_E_studies, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tau_E_body", &Parameters::tau_E_body, "1"},
    core::Binding<Parameters>{"reference_dose", &Parameters::reference_dose, "1/m"},
    core::Binding<Parameters>{"reference_sessions", &Parameters::reference_sessions, "1"},
    core::Binding<Parameters>{"event_study_sd", &Parameters::event_study_sd, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"pih_base", &Parameters::pih_base, "1"},
    core::Binding<Parameters>{"pih_dark_odds", &Parameters::pih_dark_odds, "1"},
    core::Binding<Parameters>{"pih_body_odds", &Parameters::pih_body_odds, "1"},
    core::Binding<Parameters>{"pih_dose", &Parameters::pih_dose, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tram_track_base", &Parameters::tram_track_base, "1"},
    core::Binding<Parameters>{"tram_track_other_odds", &Parameters::tram_track_other_odds, "1"},
    core::Binding<Parameters>{"infection_base", &Parameters::infection_base, "1"},
    core::Binding<Parameters>{"infection_body_odds", &Parameters::infection_body_odds, "1"},
    core::Binding<Parameters>{"bruise_base", &Parameters::bruise_base, "1"},
    core::Binding<Parameters>{"bruise_dose", &Parameters::bruise_dose, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"acne_flare_base", &Parameters::acne_flare_base, "1"},
};

/// Throws core::InvalidInput where outcome.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "outcome.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::outcome
