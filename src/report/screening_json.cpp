#include "report/screening_json.hpp"

#include "report/json_parts.hpp"
#include "report/source.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

Json date_json(const std::optional<core::Date>& date) { return date ? Json(iso(*date)) : Json(nullptr); }

Json answer_json(const care::Answer& answer) {
    if (const bool* flag = std::get_if<bool>(&answer)) return *flag;
    if (const double* number = std::get_if<double>(&answer)) return *number;
    if (const auto* date = std::get_if<core::Date>(&answer)) return iso(*date);
    if (const auto* word = std::get_if<std::string>(&answer)) return *word;
    return "never";
}

Json voice_json(const care::Voice& voice) { return {{"says", voice.says}, {"sources", voice.sources}}; }

Json finding_json(const care::Finding& finding, const core::Bibliography& bibliography) {
    const care::Rule& rule = finding.rule;
    const Source source = source_of(rule.source, bibliography);
    Json also = Json::array();
    for (const care::Voice& voice : rule.also) also.push_back(voice_json(voice));
    return {{"rule", rule.id},
            {"kind", name(rule.kind)},
            {"severity", name(rule.severity)},
            {"fired", finding.fired},
            {"text", rule.action},
            {"because", finding.because},
            {"missing", finding.missing},
            {"earliest_date", date_json(finding.earliest)},
            {"source", rule.source},
            {"citation", source.citation},
            {"link", source.link},
            {"seen", rule.seen},
            {"basis", rule.basis},
            {"also", also},
            {"note", rule.note}};
}

}  // namespace

Json screening_parts(const care::Screening& screening, const core::Bibliography& bibliography) {
    Json findings = Json::array(), ask = Json::array(), answers = Json::object();
    for (const care::Finding& finding : screening.findings) findings.push_back(finding_json(finding, bibliography));
    for (const care::Question& question : screening.ask)
        ask.push_back({{"fact", question.fact.id},
                       {"ask", question.fact.ask},
                       {"from_plan", question.fact.from_plan.empty() ? Json(nullptr) : Json(question.fact.from_plan)},
                       {"worst", name(question.worst)},
                       {"rules", question.rules}});
    for (const auto& [id, known] : screening.known) answers[id] = answer_json(known.answer);
    return {{"rules_version", screening.rules_version},
            {"rules_hash", screening.rules_hash},
            {"policy", name(screening.policy)},
            {"modality", screening.modality},
            {"session", date_json(screening.session)},
            {"verdict", name(screening.status)},
            {"earliest_date", date_json(screening.earliest)},
            {"earliest_by", screening.binding.empty() ? Json(nullptr) : Json(screening.binding)},
            {"findings", findings},
            {"ask", ask},
            {"answers", answers}};
}

std::string screening_json(const care::Screening& screening, const core::Bibliography& bibliography) {
    const Json out = screening_parts(screening, bibliography);
    require_finite(out, "");
    return lay_out(out, 2) + "\n";
}

}  // namespace percuta::report
