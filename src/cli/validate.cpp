#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/error.hpp"
#include "course/team.hpp"
#include "report/file.hpp"
#include "trial/validate.hpp"

namespace percuta::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string unit_of(const trial::FigureCheck& figure) { return figure.unit == "1" ? "" : " " + figure.unit; }

std::string published(const trial::FigureCheck& figure) {
    if (figure.least == figure.most) return fmt::format("{:.3g}{}", figure.least, unit_of(figure));
    if (std::isinf(figure.least)) return fmt::format("at most {:.3g}{}", figure.most, unit_of(figure));
    if (std::isinf(figure.most)) return fmt::format("at least {:.3g}{}", figure.least, unit_of(figure));
    return fmt::format("{:.3g} to {:.3g}{}", figure.least, figure.most, unit_of(figure));
}

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json to_json(const trial::Validation& validation) {
    Json out = {{"draws", validation.draws}, {"studies", Json::array()}, {"summary", Json::object()}};
    for (const trial::StudyCheck& study : validation.studies) {
        Json figures = Json::array();
        for (const trial::FigureCheck& figure : study.figures) {
            Json one = {{"what", figure.what}, {"unit", figure.unit}};
            if (figure.least == figure.most) one["published"] = figure.least;
            else one["published"] = Json::array({number(figure.least), number(figure.most)});
            one.update({{"published_sd", figure.sd},
                        {"spread", figure.spread},
                        {"central", number(figure.central)},
                        {"undefined", figure.undefined},
                        {"predicted", figure.mean},
                        {"pi90", {figure.predicted.lo, figure.predicted.hi}},
                        {"z", figure.z},
                        {"inside", figure.inside}});
            if (!figure.note.empty()) one["note"] = figure.note;
            figures.push_back(std::move(one));
        }
        out["studies"].push_back({{"id", study.id},
                                  {"title", study.title},
                                  {"source", study.source},
                                  {"role", study.role},
                                  {"protocol", study.protocol},
                                  {"figures", std::move(figures)}});
    }
    for (const trial::Summary& summary : validation.summary) {
        std::string role = summary.role;
        for (char& c : role) c = c == '-' ? '_' : c;
        out["summary"][role] = {
            {"figures", summary.figures},
            {"inside", summary.inside},
            {"coverage",
             summary.figures > 0 ? Json(static_cast<double>(summary.inside) / summary.figures) : Json(nullptr)},
            {"median_abs_z", summary.median_abs_z}};
    }
    return out;
}

void print(const trial::Validation& validation) {
    for (const trial::StudyCheck& study : validation.studies) {
        fmt::print("\n{} ({}): {}\n", study.title, study.role, study.protocol);
        for (const trial::FigureCheck& figure : study.figures) {
            if (figure.undefined == validation.draws) {
                fmt::print(
                    "  ----  {}\n        published {}; no prediction: what it is a ratio to is zero in every draw\n",
                    figure.what, published(figure));
                continue;
            }
            fmt::print("  {}  {}\n        published {}, predicted {:.3g} ({:.3g} to {:.3g}){}; z = {:+.1f}\n",
                       figure.inside ? "hit " : "MISS", figure.what, published(figure), figure.mean,
                       figure.predicted.lo, figure.predicted.hi, unit_of(figure), figure.z);
            if (figure.undefined > 0)
                fmt::print("        without {} draws in which what it is a ratio to is zero\n", figure.undefined);
        }
    }
    fmt::print("\n");
    for (const trial::Summary& summary : validation.summary)
        if (summary.figures > 0)
            fmt::print(
                "{:<12} {:>3} of {:>3} figures within the 90 % interval of their prediction; median |z| {:.2f}\n",
                summary.role, summary.inside, summary.figures, summary.median_abs_z);
    fmt::print(
        "An interval spans {} draws of parameters and single people, and the published figure's own spread; a figure "
        "that\n"
        "is a mean over many people is hit more easily by that. Parameters were fitted to the calibration studies "
        "only.\n"
        "Clinical studies stand beside the results of `percuta run`.\n",
        validation.draws);
}

}  // namespace

int validate(const Common& common, const ValidateArguments& arguments) {
    if (!arguments.permeability.empty()) return validate_permeability(common, arguments);
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    std::vector<std::string> names;
    for (const course::Study& study : known.studies)
        if (!study.bench.empty()) names.push_back(study.id);
    for (const std::string& name : arguments.studies)
        if (std::ranges::find(names, name) == names.end())
            throw core::UsageError(fmt::format("\"{}\" is not among the studies that can be replayed; {}", name,
                                               core::suggest(name, names)));
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    course::Team team(threads_of(arguments.threads));
    const trial::Validation validation = trial::validate(known, arguments.studies, arguments.draws, arguments.seed,
                                                         team, watch(interruption, common.quiet));
    end_progress();
    const std::string json = to_json(validation).dump(2) + "\n";
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (arguments.json != "-" && !common.quiet) print(validation);
    return 0;
}

}  // namespace percuta::cli
