// A few numbers side by side, as many as processors commonly work on at once, and tiles of lines turned so that
// neighbouring lines stand side by side.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

namespace percuta::numerics {

#if defined(__x86_64__)
inline constexpr std::size_t pack_size = 4;  // AVX; g++ 12 makes poor code of vectors that a machine does not have
#else
inline constexpr std::size_t pack_size = 2;
#endif
using Pack [[gnu::vector_size(pack_size * sizeof(double))]] = double;

namespace detail {
/// A pack in memory of any alignment. To copy it by memcpy costs g++ 12 a detour through memory.
struct PackInMemory {
    using Anywhere [[gnu::vector_size(pack_size * sizeof(double)), gnu::aligned(alignof(double)), gnu::may_alias]] =
        double;
    Anywhere value;
};
}  // namespace detail

[[gnu::always_inline]] inline void load(double& value, const double* from) { value = *from; }
[[gnu::always_inline]] inline void store(double* to, const double& value) { *to = value; }
[[gnu::always_inline]] inline void load(Pack& value, const double* from) {
    value = reinterpret_cast<const detail::PackInMemory*>(from)->value;
}
[[gnu::always_inline]] inline void store(double* to, const Pack& value) {
    reinterpret_cast<detail::PackInMemory*>(to)->value = value;
}

/// Turns rows into columns: as many packs as each has numbers.
[[gnu::always_inline]] inline void transpose(Pack (&r)[pack_size]) {
    const auto exchange = [&]<std::size_t apart, std::size_t... i>(
        std::integral_constant<std::size_t, apart>, std::index_sequence<i...>) __attribute__((always_inline)) {
        for (std::size_t row = 0; row < pack_size; ++row) {
            if ((row & apart) != 0) continue;
            const Pack a = r[row], b = r[row + apart];
            r[row] = __builtin_shufflevector(a, b, ((i & apart) == 0 ? i : pack_size + i - apart)...);
            r[row + apart] = __builtin_shufflevector(a, b, ((i & apart) == 0 ? i + apart : pack_size + i)...);
        }
    };
    constexpr std::make_index_sequence<pack_size> all{};
    exchange(std::integral_constant<std::size_t, 1>{}, all);
    if constexpr (pack_size > 2) exchange(std::integral_constant<std::size_t, 2>{}, all);
}

}  // namespace percuta::numerics
