#include "measure.hpp"

#include "numerics/lanes.hpp"
#include "numerics/large_memory.hpp"

namespace percuta::bench {

namespace {

PERCUTA_CLONES void add_scaled(std::size_t n, const double* b, const double* c, double* __restrict a) {
    for (std::size_t i = 0; i < n; ++i) a[i] = b[i] + 3.0 * c[i];
}

}  // namespace

double triad(std::size_t numbers, core::Workers& workers) {
    constexpr std::size_t parts = 64;
    const std::size_t part = numbers / parts;
    const int passes = static_cast<int>(std::max<std::size_t>(1, (1UL << 26) / numbers));
    numerics::LargeVector<double> a(numbers), b(numbers, 1.0), c(numbers, 2.0);
    const double seconds = fastest(8, [&] {
        for (int pass = 0; pass < passes; ++pass)
            workers.each(parts, [&](std::size_t p) {
                add_scaled(part, b.data() + p * part, c.data() + p * part, a.data() + p * part);
            });
    });
    return 4.0 * sizeof(double) * static_cast<double>(part * parts) * passes / seconds;
}

}  // namespace percuta::bench
