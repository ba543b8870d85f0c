// The table of docs/science/puncture.md, section 4, computed and tabulated side by side.
#include "puncture/model.hpp"

#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

constexpr double mm = 1e-3, um = 1e-6, mN = 1e-3;

Foundation hand_roller(const Parameters& p) { return {p.k1, p.k3}; }

TEST(Puncture, ReproducesTheTableOfRollerDepthsAndForces) {
    const Parameters p = fixture::parameters();
    const double table[][3] = {{0.5, 20, 34}, {1.0, 32, 64}, {1.5, 36, 104}, {3.0, 58, 159}};
    for (const auto& [length, share, force] : table) {
        const device::Needle needle = fixture::roller(length * mm).needle;
        const Equilibrium rest = settle(p, needle, hand_roller(p), p.J, needle.length);
        std::printf(
            "  %.2f mm roller: depth/length computed %5.1f %%  table %2.0f %%; force computed %5.1f mN  table %3.0f "
            "mN\n",
            length, 100 * rest.depth / needle.length, share, rest.force / mN, force);
        EXPECT_NEAR(100 * rest.depth / needle.length, share, 1.0);
        EXPECT_NEAR(rest.force / mN, force, 2.0);
    }
}

TEST(Puncture, ReproducesTheKalluriConeAndItsResidualChannel) {
    const Parameters p = fixture::parameters();
    const device::Needle cone{8 * um, 140 * um, 0.77 * mm, 0.77 * mm};
    const Equilibrium rest = settle(p, cone, hand_roller(p), p.J, cone.length);
    std::printf(
        "  0.77 mm cone: peak computed %.0f um  table 323 um; residual computed %.0f um  published 152.5 (9.6) um\n",
        rest.depth / um, p.eta * rest.depth / um);
    EXPECT_NEAR(rest.depth / um, 323, 5);
    EXPECT_NEAR(rest.force / mN, 38, 1);
    EXPECT_NEAR(p.eta * rest.depth / um, 152.5, 3 * 9.6);
}

TEST(Puncture, DepthAtRoemgensTravelHardlyDependsOnTheTipWhileTheJumpDoes) {
    const Parameters p = fixture::parameters();
    const double table[][4] = {{5, 604, 93, 84}, {37, 577, 97, 463}};
    for (const auto& [tip, depth, force, jumped] : table) {
        const device::Needle needle{tip * um, 250 * um, 1.0 * mm, 1.5 * mm};
        const Equilibrium rest = settle(p, needle, hand_roller(p), p.J, 1.5 * mm);
        const double jump = puncture::jump(p, needle, hand_roller(p));
        std::printf("  tip %2.0f um: depth computed %.0f  table %.0f um; force %.0f  %.0f mN; jump %.0f  %.0f um\n",
                    tip, rest.depth / um, depth, rest.force / mN, force, jump / um, jumped);
        EXPECT_NEAR(rest.depth / um, depth, 0.02 * depth);
        EXPECT_NEAR(rest.force / mN, force, 2);
        EXPECT_NEAR(jump / um, jumped, 0.03 * jumped);
    }
}

TEST(Puncture, TheOtherStartSetFitsTheDepthsAsWellSoDepthAloneCannotTellThemApart) {
    Parameters p = fixture::parameters();
    p.J = 1000;
    p.k1 = 150;
    p.k3 = 5e7;
    const double table[][2] = {{0.5, 22}, {1.0, 34}, {1.5, 38}, {3.0, 61}};
    for (const auto& [length, share] : table) {
        const device::Needle needle = fixture::roller(length * mm).needle;
        EXPECT_NEAR(100 * settle(p, needle, hand_roller(p), p.J, needle.length).depth / needle.length, share, 2.0)
            << length;
    }
}

