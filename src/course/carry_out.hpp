// Carries a plan out: the one place that knows the order of the stages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/time_zone.hpp"
#include "core/watch.hpp"
#include "course/knowledge.hpp"
#include "course/result.hpp"
#include "healing/patch.hpp"

namespace percuta::course {

struct Options {
    healing::Fidelity fidelity = healing::Fidelity::cell;
    std::uint64_t seed = 1;
    int samples = 64;  ///< draws of the priors that make the intervals; 0 for the central values alone
    int threads = 1;
    int people = 4000;                     ///< virtual people behind each reading of a scale
    healing::Frames frames{};              ///< fields of the run with central values
    healing::PatchRequest patch{};         ///< the block of patch fidelity
    core::Keeper* keeper = nullptr;        ///< keeps the run of the block, and goes on from what it kept
    std::uint64_t most_memory = 0;         ///< bytes that the block may take; 0 for any
    std::string overridden{};              ///< why a contraindicated plan is carried out all the same
    const core::TimeZone* zone = nullptr;  ///< that of the plan's schedule; none: clocks that never change
    std::optional<care::Policy> policy{};  ///< of screening; that of the rule base when absent
};

/// Puncture, closure, healing, delivery, outcome. The result does not depend on the number of threads. Provenance is
/// filled in but for what only a face knows (version, commit, platform, command, times). Throws core::Interrupted when
/// `watch` says so, and core::Contraindicated for what a rule of screening bars, for a product that must not meet open
/// channels, and for too much lidocaine in the body, which is only known at the end of the run, unless a reason is
/// given.
Result carry_out(const plan::Plan& plan, const Knowledge& known, const Options& options, const core::Watch& watch = {});

}  // namespace percuta::course
