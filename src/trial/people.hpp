// Virtual people: who takes part in a trial, before anything is done to them. Parameters: data/population.toml.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/parameter.hpp"
#include "core/random.hpp"
#include "core/stream_name.hpp"
#include "outcome/catalogue.hpp"
#include "plan/plan.hpp"

namespace percuta::trial {

/// Ages in seconds, the rest pure numbers. What each one means stands in data/population.toml.
struct PopulationParameters {
    double age_sd;
    double age_least;
    double age_most;
    double same_sex;
    double phototype_sd;
    double baseline_cv;
    double drop_out;
    double drop_out_alike;
};

inline constexpr std::array population_bindings = {
    core::Binding<PopulationParameters>{"age_sd", &PopulationParameters::age_sd, "s", core::Sign::not_below_zero},
    core::Binding<PopulationParameters>{"age_least", &PopulationParameters::age_least, "s"},
    core::Binding<PopulationParameters>{"age_most", &PopulationParameters::age_most, "s"},
    core::Binding<PopulationParameters>{"same_sex", &PopulationParameters::same_sex, "1", core::Sign::not_below_zero},
    core::Binding<PopulationParameters>{"phototype_sd", &PopulationParameters::phototype_sd, "1",
                                        core::Sign::not_below_zero},
    core::Binding<PopulationParameters>{"baseline_cv", &PopulationParameters::baseline_cv, "1",
                                        core::Sign::not_below_zero},
    core::Binding<PopulationParameters>{"drop_out", &PopulationParameters::drop_out, "1", core::Sign::not_below_zero},
    core::Binding<PopulationParameters>{"drop_out_alike", &PopulationParameters::drop_out_alike, "1"},
};

/// Throws core::InvalidInput where population.toml does not hold what this needs.
PopulationParameters population_parameters(const core::ParameterSet& set);

/// What a user says of the people; what is absent comes from the parameters.
struct PeopleAsked {
    std::optional<double> age_sd;                     ///< seconds, not below 0
    std::optional<double> female;                     ///< share, 0 to 1
    std::optional<std::array<double, 6>> phototypes;  ///< shares; they add up to 1
    std::optional<double> baseline_sd;                ///< of the true score, in its unit, not below 0
    std::optional<double> drop_out;                   ///< mean share, from 0 to below 1
};

/// The people that a trial draws from, around the subject of a plan.
struct People {
    double age = 0.0, age_sd = 0.0, age_least = 0.0, age_most = 0.0;  ///< seconds
    double female = 0.0;                                              ///< share
    std::array<double, 6> phototypes{};                               ///< shares; they add up to 1
    double baseline = 0.0, baseline_sd = 0.0;  ///< true score, in the unit of its scale; 0 where there is none
    double baseline_least = 0.0, baseline_most = 0.0;
    double drop_out = 0.0, drop_out_alike = 0.0;

    bool operator==(const People&) const = default;
};

/// `scale`: on which the baseline of the plan stands; none where what is treated has no score before treatment.
People people_around(const plan::Plan& plan, const outcome::Scale* scale, const PopulationParameters& p,
                     const PeopleAsked& asked);

struct Person {
    double age = 0.0;  ///< seconds
    bool female = false;
    int phototype = 0;
    double baseline = 0.0;  ///< true score
};
/// Fitzpatrick 1 to 6, by shares that add up to 1 but for round-off.
int draw_phototype(const std::array<double, 6>& shares, core::RandomStream& random);
/// Ages are normal within their bounds; scores are log-normal in their distance from the least end of the scale, and
/// below the other.
Person draw_person(const People& people, core::RandomStream& random);

/// Share of people who leave one trial: a beta distribution, so that their number is beta-binomial. 0 when the mean is.
double draw_drop_out(const People& people, core::RandomStream& random);

using core::stream_of;
using core::thing;

}  // namespace percuta::trial
