// The skin as a plate under tension on an elastic foundation: how far the dimple of one needle reaches its neighbours.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace percuta::puncture {

/// A place on the surface, metres.
struct Point {
    double x = 0.0, y = 0.0;
};

/// Deflection at distance r from a point load, as a share of that under the load:
///   g(r/l; t) / g(0; t),   g(q; t) = integral of s J0(s q) / (s^4 + 2 t s^2 + 1) over s
/// with the plate's length l = (D / k_h)^(1/4) and its tension t = T / (2 sqrt(D k_h)). Tabulated once a plate.
class Plate {
public:
    /// `length` in metres, above zero; `tension` >= 0, without unit.
    Plate(double length, double tension);

    double length() const { return length_; }
    double tension() const { return tension_; }
    double shared(double distance) const;

    /// g(0; t): compliance under the load against that of a plate without tension is g(0; t) / g(0; 0).
    static double compliance(double tension);
    /// g(q; t) itself, from the Bessel functions; what the table is made of.
    static double deflection(double q, double tension);

private:
    static constexpr std::size_t steps = 256;
    double length_, tension_;
    double reach_;  ///< in plate lengths: no needle feels another beyond, to 1e-4
    std::array<double, steps + 4> table_;
};

/// Mean over the needles of the dimple that all of them make together under one force each, over that of one alone.
double mean_compliance(const Plate& plate, std::span<const Point> needles);

}  // namespace percuta::puncture
