// What comes before and after each session, and when to get help.
#include <fmt/format.h>

#include "report/calendar_figure.hpp"
#include "report/calendar_words.hpp"
#include "report/parts.hpp"
#include "report/screening_words.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

std::string muted(const std::string& text) {
    return text.empty() ? "" : fmt::format("<br><span class=\"muted\">{}</span>", escape(text));
}

std::string rests_on(const care::Rule& rule, const core::Bibliography& bibliography) {
    return fmt::format("{}<br><span class=\"muted\">{}, {}</span>", cited(source_of(rule.source, bibliography)),
                       escape(rule.basis), escape(seen_in_words(rule)));
}

/// Windows that end too early, or last long enough, beside what was simulated.
std::string compared(const care::Calendar& calendar) {
    std::string items;
    for (const care::Entry& entry : calendar.entries)
        if (entry.session == 1 && entry.simulated.against == care::Against::closure)
            items += fmt::format("<li>{} <span class=\"muted\">{}</span></li>", escape(entry.text),
                                 escape(comparison_in_words(calendar, entry)));
    return items.empty() ? "" : "<h3>Beside the simulated channels</h3><ul>" + items + "</ul>";
}

std::string help(const care::Calendar& calendar, const core::Bibliography& bibliography) {
    Table table{"When to get help", {"how soon", "sign", "what to do", "rests on"}, {}, "text"};
    for (const care::RedFlag& flag : calendar.red_flags)
        table.rows.push_back({escape(urgency_in_words(flag.rule.severity)), escape(signs_in_words(flag)),
                              escape(flag.rule.action) + (flag.rule.for_clinician ? " *" : ""),
                              rests_on(flag.rule, bibliography)});
    return render(table);
}

std::string entries(const care::Calendar& calendar, const core::Bibliography& bibliography) {
    Table table{"Every entry, in order of time", {"when", "what", "rests on"}, {}, "text"};
    for (const care::Entry& entry : calendar.entries)
        table.rows.push_back({escape(when_in_words(calendar, entry)),
                              escape(entry.text) + (entry.for_clinician ? " *" : "") +
                                  muted(comparison_in_words(calendar, entry)) + muted(condition_in_words(entry)),
                              entry.rule ? rests_on(*entry.rule, bibliography) : "the plan"});
    return details("The whole calendar", render(table));
}

}  // namespace

std::string calendar_section(const course::Result& result, const core::Bibliography& bibliography) {
    const care::Calendar& calendar = result.calendar;
    return section(
        "care", "Before, after, and when to get help",
        calendar_figure(calendar) + compared(calendar) + help(calendar, bibliography) +
            entries(calendar, bibliography) +
            paragraph("Days are those of the calendar, both named ones included; hours are counted as they pass. "
                      "* is for the clinician and stays out of the calendar file. No prescribed medicine is "
                      "stopped without its prescriber."));
}

}  // namespace percuta::report
