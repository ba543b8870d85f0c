#include "puncture/strike.hpp"

#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

using fixture::document;

device::Device device(const char* model) {
    return device::Catalogue::read(document("devices.toml")).device(model, std::nullopt);
}

double per_cm2(double per_m2) { return per_m2 * 1e-4; }

TEST(Pattern, CountsOfARollerMatchThePublishedDensity) {
    const double pass = per_cm2(strikes_per_pass(device("dermaroller-mf8")));
    std::printf(
        "  192-needle roller: computed %.1f per cm2 and pass, table 13 to 15; 15 passes %.0f, derived 199 to 229, "
        "published about 250\n",
        pass, 15 * pass);
    EXPECT_GE(pass, 13.0);
    EXPECT_LE(pass, 15.5);
    EXPECT_GE(15 * pass, 199);
    EXPECT_LE(15 * pass, 250);
}

TEST(Pattern, CountsOfAPenFollowItsFrequencyAndGlide) {
    device::Device pen = device("pen-12");
    pen.frequency = 120;
    pen.glide_speed = 20e-3;
    pen.plate_width = 8e-3;
    std::printf("  12-pin pen at 120 Hz, 20 mm/s, 8 mm: computed %.0f per cm2 and pass, table about 900\n",
                per_cm2(strikes_per_pass(pen)));
    EXPECT_NEAR(per_cm2(strikes_per_pass(pen)), 900, 1);
}

TEST(Pattern, StrikesOnAPatchHaveTheDensityOfTheKinematics) {
    for (const char* model : {"dermaroller-mf8", "pen-12", "pen-6", "stamp", "gold-nano-stamp"}) {
        const device::Device tool = device(model);
        core::RandomStream random(3, 0, core::Stream::holes);
        const double side = 30e-3;
        const int passes = 8;
        const double count = static_cast<double>(strikes(fixture::parameters(), tool, passes, side, 1, random).size());
        const double expected = strikes_per_pass(tool) * passes * side * side;
        EXPECT_NEAR(count / expected, 1.0, 0.02) << model;
    }
}

TEST(Pattern, OverlapOfManyPassesIsThatOfARandomPattern) {
    // Share of the surface within 0.3 mm of a strike: 1 - exp(-density x area) for a random pattern.
    core::RandomStream random(5, 0, core::Stream::holes);
    const device::Device tool = device("dermaroller-mf8");
    const double side = 20e-3, radius = 0.3e-3;
    const auto points = strikes(fixture::parameters(), tool, 15, side, 1, random);
    int inside = 0, probes = 0;
    for (double x = 1e-3; x < side - 1e-3; x += 0.37e-3)
        for (double y = 1e-3; y < side - 1e-3; y += 0.37e-3) {
            ++probes;
            for (const Point& point : points)
                if (std::hypot(point.x - x, point.y - y) < radius) {
                    ++inside;
                    break;
                }
        }
    const double expected = 1.0 - std::exp(-strikes_per_pass(tool) * 15 * 3.14159265 * radius * radius);
    EXPECT_NEAR(static_cast<double>(inside) / probes, expected, 0.03);
}

TEST(Strike, KeepsTheFourDepthsApart) {
    const Parameters p = fixture::parameters();
    core::RandomStream random(1, 0, core::Stream::holes);
    const Pattern pattern = strike(p, fixture::roller(1.5e-3), fixture::cheek(), {15, Pressure::firm}, random);
    ASSERT_GT(pattern.holes.size(), 200U);
    for (const Hole& hole : pattern.holes) {
        EXPECT_EQ(hole.nominal_depth, 1.5e-3);
        EXPECT_LT(hole.peak_depth, hole.nominal_depth);
        EXPECT_NEAR(hole.residual_depth, p.eta * hole.peak_depth, 1e-15);
        EXPECT_NEAR(hole.histology_depth, p.section_factor * hole.residual_depth, 1e-15);
    }
}

