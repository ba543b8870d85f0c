#include "puncture/model.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace percuta::puncture {

namespace {

using std::numbers::pi;

/// -kei(x), the deflection of a plate on an elastic foundation under a point load (Abramowitz and Stegun 9.9.12).
double minus_kei(double x) {
    constexpr double negligible_beyond = 14.0;  // below 5e-5 there, and the series would start to cancel
    if (x <= 0.0) return pi / 4.0;
    if (x >= negligible_beyond) return 0.0;
    const double q = 0.25 * x * x;
    double ber = 0.0, bei = 0.0, rest = 0.0;
    double term = 1.0, harmonic = 0.0;  // q^n / n!^2 and H_n
    for (int n = 0; n < 80 && std::abs(term) > 1e-18; ++n) {
        const double sign = (n / 2) % 2 == 0 ? 1.0 : -1.0;
        if (n % 2 == 0) {
            ber += sign * term;
        } else {
            bei += sign * term;
            rest += sign * term * (harmonic - std::numbers::egamma);
        }
        term *= q / ((n + 1.0) * (n + 1.0));
        harmonic += 1.0 / (n + 1.0);
    }
    return std::log(0.5 * x) * bei + 0.25 * pi * ber - rest;
}

/// Root of an increasing function on [least, most], by bisection guarded Newton steps.
template <class Function, class Derivative>
double increasing_root(Function f, Derivative slope, double least, double most) {
    double x = 0.5 * (least + most);
    for (int i = 0; i < 100 && most - least > 1e-15 * (1.0 + most); ++i) {
        const double value = f(x);
        (value > 0.0 ? most : least) = x;
        const double newton = x - value / slope(x);
        const double next = newton > least && newton < most ? newton : 0.5 * (least + most);
        if (std::abs(next - x) < 1e-14) return next;
        x = next;
    }
    return x;
}

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

}  // namespace

double Foundation::force(double w) const { return k1 * w + k3 * w * w * w; }

double Foundation::energy(double w) const { return 0.5 * k1 * w * w + 0.25 * k3 * w * w * w * w; }

double Foundation::dimple(double f) const {
    if (f <= 0.0) return 0.0;
    return increasing_root([&](double w) { return force(w) - f; }, [&](double w) { return k1 + 3.0 * k3 * w * w; }, 0.0,
                           f / k1);
}

double Foundation::dimple_of_energy(double e) const {
    if (e <= 0.0) return 0.0;
    return increasing_root([&](double w) { return energy(w) - e; }, [&](double w) { return force(w); }, 0.0,
                           std::sqrt(2.0 * e / k1));
}

double array_compliance(int columns, int rows, double pitch, double plate_length) {
    // Every pair of needles that lie (i, j) apart adds the same: there are (columns - |i|)(rows - |j|) of them.
    double sum = 0.0;
    for (int i = 1 - columns; i < columns; ++i)
        for (int j = 1 - rows; j < rows; ++j)
            sum += (columns - std::abs(i)) * (rows - std::abs(j)) * minus_kei(pitch * std::hypot(i, j) / plate_length);
    return sum / (columns * rows) / minus_kei(0.0);
}

double array_compliance(int needles, double pitch, double plate_length) {
    const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(needles)))));
    const int rows = std::max(1, (needles + columns - 1) / columns);
    return array_compliance(columns, rows, pitch, plate_length);
}

double tip_speed(const Parameters& p, const device::Device& device) {
    return device.kind == device::Kind::pen ? pi * device.frequency * device.needle.length : p.hand_speed;
}

Foundation foundation(const Parameters& p, const device::Device& device) {
    // k1 and k3 were fitted to hand rollers, whose few needles in contact are part of the fit.
    const double softer =
        device.kind == device::Kind::roller ? 1.0 : array_compliance(device.needles, device.pitch, p.plate_length);
    const double stiffer = std::pow(tip_speed(p, device) / p.hand_speed, p.rate_exponent);
    return {stiffer * p.k1 / softer, stiffer * p.k3 / (softer * softer * softer)};
}

double resistance(const Parameters& p, const device::Needle& needle, double wedge_energy, double depth) {
    const double taper = needle.taper(), slope = needle.slope();
    const double cone = std::min(depth, taper), shaft = std::max(0.0, depth - taper);
    const double side = pi * (0.5 * (needle.tip_diameter + needle.width(cone)) * cone + needle.shaft_diameter * shaft);
    return wedge_energy * (needle.tip_diameter + slope * cone) + p.tau_f * side;
}

double puncture_force(const Parameters& p, const device::Needle& needle, const Foundation& skin) {
    const double sharp = p.Gamma_p * needle.tip_diameter;
    if (needle.tip_diameter < p.blunt_tip) return sharp;
    const double area = 0.25 * pi * needle.tip_diameter * needle.tip_diameter;
    return std::min(sharp, skin.force(skin.dimple_of_energy(p.G_p * area)));
}

double puncture_probability(const Parameters& p, const device::Needle& needle, const Foundation& skin, double travel) {
    return normal_cdf(std::log(skin.force(travel) / puncture_force(p, needle, skin)) / p.sigma_F);
}

Equilibrium settle(const Parameters& p, const device::Needle& needle, const Foundation& skin, double wedge_energy,
                   double travel) {
    // In terms of the true depth: what the dimple pushes back with must equal what the needle meets.
    const auto imbalance = [&](double depth) {
        return resistance(p, needle, wedge_energy, depth) - skin.force(travel - depth);
    };
    const auto slope = [&](double depth) {
        const double w = travel - depth;
        const double wedge = depth < needle.taper() ? wedge_energy * needle.slope() : 0.0;
        return wedge + pi * p.tau_f * needle.width(depth) + skin.k1 + 3.0 * skin.k3 * w * w;
    };
    if (imbalance(0.0) >= 0.0) return {0.0, travel, skin.force(travel)};
    const double depth = increasing_root(imbalance, slope, 0.0, travel);
    return {depth, travel - depth, skin.force(travel - depth)};
}

double jump(const Parameters& p, const device::Needle& needle, const Foundation& skin) {
    return settle(p, needle, skin, p.J, skin.dimple(puncture_force(p, needle, skin))).depth;
}

}  // namespace percuta::puncture
