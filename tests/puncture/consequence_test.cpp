// What follows at once: vessels met, pain, follicles, time, and what lies below.
#include "puncture/consequence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

using std::numbers::pi;
using namespace fixture;

/// A pattern with holes of these depths, all alike else.
Pattern holes(std::initializer_list<double> depths) {
    Pattern out;
    out.strikes_per_area = 1e6;
    out.puncture_probability = 1.0;
    for (const double depth : depths) {
        Hole hole;
        hole.pierced = true;
        hole.peak_depth = depth;
        hole.mouth = 100 * um;
        hole.epidermis = 70 * um;
        out.holes.push_back(hole);
    }
    return out;
}

skin::Vessels one_band(double top, double bottom, double density, double diameter) {
    skin::Vessels out;
    out.bands[0] = {top, bottom, density};
    for (std::size_t i = 1; i < out.bands.size(); ++i) out.bands[i] = {bottom, bottom, 0.0};
    out.diameter = diameter;
    return out;
}

TEST(Bleeding, IsTheExposureByQuadrature) {
    const skin::Vessels vessels = cheek().vessels;
    for (const double depth : {0.05 * mm, 0.2 * mm, 0.7 * mm, 1.2 * mm}) {
        constexpr int steps = 100000;
        double met = 0.0;
        for (int i = 0; i < steps; ++i) {
            const double z = depth * (i + 0.5) / steps;
            met += vessels.length_density(z) * (roller_needle.width(depth - z) + vessels.diameter) * depth / steps;
        }
        EXPECT_NEAR(bleeding_probability(roller_needle, depth, vessels), 1.0 - std::exp(-0.25 * pi * met), 1e-3)
            << depth;
    }
}

TEST(Bleeding, IsThatOfRandomStraightVesselsAroundAShaft) {
    // Straight lines of random direction with 3e7 metres a cubic metre, met by an upright cylinder as wide as needle
    // and vessel together.
    const double density = 3e7, width = 60 * um, vessel = 20 * um, height = 0.4 * mm, radius = 0.5 * (width + vessel);
    const device::Needle shaft{width, width, 10 * um, 1 * mm};
    // Lines that meet a sphere around it: isotropic, and uniform on the disc across them.
    core::RandomStream random(9, 0, core::Stream::holes);
    const double sphere = 0.3 * mm;
    const double lines = density * pi * sphere * sphere;  // mean number: density times a quarter of its surface
    double bled = 0.0;
    constexpr int trials = 20000;
    for (int trial = 0; trial < trials; ++trial) {
        double count = 0.0;
        for (double left = -std::log(random.uniform()); left < lines; left -= std::log(random.uniform())) count += 1.0;
        bool hit = false;
        for (double k = 0.0; k < count && !hit; k += 1.0) {
            const double cosine = 2.0 * random.uniform() - 1.0, sine = std::sqrt(1.0 - cosine * cosine);
            const double r = sphere * std::sqrt(random.uniform()), phase = 2.0 * pi * random.uniform();
            const double level = r * std::cos(phase), upward = r * std::sin(phase);  // of the foot, across the line
            if (sine < 1e-9 || std::abs(level) >= radius) continue;
            // The chord within an endless cylinder, and the heights of its ends.
            const double half = std::sqrt(radius * radius - level * level) / sine, nearest = upward * cosine / sine;
            const double z1 = upward * sine + (nearest - half) * cosine, z2 = z1 + 2.0 * half * cosine;
            hit = std::max(z1, z2) > -0.5 * height && std::min(z1, z2) < 0.5 * height;
        }
        bled += hit ? 1.0 : 0.0;
    }
    const double predicted = bleeding_probability(shaft, height, one_band(0.0, height, density, vessel));
    std::printf("  vessels met: %.3f of random straight ones, formula %.3f\n", bled / trials, predicted);
    // The formula leaves out those that are met by the end face alone.
    EXPECT_NEAR(bled / trials, predicted, 0.12 * predicted);
    EXPECT_GE(bled / trials, predicted - 0.01);
}

TEST(Bleeding, GrowsWithDepthWidthAndVesselsFromNothingToCertainty) {
    const skin::Vessels vessels = cheek().vessels;
    EXPECT_EQ(bleeding_probability(roller_needle, 0.0, vessels), 0.0);
    EXPECT_EQ(bleeding_probability(roller_needle, 0.9 * cheek().epidermis(), vessels), 0.0);
    double last = 0.0;
    for (double depth = 0.1 * mm; depth < 1.5 * mm; depth += 0.1 * mm) {
        const double now = bleeding_probability(roller_needle, depth, vessels);
        EXPECT_GT(now, last);
        last = now;
    }
    device::Needle wide = roller_needle;
    wide.shaft_diameter *= 2.0;
    EXPECT_GT(bleeding_probability(wide, 0.5 * mm, vessels), bleeding_probability(roller_needle, 0.5 * mm, vessels));
    EXPECT_NEAR(bleeding_probability(roller_needle, 1 * mm, one_band(0, 1, 1e12, 20 * um)), 1.0, 1e-12);
    EXPECT_EQ(bleeding_probability(roller_needle, 1 * mm, one_band(0, 1, 0.0, 20 * um)), 0.0);
    EXPECT_NEAR(bleeding_share(holes({0.2 * mm, 0.6 * mm}), roller_needle, vessels),
                0.5 * (bleeding_probability(roller_needle, 0.2 * mm, vessels) +
                       bleeding_probability(roller_needle, 0.6 * mm, vessels)),
                1e-12);
}

