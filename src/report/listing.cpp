#include "report/listing.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"

namespace percuta::report::listing {

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
        {"adjuncts", "adjunct", {{"evidence"}, {"title"}}, adjuncts},
        {"scales", "scale", {{"runs"}, {"title"}}, scales},
        {"readers", "reader", {{"title"}}, readers},
        {"quantities", "quantity", {{"evidence"}, {"title"}}, quantities},
        {"rules", "rule", {{"weight"}, {"kind"}, {"what to do"}}, rules},
        {"facts", "fact", {{"takes"}, {"question"}}, facts},
        {"zones", "zone", {{"in a clinic"}, {"at home"}}, zones},
        {"parameters", "parameter", {{"meaning"}}, parameters},
        {"studies", "study", {{"role"}, {"figures", true}, {"of"}, {"title"}}, studies},
        {"sources", "source", {{"citation"}}, sources}};
    return all;
}

nlohmann::ordered_json entry_json(const Entry& entry, const Knowledge& known) {
    nlohmann::ordered_json out = {{"name", entry.name}, {"title", entry.title}};
    out.update(entry.facts);
    for (const Placed& placed : entry.parameters) out["parameters"].push_back(parameter_json(placed, known));
    return out;
}

}  // namespace percuta::report::listing
