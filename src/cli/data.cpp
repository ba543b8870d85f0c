#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/verbs.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/knowledge.hpp"

namespace percuta::cli {

namespace {

using Json = nlohmann::ordered_json;
using course::Knowledge;

/// A value in SI as the data file would state it.
double in_written_unit(double si, const core::Parameter& p) {
    const double zero = core::to_si(0.0, p.unit);
    return (si - zero) / (core::to_si(1.0, p.unit) - zero);
}

/// A spread in SI likewise: of a difference, so without the zero point that temperatures have.
double spread_in_written_unit(double si, const core::Parameter& p) {
    return si / (core::to_si(1.0, p.unit) - core::to_si(0.0, p.unit));
}

std::string prior_text(const core::Parameter& p) {
    const std::string unit = p.unit == "1" ? "" : " " + p.unit;
    switch (p.prior.kind) {
        case core::Prior::Kind::fixed: return "fixed";
        case core::Prior::Kind::lognormal:
            return fmt::format("lognormal, geometric standard deviation {:g}", p.prior.spread);
        case core::Prior::Kind::normal:
            return fmt::format("normal, standard deviation {:g}{}", spread_in_written_unit(p.prior.spread, p), unit);
        case core::Prior::Kind::uniform:
            return fmt::format("uniform, {:g} to {:g}{}", in_written_unit(p.prior.least, p),
                               in_written_unit(p.prior.most, p), unit);
    }
    return "";
}

std::string prior_toml(const core::Parameter& p) {
    switch (p.prior.kind) {
        case core::Prior::Kind::fixed: return "{ fixed = true }";
        case core::Prior::Kind::lognormal: return fmt::format("{{ lognormal = {:g} }}", p.prior.spread);
        case core::Prior::Kind::normal:
            return fmt::format("{{ normal = {:g} }}", spread_in_written_unit(p.prior.spread, p));
        case core::Prior::Kind::uniform:
            return fmt::format("{{ uniform = [{:g}, {:g}] }}", in_written_unit(p.prior.least, p),
                               in_written_unit(p.prior.most, p));
    }
    return "";
}

/// Where a parameter stands: the data file, and its table there.
std::pair<std::string, std::string> place(const std::string& room, const core::Parameter& p) {
    const auto dot = room.find('.');
    const std::string owner = room.substr(0, dot), entry = dot == std::string::npos ? "" : room.substr(dot + 1);
    if (owner == "skin" && entry.empty()) return {"skin.toml", "common." + p.name};
    if (owner == "skin") return {"skin.toml", "site." + entry + ".layers." + p.name};
    if (owner == "device") return {"devices.toml", "device." + entry + ".geometry." + p.name};
    if (owner == "indication") return {"indications.toml", "indication." + entry + ".tissue." + p.name};
    return {owner + ".toml", "parameters." + p.name};
}

/// The lines of the data file that set a parameter.
std::vector<std::string> toml_lines(const std::string& room, const core::Parameter& p) {
    return {"[" + place(room, p).second + "]", fmt::format("value = {}", p.written),
            fmt::format("unit = \"{}\"", p.unit), "prior = " + prior_toml(p)};
}

Json parameter_json(const std::string& room, const core::Parameter& p, const Knowledge& known) {
    return {{"name", room + "." + p.name},
            {"value", p.written},
            {"unit", p.unit},
            {"si", p.value},
            {"prior", prior_text(p)},
            {"basis", core::name(p.basis)},
            {"seen_in_source", p.seen},
            {"sampled", p.sampled},
            {"meaning", p.meaning},
            {"source", p.source},
            {"citation", known.bibliography.at(p.source).cite()},
            {"link", known.bibliography.at(p.source).link()},
            {"file", place(room, p).first},
            {"toml", toml_lines(room, p)}};
}

void print_parameter(const std::string& room, const core::Parameter& p, const Knowledge& known) {
    const core::Reference& source = known.bibliography.at(p.source);
    fmt::print("{}.{} = {:g}{}\n  meaning  {}\n  prior    {}{}\n  basis    {}{}\n  source   {}{}\n", room, p.name,
               p.written, p.unit == "1" ? "" : " " + p.unit, p.meaning, prior_text(p),
               p.sampled ? "; sampled for the intervals" : "", core::name(p.basis),
               p.seen ? "" : ", not confirmed in the source itself", source.cite(),
               source.link().empty() ? "" : " <" + source.link() + ">");
}

/// One thing of a kind: a line in the list, and everything about it.
struct Entry {
    std::string name, title;
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::pair<std::string, const core::Parameter*>> parameters;
};

std::vector<Entry> sites(const Knowledge& known) {
    std::vector<Entry> out;
    for (const skin::Site& site : known.atlas.sites()) {
        Entry entry{site.name, site.title, {}, {}};
        for (const core::Parameter& p : site.layers.all()) entry.parameters.emplace_back("skin." + site.name, &p);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> devices(const Knowledge& known) {
    std::vector<Entry> out;
    for (const device::Model& model : known.devices.models()) {
        Entry entry{model.name, model.title, {{"kind", std::string(device::name(model.kind))}}, {}};
        if (!model.note.empty()) entry.facts.emplace_back("note", model.note);
        for (const core::Parameter& p : model.geometry.all()) entry.parameters.emplace_back("device." + model.name, &p);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> concerns(const Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Indication& indication : known.indications) {
        Entry entry{indication.name, indication.title, {}, {}};
        for (const core::Parameter& p : indication.tissue.all())
            entry.parameters.emplace_back("indication." + indication.name, &p);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> adjuncts(const Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Adjunct& adjunct : known.adjuncts)
        out.push_back({adjunct.name, adjunct.title, {{"evidence", adjunct.evidence}, {"simulated", "not yet"}}, {}});
    return out;
}

std::vector<Entry> parameters(const Knowledge& known) {
    std::vector<Entry> out;
    for (const auto& [room, p] : known.parameters()) out.push_back({room + "." + p->name, p->meaning, {}, {{room, p}}});
    return out;
}

std::vector<Entry> studies(const Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Study& study : known.studies) {
        Entry entry{
            study.id,
            study.title + ": " + study.protocol,
            {{"role", study.role}, {"concern", study.concern}, {"source", known.bibliography.at(study.source).cite()}},
            {}};
        for (const course::StudyFigure& figure : study.figures)
            entry.facts.emplace_back(
                figure.compared, fmt::format("{:+g} %, {:g} days after the last session; spread: {}{}{}", figure.change,
                                             figure.after_last / core::day, figure.spread,
                                             figure.note.empty() ? "" : "; ", figure.note));
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> sources(const Knowledge& known) {
    std::vector<Entry> out;
    for (const std::string& key : known.bibliography.keys()) {
        const core::Reference& reference = known.bibliography.at(key);
        Entry entry{key, reference.cite(), {}, {}};
        for (const char* field : {"doi", "url", "pmcid", "note"})
            if (!reference.field(field).empty()) entry.facts.emplace_back(field, reference.field(field));
        out.push_back(std::move(entry));
    }
    return out;
}

struct Kind {
    std::string name;
    std::vector<Entry> (*entries)(const Knowledge&);
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all = {{"sites", sites},       {"devices", devices},       {"concerns", concerns},
                                          {"adjuncts", adjuncts}, {"parameters", parameters}, {"studies", studies},
                                          {"sources", sources}};
    return all;
}

Json entry_json(const Entry& entry, const Knowledge& known) {
    Json out = {{"name", entry.name}, {"title", entry.title}};
    for (const auto& [key, value] : entry.facts) out[key] = value;
    for (const auto& [room, p] : entry.parameters) out["parameters"].push_back(parameter_json(room, *p, known));
    return out;
}

void print_entry(const Entry& entry, const Knowledge& known) {
    fmt::print("{}: {}\n", entry.name, entry.title);
    for (const auto& [key, value] : entry.facts) fmt::print("  {:<9}{}\n", key, value);
    for (const auto& [room, p] : entry.parameters) print_parameter(room, *p, known);
    if (entry.parameters.size() != 1) return;
    const auto& [room, p] = entry.parameters.front();
    fmt::print("  set by   these lines of {}, in a folder that --data names\n", place(room, *p).first);
    for (const std::string& line : toml_lines(room, *p)) fmt::print("             {}\n", line);
}

void print_kinds(const Knowledge& known, bool json) {
    Json out = Json::array();
    for (const Kind& kind : kinds()) out.push_back({{"kind", kind.name}, {"entries", kind.entries(known).size()}});
    if (json) {
        fmt::print("{}\n", out.dump(2));
        return;
    }
    fmt::print("What Percuta knows. Ask for one kind, such as: percuta data devices\n\n");
    for (const Json& kind : out)
        fmt::print("  {:<12}{:>4} entries\n", kind["kind"].get<std::string>(), kind["entries"].get<std::size_t>());
}

const Kind& find_kind(const std::string& word) {
    std::vector<std::string> names;
    for (const Kind& kind : kinds()) {
        if (kind.name == word || kind.name == word + "s") return kind;
        names.push_back(kind.name);
    }
    throw core::UsageError(fmt::format("there is no kind of data \"{}\"; {}", word, core::suggest(word, names)));
}

}  // namespace

int data(const Common& common, const DataArguments& arguments) {
    const Knowledge known = course::learn(data_files(common.data));
    if (arguments.kind.empty()) {
        print_kinds(known, arguments.json);
        return 0;
    }
    const std::vector<Entry> entries = find_kind(arguments.kind).entries(known);
    if (!arguments.name.empty()) {
        std::vector<std::string> names;
        for (const Entry& entry : entries) {
            if (entry.name == arguments.name) {
                if (arguments.json) fmt::print("{}\n", entry_json(entry, known).dump(2));
                else print_entry(entry, known);
                return 0;
            }
            names.push_back(entry.name);
        }
        throw core::UsageError(fmt::format("\"{}\" is not among the {}; {}", arguments.name, arguments.kind,
                                           core::suggest(arguments.name, names)));
    }
    if (arguments.json) {
        Json out = Json::array();
        for (const Entry& entry : entries) out.push_back(entry_json(entry, known));
        fmt::print("{}\n", out.dump(2));
        return 0;
    }
    for (const Entry& entry : entries) fmt::print("{:<28} {}\n", entry.name, entry.title);
    return 0;
}

}  // namespace percuta::cli
