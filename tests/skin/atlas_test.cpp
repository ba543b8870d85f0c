#include "skin/atlas.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/error.hpp"
#include "core/mistakes.hpp"
#include "skin/skin_of.hpp"

namespace percuta::skin {
namespace {

using core::replaced;
using core::says;

constexpr std::array both_sexes{Sex::female, Sex::male};

std::string mistakes(const std::string& text) { return core::mistakes_of(text, "skin.toml", Atlas::read); }
std::string shipped_text() { return core::embedded_data().at("skin.toml"); }

TEST(Atlas, HoldsTheFourteenSites) {
    const std::vector<std::string> sites = {"forehead",    "cheek",   "periorbital", "nose",          "neck",
                                            "scalp",       "abdomen", "back",        "volar-forearm", "upper-arm",
                                            "dorsal-hand", "thigh",   "leg",         "breast"};
    EXPECT_EQ(shipped_atlas().names(), sites);
}

TEST(Atlas, GivesThePublishedThicknesses) {
    const Atlas atlas = shipped_atlas();
    const Person woman = reference(), man = reference(Sex::male);
    EXPECT_NEAR(atlas.skin("cheek", woman).stratum_corneum, 16.8e-6, 1e-12);      // Egawa 2007
    EXPECT_NEAR(atlas.skin("dorsal-hand", man).stratum_corneum, 29.3e-6, 1e-12);  // Egawa 2007
    EXPECT_NEAR(atlas.skin("forehead", woman).dermis, 0.86e-3, 1e-12);            // Meng 2022
    EXPECT_NEAR(atlas.skin("forehead", man).dermis, 1.17e-3, 1e-12);              // Meng 2022
    EXPECT_NEAR(atlas.skin("thigh", man).dermis, 1.89e-3, 1e-12);                 // Derraik 2014
    EXPECT_NEAR(atlas.skin("abdomen", woman).hypodermis, 17.7e-3, 1e-12);         // Derraik 2014
    EXPECT_NEAR(atlas.skin("abdomen", man).hypodermis, 9.8e-3, 1e-12);            // Derraik 2014
}

TEST(Atlas, KeepsEveryLayerPositiveAndThePapillaryDermisInsideTheDermis) {
    const Atlas atlas = shipped_atlas();
    for (const std::string& site : atlas.names())
        for (const Sex sex : both_sexes) {
            const Skin skin = atlas.skin(site, reference(sex));
            EXPECT_GT(skin.stratum_corneum, 0.0) << site;
            EXPECT_GT(skin.viable_epidermis, skin.stratum_corneum) << site;
            EXPECT_GT(skin.papillary_dermis, 0.0) << site;
            EXPECT_LT(skin.papillary_dermis, skin.dermis) << site;
            EXPECT_GT(skin.hypodermis, 0.0) << site;
            EXPECT_DOUBLE_EQ(skin.full_thickness(), skin.stratum_corneum + skin.viable_epidermis + skin.dermis) << site;
        }
}

TEST(Atlas, KeepsFullSkinWithinTheBoundsOfHistologyAndUltrasound) {
    const Atlas atlas = shipped_atlas();
    for (const std::string& site : atlas.names())
        for (const Sex sex : both_sexes) {
            const double full = atlas.skin(site, reference(sex)).full_thickness();
            EXPECT_GT(full, 0.52e-3) << site;  // Lee & Hwang 2002, thinnest of 28 regions
            EXPECT_LT(full, 2.60e-3) << site;  // Laurent 2007, suprascapular 2.54 mm
        }
}

TEST(Atlas, TakesAShareOfTheDermisAsPapillaryWithinItsBounds) {
    const Atlas atlas = shipped_atlas();
    EXPECT_NEAR(atlas.skin("periorbital", reference()).papillary_dermis, 80e-6, 1e-12);  // a tenth would be 58 um
    EXPECT_NEAR(atlas.skin("cheek", reference(Sex::male)).papillary_dermis, 114e-6, 1e-12);
    EXPECT_NEAR(atlas.skin("back", reference(Sex::male)).papillary_dermis, 200e-6, 1e-12);  // a tenth would be 240 um
}

TEST(Atlas, FollowsReplacedCommonParameters) {
    const Atlas atlas = shipped_atlas();
    const Atlas changed = atlas.with_common(atlas.common().with("papillary_share", 0.12));
    EXPECT_NEAR(changed.skin("forehead", reference(Sex::male)).papillary_dermis, 0.12 * 1.17e-3, 1e-12);
    EXPECT_NEAR(atlas.skin("forehead", reference(Sex::male)).papillary_dermis, 0.10 * 1.17e-3, 1e-12);
}

TEST(Atlas, KnowsTheDepthOfBoneOnlyWhereBoneLiesBelowTheFat) {
    const Atlas atlas = shipped_atlas();
    const Skin forehead = atlas.skin("forehead", reference());
    ASSERT_TRUE(forehead.depth_of_bone().has_value());
    EXPECT_NEAR(*forehead.depth_of_bone(), 15e-6 + 50e-6 + 0.86e-3 + 3e-3, 1e-12);
    int over_bone = 0;
    for (const std::string& site : atlas.names()) {
        const bool known = atlas.skin(site, reference()).depth_of_bone().has_value();
        EXPECT_EQ(known, atlas.at(site).backing == Backing::bone) << site;
        over_bone += known ? 1 : 0;
    }
    EXPECT_EQ(over_bone, 5);
}

TEST(Atlas, PlacesTheBulgeInTheIsthmus) {
    const Atlas atlas = shipped_atlas();
    const Skin scalp = atlas.skin("scalp", reference());
    EXPECT_NEAR(scalp.follicles.bulge_top, 0.76e-3, 1e-12);     // Jimenez 2011
    EXPECT_NEAR(scalp.follicles.bulge_bottom, 1.65e-3, 1e-12);  // infundibulum and isthmus together
    for (const std::string& site : atlas.names()) {
        if (site == "scalp") continue;
        const Skin skin = atlas.skin(site, reference());
        EXPECT_GT(skin.follicles.bulge_top, skin.epidermis()) << site;
        EXPECT_GT(skin.follicles.bulge_bottom, skin.follicles.bulge_top) << site;
        EXPECT_LT(skin.follicles.bulge_bottom, skin.full_thickness()) << site;
    }
}

TEST(Atlas, HasMostFolliclesOnTheFaceAndFewestOnTheCalf) {  // the ranking of Otberg 2004
    const Atlas atlas = shipped_atlas();
    const double forehead = atlas.skin("forehead", reference()).follicles.per_area;
    const double calf = atlas.skin("leg", reference()).follicles.per_area;
    EXPECT_NEAR(forehead, 292e4, 1e-6);
    for (const char* site : {"back", "upper-arm", "volar-forearm", "thigh", "breast"}) {
        EXPECT_LT(atlas.skin(site, reference()).follicles.per_area, forehead) << site;
        EXPECT_GT(atlas.skin(site, reference()).follicles.per_area, calf) << site;
    }
    EXPECT_GT(atlas.skin("leg", reference()).follicles.orifice, atlas.skin("forehead", reference()).follicles.orifice);
}

TEST(Atlas, SaysNothingAboutNervesWhereNobodyCounted) {
    const Atlas atlas = shipped_atlas();
    EXPECT_NEAR(atlas.skin("thigh", reference()).nerve_density.value(), 418.36e6, 1.0);
    for (const char* site : {"forehead", "cheek", "scalp", "back"})
        EXPECT_FALSE(atlas.skin(site, reference()).nerve_density.has_value()) << site;
}

TEST(Atlas, ReportsAllMistakesAtOnce) {
    std::string text = shipped_text();
    text = replaced(text, "[site.cheek.layers.viable_epidermis]", "[site.cheek.layers.viable_epidermus]");
    text = replaced(text, "[common.correlation_length]\nvalue = 0.35\nunit = \"mm\"",
                    "[common.correlation_length]\nvalue = -0.35\nunit = \"s\"");
    text = replaced(text, "title = \"Nose\"\nbacking = \"bone\"", "titel = \"Nose\"\nbacking = \"rock\"");
    text = replaced(text, "[site.scalp.structures.isthmus]", "[site.scalp.structures.nervs]");
    text = replaced(text, "[method.histology.parameters.dermis]", "[method.histology.parameters.hypodermis]");
    text = replaced(text, "[method.raman-slope]", "[method.raman-slop]\ntitle = \"Raman\"\n[method.raman-slope]");
    const std::string found = mistakes(text);
    for (const char* part :
         {"site.cheek.layers.viable_epidermis is missing", "unknown key \"viable_epidermus\"",
          "did you mean \"viable_epidermis\"", "is in s, which cannot be converted to mm",
          "common.correlation_length.value must be above zero", "site.nose.title is missing", "unknown key \"titel\"",
          "site.nose.backing cannot be \"rock\"", "site.scalp.structures.isthmus is missing", "unknown key \"nervs\"",
          "method.histology.parameters.dermis is missing", "unknown key \"hypodermis\"", "unknown key \"raman-slop\""})
        EXPECT_TRUE(says(found, part)) << part << "\n" << found;
}

TEST(Atlas, SaysOnceThatAUnitIsUnknown) {
    const std::string found = mistakes(replaced(shipped_text(), "unit = \"mm\"", "unit = \"blob\""));
    EXPECT_TRUE(says(found, "needs a unit that UDUNITS-2 knows")) << found;
    EXPECT_FALSE(says(found, "cannot be converted")) << found;
}

TEST(Atlas, RefusesBoundsInTheWrongOrder) {
    std::string text = replaced(shipped_text(), "value = 80\nunit = \"um\"\nprior = { uniform = [60, 100] }",
                                "value = 300\nunit = \"um\"\nprior = { uniform = [60, 400] }");
    text = replaced(text, "[common.age_least]\nvalue = 20", "[common.age_least]\nvalue = 60");
    text = replaced(text, "[common.age_most]\nvalue = 80", "[common.age_most]\nvalue = 30");
    text = replaced(text, "value = 0.15\nunit = \"1\"\nprior = { uniform = [0.10, 0.20] }",
                    "value = 0.7\nunit = \"1\"\nprior = { uniform = [0.10, 0.80] }");
    const std::string found = mistakes(text);
    for (const char* part :
         {"common.papillary_least is above common.papillary_most", "common.age_least is above common.reference_age",
          "common.reference_age is above common.age_most",
          "common.upper_plexus_top is above common.upper_plexus_bottom"})
        EXPECT_TRUE(says(found, part)) << part << "\n" << found;
}

TEST(Atlas, RefusesALayerWhosePriorIsNotLognormal) {
    const std::string found =
        mistakes(replaced(shipped_text(), "value = 0.86\nunit = \"mm\"\nprior = { lognormal = 1.2 }",
                          "value = 0.86\nunit = \"mm\"\nprior = { normal = 0.2 }"));
    EXPECT_TRUE(says(found, "the prior of dermis_female spans people and is lognormal")) << found;
}

TEST(Atlas, NeedsItsThreeTables) {
    const std::string found = mistakes("sites = 3\n");
    EXPECT_TRUE(says(found, "common is missing")) << found;
    EXPECT_TRUE(says(found, "site is missing")) << found;
    EXPECT_TRUE(says(found, "method is missing")) << found;
    EXPECT_TRUE(says(found, "unknown key \"sites\"")) << found;
}

TEST(Atlas, NeedsEveryPartOfASiteAndOfAMethod) {
    const std::string found = mistakes("[common]\n[site.tail]\n[method.histology]\n");
    for (const char* part :
         {"site.tail.title is missing", "site.tail.backing is missing", "site.tail.layers is missing",
          "site.tail.structures is missing", "method.histology.title is missing",
          "method.histology.parameters is missing", "method.ultrasound-50mhz is missing"})
        EXPECT_TRUE(says(found, part)) << part << "\n" << found;
}

TEST(Atlas, CallsAnUnknownSiteOurOwnBug) {
    EXPECT_THROW(shipped_atlas().skin("tail", reference()), core::InternalError);
}

}  // namespace
}  // namespace percuta::skin
