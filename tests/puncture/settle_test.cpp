// One needle at rest: balance, the first of several roots, barrier, snap-through and limits.
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

using std::numbers::pi;
using namespace fixture;

/// The first depth that holds, looked for on a fine grid: slow and plain.
double scanned(const Tissue& skin, const device::Needle& needle, double travel, int steps) {
    const double barrier = barrier_force(skin, needle);
    for (int i = 0; i <= steps; ++i) {
        const double depth = travel * i / steps, last = travel * (i - 1) / steps;
        const auto holds = [&](double d, double resisted) { return resisted >= skin.foundation.force(travel - d); };
        if (i > 0 && last < skin.barrier && skin.barrier <= depth &&
            holds(skin.barrier, resistance_above(skin, needle, skin.barrier) + barrier))
            return std::min(skin.barrier, depth);
        if (holds(depth, resistance(skin, needle, depth))) return depth;
    }
    return travel;
}

TEST(Settle, BalancesTheForces) {
    for (std::uint64_t i = 0; i < 2000; ++i) {
        const Case c = random_case(i);
        const Equilibrium rest = settle(c.tissue, c.needle, c.travel);
        ASSERT_NEAR(rest.depth + rest.dimple, c.travel, 1e-15);
        EXPECT_DOUBLE_EQ(rest.force, c.tissue.foundation.force(rest.dimple));
        // Within a picometre of where it rests the needle passes from what does not hold it to what does.
        constexpr double hair = 1e-12;
        const auto excess = [&](double depth) {
            return resistance(c.tissue, c.needle, depth) - c.tissue.foundation.force(c.travel - depth);
        };
        const double held_up = rest.depth == c.tissue.barrier ? barrier_force(c.tissue, c.needle) : 0.0;
        EXPECT_GE(excess(rest.depth + hair) + held_up, 0.0) << "case " << i;
        EXPECT_TRUE(rest.depth <= hair || excess(rest.depth - hair) <= 0.0) << "case " << i;
    }
}

TEST(Settle, FindsTheFirstDepthThatHolds) {
    constexpr int steps = 20000;
    for (std::uint64_t i = 0; i < 600; ++i) {
        const Case c = random_case(i);
        const double found = settle(c.tissue, c.needle, c.travel).depth;
        const double plain = scanned(c.tissue, c.needle, c.travel, steps);
        EXPECT_NEAR(found, plain, 2.0 * c.travel / steps + 1e-12) << "case " << i;
    }
}

TEST(Settle, DepthNeverFallsAsTheNeedleIsPushedFurther) {
    for (std::uint64_t i = 0; i < 200; ++i) {
        const Case c = random_case(i);
        double last = 0.0;
        for (double share = 0.005; share <= 1.0; share += 0.005) {
            const double depth = settle(c.tissue, c.needle, share * c.needle.length).depth;
            EXPECT_GE(depth, last - 1e-12) << "case " << i << " at " << share;
            last = depth;
        }
    }
}

TEST(Settle, RigidSkinTakesTheWholeNeedleAndSoftSkinNone) {
    EXPECT_NEAR(settle(one_layer({1e9, 0}), of_length(1 * mm), 1 * mm).depth, 1 * mm, 1e-9);
    EXPECT_EQ(settle(one_layer({1e-6, 0}), of_length(1 * mm), 1 * mm).depth, 0.0);
    EXPECT_NEAR(settle(layered(), of_length(1 * mm), 1 * mm).depth / mm, 0.35, 0.3);  // neither
}

TEST(Settle, WithoutTravelThereIsNothing) {
    for (const double travel : {0.0, -1 * mm}) {
        const Equilibrium rest = settle(layered(), roller_needle, travel);
        EXPECT_EQ(rest.depth, 0.0);
        EXPECT_EQ(rest.dimple, 0.0);
        EXPECT_EQ(rest.force, 0.0);
    }
}

TEST(Settle, OneLayerIsTheClosedFormOfOneEnergy) {
    // F(p) = J (d0 + m c) + tau pi [(d0 + d(c)) c / 2 + D (p - c)], c = min(p, taper): the model without layers.
    const Tissue skin = one_layer();
    for (const double travel : {0.5 * mm, 1 * mm, 1.5 * mm, 3 * mm}) {
        const device::Needle needle = of_length(travel);
        const auto closed = [&](double p) {
            const double c = std::min(p, needle.taper()), width = needle.width(c);
            return 600.0 * width + 8e3 * pi * (0.5 * (needle.tip_diameter + width) * c + 250 * um * (p - c));
        };
        for (double p = 0.0; p < 2 * mm; p += 0.013 * mm)
            EXPECT_NEAR(resistance(skin, needle, p), closed(p), 1e-12 + 1e-12 * closed(p));
        double low = 0.0, high = travel;
        for (int i = 0; i < 100; ++i) {
            const double middle = 0.5 * (low + high);
            (closed(middle) < skin.foundation.force(travel - middle) ? low : high) = middle;
        }
        EXPECT_NEAR(settle(skin, needle, travel).depth, high, 1e-12) << travel;
    }
}

