// The parameters as they stand in the data, and people and animals that were needled.
#pragma once

#include <array>

#include "barrier/reseal.hpp"
#include "core/units.hpp"
#include "parameters.hpp"

namespace percuta::barrier::fixture {

inline constexpr double mm = 1e-3, um = 1e-6, hour = 3600.0;

inline Parameters parameters() { return barrier::parameters(core::parameters_in("barrier.toml")); }

/// Someone of whom every factor is 1.
inline Conditions reference(const Parameters& p) {
    Conditions out;
    out.needle_length = p.reference_length;
    out.age = p.reference_age;
    out.phototype = 4;
    return out;
}

}  // namespace percuta::barrier::fixture
