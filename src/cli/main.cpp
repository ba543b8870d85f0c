// The command line: parses arguments, calls one verb, turns errors into messages and exit codes.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "cli/verbs.hpp"
#include "core/error.hpp"

namespace {

using namespace percuta;

enum ExitCode {
    done = 0,
    internal = 1,
    usage = 2,
    invalid_input = 3,
    contraindicated = 4,
    not_converged = 5,
    interrupted = 130
};

/// What is printed may be lost only now, on its way out of our buffer.
void flush_output() {
    errno = 0;
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw core::UsageError(
            fmt::format("standard output cannot be written: {}", std::generic_category().message(errno)));
}

/// Runs a verb; says what went wrong on standard error.
int guarded(const std::function<int()>& verb) {
    try {
        const int code = verb();
        flush_output();
        return code;
    } catch (const core::InvalidInput& error) {
        fmt::print(stderr, "{}", error.what());
        const std::size_t count = error.diagnostics().size();
        if (count > 1) fmt::print(stderr, "{} mistakes found.\n", count);
        return invalid_input;
    } catch (const core::Interrupted&) {
        fmt::print(stderr, "\npercuta: interrupted; nothing was written\n");
        return interrupted;
    } catch (const core::Contraindicated& error) {
        fmt::print(stderr,
                   "percuta: {}\n  help: run it all the same with --override \"the reason\", which the result keeps\n",
                   error.what());
        return contraindicated;
    } catch (const core::NotConverged& error) {
        fmt::print(stderr, "percuta: did not converge: {}\n", error.what());
        return not_converged;
    } catch (const core::UserError& error) {
        fmt::print(stderr, "percuta: {}\n", error.what());
        return usage;
    } catch (const std::system_error& error) {  // from fmt, when it cannot print
        if (std::ferror(stdout) != 0)
            fmt::print(stderr, "percuta: standard output cannot be written: {}\n", error.code().message());
        else fmt::print(stderr, "percuta: {}\n", error.what());
        return usage;
    } catch (const std::exception& error) {
        fmt::print(stderr,
                   "percuta: internal error: {}\nThis is a fault of Percuta, not of your input: please report it with "
                   "the plan.\n",
                   error.what());
        return internal;
    }
}

/// The word as a shell reads it back: in quotes unless it is of plain characters only.
std::string quoted(const std::string& word) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:=+-";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string typed(int argc, char** argv) {
    std::string command = "percuta";
    for (int i = 1; i < argc; ++i) command += " " + quoted(argv[i]);
    return command;
}

/// An option that takes a whole number and says so; CLI11 alone would wrap -1 and read 010 as eight.
template <class Number>
void add_whole_number(CLI::App& verb, const std::string& name, Number& value, Number least, Number most,
                      const std::string& help) {
    const auto read = [&value, name, least, most](const std::string& text) {
        Number number{};
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, number);
        if (error != std::errc{} || end != last || number < least || number > most)
            throw CLI::ValidationError(
                name, fmt::format("{} is not a whole number from {} to {}", core::as_written(text), least, most));
        value = number;
    };
    auto* option = verb.add_option_function<std::string>(name, read, help)->type_name("N");
    if (value >= least) option->default_str(fmt::format("{}", value));
}

