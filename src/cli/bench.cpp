// Measures this program as its users meet it: whole processes, wall time and peak memory.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "course/carry_out.hpp"
#include "course/preview.hpp"
#include "course/screening.hpp"
#include "plan/read.hpp"
#include "report/json.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

struct Measured {
    double seconds = 1e300;
    double megabytes = 0.0;
};

/// Runs a command with its output thrown away; wall time and peak memory of that process.
Measured run_process(const std::vector<std::string>& words) {
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t pid = 0;
    const int failed = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    rusage usage{};
    if (failed != 0 || wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw core::UsageError(
            fmt::format("the command \"{}\" failed; nothing can be measured", fmt::join(words, " ")));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {seconds, static_cast<double>(usage.ru_maxrss) / 1024.0};
}

Measured best_of(int repeats, const std::vector<std::string>& words) {
    Measured best;
    for (int i = 0; i < repeats; ++i) {
        const Measured once = run_process(words);
        best.seconds = std::min(best.seconds, once.seconds);
        best.megabytes = std::max(best.megabytes, once.megabytes);
    }
    return best;
}

/// The fastest of so many calls, in this process.
template <class Call>
double fastest(int repeats, Call call) {
    double seconds = 1e300;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        call();
        seconds = std::min(seconds, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return seconds;
}

struct Figure {
    std::string what, unit;
    double measured = 0.0, target = 0.0;
    bool at_least = false;  ///< the target is a floor, else a ceiling
};

/// A folder for the results of measured runs that goes with them, also when one fails.
struct Scratch {
    fs::path path = fs::temp_directory_path() / fmt::format("percuta-bench-{}", getpid());

    Scratch() = default;
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

}  // namespace

int bench(const Common& common, const BenchArguments& arguments) {
    read_file(arguments.plan);  // a clear message when the plan is not there
    if (!arguments.goal.empty()) read_file(arguments.goal);
    const Scratch scratch;
    const auto run = [&](int samples, int threads, const std::string& fidelity) {
        return best_of(arguments.repeats,
                       {arguments.program, "run", arguments.plan, "--quiet", "-o", scratch.path.string(), "--fidelity",
                        fidelity, "--samples", std::to_string(samples), "--threads", std::to_string(threads)});
    };
    const Measured help = best_of(10 * arguments.repeats, {arguments.program, "--help"});
    constexpr int cells = 64, columns = 400;
    const Measured plain = run(0, 1, "cell"), sampled = run(cells, 2, "cell");
    const Measured one_column = run(0, 1, "column"), many_columns = run(columns, 2, "column");
    const auto a_second = [](int people, const Measured& all, const Measured& none) {
        return people / std::max(1e-9, all.seconds - none.seconds);
    };
    constexpr int people = 400;
    const auto trial = [&](int patients) {
        std::error_code ignored;
        fs::remove_all(scratch.path, ignored);  // or a trial that is done would be read, not carried out
        return run_process({arguments.program, "trial", arguments.plan, "--quiet", "-o", scratch.path.string(),
                            "--scale", "gais", "--replicates", "2", "--patients", std::to_string(patients), "--threads",
                            "2"});
    };
    Measured few, many;
    for (int i = 0; i < arguments.repeats; ++i) {
        few.seconds = std::min(few.seconds, trial(2).seconds);
        many.seconds = std::min(many.seconds, trial(2 + people / 2).seconds);
    }
    const core::DataFiles files = data_files(common.data);
    const double rules = fastest(10 * arguments.repeats, [&] {
        care::read_rules(core::Document::parse(files.find("care-rules.toml")->second, "care-rules.toml"));
    });
    const course::Knowledge known = course::learn(files);
    const plan::Plan plan =
        plan::read(core::Document::parse(read_file(arguments.plan), arguments.plan), known.vocabulary());
    const double screened =
        fastest(10 * arguments.repeats, [&] { course::screen(known, plan, care::Policy::standard); });
    // What the page asks after each edit: what is wrong, what stands against it, how deep; then new curves.
    const double checked = fastest(10 * arguments.repeats, [&] {
        course::screen(known, plan, care::Policy::standard);
        report::preview_json(course::preview(known, plan));
    });
    const double edited = fastest(arguments.repeats, [&] {
        const course::Result result = course::carry_out(plan, known, {.samples = 0, .threads = 2});
        report::result_json(result, known.bibliography);
    });
    std::vector<Figure> figures = {
        {"start-up of percuta --help", "ms", 1e3 * help.seconds, 20},
        {"run, cell fidelity, no sampling, one thread", "s", plain.seconds, 0.5},
        {"run, cell fidelity, 64 samples, two threads", "s", sampled.seconds, 15},
        {"peak memory of that run", "MB", sampled.megabytes, 200},
        {"people a second, cell fidelity, two threads", "/s", a_second(cells, sampled, plain), 15, true},
        {"people a second, column fidelity, two threads", "/s", a_second(columns, many_columns, one_column), 200, true},
        {"people a second of a trial, two threads", "/s", a_second(people, many, few), 200, true},
        {"rules for screening, read and checked", "ms", 1e3 * rules, 20},
        {"screening of one plan", "ms", 1e3 * screened, 5},
        {"page: an edit checked, needles drawn", "ms", 1e3 * checked, 50},
        {"page: an edit as new curves, cell fidelity", "s", edited, 1},
    };
    if (!arguments.goal.empty()) {
        const Measured design = best_of(arguments.repeats, {arguments.program, "design", arguments.goal, "--quiet",
                                                            "-o", scratch.path.string(), "--threads", "2"});
        figures.push_back(
            {"design, " + fs::path(arguments.goal).filename().string() + ", two threads", "s", design.seconds, 60});
    }
    if (arguments.json) {
        nlohmann::ordered_json out = nlohmann::ordered_json::array();
        for (const Figure& f : figures)
            out.push_back({{"what", f.what},
                           {"unit", f.unit},
                           {"measured", f.measured},
                           {"target", f.target},
                           {"at_least", f.at_least}});
        fmt::print("{}\n", out.dump(2));
        return 0;
    }
    fmt::print("{:<48} {:>10} {:>10}\n", "whole process, " + arguments.plan, "measured", "target");
    for (const Figure& f : figures)
        fmt::print("{:<48} {:>7.3g} {:<2} {:>2} {:>5.3g} {:<2}\n", f.what, f.measured, f.unit,
                   f.at_least ? ">=" : "<=", f.target, f.unit);
    return 0;
}

}  // namespace percuta::cli
