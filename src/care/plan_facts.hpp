// Facts that a plan and its device tell of themselves, and those that its author was asked.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "care/facts.hpp"
#include "care/rules.hpp"
#include "device/device.hpp"
#include "plan/plan.hpp"
#include "product/product.hpp"

namespace percuta::care {

/// What an adjunct puts on needled skin.
enum class OnSkin { nothing, plasma, cosmetic, medicine };

/// What a plan is carried out with.
struct Means {
    const device::Device* device = nullptr;        ///< with the needle length in use
    const device::Model* model = nullptr;          ///< in the catalogue; nullptr for a geometry given in full
    std::span<const product::Product> products{};  ///< those of the plan, in its order
    std::span<const OnSkin> adjuncts{};            ///< likewise
};

/// Kind of treatment as rules name it: home | prp | mechanical. No device here works by radiofrequency.
std::string modality_of(const plan::Plan& plan, const Means& means);

/// Everything that is known: what the plan says, and the answers in it. Throws core::UsageError for an answer to what
/// the plan says elsewhere. `rules` of one policy: what is put on within its window of approved products counts as put
/// on open skin.
Answers answers_of(const plan::Plan& plan, const Means& means, const RuleBase& rules);

}  // namespace percuta::care
