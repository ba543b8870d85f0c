// Reading data/outcome.toml.
#include "outcome/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/units.hpp"
#include "outcome/events.hpp"
#include "outcome/quantities.hpp"

namespace percuta::outcome {

namespace {

constexpr std::array kinds{
    std::pair{"scar-points", ScaleKind::scar_points},
    std::pair{"scar-grade", ScaleKind::scar_grade},
    std::pair{"ecca", ScaleKind::ecca},
    std::pair{"wrinkle-grade", ScaleKind::wrinkle_grade},
    std::pair{"scar-items", ScaleKind::scar_items},
    std::pair{"roughness", ScaleKind::roughness},
    std::pair{"hair-density", ScaleKind::hair_density},
    std::pair{"hair-diameter", ScaleKind::hair_diameter},
    std::pair{"cut-change", ScaleKind::cut_change},
    std::pair{"percent-change", ScaleKind::percent_change},
};

std::string required_text(core::Reader& reader, std::string_view key, std::string_view example) {
    reader.required(key, example);
    return reader.text(key).value_or("");
}

double required_number(core::Reader& reader, std::string_view key, std::string_view example, core::Range range = {}) {
    reader.required(key, example);
    return reader.number(key, range).value_or(0.0);
}

/// Numbers of a list that ascend or stay; as many as asked for.
std::vector<double> list(core::Reader& reader, std::string_view key, std::size_t least, std::size_t most,
                         bool ascending) {
    std::vector<double> out;
    const core::Node* node = reader.required(key, "[1, 2, 3]");
    if (node == nullptr) return std::vector<double>(least, 0.0);
    if (const core::Array* values = node->array())
        for (const core::Node& value : *values)
            if (const auto number = value.number(); number && std::isfinite(*number)) out.push_back(*number);
    const bool whole = node->array() != nullptr && out.size() == node->array()->size();
    if (!whole || out.size() < least || out.size() > most) {
        reader.complain(key, least == most
                                 ? fmt::format("{} is a list of {} numbers", reader.full_name(key), least)
                                 : fmt::format("{} is a list of {} to {} numbers", reader.full_name(key), least, most));
        out.assign(least, 0.0);
    } else if (ascending && !std::ranges::is_sorted(out, std::less_equal<>{}))
        reader.complain(key, fmt::format("{} must ascend", reader.full_name(key)));
    return out;
}

template <std::size_t n>
std::array<double, n> array(core::Reader& reader, std::string_view key, bool ascending = false) {
    std::array<double, n> out{};
    std::ranges::copy(list(reader, key, n, n, ascending), out.begin());
    return out;
}

void read_definition(Scale& scale, core::Reader& reader) {
    switch (scale.kind) {
        case ScaleKind::scar_points:
            scale.table.points = array<3>(reader, "class_points", true);
            scale.table.rows = array<3>(reader, "class_rows");
            scale.table.number_from = array<3>(reader, "number_from", true);
            break;
        case ScaleKind::ecca:
            scale.table.points = array<3>(reader, "weights");
            scale.table.number_from = array<3>(reader, "number_from", true);
            break;
        case ScaleKind::wrinkle_grade:
            reader.required("depth_step", "\"0.2 mm\"");
            scale.depth_step = reader.quantity("depth_step", "mm", {.least = 0.001, .most = 10.0}).value_or(1.0);
            break;
        case ScaleKind::scar_items: scale.items = array<3>(reader, "items"); break;
        case ScaleKind::cut_change: {
            const std::vector<double> cuts = list(reader, "cuts", 2, scale.cuts.size(), true);
            std::ranges::copy(cuts, scale.cuts.begin());
            scale.cut_count = cuts.size();
            if (static_cast<double>(cuts.size()) != scale.most - scale.least)
                reader.complain("cuts",
                                fmt::format("{} must have one cut between every two grades", reader.full_name("cuts")));
            break;
        }
        case ScaleKind::hair_density:
            reader.required("counted_area", "\"1 cm^2\"");
            scale.counted_area = reader.quantity("counted_area", "cm^2", {.least = 0.01, .most = 100.0}).value_or(1e-4);
            break;
        case ScaleKind::scar_grade:
        case ScaleKind::roughness:
        case ScaleKind::hair_diameter:
        case ScaleKind::percent_change: break;
    }
}

void read_noise(Scale& scale, core::Reader& reader) {
    // Points and grades are pure numbers; what UDUNITS-2 calls a grade is an angle.
    const std::string unit = scale.unit == "points" || scale.unit == "grade" ? "1" : scale.unit;
    const auto from_zero = core::Sign::not_below_zero;
    std::vector<core::Wanted> wanted{{"rater_sd", unit, from_zero}, {"visit_sd", unit, from_zero}};
    if (scale.kind == ScaleKind::hair_density) wanted.push_back({"idle_share", "1", from_zero});
    reader.required("noise", "{ … }");
    auto noise = reader.table("noise");
    if (!noise) return;
    scale.noise = core::ParameterSet::read_exactly(*noise, wanted);
    const auto value = [&](std::string_view name, const std::string& in) {
        return scale.noise.has(name) && core::convertible(scale.noise.at(name).unit, in)
                   ? core::from_si(scale.noise.value(name), in)
                   : 0.0;
    };
    scale.rater_sd = value("rater_sd", unit);
    scale.visit_sd = value("visit_sd", unit);
    scale.idle_share = value("idle_share", "1");
}

std::vector<std::string> words(core::Reader& reader, std::string_view key) {
    std::vector<std::string> out;
    const core::Node* node = reader.required(key, "[\"acne-scar\"]");
    if (node == nullptr) return out;
    if (const core::Array* values = node->array())
        for (const core::Node& value : *values)
            if (value.text() != nullptr) out.push_back(*value.text());
    if (out.empty()) reader.complain(key, fmt::format("{} is a list of words", reader.full_name(key)));
    return out;
}

Scale read_scale(std::string name, core::Reader reader) {
    Scale scale;
    scale.name = std::move(name);
    scale.title = required_text(reader, "title", "\"Lemperle wrinkle grade\"");
    std::vector<std::string> allowed;
    for (const auto& [word, kind] : kinds) allowed.emplace_back(word);
    reader.required("kind", "\"wrinkle-grade\"");
    if (const auto kind = reader.choice("kind", allowed))
        scale.kind = kinds[static_cast<std::size_t>(std::ranges::find(allowed, *kind) - allowed.begin())].second;
    scale.of_change = scale.kind == ScaleKind::cut_change || scale.kind == ScaleKind::percent_change;
    scale.concerns = words(reader, "concerns");
    scale.unit = required_text(reader, "unit", "\"points\"");
    if (!core::is_unit(scale.unit) && scale.unit != "points")
        reader.complain("unit", fmt::format("{} is points, grade or a unit", reader.full_name("unit")));
    scale.least = required_number(reader, "least", "0");
    scale.most = required_number(reader, "most", "5");
    if (scale.most <= scale.least)
        reader.complain("most", fmt::format("{} must be above least", reader.full_name("most")));
    scale.step = required_number(reader, "step", "1", {.least = 0.0});
    scale.counts = required_number(reader, "counts", "1", {.least = 0.0});
    scale.lower_is_better = reader.flag("lower_is_better").value_or(true);
    scale.source = required_text(reader, "source", "\"a key of references.bib\"");
    scale.seen = !reader.flag("unverified").value_or(false);
    scale.anchors = required_text(reader, "anchors", "\"what its steps mean\"");
    read_definition(scale, reader);
    read_noise(scale, reader);
    reader.refuse_unknown();
    return scale;
}

Reader read_reader(std::string name, core::Reader reader, const core::ParameterSet& parameters) {
    Reader out;
    out.name = std::move(name);
    out.title = required_text(reader, "title", "\"one assessor who knows the treatment\"");
    out.raters = required_number(reader, "raters", "2", {.least = 0.0, .most = 100.0});
    out.sees_visits = reader.flag("sees_visits").value_or(false);
    out.bias_sd = reader.number("bias_sd", {.least = 0.0, .most = 1.0}).value_or(0.0);
    out.source = required_text(reader, "source", "\"a key of references.bib\"");
    if (const auto bias = reader.text("bias")) {
        const auto found = std::ranges::find(bindings, *bias, &core::Binding<Parameters>::name);
        if (found == bindings.end() || !parameters.has(*bias))
            reader.complain("bias", fmt::format("there is no parameter {}", core::as_written(*bias)),
                            "name one of [parameters], such as open_bias");
        else {
            out.bias_of = found->member;
            out.bias = parameters.value(*bias);
        }
    }
    reader.refuse_unknown();
    return out;
}

Quantity read_quantity(std::string name, core::Reader reader) {
    Quantity out;
    out.name = std::move(name);
    out.title = required_text(reader, "title", "\"Depth of a wrinkle\"");
    out.unit = required_text(reader, "unit", "\"mm\"");
    out.concerns = words(reader, "concerns");
    out.evidence = required_text(reader, "evidence", "\"what is known\"");
    reader.required("level", "\"hypothesis\"");
    out.level = reader.choice("level", {"validated", "extrapolated", "hypothesis", "none"}).value_or("none");
    out.source = required_text(reader, "source", "\"a key of references.bib\"");
    reader.refuse_unknown();
    return out;
}

Event read_event(std::string name, core::Reader reader) {
    Event out;
    out.name = std::move(name);
    out.title = required_text(reader, "title", "\"Tram-track scars\"");
    out.evidence = required_text(reader, "evidence", "\"what is known\"");
    out.source = required_text(reader, "source", "\"a key of references.bib\"");
    reader.refuse_unknown();
    return out;
}

/// What has a formula is what the data describe; `kind`: "event", "quantity".
template <class T>
void check_described(core::Reader& root, std::string_view kind, const std::vector<T>& described,
                     const std::vector<std::string>& known) {
    for (const T& one : described)
        if (std::ranges::find(known, one.name) == known.end())
            root.complain(kind, fmt::format("there is no {} {}", kind, core::as_written(one.name)),
                          core::suggest(one.name, known));
    for (const std::string& name : known)
        if (std::ranges::find(described, name, &T::name) == described.end())
            root.complain(kind, fmt::format("[{}.{}] is missing", kind, name), "give its title, evidence and source");
}

template <class Read>
void for_each_entry(core::Reader& root, std::string_view kind, Read read) {
    root.required(kind, "{ … }");
    if (auto table = root.table(kind))
        for (const auto& [key, node] : table->entries())
            if (auto entry = table->table(key.name)) read(key.name, *entry);
}

template <class T>
const T& named(const std::vector<T>& all, std::string_view name, std::string_view what) {
    const auto found = std::ranges::find(all, name, &T::name);
    if (found == all.end()) throw core::InternalError(fmt::format("no {} \"{}\"", what, name));
    return *found;
}

template <class T>
std::vector<const T*> of(const std::vector<T>& all, std::string_view concern) {
    std::vector<const T*> out;
    for (const T& one : all)
        if (std::ranges::find(one.concerns, concern) != one.concerns.end()) out.push_back(&one);
    return out;
}

template <class T>
std::vector<std::string> names(const std::vector<T>& all) {
    std::vector<std::string> out;
    for (const T& one : all) out.push_back(one.name);
    return out;
}

}  // namespace

Catalogue Catalogue::read(const core::Document& document) {
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    Catalogue out;
    core::ParameterSet parameters;
    root.required("parameters", "a table of parameters");
    if (auto table = root.table("parameters")) parameters = core::ParameterSet::read(*table);
    for_each_entry(root, "scale", [&](const std::string& name, const core::Reader& entry) {
        out.scales_.push_back(read_scale(name, entry));
    });
    for_each_entry(root, "reader", [&](const std::string& name, const core::Reader& entry) {
        out.readers_.push_back(read_reader(name, entry, parameters));
    });
    for_each_entry(root, "quantity", [&](const std::string& name, const core::Reader& entry) {
        out.quantities_.push_back(read_quantity(name, entry));
    });
    for_each_entry(root, "event", [&](const std::string& name, const core::Reader& entry) {
        out.events_.push_back(read_event(name, entry));
    });
    check_described(root, "quantity", out.quantities_, quantity_names());
    check_described(root, "event", out.events_, event_names());
    root.refuse_unknown();
    findings.raise();
    return out;
}

const Scale& Catalogue::scale(std::string_view name) const { return named(scales_, name, "scale"); }
const Reader& Catalogue::reader(std::string_view name) const { return named(readers_, name, "reader"); }
bool Catalogue::has_scale(std::string_view name) const {
    return std::ranges::find(scales_, name, &Scale::name) != scales_.end();
}
std::vector<std::string> Catalogue::scale_names() const { return names(scales_); }
std::vector<std::string> Catalogue::reader_names() const { return names(readers_); }

std::vector<const Scale*> Catalogue::scales_for(std::string_view concern) const { return of(scales_, concern); }
std::vector<const Quantity*> Catalogue::quantities_for(std::string_view concern) const {
    return of(quantities_, concern);
}

std::vector<std::pair<std::string, std::string>> Catalogue::sources() const {
    std::vector<std::pair<std::string, std::string>> out;
    const auto add = [&](std::string_view what, const auto& all) {
        for (const auto& one : all) out.emplace_back(fmt::format("{} {}", what, one.name), one.source);
    };
    add("scale", scales_);
    add("reader", readers_);
    add("quantity", quantities_);
    add("event", events_);
    return out;
}

}  // namespace percuta::outcome
