// What holds for the reader of scales, readers, quantities and events whatever it is given.
#pragma once

#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "outcome/catalogue.hpp"

namespace percuta::outcome {

/// Whether a catalogue is read or refused. Throws where the reader is broken.
inline bool read_any_catalogue(const std::string& text) {
    Catalogue catalogue;
    try {
        catalogue = Catalogue::read(core::Document::parse(text, "outcome.toml"));
    } catch (const core::InvalidInput& error) {
        if (error.diagnostics().empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    for (const Scale& scale : catalogue.scales()) {
        if (!(scale.least < scale.most) || scale.concerns.empty())
            throw std::logic_error("a scale without ends or use");
        if (!(scale.rater_sd >= 0.0) || !(scale.visit_sd >= 0.0)) throw std::logic_error("a scale without noise");
        static_cast<void>(scale.half(scale.most));
    }
    for (const auto& [what, source] : catalogue.sources())
        if (what.empty()) throw std::logic_error("something without a name");
    return true;
}

}  // namespace percuta::outcome
