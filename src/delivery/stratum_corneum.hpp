// Intact stratum corneum to one solute, neutral or in part charged (docs/science/delivery.md, 1.3).
#pragma once

#include "delivery/parameters.hpp"

namespace percuta::delivery {

/// Fully hydrated, as in most measurements of permeability, or as skin in the open is.
enum class Hydration { wet, dry };

/// Permeability of the lipoidal route by the regression of Potts and Guy to the neutral species, m/s. `molar_mass` in
/// kg/mol.
double potts_guy(const Parameters& p, double log_k, double molar_mass);
/// Permeability of the polar route, m/s; charge does not matter.
double polar_route(const Parameters& p, double molar_mass);

/// What a microscopic model says of a layer; D K / thickness is its permeability. Against total aqueous concentration
/// when `neutral` is the share without charge: it alone enters lipid, binds to keratin and gets through.
struct HornyLayer {
    double partition = 1.0;
    double diffusivity = 0.0;  ///< m2/s
};
HornyLayer kasting_barrier(const Parameters& p, double log_k, double molar_mass, double neutral, Hydration hydration);
HornyLayer chen_barrier(const Parameters& p, double log_k, double molar_mass, double neutral);
/// Conductance over area of one layer of bricks in their mortar, per unit drop of concentration in water; `lipid` and
/// `inside` are K D of mortar and bricks. Lipid beside a brick leads from one film to the next; between two such gaps
/// solute spreads along the film and through the bricks on the way, as in a fin.
double brick_layer(const Parameters& p, double lipid, double inside);
/// Thickness for which the model of bricks and mortar was made, metres.
double brick_wall(const Parameters& p);

}  // namespace percuta::delivery
