#include "barrier/observe.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "fixture.hpp"

namespace percuta::barrier {
namespace {

using namespace fixture;

const Parameters p = parameters();
const Closure closure = reseal(p, reference(p));
const double base = base_water_loss(p, Species::human, Region::body);

std::vector<Mouth> holes(double per_area) { return {{35 * um, 300 * um, per_area}}; }
constexpr double usual = 200e4, few = 1e-2;  // 1/m2

TEST(WaterLoss, OfSkinWithoutHolesIsItsBase) {
    EXPECT_NEAR(water_loss(p, closure, {}, base, 0.0), base, 1e-15 * base);
    EXPECT_NEAR(water_loss(p, closure, holes(0.0), base, hour), base, 1e-12 * base);
}

TEST(WaterLoss, OfManyHolesIsThatOfFreeWater) {
    const double free_water = p.vapour_deficit / p.head_resistance;
    EXPECT_NEAR(water_loss(p, closure, holes(1e14), base, 0.0), free_water, 1e-5 * free_water);
    EXPECT_LT(water_loss(p, closure, holes(1e14), base, 0.0), free_water);
}

TEST(WaterLoss, OfFewHolesIsGasDiffusionThroughEachDisk) {
    const double rise = water_loss(p, closure, holes(few), base, 0.0) - base;
    const double still_air = 1.0 - base * p.head_resistance / p.vapour_deficit;  // of the deficit is left at the skin
    EXPECT_NEAR(rise / (few * 4.0 * p.vapour_diffusivity * p.wet_share * 35 * um * p.vapour_deficit),
                still_air * still_air, 1e-6);
}

TEST(WaterLoss, OfNeedledSkinIsTensOfGrams) {
    const double grams = water_loss(p, closure, holes(usual), base, 0.0) * 1e3 * hour;
    EXPECT_GT(grams, 20.0);
    EXPECT_LT(grams, 100.0);
}

TEST(WaterLoss, FallsToTheBase) {
    double last = std::numeric_limits<double>::infinity();
    for (double time = 0.0; time < 24 * hour; time += hour) {
        const double now = water_loss(p, closure, holes(usual), base, time);
        EXPECT_LT(now, last);
        EXPECT_GE(now, base);
        last = now;
    }
    EXPECT_NEAR(last, base, 1e-6 * base);
}

TEST(WaterLoss, OfHolesOfTwoKindsIsTheirSum) {
    const std::vector<Mouth> two{{35 * um, 0.0, 0.5 * usual}, {35 * um, 0.0, 0.5 * usual}};
    EXPECT_NEAR(water_loss(p, closure, two, base, hour), water_loss(p, closure, holes(usual), base, hour),
                1e-14 * base);
}

TEST(WaterLoss, RefusesWhatCannotBe) {
    EXPECT_THROW(water_loss(p, closure, holes(-1.0), base, 0.0), core::UsageError);
    EXPECT_THROW(water_loss(p, closure, {{{-1e-6, 0.0, 1.0}}}, base, 0.0), core::UsageError);
    EXPECT_THROW(water_loss(p, closure, holes(usual), 0.0, 0.0), core::UsageError);
    EXPECT_THROW(water_loss(p, closure, holes(usual), 1.0, 0.0), core::UsageError);
    EXPECT_THROW(water_loss(p, closure, holes(usual), base, -1.0), core::UsageError);
}

TEST(Observed, WaterLossIsBackWhenItsRiseIsDownToTheShareThatCounts) {
    const double back = closing_time(p, closure, Observed::tewl, holes(usual), base);
    const auto rise = [&](double time) { return water_loss(p, closure, holes(usual), base, time) - base; };
    EXPECT_NEAR(rise(back) / rise(0.0), p.closed_share, 1e-9);
}

TEST(Observed, WaterLossOfFewHolesFollowsTheRadius) {
    const double back = closing_time(p, closure, Observed::tewl, holes(few), base);
    EXPECT_NEAR(closure.water(back), p.closed_share, 1e-4);
    // Still air hides a part of the first rise through many holes, so that what is left lasts longer.
    EXPECT_GT(closing_time(p, closure, Observed::tewl, holes(10 * usual), base), back);
}

TEST(Observed, AdmittanceFollowsTheAreaLeft) {
    EXPECT_EQ(excess_admittance(closure, 0.0), 1.0);
    EXPECT_NEAR(excess_admittance(closure, p.t_water), 0.25, 1e-14);
    EXPECT_NEAR(excess_admittance(closure, closing_time(p, closure, Observed::impedance)), p.admittance_threshold,
                1e-12);
    EXPECT_NEAR(closing_time(p, closure, Observed::impedance_half_life), 0.5 * p.t_water, 1e-9);
}

TEST(Observed, DyeIsTakenUpAfterWaterLossIsBackInTheOpen) {
    const double dye = closing_time(p, closure, Observed::dye);
    EXPECT_EQ(dye, closure.lumen_time(p.closed_share));
    EXPECT_GT(dye, 3.0 * closing_time(p, closure, Observed::tewl, holes(usual), base));
    EXPECT_GT(dye, 3.0 * closing_time(p, closure, Observed::impedance));
}

TEST(Observed, NothingClosesInVitroAndNothingRecoversWithoutHoles) {
    Parameters lax = p;
    lax.patency_human_roller = 0.5;
    Conditions dead = reference(lax);
    dead.living = false;
    const Closure open = reseal(lax, dead);
    EXPECT_TRUE(std::isinf(closing_time(lax, open, Observed::tewl, holes(usual), base)));
    EXPECT_TRUE(std::isinf(closing_time(p, open, Observed::impedance)));
    EXPECT_TRUE(std::isinf(closing_time(p, open, Observed::dye)));
    EXPECT_THROW(closing_time(p, closure, Observed::tewl, holes(0.0), base), core::UsageError);
}

TEST(Observed, WaterLossRecoversByContractionAloneWhereLittleIsKept) {
    Parameters elastic = p;
    elastic.patency_human_roller = 0.5 * p.closed_share;
    Conditions dead = reference(p);
    dead.living = false;
    const Closure contracted = reseal(elastic, dead);
    EXPECT_TRUE(std::isfinite(closing_time(elastic, contracted, Observed::tewl, holes(few), base)));
}

TEST(People, CloseLognormallyAboutTheMedian) {
    Conditions slow = reference(p);
    slow.person = 1.5;
    const double median = closure.lumen_time(p.closed_share), late = reseal(p, slow).lumen_time(p.closed_share);
    EXPECT_NEAR(std::log(late / median) / p.omega, 1.5, 1e-9);
}

TEST(Names, AreThoseOfTheFiles) {
    EXPECT_EQ(name(Species::guinea_pig), "guinea-pig");
    EXPECT_EQ(name(Punch::stamp), "stamp");
    EXPECT_EQ(name(Observed::impedance_half_life), "impedance-half-life");
    EXPECT_EQ(region_names().size(), 2U);
}

}  // namespace
}  // namespace percuta::barrier
