// A smooth Gaussian random field on the plane with unit variance.
#pragma once

#include <array>

#include "core/random.hpp"
#include "numerics/lanes.hpp"
#include "puncture/plate.hpp"

namespace percuta::puncture {

/// A sum of waves with random directions and phases; values `correlation_length` apart are still alike.
class RandomField {
public:
    RandomField(double correlation_length, core::RandomStream& random);
    double operator()(const Point& at) const;

    /// Waves side by side: turns per metre along x and y, and where they begin.
    struct Waves {
        numerics::Lanes kx, ky, phase;
    };

private:
    std::array<Waves, 4> waves_;
};

}  // namespace percuta::puncture
