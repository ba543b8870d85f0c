#include "numerics/esdirk.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "numerics/control.hpp"

namespace percuta::numerics {
namespace {

using M = EsdirkCoefficients;

/// Coefficients have 17 digits; sums over a row are of order 1.
TEST(Esdirk, CoefficientsMeetTheConditionsOfOrderFiveAndFour) {
    std::array<double, M::stages> b = M::a[M::stages - 1];
    b[M::stages - 1] = M::gamma;
    for (std::size_t i = 1; i < M::stages; ++i) {
        double sum = M::gamma;
        for (std::size_t j = 0; j < i; ++j) sum += M::a[i][j];
        EXPECT_NEAR(sum, M::c[i], 1e-14) << i;
    }
    for (int power = 0; power <= 4; ++power) {
        double main = 0.0, embedded = 0.0;
        for (std::size_t i = 0; i < M::stages; ++i) {
            main += b[i] * std::pow(M::c[i], power);
            embedded += M::embedded[i] * std::pow(M::c[i], power);
        }
        EXPECT_NEAR(main, 1.0 / (power + 1), 1e-14) << power;
        if (power <= 3) {
            EXPECT_NEAR(embedded, 1.0 / (power + 1), 1e-14) << power;
        }
    }
}

/// y' = -y^2 cos t, y = 1/(1 + sin t): neither linear nor autonomous; a stage is a quadratic equation.
struct Riccati {
    int rates = 0;
    void rate(double t, std::span<const double> y, std::span<double> f) {
        ++rates;
        f[0] = -y[0] * y[0] * std::cos(t);
    }
    void solve(double t, double g, std::span<const double> rhs, std::span<double> y) const {
        const double a = g * std::cos(t), r = rhs[0];
        y[0] = 2.0 * r / (1.0 + std::sqrt(1.0 + 4.0 * a * r));
    }
};

double riccati(int steps) {
    Riccati system;
    Esdirk method(1);
    std::vector<double> y{1.0};
    const double h = 2.0 / steps;
    for (int i = 0; i < steps; ++i) {
        method.step(system, i * h, y, h);
        method.accept();
        y[0] = method.result()[0];
    }
    EXPECT_EQ(system.rates, 1) << "the last stage of a step is the first one of the next";
    return std::abs(y[0] - 1.0 / (1.0 + std::sin(2.0)));
}

TEST(Esdirk, IsOfFifthOrderWhereTheRateIsNeitherLinearNorConstantInTime) {
    EXPECT_NEAR(std::log2(riccati(20) / riccati(40)), 5.0, 0.35);
    EXPECT_NEAR(std::log2(riccati(40) / riccati(80)), 5.0, 0.25);
}

TEST(Esdirk, EstimatesItsErrorToFifthOrderOfTheStep) {
    const auto estimate = [](double h) {
        Riccati system;
        Esdirk method(1);
        method.step(system, 0.3, std::vector<double>{0.8}, h);
        return std::abs(method.error()[0]);
    };
    EXPECT_NEAR(std::log2(estimate(0.05) / estimate(0.025)), 5.0, 0.2);
}

/// y' = A y with A = [[-a, b], [a, -b]], so that the sum stays; plus decay into a third.
struct Exchange {
    double a, b, decay;
    void rate(double, std::span<const double> y, std::span<double> f) const {
        const double flux = a * y[0] - b * y[1];
        f[0] = -flux;
        f[1] = flux - decay * y[1];
        f[2] = decay * y[1];
    }
    void solve(double, double g, std::span<const double> rhs, std::span<double> y) const {
        const double A = 1.0 + g * a, B = 1.0 + g * (b + decay), det = A * B - g * g * a * b;
        y[0] = (rhs[0] * B + g * b * rhs[1]) / det;
        y[2] = rhs[2] + g * decay * (A * rhs[1] + g * a * rhs[0]) / det;
        y[1] = rhs[0] + rhs[1] + rhs[2] - y[0] - y[2];  // a solution that keeps the sum itself
    }
};

TEST(Esdirk, KeepsSumsToRoundOffHoweverStiff) {
    for (const double stiff : {1.0, 1e4, 1e9}) {
        const Exchange system{stiff, 0.3 * stiff, 0.2};
        Exchange copy = system;
        Esdirk method(3);
        std::vector<double> y{1.0, 2.0, 0.5};
        for (int i = 0; i < 200; ++i) {
            method.step(copy, 0.1 * i, y, 0.1);
            method.accept();
            std::ranges::copy(method.result(), y.begin());
        }
        EXPECT_NEAR(y[0] + y[1] + y[2], 3.5, 1e-12 + 1e-18 * stiff) << stiff;  // round-off of the first rate
    }
}

struct Decay {
    double rate_;
    void rate(double, std::span<const double> y, std::span<double> f) const { f[0] = -rate_ * y[0]; }
    void solve(double, double g, std::span<const double> rhs, std::span<double> y) const {
        y[0] = rhs[0] / (1.0 + g * rate_);
    }
};

TEST(Esdirk, DampsWhatIsInfinitelyStiffInOneStep) {
    double last = 1.0;
    for (const double stiff : {1e3, 1e6, 1e9}) {
        Decay system{stiff};
        Esdirk method(1);
        method.step(system, 0.0, std::vector<double>{1.0}, 1.0);
        const double left = std::abs(method.result()[0]);
        EXPECT_LT(left, 30.0 / stiff);
        EXPECT_LT(left, last);
        last = left;
    }
    // And never grows, over all of the negative axis.
    for (double z = 1e-3; z < 1e8; z *= 1.3) {
        Decay system{z};
        Esdirk method(1);
        method.step(system, 0.0, std::vector<double>{1.0}, 1.0);
        EXPECT_LT(std::abs(method.result()[0]), 1.0) << z;
    }
}

TEST(Esdirk, AStepThatIsTriedAgainStartsFromTheSameRate) {
    Riccati system;
    Esdirk method(1), fresh(1);
    const std::vector<double> y{1.0};
    method.step(system, 0.0, y, 0.5);
    method.retry();
    method.step(system, 0.0, y, 0.1);
    EXPECT_EQ(system.rates, 1);
    fresh.step(system, 0.0, y, 0.1);
    EXPECT_EQ(method.result()[0], fresh.result()[0]);
}

TEST(Esdirk, AfterAJumpTheRateIsAskedForAgain) {
    Riccati system;
    Esdirk method(1), fresh(1);
    std::vector<double> y{1.0};
    method.step(system, 0.0, y, 0.1);
    method.accept();
    y[0] = 2.0;
    method.restart();
    method.step(system, 0.1, y, 0.1);
    EXPECT_EQ(system.rates, 2);
    fresh.step(system, 0.1, y, 0.1);
    EXPECT_EQ(method.result()[0], fresh.result()[0]);
}

TEST(Esdirk, UnderControlTheErrorFollowsTheTolerance) {
    const auto run = [](double tolerance) {
        Riccati system;
        Esdirk method(1);
        StepControl control({tolerance, 1e-3, 1e-12, 1.0, M::order, 8.0}, 0.0, 2.0);
        std::vector<double> y{1.0};
        while (!control.arrived()) {
            method.step(system, control.time(), y, control.step());
            if (!control.accept(std::abs(method.error()[0]))) {
                method.retry();
                continue;
            }
            method.accept();
            y[0] = method.result()[0];
        }
        return std::pair{std::abs(y[0] - 1.0 / (1.0 + std::sin(2.0))), control.accepted()};
    };
    for (const double tolerance : {1e-5, 1e-7, 1e-9}) EXPECT_LT(run(tolerance).first, 3.0 * tolerance) << tolerance;
    // Fifth order: 100 times as exact in 100^(1/5) = 2.5 times the steps.
    const double more = static_cast<double>(run(1e-11).second) / static_cast<double>(run(1e-9).second);
    EXPECT_NEAR(more, 2.5, 0.6);
}

}  // namespace
}  // namespace percuta::numerics
