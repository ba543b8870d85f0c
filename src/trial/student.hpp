// Student's t: whether two groups of readings differ by more than chance.
#pragma once

#include <span>

namespace percuta::trial {

/// Probability that |t| is at least this large by chance; `freedom` above 0.
double two_sided_p(double t, double freedom);

struct TTest {
    double difference = 0.0;  ///< of the means
    double t = 0.0, freedom = 0.0;
    double p = 1.0;  ///< two-sided; 1 where fewer than two readings leave nothing to test
};
/// Mean of the differences against 0.
TTest paired_t_test(std::span<const double> differences);
/// Welch's test: mean of a against that of b, whose scatter may differ.
TTest welch_t_test(std::span<const double> a, std::span<const double> b);

}  // namespace percuta::trial
