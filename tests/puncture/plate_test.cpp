// The dimple of one needle at its neighbours: closed forms, quadrature of the integral itself, published sums.
#include "puncture/plate.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

using std::numbers::pi;
using namespace fixture;

std::vector<Point> lattice(int columns, int rows, double pitch) {
    std::vector<Point> out;
    for (int i = 0; i < columns; ++i)
        for (int j = 0; j < rows; ++j) out.push_back({pitch * i, pitch * j});
    return out;
}

/// Simpson's rule on the integral of s J0(s q) / (s^4 + 2 t s^2 + 1). Beyond the last s less than 1e-7 is left.
double hankel(double q, double t) {
    constexpr int steps = 200000;
    constexpr double most = 250.0, h = most / steps;
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) {
        const double s = h * i, weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
        sum += weight * s * ::j0(s * q) / (s * s * s * s + 2.0 * t * s * s + 1.0);
    }
    return sum * h / 3.0;
}

/// Least pivot of the factorised influence matrix: above zero if and only if that is positive definite.
double least_pivot(const Plate& plate, const std::vector<Point>& points) {
    const std::size_t n = points.size();
    std::vector<std::vector<double>> rows(n, std::vector<double>(n));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            rows[i][j] = plate.shared(std::hypot(points[i].x - points[j].x, points[i].y - points[j].y));
    double least = 1.0;
    for (std::size_t k = 0; k < n; ++k) {
        least = std::min(least, rows[k][k]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = rows[i][k] / rows[k][k];
            for (std::size_t j = k; j < n; ++j) rows[i][j] -= factor * rows[k][j];
        }
    }
    return least;
}

TEST(Plate, ComplianceUnderTheLoadIsTheClosedForm) {
    EXPECT_NEAR(Plate::compliance(0.0), 0.25 * pi, 1e-15);
    EXPECT_NEAR(Plate::compliance(0.5), std::acos(0.5) / (2.0 * std::sqrt(0.75)), 1e-15);
    EXPECT_NEAR(Plate::compliance(3.0), std::acosh(3.0) / (2.0 * std::sqrt(8.0)), 1e-15);
    EXPECT_NEAR(Plate::compliance(1.0), 0.5, 2e-5);  // the limit from both sides
    EXPECT_NEAR(Plate::compliance(1.0 - 2e-4), Plate::compliance(1.0 + 2e-4), 1e-4);
    double last = 1.0;
    for (double t = 0.0; t < 12.0; t += 0.05) {
        EXPECT_LT(Plate::compliance(t), last) << "tension " << t;
        last = Plate::compliance(t);
    }
}

TEST(Plate, DeflectionIsTheIntegralWhateverTheTension) {
    for (const double t : {0.0, 0.2, 0.7, 0.99, 1.0, 1.01, 1.5, 4.0, 12.0})
        for (const double q : {0.2, 0.5, 1.0, 2.0, 3.5, 6.0, 11.0})
            EXPECT_NEAR(Plate::deflection(q, t), hankel(q, t), 3e-6) << "q " << q << ", t " << t;
}

TEST(Plate, WithoutTensionItIsKelvinsFunction) {
    // -kei(q) = integral of exp(-q cosh(u) cos(pi/4)) sin(q cosh(u) sin(pi/4)) over u: K0 on the diagonal.
    for (const double q : {0.1, 0.4, 1.0, 2.5, 5.0, 9.0}) {
        double sum = 0.0;
        constexpr double h = 1e-4;
        for (double u = 0.5 * h; u < 9.0; u += h) {
            const double z = q * std::cosh(u) / std::numbers::sqrt2;
            sum += h * std::exp(-z) * std::sin(z);
        }
        EXPECT_NEAR(Plate::deflection(q, 0.0), sum, 1e-7) << "q " << q;
    }
    EXPECT_NEAR(Plate::deflection(1.0, 0.0), 0.494995, 1e-6);  // -kei(1), Abramowitz and Stegun
}

TEST(Plate, TensionRemovesTheRimOfTheDimple) {
    EXPECT_LT(Plate::deflection(4.5, 0.0), 0.0);  // a plate turns up around its dimple
    for (double q = 0.1; q < 30.0; q += 0.1) EXPECT_GE(Plate::deflection(q, 1.5), 0.0) << q;
}

TEST(Plate, TableIsTheFormula) {
    for (const double t : {0.0, 0.385, 0.9, 1.0, 1.155, 3.0, 9.0}) {
        const Plate plate(0.8 * mm, t);
        double worst = 0.0;
        for (double q = 0.0; q < 40.0; q += 0.00317)
            worst =
                std::max(worst, std::abs(plate.shared(q * 0.8 * mm) - Plate::deflection(q, t) / Plate::compliance(t)));
        EXPECT_LT(worst, 1e-5) << "tension " << t;
        EXPECT_DOUBLE_EQ(plate.shared(0.0), 1.0);
    }
}

TEST(Plate, HasTheComplianceOfPublishedLattices) {
    // docs/science/puncture.md: compliance of one needle of an array against that of one alone, l = 1 mm, no tension.
    const double big[][2] = {{0.3, 44.4}, {0.6, 17.1}, {1.0, 7.0}, {2.0, 2.0}, {3.0, 1.1}, {5.0, 0.9}};
    const double small[][2] = {{0.3, 10.0}, {0.6, 7.4}, {1.0, 4.7}, {2.0, 1.9}, {3.0, 1.1}, {5.0, 1.0}};
    const Plate plate(1 * mm, 0.0);
    for (const auto& [pitch, ratio] : big) {
        const double computed = mean_compliance(plate, lattice(10, 10, pitch * mm));
        std::printf("  10 x 10 needles at %.1f mm: compliance computed %5.1f  table %5.1f\n", pitch, computed, ratio);
        EXPECT_NEAR(computed, ratio, 0.06 + 0.02 * ratio);
    }
    for (const auto& [pitch, ratio] : small)
        EXPECT_NEAR(mean_compliance(plate, lattice(4, 3, pitch * mm)), ratio, 0.06 + 0.02 * ratio);
}

TEST(Plate, StoresEnergyUnderAnyForces) {
    for (const double t : {0.0, 0.4, 1.2, 5.0})
        for (const double pitch : {0.1, 0.3, 1.0, 2.5})
            for (const auto& [columns, rows] : {std::pair{10, 10}, {14, 14}, {40, 1}, {3, 4}}) {
                const Plate plate(1 * mm, t);
                const std::vector<Point> points = lattice(columns, rows, pitch * mm);
                EXPECT_GT(least_pivot(plate, points), 0.0)
                    << columns << " x " << rows << " at " << pitch << " mm, tension " << t;
            }
}

}  // namespace
}  // namespace percuta::puncture
