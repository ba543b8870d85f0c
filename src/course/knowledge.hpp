// All that Percuta knows, read from its data files once and passed on as a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "care/plan_facts.hpp"
#include "care/rules.hpp"
#include "core/bibliography.hpp"
#include "core/data_files.hpp"
#include "core/parameter.hpp"
#include "core/posterior.hpp"
#include "course/split.hpp"
#include "course/study.hpp"
#include "device/device.hpp"
#include "outcome/catalogue.hpp"
#include "plan/read.hpp"
#include "product/catalogue.hpp"
#include "skin/atlas.hpp"

namespace percuta::course {

/// What is treated: the dermis before treatment.
struct Indication {
    std::string name, title;
    core::ParameterSet tissue;  ///< collagen, elastosis
};

/// What is combined with needling, or what a person brings along.
struct Adjunct {
    std::string name, title;
    std::string evidence;                  ///< in words
    std::string level;                     ///< of what is simulated: validated | extrapolated | hypothesis | none
    std::string source;                    ///< of the evidence: key of references.bib
    std::string caution;                   ///< what to mind when one of `caution_for` is treated; may be empty
    std::vector<std::string> caution_for;  ///< concerns
    care::OnSkin on_open_skin = care::OnSkin::nothing;
    core::ParameterSet acts_on;  ///< factors, each named by its target: "healing.a_1"; see course/adjuncts.hpp
};

/// How age acts on a parameter: a factor that is 1 up to one age and has its value from another on.
struct AgeEffect {
    core::Parameter factor;         ///< named by its target
    double young = 0.0, old = 0.0;  ///< seconds
};

struct Knowledge {
    core::Bibliography bibliography;
    skin::Atlas atlas;
    device::Catalogue devices;
    product::Catalogue products;
    core::ParameterSet puncture_priors;  ///< of puncture.toml
    core::Posterior puncture_posterior;  ///< of puncture-posterior.toml
    core::ParameterSet puncture;         ///< with the medians of the posterior
    core::ParameterSet barrier, delivery, safety;
    core::ParameterSet population;              ///< who takes part in a trial
    core::ParameterSet healing, outcome, hair;  ///< with the medians of the posterior
    outcome::Catalogue clinic;                  ///< scales, readers, quantities of outcome.toml
    core::ParameterSet clinical_priors;         ///< sampled ones of healing, outcome and hair, as "healing.a_1"
    core::Posterior clinical_posterior;         ///< of clinical-posterior.toml
    std::vector<Indication> indications;
    std::vector<Adjunct> adjuncts;
    std::vector<AgeEffect> age;
    core::ParameterSet costs;
    care::RuleBase rules;
    std::vector<Study> studies;
    Split split;                ///< of split.toml
    std::string hash;           ///< of all files
    std::string puncture_hash;  ///< of all that the posterior of puncture was fitted with and to
    std::string clinical_hash;  ///< the same of healing, outcome and hair

    /// Whether data were replaced since the posterior was fitted.
    bool posterior_is_stale() const { return puncture_posterior.made_from() != puncture_hash; }
    bool clinical_posterior_is_stale() const { return clinical_posterior.made_from() != clinical_hash; }
    /// The same before the fit to clinical trials: rooms have the centres of their priors.
    Knowledge before_clinical_fit() const;

    const Indication& indication(std::string_view name) const;  ///< throws InternalError when there is none
    plan::Vocabulary vocabulary() const;
    /// Every parameter with the room (or "room: entry") it belongs to, in the order of the files.
    std::vector<std::pair<std::string, const core::Parameter*>> parameters() const;
};

/// Reads all files; the posterior of puncture is left out where it is missing, as before the first fit. Throws
/// InvalidInput for a missing or wrong file, a model parameter without a value or with one that no model can take, a
/// study of something unknown, and a source that references.bib does not hold.
Knowledge learn(const core::DataFiles& files);

/// FNV-1a, 64 bit, as 16 hexadecimal digits: tells whether two inputs were the same, not who made them.
std::string hash(std::string_view text);

}  // namespace percuta::course
