// A virtual trial: people treated as a plan says, and read as a trial would read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/clinical.hpp"
#include "course/knowledge.hpp"
#include "trial/record.hpp"

namespace percuta::trial {

/// What a user asks for.
struct TrialAsked {
    plan::Plan plan;
    std::optional<plan::Plan> against;  ///< the plan of the second arm
    bool untreated = false;             ///< a second arm to which nothing is done
    bool split = false;                 ///< both arms on the same person, as two sides of a face
    std::uint64_t patients = 0;         ///< of one replicate, over all arms
    std::uint64_t replicates = 1;
    std::uint64_t seed = 1;
    std::vector<std::string> scales;   ///< empty: that of the baseline, or the first that is read for the concern
    std::vector<std::string> readers;  ///< empty: blinded raters of photographs
    PeopleAsked people;
};

struct VirtualTrial {
    Protocol protocol;                   ///< but for version and commit, which the caller knows
    std::vector<plan::Plan> plans;       ///< of the arms
    std::vector<outcome::Scale> scales;  ///< of the measures of the protocol, as readers are
    std::vector<outcome::Reader> readers;
};

/// Throws core::UsageError for what is no trial: a plan without baseline, plans for different people or read at
/// different times, a scale or reader that is not known, no or too few people, one arm to split.
VirtualTrial set_up(const TrialAsked& asked, const course::Knowledge& known);

/// People are read four, twelve and twenty-four weeks after the last session, as far as that is more than a week before
/// the end of the follow-up, and at its end. Seconds after the last session.
std::vector<double> reading_times(double follow_up);

/// Records of the people from `begin` to `end`, in their order, and for each in the order of the arms: a pure function
/// of the trial and the person. Work goes to the workers; what they are does not change a bit. Throws
/// core::Interrupted.
std::vector<Record> treat(const VirtualTrial& trial, const course::Knowledge& known, std::uint64_t begin,
                          std::uint64_t end, core::Workers& workers, const core::Watch& watch = {});

}  // namespace percuta::trial
