#include "device/device.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::device {

double Needle::taper() const { return std::min(taper_length, length); }

double Needle::slope() const {
    assert(taper_length > 0.0);
    return (shaft_diameter - tip_diameter) / taper_length;
}

double Needle::width(double height) const {
    // The shaft is exact, not tip + slope * taper, which may miss it by a rounding error.
    if (height >= taper_length) return shaft_diameter;
    return tip_diameter + slope() * std::max(height, 0.0);
}

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::roller: return "roller";
        case Kind::pen: return "pen";
        case Kind::stamp: return "stamp";
    }
    throw core::InternalError("a device of no known kind");
}

std::vector<std::string> Catalogue::names() const {
    std::vector<std::string> out;
    for (const Model& model : models_) out.push_back(model.name);
    return out;
}

const Model& Catalogue::at(std::string_view name) const {
    const auto found = std::ranges::find(models_, name, &Model::name);
    if (found == models_.end()) throw core::InternalError(fmt::format("no device \"{}\" in the catalogue", name));
    return *found;
}

namespace {

Device made(const Model& model, const core::ParameterSet& geometry, std::optional<double> needle_length) {
    const auto when = [&](Kind kind, std::string_view parameter) {
        return model.kind == kind ? geometry.value(parameter) : 0.0;
    };
    Device device;
    device.model = model.name;
    device.title = model.title;
    device.kind = model.kind;
    device.needle = {.tip_diameter = geometry.value("tip_diameter"),
                     .shaft_diameter = geometry.value("shaft_diameter"),
                     .taper_length = geometry.value("taper_length"),
                     .length = needle_length.value_or(geometry.value("default_length"))};
    device.shortest_length = geometry.value("shortest_length");
    device.longest_length = geometry.value("longest_length");
    if (!(device.needle.length >= device.shortest_length && device.needle.length <= device.longest_length))
        throw core::InternalError(
            fmt::format("a needle of {:g} m is outside the range of {}", device.needle.length, model.name));
    device.needles = static_cast<int>(std::lround(geometry.value("needles")));
    device.drum_diameter = when(Kind::roller, "drum_diameter");
    device.drum_width = when(Kind::roller, "drum_width");
    device.rows = static_cast<int>(std::lround(when(Kind::roller, "rows")));
    device.roll_speed = when(Kind::roller, "roll_speed");
    if (model.kind != Kind::roller) {
        device.plate_width = geometry.value("plate_width");
        device.pitch = geometry.value("pitch");
    }
    device.stroke = when(Kind::pen, "stroke");
    device.frequency = when(Kind::pen, "frequency");
    device.slowest_frequency = when(Kind::pen, "slowest_frequency");
    device.fastest_frequency = when(Kind::pen, "fastest_frequency");
    device.glide_speed = when(Kind::pen, "glide_speed");
    device.impact_speed = when(Kind::stamp, "impact_speed");
    device.presses_per_time = when(Kind::stamp, "presses_per_time");
    return device;
}

/// Whether it could be built: what the reader of the catalogue asks of the values there.
bool possible(const Device& device) {
    const Needle& needle = device.needle;
    const bool needles = device.needles >= 1 && needle.tip_diameter <= needle.shaft_diameter &&
                         needle.shaft_diameter <= 2.0 * needle.taper_length;
    if (device.kind == Kind::roller) {
        const double stations = static_cast<double>(device.needles) / device.rows;
        return needles && device.drum_width / device.rows >= needle.shaft_diameter &&
               std::numbers::pi * device.drum_diameter / stations >= needle.shaft_diameter;
    }
    const bool strokes = device.kind != Kind::pen ||
                         (device.stroke >= device.longest_length && device.frequency >= device.slowest_frequency &&
                          device.frequency <= device.fastest_frequency);
    return needles && strokes && (device.needles == 1 || device.pitch >= needle.shaft_diameter);
}

}  // namespace

Device Catalogue::device(std::string_view name, std::optional<double> needle_length) const {
    const Model& model = at(name);
    return made(model, model.geometry, needle_length);
}

Device Catalogue::drawn(std::string_view name, std::optional<double> needle_length, core::RandomStream& random) const {
    constexpr int most_attempts = 10000;
    const Model& model = at(name);
    for (int i = 0; i < most_attempts; ++i) {
        const Device device = made(model, model.geometry.drawn(random), needle_length);
        if (possible(device)) return device;
    }
    throw core::NotConverged(fmt::format("no draw of the priors of {} is a device that can be", name));
}

}  // namespace percuta::device
