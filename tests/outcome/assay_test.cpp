#include "outcome/assay.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "outcome/clinic.hpp"

namespace percuta::outcome {
namespace {

double change(const char* name, const Tissue& tissue) {
    const auto all = assays(parameters(), tissue);
    return std::ranges::find(all, name, &AssayValue::name)->change;
}

TEST(Assay, EachSeesItsOwnCurve) {
    Tissue tissue;
    tissue.collagen_total = 1.5;
    tissue.collagen_3 = 1.6;
    tissue.collagen_1 = 1.4;
    tissue.tropoelastin = 1.1;
    tissue.elastin = 0.9;
    tissue.epidermis = 1.3;
    EXPECT_NEAR(change("masson_area_pct_change", tissue), 50, 1e-9);
    EXPECT_NEAR(change("silver_pct_change", tissue), 60, 1e-9);
    EXPECT_NEAR(change("ihc_collagen_1_pct_change", tissue), 40, 1e-9);
    EXPECT_NEAR(change("ihc_tropoelastin_pct_change", tissue), 10, 1e-9);
    EXPECT_NEAR(change("elastin_pct_change", tissue), -10, 1e-9);
    EXPECT_NEAR(change("epidermis_pct_change", tissue), 30, 1e-9);
}

TEST(Assay, TissueAtRestShowsNothing) {
    for (const AssayValue& one : assays(parameters(), Tissue{})) EXPECT_EQ(one.change, 0.0) << one.name;
}

TEST(Assay, NamesAndPlacesAgree) {
    const Tissue tissue = gained(0.3);
    const auto all = assays(parameters(), tissue);
    const auto names = assay_names();
    ASSERT_EQ(all.size(), names.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].name, names[i]);
        EXPECT_EQ(all[i].change, assay(parameters(), tissue, {}, 0.0, i));
    }
}

TEST(Assay, PeopleDifferByTheirCollagenAndStudiesByAllThatTheyFind) {
    const Parameters p = parameters();
    const auto names = assay_names();
    for (std::size_t i = 0; i < names.size(); ++i) {
        Tissue tissue = gained(0.2);
        tissue.epidermis = tissue.tropoelastin = 1.1;
        const double usual = assay(p, tissue, {}, 0.0, i), twice = assay(p, tissue, {2.0, 0.0}, 0.0, i);
        const bool of_collagen = names[i] != "ihc_tropoelastin_pct_change" && names[i] != "elastin_pct_change" &&
                                 names[i] != "epidermis_pct_change";
        EXPECT_EQ(twice > usual, of_collagen) << names[i];
        if (names[i] == "masson_area_pct_change") {
            EXPECT_NEAR(twice, 2.0 * usual, 1e-12);
        }
        EXPECT_NEAR(assay(p, tissue, {}, std::log(1.5), i), 1.5 * usual, 1e-12) << names[i];
    }
    EXPECT_GE(assay(p, gained(-0.5), {9.0, 0.0}, 0.0, 0), -100.0) << "nobody has less than no collagen";
}

TEST(Assay, UltrasoundHasAGainOfItsOwn) {
    EXPECT_NEAR(change("ultrasound_density_pct_change", gained(0.4)), 40.0 * parameters().ultrasound_gain, 1e-9);
}

TEST(Assay, ElasticityIsThatOfTheSurface) {
    const Surface skin = before(clinic(), parameters(), {"rejuvenation", "", 0.0, {}});
    EXPECT_NEAR(100.0 * (after(parameters(), skin, gained(0.25), {}).elasticity - 1.0),
                change("elasticity_pct_change", gained(0.25)), 1e-9);
}

}  // namespace
}  // namespace percuta::outcome
