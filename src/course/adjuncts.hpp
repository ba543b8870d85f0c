// What is combined with needling, what a person brings along, and age: how they act on the parameters of the rooms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/interval.hpp"
#include "core/parameter.hpp"
#include "course/knowledge.hpp"
#include "plan/plan.hpp"

namespace percuta::course {

/// The target that is no parameter of a room: platelets in what fills the channels, over those of blood.
inline constexpr std::string_view platelet_target = "session.platelets";

/// A world in which factors are drawn: each has one value there, whatever else a plan names and whoever is treated.
struct World {
    std::uint64_t seed = 0, number = 0;
};

/// `set`, the parameters of `room` ("healing", "barrier" …), as the adjuncts of the plan and the age of its subject
/// make them: each value times its factors. Without a `world` the factors are those of the data, in one those marked
/// `sampled` are drawn from their priors. An adjunct acts once however often the plan names it. Where nothing acts, the
/// set comes back as it is, bit for bit.
///
/// Skin must be able to rest (healing::rest_is_the_only_state). Where the set of healing can and its factors would take
/// that from it, they all are drawn towards 1, by the same power from 0 to 1: the largest with which it still can.
core::ParameterSet with_adjuncts(const Knowledge& known, const plan::Plan& plan, std::string_view room,
                                 core::ParameterSet set, const World* world);

/// Platelets in what fills the channels of every session, over those of blood (healing::Session::platelets): 1 without
/// an adjunct that brings any; of several the richest.
double platelet_dose(const Knowledge& known, const plan::Plan& plan, const World* world);

/// One factor of an adjunct, as a result shows it.
struct AdjunctFactor {
    std::string parameter;  ///< "healing.a_1", or `platelet_target`
    core::Interval factor;  ///< of its prior
    double central = 1.0;   ///< with values of the data
    std::string meaning, source, basis;
};

/// An adjunct of a plan, as a result shows it.
struct AdjunctNote {
    std::string name, title, evidence, level, source;
    std::string caution;  ///< for the concern of the plan; empty where there is none
    std::vector<AdjunctFactor> acts_on;
};

/// Factors of one adjunct.
std::vector<AdjunctFactor> factors_of(const Adjunct& adjunct);
/// Factors of age at the age of the plan's subject; those that are 1 are left out.
std::vector<AdjunctFactor> factors_of_age(const Knowledge& known, const plan::Plan& plan);
/// The adjuncts of a plan, each once, in the order of the data.
std::vector<AdjunctNote> adjunct_notes(const Knowledge& known, const plan::Plan& plan);

/// Fills `adjuncts` and `age` of what is known from adjuncts.toml; rooms and indications must be there already. Throws
/// core::InvalidInput with every mistake at its place: a target that no room has, a factor that is no pure number or
/// could be zero or less, an unknown level or concern.
void read_adjuncts(const core::Document& document, Knowledge& known);

}  // namespace percuta::course
