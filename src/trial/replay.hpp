// A published trial carried out again with virtual people: its arms, its readers, as many people as it had.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/follow.hpp"
#include "course/knowledge.hpp"

namespace percuta::trial {

/// What becomes of the typical person of each arm in one world: one draw of all that is uncertain about the models.
struct TrialWorld {
    std::vector<course::Followed> arms;  ///< tissue at `times` of the plan of readings, arm by arm
    std::vector<outcome::Parameters> outcome;
};

/// Which readings a trial's figures are made of.
class ReadingPlan {
public:
    ReadingPlan(const course::Knowledge& known, const course::Study& study);

    /// One kind of reading of one arm, for all its people.
    struct Reading {
        enum class Kind { scale, assay, event, downtime };
        std::size_t arm = 0;
        Kind kind = Kind::scale;
        const outcome::Scale* scale = nullptr;
        const outcome::Reader* reader = nullptr;
        std::size_t assay = 0;
        outcome::EventKind event{};
        std::size_t time = 0;  ///< of the arm's times; the first is before treatment

        bool operator==(const Reading&) const = default;
    };
    struct Figure {
        const course::ClinicalFigure* figure = nullptr;
        std::size_t after = 0, before = none;  ///< readings
        std::size_t versus_after = none, versus_before = none;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const course::Study& study() const { return *study_; }
    const course::ClinicalTrial& trial() const { return *study_->trial; }
    const std::vector<Reading>& readings() const { return readings_; }
    const std::vector<Figure>& figures() const { return figures_; }
    /// Seconds after the first session, ascending; the first is 0: before treatment.
    const std::vector<double>& times(std::size_t arm) const { return times_[arm]; }

private:
    std::size_t time_of(std::size_t arm, const course::ClinicalFigure& figure);
    std::size_t add(Reading reading);

    const course::Study* study_;
    std::vector<Reading> readings_;
    std::vector<Figure> figures_;
    std::vector<std::vector<double>> times_;
};

/// Follows the typical person of every arm through the given worlds, which are numbered by `draws`.
std::vector<TrialWorld> follow_worlds(const ReadingPlan& plan, const std::vector<std::vector<course::Draw>>& draws,
                                      std::uint64_t seed, core::Workers& workers, const core::Watch& watch);

/// How a trial is repeated.
struct Repetition {
    int people = 0;             ///< in every arm; 0: as many as the trial had
    bool study_effects = true;  ///< whether studies and readers differ beyond chance
};

/// Replicate `index` of the trial in one world: a value for each figure, in the order of the plan. Shares are in per
/// cent, downtimes in the unit of their figure; not a number where a figure is not defined.
std::vector<double> replicate(const course::Knowledge& known, const ReadingPlan& plan, const TrialWorld& world,
                              std::uint64_t seed, std::uint64_t index, const Repetition& how = {});

}  // namespace percuta::trial
