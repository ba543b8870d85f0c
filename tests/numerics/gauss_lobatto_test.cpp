#include "numerics/gauss_lobatto.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::numerics {
namespace {

TEST(GaussLobatto, IntegratesPolynomialsUpToTwiceTheDegreeLessOne) {
    for (std::size_t n = 1; n <= 16; ++n) {
        const GaussLobatto rule(n);
        const auto integral = [&](std::size_t power) {
            double sum = 0.0;
            for (std::size_t i = 0; i <= n; ++i)
                sum += rule.weights[i] * std::pow(rule.points[i], static_cast<double>(power));
            return sum;
        };
        for (std::size_t power = 0; power < 2 * n; ++power) {
            const double exact = power % 2 == 0 ? 2.0 / (static_cast<double>(power) + 1.0) : 0.0;
            EXPECT_NEAR(integral(power), exact, 1e-14) << n << ' ' << power;
        }
        const double beyond = 2.0 / (2.0 * static_cast<double>(n) + 1.0);
        if (n <= 8) {
            EXPECT_GT(std::abs(integral(2 * n) - beyond), 1e-6) << "exact beyond what it can be, " << n;
        }
    }
}

TEST(GaussLobatto, PointsAreSymmetricWithBothEnds) {
    const GaussLobatto rule(7);
    EXPECT_EQ(rule.points.front(), -1.0);
    EXPECT_EQ(rule.points.back(), 1.0);
    for (std::size_t i = 0; i <= 7; ++i) {
        EXPECT_NEAR(rule.points[i], -rule.points[7 - i], 1e-15);
        EXPECT_NEAR(rule.weights[i], rule.weights[7 - i], 1e-15);
    }
}

TEST(GaussLobatto, StiffnessIsSymmetricAndKnowsNoConstants) {
    for (std::size_t n = 1; n <= 14; ++n) {
        const GaussLobatto rule(n);
        const std::size_t count = n + 1;
        for (std::size_t i = 0; i < count; ++i) {
            double row = 0.0, most = 0.0;
            for (std::size_t j = 0; j < count; ++j) {
                EXPECT_EQ(rule.stiffness[i * count + j], rule.stiffness[j * count + i]);
                if (j != i) row += rule.stiffness[i * count + j];
                most = std::max(most, std::abs(rule.stiffness[i * count + j]));
            }
            // The diagonal is the sum of the others, in this order.
            EXPECT_NEAR(row + rule.stiffness[i * count + i], 0.0, 2e-16 * most * static_cast<double>(count));
        }
    }
}

TEST(GaussLobatto, EnergyOfPolynomialsIsExact) {
    // p(x) = x^k: the integral of p'^2 is 2 k^2/(2k - 1).
    for (const std::size_t n : {1U, 4U, 6U, 9U}) {
        const GaussLobatto rule(n);
        for (std::size_t k = 1; k <= n; ++k) {
            double energy = 0.0;
            for (std::size_t i = 0; i <= n; ++i)
                for (std::size_t j = 0; j <= n; ++j)
                    energy += std::pow(rule.points[i], static_cast<double>(k)) * rule.stiffness[i * (n + 1) + j] *
                              std::pow(rule.points[j], static_cast<double>(k));
            const auto order = static_cast<double>(k);
            EXPECT_NEAR(energy, 2.0 * order * order / (2.0 * order - 1.0), 1e-12) << n << ' ' << k;
        }
    }
}

TEST(GaussLobatto, AnElementWithoutDegreeIsOurMistake) { EXPECT_THROW(GaussLobatto(0), core::InternalError); }

}  // namespace
}  // namespace percuta::numerics
