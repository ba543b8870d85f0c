#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "skin/skin_of.hpp"

namespace percuta::skin {
namespace {

/// Metres of vessel below a square metre of surface between two depths, by the midpoint rule.
double length_per_area(const Skin& skin, double top, double bottom) {
    constexpr int steps = 10000;
    const double step = (bottom - top) / steps;
    double sum = 0.0;
    for (int i = 0; i < steps; ++i) sum += skin.vessels.length_density(top + (i + 0.5) * step) * step;
    return sum;
}

TEST(Vessels, AreAbsentFromTheEpidermisAndBelowTheFat) {
    const Atlas atlas = shipped_atlas();
    for (const std::string& site : atlas.names()) {
        const Skin skin = atlas.skin(site, reference());
        EXPECT_EQ(length_per_area(skin, 0.0, skin.epidermis()), 0.0) << site;
        EXPECT_EQ(skin.vessels.length_density(skin.full_thickness() + skin.hypodermis), 0.0) << site;
        EXPECT_GT(skin.vessels.length_density(skin.epidermis()), 0.0) << site;
        EXPECT_GT(skin.vessels.length_density(skin.full_thickness()), 0.0) << site;
    }
}

TEST(Vessels, MakeAsManyLoopsAsCapillaroscopyAndConfocalMicroscopyCount) {
    const Skin skin = shipped_atlas().skin("cheek", reference());
    const double length = length_per_area(skin, skin.epidermis(), skin.epidermis() + skin.papillary_dermis);
    const double loops = length / (2.0 * skin.papillary_dermis);  // each loop crosses the papillary dermis twice
    EXPECT_NEAR(loops, 60e6, 0.1e6);
    EXPECT_GT(loops, 41.1e6);  // Penna 2008, nailfold
    EXPECT_LT(loops, 84.3e6);  // papillae of the lower back
}

TEST(Vessels, HoldMoreBloodThanMovesInWarmSkin) {
    const Skin skin = shipped_atlas().skin("volar-forearm", reference());
    const double section = std::numbers::pi / 4.0 * skin.vessels.diameter * skin.vessels.diameter;
    const double share = section * length_per_area(skin, skin.epidermis(), skin.full_thickness()) / skin.dermis;
    std::printf("blood vessels fill %.2f %% of the dermis\n", 100.0 * share);
    EXPECT_GT(share, 0.0063);  // red cells moving in the heated forearm (Fredriksson 2008)
    EXPECT_LT(share, 0.05);    // far above any estimate: guards the unit
}

TEST(Vessels, PutTheUpperPlexusAtAShareOfTheDermis) {
    const Atlas atlas = shipped_atlas();
    for (const std::string& site : atlas.names()) {
        const Skin skin = atlas.skin(site, reference());
        EXPECT_GE(skin.vessels.upper_plexus, skin.epidermis() + skin.papillary_dermis) << site;
        EXPECT_LT(skin.vessels.upper_plexus, skin.epidermis() + 0.5 * skin.dermis) << site;
        EXPECT_DOUBLE_EQ(skin.vessels.upper_plexus, skin.vessels.bands[2].top) << site;
    }
    const Skin back = atlas.skin("back", reference(Sex::male));
    EXPECT_NEAR(back.vessels.upper_plexus, back.epidermis() + 0.15 * 2.4e-3, 1e-12);
}

TEST(Vessels, AreDenserInBothPlexusesThanBetweenThem) {
    const Skin skin = shipped_atlas().skin("thigh", reference());
    const double between = skin.vessels.length_density(skin.epidermis() + 0.7 * skin.dermis);
    EXPECT_GT(skin.vessels.length_density(skin.epidermis() + 0.3 * skin.dermis), between);
    EXPECT_GT(skin.vessels.length_density(skin.full_thickness() - 0.05e-3), between);
}

}  // namespace
}  // namespace percuta::skin
