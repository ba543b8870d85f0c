#include "product/product.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "product/catalogue.hpp"

namespace percuta::product {
namespace {

Permeant with(std::vector<Ionisation> groups) {
    Permeant permeant;
    permeant.ionisation = std::move(groups);
    return permeant;
}

TEST(NeutralShare, IsOneWithoutAGroupThatIonises) {
    for (const double ph : {0.0, 7.4, 14.0}) EXPECT_EQ(neutral_share(with({}), ph), 1.0);
}

TEST(NeutralShare, IsAHalfWhereThePhIsThePka) {
    EXPECT_DOUBLE_EQ(neutral_share(with({{4.2, true}}), 4.2), 0.5);
    EXPECT_DOUBLE_EQ(neutral_share(with({{7.9, false}}), 7.9), 0.5);
    EXPECT_DOUBLE_EQ(neutral_share(with({{6.0, true}, {6.0, false}}), 6.0), 0.25);
}

TEST(NeutralShare, FollowsHendersonAndHasselbalch) {
    for (double ph = 1.0; ph < 13.0; ph += 0.5) {
        EXPECT_NEAR(neutral_share(with({{4.2, true}}), ph), 1.0 / (1.0 + std::pow(10.0, ph - 4.2)), 1e-15);
        EXPECT_NEAR(neutral_share(with({{7.9, false}}), ph), 1.0 / (1.0 + std::pow(10.0, 7.9 - ph)), 1e-15);
    }
}

TEST(NeutralShare, OfAnAcidFallsAndOfABaseRisesWithThePh) {
    double acid = 1.0, base = 0.0;
    for (double ph = 0.0; ph <= 14.0; ph += 0.25) {
        const double of_acid = neutral_share(with({{4.2, true}}), ph),
                     of_base = neutral_share(with({{7.9, false}}), ph);
        EXPECT_LE(of_acid, acid);
        EXPECT_GE(of_base, base);
        acid = of_acid;
        base = of_base;
    }
}

TEST(NeutralShare, OfLidocaineIsAQuarterInTissueAndNearlyAllInTheCream) {
    const Catalogue catalogue =
        Catalogue::read(core::Document::parse(core::embedded_data().at("products.toml"), "products.toml"));
    const Permeant lidocaine = catalogue.permeant("lidocaine");
    EXPECT_NEAR(neutral_share(lidocaine, 7.4), 0.24, 0.005);
    EXPECT_GT(neutral_share(lidocaine, catalogue.product("lidocaine-prilocaine").vehicle.ph), 0.9);
    // The label prints the octanol-water ratio at pH 7.4.
    EXPECT_NEAR(std::pow(10.0, lidocaine.log_k) * neutral_share(lidocaine, 7.4), 43.0, 1.0);
    EXPECT_NEAR(
        std::pow(10.0, catalogue.permeant("prilocaine").log_k) * neutral_share(catalogue.permeant("prilocaine"), 7.4),
        25.0, 0.5);
    EXPECT_GT(neutral_share(catalogue.permeant("ascorbic-acid"), 3.0), 0.9);
    EXPECT_LT(neutral_share(catalogue.permeant("ascorbic-acid"), 7.4), 0.001);
}

}  // namespace
}  // namespace percuta::product
