#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "care/policy.hpp"
#include "cli/calendar_file.hpp"
#include "cli/files.hpp"
#include "cli/long_run.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/carry_out.hpp"
#include "course/draw.hpp"
#include "course/knowledge.hpp"
#include "plan/read.hpp"
#include "report/amounts.hpp"
#include "report/burden_words.hpp"
#include "report/csv.hpp"
#include "report/fhir.hpp"
#include "report/file.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/names.hpp"
#include "report/outcome_words.hpp"
#include "report/text.hpp"
#include "report/time_zone.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

std::string with_interval(const core::Interval& value, double factor, std::string_view unit) {
    return plain(report::in_words(value, factor, unit));
}

std::string hours(double seconds) {
    return std::isfinite(seconds) ? plain(report::number(seconds / core::hour)) + " h" : std::string("never");
}

/// When it is closed as seen by what stays open longest; the report shows the others.
std::string closed(const course::ClosingTime& last) {
    if (!std::isfinite(last.median)) return fmt::format("not closed to {} within what was simulated", last.name);
    const std::string half = fmt::format("closed to {} after {}", last.name, hours(last.median));
    if (last.p10 == last.p95) return half;
    return fmt::format("{} (10 of 100 by {}, {})", half, hours(last.p10),
                       std::isfinite(last.p95) ? "95 by " + hours(last.p95) : "more than 5 never");
}

void print_closure(const course::ChannelClosure& closure) {
    if (!report::simulated(closure) || closure.over.empty()) return;
    if (!report::opened(closure)) {
        fmt::print("  channels   no channel passes the stratum corneum\n");
        return;
    }
    fmt::print("  channels   {}; {}\n", closed(closure.over.back()),
               std::isfinite(closure.restart) ? "restart actives from " + plain(report::hour_and_day(closure.restart))
                                              : "no time to restart actives was found");
}

void print_delivery(const course::Delivery& delivery) {
    const std::string name = fmt::format("{} ({})", delivery.permeant_title, delivery.product);
    if (!delivery.not_delivered.empty()) {
        fmt::print("  {:<10} taken not to get in: {}\n", name, delivery.not_delivered);
        return;
    }
    if (!report::simulated(delivery)) return;
    const std::string ratio = report::has_ratio(delivery) ? fmt::format("{} times that of intact skin",
                                                                        report::number(delivery.enhancement.median, 2))
                                                          : std::string("next to nothing passes intact skin: no ratio");
    fmt::print("  {:<10} {} past the stratum corneum in {:g} h, {}; {} into the blood from {:g} cm²\n", name,
               plain(report::per_area_in_words(delivery.delivered)),
               std::round(delivery.times.back() / core::hour * 10.0) / 10.0, plain(ratio),
               plain(report::mass_in_words(delivery.into_blood)), report::square_centimetres * delivery.area);
}

/// What an earlier plan left goes, unless it is somebody else's.
void remove_own(const fs::path& path, std::string_view mark) {
    constexpr std::size_t head = 4096;
    std::error_code error;
    if (beginning_of(path, head).find(mark) != std::string::npos) fs::remove(path, error);
}

void print_summary(const course::Result& result, const OutputFolder& folder, bool fhir) {
    const course::Session& session = result.sessions.front();
    fmt::print("{}\n", result.plan.title.empty() ? "Course" : result.plan.title);
    fmt::print("  device     {}\n", result.device.title);
    fmt::print("  holes      {} in one session\n", with_interval(session.holes_interval, 1e-4, "per cm²"));
    fmt::print("  depth      {} true depth; the needles are {:g} mm long\n",
               with_interval(session.depth_interval, 1e3, "mm"), session.nominal_depth / core::millimetre);
    fmt::print("  bleeding   {} of the holes open a vessel\n", with_interval(session.bleeding_interval, 100.0, "%"));
    fmt::print("  session    {:.0f} min for {:g} cm²; pain of one press {:.0f} of 100 without anaesthetic\n",
               session.duration / 60.0, 1e4 * session.area, 100.0 * session.pain);
    print_closure(result.closure);
    for (const course::Delivery& delivery : result.delivery) print_delivery(delivery);
    const double biopsy = result.sessions.back().time + 8 * core::week, end = result.times.back();
    const bool sampled = result.provenance.samples > 0;
    for (const course::Assay& assay : result.assays) {
        const bool collagen = assay.name == "masson_area_pct_change", epidermis = assay.name == "epidermis_pct_change";
        if ((assay.time == biopsy || assay.time == end) && (collagen || epidermis))
            fmt::print(
                "  {:<10} {} on day {:.0f}{}\n", collagen ? "collagen" : "epidermis",
                with_interval(assay.change, 1.0, "%"), assay.time / core::day,
                sampled ? fmt::format("; {} % with central values", plain(report::rounded(assay.central, 1))) : "");
    }
    for (const course::ScaleReading& reading : result.outcome)
        if (reading.scale == result.outcome.front().scale)
            fmt::print("  score      {:g} to {} as read by {}\n", reading.baseline,
                       with_interval(reading.final, 1.0, report::unit_of(reading)), reading.reader_title);
    if (const course::Burden& burden = result.burden; report::known(burden))
        fmt::print("  downtime   {}\n", plain(report::downtime_in_words(burden)));
    for (const course::Warning& warning : result.warnings)
        fmt::print("  {:<10} {}\n", report::speaks_against(warning.kind) ? "STOP" : "warning", warning.text);
    fmt::print("  written    {}\n             result.json, curves.csv{} beside it\n",
               folder.file("report.html").string(),
               fmt::format(", closure.csv{}{}", result.plan.products.empty() ? "" : ", delivery.csv",
                           result.calendar.start ? ", calendar.ics" : "") +
                   (fhir ? ", fhir.json" : ""));
    fmt::print("Research and education software: no medical device, no promise of effect.\n");
}

}  // namespace

