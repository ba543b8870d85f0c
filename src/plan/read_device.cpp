#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "plan/sections.hpp"

namespace percuta::plan {

using core::Reader;

namespace {

constexpr double round_off = 1e-12;
constexpr double shortest_needle_in_mm = 0.001;  // catches a wrong unit

bool outside(double value, double least, double most) {
    return value < least * (1.0 - round_off) || value > most * (1.0 + round_off);
}

/// "0.5 to 3 mm"
std::string span(double least, double most, std::string_view unit) {
    return least == most ? fmt::format("{:.4g} {} only", most, unit)
                         : fmt::format("{:.4g} to {:.4g} {}", least, most, unit);
}

/// The needle length when `owner` offers it. Round-off between units moves it onto the bound that it meets.
std::optional<double> read_needle_length(Reader& reader, std::string_view owner, double least, double most,
                                         const Vocabulary& vocabulary) {
    const auto length = reader.quantity("needle_length", "mm");
    const std::string offered = span(core::convert(least, "m", "mm"), core::convert(most, "m", "mm"), "mm");
    const std::string offer = fmt::format("{} has needles of {}", owner, offered);
    if (!length || complain_of_depth(reader, "needle_length", *length, vocabulary, offer)) return std::nullopt;
    if (outside(*length, least, most)) {
        reader.complain("needle_length",
                        fmt::format("{} is {:.10g} mm, but {}", reader.full_name("needle_length"),
                                    core::convert(*length, "m", "mm"), offer),
                        fmt::format("choose a length of {}", offered));
        return std::nullopt;
    }
    return std::clamp(*length, least, most);
}

/// What the plan sets on a pen of the catalogue.
void read_drive(Reader& reader, const Vocabulary::Model& pen, const Vocabulary& vocabulary, DeviceChoice& choice) {
    choice.frequency = read_pen_rate(reader, "frequency");
    choice.glide_speed = read_pen_rate(reader, "glide_speed");
    if (choice.frequency && outside(*choice.frequency, pen.slowest_frequency, pen.fastest_frequency)) {
        const std::string made = span(pen.slowest_frequency, pen.fastest_frequency, "Hz");
        reader.complain("frequency",
                        fmt::format("{} is {:.10g} Hz, but this pen is made for {}", reader.full_name("frequency"),
                                    *choice.frequency, made),
                        fmt::format("choose a frequency of {}", made));
        choice.frequency = std::nullopt;
    }
    if (choice.frequency || choice.glide_speed) check_density(reader, *driven(choice, vocabulary));
}

void read_model(Reader& reader, const Vocabulary& vocabulary, DeviceChoice& choice) {
    std::vector<std::string> names;
    for (const auto& [name, model] : vocabulary.models) names.push_back(name);
    choice.model = reader.choice("model", names).value_or("");
    const auto found = vocabulary.models.find(choice.model);
    if (found == vocabulary.models.end()) {
        if (const auto length = reader.quantity("needle_length", "mm", {.least = shortest_needle_in_mm}))
            complain_of_depth(reader, "needle_length", *length, vocabulary, "");
        for (const std::string_view rate : {"frequency", "glide_speed"}) read_pen_rate(reader, rate);
        return;
    }
    const Vocabulary::Model& model = found->second;
    choice.needle_length =
        read_needle_length(reader, choice.model, model.shortest_needle, model.longest_needle, vocabulary);
    if (model.kind == "pen") return read_drive(reader, model, vocabulary, choice);
    for (const std::string_view rate : {"frequency", "glide_speed"})
        if (reader.has(rate))
            reader.complain(rate, fmt::format("a {} has no {}", model.kind, rate),
                            "remove this line: only pens have it");
}

void read_custom(Reader& reader, const Vocabulary& vocabulary, DeviceChoice& choice) {
    choice.custom = read_geometry(reader, vocabulary);
    const double declared = choice.custom->maximum_depth, any = vocabulary.devices.longest_needle;
    reader.required("needle_length", "\"1.5 mm\"");
    choice.needle_length = read_needle_length(reader, "this device", core::to_si(shortest_needle_in_mm, "mm"),
                                              declared > 0.0 ? declared : any, vocabulary);
    const double stroke = choice.custom->stroke, length = choice.needle_length.value_or(0.0);
    if (stroke > 0.0 && stroke < length * (1.0 - round_off))
        reader.complain(
            "stroke",
            fmt::format("{} is {:.10g} mm, but the needles go {:.10g} mm deep: the tip would never leave "
                        "the skin",
                        reader.full_name("stroke"), core::convert(stroke, "m", "mm"), core::convert(length, "m", "mm")),
            "a stroke is at least as long as the needles are set");
}

}  // namespace

DeviceChoice read_device(Reader reader, const Vocabulary& vocabulary) {
    DeviceChoice choice;
    const auto geometry = geometry_keys(reader);
    if (reader.has("model")) {
        read_model(reader, vocabulary, choice);
        if (!geometry.empty())
            reader.complain("model", "a device has either a model or a geometry, and this one has both",
                            fmt::format("remove model, or remove {}", fmt::join(geometry, ", ")));
    } else if (!geometry.empty()) {
        read_custom(reader, vocabulary, choice);
    } else {
        reader.node("needle_length");
        reader.findings().add(reader.self(), "the device has neither a model nor a geometry",
                              "add model = \"dermaroller-mf8\"; all models: percuta data devices");
    }
    reader.node("model");
    know_geometry(reader);  // so that an unknown key is told the nearest known one
    reader.refuse_unknown();
    return choice;
}

}  // namespace percuta::plan
