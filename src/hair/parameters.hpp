// Parameters of the hair cycle and of what acts on it, by the symbols of docs/science/hair.md. Values come from
// data/hair.toml.
#pragma once

#include <array>

#include "core/parameter.hpp"

namespace percuta::hair {

/// SI. What each one means, its prior and its source stand in data/hair.toml.
struct Parameters {
    // The scalp by class
    double density_full, density_bald, class_middle, class_width, reference_class;
    // The cycle
    double anagen_full, anagen_bald, anagen_cv;
    double catagen, catagen_cv;
    double telogen, telogen_cv;
    double kenogen_full;
    // The shaft
    double growth, follicle_length, visible_length;
    double diameter_full, diameter_bald, diameter_cv;
    // Needling
    double tau_mn, reference_interval;
    double E_mn, anagen_mn, diameter_mn;
    // Minoxidil
    double tau_mx, EC50;
    double E_mx, anagen_mx, diameter_mx;
    double reference_concentration, reference_applications;
    // People, and how they are counted
    double response_cv;
    double placebo_gain;
};

using core::Sign;

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"density_full", &Parameters::density_full, "1/m2"},
    core::Binding<Parameters>{"density_bald", &Parameters::density_bald, "1/m2"},
    core::Binding<Parameters>{"class_middle", &Parameters::class_middle, "1"},
    core::Binding<Parameters>{"class_width", &Parameters::class_width, "1"},
    core::Binding<Parameters>{"reference_class", &Parameters::reference_class, "1"},
    core::Binding<Parameters>{"anagen_full", &Parameters::anagen_full, "s"},
    core::Binding<Parameters>{"anagen_bald", &Parameters::anagen_bald, "s"},
    core::Binding<Parameters>{"anagen_cv", &Parameters::anagen_cv, "1"},
    core::Binding<Parameters>{"catagen", &Parameters::catagen, "s"},
    core::Binding<Parameters>{"catagen_cv", &Parameters::catagen_cv, "1"},
    core::Binding<Parameters>{"telogen", &Parameters::telogen, "s"},
    core::Binding<Parameters>{"telogen_cv", &Parameters::telogen_cv, "1"},
    core::Binding<Parameters>{"kenogen_full", &Parameters::kenogen_full, "s"},
    core::Binding<Parameters>{"growth", &Parameters::growth, "m/s"},
    core::Binding<Parameters>{"follicle_length", &Parameters::follicle_length, "m"},
    core::Binding<Parameters>{"visible_length", &Parameters::visible_length, "m"},
    core::Binding<Parameters>{"diameter_full", &Parameters::diameter_full, "m"},
    core::Binding<Parameters>{"diameter_bald", &Parameters::diameter_bald, "m"},
    core::Binding<Parameters>{"diameter_cv", &Parameters::diameter_cv, "1"},
    core::Binding<Parameters>{"tau_mn", &Parameters::tau_mn, "s"},
    core::Binding<Parameters>{"reference_interval", &Parameters::reference_interval, "s"},
    core::Binding<Parameters>{"E_mn", &Parameters::E_mn, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"anagen_mn", &Parameters::anagen_mn, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"diameter_mn", &Parameters::diameter_mn, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"tau_mx", &Parameters::tau_mx, "s"},
    core::Binding<Parameters>{"EC50", &Parameters::EC50, "1"},
    core::Binding<Parameters>{"E_mx", &Parameters::E_mx, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"anagen_mx", &Parameters::anagen_mx, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"diameter_mx", &Parameters::diameter_mx, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"reference_concentration", &Parameters::reference_concentration, "kg/m3"},
    core::Binding<Parameters>{"reference_applications", &Parameters::reference_applications, "1"},
    core::Binding<Parameters>{"response_cv", &Parameters::response_cv, "1", Sign::not_below_zero},
    core::Binding<Parameters>{"placebo_gain", &Parameters::placebo_gain, "1/m2", Sign::any},
};

/// Throws core::InvalidInput where hair.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "hair.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::hair
