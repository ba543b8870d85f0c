// Needles driven fast: the skin as an oscillator, its limits, and Verbaan's switch from hand speed to impact.
#include "puncture/plunge.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

using std::numbers::pi;
using namespace fixture;

double natural_frequency(const Tissue& skin) { return std::sqrt(skin.foundation.k1 / skin.moved_mass) / (2.0 * pi); }

TEST(Plunge, SlowStrokesSettle) {
    Tissue skin = layered();
    skin.damping = 1.0;
    const double slow = 0.2;  // Hz
    const Plunge stroke = beat(skin, of_length(1 * mm), {1 * mm, 1 * mm, slow}, 1.0);
    const double rest = settle(skin, of_length(1 * mm), 1 * mm).depth;
    EXPECT_TRUE(stroke.pierced);
    EXPECT_NEAR(stroke.depth, rest, 0.02 * rest);
}

TEST(Plunge, ASlowBlowSettles) {
    Tissue skin = layered();
    skin.damping = 1.0;
    for (const double travel : {0.6 * mm, 1 * mm, 1.5 * mm}) {
        const double rest = settle(skin, roller_needle, travel).depth;
        EXPECT_NEAR(blow(skin, roller_needle, 0.002, travel, 1.0).depth, rest, 0.03 * rest) << travel;
    }
}

TEST(Plunge, SkinTooHeavyToFollowTakesTheWholeNeedle) {
    Tissue skin = layered();
    skin.moved_mass = 100.0;
    EXPECT_NEAR(beat(skin, of_length(1 * mm), {1 * mm, 2 * mm, 120.0}, 1.0).depth, 1 * mm, 2 * um);
    EXPECT_NEAR(blow(skin, of_length(1 * mm), 3.0, 1 * mm, 1.0).depth, 1 * mm, 20 * um);
}

TEST(Plunge, NeverDeeperThanTheTipGoesAndNoForceBelowZero) {
    for (std::uint64_t i = 0; i < 40; ++i) {
        const Case c = random_case(i);
        const Crank crank{c.travel, 1.2 * c.needle.length, 50.0 + 3.0 * static_cast<double>(i)};
        const Plunge stroke = beat(c.tissue, c.needle, crank, 1.0 + 0.1 * static_cast<double>(i % 10));
        EXPECT_GE(stroke.depth, 0.0) << "case " << i;
        EXPECT_LE(stroke.depth, 6.0 * crank.protrusion + c.needle.tip_diameter) << "case " << i;
        EXPECT_TRUE(std::isfinite(stroke.force) && stroke.force >= 0.0) << "case " << i;
        EXPECT_GE(stroke.time, 0.0);
        EXPECT_LE(stroke.time, 1.0 / crank.frequency + 1e-12) << "case " << i;
        EXPECT_EQ(stroke.pierced, stroke.depth > 0.0);
    }
}

TEST(Plunge, ABlowNeverGoesDeeperThanItsTravelAndTheBounceOfTheSkin) {
    // Energy is never created: what the skin can swing up from the blow is bounded by its speed and mass.
    for (std::uint64_t i = 0; i < 40; ++i) {
        const Case c = random_case(i);
        const double speed = 0.03 * std::pow(100.0, static_cast<double>(i) / 40.0);
        const Plunge hit = blow(c.tissue, c.needle, speed, c.travel, 1.0);
        EXPECT_TRUE(std::isfinite(hit.depth) && std::isfinite(hit.force)) << "case " << i;
        const double swing = speed * std::sqrt(c.tissue.moved_mass / c.tissue.foundation.k1) + c.travel;
        EXPECT_LE(hit.depth, c.travel + swing) << "case " << i;
    }
}

TEST(Plunge, AnUnbrokenSkinIsADampedSpringAndMass) {
    // m w'' + c w' + k1 w + k3 w^3 = force of the dent, by Runge-Kutta of fourth order with steps a tenth as long.
    Tissue skin = layered();
    const device::Needle blunt{60 * um, 200 * um, 300 * um, 1 * mm};
    skin.surface = skin.deeper = LineToughness(5000.0);
    skin.blunt_from = 1.0;
    for (const double damping : {0.05, 0.3, 1.0})
        for (const double speed : {0.02, 0.06, 0.15}) {
            skin.damping = damping;
            const double travel = 0.3 * mm, m = skin.moved_mass, k1 = skin.foundation.k1;
            const double c = 2.0 * damping * std::sqrt(k1 * m), contact = 5000.0;
            const auto dent = [&](double t, double w) {
                return contact * std::max(0.0, std::min(speed * t, travel) - w);
            };
            const auto rate = [&](double t, double w, double v) {
                return (dent(t, w) - c * v - skin.foundation.force(w)) / m;
            };
            double w = 0.0, v = 0.0, most = 0.0;
            constexpr double dt = 1e-6;
            for (double t = 0.0; t < travel / speed + 0.1; t += dt) {
                const double a1 = rate(t, w, v), v2 = v + 0.5 * dt * a1, a2 = rate(t + 0.5 * dt, w + 0.5 * dt * v, v2);
                const double v3 = v + 0.5 * dt * a2, a3 = rate(t + 0.5 * dt, w + 0.5 * dt * v2, v3);
                const double v4 = v + dt * a3, a4 = rate(t + dt, w + dt * v3, v4);
                w += dt / 6.0 * (v + 2.0 * v2 + 2.0 * v3 + v4);
                v += dt / 6.0 * (a1 + 2.0 * a2 + 2.0 * a3 + a4);
                most = std::max(most, dent(t + dt, w));
            }
            ASSERT_LT(most, surface_force(skin, blunt.tip_diameter));
            const Plunge hit = blow(skin, blunt, speed, travel, 1.0);
            EXPECT_FALSE(hit.pierced);
            EXPECT_NEAR(hit.force, most, 0.03 * most) << "damping " << damping << " at " << speed << " m/s";
        }
}

