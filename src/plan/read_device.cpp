#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "plan/sections.hpp"

namespace percuta::plan {

using core::Reader;

namespace {

/// A length or rate of the geometry: where it goes, what bounds make sense for any needling device, and which kinds
/// have it.
struct Measure {
    std::string_view key;
    double CustomDevice::*member;
    std::string_view unit;
    core::Range range;
    std::string_view kinds;  ///< empty: every kind
};

// Bounds are those of what can be made and held, not of what is sensible: they catch a wrong unit.
constexpr std::array measures{
    Measure{"tip_diameter", &CustomDevice::tip_diameter, "um", {.least = 0.1, .most = 1000}, ""},
    Measure{"shaft_diameter", &CustomDevice::shaft_diameter, "um", {.least = 1, .most = 2000}, ""},
    Measure{"taper_length", &CustomDevice::taper_length, "mm", {.least = 0.001, .most = 5}, ""},
    Measure{"maximum_depth", &CustomDevice::maximum_depth, "mm", {.least = 0.001, .most = 5}, ""},
    Measure{"drum_diameter", &CustomDevice::drum_diameter, "mm", {.least = 1, .most = 200}, "roller"},
    Measure{"drum_width", &CustomDevice::drum_width, "mm", {.least = 1, .most = 200}, "roller"},
    Measure{"plate_width", &CustomDevice::plate_width, "mm", {.least = 0.1, .most = 100}, "pen stamp"},
    Measure{"pitch", &CustomDevice::pitch, "mm", {.least = 0.01, .most = 20}, "pen stamp"},
    Measure{"frequency", &CustomDevice::frequency, "Hz", {.least = 0.1, .most = 1000}, "pen"},
    Measure{"glide_speed", &CustomDevice::glide_speed, "mm/s", {.least = 0.1, .most = 1000}, "pen"}};

/// Every key that only a geometry in full has, as far as this table gives it.
std::vector<std::string> geometry_keys(const Reader& reader) {
    std::vector<std::string> keys;
    for (const std::string_view key : {"kind", "needles", "source"})
        if (reader.has(key)) keys.emplace_back(key);
    for (const Measure& measure : measures)
        if (reader.has(measure.key)) keys.emplace_back(measure.key);
    return keys;
}

void read_measure(Reader& reader, const Measure& measure, CustomDevice& device) {
    const bool wanted = measure.kinds.empty() || measure.kinds.find(device.kind) != std::string_view::npos;
    if (wanted) reader.required(measure.key, fmt::format("\"{:g} {}\"", measure.range.most / 10, measure.unit));
    const auto value = reader.quantity(measure.key, measure.unit, measure.range);
    if (!wanted && reader.has(measure.key))
        reader.complain(measure.key, fmt::format("a {} has no {}", device.kind, measure.key), "remove this line");
    device.*measure.member = value.value_or(0.0);
}

/// Needle strikes of one pass, 1/m2, as a device of this geometry moves over skin; 0 while a measure is missing.
double strikes_per_pass(const CustomDevice& device) {
    double strikes = 0.0;
    if (device.kind == "roller")
        strikes = device.needles / (std::numbers::pi * device.drum_diameter * device.drum_width);
    if (device.kind == "pen") strikes = device.needles * device.frequency / (device.glide_speed * device.plate_width);
    if (device.kind == "stamp") strikes = 1.0 / (device.pitch * device.pitch);
    return std::isfinite(strikes) ? strikes : 0.0;
}

// Densities beyond which no skin is left between the needles, far above any device in use. Strikes per m2.
constexpr double most_in_a_pass = 1e9, most_in_a_session = 1e10;

double per_square_centimetre(double per_square_metre) { return 1e-4 * per_square_metre; }

void check_density(Reader& reader, const CustomDevice& device) {
    const double strikes = strikes_per_pass(device);
    if (strikes <= most_in_a_pass) return;
    const bool roller = device.kind == "roller", pen = device.kind == "pen";
    const std::string_view change = roller ? "change needles, drum_diameter or drum_width"
                                    : pen  ? "change needles, frequency, glide_speed or plate_width"
                                           : "change pitch";
    reader.complain(
        pen || roller ? "needles" : "pitch",
        fmt::format("this {} strikes {:.3g} times per cm² in one pass", device.kind, per_square_centimetre(strikes)),
        fmt::format("{}: at most {:g} strikes per cm² can be simulated", change,
                    per_square_centimetre(most_in_a_pass)));
}

/// Needles stand in a lattice that is square or nearly so; what is wider than its plate was measured wrongly.
void check_plate(Reader& reader, const CustomDevice& device) {
    constexpr double tolerance = 1.5;  // plates need not be square, nor lattices
    const double width = (std::ceil(std::sqrt(device.needles)) - 1.0) * device.pitch;
    if (device.plate_width > 0.0 && width > tolerance * device.plate_width)
        reader.complain("pitch",
                        fmt::format("{} needles {:g} mm apart are {:.3g} mm wide, but the plate is {:g} mm wide",
                                    device.needles, core::convert(device.pitch, "m", "mm"),
                                    core::convert(width, "m", "mm"), core::convert(device.plate_width, "m", "mm")),
                        "change needles, pitch or plate_width");
}

CustomDevice read_geometry(Reader& reader) {
    CustomDevice device;
    reader.required("kind", "\"pen\"");
    const auto kind = reader.choice("kind", {"roller", "pen", "stamp"});
    device.kind = kind.value_or("");
    reader.required("needles", "12");
    device.needles = static_cast<int>(reader.integer("needles", {.least = 1, .most = 10000}).value_or(1));
    reader.required("source", "\"the maker's data sheet of 2024\"");
    device.source = reader.text("source").value_or("");
    if (reader.has("source") && reader.node("source")->text() != nullptr && device.source.empty())
        reader.complain("source", "device.source is empty", "say where the geometry is from");
    for (const Measure& measure : measures) {
        // Without a kind nobody can say what is missing or too much; units and ranges are checked all the same.
        if (kind || measure.kinds.empty()) read_measure(reader, measure, device);
        else reader.quantity(measure.key, measure.unit, measure.range);
    }
    if (device.tip_diameter > device.shaft_diameter && device.shaft_diameter > 0.0)
        reader.complain("tip_diameter", "the tip is wider than the shaft", "a needle widens from its tip to its shaft");
    check_density(reader, device);
    check_plate(reader, device);
    return device;
}

/// "0.5 to 3 mm"
std::string span_in_mm(const Vocabulary::LengthRange& range) {
    const double least = core::convert(range.least, "m", "mm"), most = core::convert(range.most, "m", "mm");
    return least == most ? fmt::format("{:g} mm only", most) : fmt::format("{:g} to {:g} mm", least, most);
}

/// The needle length when `owner` offers it. Round-off between units moves it onto the bound that it meets.
std::optional<double> read_needle_length(Reader& reader, std::string_view owner, const Vocabulary::LengthRange& range) {
    constexpr double round_off = 1e-12;
    const auto length = reader.quantity("needle_length", "mm");
    if (!length) return std::nullopt;
    if (*length < range.least * (1.0 - round_off) || *length > range.most * (1.0 + round_off)) {
        reader.complain("needle_length",
                        fmt::format("{} is {:.10g} mm, but {} has needles of {}", reader.full_name("needle_length"),
                                    core::convert(*length, "m", "mm"), owner, span_in_mm(range)),
                        fmt::format("choose a length of {}", span_in_mm(range)));
        return std::nullopt;
    }
    return std::clamp(*length, range.least, range.most);
}

void read_model(Reader& reader, const Vocabulary& vocabulary, DeviceChoice& choice) {
    std::vector<std::string> models;
    for (const auto& [model, range] : vocabulary.devices) models.push_back(model);
    choice.model = reader.choice("model", models).value_or("");
    const auto known = vocabulary.devices.find(choice.model);
    if (known == vocabulary.devices.end()) reader.quantity("needle_length", "mm", {.least = 0.001, .most = 5});
    else choice.needle_length = read_needle_length(reader, choice.model, known->second);
}

}  // namespace

DeviceChoice read_device(Reader reader, const Vocabulary& vocabulary) {
    DeviceChoice choice;
    const auto geometry = geometry_keys(reader);
    if (reader.has("model")) {
        read_model(reader, vocabulary, choice);
        if (!geometry.empty()) {
            reader.complain("model", "a device has either a model or a geometry, and this one has both",
                            fmt::format("remove model, or remove {}", fmt::join(geometry, ", ")));
            for (const auto& key : geometry) reader.node(key);  // one finding says it all
        }
    } else if (!geometry.empty()) {
        choice.custom = read_geometry(reader);
        const double deepest = choice.custom->maximum_depth > 0.0 ? choice.custom->maximum_depth : core::to_si(5, "mm");
        reader.required("needle_length", "\"1.5 mm\"");
        choice.needle_length = read_needle_length(reader, "this device", {core::to_si(0.001, "mm"), deepest});
    } else {
        reader.node("needle_length");
        reader.findings().add(reader.self(), "the device has neither a model nor a geometry",
                              "add model = \"dermaroller-mf8\"; all models: percuta data devices");
    }
    for (const Measure& measure : measures) reader.node(measure.key);
    for (const std::string_view key : {"model", "kind", "needles", "source"}) reader.node(key);
    reader.refuse_unknown();
    return choice;
}

void check_passes(Reader& technique, const CustomDevice& device, int passes) {
    const double one = strikes_per_pass(device), all = passes * one;
    if (one > most_in_a_pass || all <= most_in_a_session) return;
    technique.complain(
        "passes",
        fmt::format("{} passes of this device strike {:.3g} times per cm²", passes, per_square_centimetre(all)),
        fmt::format("at most {:g} strikes per cm² can be simulated in one session: fewer passes, or a "
                    "device that strikes fewer than {:.3g} times per cm² in one",
                    per_square_centimetre(most_in_a_session), per_square_centimetre(one)));
}

}  // namespace percuta::plan
