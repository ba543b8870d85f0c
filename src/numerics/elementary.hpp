// Elementary functions, lane by lane and with the same bits on every machine: those of libm are neither.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "numerics/lanes.hpp"

namespace percuta::numerics {

namespace detail {

[[gnu::always_inline]] inline std::int64_t bits(double x) { return std::bit_cast<std::int64_t>(x); }
[[gnu::always_inline]] inline double from_bits(std::int64_t x) { return std::bit_cast<double>(x); }
[[gnu::always_inline]] inline Lanes::Mask bits(const Lanes& x) { return std::bit_cast<Lanes::Mask>(x.v); }
[[gnu::always_inline]] inline Lanes from_bits(const Lanes::Mask& x) { return Lanes(std::bit_cast<Lanes::Vector>(x)); }
/// Rounds to the nearest whole number by adding and taking away 1.5 · 2^52; |x| below 2^51.
inline constexpr double rounder = 6755399441055744.0;

/// ln y for normal y > 0, to about 1e-15.
template <class Value>
[[gnu::always_inline]] inline Value natural_logarithm(Value y) {
    // y = 2^k m with m in [1/√2, √2); ln m = 2 artanh s with s = (m - 1)/(m + 1), |s| < 0.172
    constexpr std::int64_t root_half = 0x3FE6A09E667F3BCD, mantissa = 0x000FFFFFFFFFFFFF;
    const auto shifted = bits(y) - root_half;
    const auto exponent = shifted >> 52;
    const Value m = from_bits((shifted & mantissa) + root_half);
    const Value k = from_bits(exponent + bits(Value(rounder))) - rounder;
    const Value s = (m - 1.0) / (m + 1.0), q = s * s;
    // Even and odd terms apart: two short chains of operations instead of a long one.
    const Value qq = q * q;
    Value even = 1.0 / 19, odd = 1.0 / 21;
    for (const double term : {1.0 / 15, 1.0 / 11, 1.0 / 7, 1.0 / 3}) even = even * qq + term;
    for (const double term : {1.0 / 17, 1.0 / 13, 1.0 / 9, 1.0 / 5}) odd = odd * qq + term;
    const Value sum = even + q * odd;
    constexpr double ln_2 = 0.693147180559945309417;
    return k * ln_2 + 2.0 * (s + s * q * sum);
}

/// e^x for |x| < 700, to about 1e-15 (1 + |x|).
template <class Value>
[[gnu::always_inline]] inline Value exponential(Value x) {
    constexpr double ln_2_high = 6.93147180369123816490e-01, ln_2_low = 1.90821492927058770002e-10;
    const Value shifted = x * 1.44269504088896340736 + rounder;
    const Value n = shifted - rounder;
    const Value r = (x - n * ln_2_high) - n * ln_2_low;
    const Value rr = r * r;
    Value even = 1.0, odd = 1.0;
    for (const double factor : {1.0 / (11 * 12), 1.0 / (9 * 10), 1.0 / (7 * 8), 1.0 / (5 * 6), 1.0 / (3 * 4), 1.0 / 2})
        even = 1.0 + even * (rr * factor);
    for (const double factor :
         {1.0 / (12 * 13), 1.0 / (10 * 11), 1.0 / (8 * 9), 1.0 / (6 * 7), 1.0 / (4 * 5), 1.0 / (2 * 3)})
        odd = 1.0 + odd * (rr * factor);
    const Value sum = even + r * odd;
    return from_bits(bits(sum) + ((bits(shifted) - bits(Value(rounder))) << 52));
}

}  // namespace detail

using detail::exponential;

/// cos 2πx for |x| < 2^50, to about 1e-15.
template <class Value>
[[gnu::always_inline]] inline Value cosine_of_turns(Value x) {
    // 1 - 2 sin² πy with |y| <= 1/2
    const Value y = x - (Value(x + detail::rounder) - detail::rounder);
    const Value z = y * 3.14159265358979323846, q = z * z;
    Value sum = 1.0;
    constexpr std::array series{1.0 / (20 * 21), 1.0 / (18 * 19), 1.0 / (16 * 17), 1.0 / (14 * 15), 1.0 / (12 * 13),
                                1.0 / (10 * 11), 1.0 / (8 * 9),   1.0 / (6 * 7),   1.0 / (4 * 5),   1.0 / (2 * 3)};
    for (const double factor : series) sum = 1.0 - q * sum * factor;
    const Value sine = z * sum;
    return 1.0 - 2.0 * (sine * sine);
}

/// (1 + x)^a for x >= 0; exactly 1 at x = 0.
template <class Value, class Exponent>
[[gnu::always_inline]] inline Value power_of_one_plus(Value x, Exponent a) {
    return detail::exponential(Value(a * detail::natural_logarithm(Value(1.0 + x))));
}

}  // namespace percuta::numerics
