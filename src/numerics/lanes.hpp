// Several cells side by side: vectors of doubles that the compiler maps to what the machine has.
#pragma once

#include <cstddef>
#include <cstring>

// Hot loops are compiled twice, for AVX2 and for any x86-64, and chosen at start. Contraction of a*b+c is off, so both
// give the same bits. Sanitizers and clang get the plain loop.
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PERCUTA_CLONES [[gnu::target_clones("avx2", "default")]]
#else
#define PERCUTA_CLONES
#endif

namespace percuta::numerics {

inline constexpr std::size_t lane_count = 8;
using Lanes [[gnu::vector_size(lane_count * sizeof(double))]] = double;
/// Half as wide, for kernels that keep many values at once.
inline constexpr std::size_t half_lane_count = 4;
using HalfLanes [[gnu::vector_size(half_lane_count * sizeof(double))]] = double;

/// Reads from and writes to memory of any alignment. `Value` is double or a vector of them.
template <class Value>
[[gnu::always_inline]] inline void load(Value& value, const double* from) {
    std::memcpy(&value, from, sizeof value);
}
template <class Value>
[[gnu::always_inline]] inline void store(double* to, const Value& value) {
    std::memcpy(to, &value, sizeof value);
}

}  // namespace percuta::numerics
