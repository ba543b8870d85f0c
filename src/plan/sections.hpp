// The sections of a plan whose reading fills files of their own. For this room only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "plan/plan.hpp"
#include "plan/read.hpp"

namespace percuta::plan {

/// [subject.facts]: answers to the questions of the vocabulary; what is "unknown" is left out.
std::map<std::string, Fact> read_facts(core::Reader reader, const Vocabulary& vocabulary);

/// [device]: a model of the catalogue, or the geometry in full. Mistakes go to the reader's findings.
DeviceChoice read_device(core::Reader reader, const Vocabulary& vocabulary);

/// [technique], as far as the device allows it.
Technique read_technique(core::Reader reader, const DeviceChoice& device, const Vocabulary& vocabulary);

/// [[product]]: one of the catalogue, or its permeants and vehicle in full. Without a schedule its times are not held
/// against the sessions.
Product read_product(core::Reader reader, const Vocabulary& vocabulary, const std::optional<Schedule>& schedule);

/// Keys of a geometry in full that this table holds. A model has `frequency` and `glide_speed`, too: not among them.
std::vector<std::string> geometry_keys(const core::Reader& reader);

/// Notes every key of a geometry as known, for a table whose geometry is not read.
void know_geometry(core::Reader& reader);

/// The geometry in full, with every default resolved.
CustomDevice read_geometry(core::Reader& reader, const Vocabulary& vocabulary);

/// One of the rates of a pen, within what any device can be held and driven at.
std::optional<double> read_pen_rate(core::Reader& reader, std::string_view key);

/// Complains of a needle that is deeper than any skin and names what the device has; true when it does.
bool complain_of_depth(core::Reader& reader, std::string_view key, double length, const Vocabulary& vocabulary,
                       const std::string& offer);

/// Needle strikes of one pass, 1/m2, as a device of this geometry moves over skin; 0 while a measure is missing.
double strikes_per_pass(const CustomDevice& device);

/// Complains of more strikes in one pass than can be simulated.
void check_density(core::Reader& reader, const CustomDevice& device);

/// Complains of more needle strikes than a patch of skin can take in one session; `technique` holds `passes`.
void check_passes(core::Reader& technique, const CustomDevice& device, int passes);

/// The chosen pen as it is driven, for the checks above: only its strikes matter. Nothing for other kinds of models.
std::optional<CustomDevice> driven(const DeviceChoice& choice, const Vocabulary& vocabulary);

}  // namespace percuta::plan
