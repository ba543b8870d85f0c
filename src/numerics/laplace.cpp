#include "numerics/laplace.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"

namespace percuta::numerics {

Inversion talbot(int terms) {
    if (terms < 2) throw core::InternalError("Talbot's contour needs at least two terms");
    Inversion out;
    const double m = terms, r = 0.4 * m;
    out.nodes.emplace_back(r, 0.0);
    out.weights.emplace_back(0.5 * std::exp(r) * r / m, 0.0);
    for (int k = 1; k < terms; ++k) {
        const double theta = k * std::numbers::pi / m, cot = 1.0 / std::tan(theta);
        const std::complex<double> node(r * theta * cot, r * theta);
        const std::complex<double> turn(1.0, theta + (theta * cot - 1.0) * cot);
        out.nodes.push_back(node);
        out.weights.push_back(std::exp(node) * turn * (r / m));
    }
    return out;
}

Inversion stehfest(int terms) {
    if (terms < 2 || terms % 2 != 0) throw core::InternalError("Stehfest's sum has an even number of terms");
    const auto factorial = [](int n) { return std::tgamma(n + 1.0); };
    Inversion out;
    const int half = terms / 2;
    for (int k = 1; k <= terms; ++k) {
        double sum = 0.0;
        for (int j = (k + 1) / 2; j <= std::min(k, half); ++j)
            sum += std::pow(j, half) * factorial(2 * j) /
                   (factorial(half - j) * factorial(j) * factorial(j - 1) * factorial(k - j) * factorial(2 * j - k));
        const double sign = (k + half) % 2 == 0 ? 1.0 : -1.0;
        out.nodes.emplace_back(k * std::numbers::ln2, 0.0);
        out.weights.emplace_back(sign * sum * std::numbers::ln2, 0.0);
    }
    return out;
}

}  // namespace percuta::numerics
