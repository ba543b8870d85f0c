#include "cli/data_entries.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"

namespace percuta::cli {

namespace {

using Json = nlohmann::ordered_json;
using course::Knowledge;

std::string in_unit(double si, const char* unit) { return fmt::format("{:.3g}", core::convert(si, "m", unit)); }

/// "stratum corneum": names of parameters as words.
std::string words(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

// Sites

std::vector<Entry> sites(const Knowledge& known) {
    std::vector<Entry> out;
    for (const skin::Site& site : known.atlas.sites()) {
        const auto of = [&](const char* layer) { return site.layers.value(layer); };
        const auto both = [&](const char* women, const char* men) {
            return fmt::format("{} / {}", in_unit(of(women), "mm"), in_unit(of(men), "mm"));
        };
        Entry entry{site.name, site.title};
        const std::string backing = site.backing == skin::Backing::bone ? "bone" : "soft";
        entry.cells = {site.title,
                       in_unit(of("stratum_corneum"), "um"),
                       in_unit(of("stratum_corneum") + of("viable_epidermis"), "um"),
                       both("dermis_female", "dermis_male"),
                       both("hypodermis_female", "hypodermis_male"),
                       backing,
                       fmt::format("{:.3g}", site.structures.value("follicles") * 1e-4)};
        entry.lines = {{"below the fat", backing == "bone" ? "bone" : "soft tissue"}};
        entry.facts = {{"backing", backing}};
        add_parameters(entry, "skin." + site.name, site.layers);
        add_parameters(entry, "skin." + site.name, site.structures);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> methods(const Knowledge& known) {
    std::vector<Entry> out;
    for (const skin::Instrument& method : known.atlas.methods().instruments()) {
        Entry entry{std::string(skin::name(method.method)), method.title};
        std::vector<std::string> layers;
        for (const core::Parameter& p : method.parameters.all()) layers.push_back(words(p.name));
        entry.cells = {method.title, fmt::format("{}", fmt::join(layers, ", "))};
        add_parameters(entry, "method." + entry.name, method.parameters);
        out.push_back(std::move(entry));
    }
    return out;
}

// Devices

Json length_or_null(const std::optional<double>& metres) {
    return metres ? Json(core::convert(*metres, "m", "mm")) : Json(nullptr);
}

Json coverage_json(const device::Coverage& covered) {
    const auto& types = covered.phototypes;
    return {{"concerns", covered.concerns},
            {"sites", covered.sites},
            {"sites_as_printed", covered.sites_as_printed},
            {"phototypes", types ? Json{types->least, types->most} : Json(nullptr)},
            {"deepest_mm", length_or_null(covered.deepest)}};
}

Json label_json(const device::Label& label, const Knowledge& known) {
    const core::Reference& source = known.bibliography.at(label.source);
    Json covers = Json::array();
    for (const device::Coverage& covered : label.covers) covers.push_back(coverage_json(covered));
    Json dial = nullptr;
    if (label.dial) dial = {core::convert(label.dial->least, "m", "mm"), core::convert(label.dial->most, "m", "mm")};
    return {{"file", label.file},
            {"decision", label.decision},
            {"maker", label.maker},
            {"least_age_yr", core::convert(label.least_age, "s", "yr")},
            {"orbital_rim", label.orbital_rim},
            {"dial_mm", dial},
            {"depth_tolerance_mm", length_or_null(label.depth_tolerance)},
            {"covers", covers},
            {"note", label.note},
            {"seen_in_source", label.seen},
            {"source", label.source},
            {"citation", source.cite()},
            {"link", source.link()}};
}

/// "wrinkle (periorbital wrinkles); phototypes 1 to 4; settings to 2.5 mm"
std::string coverage_text(const device::Coverage& covered) {
    std::string out = fmt::format("{} ({})", fmt::join(covered.concerns, " and "), covered.sites_as_printed);
    if (const auto& types = covered.phototypes; types)
        out += fmt::format("; phototypes {} to {}", types->least, types->most);
    else out += "; phototypes not read";
    return out + (covered.deepest ? fmt::format("; settings to {} mm", in_unit(*covered.deepest, "mm"))
                                  : std::string("; deepest setting not read"));
}

void add_label(Entry& entry, const device::Label& label, const Knowledge& known) {
    const core::Reference& source = known.bibliography.at(label.source);
    auto& lines = entry.lines;
    lines.emplace_back("label",
                       fmt::format("{}, decided {}{}{}{}", label.file, label.decision, label.maker.empty() ? "" : ", ",
                                   label.maker, label.seen ? "" : "; not everything was confirmed in the file itself"));
    for (const device::Coverage& covered : label.covers) lines.emplace_back("  covers", coverage_text(covered));
    lines.emplace_back(
        "  ages", fmt::format("{:.3g} years and more; {} the orbital rim", core::convert(label.least_age, "s", "yr"),
                              label.orbital_rim ? "also inside" : "outside"));
    if (label.dial)
        lines.emplace_back(
            "  dial", fmt::format("{} to {} mm", in_unit(label.dial->least, "mm"), in_unit(label.dial->most, "mm")));
    if (label.depth_tolerance)
        lines.emplace_back("  depth", "within " + in_unit(*label.depth_tolerance, "mm") + " mm of what is set");
    if (!label.note.empty()) lines.emplace_back("  note", label.note);
    lines.emplace_back("  source", source.cite() + (source.link().empty() ? "" : " <" + source.link() + ">"));
    entry.facts["labels"].push_back(label_json(label, known));
}

std::vector<Entry> devices(const Knowledge& known) {
    std::vector<Entry> out;
    for (const device::Model& model : known.devices.models()) {
        const auto length = [&](const char* which) { return in_unit(model.geometry.value(which), "mm"); };
        std::vector<std::string> files;
        for (const device::Label& label : model.labels) files.push_back(label.file);
        const std::string kind(device::name(model.kind));
        Entry entry{model.name, model.title};
        entry.cells = {kind, fmt::format("{} to {}", length("shortest_length"), length("longest_length")),
                       fmt::format("{:g}", model.geometry.value("needles")),
                       files.empty() ? "none" : fmt::format("{}", fmt::join(files, ", ")), model.title};
        entry.lines = {{"kind", kind}};
        entry.facts = {{"kind", kind}, {"note", model.note}, {"labels", Json::array()}};
        if (!model.note.empty()) entry.lines.emplace_back("note", model.note);
        for (const device::Label& label : model.labels) add_label(entry, label, known);
        if (model.labels.empty()) entry.lines.emplace_back("label", "none on file: no FDA file of it was read");
        add_parameters(entry, "device." + model.name, model.geometry);
        out.push_back(std::move(entry));
    }
    return out;
}

// Studies

/// A figure in the unit in which it was printed; null where a range is open.
Json as_printed(double si, const std::string& unit) {
    if (!std::isfinite(si)) return nullptr;
    return unit.empty() || unit == "1" ? si : si / core::to_si(1.0, unit);
}

/// "160 um", "50 to 100 um", "at least 1.5 mm"
std::string published_text(const course::BenchFigure& figure) {
    const Json least = as_printed(figure.least, figure.unit), most = as_printed(figure.most, figure.unit);
    const std::string unit = figure.unit.empty() || figure.unit == "1" ? "" : " " + figure.unit;
    const auto text = [&](const Json& value) { return fmt::format("{:.4g}", value.get<double>()); };
    if (least.is_null() && most.is_null()) return "not printed";
    if (least.is_null()) return fmt::format("at most {}{}", text(most), unit);
    if (most.is_null()) return fmt::format("at least {}{}", text(least), unit);
    if (figure.least == figure.most) return text(least) + unit;
    return fmt::format("{} to {}{}", text(least), text(most), unit);
}

void add_figure(Entry& entry, const course::StudyFigure& figure) {
    entry.lines.emplace_back("figure", fmt::format("{}: {:+g} %, {:g} days after the last session; spread: {}{}{}",
                                                   figure.compared, figure.change, figure.after_last / core::day,
                                                   figure.spread, figure.note.empty() ? "" : "; ", figure.note));
    entry.facts["figures"].push_back({{"compared", figure.compared},
                                      {"change_pct", figure.change},
                                      {"after_last_d", figure.after_last / core::day},
                                      {"error_pct", figure.error > 0.0 ? Json(figure.error) : Json(nullptr)},
                                      {"spread", figure.spread},
                                      {"note", figure.note}});
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
    if (!study.figures.empty()) out.emplace_back("clinical");
    for (const course::BenchFigure& figure : study.bench)
        if (std::ranges::find(out, course::kind(figure)) == out.end()) out.push_back(course::kind(figure));
    return fmt::format("{}", fmt::join(out, ", "));
}

std::vector<Entry> studies(const Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Study& study : known.studies) {
        const core::Reference& source = known.bibliography.at(study.source);
        Entry entry{study.id, study.title};
        entry.cells = {study.role, std::to_string(study.figures.size() + study.bench.size()), kinds_of(study),
                       study.title};
        entry.lines = {{"protocol", study.protocol}, {"role", study.role}};
        if (!study.concern.empty()) entry.lines.emplace_back("concern", study.concern);
        entry.lines.emplace_back("source", source.cite());
        entry.facts = {{"protocol", study.protocol},
                       {"role", study.role},
                       {"concern", study.concern.empty() ? Json(nullptr) : Json(study.concern)},
                       {"source", study.source},
                       {"citation", source.cite()},
                       {"link", source.link()},
                       {"figures", Json::array()},
                       {"bench", Json::array()}};
        for (const course::StudyFigure& figure : study.figures) add_figure(entry, figure);
        for (const course::BenchFigure& figure : study.bench) add_figure(entry, figure);
        out.push_back(std::move(entry));
    }
    return out;
}

// The others

std::vector<Entry> concerns(const Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Indication& indication : known.indications) {
        Entry entry{indication.name, indication.title, {indication.title}};
        add_parameters(entry, "indication." + indication.name, indication.tissue);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> adjuncts(const Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Adjunct& adjunct : known.adjuncts)
        out.push_back({adjunct.name,
                       adjunct.title,
                       {adjunct.title},
                       {{"evidence", adjunct.evidence}, {"simulated", "not yet"}},
                       {{"evidence", adjunct.evidence}, {"simulated", "not yet"}}});
    return out;
}

std::vector<Entry> parameters(const Knowledge& known) {
    std::vector<Entry> out;
    for (const auto& [room, p] : known.parameters())
        out.push_back({room + "." + p->name, p->meaning, {p->meaning}, {}, Json::object(), {{room, p}}});
    return out;
}

std::vector<Entry> sources(const Knowledge& known) {
    std::vector<Entry> out;
    for (const std::string& key : known.bibliography.keys()) {
        const core::Reference& reference = known.bibliography.at(key);
        Entry entry{key, reference.cite(), {reference.cite()}};
        for (const char* field : {"doi", "url", "pmcid", "note"})
            if (const std::string value = reference.field(field); !value.empty()) {
                entry.lines.emplace_back(field, value);
                entry.facts[field] = value;
            }
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace

void add_parameters(Entry& entry, const std::string& room, const core::ParameterSet& set) {
    for (const core::Parameter& p : set.all()) entry.parameters.push_back({room, &p});
}

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all = {
        {"sites",
         "site",
         {{"title"},
          {"stratum corneum, um", true},
          {"epidermis, um", true},
          {"dermis women / men, mm", true},
          {"fat women / men, mm", true},
          {"below"},
          {"follicles/cm²", true}},
         sites},
        {"methods", "method", {{"title"}, {"what it shows"}}, methods},
        {"devices", "device", {{"kind"}, {"needles, mm", true}, {"number", true}, {"labelled in"}, {"title"}}, devices},
        {"products", "product", {{"contents, mg/mL"}, {"pH", true}, {"on open channels"}, {"title"}}, products},
        {"permeants",
         "permeant",
         {{"molar mass, g/mol", true}, {"log K", true}, {"solubility, mg/mL", true}, {"title"}},
         permeants},
        {"excipients", "excipient", {{"injectable"}, {"title"}}, excipients},
        {"concerns", "concern", {{"title"}}, concerns},
        {"adjuncts", "adjunct", {{"title"}}, adjuncts},
        {"parameters", "parameter", {{"meaning"}}, parameters},
        {"studies", "study", {{"role"}, {"figures", true}, {"of"}, {"title"}}, studies},
        {"sources", "source", {{"citation"}}, sources}};
    return all;
}

}  // namespace percuta::cli
