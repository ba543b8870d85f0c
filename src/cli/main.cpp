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
                   "percuta: {}\n  help: percuta run and percuta trial do it all the same with --override "
                   "\"the reason\", which the result keeps\n",
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

/// Options of a trial mean nothing to the merging of its shards, which say themselves what they are.
int merge_shards(const cli::Common& common, const cli::TrialMergeArguments& arguments, const CLI::App& trial) {
    for (const CLI::Option* option : trial.get_options())
        if (option->count() > 0)
            throw core::UsageError(
                fmt::format("percuta trial merge takes no {}; it takes folders, -o and --json", option->get_name()));
    return cli::trial_merge(common, arguments);
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
    add_whole_number(*run_verb, "--people", run.people, 100, 100000, "Virtual people behind each reading of a scale");
    add_whole_number(*run_verb, "--threads", run.threads, 1, 1024,
                     "Threads (default: one a core); the result does not depend on it");
    run_verb->add_option("--override", run.overridden,
                         "Carry a contraindicated plan out all the same, for this reason; the result keeps it");
    run_verb->add_option("--policy", run.policy, "Of screening: label, standard, conservative or evidence");
    run_verb->add_flag("--fhir", run.fhir, "Also write fhir.json: plan, screening and calendar as a FHIR R4 bundle");
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

    cli::CompareArguments compare;
    compare.command = run.command;
    auto* compare_verb = app.add_subcommand(
        "compare",
        "Example: percuta compare examples/acne-scars.toml examples/acne-scars-pen.toml\n\nTwo to four plans side by "
        "side for the same virtual people: what each leads to, and which differences are more than noise");
    compare_verb->add_option("PLAN", compare.plans, "Plan files (TOML), two to four")->required();
    compare_verb->add_option("-o,--output", compare.output, "Folder for compare.html and compare.json");
    compare_verb->add_option("--json", compare.json, "Also write the comparison to this file; - for standard output");
    compare_verb->add_option("--fidelity", compare.fidelity, "column (depth only) or cell (around one hole)")
        ->capture_default_str();
    add_whole_number<std::uint64_t>(*compare_verb, "--seed", compare.seed, 0, std::numeric_limits<std::uint64_t>::max(),
                                    "Seed of all random numbers, the same for every plan");
    add_whole_number(*compare_verb, "--samples", compare.samples, 0, 100000,
                     "Draws of the priors behind the intervals; 0 for none");
    add_whole_number(*compare_verb, "--threads", compare.threads, 1, 1024, "Threads (default: one a core)");

    cli::ScreenArguments screen;
    auto* screen_verb = app.add_subcommand(
        "screen",
        "Example: percuta screen examples/acne-scars.toml\n\nMay this person be needled as planned? Rules that hold, "
        "what is not known, and what to ask next, with sources");
    screen_verb->add_option("PLAN", screen.plan, "Plan file (TOML)")->required();
    screen_verb->add_option("--policy", screen.policy,
                            "Whose bar holds where sources disagree: label, standard, conservative or evidence");
    screen_verb->add_option("--date", screen.date, "First day of treatment, such as 2027-01-11 (default: the plan's)");
    screen_verb->add_option("--json", screen.json, "Also write the screening to this file; - for standard output");
    screen_verb->add_flag("--all", screen.all, "Every question, and what is known");

    cli::CalendarArguments calendar;
    auto* calendar_verb =
        app.add_subcommand("calendar",
                           "Example: percuta calendar examples/acne-scars.toml --zone Europe/Berlin -o "
                           "acne-scars.ics\n\nWhat comes before "
                           "and after each session, beside what is simulated of this plan, and when to get help");
    calendar_verb->add_option("PLAN", calendar.plan, "Plan file (TOML)")->required();
    calendar_verb->add_option("-o,--output", calendar.output,
                              "Also write a calendar file (.ics); what changed since the last one is marked");
    calendar_verb->add_option("--policy", calendar.policy,
                              "Whose windows hold: label, standard, conservative or evidence");
    calendar_verb->add_option("--date", calendar.date,
                              "First day of treatment, such as 2027-01-11 (default: the plan's)");
    calendar_verb->add_option("--time", calendar.time,
                              "When sessions begin, such as 09:30 (default: the plan's, or 10:00)");
    calendar_verb->add_option("--zone", calendar.zone, "Time zone, such as Europe/Berlin (default: the plan's)");
    calendar_verb->add_flag("--clinician", calendar.clinician, "With what is not for whoever is treated");
    calendar_verb->add_flag("--named", calendar.named,
                            "Titles in the file say what it is about; phones show them on locked screens");
    calendar_verb->add_option("--json", calendar.json, "Also write the calendar to this file; - for standard output");
    add_whole_number<std::uint64_t>(*calendar_verb, "--seed", calendar.seed, 0,
                                    std::numeric_limits<std::uint64_t>::max(), "Seed of all random numbers");
    calendar_verb->add_option("--override", calendar.overridden,
                              "Plan a contraindicated treatment all the same, for this reason");

    cli::ServeArguments serve;
    auto* serve_verb = app.add_subcommand(
        "serve",
        "Example: percuta serve\n\nThe page on this machine: set a treatment up, run it, see what happens in the skin");
    serve_verb->add_option("--address", serve.address, "Address to listen on")->capture_default_str();
    add_whole_number<std::uint16_t>(*serve_verb, "--port", serve.port, 0, 65535, "Port; 0 for any that is free");
    serve_verb->add_option("--token", serve.token,
                           "What the address that is printed carries (default: a new one each time)");
    serve_verb->add_option("--host", serve.hosts,
                           "Another name by which the server is reached, such as that of a proxy; may be given again");
    add_whole_number(*serve_verb, "--threads", serve.threads, 1, 1024, "Threads of a run (default: one a core)");

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
                                         "adjuncts, scales, readers, quantities, rules, facts, zones, parameters, "
                                         "studies, sources");
    data_verb->add_option("KIND", data.kind,
                          "sites, methods, devices, products, permeants, excipients, concerns, adjuncts, scales, "
                          "readers, quantities, rules, facts, zones, "
                          "parameters, studies or sources");
    data_verb->add_option("NAME", data.name, "One of them, such as cheek or healing.k_D");
    data_verb->add_flag("--json", data.json, "As JSON");

    cli::SchemaArguments schema;
    auto* schema_verb = app.add_subcommand(
        "schema",
        "Example: percuta schema plan > plan.schema.json\n\nJSON Schema of the plan, of the result or of a trial");
    schema_verb->add_option("OF", schema.of, "plan, result or trial")->capture_default_str();

    cli::BenchArguments bench;
    bench.program = argv[0];
    auto* bench_verb = app.add_subcommand(
        "bench", "Example: percuta bench\n\nThe performance figures of docs/performance.md, measured now");
    bench_verb->add_option("PLAN", bench.plan, "Plan to measure with")->capture_default_str();
    bench_verb->add_option("--goal", bench.goal, "Also measure design, with this goal");
    add_whole_number(*bench_verb, "--repeats", bench.repeats, 1, 100, "Runs of each figure; the fastest counts");
    bench_verb->add_flag("--json", bench.json, "As JSON");

    cli::ValidateArguments validate;
    auto* validate_verb = app.add_subcommand(
        "validate",
        "Example: percuta validate roemgens-2014-force verbaan-2008\n\nPublished figures beside what is predicted for "
        "them: hits and misses");
    validate_verb->add_option("STUDY", validate.studies, "Studies by name (default: all; see percuta data studies)");
    validate_verb->add_option("--json", validate.json, "Also write the table to this file; - for standard output");
    validate_verb->add_option("--html", validate.html, "Also write a page with a plot of predicted against published");
    validate_verb->add_option(
        "--permeability", validate.permeability,
        "Instead, judge the models of intact skin on this table of measured permeabilities: a CSV file with "
        "the header log10_kow,mw_g_mol,log10_kp_cm_s");
    add_whole_number(*validate_verb, "--draws", validate.draws, 2, 100000,
                     "Draws of parameters, and for experiments of people");
    add_whole_number(*validate_verb, "--replicates", validate.replicates, 2, 1000000,
                     "How often each trial is carried out again");
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
    auto* clinical = fit_verb->add_flag("--clinical", fit.clinical,
                                        "Instead: parameters of healing, hair and outcome, from the clinical trials "
                                        "that calibrate them; shows how well each is told");
    auto* freeze = fit_verb->add_flag("--freeze", fit.freeze,
                                      "Instead: write the split of the studies into calibration, held-out and display "
                                      "as it stands, with a hash of each; refused fits compare with it");
    add_whole_number(*fit_verb, "--members", fit.members, 16, 10000, "Members of the ensemble of --clinical");
    add_whole_number(*fit_verb, "--draws", fit.draws, 2, 100000, "Draws of the posterior");
    add_whole_number<std::uint64_t>(*fit_verb, "--seed", fit.seed, 0, std::numeric_limits<std::uint64_t>::max(),
                                    "Seed of all random numbers");
    add_whole_number(*fit_verb, "--threads", fit.threads, 1, 1024, "Threads (default: one a core)");
    for (const char* of_draws : {"--draws", "--seed", "--threads", "--members"}) {
        patency->excludes(fit_verb->get_option(of_draws));
        freeze->excludes(fit_verb->get_option(of_draws));
    }
    clinical->excludes(fit_verb->get_option("--draws"));
    clinical->excludes(patency);
    freeze->excludes(patency);
    freeze->excludes(clinical);

    cli::TrialArguments trial;
    trial.version = PERCUTA_VERSION;
    trial.commit = PERCUTA_COMMIT;
    auto* trial_verb = app.add_subcommand(
        "trial",
        "Example: percuta trial examples/acne-scars.toml --against untreated --split --patients 40\n\nA virtual trial: "
        "people who differ, treated as a plan says and read as a trial reads them; writes people.csv and trial.json");
    trial_verb->add_option("PLAN", trial.plan, "Plan file (TOML)");
    trial_verb->add_option("--against", trial.against, "Plan of a second arm, or: untreated");
    trial_verb->add_flag("--split", trial.split, "Both arms on the same person, as two sides of a face");
    add_whole_number<std::uint64_t>(*trial_verb, "--patients", trial.patients, 1, 1'000'000'000,
                                    "People of one trial, over both arms");
    add_whole_number<std::uint64_t>(*trial_verb, "--replicates", trial.replicates, 1, 1'000'000,
                                    "How often the trial is repeated, each time in another world");
    trial_verb->add_option(
        "--reader", trial.readers,
        "Who reads, such as blinded-photo (the default) or open-single-assessor; may be given again");
    trial_verb->add_option("--scale", trial.scales,
                           "What is read (default: the scale of the plan's baseline); may be given again");
    trial_verb->add_option("--age-sd", trial.age_sd, "Standard deviation of age, such as \"8 yr\"");
    trial_verb->add_option("--female", trial.female, "Share of women, 0 to 1");
    trial_verb->add_option("--phototypes", trial.phototypes, "Shares of phototypes, such as 3=0.5,4=0.5");
    trial_verb->add_option("--baseline-sd", trial.baseline_sd, "Standard deviation of the true score before treatment");
    trial_verb->add_option("--drop-out", trial.drop_out, "Mean share of people who leave; 0 for none");
    trial_verb->add_option("--shard", trial.shard, "Follow only this part of the people, such as 2/3");
    trial_verb->add_option("-o,--output", trial.output,
                           "Folder for the results (default: results/<name of the plan>-trial)");
    trial_verb->add_option("--override", trial.overridden,
                           "Follow a contraindicated plan all the same, for this reason; the result keeps it");
    add_whole_number<std::uint64_t>(*trial_verb, "--seed", trial.seed, 0, std::numeric_limits<std::uint64_t>::max(),
                                    "Seed of all random numbers");
    add_whole_number(*trial_verb, "--threads", trial.threads, 1, 1024,
                     "Threads (default: one a core); the result does not depend on it");
    trial_verb->add_flag("--json", trial.json, "Print trial.json in place of the summary");

    cli::TrialMergeArguments merge;
    auto* merge_verb = trial_verb->add_subcommand(
        "merge", "Example: percuta trial merge results/acne-scars-trial\n\nThe results of a trial from its shards");
    merge_verb->add_option("DIR", merge.folders, "Folders that hold the shards")->required();
    merge_verb->add_option("-o,--output", merge.output, "Folder for the results (default: the first of them)");
    merge_verb->add_flag("--json", merge.json, "Print trial.json in place of the summary");

    cli::SensitivityArguments sensitivity;
    auto* sensitivity_verb = app.add_subcommand(
        "sensitivity",
        "Example: percuta sensitivity examples/acne-scars.toml --of collagen\n\nWhich parameters make the result of a "
        "plan uncertain: Sobol indices, alone and with others");
    sensitivity_verb->add_option("PLAN", sensitivity.plan, "Plan file (TOML)")->required();
    sensitivity_verb
        ->add_option("--of", sensitivity.of,
                     "Results, with commas: collagen, epidermis, depth, score, hair, bleeding, pain, downtime, pih")
        ->delimiter(',');
    sensitivity_verb->add_flag(
        "--priors", sensitivity.priors,
        "As before any fit: every parameter by its own prior, instead of fits as one input each");
    add_whole_number(*sensitivity_verb, "--base", sensitivity.base, 16, 65536,
                     "Rows of each matrix; a power of 2 is most even");
    add_whole_number<std::uint64_t>(*sensitivity_verb, "--seed", sensitivity.seed, 0,
                                    std::numeric_limits<std::uint64_t>::max(), "Seed of all random numbers");
    add_whole_number(*sensitivity_verb, "--threads", sensitivity.threads, 1, 1024, "Threads (default: one a core)");
    sensitivity_verb->add_option("--json", sensitivity.json,
                                 "Also write the table to this file; - for standard output");

    cli::DesignArguments design;
    auto* design_verb = app.add_subcommand(
        "design",
        "Example: percuta design examples/goals/acne-scars-half.toml\n\nSearch plans for a goal under limits: those "
        "worth considering, and why they stop where they stop");
    design_verb->add_option("GOAL", design.goal, "Goal file (TOML)")->required();
    design_verb->add_option("-o,--output", design.output,
                            "Folder for the plans and design.json (default: results/<name of the goal>)");
    design_verb->add_option("--json", design.json, "Also write design.json to this file; - for standard output");
    add_whole_number(*design_verb, "--draws", design.draws, 8, 10000, "Draws of the plans that are looked at closer");
    add_whole_number<std::uint64_t>(*design_verb, "--seed", design.seed, 0, std::numeric_limits<std::uint64_t>::max(),
                                    "Seed of all random numbers");
    add_whole_number(*design_verb, "--threads", design.threads, 1, 1024,
                     "Threads (default: one a core); the result does not depend on it");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0) {
            refuse_call(app, error);
            return usage;
        }
        return guarded([&] { return app.exit(error); });  // --help and --version
    }
    if (merge_verb->parsed()) return guarded([&] { return merge_shards(common, merge, *trial_verb); });
    if (trial_verb->parsed()) return guarded([&] { return cli::trial(common, trial); });
    if (run_verb->parsed()) return guarded([&] { return cli::run(common, run); });
    if (compare_verb->parsed()) return guarded([&] { return cli::compare(common, compare); });
    if (screen_verb->parsed()) return guarded([&] { return cli::screen(common, screen); });
    if (calendar_verb->parsed()) return guarded([&] { return cli::calendar(common, calendar); });
    if (serve_verb->parsed()) return guarded([&] { return cli::serve(common, serve); });
    if (check_verb->parsed()) return guarded([&] { return cli::check(common, check); });
    if (data_verb->parsed()) return guarded([&] { return cli::data(common, data); });
    if (validate_verb->parsed()) return guarded([&] { return cli::validate(common, validate); });
    if (fit_verb->parsed()) return guarded([&] { return cli::fit(common, fit); });
    if (sensitivity_verb->parsed()) return guarded([&] { return cli::sensitivity(common, sensitivity); });
    if (design_verb->parsed()) return guarded([&] { return cli::design(common, design); });
    if (schema_verb->parsed()) return guarded([&] { return cli::schema(common, schema); });
    return guarded([&] { return cli::bench(common, bench); });
}
