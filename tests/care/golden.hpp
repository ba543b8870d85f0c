// The worked cases of the rule base, tests/care/golden.toml.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "care/rules.hpp"
#include "care/screen.hpp"
#include "core/data_files.hpp"
#include "core/units.hpp"

namespace percuta::care {

inline const RuleBase& rule_base() {
    static const RuleBase base =
        read_rules(core::Document::parse(core::embedded_data().at("care-rules.toml"), "care-rules.toml"));
    return base;
}

inline const RuleBase& rules_of(Policy policy) {
    static std::map<Policy, RuleBase> all;
    if (!all.contains(policy)) all.emplace(policy, rule_base().under(policy));
    return all.at(policy);
}

inline core::Document document_of(const std::string& name) {
    std::ifstream file(std::string(PERCUTA_SOURCE_DIR) + "/tests/care/" + name);
    return core::Document::parse(std::string(std::istreambuf_iterator<char>(file), {}), name);
}

inline const core::Document& golden() {
    static const core::Document document = document_of("golden.toml");
    return document;
}

inline Answer answer_of(const core::Node& node) {
    if (const auto* flag = std::get_if<bool>(&node.value)) return *flag;
    if (const auto* date = std::get_if<core::Date>(&node.value)) return *date;
    if (const auto number = node.number()) return *number;
    const std::string& text = *node.text();
    if (text == "never") return Never{};
    const auto quantity = core::parse_quantity(text);
    if (quantity && !quantity->unit.empty()) return core::to_si(quantity->value, quantity->unit);
    return text;
}

inline Answers answers_in(const core::Node& table) {
    Answers out{};
    for (const auto& [key, node] : *table.table()) out[key.name] = answer_of(node);
    return out;
}

inline const core::Node& golden_table(const std::string& name) { return *golden().root().find(name); }

inline std::vector<std::string> words_in(const core::Node* list) {
    std::vector<std::string> out{};
    if (list != nullptr)
        for (const core::Node& one : *list->array()) out.push_back(*one.text());
    return out;
}

struct Case {
    std::string id;
    Policy policy = Policy::standard;
    std::string modality = "mechanical";
    Answers answers{};
    std::string status{};
    std::set<std::string> fired{};
    std::optional<core::Date> earliest{};
    std::vector<std::string> ask{};
    std::string weighs{};  ///< severity of the rule that the case is about, where it fired
};

/// Somebody against whom nothing stands.
inline const Answers& healthy() {
    static const Answers answers = answers_in(*golden_table("facts").find("healthy"));
    return answers;
}

/// What a case should come to.
inline void read_expected(const core::Node& node, Case& one) {
    one.status = *node.find("status")->text();
    for (const std::string& id : words_in(node.find("fired"))) one.fired.insert(id);
    if (const core::Node* earliest = node.find("earliest")) one.earliest = std::get<core::Date>(earliest->value);
}

inline std::vector<Case> golden_cases() {
    std::vector<Case> out;
    for (const auto& [key, node] : *golden_table("case").table()) {
        Case one{.id = key.name, .policy = policy_named(*node.find("policy")->text())};
        one.answers = healthy();
        for (auto& [id, answer] : answers_in(*node.find("set"))) one.answers[id] = answer;
        for (const std::string& id : words_in(node.find("unset"))) one.answers.erase(id);
        read_expected(node, one);
        one.ask = words_in(node.find("ask"));
        out.push_back(std::move(one));
    }
    return out;
}

/// The cases of tests/care/cases.toml by the rule that each is about: one at every threshold.
inline const std::map<std::string, std::vector<Case>>& threshold_cases() {
    static const std::map<std::string, std::vector<Case>> all = [] {
        const core::Document file = document_of("cases.toml");
        std::map<std::string, std::vector<Case>> out;
        for (const auto& [rule, list] : *file.root().table())
            for (const core::Node& node : *list.array())
                for (const std::string& policy : words_in(node.find("policies"))) {
                    Case one{.id = rule.name, .policy = policy_named(policy)};
                    one.modality = *node.find("modality")->text();
                    one.answers = healthy();
                    for (auto& [id, answer] : answers_in(*node.find("set"))) one.answers[id] = answer;
                    read_expected(node, one);
                    if (const core::Node* weighs = node.find("weighs")) one.weighs = *weighs->text();
                    out[rule.name].push_back(std::move(one));
                }
        return out;
    }();
    return all;
}

inline const core::Date session{std::chrono::year(2026), std::chrono::month(3), std::chrono::day(2)};

inline Screening screened(const Case& one, const RuleBase& rules) {
    return screen(rules, one.policy, one.modality, one.answers, session);
}

inline std::set<std::string> fired_in(const Screening& found) {
    std::set<std::string> out;
    for (const Finding& finding : found.findings)
        if (finding.fired) out.insert(finding.rule.id);
    return out;
}

/// The severity of a rule that fired; empty where it did not.
inline std::string weight_of(const std::string& rule, const Screening& found) {
    for (const Finding& finding : found.findings)
        if (finding.fired && finding.rule.id == rule) return std::string(name(finding.rule.severity));
    return "";
}

/// Whether a case comes out as it was worked.
inline bool holds(const Case& one, const RuleBase& rules) {
    const Screening found = screened(one, rules);
    return name(found.status) == one.status && fired_in(found) == one.fired && found.earliest == one.earliest &&
           weight_of(one.id, found) == one.weighs;
}

}  // namespace percuta::care
