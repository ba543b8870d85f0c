// Reading data/devices.toml.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "device/device.hpp"

namespace percuta::device {

namespace {

using core::Reader;
using core::Wanted;

std::vector<Wanted> wanted(Kind kind) {
    std::vector<Wanted> out = {{"tip_diameter", "um"},   {"shaft_diameter", "mm"},  {"taper_length", "mm"},
                               {"default_length", "mm"}, {"shortest_length", "mm"}, {"longest_length", "mm"},
                               {"needles", "1"}};
    if (kind == Kind::roller) out.insert(out.end(), {{"drum_diameter", "mm"}, {"drum_width", "mm"}});
    else out.insert(out.end(), {{"plate_width", "mm"}, {"pitch", "mm"}});
    if (kind == Kind::pen) out.insert(out.end(), {{"frequency", "Hz"}, {"glide_speed", "mm/s"}});
    return out;
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
        model.geometry = core::ParameterSet::read_exactly(*geometry, wanted(model.kind));
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