TEST(Pain, FollowsThePublishedRatios) {
    Parameters p = parameters();
    p.pain_share = 0.05;
    p.pain_length_exponent = std::log(7.0) / std::log(3.0);
    p.pain_number_exponent = std::log10(2.1);
    p.pain_of_needle = 0.25;
    const double one = pain(p, p.pain_length, 1);
    EXPECT_NEAR(one, 0.05 * 0.25, 1e-15);
    EXPECT_NEAR(pain(p, 3.0 * p.pain_length, 1) / one, 7.0, 1e-9);
    EXPECT_NEAR(pain(p, p.pain_length, 10) / one, 2.1, 1e-9);
    EXPECT_NEAR(pain(p, 1.45 * mm, 1) / 0.25, 0.35, 0.02);  // within the published 5 to 40 per cent
    EXPECT_EQ(pain(p, 100 * mm, 1000000), 1.0);
    // Of the parameters as they are: more of either hurts more.
    EXPECT_GT(pain(parameters(), 1 * mm, 5), pain(parameters(), 0.5 * mm, 5));
    EXPECT_GT(pain(parameters(), 1 * mm, 5), pain(parameters(), 1 * mm, 2));
}

TEST(Follicles, AreHitByHolesThatReachTheirBulge) {
    const skin::Follicles follicles{100e4, 50 * um, 0.5 * mm, 0.9 * mm};
    EXPECT_EQ(follicles_hit(holes({0.3 * mm, 0.4 * mm}), follicles), 0.0);
    EXPECT_EQ(share_at_bulge(holes({0.3 * mm, 0.6 * mm}), follicles), 0.5);
    const double reach = 0.5 * (100 * um + 50 * um);
    EXPECT_NEAR(follicles_hit(holes({0.6 * mm, 0.8 * mm}), follicles), 1.0 - std::exp(-1e6 * pi * reach * reach),
                1e-12);
    EXPECT_NEAR(follicles_hit(holes({0.3 * mm, 0.8 * mm}), follicles), 1.0 - std::exp(-0.5e6 * pi * reach * reach),
                1e-12);
}

TEST(Duration, IsPassesTimesAreaOverWhatAHandCovers) {
    Parameters p = parameters();
    p.time_factor = 1.5;
    device::Device drum = device("dermaroller-mf8"), pen = device("pen-12"), stamp = device("stamp");
    drum.drum_width = 20 * mm;
    drum.roll_speed = 50 * mm;
    const double area = 100e-4;
    EXPECT_NEAR(duration(p, drum, 15, area), 1.5 * 15 * 0.01 / (0.02 * 0.05), 1e-9);  // 225 s
    pen.plate_width = 8 * mm;
    pen.glide_speed = 20 * mm;
    EXPECT_NEAR(duration(p, pen, 4, area), 1.5 * 4 * 0.01 / (0.008 * 0.02), 1e-9);  // 375 s
    stamp.plate_width = 10 * mm;
    stamp.presses_per_time = 1.0;
    EXPECT_NEAR(duration(p, stamp, 2, area), 1.5 * 2 * 100, 1e-9);  // 100 plates of 1 cm2, twice
}

TEST(Reach, TellsFatAndBone) {
    skin::Skin skin = cheek();
    Contact contact;
    contact.lowest = 1.5 * mm;
    const Reach soft = reach(holes({0.5 * mm, 2.5 * mm}), contact, skin);
    EXPECT_EQ(soft.past_dermis, 0.5);
    EXPECT_FALSE(soft.to_bone);
    EXPECT_EQ(soft.bone_depth, 0.0);
    skin.backing = skin::Backing::bone;
    skin.hypodermis = 0.3 * mm;
    const double bone = skin.full_thickness() + 0.3 * mm;
    EXPECT_NEAR(reach(holes({0.5 * mm}), contact, skin).bone_depth, bone, 1e-12);
    EXPECT_EQ(reach(holes({0.5 * mm}), contact, skin).to_bone, contact.lowest >= bone);
    contact.lowest = 0.9 * bone;
    EXPECT_FALSE(reach(holes({0.5 * mm}), contact, skin).to_bone);
    contact.lowest = 1.1 * bone;
    EXPECT_TRUE(reach(holes({0.5 * mm}), contact, skin).to_bone);
}

}  // namespace
}  // namespace percuta::puncture
