// A session's holes: four depths, volumes, slots, wear, and nothing that is not a number whatever is thrown together.
#include "puncture/strike.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "fixture.hpp"
#include "puncture/consequence.hpp"

namespace percuta::puncture {
namespace {

using std::numbers::pi;
using namespace fixture;

Pattern session(const Parameters& p, const device::Device& tool, const skin::Skin& skin, const Technique& technique,
                std::uint64_t seed = 1) {
    core::RandomStream random(seed, 0, core::Stream::holes);
    return strike(p, tool, skin, meet(p, tool, skin, technique), technique.passes, random);
}

double mean_depth(const Pattern& pattern) {
    double sum = 0.0;
    for (const Hole& hole : pattern.holes) sum += hole.peak_depth;
    return sum / static_cast<double>(pattern.holes.size());
}

TEST(Strike, KeepsTheFourDepthsApart) {
    Parameters p = parameters();
    p.eta = 0.4;
    p.section_factor = 0.9;
    const Pattern pattern = session(p, roller(1.5 * mm), cheek(), {15, Pressure::firm});
    ASSERT_GT(pattern.holes.size(), 200U);
    for (const Hole& hole : pattern.holes) {
        EXPECT_EQ(hole.nominal_depth, 1.5e-3);
        EXPECT_LT(hole.peak_depth, hole.nominal_depth);
        EXPECT_GT(hole.peak_depth, 0.0);
        EXPECT_NEAR(hole.residual_depth, 0.4 * hole.peak_depth, 1e-15);
        EXPECT_NEAR(hole.histology_depth, 0.9 * hole.residual_depth, 1e-15);
    }
}

TEST(Strike, VolumeIsThatOfConeAndShaft) {
    for (const double depth : {0.1 * mm, 0.8 * mm, 1.4 * mm}) {
        constexpr int steps = 100000;
        double volume = 0.0;
        for (int i = 0; i < steps; ++i) {
            const double width = roller_needle.width(depth * (i + 0.5) / steps);
            volume += 0.25 * pi * width * width * depth / steps;
        }
        EXPECT_NEAR(hole_volume(roller_needle, depth), volume, 1e-6 * volume) << depth;
    }
    EXPECT_EQ(hole_volume(roller_needle, 0.0), 0.0);
}

TEST(Strike, ASlotStaysOnlyInSkinStiffEnoughToBeCut) {
    Parameters p = parameters();
    p.side_stiffness = 1e9;  // carried nowhere: rigid against a sideways pull
    const device::Device tool = roller(1.5 * mm);
    for (const Hole& hole : session(p, tool, cheek(), {4, Pressure::firm}).holes)
        EXPECT_NEAR(hole.slot, rolling_slot(10 * mm, hole.peak_depth), 1e-9);
    p.side_stiffness = 1e-3;
    for (const Hole& hole : session(p, tool, cheek(), {4, Pressure::firm}).holes) EXPECT_EQ(hole.slot, 0.0);
    p.side_stiffness = 1e9;
    for (const Hole& hole : session(p, device("stamp"), cheek(), {1, Pressure::firm}).holes) EXPECT_EQ(hole.slot, 0.0);
}

TEST(Strike, ASlotIsWhatIsSweptLessWhatTheSkinIsCarriedBothWays) {
    Parameters p = parameters();
    p.side_stiffness = 100.0;
    p.local_sigma = 1e-9;
    const device::Device tool = roller(2.5 * mm);
    const Contact contact = meet(p, tool, cheek(), {4, Pressure::firm});
    double mean = 0.0;  // of (1 - z)^(3/2): how the slot narrows with depth
    for (int i = 0; i < 1000; ++i) mean += std::pow(1.0 - (i + 0.5) / 1000, 1.5) / 1000;
    core::RandomStream random(1, 0, core::Stream::holes);
    bool any = false;
    for (const Hole& hole : strike(p, tool, cheek(), contact, 4, random).holes) {
        const double carried = contact.tissue.toughness.above(hole.peak_depth) / (100.0 * contact.tissue.foundation.k1);
        EXPECT_NEAR(hole.slot, std::max(0.0, rolling_slot(10 * mm, hole.peak_depth) - 2.0 * carried), 1e-12);
        EXPECT_NEAR(hole.volume,
                    hole_volume(contact.needle, hole.peak_depth) +
                        mean * hole.slot * contact.needle.width(hole.peak_depth) * hole.peak_depth,
                    1e-4 * hole.volume);
        any = any || hole.slot > 0.0;
    }
    EXPECT_TRUE(any);
}

TEST(Strike, APenDragsASlitAsLongAsItsNeedleIsInTheSkin) {
    Parameters p = parameters();
    p.side_stiffness = 1e9;
    const device::Device pen = device("pen-12");
    const Contact contact = meet(p, pen, cheek(), {1, Pressure::firm});
    EXPECT_GT(contact.time_in_skin, 0.0);
    EXPECT_LT(contact.time_in_skin, 1.0 / pen.frequency);
    core::RandomStream random(1, 0, core::Stream::holes);
    for (const Hole& hole : strike(p, pen, cheek(), contact, 1, random).holes)
        EXPECT_NEAR(hole.slot, pen.glide_speed * contact.time_in_skin, 1e-8);
}

TEST(Strike, ThicknessVariesWithinTheSiteAsTheAtlasSays) {
    const skin::Skin skin = cheek();
    double sum = 0.0, squares = 0.0, n = 0.0;
    for (std::uint64_t i = 0; i < 20; ++i)
        for (const Hole& hole : session(parameters(), roller(1.5 * mm), skin, {15, Pressure::firm}, i).holes) {
            const double log = std::log(hole.epidermis / skin.epidermis());
            sum += log;
            squares += log * log;
            n += 1;
        }
    EXPECT_NEAR(std::sqrt(squares / n - sum * sum / n / n), skin.within_site_sigma, 0.15 * skin.within_site_sigma);
}

TEST(Strike, LighterPressureMakesShallowerHoles) {
    double last = 1.0;
    for (const Pressure pressure : {Pressure::firm, Pressure::moderate, Pressure::light}) {
        const double depth = mean_depth(session(parameters(), roller(1.5 * mm), cheek(), {15, pressure}));
        EXPECT_LT(depth, last);
        last = depth;
    }
}

TEST(Strike, WornTipsPierceLessOften) {
    Parameters p = parameters();
    p.wear_per_use = 2e-6;
    double last = 1.0;
    for (const int uses : {0, 5, 20, 60}) {
        const Pattern pattern =
            session(p, roller(0.5 * mm), cheek(), {.passes = 4, .pressure = Pressure::light, .uses = uses});
        EXPECT_LE(pattern.puncture_probability, last) << uses;
        last = pattern.puncture_probability;
    }
    EXPECT_LT(last, 0.5);
    // The shaft is as blunt as a tip can be.
    const Contact worn = meet(p, roller(0.5 * mm), cheek(), {.uses = 100000});
    EXPECT_EQ(worn.needle.tip_diameter, worn.needle.shaft_diameter);
}

TEST(Strike, SameSeedSameHoles) {
    const auto once = [](std::uint64_t seed) {
        return session(parameters(), roller(1.5 * mm), cheek(), {15, Pressure::firm}, seed);
    };
    const Pattern a = once(1), b = once(1), c = once(2);
    ASSERT_EQ(a.holes.size(), b.holes.size());
    for (std::size_t i = 0; i < a.holes.size(); ++i) {
        EXPECT_EQ(a.holes[i].at.x, b.holes[i].at.x);
        EXPECT_EQ(a.holes[i].peak_depth, b.holes[i].peak_depth);
        EXPECT_EQ(a.holes[i].pierced, b.holes[i].pierced);
    }
    EXPECT_NE(a.holes.front().at.x, c.holes.front().at.x);
}

TEST(Strike, PiercesAsOftenAsItsProbability) {
    double pierced = 0.0, expected = 0.0, n = 0.0;
    Parameters p = parameters();
    for (std::uint64_t i = 0; i < 10; ++i) {
        const Pattern pattern = session(p, roller(0.5 * mm), cheek(), {8, Pressure::light}, i);
        expected += pattern.puncture_probability;
        for (const Hole& hole : pattern.holes) pierced += hole.pierced ? 1.0 : 0.0;
        n += static_cast<double>(pattern.holes.size());
    }
    EXPECT_NEAR(pierced / n, expected / 10.0, 0.03);
}

TEST(Strike, APatchHoldsAFewHundredStrikesWhateverTheirDensity) {
    device::Device sparse = device("dermaroller-mf8"), dense = device("pen-12");
    sparse.needles = 8;
    sparse.drum_diameter = 0.2;
    dense.glide_speed = 1e-4;
    for (const device::Device& tool : {sparse, dense}) {
        const std::size_t count = session(parameters(), tool, cheek(), {20, Pressure::firm}).holes.size();
        EXPECT_GT(count, 200U);
        EXPECT_LT(count, 8000U);
    }
}

TEST(Strike, AWantedPatchIsAsWideAsWantedAndListsEveryStrike) {
    const Parameters p = parameters();
    const device::Device pen = device("pen-12");
    const Contact contact = meet(p, pen, cheek(), {1, Pressure::firm});
    core::RandomStream random(1, 0, core::Stream::holes);
    const Pattern pattern = strike(p, pen, cheek(), contact, 1, random, 10 * mm);
    EXPECT_GE(pattern.side, 10 * mm);
    EXPECT_EQ(pattern.thinning, 1);
    const double expected = pattern.strikes_per_area * pattern.side * pattern.side;
    EXPECT_NEAR(static_cast<double>(pattern.holes.size()), expected, 0.05 * expected);
}

TEST(Strike, CoverageAndVolumeStayBelowOneAtAnyDensity) {
    const Pattern pattern = session(parameters(), device("pen-12"), cheek(), {100, Pressure::firm});
    EXPECT_GT(pattern.covered_area(), 0.0);
    EXPECT_LE(pattern.covered_area(), 1.0);
    EXPECT_LE(pattern.volume_fraction(), 1.0);
    EXPECT_GT(pattern.injured_volume(), pattern.open_volume());
}

TEST(Strike, NothingThrownTogetherGivesWhatIsNoNumber) {
    // Needles shorter than the stratum corneum, single needles, tiny forces, worn tips, any skin.
    const std::vector<std::string> names = catalogue().names();
    for (std::uint64_t i = 0; i < 150; ++i) {
        const Case c = random_case(1000 + i);
        core::RandomStream random(6, i, core::Stream::holes);
        device::Device tool = device(names[i % names.size()].c_str());
        tool.needle = c.needle;
        if (i % 5 == 0) tool.needle.length = (2.0 + 10.0 * random.uniform()) * um;
        if (i % 7 == 0 && tool.kind != device::Kind::roller) tool.needles = 1;
        Technique technique{.passes = 1 + static_cast<int>(i % 20),
                            .pressure = static_cast<Pressure>(i % 3),
                            .stretch = i % 2 == 0 ? Stretch::natural : Stretch::stretched,
                            .uses = static_cast<int>(i % 50)};
        if (i % 3 == 0) technique.force = 1e-4 * std::pow(1e5, random.uniform());
        const Contact contact = meet(c.p, tool, c.skin, technique);
        const Pattern pattern = strike(c.p, tool, c.skin, contact, technique.passes, random);
        ASSERT_FALSE(pattern.holes.empty());
        const Reach below = reach(pattern, contact, c.skin);
        for (const double value :
             {contact.lowest, contact.force, contact.speed, contact.time_in_skin, pattern.holes_per_area(),
              pattern.volume_fraction(), pattern.injured_volume(), pattern.open_volume(), pattern.covered_area(),
              pattern.share_into_dermis(), bleeding_share(pattern, contact.needle, c.skin.vessels),
              follicles_hit(pattern, c.skin.follicles), share_at_bulge(pattern, c.skin.follicles),
              pain(c.p, tool.needle.length, contact.touching), duration(c.p, tool, technique.passes, 0.01),
              below.past_dermis, below.bone_depth}) {
            EXPECT_TRUE(std::isfinite(value)) << "case " << i;
            EXPECT_GE(value, 0.0) << "case " << i;
        }
        for (const Hole& hole : pattern.holes) {
            for (const double value : {hole.peak_depth, hole.residual_depth, hole.histology_depth, hole.mouth,
                                       hole.residual_tip, hole.volume, hole.slot, hole.force, hole.epidermis}) {
                ASSERT_TRUE(std::isfinite(value)) << "case " << i;
                ASSERT_GE(value, 0.0) << "case " << i;
            }
            ASSERT_LE(hole.peak_depth, hole.nominal_depth);
            ASSERT_LE(hole.residual_tip, hole.mouth + 1e-15);
        }
    }
}

}  // namespace
}  // namespace percuta::puncture
