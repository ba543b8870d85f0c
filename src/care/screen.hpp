// May this person be needled as planned? Three-valued: what was not asked is unknown, and never "no".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "care/facts.hpp"
#include "care/rules.hpp"

namespace percuta::care {

/// In the order in which one outweighs the others, the last most.
enum class Status { proceed, warn, review, need_information, defer, block };
std::string_view name(Status status);   ///< "need-information"
std::string_view words(Status status);  ///< "ask first"

/// A rule that fired, or that cannot be decided.
struct Finding {
    Rule rule;                             ///< with the values of the policy
    bool fired = false;                    ///< false: undecided
    std::vector<std::string> because{};    ///< facts that make it fire
    std::vector<std::string> missing{};    ///< facts without an answer that leave it undecided
    std::optional<core::Date> earliest{};  ///< first day on which its gap is kept
};

/// A fact without an answer.
struct Question {
    Fact fact;
    Severity worst = Severity::inform;  ///< of the rules that wait for it
    int rules = 0;                      ///< how many wait for it
};

/// A fact with its answer.
struct Known {
    Fact fact;
    Answer answer;
};

struct Screening {
    std::string rules_version{}, rules_hash{};
    Policy policy = Policy::standard;
    std::string modality{};
    std::optional<core::Date> session{};  ///< first day of treatment; none: gaps from a known date cannot be decided
    Status status = Status::proceed;
    std::vector<Finding> findings{};       ///< fired before undecided, the heaviest first, then as in the rule base
    std::optional<core::Date> earliest{};  ///< first day on which every gap that fired is kept
    std::string binding{};                 ///< the rule that sets it
    std::vector<Question> ask{};           ///< what would decide most, first; only what a rule waits for
    std::map<std::string, Known, std::less<>> known{};  ///< what it was screened with

    bool has_fired(std::string_view rule) const;
    Answers answers() const;
};

/// `rules` are those of one policy (RuleBase::under). Answers to facts that are not in the rule base are not looked at.
Screening screen(const RuleBase& rules, Policy policy, std::string_view modality, const Answers& answers,
                 std::optional<core::Date> session);

/// Red flags that fired, most urgent first; what was not said did not happen.
std::vector<Finding> red_flags(const RuleBase& rules, std::string_view modality, const Answers& answers);

/// Whether a rule fires, with what decides it or is missing.
struct Decision {
    Truth fires = Truth::no;
    std::vector<std::string> because{}, missing{};
    std::optional<core::Date> earliest{};
};
Decision decide(const Rule& rule, const Answers& answers, std::optional<core::Date> session);

}  // namespace percuta::care
