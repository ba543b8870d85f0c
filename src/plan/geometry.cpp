// The geometry of a device in full: what its kind has, within what can be made.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include <fmt/format.h>

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
    std::string_view kinds;    ///< empty: every kind
    std::string_view example;  ///< empty: may be left out
};

// Bounds are those of what can be made and held, not of what is sensible: they catch a wrong unit.
constexpr std::array measures{
    Measure{"tip_diameter", &CustomDevice::tip_diameter, "um", {.least = 0.1, .most = 1000}, "", "8 um"},
    Measure{"shaft_diameter", &CustomDevice::shaft_diameter, "um", {.least = 1, .most = 2000}, "", "250 um"},
    Measure{"taper_length", &CustomDevice::taper_length, "mm", {.least = 0.001, .most = 5}, "", "0.8 mm"},
    Measure{"maximum_depth", &CustomDevice::maximum_depth, "mm", {.least = 0.001}, "", "2.5 mm"},
    Measure{"drum_diameter", &CustomDevice::drum_diameter, "mm", {.least = 1, .most = 200}, "roller", "20 mm"},
    Measure{"drum_width", &CustomDevice::drum_width, "mm", {.least = 1, .most = 200}, "roller", "20 mm"},
    Measure{"roll_speed", &CustomDevice::roll_speed, "mm/s", {.least = 0.1, .most = 10000}, "roller", ""},
    Measure{"plate_width", &CustomDevice::plate_width, "mm", {.least = 0.1, .most = 100}, "pen stamp", "8 mm"},
    Measure{"pitch", &CustomDevice::pitch, "mm", {.least = 0.01, .most = 20}, "pen stamp", "2 mm"},
    Measure{"stroke", &CustomDevice::stroke, "mm", {.least = 0.001, .most = 50}, "pen", ""},
    Measure{"frequency", &CustomDevice::frequency, "Hz", {.least = 0.1, .most = 1000}, "pen", "120 Hz"},
    Measure{"glide_speed", &CustomDevice::glide_speed, "mm/s", {.least = 0.1, .most = 1000}, "pen", "20 mm/s"},
    Measure{"impact_speed", &CustomDevice::impact_speed, "m/s", {.least = 0, .most = 20}, "stamp", ""},
    Measure{"presses_per_time", &CustomDevice::presses_per_time, "Hz", {.least = 0.01, .most = 100}, "stamp", ""}};

constexpr std::array other_keys{"kind", "needles", "rows", "source"};

void read_measure(Reader& reader, const Measure& measure, CustomDevice& device) {
    const bool wanted = measure.kinds.empty() || measure.kinds.find(device.kind) != std::string_view::npos;
    if (wanted && !measure.example.empty()) reader.required(measure.key, fmt::format("\"{}\"", measure.example));
    const auto value = reader.quantity(measure.key, measure.unit, measure.range);
    if (!wanted && reader.has(measure.key))
        reader.complain(measure.key, fmt::format("a {} has no {}", device.kind, measure.key), "remove this line");
    device.*measure.member = value.value_or(0.0);
}

bool above(double value, double bound) {
    constexpr double round_off = 1e-12;
    return value > bound * (1.0 + round_off);
}

double in_mm(double metres) { return core::convert(metres, "m", "mm"); }

/// Rows in which neighbours stand about as far apart along the drum as around it: of the numbers that share the needles
/// out evenly, the nearest.
int even_rows(const CustomDevice& device) {
    const double ideal = std::sqrt(device.needles * device.drum_width / (std::numbers::pi * device.drum_diameter));
    int best = 1;
    for (int rows = 1; rows <= device.needles; ++rows)
        if (device.needles % rows == 0 && std::abs(std::log(rows / ideal)) < std::abs(std::log(best / ideal)))
            best = rows;
    return best;
}

void read_rows(Reader& reader, CustomDevice& device) {
    const auto rows = reader.integer("rows", {.least = 1, .most = 10000});
    if (device.kind == "roller") device.rows = static_cast<int>(rows.value_or(even_rows(device)));
    else if (reader.has("rows"))
        reader.complain("rows", fmt::format("a {} has no rows", device.kind), "remove this line");
}

/// What a plan leaves out. A mistaken value is complained of already and is not replaced.
void resolve_defaults(const Reader& reader, const Vocabulary& vocabulary, CustomDevice& device) {
    if (device.kind == "roller" && !reader.has("roll_speed")) device.roll_speed = vocabulary.devices.roll_speed;
    if (device.kind == "pen" && !reader.has("stroke")) device.stroke = device.maximum_depth;
    if (device.kind == "stamp" && !reader.has("presses_per_time"))
        device.presses_per_time = vocabulary.devices.presses_per_time;
}

void check_needle(Reader& reader, const CustomDevice& device, const Vocabulary& vocabulary) {
    if (device.shaft_diameter > 0.0 && above(device.tip_diameter, device.shaft_diameter))
        reader.complain("tip_diameter", "the tip is wider than the shaft", "a needle widens from its tip to its shaft");
    // A cone whose sides meet at a right angle is twice as wide as it is long: a definition, not a measure.
    if (device.taper_length > 0.0 && above(device.shaft_diameter, 2.0 * device.taper_length))
        reader.complain("taper_length",
                        fmt::format("a cone {:.4g} mm wide and {:.4g} mm long is blunter than 90 degrees, which is no "
                                    "needle",
                                    in_mm(device.shaft_diameter), in_mm(device.taper_length)),
                        "taper_length is at least half of shaft_diameter");
    complain_of_depth(reader, "maximum_depth", device.maximum_depth, vocabulary, "");
}

