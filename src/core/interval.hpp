// A figure with its interval: what every reported number is.
#pragma once

#include <vector>

namespace percuta::core {

/// Median and 90 % interval; all three are equal when nothing was sampled.
struct Interval {
    double median = 0.0;
    double lo = 0.0;
    double hi = 0.0;
};

/// Quantile of a sorted sample, linear between order statistics. `q` in [0, 1]; the sample is not empty.
double quantile(const std::vector<double>& sorted, double q);

/// Median, 5th and 95th percentile of a sample in any order; the sample is not empty.
Interval interval(std::vector<double> sample);
/// The same of a sorted sample.
Interval interval_of_sorted(const std::vector<double>& sorted);

}  // namespace percuta::core
