#include "delivery/conductance.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta::delivery {

namespace {

constexpr double pi = std::numbers::pi;

}  // namespace

double krogh_exchange(double a, double b) {
    const double e = a / b, s = 1.0 - e * e;
    return 2.0 * pi / (-std::log(e) / (s * s) - 0.5 / s - 0.25);
}

double cell_radius(double per_area) { return 1.0 / std::sqrt(pi * per_area); }

double spheroid_conductance(double radius, double depth) {
    const double ratio = depth / radius;
    if (std::abs(ratio - 1.0) < 1e-6) return 2.0 * pi * radius * (1.0 + (ratio - 1.0) / 3.0);
    const double focus = std::sqrt(std::abs(depth * depth - radius * radius));
    return 2.0 * pi * focus / (ratio > 1.0 ? std::acosh(ratio) : std::acos(ratio));
}

double constriction(double ratio) {
    const double cubed = ratio * ratio * ratio;
    return std::max(0.0, 1.0 - 1.40925 * ratio + 0.33801 * cubed + 0.06790 * cubed * ratio * ratio);
}

double mouth_resistance(const Mouth& mouth) {
    const double plug = mouth.length / (pi * mouth.radius * mouth.radius * mouth.within);
    return plug + constriction(mouth.radius / mouth.lumen_radius) / (4.0 * mouth.radius * mouth.below);
}

Cleared cleared_slab(double thickness, double partition, double diffusivity, double rate) {
    if (rate <= 0.0) return {};
    const double phi = thickness * std::sqrt(rate / diffusivity);
    return {partition * std::sqrt(diffusivity * rate) * std::tanh(phi), std::tanh(phi) / phi, 1.0 / std::cosh(phi)};
}

}  // namespace percuta::delivery
