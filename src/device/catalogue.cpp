// Reading data/devices.toml.
#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "core/units.hpp"
#include "device/device.hpp"

namespace percuta::device {

namespace {

using core::Reader;

/// A parameter that must be there, and a unit that fixes its dimension.
struct Wanted {
    std::string_view name;
    std::string_view unit;
};

std::vector<Wanted> wanted(Kind kind) {
    std::vector<Wanted> out = {{"tip_diameter", "um"},   {"shaft_diameter", "mm"},  {"taper_length", "mm"},
                               {"default_length", "mm"}, {"shortest_length", "mm"}, {"longest_length", "mm"},
                               {"needles", "1"}};
    if (kind == Kind::roller) out.insert(out.end(), {{"drum_diameter", "mm"}, {"drum_width", "mm"}});
    else out.insert(out.end(), {{"plate_width", "mm"}, {"pitch", "mm"}});
    if (kind == Kind::pen) out.insert(out.end(), {{"frequency", "Hz"}, {"glide_speed", "mm/s"}});
    return out;
}

/// A size, a share, a count or a rate: it has the dimension of `unit` and is above zero.
void check(Reader& entry, std::string_view unit) {
    const core::Node* written = entry.self().find("unit");
    const std::string* given = written != nullptr ? written->text() : nullptr;
    if (given != nullptr && core::is_unit(*given) && !core::convertible(*given, unit))
        entry.complain(
            "unit", fmt::format("{} is in {}, which cannot be converted to {}", entry.full_name("value"), *given, unit),
            fmt::format("use a unit such as {}", unit));
    const core::Node* value = entry.self().find("value");
    if (value != nullptr && value->number().value_or(1.0) <= 0.0)
        entry.complain("value", fmt::format("{} must be above zero", entry.full_name("value")));
}

core::ParameterSet read_wanted(Reader& reader, std::span<const Wanted> names) {
    std::vector<core::Parameter> parameters;
    for (const auto& [name, unit] : names) {
        reader.required(name, fmt::format("{{ value = …, unit = \"{}\", … }}", unit));
        auto entry = reader.table(name);
        if (!entry) continue;
        parameters.push_back(core::read_parameter(std::string(name), *entry));
        check(*entry, unit);
    }
    reader.refuse_unknown();
    return core::ParameterSet(std::move(parameters));
}

/// What no needle can be: blunter at the tip than at the shaft, outside its own range of lengths, a fraction.
void check_shape(Reader& reader, const core::ParameterSet& geometry) {
    const auto ordered = [&](std::string_view smaller, std::string_view larger) {
        if (geometry.has(smaller) && geometry.has(larger) && geometry.value(smaller) > geometry.value(larger))
            reader.complain(smaller, fmt::format("{} is above {}", reader.full_name(smaller), larger));
    };
    ordered("tip_diameter", "shaft_diameter");
    ordered("shortest_length", "default_length");
    ordered("default_length", "longest_length");
    if (geometry.has("needles") && std::floor(geometry.value("needles")) != geometry.value("needles"))
        reader.complain("needles", fmt::format("{} must be a whole number", reader.full_name("needles")));
}

Model read_model(std::string key, Reader reader) {
    Model model;
    model.name = std::move(key);
    reader.required("title", "\"Dermaroller MF8\"");
    model.title = reader.text("title").value_or("");
    model.note = reader.text("note").value_or("");
    reader.required("kind", "\"roller\"");
    const std::vector<std::string> kinds = {std::string(name(Kind::roller)), std::string(name(Kind::pen)),
                                            std::string(name(Kind::stamp))};
    const auto kind = reader.choice("kind", kinds);
    reader.required("geometry", "{ … }");
    auto geometry = reader.table("geometry");
    // Which parameters a geometry needs depends on the kind; without one, nothing can be said about them.
    if (kind && geometry) {
        model.kind = static_cast<Kind>(std::ranges::find(kinds, *kind) - kinds.begin());
        model.geometry = read_wanted(*geometry, wanted(model.kind));
        check_shape(*geometry, model.geometry);
    }
    reader.refuse_unknown();
    return model;
}

}  // namespace

Catalogue Catalogue::read(const core::Document& document) {
    core::Findings findings(document);
    Reader root(document.root(), findings);
    Catalogue catalogue;
    root.required("device", "{ … }");
    if (auto devices = root.table("device"))
        for (const auto& [key, node] : devices->entries())
            if (auto device = devices->table(key.name)) catalogue.models_.push_back(read_model(key.name, *device));
    root.refuse_unknown();
    findings.raise();
    return catalogue;
}

}  // namespace percuta::device