TEST(Strike, ThicknessVariesWithinTheSiteAsTheAtlasSays) {
    const Parameters p = fixture::parameters();
    const skin::Skin skin = fixture::cheek();
    double sum = 0.0, squares = 0.0, n = 0.0;
    for (std::uint64_t i = 0; i < 20; ++i) {
        core::RandomStream random(1, i, core::Stream::holes);
        for (const Hole& hole : strike(p, fixture::roller(1.5e-3), skin, {15, Pressure::firm}, random).holes) {
            const double log = std::log(hole.epidermis / skin.epidermis());
            sum += log;
            squares += log * log;
            n += 1;
        }
    }
    EXPECT_NEAR(std::sqrt(squares / n - sum * sum / n / n), skin.within_site_sigma, 0.15 * skin.within_site_sigma);
}

TEST(Strike, LighterPressureMakesShallowerHoles) {
    const Parameters p = fixture::parameters();
    double last = 1.0;
    for (const Pressure pressure : {Pressure::firm, Pressure::moderate, Pressure::light}) {
        core::RandomStream random(1, 0, core::Stream::holes);
        const Pattern pattern = strike(p, fixture::roller(1.5e-3), fixture::cheek(), {15, pressure}, random);
        EXPECT_LT(pattern.holes.front().peak_depth, last);
        last = pattern.holes.front().peak_depth;
    }
}

TEST(Strike, ShortNeedlesPressedByHandHardlyPierce) {
    // 245 to 300 um arrays pressed by hand left no holes in skin (Verbaan 2008).
    core::RandomStream random(1, 0, core::Stream::holes);
    const Pattern pattern =
        strike(fixture::parameters(), device("home-roller"), fixture::cheek(), {10, Pressure::firm}, random);
    std::printf("  home roller, 0.25 mm: %.1f %% of strikes pierce\n", 100 * pattern.puncture_probability);
    EXPECT_LT(pattern.puncture_probability, 0.1);
}

TEST(Strike, SameSeedSameHoles) {
    const Parameters p = fixture::parameters();
    const auto once = [&](std::uint64_t seed) {
        core::RandomStream random(seed, 0, core::Stream::holes);
        return strike(p, fixture::roller(1.5e-3), fixture::cheek(), {15, Pressure::firm}, random);
    };
    const Pattern a = once(1), b = once(1), c = once(2);
    ASSERT_EQ(a.holes.size(), b.holes.size());
    for (std::size_t i = 0; i < a.holes.size(); ++i) EXPECT_EQ(a.holes[i].at.x, b.holes[i].at.x);
    EXPECT_NE(a.holes.front().at.x, c.holes.front().at.x);
}

TEST(Strike, APatchHoldsAFewHundredStrikesWhateverTheirDensity) {
    device::Device sparse = device("dermaroller-mf8"), dense = device("pen-12");
    sparse.needles = 2;
    sparse.drum_diameter = 0.2;
    dense.glide_speed = 1e-4;
    for (const device::Device& tool : {sparse, dense}) {
        core::RandomStream random(1, 0, core::Stream::holes);
        const std::size_t count =
            strike(fixture::parameters(), tool, fixture::cheek(), {20, Pressure::firm}, random).holes.size();
        EXPECT_GT(count, 200U);
        EXPECT_LT(count, 8000U);
    }
}

TEST(Strike, ShortNeedlesOftenStayInTheEpidermis) {
    core::RandomStream random(1, 0, core::Stream::holes);
    const Pattern shallow =
        strike(fixture::parameters(), device("home-roller"), fixture::cheek(), {10, Pressure::firm}, random);
    core::RandomStream again(1, 0, core::Stream::holes);
    const Pattern deep =
        strike(fixture::parameters(), fixture::roller(1.5e-3), fixture::cheek(), {15, Pressure::firm}, again);
    EXPECT_LT(shallow.share_into_dermis(), 0.9);
    EXPECT_EQ(deep.share_into_dermis(), 1.0);
}

TEST(Strike, CoverageAndVolumeStayBelowOneAtAnyDensity) {
    core::RandomStream random(1, 0, core::Stream::holes);
    const Pattern pattern =
        strike(fixture::parameters(), device("pen-12"), fixture::cheek(), {100, Pressure::firm}, random);
    EXPECT_LE(pattern.covered_area(), 1.0);
    EXPECT_LE(pattern.volume_fraction(), 1.0);
}

}  // namespace
}  // namespace percuta::puncture
