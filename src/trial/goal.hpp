// What a design is asked for: a goal, limits, and what may be varied.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/document.hpp"
#include "course/knowledge.hpp"
#include "trial/design.hpp"

namespace percuta::trial {

/// How much better a person must be read to have reached the goal.
struct Improvement {
    enum class Kind {
        any,     ///< read better at all
        grade,   ///< by what counts on a scale of grades
        half,    ///< half of what was read before treatment is gone
        share,   ///< by `amount` of the score that was read before treatment
        amount,  ///< by `amount`, in the unit of the scale
    };
    Kind kind = Kind::half;
    double amount = 0.0;
};

/// An axis, and what each of its options makes of a plan.
struct GoalAxis {
    Axis axis;
    std::vector<std::function<void(plan::Plan&)>> apply;
};

struct Goal {
    std::string title;
    plan::Plan base;
    std::string scale, reader;
    Improvement improvement;
    double probability = 0.0;  ///< share of people who shall reach the goal
    double at = 0.0;           ///< when it is read, seconds after the last session
    std::vector<Limit> limits;
    std::vector<GoalAxis> axes;
    core::Place search;  ///< of [search]
};

/// Gives the plan of a file that a goal names.
using PlanAt = std::function<plan::Plan(const std::string& path)>;

/// Throws core::InvalidInput with all findings, each with its place and what to try.
Goal read_goal(const core::Document& document, const course::Knowledge& known, const PlanAt& plan_at);

/// "at least half of it gone, in points of …, as two raters … read it 3 months after the last session"
std::string in_words(const Goal& goal, const course::Knowledge& known);

/// The plan of a choice, read at the time of the goal.
plan::Plan plan_of(const Goal& goal, const Choice& choice);

}  // namespace percuta::trial
