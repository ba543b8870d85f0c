// May this person be needled as planned: the verdict, the rules behind it, and what is not known.
#include <algorithm>

#include <fmt/format.h>

#include "report/parts.hpp"
#include "report/screening_words.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

std::string verdict(const care::Screening& found) {
    std::string text = fmt::format("<strong>{}</strong> by the policy “{}”.",
                                   escape(capitalised(std::string(words(found.status)))), escape(name(found.policy)));
    if (found.earliest)
        text += fmt::format(" Not before {}, because of the rule {}.", iso(*found.earliest), escape(found.binding));
    if (!found.ask.empty())
        text += fmt::format(" {} not known: what was not asked counts as unknown, never as “no”.",
                            escape(capitalised(counted(static_cast<int>(found.ask.size()), "fact")) +
                                   (found.ask.size() == 1 ? " is" : " are")));
    return paragraph(text);
}

std::string rules_that_hold(const care::Screening& found, const core::Bibliography& bibliography) {
    Table table{"Rules that hold", {"weight", "what to do", "rests on"}, {}, "text"};
    for (const care::Finding& finding : found.findings) {
        if (!finding.fired) continue;
        const care::Rule& rule = finding.rule;
        std::string why =
            fmt::format("{}<br><span class=\"muted\">{}, {}</span>", cited(source_of(rule.source, bibliography)),
                        escape(rule.basis), escape(seen_in_words(rule)));
        for (const care::Voice& voice : rule.also)
            why += fmt::format("<br><span class=\"muted\">also: {}</span>", escape(voice.says));
        table.rows.push_back({escape(name(rule.severity)),
                              fmt::format("{}<br><span class=\"muted\">{}</span>", escape(rule.action),
                                          escape(because_in_words(finding, found))),
                              why});
    }
    return table.rows.empty() ? "" : render(table);
}

std::string questions(const care::Screening& found) {
    Table table{"What was not asked, what would decide most first", {"fact", "question", "heaviest rule"}, {}, "text"};
    for (const care::Question& question : found.ask)
        table.rows.push_back(
            {fmt::format("<code>{}</code>", escape(question.fact.id)),
             escape(question.fact.ask + (question.fact.from_plan.empty() ? "" : "; give " + question.fact.from_plan)),
             escape(name(question.worst))});
    return table.rows.empty() ? "" : details("What was not asked", render(table));
}

}  // namespace

std::string screening_section(const course::Result& result, const core::Bibliography& bibliography) {
    const care::Screening& found = result.screening;
    return section("screening", "May this person be needled?",
                   verdict(found) + rules_that_hold(found, bibliography) + questions(found) +
                       paragraph("Published and labelled practice, which disagrees between sources and policies. A "
                                 "clinician decides."));
}

}  // namespace percuta::report
