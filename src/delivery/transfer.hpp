// A membrane of layers between a donor that does not change and a sink: what comes through, at first and at last
// (docs/science/delivery.md, 2.4). Concentrations are those in water; layers run from the donor to the sink.
#pragma once

#include <complex>
#include <span>

#include "delivery/coefficients.hpp"
#include "numerics/laplace.hpp"

namespace percuta::delivery {

/// Steady flux over the concentration of the donor, m/s.
double steady_permeability(std::span<const Layer> layers);
/// When the straight line of the amount that came through cuts zero, seconds.
double lag_time(std::span<const Layer> layers);

/// What came through per area at `time` (s) over the concentration of the donor, m; and its rate, m/s. Before about a
/// tenth of the lag time they are lost in the round-off of the inversion, 1e-10 of the layers' capacity. `clearance`,
/// if any, is one rate a layer, of the amount in it, 1/s.
double amount_through(std::span<const Layer> layers, double time, std::span<const double> clearance = {},
                      const numerics::Inversion& invert = numerics::talbot());
double flux_through(std::span<const Layer> layers, double time, std::span<const double> clearance = {},
                    const numerics::Inversion& invert = numerics::talbot());

/// Transform of the flux into the sink over that of the concentration of the donor, at complex s.
std::complex<double> transfer(std::span<const Layer> layers, std::span<const double> clearance, std::complex<double> s);

}  // namespace percuta::delivery
