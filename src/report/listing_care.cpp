// `percuta data rules`, `facts`, `zones`: what stands against needling, what is asked, and how long needles are where.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "report/listing.hpp"
#include "report/screening_words.hpp"

namespace percuta::report::listing {

namespace {

using Json = nlohmann::ordered_json;

std::string in_words(const care::Term& term, const care::RuleBase& rules) {
    constexpr std::array<std::string_view, 5> operators{"is", "is one of", "is below", "is above", "is at least"};
    const std::string what = fmt::format("{} {}", term.fact, operators.at(static_cast<std::size_t>(term.op)));
    if (term.op == care::Operator::one_of) return fmt::format("{} {}", what, fmt::join(term.words, ", "));
    return fmt::format("{} {}", what, report::in_words(care::Known{*rules.fact(term.fact), term.value}));
}

/// When a rule fires: "hx.keloid is yes", "fewer than 14 days since last.sun".
std::string condition(const care::Rule& rule, const care::RuleBase& rules) {
    std::vector<std::string> parts, any;
    for (const care::Term& term : rule.all) parts.push_back(in_words(term, rules));
    for (const care::Term& term : rule.any) any.push_back(in_words(term, rules));
    if (!any.empty()) parts.push_back(fmt::format("{}", fmt::join(any, " or ")));
    if (rule.gap) parts.push_back(fmt::format("fewer than {} days since {}", rule.gap->days, rule.gap->fact));
    return parts.empty() ? "always" : fmt::format("{}", fmt::join(parts, ", and "));
}

std::string window(const care::Rule& rule) {
    if (!rule.window) return "none";
    const char* unit = rule.window->in_days ? "days" : "hours";
    return fmt::format("from {:g} to {:g} {}, counted from {}", rule.window->from, rule.window->to, unit,
                       rule.window->anchor == care::Anchor::session ? "a session" : "the last session");
}

/// What a policy has otherwise: "label: 1 days, warn (secondary, skinpen-care-sheets)".
std::string in_words(const care::Rule::Variant& variant, const care::Rule& rule, const care::RuleBase& rules) {
    std::vector<std::string> parts;
    if (variant.gap_days) parts.push_back(fmt::format("{} days", *variant.gap_days));
    if (variant.value) parts.push_back(report::in_words(care::Known{*rules.fact(rule.all.front().fact), *variant.value}));
    if (variant.to) parts.push_back(fmt::format("to {:g} {}", *variant.to, rule.window->in_days ? "days" : "hours"));
    if (variant.severity) parts.emplace_back(name(*variant.severity));
    return fmt::format("{} ({}, {}, {})", fmt::join(parts, ", "), variant.source, variant.basis, variant.seen);
}

Json json(const care::Rule& rule, const care::RuleBase& rules) {
    Json also = Json::array(), policies = Json::object();
    for (const care::Voice& voice : rule.also) also.push_back({{"says", voice.says}, {"sources", voice.sources}});
    for (const care::Rule::Variant& variant : rule.variants)
        policies[std::string(name(variant.policy))] = in_words(variant, rule, rules);
    return {{"title", rule.under(rules.default_policy).action},
            {"kind", name(rule.kind)},
            {"severity", name(rule.severity)},
            {"modality", rule.modality},
            {"phase", rule.phase},
            {"fires", condition(rule, rules)},
            {"window", window(rule)},
            {"for_clinician", rule.for_clinician},
            {"policies", policies},
            {"source", rule.source},
            {"seen", rule.seen},
            {"basis", rule.basis},
            {"also", also},
            {"note", rule.note}};
}

std::string lengths(const std::optional<care::Zone::Lengths>& range) {
    if (!range) return "";
    return fmt::format("{:g} to {:g} mm", core::from_si(range->least, "mm"), core::from_si(range->most, "mm"));
}

}  // namespace

std::vector<Entry> rules(const course::Knowledge& known) {
    std::vector<Entry> out;
    for (const care::Rule& rule : known.rules.rules) {
        const std::string action = rule.under(known.rules.default_policy).action;
        Entry entry{
            rule.id,
            action,
            {std::string(name(rule.severity)), std::string(name(rule.kind)), action},
            {{"weight", fmt::format("{}, a {} of the phase \"{}\"", name(rule.severity), name(rule.kind), rule.phase)},
             {"strength", rule.strength.empty() ? "not graded" : rule.strength},
             {"of", fmt::format("{}", fmt::join(rule.modality, ", "))},
             {"fires", condition(rule, known.rules)},
             {"window", window(rule)},
             {"for", rule.for_clinician ? "the clinician" : "everyone"},
             {"source", rule.source},
             {"read", seen_in_words(rule)},
             {"basis", rule.basis}},
            json(rule, known.rules)};
        for (const care::Rule::Variant& variant : rule.variants)
            entry.lines.emplace_back(fmt::format("policy {}", name(variant.policy)),
                                     in_words(variant, rule, known.rules));
        for (const care::Voice& voice : rule.also)
            entry.lines.emplace_back("also", fmt::format("{} ({})", voice.says, fmt::join(voice.sources, ", ")));
        if (!rule.note.empty()) entry.lines.emplace_back("note", rule.note);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> facts(const course::Knowledge& known) {
    constexpr std::array<const char*, 5> types{"true or false", "a number", "a choice", "a word",
                                               "a date, or \"never\""};
    std::vector<Entry> out;
    for (const care::Fact& fact : known.rules.facts) {
        std::string takes = types.at(static_cast<std::size_t>(fact.type));
        if (!fact.unit.empty()) takes += " with a unit such as " + fact.unit;
        if (!fact.choices.empty()) takes = fmt::format("{}", fmt::join(fact.choices, ", "));
        const std::string known_from = fact.from_plan.empty() ? "an answer in [subject.facts]" : fact.from_plan;
        out.push_back({fact.id,
                       fact.ask,
                       {takes, fact.ask},
                       {{"takes", takes}, {"known from", known_from}},
                       {{"title", fact.ask},
                        {"takes", takes},
                        {"unit", fact.unit},
                        {"choices", fact.choices},
                        {"from_plan", fact.from_plan}}});
    }
    return out;
}

std::vector<Entry> zones(const course::Knowledge& known) {
    std::vector<Entry> out;
    for (const care::Zone& zone : known.rules.zones) {
        Entry entry{zone.name, "needle lengths in use", {lengths(zone.professional), lengths(zone.home)}};
        for (const auto& [what, range] :
             {std::pair("clinic", &zone.professional), std::pair("vendor, thin skin", &zone.vendor_thin),
              std::pair("vendor, thick skin", &zone.vendor_thick), std::pair("home", &zone.home)}) {
            if (!*range) continue;
            entry.lines.emplace_back(what, fmt::format("{} ({})", lengths(*range), (*range)->source));
            entry.facts[what] = {{"least_mm", core::from_si((*range)->least, "mm")},
                                 {"most_mm", core::from_si((*range)->most, "mm")},
                                 {"source", (*range)->source}};
        }
        entry.lines.emplace_back("note",
                                 zone.note.empty() ? "what a needle of that length reaches is simulated" : zone.note);
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace percuta::report::listing
