#include "puncture/strike.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "numerics/elementary.hpp"

namespace percuta::puncture {

namespace {

using std::numbers::pi;

constexpr double strikes_wanted = 400.0;  // enough for the spread over holes
constexpr double most_strikes = 4000.0;   // more are thinned

double travel_share(const Parameters& p, Pressure pressure) {
    switch (pressure) {
        case Pressure::light: return p.pressure_light;
        case Pressure::moderate: return p.pressure_moderate;
        case Pressure::firm: return p.pressure_firm;
    }
    return p.pressure_firm;
}

using numerics::Lanes;

/// Waves side by side: turns per metre along x and y, and where they begin.
struct Waves {
    Lanes kx, ky, phase;
};

PERCUTA_CLONES double sum_of_waves(std::span<const Waves> waves, const Point& at) {
    Lanes sum;
    for (const Waves& w : waves)
        sum = sum + numerics::cosine_of_turns(Lanes(w.kx * Lanes(at.x) + w.ky * Lanes(at.y) + w.phase));
    double out = 0.0;
    for (std::size_t l = 0; l < numerics::lane_count; ++l) out += sum[l];
    return out;
}

/// A smooth Gaussian random field on the plane with unit variance: a sum of waves with random directions and phases.
class RandomField {
public:
    RandomField(double correlation_length, core::RandomStream& random) {
        const double length = 2.0 * pi * correlation_length;
        for (Waves& w : waves_)
            for (std::size_t l = 0; l < numerics::lane_count; ++l) {
                w.kx.set(l, random.normal() / length);
                w.ky.set(l, random.normal() / length);
                w.phase.set(l, random.uniform());
            }
    }
    double operator()(const Point& at) const {
        return sum_of_waves(waves_, at) * std::sqrt(2.0 / static_cast<double>(numerics::lane_count * waves_.size()));
    }

private:
    std::array<Waves, 4> waves_;
};

double mean_over_holes(const Pattern& pattern, auto value) {
    double sum = 0.0;
    for (const Hole& hole : pattern.holes) sum += value(hole);
    return pattern.holes.empty() ? 0.0 : sum / static_cast<double>(pattern.holes.size());
}

}  // namespace

double Pattern::volume_fraction() const {
    const double depth = mean_over_holes(*this, [](const Hole& h) { return h.peak_depth; });
    if (depth <= 0.0) return 0.0;
    const double volume = mean_over_holes(*this, [&](const Hole& h) {  // a frustum at the tip, a shaft above it
        const double cone = std::min(h.peak_depth, taper);
        return pi / 12.0 * cone * (h.mouth * h.mouth + h.mouth * tip_width + tip_width * tip_width) +
               pi / 4.0 * (h.peak_depth - cone) * h.mouth * h.mouth;
    });
    return -std::expm1(-holes_per_area() * volume / depth);
}

double Pattern::covered_area() const {
    const double area = mean_over_holes(*this, [](const Hole& h) { return 0.25 * pi * h.mouth * h.mouth; });
    return -std::expm1(-holes_per_area() * area);
}

double Pattern::share_deeper_than(double depth) const {
    return mean_over_holes(*this, [&](const Hole& h) { return h.peak_depth > depth ? 1.0 : 0.0; });
}

double Pattern::share_into_dermis() const {
    return mean_over_holes(*this, [](const Hole& h) { return h.peak_depth > h.epidermis ? 1.0 : 0.0; });
}

Pattern strike(const Parameters& p, const device::Device& device, const skin::Skin& skin, const Technique& technique,
               core::RandomStream& random, double wanted_side) {
    const device::Needle& needle = device.needle;
    const Foundation foundation = puncture::foundation(p, device);
    const double travel = needle.length * travel_share(p, technique.pressure);

    Pattern pattern;
    pattern.needle_length = needle.length;
    pattern.taper = needle.taper();
    pattern.strikes_per_area = strikes_per_pass(device) * technique.passes;
    pattern.side =
        std::max({std::sqrt(strikes_wanted / pattern.strikes_per_area), 3.0 * widest_gap(device), wanted_side});
    if (wanted_side <= 0.0)
        pattern.thinning =
            std::max(1, static_cast<int>(pattern.strikes_per_area * pattern.side * pattern.side / most_strikes));
    pattern.puncture_probability = puncture_probability(p, needle, foundation, travel);
    pattern.tip_width = p.recoil * needle.tip_diameter;

    const RandomField thickness(skin.correlation_length, random);
    for (const Point& at : strikes(p, device, technique.passes, pattern.side, pattern.thinning, random)) {
        Hole hole;
        hole.at = at;
        hole.pierced = random.uniform() < pattern.puncture_probability;
        hole.nominal_depth = needle.length;
        hole.epidermis = skin.epidermis() * std::exp(skin.within_site_sigma * thickness(at));
        const Equilibrium rest = settle(p, needle, foundation, random.lognormal(p.J, p.local_sigma), travel);
        hole.peak_depth = rest.depth;
        hole.force = rest.force;
        hole.residual_depth = p.eta * rest.depth;
        hole.histology_depth = p.section_factor * hole.residual_depth;
        hole.mouth = rest.depth > 0.0 ? p.recoil * needle.width(rest.depth) : 0.0;
        pattern.holes.push_back(hole);
    }
    return pattern;
}

}  // namespace percuta::puncture
