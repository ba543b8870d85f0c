#include "numerics/rosenbrock.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "numerics/dual.hpp"

namespace percuta::numerics {
namespace {

/// A predator and its prey, with an approximate Jacobian: only what each does to itself is taken implicitly.
template <class Number>
struct Predators {
    Number g = {};
    void prepare(Number length) { g = length; }
    void stage(std::span<const Number> u, std::span<Number> k) const {
        const Number growth = 1.0 - u[1], hunger = u[0] - 1.0;
        k[0] = (g * (u[0] * growth) + k[0]) / (1.0 + g);
        k[1] = (g * (u[1] * hunger) + k[1]) / (1.0 + g);
    }
};

template <class Number>
std::vector<Number> hunted(int steps, Number start) {
    Predators<Number> system;
    std::vector<Number> u{start, Number(1.0)};
    Rosenbrock<Number> method(2);
    for (int i = 0; i < steps; ++i) {
        method.step(system, u, Number(4.0 / steps));
        std::ranges::copy(method.result(), u.begin());
    }
    return u;
}

TEST(Rosenbrock, IsOfThirdOrderWithAnInexactJacobian) {
    const double exact = hunted(20000, 1.5)[0];
    const double coarse = std::abs(hunted(800, 1.5)[0] - exact), fine = std::abs(hunted(1600, 1.5)[0] - exact);
    EXPECT_NEAR(std::log2(coarse / fine), 3.0, 0.15);
}

TEST(Rosenbrock, EstimatesItsErrorToThirdOrderOfTheStep) {
    Predators<double> system;
    const std::vector<double> u{1.5, 1.0};
    Rosenbrock<double> method(2);
    const auto estimate = [&](double h) {
        method.step(system, u, h);
        return std::abs(method.error()[0]);
    };
    EXPECT_NEAR(std::log2(estimate(0.02) / estimate(0.01)), 3.0, 0.15);
}

TEST(Rosenbrock, GivesTheSameBitsInEveryLane) {
    Lanes start = 1.1;
    start.set(5, 1.5);
    const std::vector<Lanes> lanes = hunted(50, start);
    EXPECT_EQ(lanes[0][5], hunted(50, 1.5)[0]);
    EXPECT_EQ(lanes[1][0], hunted(50, 1.1)[1]);
}

TEST(Rosenbrock, CarriesDerivatives) {
    Dual start = 1.5;
    start.slope.set(2, 1.0);
    const double slope = hunted(100, start)[0].slope[2];
    EXPECT_NEAR(slope, (hunted(100, 1.5 + 1e-6)[0] - hunted(100, 1.5 - 1e-6)[0]) / 2e-6, 1e-7);
}

/// Decay as stiff as one likes.
struct Decay {
    double rate, g = 0.0;
    void prepare(double length) { g = length; }
    void stage(std::span<const double> u, std::span<double> k) const {
        k[0] = (k[0] - g * rate * u[0]) / (1.0 + g * rate);
    }
};

TEST(Rosenbrock, DampsWhatIsStiffAndNeverTurnsNegative) {
    for (const double rate : {1.0, 1e2, 1e4, 1e8}) {
        Decay system{rate};
        std::vector<double> u{1.0};
        Rosenbrock<double> method(1);
        for (int i = 0; i < 20; ++i) {
            method.step(system, u, 1.0);
            u[0] = method.result()[0];
            EXPECT_GE(u[0], 0.0);
        }
        EXPECT_LT(u[0], 1e-6) << rate;
    }
}

TEST(Rosenbrock, LeavesAStationaryStateWhereItIs) {
    Predators<double> system;
    const std::vector<double> rest{1.0, 1.0};
    Rosenbrock<double> method(2);
    for (const double h : {1e-3, 1.0, 1e3}) {
        method.step(system, rest, h);
        EXPECT_EQ(method.result()[0], 1.0);
        EXPECT_EQ(method.result()[1], 1.0);
    }
}

TEST(Power, AgreesWithTheLibraryAndIsExactAtZero) {
    for (double x = 1e-9; x < 1e4; x *= 1.7)
        for (const double a : {0.1, 0.25, 1.0, 2.5}) {
            EXPECT_NEAR(power_of_one_plus(x, a) / std::pow(1.0 + x, a), 1.0, 1e-14) << x << " " << a;
            EXPECT_EQ(power_of_one_plus(Lanes(x), Lanes(a))[3], power_of_one_plus(x, a));
        }
    EXPECT_EQ(power_of_one_plus(0.0, 0.25), 1.0);
}

TEST(Exponential, AgreesWithTheLibrary) {
    for (double x = -300.0; x < 300.0; x += 0.731) {
        EXPECT_NEAR(exponential(x) / std::exp(x), 1.0, 2e-15 * (1.0 + std::abs(x))) << x;
        EXPECT_EQ(exponential(Lanes(x))[5], exponential(x));
    }
    EXPECT_EQ(exponential(0.0), 1.0);
}

TEST(Cosine, AgreesWithTheLibraryAndRepeatsEveryTurn) {
    for (double x = -3.0; x < 3.0; x += 0.0137) {
        EXPECT_NEAR(cosine_of_turns(x), std::cos(2.0 * std::numbers::pi * x), 5e-15) << x;
        EXPECT_EQ(cosine_of_turns(Lanes(x))[2], cosine_of_turns(x));
    }
    EXPECT_EQ(cosine_of_turns(7.0), 1.0);
    EXPECT_EQ(cosine_of_turns(1e9), 1.0);
}

}  // namespace
}  // namespace percuta::numerics
