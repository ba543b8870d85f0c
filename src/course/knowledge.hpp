// All that Percuta knows, read from its data files once and passed on as a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/bibliography.hpp"
#include "core/data_files.hpp"
#include "core/parameter.hpp"
#include "core/posterior.hpp"
#include "course/study.hpp"
#include "device/device.hpp"
#include "plan/read.hpp"
#include "product/catalogue.hpp"
#include "skin/atlas.hpp"

namespace percuta::course {

/// What is treated: the dermis before treatment.
struct Indication {
    std::string name, title;
    core::ParameterSet tissue;  ///< collagen, elastosis
};

struct Adjunct {
    std::string name, title, evidence;
};

struct Knowledge {
    core::Bibliography bibliography;
    skin::Atlas atlas;
    device::Catalogue devices;
    product::Catalogue products;
    core::ParameterSet puncture_priors;  ///< of puncture.toml
    core::Posterior puncture_posterior;  ///< of puncture-posterior.toml
    core::ParameterSet puncture;         ///< with the medians of the posterior
    core::ParameterSet barrier, delivery, healing, outcome, safety;
    std::vector<Indication> indications;
    std::vector<Adjunct> adjuncts;
    std::vector<Study> studies;
    std::string hash;           ///< of all files
    std::string puncture_hash;  ///< of all that the posterior of puncture was fitted with and to

    /// Whether data were replaced since the posterior was fitted.
    bool posterior_is_stale() const { return puncture_posterior.made_from() != puncture_hash; }

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
