#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/files.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/units.hpp"
#include "course/split.hpp"
#include "course/team.hpp"
#include "report/file.hpp"
#include "trial/fit.hpp"

namespace percuta::cli {

namespace {

void print_parameters(const core::ParameterSet& priors, const core::Posterior& posterior) {
    const core::ParameterSet fitted = posterior.central(priors);
    fmt::print("{:<20} {:>12} {:>12}   {}\n", "parameter", "prior", "posterior", "90 % interval");
    for (const std::string& name : posterior.names()) {
        const core::Parameter& p = fitted.at(name);
        const auto in_unit = [&](double si) { return core::from_si(si, p.unit); };
        fmt::print("{:<20} {:>12.4g} {:>12.4g}   {:.4g} to {:.4g}{}\n", name, in_unit(p.centre), p.written,
                   in_unit(p.posterior->lo), in_unit(p.posterior->hi), p.unit == "1" ? "" : " " + p.unit);
    }
}

/// Pairs that the studies tell apart badly: what one has more, the other has less or more too.
void print_correlations(const core::Posterior& posterior) {
    // Draws that are independent correlate by 1 / sqrt(n) by chance.
    const double worth_saying = std::max(0.3, 3.0 / std::sqrt(static_cast<double>(posterior.size())));
    if (worth_saying >= 1.0) return;
    const auto names = posterior.names();
    const auto positive = [&](std::size_t k) { return std::ranges::min(posterior.draws(k)) > 0.0; };
    fmt::print("\nCorrelations of logarithms beyond {:.1g}, either way:\n", worth_saying);
    for (std::size_t a = 0; a < names.size(); ++a)
        for (std::size_t b = a + 1; b < names.size(); ++b) {
            if (!positive(a) || !positive(b)) continue;
            const double r = posterior.correlation(a, b);
            if (std::abs(r) > worth_saying) fmt::print("  {} and {}: {:+.2f}\n", names[a], names[b], r);
        }
}

}  // namespace

int fit(const Common& common, const FitArguments& arguments) {
    if (arguments.patency) return fit_patency(common, arguments);
    if (arguments.clinical) return fit_clinical(common, arguments);
    if (arguments.freeze) return freeze_split(common, arguments);
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    course::check_split(known);
    if (!arguments.output.empty()) report::check_writable(arguments.output);
    course::Team team(threads_of(arguments.threads));
    const core::Posterior posterior =
        trial::fit_puncture(known, arguments.draws, arguments.seed, team, watch(interruption, common.quiet));
    end_progress();
    if (!arguments.output.empty())
        report::write_file(arguments.output,
                           posterior.write(known.puncture_priors, fmt::format("percuta fit --draws {} --seed {}",
                                                                              arguments.draws, arguments.seed)));
    if (common.quiet) return 0;
    print_parameters(known.puncture_priors, posterior);
    print_correlations(posterior);
    if (!arguments.output.empty()) fmt::print("\nwritten to {}\n", arguments.output);
    return 0;
}

}  // namespace percuta::cli