int run(const Common& common, const RunArguments& arguments) {
    const auto start = std::chrono::steady_clock::now();
    const Interruption interruption;
    course::Options options;
    options.fidelity = fidelity_of(arguments.fidelity);
    options.seed = arguments.seed;
    options.samples = arguments.samples;
    options.people = arguments.people;
    options.overridden = reason_of(arguments.overridden);
    options.threads = threads_of(arguments.threads);

    const course::Knowledge known = course::learn(data_files(common.data));
    options.policy = care::policy_of(known.rules, arguments.policy);
    const plan::Plan plan =
        plan::read(core::Document::parse(read_file(arguments.plan), arguments.plan), known.vocabulary());
    const OutputFolder folder(arguments.output.empty() ? fs::path("results") / fs::path(arguments.plan).stem()
                                                       : fs::path(arguments.output));
    const auto zone = report::time_zone_of(plan.schedule);
    options.zone = zone.get();
    std::optional<CalendarFile> calendar;
    if (plan.schedule.start) calendar.emplace(folder.file("calendar.ics"));
    // Hours of computing are not lost to a folder that turns out to be read-only.
    for (const char* name : {"result.json", "curves.csv", "closure.csv", "report.html"})
        report::check_writable(folder.file(name));
    if (!plan.products.empty()) report::check_writable(folder.file("delivery.csv"));
    if (arguments.fhir) report::check_writable(folder.file("fhir.json"));
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    const std::string identity = fmt::format("version {} commit {}\nplan {}\ndata {}\nseed {}\n", PERCUTA_VERSION,
                                             PERCUTA_COMMIT, course::hash(plan::write(plan)), known.hash, options.seed);
    LongRun long_run(arguments, folder.path(), identity, course::end_of_course(plan.schedule), options);
    if (long_run.goes_on_from() >= 0.0 && !common.quiet)
        fmt::print(stderr, "percuta: going on from day {:.2f}, as kept in {}\n", long_run.goes_on_from(),
                   folder.file("checkpoint.h5").string());
    course::Result result = course::carry_out(plan, known, options, watch(interruption, common.quiet));
    end_progress();
    long_run.finish();

    sign(result.provenance, arguments.command,
         std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());

    const std::string json = report::result_json(result, known.bibliography);
    report::write_file(folder.file("result.json"), json);
    report::write_file(folder.file("curves.csv"), report::curves_csv(result));
    report::write_file(folder.file("closure.csv"), report::closure_csv(result));
    if (!result.plan.products.empty()) report::write_file(folder.file("delivery.csv"), report::delivery_csv(result));
    else fs::remove(folder.file("delivery.csv"));  // of an earlier plan
    if (arguments.fhir)
        report::write_file(folder.file("fhir.json"),
                           report::fhir_bundle(result, known.rules, known.bibliography, zone.get()));
    else remove_own(folder.file("fhir.json"), "\"urn:percuta:");
    if (calendar) calendar->write(result, zone.get());
    else remove_own(folder.file("calendar.ics"), "X-PERCUTA-PLAN:");
    report::write_file(folder.file("report.html"), report::report_html(result, known.bibliography));
    if (arguments.json == "-") fmt::print("{}\n", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (!common.quiet && arguments.json != "-") print_summary(result, folder, arguments.fhir);
    return 0;
}

}  // namespace percuta::cli
