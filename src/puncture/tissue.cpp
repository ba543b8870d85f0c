#include "puncture/tissue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "puncture/root.hpp"

namespace percuta::puncture {

double Foundation::force(double w) const { return k1 * w + k3 * w * w * w; }

double Foundation::slope(double w) const { return k1 + 3.0 * k3 * w * w; }

double Foundation::energy(double w) const { return 0.5 * k1 * w * w + 0.25 * k3 * w * w * w * w; }

double Foundation::dimple(double f) const {
    if (f <= 0.0) return 0.0;
    return increasing_root([&](double w) { return force(w) - f; }, [&](double w) { return slope(w); }, 0.0, f / k1);
}

double Foundation::dimple_of_energy(double e) const {
    if (e <= 0.0) return 0.0;
    return increasing_root([&](double w) { return energy(w) - e; }, [&](double w) { return force(w); }, 0.0,
                           std::sqrt(2.0 * e / k1));
}

Toughness::Toughness(const std::array<double, layer_count - 1>& bottoms,
                     const std::array<WedgeEnergy, layer_count>& wedge)
    : wedge_(wedge) {
    std::ranges::copy(bottoms, bottoms_.begin());
    bottoms_.back() = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < layer_count; ++i)
        above_[i] = above_[i - 1] + wedge_[i - 1].value() * (bottoms_[i - 1] - (i > 1 ? bottoms_[i - 2] : 0.0));
}

std::size_t Toughness::layer(double depth) const {
    std::size_t i = 0;
    while (depth >= bottoms_[i]) ++i;
    return i;
}

double Toughness::above(double depth) const {
    if (depth <= 0.0) return 0.0;
    const std::size_t i = layer(depth);
    return above_[i] + wedge_[i].value() * (depth - (i > 0 ? bottoms_[i - 1] : 0.0));
}

Tissue Tissue::at_place(double thicker, double tougher) const {
    Tissue out = *this;
    const double shift = (thicker - 1.0) * barrier;  // what lies below keeps its thickness
    std::array<WedgeEnergy, layer_count> wedge;
    for (std::size_t i = 0; i < layer_count; ++i) wedge[i] = tougher * toughness.wedge(i);
    out.toughness = Toughness({thicker * toughness.bottom(0), barrier + shift, toughness.bottom(2) + shift}, wedge);
    out.barrier = barrier + shift;
    out.deeper = tougher * deeper;
    return out;
}

namespace {

/// Fat deeper than its reach is not felt: thin fat over bone is as stiff as it is thin, thick fat like fat without end.
double felt_fat(const Parameters& p, double fat) { return p.fat_reach * std::tanh(fat / p.fat_reach); }

/// Wet stratum corneum is weaker but tears with more work: published for the sheet in tension, and only the share
/// `hydration_share` of that is taken to hold for a needle.
double toughened(const Parameters& p, double water) {
    return std::pow(p.wet_toughness, p.hydration_share * (water - p.reference_water));
}

/// k1 is that of skin under its own tension T: k1 = 8 S g(0; 0) / g(0; t) with S = sqrt(D k_h) and t = T / (2 S).
double tightness_at_rest(const Parameters& p) {
    double t = 0.0;
    for (int i = 0; i < 60; ++i) t = 4.0 * p.tension / p.k1 * Plate::compliance(0.0) / Plate::compliance(t);
    return t;
}

}  // namespace

Tissue tissue(const Parameters& p, const skin::Skin& skin, Stretch stretch, double speed) {
    Tissue out;
    const double wet = toughened(p, skin.water);
    const WedgeEnergy dermis(p.J);
    out.barrier = skin.epidermis() + p.barrier_share * skin.papillary_dermis;
    out.toughness = Toughness({skin.stratum_corneum, out.barrier, skin.full_thickness()},
                              {p.horny_share * wet * dermis, p.soft_share * dermis, dermis, p.fat_share * dermis});
    out.deeper = LineToughness(p.Gamma);
    out.surface = p.surface_share * wet * out.deeper;
    out.blunt = PunctureWork(p.G_p);
    out.blunt_from = p.blunt_tip;
    out.friction = p.tau_f;

    // A plate of dermis on fat: D ~ h^n, k_h ~ 1 / fat, from which k1 = 8 sqrt(D k_h) and l = (D / k_h)^(1/4).
    const double thick = skin.dermis / p.reference_dermis;
    const double bending = std::pow(thick, p.dermis_exponent);
    const double bedding = felt_fat(p, p.reference_fat) / felt_fat(p, skin.hypodermis);
    const double length = p.plate_length * std::sqrt(std::sqrt(bending / bedding));
    const double stiffness = std::sqrt(bending * bedding);
    const double tightness = tightness_at_rest(p);
    const double pulled = stretch == Stretch::stretched ? p.stretched_tension : 1.0;
    const double tension = tightness * pulled / stiffness;
    const double tighter = Plate::compliance(tightness) / Plate::compliance(tension);
    const double older = skin.age - p.reference_age;
    const double faster = std::pow(speed / p.hand_speed, p.rate_exponent);
    out.foundation = {faster * tighter * stiffness * p.k1 * std::exp(p.k1_age_slope * older),
                      faster * thick * p.k3 * std::exp(p.k3_age_slope * older)};
    out.dimple_length = length;
    out.dimple_tension = tension;
    // The mass that moves with a dimple: that of the reference skin from its natural frequency, elsewhere as the
    // plate's area and the tissue below it (fat moves less the deeper it lies; its share of the motion is one third).
    const auto below = [&](double thickness, double fat) {
        return p.skin_density * thickness + p.fat_density * felt_fat(p, fat) / 3.0;
    };
    const double omega = 2.0 * std::numbers::pi * p.natural_frequency, wider = length / p.plate_length;
    out.moved_mass = p.k1 / (omega * omega) * wider * wider * below(skin.dermis, skin.hypodermis) /
                     below(p.reference_dermis, p.reference_fat);
    out.damping = p.damping;
    return out;
}

}  // namespace percuta::puncture
