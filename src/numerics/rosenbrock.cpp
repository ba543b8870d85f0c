#include "numerics/rosenbrock.hpp"

namespace percuta::numerics::detail {

namespace {

template <std::size_t stages>
[[gnu::always_inline]] inline void combine_stages(std::size_t n, const double* u, const std::array<const double*, 4>& U,
                                                  const std::array<double, 4>& a, const std::array<double, 4>& c,
                                                  double* __restrict base, double* __restrict k) {
    const double *U0 = U[0], *U1 = U[1], *U2 = U[2];
    for (std::size_t i = 0; i < n; ++i) {
        double advance = a[0] * U0[i], carried = c[0] * U0[i];
        if constexpr (stages > 1) {
            advance += a[1] * U1[i];
            carried += c[1] * U1[i];
        }
        if constexpr (stages > 2) {
            advance += a[2] * U2[i];
            carried += c[2] * U2[i];
        }
        base[i] = u[i] + advance;
        k[i] = carried;
    }
}

}  // namespace

PERCUTA_CLONES void combine(std::size_t n, std::size_t stages, const double* u, const std::array<const double*, 4>& U,
                            const std::array<double, 4>& a, const std::array<double, 4>& c, double* base, double* k) {
    if (stages == 1) combine_stages<1>(n, u, U, a, c, base, k);
    else if (stages == 2) combine_stages<2>(n, u, U, a, c, base, k);
    else combine_stages<3>(n, u, U, a, c, base, k);
}

PERCUTA_CLONES void finish(std::size_t n, const double* base, const std::array<const double*, 4>& U,
                           const std::array<double, 4>& e, double* __restrict result, double* __restrict error) {
    const double *U0 = U[0], *U1 = U[1], *U2 = U[2], *U3 = U[3];
    for (std::size_t i = 0; i < n; ++i) {
        result[i] = base[i] + U3[i];
        error[i] = e[0] * U0[i] + e[1] * U1[i] + e[2] * U2[i] + e[3] * U3[i];
    }
}

PERCUTA_CLONES void raise_to_zero(std::size_t n, double* values) {
    for (std::size_t i = 0; i < n; ++i) values[i] = positive_part(values[i]);
}

PERCUTA_CLONES void take_lanes(std::size_t n, const Lanes::Mask& which, const Lanes* from, Lanes* to) {
    for (std::size_t i = 0; i < n; ++i) to[i].v = which ? from[i].v : to[i].v;
}

}  // namespace percuta::numerics::detail
