// A solute by its size: how it diffuses in water and among what tissue is made of (docs/science/delivery.md, 1.1).
#pragma once

#include "delivery/parameters.hpp"

namespace percuta::delivery {

/// Molar mass in grams a mole, as the relations take it.
double grams(double molar_mass);
/// Molar volume, m3/mol, from a molar mass in kg/mol.
double molar_volume(const Parameters& p, double molar_mass);
/// Hydrodynamic radius, metres.
double solute_radius(const Parameters& p, double molar_mass);
/// Diffusivity in water, m2/s.
double water_diffusivity(const Parameters& p, double molar_mass);
/// Diffusivity of free solute in viable tissue, m2/s.
double free_diffusivity(const Parameters& p, double molar_mass);

/// Hindrance of a solute that fills the share `filled` of a pore's radius: share of the section that it can be in times
/// drag between the walls (Renkin 1954). 0 where it does not fit.
double pore_hindrance(double filled);

}  // namespace percuta::delivery
