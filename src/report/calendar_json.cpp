#include "report/calendar_json.hpp"

#include "core/units.hpp"
#include "report/calendar_words.hpp"
#include "report/json_parts.hpp"
#include "report/source.hpp"

namespace percuta::report {

namespace {

double in_days(std::chrono::seconds wall) { return std::chrono::duration<double>(wall).count() / core::day; }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json rule_json(const std::optional<care::Rule>& rule, const core::Bibliography& bibliography) {
    if (!rule)
        return {{"rule", nullptr}, {"source", nullptr}, {"citation", nullptr},
                {"link", nullptr}, {"seen", nullptr},   {"basis", nullptr}};
    const Source source = source_of(rule->source, bibliography);
    return {{"rule", rule->id},    {"source", rule->source}, {"citation", source.citation},
            {"link", source.link}, {"seen", rule->seen},     {"basis", rule->basis}};
}

Json entry_json(const care::Calendar& calendar, const care::Entry& entry, const core::Bibliography& bibliography) {
    Json ask = Json::array();
    for (const care::Fact& fact : entry.if_unknown) ask.push_back(fact.id);
    const care::Comparison& found = entry.simulated;
    Json out = {{"kind", name(entry.kind)},
                {"session", entry.session},
                {"from", text_or_null(iso_local(calendar, entry, entry.from))},
                {"to", text_or_null(iso_local(calendar, entry, entry.to))},
                {"from_d", in_days(entry.from)},
                {"to_d", in_days(entry.to)},
                {"all_day", entry.all_day},
                {"text", entry.text},
                {"for_clinician", entry.for_clinician},
                {"if_unknown", ask},
                {"simulated", text_or_null(comparison_in_words(calendar, entry))},
                {"covers", found.against == care::Against::nothing ? Json(nullptr) : Json(found.covers)},
                {"enough_by", found.enough_by ? Json(name(*found.enough_by)) : Json(nullptr)}};
    out.update(rule_json(entry.rule, bibliography));
    return out;
}

Json red_flag_json(const care::RedFlag& flag, const core::Bibliography& bibliography) {
    Json out = {{"urgency", name(flag.rule.severity)},
                {"signs", signs_in_words(flag)},
                {"text", flag.rule.action},
                {"for_clinician", flag.rule.for_clinician}};
    out.update(rule_json(flag.rule, bibliography));
    return out;
}

}  // namespace

Json calendar_parts(const care::Calendar& calendar, const core::Bibliography& bibliography) {
    Json out = Json::array();
    for (const care::Entry& entry : calendar.entries) out.push_back(entry_json(calendar, entry, bibliography));
    return out;
}

Json red_flag_parts(const care::Calendar& calendar, const core::Bibliography& bibliography) {
    Json out = Json::array();
    for (const care::RedFlag& flag : calendar.red_flags) out.push_back(red_flag_json(flag, bibliography));
    return out;
}

std::string calendar_json(const care::Calendar& calendar, const core::Bibliography& bibliography) {
    const Json out = {{"policy", name(calendar.policy)},
                      {"zone", text_or_null(calendar.zone)},
                      {"calendar", calendar_parts(calendar, bibliography)},
                      {"red_flags", red_flag_parts(calendar, bibliography)}};
    require_finite(out, "");
    return lay_out(out, 2) + "\n";
}

}  // namespace percuta::report
