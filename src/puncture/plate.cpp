#include "puncture/plate.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>

namespace percuta::puncture {

namespace {

using Complex = std::complex<double>;

/// K0(z) for a real part above zero: by its ascending series near, by its asymptotic one far, exact to 1e-10.
Complex bessel_k0(Complex z) {
    if (std::abs(z) > 12.0) {
        Complex term = 1.0, sum = 0.0;
        for (double n = 1.0; n < 24.0; n += 1.0) {
            sum += term;
            term *= -(2.0 * n - 1.0) * (2.0 * n - 1.0) / (8.0 * n * z);
        }
        return std::sqrt(0.5 * std::numbers::pi / z) * std::exp(-z) * sum;
    }
    const Complex q = 0.25 * z * z;
    Complex term = 1.0, i0 = 0.0, rest = 0.0;  // q^n / n!^2
    double harmonic = 0.0;                     // H_n
    for (int n = 0; n < 200; ++n) {
        i0 += term;
        rest += harmonic * term;
        term *= q / ((n + 1.0) * (n + 1.0));
        harmonic += 1.0 / (n + 1.0);
        if (n > 2 && std::abs(term) * harmonic < 1e-18 * std::abs(i0)) break;
    }
    return rest - (std::log(0.5 * z) + std::numbers::egamma) * i0;
}

/// At t = 1 both roots of the denominator meet and the formula is 0 / 0; g is smooth there, so its neighbour serves.
double off_the_double_root(double tension) {
    constexpr double too_near = 1e-6;
    return std::abs(tension - 1.0) < too_near ? 1.0 + too_near : tension;
}

}  // namespace

double Plate::compliance(double tension) {
    const double t = off_the_double_root(tension);
    return t < 1.0 ? std::acos(t) / (2.0 * std::sqrt(1.0 - t * t)) : std::acosh(t) / (2.0 * std::sqrt(t * t - 1.0));
}

double Plate::deflection(double q, double tension) {
    if (q <= 0.0) return compliance(tension);
    // s^4 + 2 t s^2 + 1 = (s^2 + a^2)(s^2 + b^2), and the integral of s J0(s q) / (s^2 + a^2) is K0(a q).
    const double t = off_the_double_root(tension);
    const Complex root = std::sqrt(Complex(t * t - 1.0));
    const Complex a2 = t - root, b2 = t + root;
    return ((bessel_k0(std::sqrt(a2) * q) - bessel_k0(std::sqrt(b2) * q)) / (b2 - a2)).real();
}

Plate::Plate(double length, double tension)
    : length_(length), tension_(tension), reach_(16.0 * std::max(1.0, std::sqrt(tension))) {
    assert(length > 0.0 && tension >= 0.0);
    const double under_the_load = compliance(tension);
    for (std::size_t i = 0; i < table_.size(); ++i) {
        // One step before 0, as the table is even, and two beyond the reach, for the cubic between four points. Steps
        // of the root of the distance, as g has a kink in its second derivative under the load.
        const double root = (static_cast<double>(i) - 1.0) / static_cast<double>(steps);
        table_[i] = deflection(root * root * reach_, tension) / under_the_load;
    }
}

double Plate::shared(double distance) const {
    const double at = std::sqrt(distance / (length_ * reach_)) * static_cast<double>(steps);
    if (at >= static_cast<double>(steps)) return 0.0;
    const auto i = static_cast<std::size_t>(at);
    const double x = at - static_cast<double>(i);
    const double* f = &table_[i];
    // Lagrange's cubic through the four points around.
    return f[1] + x * (f[2] - f[0] / 3.0 - 0.5 * f[1] - f[3] / 6.0 +
                       x * (0.5 * (f[0] + f[2]) - f[1] + x * ((f[3] - f[0]) / 6.0 + 0.5 * (f[1] - f[2]))));
}

double mean_compliance(const Plate& plate, std::span<const Point> needles) {
    double sum = 0.0;
    for (const Point& a : needles)
        for (const Point& b : needles) sum += plate.shared(std::hypot(a.x - b.x, a.y - b.y));
    return sum / static_cast<double>(needles.size());
}

}  // namespace percuta::puncture
