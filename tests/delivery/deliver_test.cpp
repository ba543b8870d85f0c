#include "delivery/deliver.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "delivery/conductance.hpp"
#include "delivery/transfer.hpp"
#include "delivery/unit_cell.hpp"
#include "fixture.hpp"

namespace percuta::delivery {
namespace {

using core::hour;
using fixture::um;
using fixture::um2;

constexpr double plenty = 1e9, per_cm2 = 1e4;
constexpr Accuracy fine{1e-12, 12};
constexpr product::Vehicle still{7.0, 0.0, 0.0, 1.0};
/// 2 uL/cm2 that dry in five minutes but for a twentieth.
constexpr double film = 20 * um;
constexpr product::Vehicle serum{7.0, 0.95, 2.5e-4 / hour, 1.0};

product::Content content(double concentration, double solubility = plenty) {
    product::Content out;
    out.permeant.title = "something";
    out.permeant.molar_mass = 0.12212;
    out.permeant.log_k = -0.37;
    out.permeant.solubility = out.solubility = solubility;
    out.concentration = concentration;
    return out;
}

/// Layers from the surface down, without any clearance; a layer of 0 is absent.
Coefficients layers(const Layer& stratum, const Layer& epidermis, const Layer& dermis) {
    Coefficients out;
    out.layers = {stratum, epidermis, Layer{}, dermis, Layer{}};
    out.lumen = 8e-10;
    return out;
}

Skin in_vitro() {
    Skin out;
    out.living = false;
    return out;
}

double last(const Delivered& out, const char* name) { return out.curves.column(name).values.back(); }

/// One row is there for each of `times`.
Regimen from_zero(double volume, std::vector<double> times, double end) {
    Regimen out{{{0.0, volume}}, {}, end};
    out.readings = std::move(times);
    return out;
}

const Parameters& p() { return fixture::defaults(); }

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

// Skin of a cheek with channels

Skin needled(double depth = 300 * um, double radius = 25 * um, double density = 100.0 * per_cm2) {
    Skin out;
    out.channels = {{depth, radius, density}};
    return out;
}

Coefficients niacinamide() { return coefficients(p(), content(1.0).permeant, fixture::cheek); }

Skin closing() {
    Skin out;
    for (const double depth : {120.0, 240.0, 360.0, 520.0}) out.channels.push_back({depth * um, 25 * um, 60 * per_cm2});
    out.open = [](double time) {
        return (0.3 + 0.7 * std::exp(-std::max(time, 0.0) / 300.0)) * std::exp2(-std::max(time, 0.0) / hour);
    };
    out.perfusion = [](double time) { return 1.0 + std::max(time, 0.0) / core::day; };
    out.leakiness = [](double time) { return 1.0 + 2.0 * std::exp(-std::max(time, 0.0) / core::day); };
    return out;
}

/// Everything that can happen, in one run.
struct Everything {
    product::Content of = content(100.0, 500.0);
    Coefficients c;
    Regimen regimen{{{-2 * hour, film, true}, {0.5 * hour, film}, {3 * hour, 2 * film}, {30 * hour, film, true}},
                    {{0.0, 0.35}, {6 * hour, 0.1}, {20 * hour, 0.0}, {31 * hour, 0.35}},
                    48 * hour};
    Everything() {
        of.permeant.ionisation = {{4.2, true}};
        of.permeant.binding = product::Binding::other_acid;
        of.permeant.metabolism = 2e-5;
        of.permeant.body = product::Body{0.3e-3, 0.1e-3 / hour, 0.8e-3, 0.2e-3 / hour};
        c = coefficients(p(), of.permeant, fixture::cheek);
        regimen.readings = {hour, 10 * hour};
        regimen.profiles = {hour, 24 * hour};
    }
    Delivered run(const Accuracy& accuracy = {}) const {
        product::Vehicle vehicle = serum;
        vehicle.ph = 4.0;
        return deliver(p(), of, vehicle, c, closing(), regimen, Patient{0.06, 70.0}, {}, accuracy);
    }
};

constexpr const char* places[] = {"film",    "lumen",       "stratum_corneum", "epidermis", "dermis",
                                  "cleared", "metabolised", "receptor",        "removed"};

double found_at(const Delivered& out, std::size_t row) {
    double sum = 0.0;
    for (const char* place : places) sum += out.curves.column(place).values[row];
    return sum;
}

TEST(Deliver, NothingIsLostWhateverHappens) {
    const Everything all;
    const Delivered out = all.run();
    double applied = 0.0;
    std::size_t next = 0;
    for (std::size_t row = 0; row < out.curves.times().size(); ++row) {
        const bool jump = row + 1 < out.curves.times().size() && out.curves.times()[row + 1] == out.curves.times()[row];
        while (!jump && next < all.regimen.doses.size() && all.regimen.doses[next].time <= out.curves.times()[row])
            applied += all.regimen.doses[next++].volume * all.of.concentration;
        if (jump) continue;
        EXPECT_NEAR(found_at(out, row), applied, 1e-12 * out.applied) << out.curves.times()[row];
    }
    EXPECT_EQ(applied, out.applied);
    EXPECT_GT(out.absorbed(), 0.0);
    EXPECT_GT(out.plasma_peak, 0.0);
    EXPECT_GE(out.absorbed(), out.delivered());
    for (const char* place : places) {
        if (std::string(place) == "receptor") continue;
        EXPECT_GT(*std::ranges::max_element(out.curves.column(place).values), 0.0) << place;
    }
}

TEST(Deliver, NothingBelowZeroButForTheToleranceAndNothingInProfiles) {
    const Delivered out = Everything().run();
    for (const char* place : places)
        EXPECT_GT(*std::ranges::min_element(out.curves.column(place).values), -1e-8 * out.applied) << place;
    ASSERT_EQ(out.profiles.size(), 2U);
    for (const Profile& profile : out.profiles) EXPECT_GE(*std::ranges::min_element(profile.concentration), 0.0);
}

TEST(Deliver, WhatIsReadIsWithinOneInAMillionOfTheBestRunWithDefaults) {
    const Everything all;
    const Delivered best = all.run({1e-11, 14}), usual = all.run(), quick = all.run({1e-5, 4});
    EXPECT_NEAR(usual.delivered() / best.delivered(), 1.0, 3e-6);
    EXPECT_NEAR(last(usual, "cleared") / last(best, "cleared"), 1.0, 3e-6);
    EXPECT_NEAR(usual.plasma_peak / best.plasma_peak, 1.0, 1e-4);  // among the times of steps
    EXPECT_NEAR(quick.delivered() / best.delivered(), 1.0, 1e-4);
}

TEST(Deliver, ErrorFollowsTheTolerance) {
    const Everything all;
    const double exact = all.run({1e-12, 8}).delivered();
    for (const double tolerance : {1e-5, 1e-6, 1e-7, 1e-8})
        EXPECT_NEAR(all.run({tolerance, 8}).delivered() / exact, 1.0, 3.0 * tolerance) << tolerance;
}

TEST(Deliver, SameInputSameBytes) {
    const Delivered one = Everything().run(), other = Everything().run();
    EXPECT_EQ(one.curves.times(), other.curves.times());
    for (std::size_t i = 0; i < one.curves.columns().size(); ++i)
        EXPECT_EQ(one.curves.columns()[i].values, other.curves.columns()[i].values);
}

TEST(Deliver, TwiceAnUnsaturatedDoseIsTwiceEverything) {
    const Regimen regimen{{{0.0, film}}, {{8 * hour, 0.35}}, 24 * hour};
    const auto run = [&](double concentration) {
        return deliver(p(), content(concentration), serum, niacinamide(), closing(), regimen);
    };
    const Delivered once = run(1e-9), twice = run(2e-9);
    ASSERT_EQ(once.curves.times(), twice.curves.times());
    for (const core::Column& column : once.curves.columns()) {
        const auto& other = twice.curves.column(column.name).values;
        for (std::size_t i = 0; i < other.size(); ++i) EXPECT_EQ(2.0 * column.values[i], other[i]) << column.name;
    }
}

TEST(Deliver, SkinWhoseMouthsNeverOpenIsIntactButForTheirArea) {
    const Regimen regimen{{{0.0, film}}, {}, 24 * hour};
    Skin shut = needled();
    shut.open = [](double) { return 0.0; };
    Parameters dry = p();
    dry.filling = 0.0;
    const double none = deliver(dry, content(1.0), serum, niacinamide(), Skin{}, regimen).delivered();
    EXPECT_NEAR(deliver(dry, content(1.0), serum, niacinamide(), shut, regimen).delivered() / none, 1.0, 0.01);
    EXPECT_GT(deliver(dry, content(1.0), serum, niacinamide(), needled(), regimen).delivered(), 1.1 * none);
}

TEST(Deliver, WhatIsPutOnAndTakenOffBeforeTheNeedlesDoesNotSeeThem) {
    const Regimen regimen{{{-hour, film}}, {{0.0, 0.0}}, hour};
    const Delivered with = deliver(p(), content(1.0), serum, niacinamide(), needled(1e-4, 1e-7, 1.0), regimen);
    const Delivered without = deliver(p(), content(1.0), serum, niacinamide(), Skin{}, regimen);
    EXPECT_NEAR(with.delivered() / without.delivered(), 1.0, 1e-6);
    EXPECT_EQ(with.curves.times().front(), -hour);
}

// Film

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

TEST(Deliver, ADoseAfterTheChannelsHaveClosedIsOneOnIntactSkin) {
    Skin skin = needled();
    skin.open = [](double time) { return std::exp(-time / hour); };
    const Regimen late{{{48 * hour, film}}, {}, 72 * hour};
    const Delivered one = deliver(p(), content(1.0), serum, niacinamide(), skin, late);
    Skin intact = skin;
    intact.channels.clear();
    const Delivered other = deliver(p(), content(1.0), serum, niacinamide(), intact, late);
    EXPECT_NEAR(one.delivered() / other.delivered(), 1.0, 1e-6);
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

// Blood

/// Thin dermis that is steady in a second.
Coefficients thin() {
    Coefficients c = layers({}, {}, {10 * um, 1.0, 1e-9});
    c.clearance.lymph = 1.0;
    return c;
}

TEST(Deliver, PlasmaOfOneCompartmentFollowsAConstantInput) {
    product::Content of = content(1.0);
    of.permeant.body = product::Body{0.5e-3, 0.5e-3 / hour, 0.0, 0.0};
    const Patient patient{0.01, 60.0};
    const double J = cleared_slab(10 * um, 1.0, 1e-9, 1.0).conductance * patient.area;
    const std::vector<double> times{0.5 * hour, hour, 3 * hour};
    const Delivered out =
        deliver(p(), of, still, thin(), Skin{}, from_zero(1e7, times, 20 * hour), patient, {}, {1e-9, 8});
    const double k = 1.0 / hour, CL = 0.5e-3 / hour * 60.0;
    for (const double time : times)
        EXPECT_NEAR(out.curves.at("plasma", time) / (J / CL * -std::expm1(-k * time)), 1.0, 1e-3) << time;
    EXPECT_NEAR(last(out, "plasma") / (J / CL), 1.0, 1e-6);
}

TEST(Deliver, PlasmaOfTwoCompartmentsFollowsAConstantInput) {
    product::Content of = content(1.0);
    of.permeant.body = product::Body{0.5e-3, 0.5e-3 / hour, 1.5e-3, 1.0e-3 / hour};
    const Patient patient{0.01, 60.0};
    const double J = cleared_slab(10 * um, 1.0, 1e-9, 1.0).conductance * patient.area, V = 0.5e-3 * 60.0;
    const double k10 = 1.0 / hour, k12 = 2.0 / hour, k21 = 1.0e-3 / 1.5e-3 / hour;
    const double sum = k10 + k12 + k21, root = std::sqrt(sum * sum - 4.0 * k10 * k21);
    const double a = 0.5 * (sum + root), b = 0.5 * (sum - root);
    const std::vector<double> times{0.5 * hour, hour, 3 * hour, 12 * hour};
    const Delivered out =
        deliver(p(), of, still, thin(), Skin{}, from_zero(1e7, times, 20 * hour), patient, {}, {1e-9, 8});
    for (const double t : times) {
        const double exact =
            J / V * ((a - k21) / (a * (a - b)) * -std::expm1(-a * t) + (k21 - b) / (b * (a - b)) * -std::expm1(-b * t));
        EXPECT_NEAR(out.curves.at("plasma", t) / exact, 1.0, 1e-3) << t;
    }
}

TEST(Deliver, BodyThatClearsNothingKeepsAll) {
    product::Content of = content(1.0);
    of.permeant.body = product::Body{0.5e-3, 0.0, 0.0, 0.0};
    const Patient patient{0.01, 60.0};
    const Delivered out = deliver(p(), of, still, thin(), Skin{}, from_zero(1.0, {}, hour), patient);
    EXPECT_NEAR(last(out, "plasma") / (last(out, "cleared") * 0.01 / (0.5e-3 * 60.0)), 1.0, 1e-12);
}

// Against the resolved cell

/// The same channel by both: skin under a barrier that stores nothing, a film that does not change, an open mouth and a
/// lumen that solute has to come down by itself.
struct Both {
    double steady = 0.0, day = 0.0;  ///< L1 over L2
};
Both compared(double depth, double radius, double density) {
    const double h = 15 * um, P = 1e-10, K = 1e-3;
    Coefficients c = niacinamide();
    c.layers[stratum_corneum] = {h, K, P * h / K};
    c.polar = 0.0;
    Parameters open = p();
    open.filling = open.outflow = open.plug = 0.0;
    Skin skin = needled(depth + h, radius, density);
    const Delivered out = deliver(open, content(1.0), still, c, skin, from_zero(1e3, {23 * hour}, 24 * hour));
    CellGeometry cell;
    cell.radius = cell_radius(density);
    cell.well = {radius, radius, depth, c.lumen};
    cell.surface_permeability = P;
    for (std::size_t l = viable_epidermis; l < layer_count; ++l)
        cell.layers.push_back({c.layers[l], l >= papillary ? c.clearance.rate() : 0.0});
    const UnitCell resolved(cell, {3 * um, 0.2, 80 * um});
    const double area = std::numbers::pi * cell.radius * cell.radius, times[] = {24 * hour};
    const double J = (last(out, "cleared") - out.curves.at("cleared", 23 * hour)) / hour;
    return {J / (resolved.conductance() / area),
            out.absorbed() / (resolved.course({}, times, 48, 0.1)[0].supplied / area)};
}

TEST(Deliver, ChannelsTakeUpAsTheResolvedCellDoesWithinStatedBounds) {
    for (const double radius : {15 * um, 35 * um})
        for (const double depth : {100 * um, 300 * um, 600 * um})
            for (const double density : {50.0, 200.0}) {
                const Both both = compared(depth, radius, density * per_cm2);
                std::printf("  radius %2.0f um, depth %3.0f um, %3.0f/cm2: steady %+5.1f %%, in 24 h %+5.1f %%\n",
                            radius / um, depth / um, density, 100.0 * (both.steady - 1.0), 100.0 * (both.day - 1.0));
                EXPECT_NEAR(both.steady, 1.0, 0.13);
                EXPECT_NEAR(both.day, 1.0, 0.13);
            }
}

// What cannot be

TEST(Deliver, RefusesWhatCannotBe) {
    const Regimen good{{{0.0, film}}, {}, hour};
    const auto refused = [&](const product::Content& of, const Skin& skin, const Regimen& regimen,
                             const Accuracy& accuracy, const char* word) {
        try {
            static_cast<void>(deliver(p(), of, serum, niacinamide(), skin, regimen, {}, {}, accuracy));
            ADD_FAILURE() << "not refused: " << word;
        } catch (const core::UsageError& error) {
            EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
        }
    };
    const auto regimen = [&](auto change, const char* word) {
        Regimen wrong = good;
        change(wrong);
        refused(content(1.0), Skin{}, wrong, {}, word);
    };
    regimen([](Regimen& r) { r.doses.clear(); }, "nothing is put on");
    regimen([](Regimen& r) { r.doses[0].volume = 0.0; }, "a dose of zero");
    regimen([](Regimen& r) { r.doses[0].time = hour; }, "after the end");
    regimen([](Regimen& r) { r.doses[0].time = -INFINITY; }, "a time and a volume");
    regimen([](Regimen& r) { r.end = INFINITY; }, "needs an end");
    regimen([](Regimen& r) { r.doses.push_back({-1.0, film}); }, "order");
    regimen([](Regimen& r) { r.removals = {{30.0, 0.1}, {20.0, 0.1}}; }, "order");
    regimen([](Regimen& r) { r.removals = {{30.0, 1.1}}; }, "between 0 and 1");
    regimen([](Regimen& r) { r.removals = {{hour, 0.1}}; }, "a removal lies");
    regimen([](Regimen& r) { r.removals = {{-1.0, 0.1}}; }, "a removal lies");
    refused(content(0.0), {}, good, {}, "holds no something");
    refused(content(1.0, 0.0), {}, good, {}, "no solubility");
    refused(content(1.0), needled(0.0), good, {}, "above zero");
    refused(content(1.0), needled(1e-4, 0.0), good, {}, "above zero");
    refused(content(1.0), needled(1e-4, 1e-5, 0.0), good, {}, "above zero");
    Skin many;
    many.channels.assign(6, {1e-4, 1e-5, 1e4});
    refused(content(1.0), many, good, {}, "at most 5 bins");
    refused(content(1.0), {}, good, {0.0, 6}, "accuracy");
    refused(content(1.0), {}, good, {1e-6, 0}, "accuracy");
}

TEST(Deliver, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(static_cast<void>(deliver(p(), content(1.0), serum, niacinamide(), Skin{}, {{{0.0, film}}, {}, hour},
                                           {}, {{}, source.get_token()})),
                 core::Interrupted);
}

TEST(Deliver, HolesThatLieAsDenseAsTheSkinIsWideStillLeaveSkin) {
    const Delivered out =
        deliver(p(), content(1.0), serum, niacinamide(), needled(1e-4, 1e-4, 1e8), {{{0.0, film}}, {}, hour});
    EXPECT_GT(out.delivered(), 0.0);
    EXPECT_LE(out.delivered(), out.applied);
}

}  // namespace
}  // namespace percuta::delivery
