#include "delivery/solute.hpp"

#include <algorithm>
#include <cmath>

namespace percuta::delivery {

namespace {

constexpr double angstrom = 1e-10, square_centimetre = 1e-4;

/// In cm3/mol.
double written_volume(const Parameters& p, double molar_mass) { return molar_volume(p, molar_mass) * 1e6; }
bool is_large(const Parameters& p, double molar_mass) { return molar_volume(p, molar_mass) >= p.large_volume; }

}  // namespace

double grams(double molar_mass) { return molar_mass * 1e3; }

double molar_volume(const Parameters& p, double molar_mass) { return p.molar_volume * molar_mass; }

double solute_radius(const Parameters& p, double molar_mass) {
    const double volume = written_volume(p, molar_mass);
    return angstrom *
           (is_large(p, molar_mass) ? p.radius_large * std::cbrt(volume) : p.radius_small * std::pow(volume, 0.6));
}

double water_diffusivity(const Parameters& p, double molar_mass) {
    const double volume = written_volume(p, molar_mass);
    return square_centimetre *
           (is_large(p, molar_mass) ? p.D_water_large / std::cbrt(volume) : p.D_water_small * std::pow(volume, -0.6));
}

double free_diffusivity(const Parameters& p, double molar_mass) {
    const double mass = grams(std::min(molar_mass, p.D_free_mass_most));
    return square_centimetre * std::pow(10.0, p.D_free_intercept + p.D_free_mass * std::log10(mass));
}

double pore_hindrance(double filled) {
    if (filled >= 1.0) return 0.0;
    const double open = (1.0 - filled) * (1.0 - filled);
    return open * std::max(0.0, 1.0 - 2.104 * filled + 2.09 * std::pow(filled, 3) - 0.95 * std::pow(filled, 5));
}

}  // namespace percuta::delivery
