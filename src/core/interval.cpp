#include "core/interval.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace percuta::core {

double quantile(const std::vector<double>& sorted, double q) {
    assert(!sorted.empty());
    const double at = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(at));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    if (sorted[below] == sorted[above]) return sorted[below];  // also where both are infinite
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Interval interval(std::vector<double> sample) {
    std::ranges::sort(sample);
    return interval_of_sorted(sample);
}

Interval interval_of_sorted(const std::vector<double>& sorted) {
    return {quantile(sorted, 0.5), quantile(sorted, 0.05), quantile(sorted, 0.95)};
}

}  // namespace percuta::core
