// What `percuta data` says of published studies.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "report/listing.hpp"

namespace percuta::report::listing {

namespace {

using Json = nlohmann::ordered_json;
using course::Knowledge;

/// A figure in the unit in which it was printed; null where a range is open.
Json as_printed(double si, const std::string& unit) {
    if (!std::isfinite(si)) return nullptr;
    return unit.empty() || unit == "1" ? si : si / core::to_si(1.0, unit);
}

/// "160 um", "50 to 100 um", "at least 1.5 mm"; ends that are null are open.
std::string range_text(const Json& least, const Json& most, const std::string& written_unit) {
    const std::string unit = written_unit.empty() || written_unit == "1" ? "" : " " + written_unit;
    const auto text = [&](const Json& value) { return fmt::format("{:.4g}", value.get<double>()); };
    if (least.is_null() && most.is_null()) return "not printed";
    if (least.is_null()) return fmt::format("at most {}{}", text(most), unit);
    if (most.is_null()) return fmt::format("at least {}{}", text(least), unit);
    if (least == most) return text(least) + unit;
    return fmt::format("{} to {}{}", text(least), text(most), unit);
}

std::string published_text(const course::BenchFigure& figure) {
    return range_text(as_printed(figure.least, figure.unit), as_printed(figure.most, figure.unit), figure.unit);
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

/// "mean of goodman-baron-quantitative, read by patient, arm needling against control, 30 days after the last session"
std::string what_it_is(const course::ClinicalFigure& figure) {
    std::string out = fmt::format("{} of {}", course::name(figure.statistic), figure.measure);
    if (!figure.reader.empty()) out += fmt::format(", read by {}", figure.reader);
    out += fmt::format(", arm {}", figure.arm);
    if (!figure.versus.empty()) out += fmt::format(" against {}", figure.versus);
    if (figure.before) return out + ", before treatment";
    if (figure.at < 0.0) return out + fmt::format(", {:g} days before the last session", -figure.at / core::day);
    return out + fmt::format(", {:g} days after the last session", figure.at / core::day);
}

void add_figure(Entry& entry, const course::ClinicalFigure& figure, const course::ClinicalTrial& trial,
                const Knowledge& known) {
    const auto end = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    const Json least = end(figure.least), most = end(figure.most);
    std::string line = fmt::format("{}: {} ({}); spread: {}", figure.what, range_text(least, most, figure.unit),
                                   what_it_is(figure), figure.spread);
    if (!figure.suspect.empty()) line += fmt::format("; doubtful: {}", figure.suspect);
    if (!figure.note.empty()) line += fmt::format("; {}", figure.note);
    entry.lines.emplace_back("figure", std::move(line));
    const auto change = course::change_of(trial, figure, known.clinic);
    entry.facts["figures"].push_back({{"what", figure.what},
                                      {"arm", figure.arm},
                                      {"versus", or_null(figure.versus)},
                                      {"measure", figure.measure},
                                      {"reader", or_null(figure.reader)},
                                      {"statistic", course::name(figure.statistic)},
                                      {"threshold", figure.threshold},
                                      {"upper", figure.upper},
                                      {"before", figure.before},
                                      {"published", {{"least", least}, {"most", most}}},
                                      {"unit", figure.unit},
                                      {"sd", figure.sd},
                                      {"compared", figure.measure},
                                      {"change_pct", change ? Json(change->change) : Json(nullptr)},
                                      {"after_last_d", figure.before ? Json(nullptr) : Json(figure.at / core::day)},
                                      {"error_pct", change && change->sd > 0.0 ? Json(change->sd) : Json(nullptr)},
                                      {"spread", figure.spread},
                                      {"suspect", or_null(figure.suspect)},
                                      {"note", figure.note}});
}

double in_years(double age) { return core::from_si(age, "yr"); }

void add_trial(Entry& entry, const course::ClinicalTrial& trial, const Knowledge& known) {
    const course::Population& people = trial.people;
    const std::string design(course::name(trial.design));
    entry.lines.emplace_back("people", fmt::format("{} of {} completed; {:.3g} years (SD {:.2g}); {:.0f} % women; {}",
                                                   people.completed, people.enrolled, in_years(people.age),
                                                   in_years(people.age_sd), 100.0 * people.female, design));
    entry.facts["people"] = {{"design", design},
                             {"enrolled", people.enrolled},
                             {"completed", people.completed},
                             {"age_yr", in_years(people.age)},
                             {"age_sd_yr", in_years(people.age_sd)},
                             {"female", people.female},
                             {"phototypes", people.phototypes},
                             {"baseline", nullptr}};
    if (!people.scale.empty()) {
        const outcome::Scale& scale = known.clinic.scale(people.scale);
        entry.lines.emplace_back("before", fmt::format("{:g} {} (SD {:g}) of {}", people.baseline, scale.unit,
                                                       people.baseline_sd, people.scale));
        entry.facts["people"]["baseline"] = {
            {"scale", people.scale}, {"mean", people.baseline}, {"sd", people.baseline_sd}, {"unit", scale.unit}};
    }
    for (const course::Arm& arm : trial.arms) {
        entry.lines.emplace_back("arm", fmt::format("{}: {}; {} people", arm.name, arm.title, arm.people));
        entry.facts["arms"].push_back(
            {{"name", arm.name}, {"title", arm.title}, {"people", arm.people}, {"needled", arm.needled}});
    }
    for (const course::ClinicalFigure& figure : trial.figures) add_figure(entry, figure, trial, known);
}

void add_figure(Entry& entry, const course::BenchFigure& figure) {
    const Json off = as_printed(figure.sd, figure.unit);
    const std::string unit = figure.unit.empty() || figure.unit == "1" ? "" : " " + figure.unit;
    entry.lines.emplace_back(
        std::string(course::kind(figure)),
        fmt::format("{}: {}; standard deviation {:.3g}{} ({}){}{}", figure.what, published_text(figure),
                    off.get<double>(), unit, figure.spread, figure.note.empty() ? "" : "; ", figure.note));
    entry.facts["bench"].push_back(
        {{"what", figure.what},
         {"kind", course::kind(figure)},
         {"published",
          {{"least", as_printed(figure.least, figure.unit)}, {"most", as_printed(figure.most, figure.unit)}}},
         {"unit", figure.unit.empty() ? "1" : figure.unit},
         {"sd", off},
         {"spread", figure.spread},
         {"note", figure.note}});
}

/// "insertion, closure"
std::string kinds_of(const course::Study& study) {
    std::vector<std::string_view> out;
    if (study.trial) out.emplace_back("clinical");
    for (const course::BenchFigure& figure : study.bench)
        if (std::ranges::find(out, course::kind(figure)) == out.end()) out.push_back(course::kind(figure));
    return fmt::format("{}", fmt::join(out, ", "));
}

}  // namespace

std::vector<Entry> studies(const Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Study& study : known.studies) {
        const core::Reference& source = known.bibliography.at(study.source);
        Entry entry{study.id, study.title};
        const std::size_t clinical = study.trial ? study.trial->figures.size() : 0;
        entry.cells = {study.role, std::to_string(clinical + study.bench.size()), kinds_of(study), study.title};
        entry.lines = {{"protocol", study.protocol}, {"role", study.role}};
        if (!study.concern.empty()) entry.lines.emplace_back("concern", study.concern);
        if (!study.group.empty()) entry.lines.emplace_back("group", study.group);
        if (!study.assumed.empty()) entry.lines.emplace_back("assumed", study.assumed);
        entry.lines.emplace_back("source", source.cite());
        entry.facts = {{"protocol", study.protocol},
                       {"role", study.role},
                       {"concern", or_null(study.concern)},
                       {"group", or_null(study.group)},
                       {"assumed", or_null(study.assumed)},
                       {"source", study.source},
                       {"citation", source.cite()},
                       {"link", source.link()},
                       {"people", nullptr},
                       {"arms", Json::array()},
                       {"figures", Json::array()},
                       {"bench", Json::array()}};
        if (study.trial) add_trial(entry, *study.trial, known);
        for (const course::BenchFigure& figure : study.bench) add_figure(entry, figure);
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace percuta::report::listing
