// Several numbers side by side: vectors of doubles that the compiler maps to what the machine has, and the few
// operations that numbers, lanes and dual numbers share.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

// Hot loops are compiled three times, for AVX-512, for AVX2 and for any x86-64, and chosen at start. Contraction of
// a*b+c is off, so all give the same bits. Sanitizers and clang get the plain loop.
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PERCUTA_CLONES [[gnu::target_clones("avx512f", "avx2", "default")]]
#else
#define PERCUTA_CLONES
#endif

namespace percuta::numerics {

inline constexpr std::size_t lane_count = 8;

/// Eight numbers in a cache line of their own: pieces of memory that straddle two lines cost twice. A bare vector type
/// would have another alignment in each variant of a function.
struct alignas(lane_count * sizeof(double)) Lanes {
    using Vector [[gnu::vector_size(lane_count * sizeof(double)), gnu::aligned(alignof(double))]] = double;
    using Mask [[gnu::vector_size(lane_count * sizeof(double)), gnu::aligned(alignof(double))]] = std::int64_t;

    Vector v = {};

    Lanes() = default;
    [[gnu::always_inline]] Lanes(double x) : v(Vector{} + x) {}  // NOLINT: a number is the same in all lanes
    [[gnu::always_inline]] explicit Lanes(const Vector& x) : v(x) {}

    double operator[](std::size_t l) const { return v[l]; }
    void set(std::size_t l, double x) { v[l] = x; }

    [[gnu::always_inline]] friend Lanes operator+(const Lanes& a, const Lanes& b) { return Lanes(a.v + b.v); }
    [[gnu::always_inline]] friend Lanes operator-(const Lanes& a, const Lanes& b) { return Lanes(a.v - b.v); }
    [[gnu::always_inline]] friend Lanes operator*(const Lanes& a, const Lanes& b) { return Lanes(a.v * b.v); }
    [[gnu::always_inline]] friend Lanes operator/(const Lanes& a, const Lanes& b) { return Lanes(a.v / b.v); }
    [[gnu::always_inline]] friend Lanes operator-(const Lanes& a) { return Lanes(-a.v); }
};

/// How many values stand side by side in a number.
template <class Number>
inline constexpr std::size_t lanes_of = 1;
template <>
inline constexpr std::size_t lanes_of<Lanes> = lane_count;

/// The value in one lane; a number without lanes has one.
inline double lane(double x, std::size_t) { return x; }
inline double lane(const Lanes& x, std::size_t l) { return x[l]; }
inline void set_lane(double& x, std::size_t, double value) { x = value; }
inline void set_lane(Lanes& x, std::size_t l, double value) { x.set(l, value); }

/// max(0, x), max(x, y) and min(x, y), lane by lane.
[[gnu::always_inline]] inline double positive_part(double x) { return x > 0.0 ? x : 0.0; }
[[gnu::always_inline]] inline double larger(double x, double y) { return x > y ? x : y; }
[[gnu::always_inline]] inline double smaller(double x, double y) { return x < y ? x : y; }
[[gnu::always_inline]] inline Lanes positive_part(const Lanes& x) { return Lanes(x.v > 0.0 ? x.v : Lanes::Vector{}); }
[[gnu::always_inline]] inline Lanes larger(const Lanes& x, const Lanes& y) { return Lanes(x.v > y.v ? x.v : y.v); }
[[gnu::always_inline]] inline Lanes smaller(const Lanes& x, const Lanes& y) { return Lanes(x.v < y.v ? x.v : y.v); }

[[gnu::always_inline]] inline double square_root(double x) { return std::sqrt(x); }
[[gnu::always_inline]] inline Lanes square_root(const Lanes& x) {
    Lanes out;
    for (std::size_t l = 0; l < lane_count; ++l) out.v[l] = std::sqrt(x.v[l]);
    return out;
}

/// Reads from and writes to memory of any alignment: one value, or as many neighbours as `Value` has lanes.
template <class Value, class Memory>
[[gnu::always_inline]] inline void load(Value& value, const Memory* from) {
    std::memcpy(static_cast<void*>(&value), from, sizeof value);
}
template <class Value, class Memory>
[[gnu::always_inline]] inline void store(Memory* to, const Value& value) {
    std::memcpy(static_cast<void*>(to), &value, sizeof value);
}

}  // namespace percuta::numerics
