#include "delivery/stratum_corneum.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "delivery/solute.hpp"

namespace percuta::delivery {

namespace {

constexpr double centimetre = 1e-2, angstrom = 1e-10, boltzmann = 1.380649e-23;

/// What the two states of hydration differ in.
struct Wall {
    double water, corneocytes, fibres, path, slowing, around, through, across;
    double drag[4];
};

Wall wall(const Parameters& p, Hydration hydration) {
    if (hydration == Hydration::wet)
        return {p.wet_water,
                p.wet_corneocytes,
                p.wet_fibres,
                p.wet_path,
                1.0,
                p.wet_around,
                p.wet_through,
                p.wet_across,
                {p.wet_drag_0, p.wet_drag_1, p.wet_drag_2, p.wet_drag_3}};
    return {p.dry_water,   p.dry_corneocytes, p.dry_fibres,
            p.dry_path,    p.dry_slowing,     p.dry_around,
            p.dry_through, p.dry_across,      {p.dry_drag_0, p.dry_drag_1, p.dry_drag_2, p.dry_drag_3}};
}

/// D K of water in a corneocyte: among the fibres, outside of what the solute's size excludes.
double corneocyte_conductivity(const Parameters& p, const Wall& w, double molar_mass) {
    const double ratio = solute_radius(p, molar_mass) / p.fibre_radius;
    const double free = std::max(0.0, 1.0 - w.fibres * (1.0 + ratio) * (1.0 + ratio));
    const double drag = w.drag[0] + ratio * (w.drag[1] + ratio * (w.drag[2] + ratio * w.drag[3]));
    return water_diffusivity(p, molar_mass) * free * free * std::max(0.0, drag);
}

/// A way along lipid from one gap to the next. Of a film between two rows of bricks, each of conductance
/// `across` per area, the difference between a point and its mirror obeys a'' = 4 across / (lipid g) a.
double film_resistance(const Parameters& p, double lipid, double way, double across) {
    const double along = lipid * p.mortar, m = 2.0 * std::sqrt(across / along);
    if (m * way < 1e-6) return way / along;
    return 2.0 * std::tanh(0.5 * m * way) / (along * m);
}

}  // namespace

double potts_guy(const Parameters& p, double log_k, double molar_mass) {
    return centimetre * std::pow(10.0, p.pg_intercept + p.pg_log_k * log_k + p.pg_mass * grams(molar_mass));
}

double polar_route(const Parameters& p, double molar_mass) {
    return centimetre * std::pow(10.0, p.polar_intercept + p.polar_mass * std::cbrt(grams(molar_mass)));
}

HornyLayer kasting_barrier(const Parameters& p, double log_k, double molar_mass, double neutral, Hydration hydration) {
    const Wall w = wall(p, hydration);
    const double octanol = std::pow(10.0, log_k), mass = grams(molar_mass);
    const double lipid = neutral * p.lipid_factor * std::pow(octanol, p.lipid_exponent);
    const double keratin = neutral * p.keratin_factor * std::pow(octanol, p.keratin_exponent);
    const double corneocyte = (keratin * p.dry_keratin + w.water) / (p.dry_keratin / p.keratin_density + w.water);
    const double along = (p.lipid_D_small * std::pow(100.0 / mass, p.lipid_D_exponent) + p.lipid_D_large) / w.slowing;
    const double crossing =
        centimetre * std::pow(10.0, p.crossing_intercept + p.crossing_mass * std::cbrt(mass)) / w.slowing;
    const double ratio = crossing * w.path * w.path / (p.lamella * along);
    // Resistances of corneocytes and lamellae in series, beside the way around them. What cannot enter corneocytes has
    // an infinite s.
    const double s = along * lipid / (neutral * corneocyte_conductivity(p, w, molar_mass));
    const double reduced = w.around + 1.0 / (w.through * s + w.across / ratio);
    HornyLayer out;
    out.partition = (1.0 - w.corneocytes) * lipid + w.corneocytes * corneocyte;
    out.diffusivity = reduced * along * lipid / out.partition;
    return out;
}

double brick_layer(const Parameters& p, double lipid, double inside) {
    const double period = p.brick_length + p.mortar;
    const double across = 1.0 / (p.brick_height / inside + p.mortar / lipid);
    const double shorter = period / (1.0 + p.brick_offset), longer = period - shorter;
    const double ways =
        1.0 / film_resistance(p, lipid, shorter, across) + 1.0 / film_resistance(p, lipid, longer, across);
    const double gap = p.brick_height / (lipid * p.mortar);
    return across * p.brick_length / period + 1.0 / (gap + 1.0 / ways) / period;
}

HornyLayer chen_barrier(const Parameters& p, double log_k, double molar_mass, double neutral) {
    const double octanol = std::pow(10.0, log_k), mass = grams(molar_mass);
    const double radius = std::cbrt(0.75 * p.chen_volume * mass / std::numbers::pi);  // angstrom
    const double in_water =
        boltzmann * p.skin_temperature / (6.0 * std::numbers::pi * p.water_viscosity * radius * angstrom);
    // Volumes: lipid and keratin by mass, the rest of bricks is water.
    const double dry = 1.0 - p.brick_water;
    const double lipid_volume = dry * p.dry_lipid / p.mortar_density;
    const double keratin_volume = dry * (1.0 - p.dry_lipid) / p.brick_density;
    const double keratin_share = keratin_volume / (lipid_volume + keratin_volume + p.brick_water);
    const double brick = p.brick_length * p.brick_height;
    const double all = (p.brick_length + p.mortar) * (p.brick_height + p.mortar);
    const double fibres = keratin_share * all / brick;

    const double lipid_K = p.mortar_density * std::pow(octanol, p.mortar_exponent);
    const double lipid_D = molar_mass <= p.mortar_D_mass_most
                               ? p.mortar_D * std::exp(-p.mortar_D_area * radius * radius)
                               : p.mortar_D_large;
    const double keratin_K = p.brick_density * p.brick_factor * std::pow(octanol, p.brick_exponent);
    const double water = 1.0 - fibres;
    const double fibre = p.fibre_radius / angstrom;
    const double k = p.brick_hydraulic * fibre * fibre * std::pow(fibres, p.brick_hydraulic_exponent);
    const double section = fibres * (1.0 + radius / fibre) * (1.0 + radius / fibre);
    const double brick_D = in_water * std::exp(-p.brick_drag * std::pow(section, p.brick_drag_exponent)) /
                           (1.0 + radius / std::sqrt(k) + radius * radius / (3.0 * k));

    HornyLayer out;
    out.partition = (brick * (neutral * fibres * keratin_K + water) + (all - brick) * neutral * lipid_K) / all;
    const double conductance = neutral * brick_layer(p, lipid_D * lipid_K, brick_D * (fibres * keratin_K + water));
    out.diffusivity = conductance * (p.brick_height + p.mortar) / out.partition;
    return out;
}

double brick_wall(const Parameters& p) { return p.brick_layers * (p.brick_height + p.mortar); }

}  // namespace percuta::delivery
