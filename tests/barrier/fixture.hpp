// The parameters as they stand in the data, and people and animals that were needled.
#pragma once

#include <array>

#include "barrier/reseal.hpp"
#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/units.hpp"

namespace percuta::barrier::fixture {

inline constexpr double mm = 1e-3, um = 1e-6, hour = 3600.0;

inline core::ParameterSet parameter_set(const std::string& text = core::embedded_data().at("barrier.toml")) {
    const core::Document document = core::Document::parse(text, "barrier.toml");
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    auto table = root.table("parameters");
    core::ParameterSet set = core::ParameterSet::read(*table);
    findings.raise();
    return set;
}

inline Parameters parameters() { return barrier::parameters(parameter_set()); }

/// Someone of whom every factor is 1.
inline Conditions reference(const Parameters& p) {
    Conditions out;
    out.needle_length = p.reference_length;
    out.age = p.reference_age;
    out.phototype = 4;
    return out;
}

}  // namespace percuta::barrier::fixture
