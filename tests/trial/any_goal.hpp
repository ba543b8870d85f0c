// What holds for the reader of goals whatever it is given.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "plan/read.hpp"
#include "trial/goal.hpp"

namespace percuta::trial {

/// Whether a goal is read, each plan of whose search then survives being written and read or is refused, or refused
/// itself. Throws where the reader is broken. `plan_text`: the plan that it names.
inline bool read_any_goal(const std::string& text, const std::string& plan_text, const course::Knowledge& known,
                          const plan::Vocabulary& words) {
    Goal goal;
    try {
        goal = read_goal(core::Document::parse(text, "goal.toml"), known, [&](const std::string&) {
            return plan::read(core::Document::parse(plan_text, "plan.toml"), words);
        });
    } catch (const core::InvalidInput& error) {
        if (error.diagnostics().empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    if (in_words(goal, known).empty()) throw std::logic_error("a goal without words");
    std::size_t choices = 1;
    for (const GoalAxis& one : goal.axes) {
        if (one.apply.empty() || one.apply.size() != one.axis.options.size())
            throw std::logic_error("an axis without options, or whose options have no effect");
        choices = std::max(choices, one.apply.size());
    }
    constexpr std::size_t most_tried = 4;
    for (std::size_t k = 0; k < std::min(choices, most_tried); ++k) {
        Choice choice;
        for (const GoalAxis& one : goal.axes) choice.push_back((k * one.apply.size() / choices) % one.apply.size());
        const plan::Plan plan = plan_of(goal, choice);
        try {
            const std::string written = plan::write(plan);
            if (plan::write(plan::read(core::Document::parse(written, "plan.toml"), words)) != written)
                throw std::logic_error("a plan changed by being written:\n" + written);
        } catch (const core::InvalidInput&) {  // no such plan: the search says so
        }
    }
    return true;
}

}  // namespace percuta::trial
