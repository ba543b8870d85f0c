#include <string_view>

#include <fmt/format.h>

#include "plan/sections.hpp"

namespace percuta::plan {

using core::Reader;

namespace {

/// What drives the needles, if not the hand: "its motor"; empty for a hand.
std::string_view drive_of(const DeviceChoice& device, const Vocabulary& vocabulary) {
    const auto model = vocabulary.models.find(device.model);
    const bool known = model != vocabulary.models.end();
    const std::string kind = device.custom ? device.custom->kind : known ? model->second.kind : "";
    const double impact = device.custom ? device.custom->impact_speed : known ? model->second.impact_speed : 0.0;
    return kind == "pen" ? "its motor" : impact > 0.0 ? "its spring" : "";
}

/// How hard the device is pressed: in words, or as a force.
void read_press(Reader& reader, std::string_view drive, Technique& technique) {
    technique.pressure = reader.choice("pressure", {"light", "moderate", "firm"}).value_or(technique.pressure);
    technique.force = reader.quantity("force", "N", {.least = 0.01, .most = 200});
    if (!reader.has("force")) return;
    if (!drive.empty())
        reader.complain("force", fmt::format("this device is not pressed with a force: {} drives the needles", drive),
                        "remove force; how far they go is its needle_length");
    else if (reader.has("pressure"))
        reader.complain("force", "technique.force and technique.pressure both say how hard the device is pressed",
                        "remove one of them");
}

}  // namespace

Technique read_technique(Reader reader, const DeviceChoice& device, const Vocabulary& vocabulary) {
    Technique technique;
    reader.required("passes", "4");
    technique.passes = static_cast<int>(reader.integer("passes", {.least = 1, .most = 100}).value_or(technique.passes));
    read_press(reader, drive_of(device, vocabulary), technique);
    technique.mode = reader.choice("mode", {"professional", "home"}).value_or(technique.mode);
    technique.stretch = reader.choice("stretch", {"natural", "stretched"}).value_or(technique.stretch);
    technique.occluded = reader.flag("occluded").value_or(technique.occluded);
    technique.uses = static_cast<int>(reader.integer("uses", {.least = 0, .most = 1000}).value_or(technique.uses));
    technique.area = reader.quantity("area", "cm^2", {.least = 0.01, .most = 20000});
    reader.refuse_unknown();
    if (const auto driven_device = driven(device, vocabulary)) check_passes(reader, *driven_device, technique.passes);
    return technique;
}

}  // namespace percuta::plan
