// The command line: parses arguments, calls one verb, turns errors into messages and exit codes.
#include <cstdio>
#include <exception>
#include <functional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/verbs.hpp"
#include "core/error.hpp"

namespace {

using namespace percuta;

enum ExitCode { done = 0, internal = 1, usage = 2, invalid_input = 3, not_converged = 5, interrupted = 130 };

/// Runs a verb; says what went wrong on standard error.
int guarded(const std::function<int()>& verb) {
    try {
        return verb();
    } catch (const core::InvalidInput& error) {
        fmt::print(stderr, "{}", error.what());
        const std::size_t count = error.diagnostics().size();
        if (count > 1) fmt::print(stderr, "{} mistakes found.\n", count);
        return invalid_input;
    } catch (const core::Interrupted&) {
        fmt::print(stderr, "\npercuta: interrupted; nothing was written\n");
        return interrupted;
    } catch (const core::NotConverged& error) {
        fmt::print(stderr, "percuta: did not converge: {}\n", error.what());
        return not_converged;
    } catch (const core::UserError& error) {
        fmt::print(stderr, "percuta: {}\n", error.what());
        return usage;
    } catch (const std::exception& error) {
        fmt::print(stderr,
                   "percuta: internal error: {}\nThis is a fault of Percuta, not of your input: please report it with "
                   "the plan.\n",
                   error.what());
        return internal;
    }
}

std::string quoted(const std::string& word) {
    return !word.empty() && word.find_first_of(" '\"\\$`*?;&|<>()") == std::string::npos ? word : "'" + word + "'";
}

std::string typed(int argc, char** argv) {
    std::string command = "percuta";
    for (int i = 1; i < argc; ++i) command += " " + quoted(argv[i]);
    return command;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Example: percuta run examples/acne-scars.toml\n\n"
        "Percuta simulates a microneedling treatment from the needle to the clinic.\n"
        "Research and education software: no medical device, no promise of effect."};
    app.name("percuta");
    app.set_version_flag("--version", std::string("percuta ") + PERCUTA_VERSION + " (" + PERCUTA_COMMIT + ")");
    app.require_subcommand(1);
    app.fallthrough();

    cli::Common common;
    app.add_option("--data", common.data, "Folder whose files replace the built-in data of the same name");
    app.add_flag("--quiet", common.quiet, "Print nothing but errors");

    cli::RunArguments run;
    run.command = typed(argc, argv);
    auto* run_verb = app.add_subcommand("run",
                                        "Example: percuta run examples/acne-scars.toml -o results/acne\n\nCarry a plan "
                                        "out and write report.html, result.json and curves.csv");
    run_verb->add_option("PLAN", run.plan, "Plan file (TOML)")->required();
    run_verb->add_option("-o,--output", run.output, "Folder for the results (default: results/<name of the plan>)");
    run_verb->add_option("--json", run.json, "Also write the result to this file; - for standard output");
    run_verb->add_option("--fidelity", run.fidelity, "column (depth only) or cell (around one hole)")
        ->capture_default_str();
    run_verb->add_option("--seed", run.seed, "Seed of all random numbers")->capture_default_str();
    run_verb->add_option("--samples", run.samples, "Draws of the priors behind the intervals; 0 for none")
        ->check(CLI::Range(0, 100000))
        ->capture_default_str();
    run_verb->add_option("--threads", run.threads, "Threads (default: one a core); the result does not depend on it")
        ->check(CLI::Range(1, 1024));

    cli::CheckArguments check;
    auto* check_verb = app.add_subcommand("check",
                                          "Example: percuta check my-plan.toml\n\nRead and check a plan: every mistake "
                                          "at once, or every value as understood");
    check_verb->add_option("PLAN", check.plan, "Plan file (TOML)")->required();
    check_verb->add_flag("--full", check.full, "Print only the complete plan, as a plan file");
    check_verb->add_flag("--json", check.json, "Findings as JSON");

    cli::DataArguments data;
    auto* data_verb = app.add_subcommand("data",
                                         "Example: percuta data devices dermaroller-mf8\n\nWhat Percuta knows, with "
                                         "sources: sites, devices, concerns, adjuncts, parameters, studies, sources");
    data_verb->add_option("KIND", data.kind, "sites, devices, concerns, adjuncts, parameters, studies or sources");
    data_verb->add_option("NAME", data.name, "One of them, such as cheek or healing.k_D");
    data_verb->add_flag("--json", data.json, "As JSON");

    cli::SchemaArguments schema;
    auto* schema_verb = app.add_subcommand(
        "schema", "Example: percuta schema plan > plan.schema.json\n\nJSON Schema of the plan or of the result");
    schema_verb->add_option("OF", schema.of, "plan or result")->capture_default_str();

    cli::BenchArguments bench;
    bench.program = argv[0];
    auto* bench_verb = app.add_subcommand(
        "bench", "Example: percuta bench\n\nThe performance figures of docs/performance.md, measured now");
    bench_verb->add_option("PLAN", bench.plan, "Plan to measure with")->capture_default_str();
    bench_verb->add_option("--repeats", bench.repeats, "Runs of each figure; the fastest counts")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    bench_verb->add_flag("--json", bench.json, "As JSON");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : usage;
    }
    if (run_verb->parsed()) return guarded([&] { return cli::run(common, run); });
    if (check_verb->parsed()) return guarded([&] { return cli::check(common, check); });
    if (data_verb->parsed()) return guarded([&] { return cli::data(common, data); });
    if (schema_verb->parsed()) return guarded([&] { return cli::schema(common, schema); });
    return guarded([&] { return cli::bench(common, bench); });
}
