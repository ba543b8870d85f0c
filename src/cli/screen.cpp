// `percuta screen`: may this person be needled as planned, what is not known, and what to ask next.
#include <algorithm>

#include <fmt/format.h>

#include "care/policy.hpp"
#include "cli/files.hpp"
#include "cli/output.hpp"
#include "cli/schedule.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "course/screening.hpp"
#include "plan/read.hpp"
#include "report/file.hpp"
#include "report/screening_json.hpp"
#include "report/screening_words.hpp"
#include "report/source.hpp"
#include "report/text.hpp"

namespace percuta::cli {

namespace {

void print_fired(const care::Finding& finding, const course::Knowledge& known, const care::Screening& found) {
    const care::Rule& rule = finding.rule;
    fmt::print("  {:<7} {}\n", name(rule.severity), rule.action);
    fmt::print("          {}, by {}\n", rule.id, report::because_in_words(finding, found));
    if (finding.earliest) fmt::print("          kept from {}\n", report::iso(*finding.earliest));
    fmt::print("          {} ({}, {})\n", report::source_of(rule.source, known.bibliography).citation, rule.basis,
               report::seen_in_words(rule));
    for (const care::Voice& voice : rule.also) fmt::print("          also: {}\n", voice.says);
}

void print_rules(const course::Knowledge& known, const care::Screening& found) {
    const auto fired = std::ranges::count(found.findings, true, &care::Finding::fired);
    if (fired > 0) fmt::print("\nRules that hold:\n");
    for (const care::Finding& finding : found.findings)
        if (finding.fired) print_fired(finding, known, found);
    const auto open = static_cast<std::ptrdiff_t>(found.findings.size()) - fired;
    if (open > 0) fmt::print("\n{} rules cannot be decided.\n", open);
}

void print_question(const care::Question& question) {
    const std::string& elsewhere = question.fact.from_plan;
    fmt::print("  {:<28} {} ({}){}\n", question.fact.id, question.fact.ask, name(question.worst),
               elsewhere.empty() ? "" : "; give " + elsewhere);
}

void print_questions(const care::Screening& found, bool all) {
    constexpr std::size_t few = 12;
    if (found.ask.empty()) return;
    const std::size_t shown = all ? found.ask.size() : std::min(few, found.ask.size());
    fmt::print("\nAsk next ([subject.facts] of the plan), what would decide most first:\n");
    for (std::size_t i = 0; i < shown; ++i) print_question(found.ask[i]);
    if (shown < found.ask.size()) fmt::print("  … and {} more; --all lists them\n", found.ask.size() - shown);
}

void print_answers(const care::Screening& found) {
    fmt::print("\nKnown:\n");
    for (const auto& [id, known] : found.known) fmt::print("  {:<28} {}\n", id, report::in_words(known));
}

void print_screening(const course::Knowledge& known, const care::Screening& found, const std::string& file, bool all) {
    fmt::print("{}: {} ({}), by the policy \"{}\" of rules {} ({})\n", file, name(found.status), words(found.status),
               name(found.policy), found.rules_version, found.rules_hash);
    if (found.session) fmt::print("  first session {}\n", report::iso(*found.session));
    else
        fmt::print(
            "  no day of treatment: give schedule.start in the plan, or --date, or gaps from a day stay undecided\n");
    if (found.earliest) fmt::print("  not before {}, because of {}\n", report::iso(*found.earliest), found.binding);
    print_rules(known, found);
    print_questions(found, all);
    if (all) print_answers(found);
    fmt::print("\n{}\n", care_notice);
}

}  // namespace

int screen(const Common& common, const ScreenArguments& arguments) {
    const course::Knowledge known = course::learn(data_files(common.data));
    const care::Policy policy = care::policy_of(known.rules, arguments.policy);
    plan::Plan plan = plan::read(core::Document::parse(read_file(arguments.plan), arguments.plan), known.vocabulary());
    reschedule(plan.schedule, arguments.date);
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    const care::Screening found = course::screen(known, plan, policy);
    const std::string json = report::screening_json(found, known.bibliography);
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (arguments.json != "-" && !common.quiet) print_screening(known, found, arguments.plan, arguments.all);
    return 0;
}

}  // namespace percuta::cli
