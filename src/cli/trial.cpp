#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "cli/files.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/trial_merge.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/safety.hpp"
#include "course/team.hpp"
#include "plan/read.hpp"
#include "report/trial_shard.hpp"
#include "trial/virtual_trial.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

std::optional<double> number(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

std::optional<double> number_option(const char* name, const std::string& text, double least, double most) {
    if (text.empty()) return {};
    const std::optional<double> value = number(text);
    if (!value || *value < least || *value > most)
        throw core::UsageError(
            fmt::format("{} {}: give a number from {:g} to {:g}", name, core::as_written(text), least, most));
    return value;
}

std::optional<double> age_sd(const std::string& text) {
    if (text.empty()) return {};
    constexpr double most = 30.0;
    const std::optional<core::Quantity> age = core::parse_quantity(text);
    if (age && core::convertible(age->unit, "s")) {
        const double seconds = core::to_si(age->value, age->unit);
        if (seconds >= 0.0 && core::from_si(seconds, "yr") <= most) return seconds;
    }
    throw core::UsageError(
        fmt::format("--age-sd {}: give a time from 0 to {:g} yr, such as \"8 yr\"", core::as_written(text), most));
}

/// "3=0.5,4=0.5".
std::optional<std::array<double, 6>> phototypes(const std::string& text) {
    if (text.empty()) return {};
    std::array<double, 6> shares{};
    const auto refuse = [&] {
        throw core::UsageError(
            fmt::format("--phototypes {}: give shares of phototypes 1 to 6 that add up to 1, such as 3=0.5,4=0.5",
                        core::as_written(text)));
    };
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string part = text.substr(begin, end - begin);
        const std::size_t equals = part.find('=');
        const std::optional<double> type = number(part.substr(0, equals));
        const std::optional<double> share =
            equals == std::string::npos ? std::nullopt : number(part.substr(equals + 1));
        if (!type || !share || *share < 0.0 || *type < 1.0 || *type > 6.0 || *type != std::floor(*type)) refuse();
        shares[static_cast<std::size_t>(*type) - 1] += *share;
        begin = end + 1;
    }
    double all = 0.0;
    for (const double share : shares) all += share;
    if (std::abs(all - 1.0) > 1e-6) refuse();
    return shares;
}

plan::Plan read_plan(const std::string& path, const course::Knowledge& known) {
    return plan::read(core::Document::parse(read_file(path), path), known.vocabulary());
}

trial::TrialAsked read_arguments(const TrialArguments& arguments, const course::Knowledge& known) {
    trial::TrialAsked asked;
    asked.plan = read_plan(arguments.plan, known);
    asked.untreated = arguments.against == "untreated";
    if (!asked.untreated && !arguments.against.empty()) asked.against = read_plan(arguments.against, known);
    asked.split = arguments.split;
    asked.patients = arguments.patients;
    asked.replicates = arguments.replicates;
    asked.seed = arguments.seed;
    asked.scales = arguments.scales;
    asked.readers = arguments.readers;
    constexpr double largest_sd = 1e6, most_leave = 0.95;
    asked.people = {age_sd(arguments.age_sd), number_option("--female", arguments.female, 0.0, 1.0),
                    phototypes(arguments.phototypes),
                    number_option("--baseline-sd", arguments.baseline_sd, 0.0, largest_sd),
                    number_option("--drop-out", arguments.drop_out, 0.0, most_leave)};
    return asked;
}

/// Follows the people who are missing, about a second's worth at a time, so that no more than that can be lost.
void follow_all(report::ShardFile& file, const trial::VirtualTrial& trial, const course::Knowledge& known,
                const trial::Shard& shard, int threads, const core::Watch& watch) {
    using Clock = std::chrono::steady_clock;
    constexpr double aim = 0.9;  // seconds
    constexpr double least = 32.0, most = 8192.0, most_growth = 4.0;
    course::Team team(threads);
    const std::uint64_t people = trial.protocol.people_in_all(), begin = shard.begin(people), end = shard.end(people);
    double at_once = least * threads;
    while (file.next() < end) {
        const auto start = Clock::now();
        const std::uint64_t until = std::min(end, file.next() + static_cast<std::uint64_t>(at_once));
        file.append(trial::treat(trial, known, file.next(), until, team, {{}, watch.stop}), until);
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        at_once = std::clamp(at_once * std::min(most_growth, aim / seconds), least, most);
        watch.tick(static_cast<double>(until - begin) / static_cast<double>(end - begin), "following people");
    }
    file.finish();
}

std::string command_to_merge(const fs::path& folder) { return fmt::format("percuta trial merge {}", folder.string()); }

}  // namespace

int trial(const Common& common, const TrialArguments& arguments) {
    if (arguments.plan.empty())
        throw core::UsageError("percuta trial needs a plan, such as examples/acne-scars.toml; percuta trial --help");
    if (arguments.patients == 0) throw core::UsageError("percuta trial needs --patients, such as --patients 40");
    const std::string reason = reason_of(arguments.overridden);
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    trial::VirtualTrial trial = trial::set_up(read_arguments(arguments, known), known);
    trial.protocol.version = arguments.version;
    trial.protocol.commit = arguments.commit;
    trial.protocol.overridden = reason;
    course::refuse_contraindicated(known, trial.plans, trial.protocol.overridden);
    const std::uint64_t people = trial.protocol.people_in_all();
    const trial::Shard shard = trial::read_shard(arguments.shard, people);
    const fs::path folder = arguments.output.empty()
                                ? fs::path("results") / (fs::path(arguments.plan).stem().string() + "-trial")
                                : fs::path(arguments.output);
    make_folder(folder);
    report::ShardFile file(folder, trial.protocol, shard);
    const std::uint64_t begin = shard.begin(people), end = shard.end(people);
    if (file.next() > begin && !common.quiet)
        fmt::print(stderr, "percuta: {} of {} people are there already\n", file.next() - begin, end - begin);
    try {
        if (!file.whole())
            follow_all(file, trial, known, shard, threads_of(arguments.threads), watch(interruption, common.quiet));
    } catch (const core::Interrupted&) {
        end_progress();
        fmt::print(stderr, "\npercuta: interrupted; {} of {} people are kept in {}: the same command goes on\n",
                   file.next() - begin, end - begin, folder.string());
        constexpr int interrupted = 130;
        return interrupted;
    }
    end_progress();
    if (shard.parts == 1) finish_trial(common, {folder}, folder, arguments.json);
    else if (!common.quiet)
        fmt::print(stderr, "percuta: {} people are in {}; when all {} shards are done: {}\n", end - begin,
                   file.path().string(), shard.parts, command_to_merge(folder));
    return 0;
}

}  // namespace percuta::cli
