#include "care/rules.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/error.hpp"

namespace percuta::care {

namespace {

constexpr std::array<std::string_view, 4> policies{"label", "standard", "conservative", "evidence"};
constexpr std::array<std::string_view, 6> kinds{"contraindication", "precaution", "washout",
                                                "home-use",         "aftercare",  "red-flag"};
constexpr std::array<std::string_view, 8> severities{"inform", "warn",    "review", "defer",
                                                     "block",  "contact", "urgent", "emergency"};

template <class List>
auto find_named(List& list, std::string_view name) -> decltype(&*list.begin()) {
    const auto found = std::ranges::find_if(list, [&](const auto& one) { return one.id == name; });
    return found == list.end() ? nullptr : &*found;
}

void take(Rule& rule, const Rule::Variant& variant) {
    if (variant.gap_days) rule.gap->days = *variant.gap_days;
    if (variant.value) rule.all.front().value = *variant.value;
    if (variant.to) rule.window->to = *variant.to;
    if (variant.severity) rule.severity = *variant.severity;
    rule.source = variant.source;
    rule.seen = variant.seen;
    rule.basis = variant.basis;
}

/// "{gap}" in words: "14 days".
void say_gap(Rule& rule) {
    constexpr std::string_view mark = "{gap}";
    const std::size_t at = rule.action.find(mark);
    if (rule.gap && at != std::string::npos)
        rule.action.replace(at, mark.size(), std::to_string(rule.gap->days) + (rule.gap->days == 1 ? " day" : " days"));
}

/// A washout lasts as long as its gap.
void fit_window(Rule& rule) {
    constexpr int hours_per_day = 24;
    if (!rule.gap || !rule.window || rule.kind != Kind::washout) return;
    rule.window->from = -rule.gap->days * (rule.window->in_days ? 1 : hours_per_day);
}

}  // namespace

std::string_view name(Policy policy) { return policies.at(static_cast<std::size_t>(policy)); }
std::string_view name(Kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
std::string_view name(Severity severity) { return severities.at(static_cast<std::size_t>(severity)); }

std::vector<std::string> policy_names() { return {policies.begin(), policies.end()}; }

Policy policy_named(std::string_view name) {
    const auto found = std::ranges::find(policies, name);
    if (found == policies.end()) throw core::InternalError("no policy \"" + std::string(name) + "\"");
    return static_cast<Policy>(found - policies.begin());
}

bool Rule::applies_to(std::string_view modality_of_plan) const {
    return std::ranges::find(modality, modality_of_plan) != modality.end();
}

Rule Rule::under(Policy policy) const {
    Rule out = *this;
    out.variants.clear();
    const auto variant = std::ranges::find(variants, policy, &Variant::policy);
    if (variant != variants.end()) take(out, *variant);
    fit_window(out);
    say_gap(out);
    return out;
}

bool Rule::screens() const { return kind != Kind::aftercare && kind != Kind::red_flag; }

const Fact* RuleBase::fact(std::string_view id) const { return find_named(facts, id); }

const Rule& RuleBase::rule(std::string_view id) const {
    const Rule* found = find_named(rules, id);
    if (found == nullptr) throw core::InternalError("no rule \"" + std::string(id) + "\"");
    return *found;
}

RuleBase RuleBase::under(Policy policy) const {
    RuleBase out = *this;
    for (Rule& rule : out.rules) rule = rule.under(policy);
    return out;
}

std::vector<std::string> RuleBase::unused_facts() const {
    std::set<std::string_view> asked;
    for (const Rule& rule : rules) {
        for (const auto* terms : {&rule.all, &rule.any})
            for (const Term& term : *terms) asked.insert(term.fact);
        if (rule.gap) asked.insert(rule.gap->fact);
    }
    std::vector<std::string> out;
    for (const Fact& one : facts)
        if (!asked.contains(one.id)) out.push_back(one.id);
    return out;
}

std::vector<std::pair<std::string, std::string>> RuleBase::sources() const {
    std::vector<std::pair<std::string, std::string>> out;
    for (const Rule& rule : rules) {
        const std::string what = "rule " + rule.id;
        out.emplace_back(what, rule.source);
        for (const Rule::Variant& variant : rule.variants) out.emplace_back(what, variant.source);
        for (const Voice& voice : rule.also)
            for (const std::string& source : voice.sources) out.emplace_back(what, source);
    }
    for (const Zone& one : zones)
        for (const auto* lengths : {&one.professional, &one.vendor_thin, &one.vendor_thick, &one.home})
            if (*lengths) out.emplace_back("zone " + one.name, (*lengths)->source);
    return out;
}

}  // namespace percuta::care
