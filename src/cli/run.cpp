#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <thread>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cli/files.hpp"
#include "cli/long_run.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/carry_out.hpp"
#include "course/draw.hpp"
#include "course/knowledge.hpp"
#include "plan/read.hpp"
#include "report/csv.hpp"
#include "report/file.hpp"
#include "report/html.hpp"
#include "report/json.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

healing::Fidelity fidelity(const std::string& word) {
    if (word == "column") return healing::Fidelity::column;
    if (word == "cell") return healing::Fidelity::cell;
    if (word == "patch") return healing::Fidelity::patch;
    throw core::UsageError("there is no fidelity \"" + word + "\"; use column, cell or patch");
}

std::string platform() { return fmt::format("{} {}", PERCUTA_SYSTEM, PERCUTA_PROCESSOR); }

/// The folder of the results. What of it was made here goes again when nothing was written into it.
class OutputFolder {
public:
    explicit OutputFolder(const RunArguments& arguments)
        : path_(arguments.output.empty() ? fs::path("results") / fs::path(arguments.plan).stem()
                                         : fs::path(arguments.output)) {
        std::error_code error;
        const auto missing = [&](const fs::path& part) {
            return !part.empty() && fs::symlink_status(part, error).type() == fs::file_type::not_found;
        };
        for (fs::path part = path_; missing(part); part = part.parent_path()) made_.push_back(part);
        fs::create_directories(path_, error);
        if (!error && fs::is_directory(path_, error)) return;
        remove_if_empty();
        throw core::UsageError(fmt::format("the folder {} cannot be made: {}; choose another with -o", path_.string(),
                                           error ? error.message() : "there is a file of that name"));
    }
    ~OutputFolder() { remove_if_empty(); }
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    const fs::path& path() const { return path_; }
    fs::path file(const char* name) const { return path_ / name; }

private:
    void remove_if_empty() const {
        std::error_code holds_files;
        for (const fs::path& part : made_) fs::remove(part, holds_files);
    }

    fs::path path_;
    std::vector<fs::path> made_;  ///< innermost first
};

/// Rounded by the size of the largest of the three, so that they can be compared.
std::string with_interval(const core::Interval& value, std::string_view unit) {
    const double size = std::max(std::abs(value.lo), std::abs(value.hi));
    const int decimals = size >= 100.0 ? 0 : size >= 1.0 ? 1 : 2;
    const auto text = [&](double number) { return fmt::format("{:.{}f}", number, decimals); };
    if (text(value.lo) == text(value.hi)) return fmt::format("{} {}", text(value.median), unit);
    return fmt::format("{} {} (90 % interval {} to {})", text(value.median), unit, text(value.lo), text(value.hi));
}

void print_summary(const course::Result& result, const OutputFolder& folder) {
    const course::Session& session = result.sessions.front();
    const auto scaled = [](const core::Interval& i, double by) {
        return core::Interval{i.median * by, i.lo * by, i.hi * by};
    };
    fmt::print("{}\n", result.plan.title.empty() ? "Course" : result.plan.title);
    fmt::print("  device     {}\n", result.device.title);
    fmt::print("  holes      {} in one session\n", with_interval(scaled(session.holes_interval, 1e-4), "per cm²"));
    fmt::print("  depth      {} true depth; the needles are {:g} mm long\n",
               with_interval(scaled(session.depth_interval, 1e3), "mm"), session.nominal_depth / core::millimetre);
    fmt::print("  bleeding   {} of the holes open a vessel\n",
               with_interval(scaled(session.bleeding_interval, 100.0), "%"));
    fmt::print("  session    {:.0f} min for {:g} cm²; pain of one press {:.0f} of 100 without anaesthetic\n",
               session.duration / 60.0, 1e4 * session.area, 100.0 * session.pain);
    const double biopsy = result.sessions.back().time + 8 * core::week, end = result.times.back();
    const bool sampled = result.provenance.samples > 0;
    for (const course::Assay& assay : result.assays) {
        const bool collagen = assay.name == "masson_area_pct_change", epidermis = assay.name == "epidermis_pct_change";
        if ((assay.time == biopsy || assay.time == end) && (collagen || epidermis))
            fmt::print("  {:<10} {} on day {:.0f}{}\n", collagen ? "collagen" : "epidermis",
                       with_interval(assay.change, "%"), assay.time / core::day,
                       sampled ? fmt::format("; {:.1f} % with central values", assay.central) : "");
    }
    for (const course::ScaleReading& reading : result.outcome)
        fmt::print("  score      {:g} to {} as read by {}\n", reading.baseline, with_interval(reading.final, "points"),
                   reading.reader_title);
    for (const course::Warning& warning : result.warnings) fmt::print("  warning    {}\n", warning.text);
    fmt::print("  written    {}\n             result.json and curves.csv beside it\n",
               folder.file("report.html").string());
    fmt::print("Research and education software: no medical device, no promise of effect.\n");
}

}  // namespace

int run(const Common& common, const RunArguments& arguments) {
    const auto start = std::chrono::steady_clock::now();
    const Interruption interruption;
    course::Options options;
    options.fidelity = fidelity(arguments.fidelity);
    options.seed = arguments.seed;
    options.samples = arguments.samples;
    options.threads = threads_of(arguments.threads);

    const course::Knowledge known = course::learn(data_files(common.data));
    const plan::Plan plan =
        plan::read(core::Document::parse(read_file(arguments.plan), arguments.plan), known.vocabulary());
    const OutputFolder folder(arguments);
    // Hours of computing are not lost to a folder that turns out to be read-only.
    for (const char* name : {"result.json", "curves.csv", "report.html"}) report::check_writable(folder.file(name));
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

    course::Provenance& provenance = result.provenance;
    provenance.version = PERCUTA_VERSION;
    provenance.commit = PERCUTA_COMMIT;
    provenance.platform = platform();
    provenance.command = arguments.command;
    provenance.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
    provenance.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    const std::string json = report::result_json(result, known.bibliography);
    report::write_file(folder.file("result.json"), json);
    report::write_file(folder.file("curves.csv"), report::curves_csv(result));
    report::write_file(folder.file("report.html"), report::report_html(result, known.bibliography));
    if (arguments.json == "-") fmt::print("{}\n", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (!common.quiet && arguments.json != "-") print_summary(result, folder);
    return 0;
}

}  // namespace percuta::cli
