#include "care/screen.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>

#include "core/error.hpp"

namespace percuta::care {

namespace {

constexpr std::array<std::string_view, 6> status_names{"proceed",          "warn",  "review",
                                                       "need-information", "defer", "block"};
constexpr std::array<std::string_view, 6> status_words{
    "go ahead", "go ahead with care", "let a specialist look", "ask first", "not yet", "no"};

/// Numbers that differ by round-off of their units are the same.
bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

bool compares(Operator op, double value, double bound) {
    switch (op) {
        case Operator::below: return value < bound && !same(value, bound);
        case Operator::above: return value > bound && !same(value, bound);
        case Operator::at_least: return value > bound || same(value, bound);
        case Operator::equal: return same(value, bound);
        case Operator::one_of: break;
    }
    throw core::InternalError("a number is not one of a list");
}

Truth decide(const Term& term, const Answers& answers) {
    const auto found = answers.find(term.fact);
    if (found == answers.end()) return Truth::unknown;
    const Answer& answer = found->second;
    bool holds = false;
    if (term.op == Operator::one_of) {
        const std::string* word = std::get_if<std::string>(&answer);
        holds = word != nullptr && std::ranges::find(term.words, *word) != term.words.end();
    } else if (const double* number = std::get_if<double>(&answer)) {
        const double* bound = std::get_if<double>(&term.value);
        holds = bound != nullptr && compares(term.op, *number, *bound);
    } else {
        holds = answer == term.value;
    }
    return holds ? Truth::yes : Truth::no;
}

/// What a group of terms comes to; notes the facts that hold, and those without an answer.
template <class Combine>
Truth decide_all(const std::vector<Term>& terms, const Answers& answers, Truth start, Combine combine,
                 Decision& notes) {
    Truth out = start;
    for (const Term& term : terms) {
        const Truth one = decide(term, answers);
        out = combine(out, one);
        if (one == Truth::yes) notes.because.push_back(term.fact);
        if (one == Truth::unknown) notes.missing.push_back(term.fact);
    }
    return out;
}

Truth decide_gap(const Gap& gap, const Answers& answers, std::optional<core::Date> session, Decision& notes) {
    const auto found = answers.find(gap.fact);
    if (found == answers.end()) {
        notes.missing.push_back(gap.fact);
        return Truth::unknown;
    }
    const core::Date* date = std::get_if<core::Date>(&found->second);
    if (date == nullptr) return Truth::no;  // never
    const std::chrono::sys_days kept = std::chrono::sys_days(*date) + std::chrono::days(gap.days);
    if (!session) return gap.days > 0 ? Truth::unknown : Truth::no;
    if (std::chrono::sys_days(*session) >= kept) return Truth::no;
    notes.because.push_back(gap.fact);
    notes.earliest = core::Date(kept);
    return Truth::yes;
}

Status status_of(Severity severity) {
    switch (severity) {
        case Severity::inform: return Status::proceed;
        case Severity::warn: return Status::warn;
        case Severity::review: return Status::review;
        case Severity::defer: return Status::defer;
        case Severity::block: return Status::block;
        default: throw core::InternalError("a red flag does not screen");
    }
}

bool has_conditions(const Rule& rule) { return !rule.all.empty() || !rule.any.empty() || rule.gap.has_value(); }

std::vector<Question> questions(const RuleBase& rules, const std::vector<Finding>& findings) {
    std::map<std::string_view, Question> open;
    for (const Finding& finding : findings) {
        if (finding.fired) continue;
        for (const std::string& id : finding.missing) {
            Question& question = open[id];
            question.fact = *rules.fact(id);
            question.worst = std::max(question.worst, finding.rule.severity);
            ++question.rules;
        }
    }
    std::vector<Question> out;
    for (const auto& [id, question] : open) out.push_back(question);
    std::ranges::stable_sort(out, [](const Question& a, const Question& b) {
        return a.worst != b.worst ? a.worst > b.worst : a.rules > b.rules;
    });
    return out;
}

}  // namespace

std::string_view name(Status status) { return status_names.at(static_cast<std::size_t>(status)); }
std::string_view words(Status status) { return status_words.at(static_cast<std::size_t>(status)); }

Decision decide(const Rule& rule, const Answers& answers, std::optional<core::Date> session) {
    Decision out;
    out.fires = decide_all(rule.all, answers, Truth::yes, both, out);
    if (!rule.any.empty()) out.fires = both(out.fires, decide_all(rule.any, answers, Truth::no, either, out));
    if (rule.gap) out.fires = both(out.fires, decide_gap(*rule.gap, answers, session, out));
    if (out.fires != Truth::unknown) out.missing.clear();
    if (out.fires != Truth::yes) {
        out.because.clear();
        out.earliest.reset();
    }
    return out;
}

bool Screening::has_fired(std::string_view rule) const {
    return std::ranges::any_of(findings, [&](const Finding& one) { return one.fired && one.rule.id == rule; });
}

Answers Screening::answers() const {
    Answers out;
    for (const auto& [id, one] : known) out.emplace(id, one.answer);
    return out;
}

Screening screen(const RuleBase& rules, Policy policy, std::string_view modality, const Answers& answers,
                 std::optional<core::Date> session) {
    Screening out{.rules_version = rules.version,
                  .rules_hash = rules.hash,
                  .policy = policy,
                  .modality = std::string(modality),
                  .session = session};
    for (const auto& [id, answer] : answers)
        if (const Fact* fact = rules.fact(id)) out.known.emplace(id, Known{*fact, answer});
    for (const Rule& rule : rules.rules) {
        if (!rule.screens() || !has_conditions(rule) || !rule.applies_to(modality)) continue;
        const Decision decision = decide(rule, answers, session);
        if (decision.fires == Truth::no) continue;
        const bool fired = decision.fires == Truth::yes;
        if (fired) out.status = std::max(out.status, status_of(rule.severity));
        else if (rule.severity >= Severity::review) out.status = std::max(out.status, Status::need_information);
        if (decision.earliest && (!out.earliest || *decision.earliest > *out.earliest)) {
            out.earliest = decision.earliest;
            out.binding = rule.id;
        }
        out.findings.push_back({rule, fired, decision.because, decision.missing, decision.earliest});
    }
    std::ranges::stable_sort(out.findings, [](const Finding& a, const Finding& b) {
        return a.fired != b.fired ? a.fired : a.rule.severity > b.rule.severity;
    });
    out.ask = questions(rules, out.findings);
    return out;
}

std::vector<Finding> red_flags(const RuleBase& rules, std::string_view modality, const Answers& answers) {
    std::vector<Finding> out;
    for (const Rule& rule : rules.rules) {
        if (rule.kind != Kind::red_flag || !rule.applies_to(modality)) continue;
        const Decision decision = decide(rule, answers, std::nullopt);
        if (decision.fires == Truth::yes) out.push_back({rule, true, decision.because});
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, [](const Finding& one) { return one.rule.severity; });
    return out;
}

}  // namespace percuta::care
