#include "delivery/conductance.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::delivery {
namespace {

using fixture::um;

constexpr double pi = std::numbers::pi;

TEST(Conductance, OfAChannelAloneIsThatOfASpheroid) {
    EXPECT_NEAR(spheroid_conductance(35, 150), 429.349566, 5e-7);
    EXPECT_NEAR(spheroid_conductance(35, 500), 935.159059, 5e-7);
    EXPECT_NEAR(spheroid_conductance(25, 1000), 1433.45672, 5e-6);
}

TEST(Conductance, OfASpheroidIsSmoothThroughTheSphereToTheDisk) {
    EXPECT_NEAR(spheroid_conductance(1.0, 1.0), 2.0 * pi, 1e-12);
    EXPECT_NEAR(spheroid_conductance(1.0, 1.0 + 1e-4), spheroid_conductance(1.0, 1.0), 1e-3);
    EXPECT_NEAR(spheroid_conductance(1.0, 1.0 - 1e-4), spheroid_conductance(1.0, 1.0), 1e-3);
    EXPECT_NEAR(spheroid_conductance(1.0, 1e-9), 4.0, 1e-7);
}

/// Mean of what a Krogh cylinder holds, whose tissue takes up 1 everywhere: u = 1 - (b² ln(r/a) - (r² - a²)/2) / 2.
TEST(Conductance, OfKroghsCylinderIsThatOfUniformUptake) {
    const double a = 35.0, b = 316.0;
    const int n = 200000;
    double deficit = 0.0;
    for (int i = 0; i < n; ++i) {
        const double r = a + (b - a) * (i + 0.5) / n;
        deficit += 0.5 * (b * b * std::log(r / a) - 0.5 * (r * r - a * a)) * 2.0 * pi * r * (b - a) / n;
    }
    const double area = pi * (b * b - a * a);
    EXPECT_NEAR(krogh_exchange(a, b), area / (deficit / area), 1e-8);
}

TEST(Conductance, CellsOfChannelsFillTheSkin) {
    const double per_area = 250e4, b = cell_radius(per_area);
    EXPECT_NEAR(pi * b * b * per_area, 1.0, 1e-14);
}

TEST(Conductance, MouthsOfAChannelResistAsPublished) {
    const double ratios[] = {0.05, 0.1, 0.2, 0.3, 0.4},
                 published[] = {0.929575, 0.859411, 0.720874, 0.586509, 0.458586};
    for (int i = 0; i < 5; ++i) EXPECT_NEAR(constriction(ratios[i]), published[i], 6e-5);
    EXPECT_NEAR(constriction(0.5), 0.339609, 5e-4);
    const Mouth open{0.0, 1 * um, 1e3, 1e-9, 1e-9};  // a disk on open water
    EXPECT_NEAR(mouth_resistance(open), 1.0 / (4.0 * 1 * um * 1e-9), 1e-6 / (1 * um * 1e-9));
    const Mouth plug{100 * um, 5 * um, 30 * um, 5e-10, 1e-9};
    const double length = 100 * um / (pi * 25 * um * um * 5e-10);
    EXPECT_NEAR(mouth_resistance(plug) - length, constriction(1.0 / 6.0) / (4.0 * 5 * um * 1e-9), 1e-9 * length);
}

TEST(Conductance, OfDermisThatClearsIsPhiTanhPhi) {
    const double published[2][3] = {{0.761594156, 0.761594156, 0.6480542737}, {1.92805516, 0.48201379, 0.2658022288}};
    for (int k = 0; k < 2; ++k) {
        const double phi = k + 1.0;
        const Cleared slab = cleared_slab(1e-3, 0.7, 2e-10, phi * phi * 2e-10 / 1e-6);
        EXPECT_NEAR(slab.conductance * 1e-3 / (0.7 * 2e-10), published[k][0], 5e-9);
        EXPECT_NEAR(slab.mean, published[k][1], 5e-9);
        EXPECT_NEAR(slab.bottom, published[k][2], 5e-10);
    }
    EXPECT_EQ(cleared_slab(1e-3, 0.7, 2e-10, 0.0).conductance, 0.0);
}

TEST(Conductance, OfAnnulusWithClearanceIsThatOfBesselFunctions) {
    const double a = 35.0, b = 316.0;
    const struct {
        double lambda, flux, edge;
    } published[] = {
        {100, 4.535542416, 0.05587654336}, {500, 0.9593401477, 0.7401568296}, {2000, 0.0760599168, 0.9791053917}};
    for (const auto& one : published) {
        const auto I = [&](int n, double r) { return std::cyl_bessel_i(n, r / one.lambda); };
        const auto K = [&](int n, double r) { return std::cyl_bessel_k(n, r / one.lambda); };
        const double below = I(0, a) * K(1, b) + K(0, a) * I(1, b);
        EXPECT_NEAR(2.0 * pi * a / one.lambda * (I(1, b) * K(1, a) - K(1, b) * I(1, a)) / below, one.flux, 1e-9);
        EXPECT_NEAR((I(0, b) * K(1, b) + K(0, b) * I(1, b)) / below, one.edge, 1e-9);
    }
}

}  // namespace
}  // namespace percuta::delivery