void check_pen(Reader& reader, const CustomDevice& device, const Vocabulary& vocabulary) {
    if (above(device.frequency, vocabulary.devices.fastest_pen))
        reader.complain("frequency",
                        fmt::format("device.frequency is {:.10g} Hz, but no pen known here strikes so fast: the "
                                    "fastest is made for {:.4g} Hz",
                                    device.frequency, vocabulary.devices.fastest_pen),
                        fmt::format("at most {:.4g} Hz", vocabulary.devices.fastest_pen));
}

/// Needles stand in a lattice that is square or nearly so; what is wider than its plate was measured wrongly.
void check_plate(Reader& reader, const CustomDevice& device) {
    constexpr double tolerance = 1.5;  // plates need not be square, nor lattices
    const double width = (std::ceil(std::sqrt(device.needles)) - 1.0) * device.pitch;
    if (device.plate_width > 0.0 && width > tolerance * device.plate_width)
        reader.complain("pitch",
                        fmt::format("{} needles {:g} mm apart are {:.3g} mm wide, but the plate is {:g} mm wide",
                                    device.needles, in_mm(device.pitch), in_mm(width), in_mm(device.plate_width)),
                        "change needles, pitch or plate_width");
}

/// Complains of neighbours whose shafts do not fit beside each other; true when it does.
bool overlap(Reader& reader, const CustomDevice& device, std::string_view key, std::string_view what, double distance,
             std::string_view change) {
    if (distance <= 0.0 || !above(device.shaft_diameter, distance)) return false;
    reader.complain(key,
                    fmt::format("{} {:.3g} mm apart with shafts {:.3g} mm wide: needles would overlap", what,
                                in_mm(distance), in_mm(device.shaft_diameter)),
                    fmt::format("change {} or shaft_diameter", change));
    return true;
}

/// True when something was found.
bool check_drum(Reader& reader, const CustomDevice& device) {
    if (device.rows < 1 || device.drum_diameter <= 0.0 || device.drum_width <= 0.0) return false;
    if (device.needles % device.rows != 0) {
        reader.complain("rows", fmt::format("{} needles do not stand in {} equal rows", device.needles, device.rows),
                        "needles / rows is the number of stations around the drum, a whole number");
        return true;
    }
    const int stations = device.needles / device.rows;
    const bool rows = overlap(reader, device, reader.has("rows") ? "rows" : "needles",
                              fmt::format("{} rows", device.rows), device.drum_width / device.rows, "rows, drum_width");
    const bool around = overlap(reader, device, "needles", fmt::format("{} stations around the drum", stations),
                                std::numbers::pi * device.drum_diameter / stations, "needles, rows, drum_diameter");
    return rows || around;
}

}  // namespace

std::vector<std::string> geometry_keys(const Reader& reader) {
    std::vector<std::string> keys;
    for (const std::string_view key : other_keys)
        if (reader.has(key)) keys.emplace_back(key);
    for (const Measure& measure : measures) {
        const bool of_models = measure.key == "frequency" || measure.key == "glide_speed";
        if (!of_models && reader.has(measure.key)) keys.emplace_back(measure.key);
    }
    return keys;
}

void know_geometry(Reader& reader) {
    for (const Measure& measure : measures) reader.node(measure.key);
    for (const std::string_view key : other_keys) reader.node(key);
}

std::optional<double> read_pen_rate(Reader& reader, std::string_view key) {
    const auto* measure = std::ranges::find(measures, key, &Measure::key);
    return reader.quantity(key, measure->unit, measure->range);
}

bool complain_of_depth(Reader& reader, std::string_view key, double length, const Vocabulary& vocabulary,
                       const std::string& offer) {
    const Vocabulary::Devices& known = vocabulary.devices;
    if (!above(length, known.longest_needle)) return false;
    reader.complain(
        key,
        fmt::format("{} is {:.10g} mm, which is deeper than any skin: the thickest dermis of the atlas is "
                    "{:.2g} mm, and devices are sold to {:.3g} mm",
                    reader.full_name(key), in_mm(length), in_mm(known.thickest_dermis), in_mm(known.longest_sold)),
        fmt::format("is the unit right? {}",
                    offer.empty() ? fmt::format("at most {:.3g} mm is taken for a needle", in_mm(known.longest_needle))
                                  : offer));
    return true;
}

CustomDevice read_geometry(Reader& reader, const Vocabulary& vocabulary) {
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
    if (kind) read_rows(reader, device);
    resolve_defaults(reader, vocabulary, device);
    check_needle(reader, device, vocabulary);
    if (device.kind == "pen") check_pen(reader, device, vocabulary);
    check_plate(reader, device);
    // Needles that overlap also strike too densely: one finding says it.
    const bool found = device.kind == "roller" ? check_drum(reader, device)
                                               : overlap(reader, device, "pitch", "needles", device.pitch, "pitch");
    if (!found) check_density(reader, device);
    return device;
}

}  // namespace percuta::plan
