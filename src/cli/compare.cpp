#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/files.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "core/watch_part.hpp"
#include "course/carry_out.hpp"
#include "course/knowledge.hpp"
#include "course/safety.hpp"
#include "plan/alike.hpp"
#include "plan/read.hpp"
#include "report/compare.hpp"
#include "report/file.hpp"
#include "report/names.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

/// results/acne-scars-and-stretch-marks
fs::path usual_folder(const std::vector<std::string>& plans) {
    std::string name;
    for (const std::string& plan : plans) name += (name.empty() ? "" : "-and-") + fs::path(plan).stem().string();
    return fs::path("results") / name;
}

/// The title of a row, and how wide the widest is.
std::string row_title(const report::Endpoint& endpoint) {
    return "  " + plain(endpoint.title) + (endpoint.unit.empty() ? "" : ", " + plain(endpoint.unit));
}
std::size_t title_width(const report::Comparison& comparison) {
    std::size_t width = 0;
    for (const report::Endpoint& endpoint : comparison.endpoints)
        if (endpoint.main) width = std::max(width, row_title(endpoint).size());
    return width + 1;
}

/// Cells under the letters of the plans from `from` on; a group has a line of its own.
void print_rows(const report::Comparison& comparison, std::size_t from, int cell_width,
                const std::function<std::string(const report::Endpoint&, std::size_t)>& cell) {
    std::string group;
    for (const report::Endpoint& endpoint : comparison.endpoints) {
        if (!endpoint.main || (from > 0 && !report::has_differences(endpoint))) continue;
        if (endpoint.group != group) fmt::print("{}\n", group = endpoint.group);
        std::string line = fmt::format("{:<{}}", row_title(endpoint), title_width(comparison));
        for (std::size_t i = from; i < comparison.plans.size(); ++i)
            line += fmt::format(" {:<{}}", plain(cell(endpoint, i)), cell_width);
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print("{}\n", line);
    }
}

void print_head(const report::Comparison& comparison, std::size_t from, int cell_width, const std::string& words) {
    std::string line = fmt::format("\n{:<{}}", words, title_width(comparison));
    for (std::size_t i = from; i < comparison.plans.size(); ++i)
        line += fmt::format(" {:<{}}", report::letter(i), cell_width);
    fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
}

void print(const report::Comparison& comparison, const OutputFolder& folder) {
    constexpr int value_width = 26, difference_width = 40;
    for (std::size_t i = 0; i < comparison.plans.size(); ++i)
        fmt::print("{}  {} ({})\n", report::letter(i), report::title_of(comparison.plans[i]), comparison.plans[i].file);
    print_head(comparison, 0, value_width, "Median (90 % interval)");
    print_rows(comparison, 0, value_width,
               [](const report::Endpoint& endpoint, std::size_t i) { return report::in_cell(endpoint, i); });
    print_head(comparison, 1, difference_width, "Minus A, the same people under both");
    print_rows(comparison, 1, difference_width,
               [](const report::Endpoint& endpoint, std::size_t i) { return report::difference_in_cell(endpoint, i); });
    for (std::size_t i = 0; i < comparison.plans.size(); ++i)
        for (const course::Warning& warning : comparison.plans[i].result.warnings)
            fmt::print("\n{}: {} {}", report::letter(i),
                       report::speaks_against(warning.kind) ? "STOP:" : "warning:", warning.text);
    fmt::print("\n\nwritten  {} and compare.json beside it\n", folder.file("compare.html").string());
    fmt::print("Research and education software: no medical device, no promise of effect.\n");
}

}  // namespace

int compare(const Common& common, const CompareArguments& arguments) {
    const Interruption interruption;
    if (arguments.plans.size() < 2 || arguments.plans.size() > report::most_plans)
        throw core::UsageError(fmt::format("{} to be compared; give two to four", arguments.plans.size() == 1
                                                                                      ? "there is one plan"
                                                                                      : "there are too many plans"));
    course::Options options;
    options.fidelity = fidelity_of(arguments.fidelity);
    if (options.fidelity == healing::Fidelity::patch)
        throw core::UsageError("plans are compared at column or cell fidelity; a patch of each is too much");
    options.seed = arguments.seed;
    options.samples = arguments.samples;
    options.threads = threads_of(arguments.threads);

    const course::Knowledge known = course::learn(data_files(common.data));
    std::vector<plan::Plan> plans;
    for (const std::string& file : arguments.plans)
        plans.push_back(plan::read(core::Document::parse(read_file(file), file), known.vocabulary()));
    for (std::size_t i = 1; i < plans.size(); ++i)
        plan::require_alike(plans.front(), plans[i], arguments.plans.front(), arguments.plans[i]);
    course::refuse_contraindicated(known, plans);
    const OutputFolder folder(arguments.output.empty() ? usual_folder(arguments.plans) : fs::path(arguments.output));
    for (const char* name : {"compare.html", "compare.json"}) report::check_writable(folder.file(name));
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);

    const core::Watch whole = watch(interruption, common.quiet);
    std::vector<report::Contestant> contestants;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto start = std::chrono::steady_clock::now();
        contestants.push_back({arguments.plans[i],
                               course::carry_out(plans[i], known, options,
                                                 core::part_of(whole, i, plans.size(), "plan " + report::letter(i)))});
        sign(contestants.back().result.provenance, arguments.command,
             std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    end_progress();

    const report::Comparison comparison = report::compare(std::move(contestants));
    const std::string json = report::compare_json(comparison);
    report::write_file(folder.file("compare.json"), json);
    report::write_file(folder.file("compare.html"), report::compare_html(comparison, known.bibliography));
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (!common.quiet && arguments.json != "-") print(comparison, folder);
    return 0;
}

}  // namespace percuta::cli
