// `percuta fit --patency`: what elastic contraction leaves of channels.
#include <algorithm>

#include <fmt/format.h>

#include "cli/files.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/split.hpp"
#include "report/file.hpp"
#include "trial/patency.hpp"

namespace percuta::cli {

int fit_patency(const Common& common, const FitArguments& arguments) {
    if (!arguments.output.empty()) report::check_writable(arguments.output);
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    course::check_split(known);
    std::string text = fmt::format("{:<24} {:>12} {:>12}   {}\n", "parameter", "in the data", "calibrated",
                                   "one standard deviation of the figure either way");
    for (const trial::Calibrated& one : trial::calibrate_patency(known, watch(interruption, common.quiet))) {
        const core::Parameter& p = known.barrier.at(one.parameter);
        const auto in_unit = [&](double si) { return core::from_si(si, p.unit); };
        text +=
            fmt::format("{:<24} {:>12.4g} {:>12.4g}   {:.4g} to {:.4g}{}; {}: {}{}\n", one.parameter, p.written,
                        in_unit(one.value), in_unit(one.least), in_unit(one.most), p.unit == "1" ? "" : " " + p.unit,
                        one.study, one.what, one.reached ? "" : " (not reached: the bound is kept)");
    }
    end_progress();
    if (arguments.output.empty()) fmt::print("{}", text);
    else report::write_file(arguments.output, text);
    return 0;
}

}  // namespace percuta::cli