/// What CLI11 found wrong, or in its place the verb that does not exist.
void refuse_call(const CLI::App& app, const CLI::ParseError& error) {
    const auto words = app.remaining();
    const auto verb = std::ranges::find_if(words, [](const std::string& word) { return !word.starts_with('-'); });
    if (!app.get_subcommands().empty() || verb == words.end()) {
        app.exit(error);
        return;
    }
    std::vector<std::string> verbs;
    for (const CLI::App* known : app.get_subcommands({})) verbs.push_back(known->get_name());
    const std::string meant = core::nearest(*verb, verbs);
    fmt::print(stderr, "percuta: there is no verb {}{}\nThe verbs are {}; percuta --help says what they do.\n",
               core::as_written(*verb), meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant),
               fmt::join(verbs, ", "));
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_DFL);  // whoever reads may stop reading: that ends us without a word
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is met like a full disk: with a message

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
    auto* run_verb = app.add_subcommand(
        "run",
        "Example: percuta run examples/acne-scars.toml -o results/acne\n\nCarry a plan "
        "out and write report.html, result.json, curves.csv, closure.csv and, with products, delivery.csv");
    run_verb->add_option("PLAN", run.plan, "Plan file (TOML)")->required();
    run_verb->add_option("-o,--output", run.output, "Folder for the results (default: results/<name of the plan>)");
    run_verb->add_option("--json", run.json, "Also write the result to this file; - for standard output");
    run_verb
        ->add_option("--fidelity", run.fidelity,
                     "column (depth only), cell (around one hole) or patch (a block of skin with every hole)")
        ->capture_default_str();
    add_whole_number<std::uint64_t>(*run_verb, "--seed", run.seed, 0, std::numeric_limits<std::uint64_t>::max(),
                                    "Seed of all random numbers");
    add_whole_number(*run_verb, "--samples", run.samples, 0, 100000,
                     "Draws of the priors behind the intervals; 0 for none");
    add_whole_number(*run_verb, "--threads", run.threads, 1, 1024,
                     "Threads (default: one a core); the result does not depend on it");
    run_verb->add_option("--override", run.overridden,
                         "Carry a contraindicated plan out all the same, for this reason; the result keeps it");
    run_verb->add_flag("--fields", run.fields, "Also write fields: fields.h5 (xarray) and .vti or .vtr (ParaView)");
    run_verb->add_option("--field-names", run.field_names,
                         "Which, with commas, such as il1,collagen_total (default: the usual eight)");
    run_verb->add_option("--field-days", run.field_days, "At which days after the first session")
        ->capture_default_str();
    run_verb->add_option("--patch-side", run.patch_side, "Side of the square of a patch")->capture_default_str();
    run_verb->add_option("--patch-cell", run.patch_cell, "Length of its cells")->capture_default_str();
    add_whole_number(*run_verb, "--keep-every", run.keep_every, 0, 10000,
                     "Seconds between two checkpoints of a patch; 0 for none");
    run_verb->add_flag("--fresh", run.fresh, "Start a patch again although a checkpoint of it is kept");

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
                                         "sources: sites, methods, devices, products, permeants, excipients, concerns, "
                                         "adjuncts, parameters, studies, sources");
    data_verb->add_option("KIND", data.kind,
                          "sites, methods, devices, products, permeants, excipients, concerns, adjuncts, "
                          "parameters, studies or sources");
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
    add_whole_number(*bench_verb, "--repeats", bench.repeats, 1, 100, "Runs of each figure; the fastest counts");
    bench_verb->add_flag("--json", bench.json, "As JSON");

    cli::ValidateArguments validate;
    auto* validate_verb = app.add_subcommand(
        "validate",
        "Example: percuta validate roemgens-2014-force verbaan-2008\n\nPublished figures beside what is predicted for "
        "them: hits and misses");
    validate_verb->add_option("STUDY", validate.studies, "Studies by name (default: all; see percuta data studies)");
    validate_verb->add_option("--json", validate.json, "Also write the table to this file; - for standard output");
    validate_verb->add_option(
        "--permeability", validate.permeability,
        "Instead, judge the models of intact skin on this table of measured permeabilities: a CSV file with "
        "the header log10_kow,mw_g_mol,log10_kp_cm_s");
    add_whole_number(*validate_verb, "--draws", validate.draws, 2, 100000, "Draws of parameters and people");
    add_whole_number<std::uint64_t>(*validate_verb, "--seed", validate.seed, 0,
                                    std::numeric_limits<std::uint64_t>::max(), "Seed of all random numbers");
    add_whole_number(*validate_verb, "--threads", validate.threads, 1, 1024, "Threads (default: one a core)");

    cli::FitArguments fit;
    auto* fit_verb = app.add_subcommand(
        "fit",
        "Example: percuta fit -o data/puncture-posterior.toml\n\nWhat is known of the parameters of puncture after the "
        "insertion experiments that calibrate them");
    fit_verb->add_option("-o,--output", fit.output, "Write the draws to this file");
    auto* patency =
        fit_verb->add_flag("--patency", fit.patency,
                           "Instead: what elastic contraction leaves of channels, and how fast, from the permeation "
                           "experiments that calibrate it");
    add_whole_number(*fit_verb, "--draws", fit.draws, 2, 100000, "Draws of the posterior");
    add_whole_number<std::uint64_t>(*fit_verb, "--seed", fit.seed, 0, std::numeric_limits<std::uint64_t>::max(),
                                    "Seed of all random numbers");
    add_whole_number(*fit_verb, "--threads", fit.threads, 1, 1024, "Threads (default: one a core)");
    for (const char* of_draws : {"--draws", "--seed", "--threads"}) patency->excludes(fit_verb->get_option(of_draws));

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0) {
            refuse_call(app, error);
            return usage;
        }
        return guarded([&] { return app.exit(error); });  // --help and --version
    }
    if (run_verb->parsed()) return guarded([&] { return cli::run(common, run); });
    if (check_verb->parsed()) return guarded([&] { return cli::check(common, check); });
    if (data_verb->parsed()) return guarded([&] { return cli::data(common, data); });
    if (validate_verb->parsed()) return guarded([&] { return cli::validate(common, validate); });
    if (fit_verb->parsed()) return guarded([&] { return cli::fit(common, fit); });
    if (schema_verb->parsed()) return guarded([&] { return cli::schema(common, schema); });
    return guarded([&] { return cli::bench(common, bench); });
}
