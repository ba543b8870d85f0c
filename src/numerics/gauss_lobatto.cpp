#include "numerics/gauss_lobatto.hpp"

#include <cmath>
#include <numbers>

#include "core/error.hpp"

namespace percuta::numerics {

namespace {

/// Legendre polynomials of degree n and n - 1 at x.
struct Legendre {
    Legendre(std::size_t n, double x) : now(x), before(1.0) {
        for (std::size_t k = 2; k <= n; ++k) {
            const auto order = static_cast<double>(k);
            const double next = ((2.0 * order - 1.0) * x * now - (order - 1.0) * before) / order;
            before = now;
            now = next;
        }
    }
    double now, before;
};

/// The inner points are the zeros of the derivative of the Legendre polynomial: Newton from Chebyshev's.
double point(std::size_t degree, std::size_t index) {
    const auto n = static_cast<double>(degree);
    double x = -std::cos(std::numbers::pi * static_cast<double>(index) / n);
    if (index == 0 || index == degree) return x;
    constexpr int enough = 100;
    for (int i = 0; i < enough; ++i) {
        const Legendre p(degree, x);
        const double step = (x * p.now - p.before) / ((n + 1.0) * p.now);
        x -= step;
        if (std::abs(step) < 1e-16) break;
    }
    return x;
}

}  // namespace

GaussLobatto::GaussLobatto(std::size_t of_degree) : degree(of_degree) {
    if (degree == 0) throw core::InternalError("an element needs a degree of at least 1");
    const std::size_t count = degree + 1;
    const auto n = static_cast<double>(degree);
    std::vector<double> legendre;
    for (std::size_t i = 0; i < count; ++i) {
        points.push_back(point(degree, i));
        legendre.push_back(Legendre(degree, points.back()).now);
        weights.push_back(2.0 / (n * (n + 1.0) * legendre.back() * legendre.back()));
    }
    // Derivative of polynomial j at point i; the diagonal makes rows add up to 0, so that constants have none.
    std::vector<double> derivative(count * count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < count; ++j) {
            if (i == j) continue;
            derivative[i * count + j] = legendre[i] / (legendre[j] * (points[i] - points[j]));
            derivative[i * count + i] -= derivative[i * count + j];
        }
    stiffness.resize(count * count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            double sum = 0.0;
            for (std::size_t q = 0; q < count; ++q)
                sum += weights[q] * derivative[q * count + i] * derivative[q * count + j];
            stiffness[i * count + j] = stiffness[j * count + i] = sum;
            stiffness[i * count + i] -= sum;
            stiffness[j * count + j] -= sum;
        }
}

}  // namespace percuta::numerics