TEST(Settle, TheBarrierHoldsUntilItsForce) {
    const Tissue skin = layered();
    const double needed = resistance_above(skin, roller_needle, skin.barrier) + barrier_force(skin, roller_needle);
    const double travel = skin.barrier + skin.foundation.dimple(needed);
    EXPECT_EQ(settle(skin, roller_needle, travel * (1.0 - 1e-9)).depth, skin.barrier);
    EXPECT_EQ(settle(skin, roller_needle, 0.8 * travel).depth, skin.barrier);
    EXPECT_GT(settle(skin, roller_needle, travel * (1.0 + 1e-9)).depth, 1.2 * skin.barrier);
}

TEST(Breach, DropsTheForceAndDeepensTheTip) {
    for (std::uint64_t i = 0; i < 500; ++i) {
        const Case c = random_case(i);
        for (const Breach& breach : {surface_breach(c.tissue, c.needle), last_breach(c.tissue, c.needle)}) {
            EXPECT_NEAR(breach.before.depth + breach.before.dimple, breach.travel, 1e-12) << "case " << i;
            EXPECT_GE(breach.after.depth, breach.before.depth - 1e-12) << "case " << i;
            EXPECT_LE(breach.after.force, breach.before.force * (1.0 + 1e-6)) << "case " << i;
        }
        EXPECT_GE(last_breach(c.tissue, c.needle).travel, surface_breach(c.tissue, c.needle).travel);
    }
}

TEST(Stages, ResistanceNeverFallsWithinOneAndTheyFollowEachOther) {
    for (std::uint64_t i = 0; i < 500; ++i) {
        const Case c = random_case(i);
        const std::vector<Stage> all = stages(c.tissue, c.needle);
        ASSERT_GE(all.size(), 2U);
        EXPECT_EQ(all.front().ceiling, 0.0);
        EXPECT_EQ(all.front().force_to_pass, surface_force(c.tissue, c.needle.tip_diameter));
        EXPECT_TRUE(std::isinf(all.back().ceiling));
        for (std::size_t s = 1; s < all.size(); ++s) {
            EXPECT_GE(all[s].floor, all[s - 1].ceiling - 1e-15) << "case " << i;
            const double bottom = std::min(all[s].ceiling, c.needle.length);
            double last = 0.0;
            for (double share = 0.001; share < 1.0; share += 0.003) {
                const double now = resistance(c.tissue, c.needle, std::lerp(all[s].floor, bottom, share));
                EXPECT_GE(now, last - 1e-9) << "case " << i << ", stage " << s;
                last = now;
            }
        }
    }
}

TEST(Stages, WithinOneDepthAndDimpleBothGrowWithTheTravel) {
    for (std::uint64_t i = 0; i < 300; ++i) {
        const Case c = random_case(i);
        for (const Stage& stage : stages(c.tissue, c.needle)) {
            Rest last = settle_within(c.tissue, c.needle, stage, -10 * um);
            const double step = 1.5 * c.needle.length / 400;
            for (int k = 1; k <= 400; ++k) {
                const Rest now = settle_within(c.tissue, c.needle, stage, step * k);
                EXPECT_NEAR(now.depth + now.dimple, step * k, 1e-15);
                EXPECT_GE(now.depth, last.depth - 1e-12) << "case " << i;
                EXPECT_GE(now.dimple, last.dimple - 1e-12) << "case " << i;
                EXPECT_GE(now.yields, 0.0);
                EXPECT_LE(now.yields, 1.0);
                last = now;
            }
        }
    }
}

TEST(Stages, HowTheDimpleYieldsIsItsSlope) {
    const Tissue skin = layered();
    const Stage last = stages(skin, roller_needle).back();
    for (const double travel : {0.4 * mm, 0.9 * mm, 1.4 * mm, 2 * mm}) {
        const double h = 1e-8;
        const double slope = (settle_within(skin, roller_needle, last, travel + h).dimple -
                              settle_within(skin, roller_needle, last, travel - h).dimple) /
                             (2.0 * h);
        EXPECT_NEAR(settle_within(skin, roller_needle, last, travel).yields, slope, 1e-4) << travel;
    }
}

}  // namespace
}  // namespace percuta::puncture
