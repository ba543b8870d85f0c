// What holds for the reader of the rule base whatever it is given.
#pragma once

#include <stdexcept>
#include <string>

#include "care/calendar.hpp"
#include "care/screen.hpp"
#include "core/error.hpp"

namespace percuta::care {

/// Whether a rule base is read or refused; what is read can screen and plan. Throws where something is broken.
inline bool read_any_rules(const std::string& text) {
    RuleBase rules;
    try {
        rules = read_rules(core::Document::parse(text, "care-rules.toml"));
    } catch (const core::InvalidInput& error) {
        if (error.diagnostics().empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    const core::Date day(std::chrono::year(2027), std::chrono::month(1), std::chrono::day(11));
    const Timing timing{.start = day, .sessions = {0.0, 28.0 * 86400.0}, .length = 1800.0, .follow_up = 90.0 * 86400.0};
    for (const std::string& name : policy_names()) {
        const Policy policy = policy_named(name);
        const RuleBase chosen = rules.under(policy);
        const Screening found = screen(chosen, policy, "mechanical", {}, day);
        for (const Finding& finding : found.findings)
            if (finding.fired && !(finding.rule.all.empty() && finding.rule.any.empty()))
                throw std::logic_error("a rule fires although nothing is known");
        const Calendar calendar = care::calendar(rules, policy, "mechanical", {}, timing, {});
        for (const Entry& entry : calendar.entries)
            if (entry.to < entry.from) throw std::logic_error("an entry ends before it begins");
    }
    static_cast<void>(rules.unused_facts());
    return true;
}

}  // namespace percuta::care
