// `percuta calendar`: what comes before and after each session, as a table and as a file for other calendars.
#include <optional>

#include <fmt/format.h>

#include "care/policy.hpp"
#include "cli/calendar_file.hpp"
#include "cli/files.hpp"
#include "cli/output.hpp"
#include "cli/schedule.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "course/calendar.hpp"
#include "course/carry_out.hpp"
#include "plan/read.hpp"
#include "report/calendar_json.hpp"
#include "report/calendar_words.hpp"
#include "report/file.hpp"
#include "report/text.hpp"
#include "report/time_zone.hpp"

namespace percuta::cli {

namespace {

void print_head(const course::Result& result, const std::string& file) {
    const care::Calendar& calendar = result.calendar;
    const care::Screening& screening = result.screening;
    fmt::print("{}: {} by the policy \"{}\"\n", file, report::counted(result.plan.schedule.sessions, "session"),
               name(calendar.policy));
    fmt::print("  screening   {} ({})", name(screening.status), words(screening.status));
    if (screening.earliest)
        fmt::print("; not before {}, because of {}", report::iso(*screening.earliest), screening.binding);
    fmt::print("\n  clocks      sessions begin at {}{}; {}\n",
               plan::time_text(result.plan.schedule.time.value_or(course::usual_time)),
               result.plan.schedule.time ? "" : ", as the plan does not say (schedule.time, --time)",
               calendar.zone.empty() ? "no time zone (schedule.zone, --zone): changes of clocks are not counted"
                                     : "time zone " + calendar.zone);
    if (!calendar.start)
        fmt::print("  day 0       the first session; give schedule.start in the plan, or --date, for days\n");
}

void print_entry(const care::Calendar& calendar, const care::Entry& entry) {
    fmt::print("  {:<36} {}{}\n", report::when_in_words(calendar, entry), entry.text,
               entry.for_clinician ? " [for the clinician]" : "");
    // Later sessions are simulated as the first one is.
    const std::string compared = entry.session == 1 ? report::comparison_in_words(calendar, entry) : "";
    for (const std::string& more : {compared, report::condition_in_words(entry)})
        if (!more.empty()) fmt::print("  {:<36} {}\n", "", plain(more));
}

void print_calendar(const course::Result& result, const std::string& file, bool clinician) {
    const care::Calendar& calendar = result.calendar;
    print_head(result, file);
    fmt::print("\n");
    for (const care::Entry& entry : calendar.entries)
        if (clinician || !entry.for_clinician) print_entry(calendar, entry);
    fmt::print("\nWhen to get help:\n");
    std::string above;
    for (const care::RedFlag& flag : calendar.red_flags) {
        if (flag.rule.for_clinician && !clinician) continue;
        const std::string urgency = report::urgency_in_words(flag.rule.severity);
        if (urgency != above) fmt::print("  {}\n", urgency);
        above = urgency;
        fmt::print("    {:<64} {}\n", report::signs_in_words(flag), flag.rule.action);
    }
    fmt::print("\n{}\n", care_notice);
}

}  // namespace

int calendar(const Common& common, const CalendarArguments& arguments) {
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    course::Options options;
    options.fidelity = healing::Fidelity::column;
    options.seed = arguments.seed;
    options.threads = threads_of(0);
    options.policy = care::policy_of(known.rules, arguments.policy);
    options.overridden = reason_of(arguments.overridden);
    plan::Plan plan = plan::read(core::Document::parse(read_file(arguments.plan), arguments.plan), known.vocabulary());
    reschedule(plan.schedule, arguments.date, arguments.time, arguments.zone);
    const auto zone = report::time_zone_of(plan.schedule);
    options.zone = zone.get();
    std::optional<CalendarFile> file;
    if (!arguments.output.empty()) {
        if (!plan.schedule.start)
            throw core::UsageError(
                "a calendar file needs the day of the first session; give schedule.start in the plan, or --date");
        file.emplace(arguments.output);
    }
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    const course::Result result = course::carry_out(plan, known, options, watch(interruption, common.quiet));
    end_progress();

    if (file) file->write(result, zone.get(), arguments.named, arguments.clinician);
    const std::string json = report::calendar_json(result.calendar, known.bibliography);
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (arguments.json != "-" && !common.quiet) print_calendar(result, arguments.plan, arguments.clinician);
    return 0;
}

}  // namespace percuta::cli
