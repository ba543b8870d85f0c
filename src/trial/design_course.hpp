// What plans of a goal lead to: courses at column fidelity, read as the goal wants them read.
#pragma once

#include <cstdint>

#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/knowledge.hpp"
#include "trial/design.hpp"
#include "trial/goal.hpp"

namespace percuta::trial {

/// A bench of courses. Draw i is the same person in the same world for every plan, read by the same readers. A choice
/// is impossible where its plan would be refused by `percuta check`, or should not be carried out. The arguments must
/// outlive it. Throws core::UsageError where the score of the plan before treatment is one that no such skin has.
Bench course_bench(const course::Knowledge& known, const Goal& goal, std::uint64_t seed, core::Workers& workers);

/// Share of people to whom nothing is done and who are read as having reached the goal all the same: by chance, or
/// because counts drift. Throws core::Interrupted when `watch` says so.
double untreated(const course::Knowledge& known, const Goal& goal, int draws, std::uint64_t seed,
                 core::Workers& workers, const core::Watch& watch = {});

/// A front and all that it is read with.
struct Design {
    Goal goal;
    std::vector<Axis> axes;
    Front front;             ///< has points
    double untreated = 0.0;  ///< share of people who seem to reach the goal when nothing is done
    std::uint64_t seed = 1;
};
/// Searches. Throws core::InvalidInput where no plan is within the limits, or more are asked for than can be tried, and
/// core::Interrupted when `watch` says so.
Design design(const course::Knowledge& known, Goal goal, int draws, std::uint64_t seed, core::Workers& workers,
              const core::Watch& watch = {});

/// Of one plan: the same as the bench would say.
Assessment assess(const course::Knowledge& known, const Goal& goal, const plan::Plan& plan, int draws,
                  std::uint64_t seed, core::Workers& workers, const core::Watch& watch = {});

}  // namespace percuta::trial
