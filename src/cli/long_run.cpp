#include "cli/long_run.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include <fmt/format.h>
#include <sys/resource.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "healing/field_view.hpp"

namespace percuta::cli {

namespace {

std::vector<std::string> words(const std::string& list) {
    std::vector<std::string> out;
    std::istringstream in(list);
    for (std::string word; std::getline(in, word, ',');) {
        const auto blank = [](char c) { return c == ' '; };
        word.erase(word.begin(), std::ranges::find_if_not(word, blank));
        while (!word.empty() && blank(word.back())) word.pop_back();
        if (!word.empty()) out.push_back(word);
    }
    return out;
}

/// Days as seconds, increasing, none twice and none after the end.
std::vector<double> seconds(const std::string& days, double end) {
    std::vector<double> out;
    for (const std::string& word : words(days)) {
        double day = 0.0;
        const auto [last, error] = std::from_chars(word.data(), word.data() + word.size(), day);
        if (error != std::errc{} || last != word.data() + word.size() || !(day >= 0.0) || !std::isfinite(day))
            throw core::UsageError(fmt::format("--field-days: {} is not a day; try 0,1,7,28", core::as_written(word)));
        if (day * core::day <= end) out.push_back(day * core::day);
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    if (out.empty())
        throw core::UsageError(
            fmt::format("--field-days names no day of the course, which ends on day {:g}", end / core::day));
    return out;
}

double length(const char* option, const std::string& text) {
    const auto quantity = core::parse_quantity(text);
    if (!quantity || !core::is_unit(quantity->unit) || !core::convertible(quantity->unit, "m"))
        throw core::UsageError(
            fmt::format("{}: {} is not a length; try \"3 mm\" or \"25 um\"", option, core::as_written(text)));
    return core::to_si(quantity->value, quantity->unit);
}

/// The number in a file of the kernel, or the largest there is when it names none.
std::uint64_t number_in(const char* path) {
    std::uint64_t value = std::numeric_limits<std::uint64_t>::max();
    if (std::ifstream file(path); !(file >> value)) return std::numeric_limits<std::uint64_t>::max();
    return value;
}

}  // namespace

std::uint64_t free_memory() {
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    std::ifstream info("/proc/meminfo");
    for (std::string line; std::getline(info, line);)
        if (line.starts_with("MemAvailable:")) least = std::stoull(line.substr(13)) * 1024;
    const std::uint64_t group = number_in("/sys/fs/cgroup/memory.max"),
                        used = number_in("/sys/fs/cgroup/memory.current");
    if (group > used) least = std::min(least, group - used);
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        least = std::min<std::uint64_t>(least, limit.rlim_cur);
    return least;
}

LongRun::LongRun(const RunArguments& arguments, const std::filesystem::path& folder, const std::string& identity,
                 double end, course::Options& options) {
    const bool patch = options.fidelity == healing::Fidelity::patch;
    if (arguments.fields) {
        options.frames.fields = arguments.field_names.empty() ? healing::usual_fields() : words(arguments.field_names);
        for (const std::string& name : options.frames.fields) healing::field_view(name);
        options.frames.times = seconds(arguments.field_days, end);
        fields_ = std::make_unique<report::FieldFiles>(folder);
        options.frames.sink = fields_.get();
    }
    if (!patch) return;
    options.patch.side_x = options.patch.side_y = length("--patch-side", arguments.patch_side);
    options.patch.cell = length("--patch-cell", arguments.patch_cell);
    options.most_memory = free_memory();
    if (arguments.keep_every == 0) return;
    using Clock = std::chrono::steady_clock;
    const auto due = [last = Clock::now(), every = std::chrono::seconds(arguments.keep_every)]() mutable {
        if (Clock::now() - last < every) return false;
        last = Clock::now();
        return true;
    };
    std::string whole =
        identity + fmt::format("patch side {:g} m, cells {:g} m\nfields", options.patch.side_x, options.patch.cell);
    for (const std::string& name : options.frames.fields) whole += " " + name;
    for (const double time : options.frames.times) whole += fmt::format(" {:g}", time);
    checkpoint_ = std::make_unique<report::CheckpointFile>(folder / "checkpoint.h5", whole + "\n", due);
    if (arguments.fresh) checkpoint_->remove();
    if (const auto kept = checkpoint_->kept()) {
        from_day_ = kept->time / core::day;
        if (fields_) fields_->resume(kept->time);
    }
    options.keeper = checkpoint_.get();
}

void LongRun::finish() {
    if (fields_) fields_->finish();
    if (checkpoint_) checkpoint_->remove();
}

}  // namespace percuta::cli