TEST(Puncture, ForceToPierceGrowsWithTipDiameterAsPublished) {
    const Parameters p = fixture::parameters();
    const auto force = [&](double tip) {
        return puncture_force(p, {tip * um, 250 * um, 1 * mm, 1.5 * mm}, hand_roller(p));
    };
    std::printf(
        "  force to pierce: 5 um tip computed %.0f  published 20 mN; 37 um tip computed %.0f  published 167 mN\n",
        force(5) / mN, force(37) / mN);
    EXPECT_NEAR(force(5) / mN, 20, 3);
    EXPECT_NEAR(force(37) / mN, 167, 3);
    // Blunt tips obey the area law: within the published 0.1 to 3 N.
    EXPECT_GT(force(100), 0.1);
    EXPECT_LT(force(200), 3.0);
}

TEST(Puncture, BalanceHoldsAndDepthGrowsWithTravel) {
    const Parameters p = fixture::parameters();
    const device::Needle needle = fixture::roller(2 * mm).needle;
    double last = 0.0;
    for (double travel = 0.1 * mm; travel <= 2 * mm; travel += 0.1 * mm) {
        const Equilibrium rest = settle(p, needle, hand_roller(p), p.J, travel);
        EXPECT_NEAR(rest.depth + rest.dimple, travel, 1e-12);
        EXPECT_NEAR(resistance(p, needle, p.J, rest.depth), rest.depth > 0 ? rest.force : resistance(p, needle, p.J, 0),
                    1e-9);
        EXPECT_GE(rest.depth, last);
        last = rest.depth;
    }
}

TEST(Puncture, RigidSkinTakesTheWholeNeedleAndSoftSkinNone) {
    const Parameters p = fixture::parameters();
    const device::Needle needle = fixture::roller(1 * mm).needle;
    EXPECT_NEAR(settle(p, needle, {1e9, 0}, p.J, 1 * mm).depth, 1 * mm, 1e-9);
    EXPECT_EQ(settle(p, needle, {1e-6, 0}, p.J, 1 * mm).depth, 0.0);
}

TEST(Puncture, FoundationInvertsItsForceAndItsEnergy) {
    const Foundation skin{80, 3e7};
    for (const double w : {1e-5, 3e-4, 2e-3}) {
        EXPECT_NEAR(skin.dimple(skin.force(w)), w, 1e-12);
        EXPECT_NEAR(skin.dimple_of_energy(skin.energy(w)), w, 1e-9);
    }
}

TEST(Puncture, NeedlesOfAnArrayShareTheirDimpleAsTabulated) {
    const Parameters p = fixture::parameters();
    const double big[][2] = {{0.3, 44.4}, {0.6, 17.1}, {1.0, 7.0}, {2.0, 2.0}, {3.0, 1.1}, {5.0, 0.9}};
    const double small[][2] = {{0.3, 10.0}, {0.6, 7.4}, {1.0, 4.7}, {2.0, 1.9}, {3.0, 1.1}, {5.0, 1.0}};
    for (const auto& [pitch, ratio] : big) {
        const double computed = array_compliance(10, 10, pitch * mm, p.plate_length);
        std::printf("  10 x 10 needles at %.1f mm: compliance computed %5.1f  table %5.1f\n", pitch, computed, ratio);
        EXPECT_NEAR(computed, ratio, 0.06 + 0.02 * ratio);
    }
    for (const auto& [pitch, ratio] : small)
        EXPECT_NEAR(array_compliance(4, 3, pitch * mm, p.plate_length), ratio, 0.06 + 0.02 * ratio);
}

TEST(Puncture, ProbabilityFollowsTheLognormalScatter) {
    const Parameters p = fixture::parameters();
    const device::Needle needle = fixture::roller(1.5 * mm).needle;
    const Foundation skin = hand_roller(p);
    const double median_travel = skin.dimple(puncture_force(p, needle, skin));
    EXPECT_NEAR(puncture_probability(p, needle, skin, median_travel), 0.5, 1e-9);
    EXPECT_NEAR(
        puncture_probability(p, needle, skin, skin.dimple(puncture_force(p, needle, skin) * std::exp(p.sigma_F))),
        0.8413, 1e-3);
}

}  // namespace
}  // namespace percuta::puncture