TEST(Plunge, SharedSkinIsSofterAndLighterButSwingsAsFast) {
    const double alone = beat(layered(), roller_needle, {1 * mm, 1.5 * mm, 20.0}, 1.0).depth;
    const double shared = beat(layered(), roller_needle, {1 * mm, 1.5 * mm, 20.0}, 3.0).depth;
    EXPECT_LT(shared, alone);
}

TEST(Plunge, DepthDependsMostOnFrequencyNearThatOfTheSkin) {
    const double natural = natural_frequency(layered());
    const auto depth = [&](double share) {
        return beat(layered(), of_length(1 * mm), {1 * mm, 1.5 * mm, share * natural}, 1.0).depth;
    };
    const double slow = depth(0.02), fast = depth(6.0);
    EXPECT_NEAR(slow, settle(layered(), of_length(1 * mm), 1 * mm).depth, 0.1 * slow);
    EXPECT_GT(fast, slow);
    double most = 0.0, least = 1.0;
    for (double share = 0.3; share <= 2.0; share += 0.1) {
        most = std::max(most, depth(share));
        least = std::min(least, depth(share));
    }
    EXPECT_GT(most / least, 1.2);
    EXPECT_GT(std::abs(depth(1.5) - slow), 3.0 * std::abs(depth(0.04) - slow));
}

TEST(Plunge, AHandDoesNotPierceWhereAnImpactDoes) {
    // Verbaan 2008: 300 um needles on skin, pressed by hand or at 1 to 3 m/s; the surface chosen so that the static
    // dimple just fails.
    Tissue skin = layered();
    const device::Needle short_needle{20 * um, 200 * um, 300 * um, 300 * um};
    skin.surface = LineToughness(2.0 * skin.foundation.force(300 * um) / short_needle.tip_diameter);
    const Plunge hand = blow(skin, short_needle, 0.03, 300 * um, 1.0);
    EXPECT_FALSE(hand.pierced);
    for (const double speed : {1.0, 3.0}) {
        const Plunge hit = blow(skin, short_needle, speed, 300 * um, 1.0);
        std::printf("  300 um needle: at 0.03 m/s %s, at %.0f m/s %.0f um deep\n", hand.pierced ? "pierced" : "out",
                    speed, hit.depth / um);
        EXPECT_TRUE(hit.pierced);
        EXPECT_GT(hit.depth, 100 * um);
    }
    EXPECT_GT(blow(skin, short_needle, 3.0, 300 * um, 1.0).depth, blow(skin, short_needle, 1.0, 300 * um, 1.0).depth);
}

TEST(Plunge, PeakSpeedIsThatOfACrank) {
    const Crank crank{1 * mm, 2 * mm, 100.0};
    double fastest = 0.0;
    for (double t = 0.0; t < 0.01; t += 1e-6) {
        const auto tip = [&](double at) { return 1 * mm * std::cos(2.0 * pi * 100.0 * at); };
        fastest = std::max(fastest, std::abs(tip(t + 1e-7) - tip(t)) / 1e-7);
    }
    EXPECT_NEAR(crank.peak_speed(), fastest, 1e-3 * fastest);
}

TEST(Fast, DepthFallsSmoothlyAsTheSkinGetsTougher) {
    Parameters p = parameters();
    p.local_sigma = 0.2;
    for (const char* model : {"pen-12", "impact-stamp"}) {
        const Contact contact = meet(p, device(model), cheek(), {1, Pressure::firm});
        ASSERT_TRUE(contact.fast.has_value());
        EXPECT_EQ(contact.fast->depth(1.0), contact.fast->plunges[2].depth);
        for (double tougher = 0.5; tougher < 2.0; tougher *= 1.05) {
            EXPECT_GE(contact.fast->depth(tougher), contact.fast->depth(1.05 * tougher) - 5 * um) << model << tougher;
            EXPECT_GT(contact.fast->depth(tougher), 0.0);
        }
        // Beyond the table nothing is made up.
        EXPECT_EQ(contact.fast->depth(1e3), contact.fast->plunges.back().depth);
    }
}

TEST(Fast, ProbabilityFallsAsTheTipWearsAndNeverOffACliff) {
    const Parameters p = parameters();
    double last = 1.0;
    int between = 0;
    for (int uses = 0; uses <= 2000; uses += 50) {
        Technique technique{1, Pressure::firm};
        technique.uses = uses;
        const double pierces = meet(p, device("impact-stamp"), cheek(), technique).probability(p, 0);
        EXPECT_LE(pierces, last + 0.02) << uses;
        between += pierces > 0.02 && pierces < 0.98 ? 1 : 0;
        last = pierces;
    }
    EXPECT_GE(between, 1);
}

}  // namespace
}  // namespace percuta::puncture
