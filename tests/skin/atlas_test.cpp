#include "skin/atlas.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/mistakes.hpp"

namespace percuta::skin {
namespace {

Atlas atlas() { return Atlas::read(core::Document::parse(core::embedded_data().at("skin.toml"), "skin.toml")); }

using core::replaced;
using core::says;

std::string mistakes(const std::string& text) { return core::mistakes_of(text, "skin.toml", Atlas::read); }

TEST(Atlas, HoldsTheFourteenSites) {
    const std::vector<std::string> sites = {"forehead",    "cheek",   "periorbital", "nose",          "neck",
                                            "scalp",       "abdomen", "back",        "volar-forearm", "upper-arm",
                                            "dorsal-hand", "thigh",   "leg",         "breast"};
    EXPECT_EQ(atlas().names(), sites);
}

TEST(Atlas, GivesThePublishedThicknesses) {
    const Atlas read = atlas();
    EXPECT_NEAR(read.skin("cheek", Sex::female).stratum_corneum, 16.8e-6, 1e-12);      // Egawa 2007
    EXPECT_NEAR(read.skin("dorsal-hand", Sex::male).stratum_corneum, 29.3e-6, 1e-12);  // Egawa 2007
    EXPECT_NEAR(read.skin("forehead", Sex::female).dermis, 0.86e-3, 1e-12);            // Meng 2022
    EXPECT_NEAR(read.skin("forehead", Sex::male).dermis, 1.17e-3, 1e-12);              // Meng 2022
    EXPECT_NEAR(read.skin("thigh", Sex::male).dermis, 1.89e-3, 1e-12);                 // Derraik 2014
    EXPECT_NEAR(read.skin("abdomen", Sex::female).hypodermis, 17.7e-3, 1e-12);         // Derraik 2014
    EXPECT_NEAR(read.skin("abdomen", Sex::male).hypodermis, 9.8e-3, 1e-12);            // Derraik 2014
}

TEST(Atlas, KeepsEveryLayerPositiveAndThePapillaryDermisInsideTheDermis) {
    const Atlas read = atlas();
    for (const std::string& site : read.names())
        for (const Sex sex : {Sex::female, Sex::male}) {
            const Skin skin = read.skin(site, sex);
            EXPECT_GT(skin.stratum_corneum, 0.0) << site;
            EXPECT_GT(skin.viable_epidermis, skin.stratum_corneum) << site;
            EXPECT_GT(skin.papillary_dermis, 0.0) << site;
            EXPECT_LT(skin.papillary_dermis, skin.dermis) << site;
            EXPECT_GT(skin.hypodermis, 0.0) << site;
            EXPECT_DOUBLE_EQ(skin.full_thickness(), skin.stratum_corneum + skin.viable_epidermis + skin.dermis) << site;
        }
}

TEST(Atlas, KeepsFullSkinWithinTheBoundsOfHistologyAndUltrasound) {
    const Atlas read = atlas();
    for (const std::string& site : read.names())
        for (const Sex sex : {Sex::female, Sex::male}) {
            EXPECT_GT(read.skin(site, sex).full_thickness(), 0.52e-3)
                << site;  // Lee & Hwang 2002, thinnest of 28 regions
            EXPECT_LT(read.skin(site, sex).full_thickness(), 2.60e-3) << site;  // Laurent 2007, suprascapular 2.54 mm
        }
}

TEST(Atlas, TakesAShareOfTheDermisAsPapillaryWithinItsBounds) {
    const Atlas read = atlas();
    EXPECT_NEAR(read.skin("periorbital", Sex::female).papillary_dermis, 80e-6, 1e-12);  // a tenth would be 58 um
    EXPECT_NEAR(read.skin("cheek", Sex::male).papillary_dermis, 114e-6, 1e-12);
    EXPECT_NEAR(read.skin("back", Sex::male).papillary_dermis, 200e-6, 1e-12);  // a tenth would be 240 um
}

TEST(Atlas, FollowsReplacedCommonParameters) {
    const Atlas read = atlas();
    const Atlas changed = read.with_common(read.common().with("papillary_share", 0.12));
    EXPECT_NEAR(changed.skin("forehead", Sex::male).papillary_dermis, 0.12 * 1.17e-3, 1e-12);
    EXPECT_NEAR(read.skin("forehead", Sex::male).papillary_dermis, 0.10 * 1.17e-3, 1e-12);
}

TEST(Atlas, VariesWithinASiteByTheShareOfVarianceThatRobertsonAndReesFound) {
    const double sigma = atlas().skin("cheek", Sex::female).within_site_sigma;
    const double total = std::log(1.0 + 0.2 * 0.2);
    EXPECT_GE(sigma * sigma / total, 0.50);
    EXPECT_LE(sigma * sigma / total, 0.74);
}

TEST(Atlas, ReportsAllMistakesAtOnce) {
    std::string text = core::embedded_data().at("skin.toml");
    text = replaced(text, "[site.cheek.layers.viable_epidermis]", "[site.cheek.layers.viable_epidermus]");
    text = replaced(text, "[common.correlation_length]\nvalue = 0.35\nunit = \"mm\"",
                    "[common.correlation_length]\nvalue = -0.35\nunit = \"s\"");
    text = replaced(text, "title = \"Nose\"", "titel = \"Nose\"");
    const std::string found = mistakes(text);
    EXPECT_TRUE(says(found, "site.cheek.layers.viable_epidermis is missing")) << found;
    EXPECT_TRUE(says(found, "unknown key \"viable_epidermus\"")) << found;
    EXPECT_TRUE(says(found, "did you mean \"viable_epidermis\"")) << found;
    EXPECT_TRUE(says(found, "is in s, which cannot be converted to mm")) << found;
    EXPECT_TRUE(says(found, "common.correlation_length.value must be above zero")) << found;
    EXPECT_TRUE(says(found, "site.nose.title is missing")) << found;
    EXPECT_TRUE(says(found, "unknown key \"titel\"")) << found;
}

TEST(Atlas, SaysOnceThatAUnitIsUnknown) {
    const std::string found =
        mistakes(replaced(core::embedded_data().at("skin.toml"), "unit = \"mm\"", "unit = \"blob\""));
    EXPECT_TRUE(says(found, "needs a unit that UDUNITS-2 knows")) << found;
    EXPECT_FALSE(says(found, "cannot be converted")) << found;
}

TEST(Atlas, RefusesPapillaryBoundsInTheWrongOrder) {
    const std::string found =
        mistakes(replaced(core::embedded_data().at("skin.toml"), "value = 80\n", "value = 300\n"));
    EXPECT_TRUE(says(found, "papillary_least is above common.papillary_most")) << found;
}

TEST(Atlas, NeedsItsTwoTables) {
    const std::string found = mistakes("sites = 3\n");
    EXPECT_TRUE(says(found, "common is missing")) << found;
    EXPECT_TRUE(says(found, "site is missing")) << found;
    EXPECT_TRUE(says(found, "unknown key \"sites\"")) << found;
}

TEST(Atlas, CallsAnUnknownSiteOurOwnBug) { EXPECT_THROW(atlas().skin("tail", Sex::female), core::InternalError); }

}  // namespace
}  // namespace percuta::skin
