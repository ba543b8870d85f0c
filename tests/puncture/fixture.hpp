// The parameters, devices and skin of the built-in data.
#pragma once

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "device/device.hpp"
#include "puncture/strike.hpp"
#include "skin/atlas.hpp"

namespace percuta::puncture::fixture {

inline core::Document document(const char* name) { return core::Document::parse(core::embedded_data().at(name), name); }

inline core::ParameterSet parameter_set() {
    const core::Document file = document("puncture.toml");
    core::Findings findings(file);
    core::Reader root(file.root(), findings);
    auto table = root.table("parameters");
    core::ParameterSet set = core::ParameterSet::read(*table);
    findings.raise();
    return set;
}

inline Parameters parameters() { return puncture::parameters(parameter_set()); }

inline device::Device roller(double length) {
    return device::Catalogue::read(document("devices.toml")).device("dermaroller-mf8", length);
}

inline skin::Skin cheek() { return skin::Atlas::read(document("skin.toml")).skin("cheek", skin::Sex::female); }

}  // namespace percuta::puncture::fixture
