#include "cli/trial_merge.hpp"

#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "report/file.hpp"
#include "report/text.hpp"
#include "report/trial_json.hpp"
#include "report/trial_shard.hpp"
#include "trial/trial_summary.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

std::string unit_of(const std::string& unit) {
    return unit.empty() || unit == "1" ? "" : " " + report::unit_sign(unit);
}

/// "12.3 (SD 4.1)".
std::string with_sd(const trial::Spread& spread) {
    return spread.count > 1 ? fmt::format("{:.3g} (SD {:.2g})", spread.mean, spread.sd)
                            : fmt::format("{:.3g}", spread.mean);
}

/// "35 % (20 to 48)", the interval being that between replicates, where there are several.
std::string per_cent(const trial::Estimate& share, std::uint64_t replicates) {
    if (replicates < 2) return fmt::format("{:.0f} %", 100.0 * share.all);
    return fmt::format("{:.0f} % ({:.0f} to {:.0f})", 100.0 * share.all, 100.0 * share.between.lo,
                       100.0 * share.between.hi);
}

void print_measure(const trial::Protocol& protocol, std::size_t m, const trial::MeasureSummary& found) {
    const trial::MeasureRead& measure = protocol.measures[m];
    const std::uint64_t n = protocol.replicates;
    const std::string unit = unit_of(measure.unit);
    fmt::print("    {} as read by {}\n", measure.scale, measure.reader_title);
    if (found.change.count == 0) {
        fmt::print("      nobody stayed to be read\n");
        return;
    }
    if (!measure.of_change)
        fmt::print("      before {}, at the end {}{}\n", with_sd(found.before), with_sd(found.after.back()), unit);
    fmt::print("      better by {}{}; of 20 people 18 between {:+.3g} and {:+.3g}; without any reader {}{}\n",
               with_sd(found.change), unit, found.change.interval.lo, found.change.interval.hi,
               with_sd(found.true_change),
               found.true_cv ? fmt::format(", CV {:.2f} between people", *found.true_cv) : "");
    fmt::print("      better by {:g}{} and more {}; by half {}; worse {}\n", measure.counts, unit,
               per_cent(found.counted, n), found.by_half ? per_cent(*found.by_half, n) : "not defined",
               per_cent(found.worse, n));
    if (n > 1)
        fmt::print(
            "      mean of one trial {:+.3g} to {:+.3g}{}; p < 0.05 against no change in {:.0f} % of {} trials\n",
            found.mean_change.between.lo, found.mean_change.between.hi, unit, 100.0 * found.significant.all, n);
}

void print_arm(const trial::Protocol& protocol, std::size_t a, const trial::ArmSummary& arm) {
    fmt::print("  {}: {} ({} {})\n", protocol.arms[a].name, protocol.arms[a].title, arm.people,
               arm.people == 1 ? "person" : "people");
    if (arm.people == 0) return;
    for (std::size_t m = 0; m < protocol.measures.size(); ++m) print_measure(protocol, m, arm.measures[m]);
    fmt::print("    left before the end {}", per_cent(arm.left, protocol.replicates));
    if (!protocol.arms[a].needled) {
        fmt::print("\n");
        return;
    }
    fmt::print("; redness after a session {:.2g} d ({:.2g} to {:.2g})\n    ", arm.downtime.mean / core::day,
               arm.downtime.interval.lo / core::day, arm.downtime.interval.hi / core::day);
    for (std::size_t i = 0; i < protocol.events.size(); ++i)
        fmt::print("{}{} {}", i == 0 ? "" : "; ", protocol.events[i], per_cent(arm.events[i], protocol.replicates));
    fmt::print("\n");
}

void print_difference(const trial::Protocol& protocol, std::size_t m, const trial::Difference& difference) {
    const trial::MeasureRead& measure = protocol.measures[m];
    const bool split = protocol.design == course::Design::split;
    fmt::print("    {} as read by {}: ", measure.scale, measure.reader_title);
    if (difference.mean.count == 0) {
        fmt::print("nobody stayed in both to be compared\n");
        return;
    }
    fmt::print("{:+.3g}{}", difference.mean.all, unit_of(measure.unit));
    if (protocol.replicates > 1)
        fmt::print(" ({:+.3g} to {:+.3g} between trials); p < 0.05 ({}) in {:.0f} % of {} trials",
                   difference.mean.between.lo, difference.mean.between.hi, split ? "paired t" : "Welch's t",
                   100.0 * difference.power.all, protocol.replicates);
    fmt::print("\n");
}

void print_summary(const trial::TrialSummary& summary, const fs::path& output) {
    const trial::Protocol& protocol = summary.protocol;
    fmt::print("Virtual trial: {}, {} of {}{}\n", report::counted(static_cast<int>(summary.arms.size()), "arm"),
               protocol.replicates == 1 ? "one trial" : fmt::format("{} trials", protocol.replicates),
               protocol.patients == 1 ? "one person" : fmt::format("{} people", protocol.patients),
               protocol.design == course::Design::split ? ", both sides of each" : "");
    for (std::size_t a = 0; a < summary.arms.size(); ++a) print_arm(protocol, a, summary.arms[a]);
    if (!summary.differences.empty())
        fmt::print("  change of {} less that of {}\n", protocol.arms[0].name, protocol.arms[1].name);
    for (std::size_t m = 0; m < summary.differences.size(); ++m) print_difference(protocol, m, summary.differences[m]);
    fmt::print("  written    {}\n             people.csv beside it\n", (output / "trial.json").string());
    if (protocol.replicates > 1)
        fmt::print(
            "Brackets hold 90 %. Each trial is one draw of what is uncertain about the models, with people of its "
            "own.\n");
    fmt::print("Research and education software: no medical device, no promise of effect.\n");
}

}  // namespace

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder, error))
        throw core::UsageError(fmt::format("the folder {} cannot be made: {}; choose another with -o", folder.string(),
                                           error ? error.message() : "there is a file of that name"));
}

void finish_trial(const Common& common, const std::vector<fs::path>& folders, const fs::path& output, bool json) {
    const report::Shards shards = report::find_shards(folders);
    const std::vector<trial::Record> records = report::merge_people(shards, output / "people.csv");
    const trial::TrialSummary summary = trial::sum_up(shards.protocol, records);
    const std::string text = report::trial_json(summary);
    report::write_file((output / "trial.json").string(), text);
    if (json) fmt::print("{}", text);
    else if (!common.quiet) print_summary(summary, output);
}

int trial_merge(const Common& common, const TrialMergeArguments& arguments) {
    std::vector<fs::path> folders;
    for (const std::string& folder : arguments.folders) {
        std::error_code error;
        if (!fs::is_directory(folder, error))
            throw core::UsageError(fmt::format("there is no folder {}", core::as_written(folder)));
        folders.emplace_back(folder);
    }
    const fs::path output = arguments.output.empty() ? folders.front() : fs::path(arguments.output);
    make_folder(output);
    finish_trial(common, folders, output, arguments.json);
    return 0;
}

}  // namespace percuta::cli
