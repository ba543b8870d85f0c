// `percuta fit --clinical`: what clinical trials tell of healing, hair and outcome. `--freeze`: which trials may tell.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/files.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/split.hpp"
#include "course/team.hpp"
#include "report/file.hpp"
#include "trial/fit_clinical.hpp"

namespace percuta::cli {

namespace {

void print_parameters(const course::Knowledge& known, const trial::ClinicalFit& fit) {
    const core::ParameterSet fitted = fit.posterior.central(known.clinical_priors);
    fmt::print("{:<28} {:>10} {:>10}   {:<22} {:>6} {:>7}   {}\n", "parameter", "prior", "posterior", "90 % interval",
               "told", "shift", "told together with");
    for (const trial::Identified& one : fit.parameters) {
        const core::Parameter& p = fitted.at(one.name);
        const auto in_unit = [&](double si) { return core::from_si(si, p.unit); };
        fmt::print("{:<28} {:>10.4g} {:>10.4g}   {:<22} {:>4.0f} % {:>+7.2f}   {}\n", one.name, in_unit(p.centre),
                   p.written,
                   fmt::format("{:.4g} to {:.4g}{}", in_unit(p.posterior->lo), in_unit(p.posterior->hi),
                               p.unit == "1" ? "" : " " + p.unit),
                   100.0 * one.contraction, one.shift,
                   one.partner.empty() ? "" : fmt::format("{} ({:+.2f})", one.partner, one.correlation));
    }
    fmt::print(
        "Told: share of the prior's variance that is gone; shift: of the mean, in standard deviations of the prior.\n");
}

void print_figures(const trial::ClinicalFit& fit) {
    fmt::print("\n{:<26} {:<52} {:>10} {:>8} {:>8} {:>8}\n", "study", "figure", "published", "error", "before",
               "after");
    for (const trial::Fitted& one : fit.figures) {
        const std::string published = one.least == one.most   ? fmt::format("{:.3g}", one.least)
                                      : std::isinf(one.least) ? fmt::format("<= {:.3g}", one.most)
                                      : std::isinf(one.most)  ? fmt::format(">= {:.3g}", one.least)
                                                              : fmt::format("{:.3g}-{:.3g}", one.least, one.most);
        fmt::print("{:<26} {:<52.52} {:>10} {:>8.3g} {:>8.3g} {:>8.3g}\n", one.study, one.what, published, one.error,
                   one.before, one.after);
    }
}

}  // namespace

int fit_clinical(const Common& common, const FitArguments& arguments) {
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    course::check_split(known);
    if (!arguments.output.empty()) report::check_writable(arguments.output);
    course::Team team(threads_of(arguments.threads));
    const trial::ClinicalFit fit = trial::fit_clinical(known, {.members = arguments.members, .seed = arguments.seed},
                                                       team, watch(interruption, common.quiet));
    end_progress();
    if (!arguments.output.empty())
        report::write_file(
            arguments.output,
            fit.posterior.write(known.clinical_priors, fmt::format("percuta fit --clinical --members {} --seed {}",
                                                                   arguments.members, arguments.seed)));
    if (common.quiet) return 0;
    print_parameters(known, fit);
    print_figures(fit);
    if (!arguments.output.empty()) fmt::print("\nwritten to {}\n", arguments.output);
    return 0;
}

int freeze_split(const Common& common, const FitArguments& arguments) {
    const course::Knowledge known = course::learn(data_files(common.data));
    const std::string text = course::write_split(known.studies);
    if (arguments.output.empty()) fmt::print("{}", text);
    else report::write_file(arguments.output, text);
    return 0;
}

}  // namespace percuta::cli
