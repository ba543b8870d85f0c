// What makes a result uncertain: Sobol indices of the parameters that are drawn for its interval.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/knowledge.hpp"
#include "trial/sobol.hpp"

namespace percuta::trial {

/// A result of a plan whose spread can be taken apart.
struct SpreadOf {
    std::string name;   ///< "collagen"
    std::string title;  ///< "gain of papillary collagen 8 weeks after the last session"
    std::string unit;   ///< of what is printed; "1" for a pure number
};
/// Those that this plan has.
std::vector<SpreadOf> spreads_of(const course::Knowledge& known, const plan::Plan& plan);

/// What one input does to one result.
struct InputShare {
    std::string name;     ///< "healing.a_1", or a group: "skin of the person"
    std::string meaning;  ///< in words
    Share first, total;
    std::optional<double> local;  ///< relative change of the result for a relative change of it, at the central values
};

/// The spread of one result, shared out among its inputs.
struct SpreadShares {
    SpreadOf of;
    double mean = 0.0, sd = 0.0;
    std::vector<InputShare> inputs;   ///< that act, largest total first
    std::vector<std::string> silent;  ///< names of those that do not change it at all
    Share interactions;               ///< share that inputs make only together
};

struct Sensitivity {
    std::size_t base = 0;     ///< rows of each matrix
    std::size_t columns = 0;  ///< courses that were computed
    std::vector<SpreadShares> spreads;
};

/// The same knowledge as before its fits: every parameter has its own prior, and none is tied to others by data.
course::Knowledge before_any_fit(const course::Knowledge& known);

/// Every course at column fidelity. Inputs are the parameters marked `sampled`, each by its prior, but for those that
/// were fitted together: their draws are one input, as their parts are not independent. So are a person's skin, the
/// device in the hand, and what adjuncts and age do. Only skin that has a rest to return to is looked at, as
/// everywhere. `outputs` are names of `spreads_of`. Does not depend on the number
/// of workers. Throws core::InternalError for an unknown output, core::Interrupted when `watch` says so.
Sensitivity sensitivity(const course::Knowledge& known, const plan::Plan& plan, const std::vector<std::string>& outputs,
                        std::size_t base, std::uint64_t seed, core::Workers& workers, const core::Watch& watch = {});

}  // namespace percuta::trial
