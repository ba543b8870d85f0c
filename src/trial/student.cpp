#include "trial/student.hpp"

#include <cmath>
#include <limits>

#include "trial/moments.hpp"

namespace percuta::trial {

namespace {

/// Continued fraction of the incomplete beta function (modified Lentz); quick for x below (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    constexpr double least = 1e-300, precision = 1e-14;
    constexpr int most_terms = 10000;
    const auto away_from_zero = [](double value) { return std::abs(value) < least ? least : value; };
    double c = 1.0, d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)), h = d;
    for (int m = 1; m <= most_terms; ++m) {
        const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        h *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        h *= d * c;
        if (std::abs(d * c - 1.0) < precision) break;
    }
    return h;
}

/// Regularised incomplete beta function I_x(a, b).
double incomplete_beta(double a, double b, double x) {
    if (x <= 0.0) return 0.0;
    if (x >= 1.0) return 1.0;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1.0) / (a + b + 2.0) ? front * beta_fraction(a, b, x) / a
                                         : 1.0 - front * beta_fraction(b, a, 1.0 - x) / b;
}

/// `scatter`: variance of the difference. Values that are all alike either do not differ or differ beyond doubt.
TTest test(double difference, double scatter, double freedom) {
    TTest out{difference, 0.0, freedom, 1.0};
    if (difference == 0.0) return out;
    out.t = scatter > 0.0 ? difference / std::sqrt(scatter)
                          : std::copysign(std::numeric_limits<double>::infinity(), difference);
    out.p = scatter > 0.0 ? two_sided_p(out.t, freedom) : 0.0;
    return out;
}

}  // namespace

double two_sided_p(double t, double freedom) {
    return incomplete_beta(0.5 * freedom, 0.5, freedom / (freedom + t * t));
}

TTest paired_t_test(std::span<const double> differences) {
    if (differences.size() < 2) return {};
    const Moments d = moments(differences);
    return test(d.mean, d.variance() / d.count, d.count - 1.0);
}

TTest welch_t_test(std::span<const double> a, std::span<const double> b) {
    if (a.size() < 2 || b.size() < 2) return {};
    const Moments one = moments(a), other = moments(b);
    const double u = one.variance() / one.count, v = other.variance() / other.count, both = u + v;
    const double freedom = both > 0.0 ? both * both / (u * u / (one.count - 1.0) + v * v / (other.count - 1.0))
                                      : one.count + other.count - 2.0;
    return test(one.mean - other.mean, both, freedom);
}

}  // namespace percuta::trial
