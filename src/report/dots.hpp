// Quantile dot plots: twenty equally probable values, so that chances can be counted with a finger.
#pragma once

#include <span>
#include <vector>

#include "report/svg.hpp"

namespace percuta::report {

/// A dot on an axis: where its stack stands, and how many dots lie below it.
struct Dot {
    double at = 0.0;
    int below = 0;
};

/// Values on their way along `axis`, in any order: those closer than `diameter` share a stack, which stands in their
/// middle.
std::vector<Dot> stacked(std::span<const double> values, const svg::Scale& axis, double diameter);
/// Dots in the highest stack.
int highest(const std::vector<Dot>& dots);

}  // namespace percuta::report
