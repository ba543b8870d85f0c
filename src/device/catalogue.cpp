// Reading data/devices.toml.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "core/units.hpp"
#include "device/device.hpp"
#include "device/sections.hpp"

namespace percuta::device {

namespace {

using core::Reader;
using core::Wanted;

constexpr std::array wanted_in_common{Wanted{"longest_needle", "mm"}, Wanted{"roll_speed", "mm/s"},
                                      Wanted{"presses_per_time", "Hz"}};

std::vector<Wanted> wanted(Kind kind) {
    std::vector<Wanted> out = {{"tip_diameter", "um"},   {"shaft_diameter", "mm"},  {"taper_length", "mm"},
                               {"default_length", "mm"}, {"shortest_length", "mm"}, {"longest_length", "mm"},
                               {"needles", "1"}};
    const auto add = [&](std::initializer_list<Wanted> more) { out.insert(out.end(), more); };
    if (kind == Kind::roller)
        add({{"drum_diameter", "mm"}, {"drum_width", "mm"}, {"rows", "1"}, {"roll_speed", "mm/s"}});
    else add({{"plate_width", "mm"}, {"pitch", "mm"}});
    if (kind == Kind::pen)
        add({{"stroke", "mm"},
             {"frequency", "Hz"},
             {"slowest_frequency", "Hz"},
             {"fastest_frequency", "Hz"},
             {"glide_speed", "mm/s"}});
    if (kind == Kind::stamp) add({{"impact_speed", "m/s", core::Sign::not_below_zero}, {"presses_per_time", "Hz"}});
    return out;
}

/// The rules of one geometry. What is missing or no number has been found before, and breaks no rule here.
class Rules {
public:
    Rules(Reader& reader, const core::ParameterSet& geometry) : reader_(reader), geometry_(geometry) {}

    void ordered(std::string_view smaller, std::string_view larger, std::string_view why) {
        if (has({smaller, larger}) && value(smaller) > value(larger))
            complain(smaller, fmt::format("is above {}", larger), why);
    }
    void whole(std::string_view key) {
        if (has({key}) && value(key) != std::floor(value(key))) complain(key, "must be a whole number", "");
    }
    void not_blunt() {
        // A cone whose sides meet at a right angle is twice as wide as it is long: a definition, not a measure.
        if (has({"shaft_diameter", "taper_length"}) && value("shaft_diameter") > 2.0 * value("taper_length"))
            complain("shaft_diameter", "is more than twice taper_length: a cone blunter than 90 degrees is no needle",
                     "lengthen the taper or take a thinner shaft");
    }
    /// `distance` in metres between the axes of neighbours, where their shafts must fit.
    void apart(std::string_view key, double distance, std::string_view what) {
        if (!has({"shaft_diameter"}) || distance >= value("shaft_diameter")) return;
        complain(key,
                 fmt::format("puts {} {:.3g} mm apart, less than the shaft is wide: needles would overlap", what,
                             core::convert(distance, "m", "mm")),
                 "fewer needles, a larger spacing or a thinner shaft");
    }
    bool has(std::initializer_list<std::string_view> keys) const {
        return std::ranges::all_of(keys, [&](std::string_view key) { return geometry_.has(key); });
    }
    double value(std::string_view key) const { return geometry_.value(key); }
    void complain(std::string_view key, std::string_view message, std::string_view why) {
        reader_.complain(key, fmt::format("{} {}", reader_.full_name(key), message), std::string(why));
    }

private:
    Reader& reader_;
    const core::ParameterSet& geometry_;
};

void check_drum(Rules& rules) {
    if (!rules.has({"needles", "rows", "drum_diameter", "drum_width"}) || rules.value("rows") <= 0.0) return;
    const double rows = rules.value("rows"), stations = rules.value("needles") / rows;
    if (stations != std::floor(stations))
        rules.complain(
            "rows",
            fmt::format("is {:g}, and {:g} needles do not stand in so many equal rows", rows, rules.value("needles")),
            "needles / rows is the number of stations around the drum, a whole number");
    rules.apart("rows", rules.value("drum_width") / rows, "rows");
    rules.apart("needles", std::numbers::pi * rules.value("drum_diameter") / stations, "stations around the drum");
}

/// What no device can be: a needle blunter at the tip than at the shaft, outside its own range of lengths, a fraction
/// of a needle, needles that overlap, a pen whose needles never leave the skin.
void check_shape(Rules& rules, const core::ParameterSet& common) {
    rules.ordered("tip_diameter", "shaft_diameter", "a needle widens from its tip to its shaft");
    rules.ordered("shortest_length", "default_length", "");
    rules.ordered("default_length", "longest_length", "");
    rules.ordered("slowest_frequency", "frequency", "a pen runs as it is declared");
    rules.ordered("frequency", "fastest_frequency", "a pen runs as it is declared");
    rules.ordered("longest_length", "stroke", "with a shorter stroke the tip would never leave the skin");
    rules.not_blunt();
    for (const std::string_view count : {"needles", "rows"}) rules.whole(count);
    if (rules.has({"pitch"})) rules.apart("pitch", rules.value("pitch"), "needles");
    check_drum(rules);
    if (rules.has({"longest_length"}) && common.has("longest_needle") &&
        rules.value("longest_length") > common.value("longest_needle"))
        rules.complain("longest_length", "is above common.longest_needle", "that is deeper than any skin");
}

Model read_model(std::string key, Reader reader, const core::ParameterSet& common) {
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
        Rules rules(*geometry, model.geometry);
        check_shape(rules, common);
    }
    if (const auto labels = reader.table("label")) model.labels = read_labels(*labels);
    reader.refuse_unknown();
    return model;
}

}  // namespace

Catalogue Catalogue::read(const core::Document& document) {
    core::Findings findings(document);
    Reader root(document.root(), findings);
    Catalogue catalogue;
    root.required("common", "{ … }");
    if (auto common = root.table("common"))
        catalogue.common_ = core::ParameterSet::read_exactly(*common, wanted_in_common);
    root.required("device", "{ … }");
    if (auto devices = root.table("device"))
        for (const auto& [key, node] : devices->entries())
            if (auto device = devices->table(key.name))
                catalogue.models_.push_back(read_model(key.name, *device, catalogue.common_));
    root.refuse_unknown();
    findings.raise();
    return catalogue;
}

}  // namespace percuta::device
