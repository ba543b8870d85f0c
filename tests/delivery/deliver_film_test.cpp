// What is on the skin: dissolving, drying, charge, and what of it goes in.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "doses.hpp"

namespace percuta::delivery {
namespace {

using core::hour;
using namespace fixture;

/// Stratum corneum that stores nothing over a sink: flux follows the film at once.
Coefficients membrane(double permeability) {
    const double h = 10 * um, K = 1e-6;
    return layers({h, K, permeability * h / K}, {}, {});
}

TEST(Deliver, FilmWithSolidStaysSaturatedUntilTheSolidIsGone) {
    const double P = 1e-8, S = 2.0, V = 2e-5, M = 10.0 * S * V, t1 = (M - S * V) / (P * S);
    const std::vector<double> times{0.25 * t1, 0.5 * t1, t1, 1.1 * t1, 1.3 * t1};
    const Delivered out = deliver(p(), content(M / V, S), still, membrane(P), in_vitro(), from_zero(V, times, 2.0 * t1),
                                  {}, {}, {1e-9, 6});
    for (const double time : times) {
        const double left = time <= t1 ? M - P * S * time : S * V * std::exp(-P * (time - t1) / V);
        EXPECT_NEAR(out.curves.at("film", time), left, 1e-6 * M) << time / t1;
        EXPECT_NEAR(out.curves.at("receptor", time), M - left, 2e-6 * M) << time / t1;
    }
}

TEST(Deliver, VehicleThatDissolvesBetterDeliversSlowerAndSaturatesAtTheSameFlux) {
    const double P = 1e-8, V = 2e-3;
    const auto flux = [&](double concentration, double in_vehicle) {
        product::Content of = content(concentration, 2.0);
        of.solubility = in_vehicle;
        return last(deliver(p(), of, still, membrane(P), in_vitro(), {{{0.0, V}}, {}, 600.0}), "receptor") / 600.0;
    };
    EXPECT_NEAR(flux(1.0, 2.0), P * 1.0, 4e-3 * P);
    EXPECT_NEAR(flux(1.0, 20.0), P * 0.1, 4e-4 * P);
    EXPECT_NEAR(flux(200.0, 20.0), P * 2.0, 1e-3 * P);
}

TEST(Deliver, OnlyWhatCarriesNoChargeInTheFilmDrivesTheLipoidalRoute) {
    product::Content of = content(1.0);
    of.permeant.ionisation = {{4.17, true}};
    const double P = 1e-9, V = 1e-2;
    Coefficients c = membrane(P);
    c.neutral_tissue = product::neutral_share(of.permeant, 7.4);
    for (const double ph : {2.0, 4.17, 6.0, 7.4}) {
        product::Vehicle vehicle = still;
        vehicle.ph = ph;
        const double r = product::neutral_share(of.permeant, ph) / c.neutral_tissue;
        const double rate = P * r / V;
        const Delivered out = deliver(p(), of, vehicle, c, in_vitro(), {{{0.0, V}}, {}, hour}, {}, {}, {1e-9, 6});
        EXPECT_NEAR(last(out, "receptor") / out.applied / -std::expm1(-rate * hour), 1.0, 2e-6 * std::max(1.0, r))
            << ph;
    }
}

TEST(Deliver, PolarRouteGoesPastTheStratumCorneumWhateverTheCharge) {
    product::Content of = content(1.0);
    of.permeant.ionisation = {{1.0, true}};
    Coefficients c = layers({10 * um, 1.0, 0.0}, {50 * um, 0.7, 1e-9}, {500 * um, 0.7, 1e-9});
    c.polar = 1e-9;
    c.neutral_tissue = product::neutral_share(of.permeant, 7.4);
    const Delivered out = deliver(p(), of, still, c, in_vitro(), from_zero(1e5, {40 * hour}, 50 * hour), {}, {}, fine);
    const double through = 1.0 / (1.0 / c.polar + 550 * um / (0.7 * 1e-9));
    EXPECT_NEAR((last(out, "receptor") - out.curves.at("receptor", 40 * hour)) / (10 * hour) / through, 1.0, 1e-8);
    EXPECT_NEAR(last(out, "stratum_corneum"), 0.0, 1e-9);
}

TEST(Deliver, StratumCorneumAloneOverAReceptorHasAPolarRouteToo) {
    Coefficients c = membrane(1e-9);
    c.polar = 3e-9;
    const Delivered out = deliver(p(), content(1.0), still, c, in_vitro(), {{{0.0, 10.0}}, {}, hour});
    EXPECT_NEAR(last(out, "receptor") / (4e-9 * hour), 1.0, 1e-5);
}

TEST(Deliver, FilmThatHasDriedStaysDryWhenPartOfItIsWipedOff) {
    Coefficients c = layers({10 * um, 1.0, 0.0}, {50 * um, 0.7, 1e-9}, {500 * um, 0.7, 1e-9});
    c.polar = 1e-11;
    const auto rate = [&](double left) {
        const Regimen regimen{{{0.0, film}}, {{2 * hour, left}}, 4 * hour, {3 * hour}};
        const Delivered out = deliver(p(), content(1.0), serum, c, in_vitro(), regimen);
        return last(out, "film") > 0.0
                   ? (out.curves.at("film", 3 * hour) - last(out, "film")) / out.curves.at("film", 3 * hour)
                   : 0.0;
    };
    // As concentrated as before, so as much goes in, of half as much.
    EXPECT_NEAR(rate(0.5) / rate(1.0), 2.0, 0.01);
}

TEST(Deliver, UnderCoverNothingDries) {
    Regimen open{{{0.0, film}}, {}, 8 * hour}, covered{{{0.0, film, true}}, {}, 8 * hour};
    Regimen uncovered{{{0.0, film, true, hour}}, {}, 8 * hour};
    const Delivered one = deliver(p(), content(1.0), serum, niacinamide(), {}, open);
    const Delivered other = deliver(p(), content(1.0), serum, niacinamide(), {}, covered);
    const Delivered third = deliver(p(), content(1.0), serum, niacinamide(), {}, uncovered);
    const auto drying = [](const Delivered& of) {
        return std::ranges::count(of.curves.times(), film * 0.95 / serum.evaporation);
    };
    EXPECT_EQ(drying(one), 2);
    EXPECT_EQ(drying(other), 0);
    EXPECT_EQ(std::ranges::count(third.curves.times(), hour), 2) << "the cover comes off";
    EXPECT_EQ(std::ranges::count(third.curves.times(), hour + film * 0.95 / serum.evaporation), 2);
}

TEST(Deliver, WhatChannelsTakeTheFilmHasLess) {
    const Regimen regimen{{{0.0, film, true}}, {}, hour};
    const Delivered one = deliver(p(), content(1.0), serum, niacinamide(), needled(), regimen);
    const double first = one.curves.column("lumen").values[1];
    EXPECT_GT(first, 0.0);
    EXPECT_LT(first, one.applied);
    EXPECT_NEAR(one.curves.column("film").values[1] + first + one.curves.column("stratum_corneum").values[1],
                one.applied, 1e-12 * one.applied);
}

}  // namespace
}  // namespace percuta::delivery
