#include "delivery/transfer.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "delivery/conductance.hpp"
#include "fixture.hpp"

namespace percuta::delivery {
namespace {

using fixture::um;
using fixture::um2;
using Complex = std::complex<double>;

constexpr double pi = std::numbers::pi;

constexpr std::array<Layer, 3> three = {Layer{20 * um, 2.0, 0.01 * um2}, Layer{80 * um, 0.7, 100 * um2},
                                        Layer{900 * um, 0.7, 200 * um2}};

TEST(Transfer, ThreeLayersHaveThePublishedPermeabilityAndLag) {
    EXPECT_NEAR(steady_permeability(three) / um / 9.924854671770878e-4, 1.0, 1e-14);
    // By exact fractions.
    EXPECT_NEAR(lag_time(three) / 9172.517652062952, 1.0, 1e-14);
}

TEST(Transfer, ThreeLayersLetThroughThePublishedAmounts) {
    const double times[] = {1800, 3600, 7200, 14400, 28800, 86400};
    const double published[] = {6.368812375e-05, 0.02639247745, 0.7869431358, 5.713321574, 19.49661825, 76.64715391};
    for (int i = 0; i < 6; ++i) {
        const double found = amount_through(three, times[i]) / um;
        EXPECT_NEAR(found / published[i], 1.0, i == 0 ? 1e-7 : 1e-9) << times[i];
    }
}

TEST(Transfer, LongAfterTheLagTheAmountIsAStraightLine) {
    const double day = 86400.0, steady = steady_permeability(three), lag = lag_time(three);
    EXPECT_NEAR(amount_through(three, 30 * day), steady * (30 * day - lag), 1e-9 * steady * 30 * day);
    EXPECT_NEAR(flux_through(three, 30 * day) / steady, 1.0, 1e-9);
}

/// 1. Crank's slab, for an infinite dose.
double crank(double tau) {
    double sum = 0.0;
    for (int n = 60; n >= 1; --n) sum += (n % 2 == 0 ? 1.0 : -1.0) / (n * n) * std::exp(-n * n * pi * pi * tau);
    return tau - 1.0 / 6.0 - 2.0 / (pi * pi) * sum;
}

TEST(Transfer, OneLayerIsCranksSlab) {
    const double taus[] = {0.02, 0.05, 0.1, 0.2, 0.5, 1, 2};
    const double published[] = {4.276932427e-08, 0.000269342125, 0.007885292895, 0.06146375129,
                                0.3347907135,    0.8333438146,   1.833333334};
    const std::array<Layer, 1> slab = {Layer{2.0, 0.7, 4.0}};  // L²/D = 1
    for (int i = 0; i < 7; ++i) {
        EXPECT_NEAR(crank(taus[i]), published[i], 6e-10 * std::max(published[i], 1e-3)) << taus[i];
        EXPECT_NEAR(amount_through(slab, taus[i]) / (0.7 * 2.0), published[i], 6e-10 * std::max(published[i], 1e-3))
            << taus[i];
    }
}

/// 2. A stirred donor of finite volume on a slab with a sink below: roots of α tan α = β in (nπ, nπ + π/2).
struct FiniteDose {
    double donor = 0.0, receptor = 1.0;
};
FiniteDose finite_dose(double beta, double tau) {
    FiniteDose out;
    for (int n = 0; n < 60; ++n) {
        double low = n * pi, high = low + 0.5 * pi;
        for (int i = 0; i < 200; ++i) {
            const double middle = 0.5 * (low + high);
            (middle * std::tan(middle) < beta ? low : high) = middle;
        }
        const double a = low, down = std::exp(-a * a * tau), below = a * a + beta * beta + beta;
        out.donor += 2.0 * beta / below * down;
        out.receptor -= 2.0 * beta * beta / (a * std::sin(a) * below) * down;
    }
    return out;
}

TEST(Transfer, FiniteDoseRunsDryAsTheSeriesSays) {
    const double taus[] = {0.05, 0.1, 0.5, 1, 3};
    const double donor[] = {0.7903767636, 0.7235772387, 0.5045219279, 0.3481768517, 0.07923034953};
    const struct {
        double beta, receptor[5];
    } published[] = {{1.0, {0.0002490449417, 0.006891745195, 0.2274736166, 0.4661405986, 0.8785154592}},
                     {0.1, {2.671719684e-05, 0.0007774093371, 0.03201925399, 0.0776114284, 0.239892604}},
                     {10.0, {0.00147038652, 0.03157578615, 0.5453594444, 0.8361823583, 0.9972394916}}};
    for (int i = 0; i < 5; ++i) EXPECT_NEAR(finite_dose(1.0, taus[i]).donor, donor[i], 1e-9);
    for (const auto& one : published)
        for (int i = 0; i < 5; ++i) {
            EXPECT_NEAR(finite_dose(one.beta, taus[i]).receptor, one.receptor[i], 1e-9) << one.beta << ' ' << taus[i];
            // The same by the transfer function: H c' = -(flux in); with the slab's admittance at its top.
            const auto receptor = [&](Complex s) {
                const Complex q = std::sqrt(s), e = std::exp(-2.0 * q);
                const Complex admittance = q * (1.0 + e) / (1.0 - e);
                const std::array<Layer, 1> slab = {Layer{1.0, one.beta, 1.0}};
                return transfer(slab, {}, s) / s / (s + one.beta * admittance);
            };
            EXPECT_NEAR(numerics::talbot()(receptor, taus[i]), one.receptor[i], 1e-9) << one.beta << ' ' << taus[i];
        }
}

TEST(Transfer, ClearanceTakesWhatDoesNotComeThrough) {
    const std::array<Layer, 1> slab = {Layer{1e-3, 0.7, 2e-10}};
    const double rate[] = {2e-10 / 1e-6};  // phi = 1, over a sink: 1/sinh
    EXPECT_NEAR(flux_through(slab, 1e6, rate) * 1e-3 / (0.7 * 2e-10), 1.0 / std::sinh(1.0), 1e-9);
}

/// K_n of complex argument, Re z > 0, by the trapezoidal rule on ∫ exp(-z cosh t) cosh(nt) dt.
Complex bessel_k(int n, Complex z) {
    const double h = 0.01;
    Complex sum = 0.5;
    for (int i = 1; i < 2500; ++i) {
        const double t = i * h;
        const Complex term = std::exp(-z * (std::cosh(t) - 1.0)) * std::cosh(n * t);
        sum += term;
        if (std::abs(term) < 1e-18 * std::abs(sum)) break;
    }
    return h * sum;  // times exp(-z), which ratios do not need
}

TEST(Laplace, StirredChannelEmptiesAsASlugTest) {
    const double times[] = {0.01, 0.1, 1, 10, 100};
    const struct {
        double partition, left[5];
    } published[] = {{1.0, {0.80168401, 0.51368665, 0.16627678, 0.023757534, 0.0024874277}},
                     {0.6, {0.87286122, 0.65024806, 0.27138657, 0.041997428, 0.0042066362}}};
    const numerics::Inversion invert = numerics::talbot();
    for (const auto& one : published)
        for (int i = 0; i < 5; ++i) {
            const auto transform = [&](Complex p) {
                const Complex root = std::sqrt(p);
                return 1.0 / (p + 2.0 * one.partition * root * bessel_k(1, root) / bessel_k(0, root));
            };
            const double found = invert(transform, times[i]);
            EXPECT_NEAR(found, one.left[i], 1e-8) << one.partition << ' ' << times[i];
        }
}

TEST(Laplace, HeldChannelIsTakenUpAsPublished) {
    const double times[] = {0.1, 1, 10, 100}, published[] = {0.80867717, 3.13658411, 14.8030434, 86.0502132};
    const numerics::Inversion invert = numerics::talbot();
    for (int i = 0; i < 4; ++i) {
        const auto transform = [&](Complex p) {
            const Complex root = std::sqrt(p);
            return 2.0 * bessel_k(1, root) / bessel_k(0, root) / (p * root);
        };
        EXPECT_NEAR(invert(transform, times[i]), published[i], 1e-8 * published[i]);
    }
}

}  // namespace
}  // namespace percuta::delivery
