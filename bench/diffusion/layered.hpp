// Layered skin with a channel: diffusivities from 1 (stratum corneum) over 100 (epidermis) and 1000 (dermis) to 10⁴
// µm²/min in a channel filled with water. 96³ cells of 10 µm, two minutes.
#pragma once

#include <span>
#include <vector>

#include "core/workers.hpp"
#include "numerics/grid.hpp"

namespace percuta::bench {

struct LayeredSkin {
    static constexpr std::size_t side = 96;
    static constexpr double cell = 10.0, time = 2.0;

    LayeredSkin();
    /// By explicit Euler steps, the simplest method there is; a step may not exceed cell² / 6 D.
    std::vector<double> by_explicit_euler(std::size_t steps, core::Workers& workers) const;
    static std::size_t fewest_explicit_steps();

    numerics::Grid grid;
    std::vector<double> diffusivity;
    std::vector<double> start;  ///< a Gaussian of σ = 40 µm in the channel
};

}  // namespace percuta::bench
