// Dual numbers: a value with its derivatives with respect to a few parameters, carried through any formula.
#pragma once

#include "numerics/elementary.hpp"

namespace percuta::numerics {

/// A value and eight derivatives.
struct Dual {
    double value = 0.0;
    Lanes slope;

    Dual() = default;
    Dual(double v) : value(v) {}  // NOLINT: a number is a dual number without slope
    Dual(double v, const Lanes& s) : value(v), slope(s) {}

    [[gnu::always_inline]] friend Dual operator+(const Dual& a, const Dual& b) {
        return {a.value + b.value, a.slope + b.slope};
    }
    [[gnu::always_inline]] friend Dual operator-(const Dual& a, const Dual& b) {
        return {a.value - b.value, a.slope - b.slope};
    }
    [[gnu::always_inline]] friend Dual operator-(const Dual& a) { return {-a.value, -a.slope}; }
    [[gnu::always_inline]] friend Dual operator*(const Dual& a, const Dual& b) {
        return {a.value * b.value, Lanes(a.value) * b.slope + Lanes(b.value) * a.slope};
    }
    [[gnu::always_inline]] friend Dual operator/(const Dual& a, const Dual& b) {
        const double quotient = a.value / b.value;
        return {quotient, (a.slope - Lanes(quotient) * b.slope) / Lanes(b.value)};
    }
};

inline double lane(const Dual& x, std::size_t) { return x.value; }
inline void set_lane(Dual& x, std::size_t, double value) { x = Dual(value); }

[[gnu::always_inline]] inline Dual positive_part(const Dual& x) { return x.value > 0.0 ? x : Dual{}; }
[[gnu::always_inline]] inline Dual larger(const Dual& x, const Dual& y) { return x.value > y.value ? x : y; }
[[gnu::always_inline]] inline Dual smaller(const Dual& x, const Dual& y) { return x.value < y.value ? x : y; }
[[gnu::always_inline]] inline Dual power_of_one_plus(const Dual& x, const Dual& a) {
    const double logarithm = detail::natural_logarithm(1.0 + x.value);
    const double power = detail::exponential(a.value * logarithm);
    return {power, Lanes(power) * (Lanes(logarithm) * a.slope + Lanes(a.value / (1.0 + x.value)) * x.slope)};
}

}  // namespace percuta::numerics
