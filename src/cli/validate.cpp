#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/error.hpp"
#include "course/split.hpp"
#include "course/team.hpp"
#include "report/file.hpp"
#include "report/validation_page.hpp"
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
    Json out = {{"draws", validation.draws},
                {"replicates", validation.replicates},
                {"studies", Json::array()},
                {"summary", Json::object()}};
    for (const trial::StudyCheck& study : validation.studies) {
        Json figures = Json::array();
        for (const trial::FigureCheck& figure : study.figures) {
            Json one = {{"what", figure.what}, {"unit", figure.unit}};
            if (figure.least == figure.most) one["published"] = figure.least;
            else one["published"] = Json::array({number(figure.least), number(figure.most)});
            one.update({{"published_sd", figure.sd},
                        {"spread", figure.spread},
                        {"central", number(figure.central)},
                        {"predictions", figure.asked},
                        {"undefined", figure.undefined}});
            const bool some = figure.has_prediction();
            one.update({{"predicted", some ? Json(figure.mean) : Json(nullptr)},
                        {"pi90", some ? Json{figure.predicted.lo, figure.predicted.hi} : Json(nullptr)},
                        {"z", some ? Json(figure.z) : Json(nullptr)},
                        {"interval_score", some ? Json(figure.score) : Json(nullptr)},
                        {"inside", some ? Json(figure.inside) : Json(nullptr)}});
            if (figure.is_range()) one["probability"] = some ? Json(figure.probability) : Json(nullptr);
            if (!figure.suspect.empty()) one["suspect"] = figure.suspect;
            if (!figure.note.empty()) one["note"] = figure.note;
            figures.push_back(std::move(one));
        }
        Json one = {{"id", study.id},
                    {"title", study.title},
                    {"source", study.source},
                    {"role", study.role},
                    {"kind", study.clinical ? "trial" : "experiment"},
                    {"protocol", study.protocol}};
        if (!study.assumed.empty()) one["assumed"] = study.assumed;
        one["figures"] = std::move(figures);
        out["studies"].push_back(std::move(one));
    }
    for (const trial::Summary& summary : validation.summary) {
        std::string role = summary.role;
        for (char& c : role) c = c == '-' ? '_' : c;
        Json figures = {{"figures", summary.figures},
                        {"inside", summary.inside},
                        {"coverage", summary.figures > 0 ? Json(summary.coverage()) : Json(nullptr)},
                        {"median_abs_z", summary.median_abs_z},
                        {"mean_interval_score", summary.mean_score},
                        {"ranges", summary.ranges},
                        {"ranges_touched", summary.touched},
                        {"mean_probability", summary.mean_probability}};
        if (summary.kind == "all") out["summary"][role] = std::move(figures);
        else out["summary"][role][summary.kind] = std::move(figures);
    }
    return out;
}

void print(const trial::Validation& validation) {
    for (const trial::StudyCheck& study : validation.studies) {
        fmt::print("\n{} ({}): {}\n", study.title, study.role, study.protocol);
        if (!study.assumed.empty()) fmt::print("  assumed: {}\n", study.assumed);
        for (const trial::FigureCheck& figure : study.figures) {
            if (!figure.has_prediction()) {
                fmt::print("  ----  {}\n        published {}; no prediction: what it is a ratio to is always zero\n",
                           figure.what, published(figure));
                continue;
            }
            fmt::print("  {}  {}\n        published {}, predicted {:.3g} ({:.3g} to {:.3g}){}; z = {:+.1f}\n",
                       figure.inside ? "hit " : "MISS", figure.what, published(figure), figure.mean,
                       figure.predicted.lo, figure.predicted.hi, unit_of(figure), figure.z);
            if (!figure.suspect.empty()) fmt::print("        doubtful in print: {}\n", figure.suspect);
            if (figure.is_range())
                fmt::print("        probability of that range {:.0f} %\n", 100.0 * figure.probability);
            if (figure.undefined > 0)
                fmt::print("        without {} of {} predictions, in which what it is a ratio to is zero\n",
                           figure.undefined, figure.asked);
        }
    }
    fmt::print("\n{:<12} {:<12} {:>8} {:>7} {:>9} {:>11} {:>15} {:>8} {:>12}\n", "role", "kind", "numbers", "inside",
               "coverage", "median |z|", "interval score", "ranges", "probability");
    for (const trial::Summary& summary : validation.summary)
        if (summary.figures + summary.ranges > 0)
            fmt::print("{:<12} {:<12} {:>8} {:>7} {:>7.0f} % {:>11.2f} {:>15.2f} {:>8} {:>10.0f} %\n", summary.role,
                       summary.kind, summary.figures, summary.inside, 100.0 * summary.coverage(), summary.median_abs_z,
                       summary.mean_score, summary.ranges, 100.0 * summary.mean_probability);
    fmt::print(
        "Inside: the number lies within the 90 % interval of the prediction. For experiments that spans {} draws of\n"
        "parameters and single people and the published figure's own spread; for trials {} replicates with as many\n"
        "people, the readers and the between-study scatter of the trial, over {} draws of parameters. Interval score:\n"
        "width and what lies outside, over the length of the scale or the published figure; small is good. Ranges "
        "such\n"
        "as \"more than 0\" are counted apart: the mean probability predicted for them.\n",
        validation.draws, validation.replicates, validation.draws);
}

}  // namespace

int validate(const Common& common, const ValidateArguments& arguments) {
    if (!arguments.permeability.empty()) return validate_permeability(common, arguments);
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    std::vector<std::string> names;
    for (const course::Study& study : known.studies) names.push_back(study.id);
    for (const std::string& name : arguments.studies)
        if (std::ranges::find(names, name) == names.end())
            throw core::UsageError(fmt::format("there is no study \"{}\"; {}", name, core::suggest(name, names)));
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    if (!arguments.html.empty()) report::check_writable(arguments.html);
    if (!common.quiet)
        for (const std::string& one : course::split_differences(known))
            fmt::print(stderr, "note: {}; what is said of held-out studies does not hold for it\n", one);
    course::Team team(threads_of(arguments.threads));
    const trial::Validation validation =
        trial::validate(known, arguments.studies,
                        {.draws = arguments.draws, .replicates = arguments.replicates, .seed = arguments.seed}, team,
                        watch(interruption, common.quiet));
    end_progress();
    const std::string json = to_json(validation).dump(2) + "\n";
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (!arguments.html.empty())
        report::write_file(arguments.html, report::validation_page(validation, known.bibliography));
    if (arguments.json != "-" && !common.quiet) print(validation);
    return 0;
}

}  // namespace percuta::cli
