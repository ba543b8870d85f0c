// Deliveries that have an exact solution, one layer and several.
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include "delivery/conductance.hpp"
#include "delivery/transfer.hpp"
#include "doses.hpp"

namespace percuta::delivery {
namespace {

using core::hour;
using namespace fixture;

// Families of verification problems: shared numbers with docs/science/delivery.md, 5.

TEST(Deliver, InfiniteDoseOnASlabIsCranks) {
    const double L = 1e-3, K = 0.7, D = 1e-9, tau = L * L / D;
    const double taus[] = {0.02, 0.05, 0.1, 0.2, 0.5, 1, 2};
    const double published[] = {4.276932427e-08, 0.000269342125, 0.007885292895, 0.06146375129,
                                0.3347907135,    0.8333438146,   1.833333334};
    std::vector<double> times;
    for (const double one : taus) times.push_back(one * tau);
    const Regimen regimen = from_zero(1e9 * K * L, times, 2.001 * tau);
    const Delivered out =
        deliver(p(), content(1.0), still, layers({}, {}, {L, K, D}), in_vitro(), regimen, {}, {}, fine);
    for (int i = 0; i < 7; ++i) {
        const double found = out.curves.at("receptor", times[static_cast<std::size_t>(i)]) / (K * L);
        EXPECT_NEAR(found / published[i], 1.0, i == 0 ? 1e-5 : 1e-8) << taus[i];
    }
}

TEST(Deliver, FiniteDoseRunsDryAsTheSeriesSays) {
    const double L = 1e-3, K = 0.7, D = 1e-9, tau = L * L / D;
    const double taus[] = {0.05, 0.1, 0.5, 1, 3};
    const double donor[] = {0.7903767636, 0.7235772387, 0.5045219279, 0.3481768517, 0.07923034953};
    const struct {
        double beta, receptor[5];
    } published[] = {{1.0, {0.0002490449417, 0.006891745195, 0.2274736166, 0.4661405986, 0.8785154592}},
                     {0.1, {2.671719684e-05, 0.0007774093371, 0.03201925399, 0.0776114284, 0.239892604}},
                     {10.0, {0.00147038652, 0.03157578615, 0.5453594444, 0.8361823583, 0.9972394916}}};
    std::vector<double> times;
    for (const double one : taus) times.push_back(one * tau);
    for (const auto& one : published) {
        const double volume = K * L / one.beta;
        const Delivered out = deliver(p(), content(2.0), still, layers({}, {}, {L, K, D}), in_vitro(),
                                      from_zero(volume, times, 3.001 * tau), {}, {}, fine);
        for (std::size_t i = 0; i < 5; ++i) {
            const double in_film = out.curves.at("film", times[i]) / out.applied;
            if (one.beta == 1.0) {
                EXPECT_NEAR(in_film / donor[i], 1.0, 1e-8) << taus[i];
            }
            EXPECT_NEAR(out.curves.at("receptor", times[i]) / out.applied / one.receptor[i], 1.0, 1e-8)
                << one.beta << ' ' << taus[i];
        }
    }
}

TEST(Deliver, ThreeLayersLetThroughThePublishedAmountsAndHaveTheirLag) {
    const Coefficients three =
        layers({20 * um, 2.0, 0.01 * um2}, {80 * um, 0.7, 100 * um2}, {900 * um, 0.7, 200 * um2});
    const std::vector<double> times{1800, 3600, 7200, 14400, 28800, 86400};
    const double published[] = {6.368812375e-05, 0.02639247745, 0.7869431358, 5.713321574, 19.49661825, 76.64715391};
    const double late = 3e5;
    const Delivered out =
        deliver(p(), content(1.0), still, three, in_vitro(), from_zero(1e5, times, late), {}, {}, fine);
    for (std::size_t i = 0; i < 6; ++i) {
        const double found = out.curves.at("receptor", times[i]) / um;
        EXPECT_NEAR(found / published[i], 1.0, i == 0 ? 1e-5 : 1e-8) << times[i];
    }
    EXPECT_NEAR((late - last(out, "receptor") / (9.92485467717e-4 * um)) / 9172.51765206, 1.0, 1e-7);
}

TEST(Deliver, DermisThatClearsTakesUpAsTheClosedFormSays) {
    const double L = 1e-3, K = 0.7, D = 2e-10;
    for (const double phi : {1.0, 2.0}) {
        Coefficients c = layers({}, {}, {L, K, D});
        c.clearance.lymph = phi * phi * D / (L * L);
        Regimen regimen = from_zero(1e8, {4e5}, 5e5);
        regimen.profiles = {5e5};
        const Delivered out = deliver(p(), content(1.0), still, c, Skin{}, regimen, {}, {}, fine);
        const Cleared exact = cleared_slab(L, K, D, c.clearance.lymph);
        EXPECT_NEAR((last(out, "cleared") - out.curves.at("cleared", 4e5)) / 1e5 / exact.conductance, 1.0, 1e-8);
        EXPECT_NEAR(last(out, "dermis") / (K * L) / exact.mean, 1.0, 1e-8);
        EXPECT_NEAR(out.profiles.back().concentration.back() / K / exact.bottom, 1.0, 1e-8);
    }
}

TEST(Deliver, ErrorFallsExponentiallyWithTheDegree) {
    const double L = 1e-3, K = 0.7, D = 1e-9, tau = 0.1 * L * L / D;
    const auto error = [&](std::size_t degree) {
        const Delivered out = deliver(p(), content(1.0), still, layers({}, {}, {L, K, D}), in_vitro(),
                                      from_zero(1e9 * K * L, {}, tau), {}, {}, {1e-12, degree});
        const std::array<Layer, 1> slab = {Layer{L, K, D}};
        return std::abs(last(out, "receptor") / amount_through(slab, tau) - 1.0);
    };
    for (const std::size_t degree : {2U, 3U, 4U, 5U, 6U, 8U, 10U})
        std::printf("  degree %zu: %.1e\n", degree, error(degree));
    EXPECT_LT(error(4), 0.1 * error(2));
    EXPECT_LT(error(6), 1e-2 * error(4));
    EXPECT_LT(error(8), 1e-9);
}

}  // namespace
}  // namespace percuta::delivery
