#include "delivery/transfer.hpp"

#include <cmath>

namespace percuta::delivery {

double steady_permeability(std::span<const Layer> layers) {
    double resistance = 0.0;
    for (const Layer& layer : layers) resistance += layer.thickness / (layer.partition * layer.diffusivity);
    return 1.0 / resistance;
}

/// R ∫ K u (1 - u) dx, where u falls linearly within each layer.
double lag_time(std::span<const Layer> layers) {
    const double permeability = steady_permeability(layers);
    double u = 1.0, integral = 0.0;
    for (const Layer& layer : layers) {
        const double next = u - permeability * layer.thickness / (layer.partition * layer.diffusivity);
        const double squares = (u * u + u * next + next * next) / 3.0;
        integral += layer.partition * layer.thickness * (0.5 * (u + next) - squares);
        u = next;
    }
    return integral / permeability;
}

/// From the sink up: of a unit flux out of the lowest layer, concentration and flux at the top of each layer. With
/// hyperbolic functions over exp(x): large x would overflow, and their ratio is all that is needed.
std::complex<double> transfer(std::span<const Layer> layers, std::span<const double> clearance,
                              std::complex<double> s) {
    std::complex<double> u = 0.0, flux = 1.0, exponent = 0.0;
    for (std::size_t i = layers.size(); i-- > 0;) {
        const Layer& layer = layers[i];
        const std::complex<double> q = std::sqrt((s + (clearance.empty() ? 0.0 : clearance[i])) / layer.diffusivity);
        const std::complex<double> x = q * layer.thickness, back = std::exp(-2.0 * x);
        const std::complex<double> cosh = 0.5 * (1.0 + back), sinh = 0.5 * (1.0 - back);
        const std::complex<double> conductance = layer.partition * layer.diffusivity * q;
        const std::complex<double> above = u * cosh + flux * sinh / conductance;
        flux = u * sinh * conductance + flux * cosh;
        u = above;
        exponent += x;
    }
    return std::exp(-exponent) / u;
}

double amount_through(std::span<const Layer> layers, double time, std::span<const double> clearance,
                      const numerics::Inversion& invert) {
    if (time <= 0.0) return 0.0;
    return invert([&](std::complex<double> s) { return transfer(layers, clearance, s) / (s * s); }, time);
}

double flux_through(std::span<const Layer> layers, double time, std::span<const double> clearance,
                    const numerics::Inversion& invert) {
    if (time <= 0.0) return 0.0;
    return invert([&](std::complex<double> s) { return transfer(layers, clearance, s) / s; }, time);
}

}  // namespace percuta::delivery
