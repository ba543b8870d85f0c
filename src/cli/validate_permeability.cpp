#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/verbs.hpp"
#include "core/error.hpp"
#include "course/knowledge.hpp"
#include "report/file.hpp"
#include "trial/permeability.hpp"

namespace percuta::cli {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::vector<trial::PolarityClass>& classes) {
    Json out = {{"unit", "log10 of measured over predicted"}, {"classes", Json::array()}};
    for (const trial::PolarityClass& one : classes) {
        const auto residual = [&](const trial::Residual& of) {
            return one.records > 0 ? Json{{"bias", of.bias}, {"rmse", of.rmse}} : Json(nullptr);
        };
        out["classes"].push_back({{"name", one.name},
                                  {"records", one.records},
                                  {"potts_guy", residual(one.potts_guy)},
                                  {"with_polar_route", residual(one.regression)},
                                  {"kasting", residual(one.kasting)},
                                  {"chen", residual(one.chen)}});
    }
    return out;
}

void print(const std::vector<trial::PolarityClass>& classes) {
    fmt::print("{:<20}{:>8}{:>16}{:>18}{:>16}{:>16}\n", "", "records", "Potts-Guy", "with polar route", "kasting",
               "chen");
    for (const trial::PolarityClass& one : classes) {
        fmt::print("{:<20}{:>8}", one.name, one.records);
        const auto cell = [&](const trial::Residual& of) {
            return one.records > 0 ? fmt::format("{:+.2f} {:5.2f}", of.bias, of.rmse) : std::string("-");
        };
        fmt::print("{:>16}{:>18}{:>16}{:>16}\n", cell(one.potts_guy), cell(one.regression), cell(one.kasting),
                   cell(one.chen));
    }
    fmt::print("Bias and root mean square of log10(measured / predicted). Every solute is taken as neutral.\n");
}

}  // namespace

int validate_permeability(const Common& common, const ValidateArguments& arguments) {
    if (!arguments.studies.empty())
        throw core::UsageError("either studies are replayed or a table of permeabilities is judged; leave one out");
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    const course::Knowledge known = course::learn(data_files(common.data));
    const std::vector<trial::PolarityClass> classes = trial::judge_permeability(
        delivery::parameters(known.delivery),
        trial::read_permeabilities(read_file(arguments.permeability), arguments.permeability));
    const std::string json = to_json(classes).dump(2) + "\n";
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (arguments.json != "-" && !common.quiet) print(classes);
    return 0;
}

}  // namespace percuta::cli
