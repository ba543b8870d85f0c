// What tests of the atlas share: the atlas that is shipped, and people to ask it about.
#pragma once

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/units.hpp"
#include "skin/atlas.hpp"

namespace percuta::skin {

inline Atlas shipped_atlas() {
    return Atlas::read(core::Document::parse(core::embedded_data().at("skin.toml"), "skin.toml"));
}

inline double years(double count) { return core::to_si(count, "year"); }

/// A person of the age and phototype for which the thicknesses of the atlas stand.
inline Person reference(Sex sex = Sex::female) { return {.sex = sex, .age = years(40), .phototype = 3}; }

inline Person aged(Sex sex, double age) { return {.sex = sex, .age = years(age), .phototype = 3}; }

}  // namespace percuta::skin
