// What a solute does in skin: partition, diffusion and clearance, from its mass, lipophilicity and charge.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "delivery/parameters.hpp"
#include "product/product.hpp"

namespace percuta::delivery {

/// Which published set of relations is used in viable tissue and for the microscopic stratum corneum.
enum class Family { kasting, chen };
/// How permeable intact stratum corneum is: a regression on measured skin, or the microscopic model of the family.
enum class Barrier { regression, microscopic };

/// Layers from the surface down.
enum LayerIndex : std::size_t { stratum_corneum, viable_epidermis, junction, papillary, reticular, layer_count };

/// Thicknesses, metres; by LayerIndex. A layer of 0 is absent.
using Thicknesses = std::array<double, layer_count>;

/// Of total solute against total aqueous concentration at the pH of tissue.
struct Layer {
    double thickness = 0.0;    ///< metres
    double partition = 1.0;    ///< K
    double diffusivity = 0.0;  ///< D, m2/s
};

/// How the dermis is cleared. Rates are of the amount in tissue, 1/s.
struct Clearance {
    double lipoidal = 0.0;      ///< P S of the capillary wall for the neutral species, 1/s
    double paracellular = 0.0;  ///< P S of its pores, 1/s, at rest
    double flow = 0.0;          ///< Q of blood per volume, 1/s, at rest
    double lymph = 0.0;         ///< 1/s, at rest
    double binding = 1.0;       ///< factor by which binding slows it

    /// `perfusion` and `leakiness` are flow and pore permeability over those at rest.
    double rate(double perfusion = 1.0, double leakiness = 1.0) const;
};

struct Coefficients {
    std::array<Layer, layer_count> layers;
    double polar = 0.0;           ///< permeability of the polar route through stratum corneum, m/s
    double lumen = 0.0;           ///< diffusivity in water, m2/s
    double neutral_tissue = 1.0;  ///< share without charge at the pH of tissue
    Clearance clearance;
    double metabolism = 0.0;    ///< in viable tissue, 1/s
    bool extrapolated = false;  ///< molar mass or log K outside of what the relations were held against
};

Coefficients coefficients(const Parameters& p, const product::Permeant& permeant, const Thicknesses& thicknesses,
                          Family family = Family::kasting, Barrier barrier = Barrier::regression);

/// Steady permeability of intact stratum corneum to a neutral solute in water, m/s.
struct Permeability {
    double potts_guy = 0.0;
    double polar = 0.0;
    double regression = 0.0;  ///< both together
    double kasting = 0.0;     ///< microscopic, polar route included
    double chen = 0.0;
};
/// `molar_mass` in kg/mol.
Permeability permeability(const Parameters& p, double log_k, double molar_mass);

}  // namespace percuta::delivery
