// What of a skin and of its person changes how a needle meets it, and in which direction.
#include "puncture/tissue.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

using namespace fixture;

Tissue of(const Parameters& p, const skin::Skin& skin, Stretch stretch = Stretch::natural) {
    return tissue(p, skin, stretch, p.hand_speed);
}

TEST(Tissue, ReferenceSkinIsWhatTheParametersSay) {
    for (std::uint64_t i = 0; i < 50; ++i) {
        const Parameters p = i == 0 ? parameters() : drawn(i);
        const Tissue skin = of(p, reference_skin(p));
        EXPECT_DOUBLE_EQ(skin.foundation.k1, p.k1);
        EXPECT_DOUBLE_EQ(skin.foundation.k3, p.k3);
        EXPECT_DOUBLE_EQ(skin.dimple_length, p.plate_length);
        // Under tension T the plate is as stiff as k1 says: k1 = 2 pi S / g(0; t) with t = T / (2 S).
        const double s = p.k1 * Plate::compliance(skin.dimple_tension) / (2.0 * std::numbers::pi);
        EXPECT_NEAR(skin.dimple_tension, p.tension / (2.0 * s), 1e-6 * skin.dimple_tension);
        EXPECT_DOUBLE_EQ(skin.deeper.value(), p.Gamma);
        EXPECT_DOUBLE_EQ(skin.surface.value(), p.surface_share * p.Gamma);
        EXPECT_DOUBLE_EQ(skin.toughness.wedge(2).value(), p.J);
        const double omega = 2.0 * std::numbers::pi * p.natural_frequency;
        EXPECT_NEAR(skin.moved_mass * omega * omega, p.k1, 1e-12 * p.k1);
    }
}

TEST(Tissue, LayersAreThoseOfTheSkin) {
    const Parameters p = parameters();
    const skin::Skin skin = cheek();
    const Tissue t = of(p, skin);
    EXPECT_EQ(t.toughness.bottom(0), skin.stratum_corneum);
    EXPECT_EQ(t.toughness.bottom(1), t.barrier);
    EXPECT_EQ(t.toughness.bottom(2), skin.full_thickness());
    EXPECT_GE(t.barrier, skin.epidermis());
    EXPECT_LE(t.barrier, skin.epidermis() + skin.papillary_dermis);
}

TEST(Tissue, ThickerDermisIsStifferAndItsDimpleWider) {
    const Parameters p = parameters();
    skin::Skin thin = reference_skin(p), thick = thin;
    thick.dermis = 2.0 * thin.dermis;
    EXPECT_GT(of(p, thick).foundation.k1, of(p, thin).foundation.k1);
    EXPECT_GT(of(p, thick).foundation.k3, of(p, thin).foundation.k3);
    EXPECT_GT(of(p, thick).dimple_length, of(p, thin).dimple_length);
}

TEST(Tissue, ThinFatOverBoneIsStiffAndThickFatIsFatWithoutEnd) {
    const Parameters p = parameters();
    skin::Skin skin = reference_skin(p);
    double last = 1e9;
    for (const double fat : {0.3 * mm, 1 * mm, 3 * mm, 6 * mm, 12 * mm}) {
        skin.hypodermis = fat;
        EXPECT_LT(of(p, skin).foundation.k1, last) << fat;
        last = of(p, skin).foundation.k1;
    }
    skin.hypodermis = 30 * p.fat_reach;
    const double deep = of(p, skin).foundation.k1;
    skin.hypodermis = 60 * p.fat_reach;
    EXPECT_NEAR(of(p, skin).foundation.k1, deep, 1e-9 * deep);
}

TEST(Tissue, AgeLowersTheFirstStiffnessAndRaisesTheOther) {
    const Parameters p = parameters();
    ASSERT_LT(p.k1_age_slope, 0.0);
    ASSERT_GT(p.k3_age_slope, 0.0);
    skin::Skin young = reference_skin(p), old = young;
    young.age = core::to_si(25, "yr");
    old.age = core::to_si(75, "yr");
    const double years = old.age - young.age;
    EXPECT_NEAR(of(p, old).foundation.k1 / of(p, young).foundation.k1, std::exp(p.k1_age_slope * years), 1e-12);
    EXPECT_NEAR(of(p, old).foundation.k3 / of(p, young).foundation.k3, std::exp(p.k3_age_slope * years), 1e-12);
    // A deeper dimple under little force.
    EXPECT_GT(of(p, old).foundation.dimple(5 * mN), of(p, young).foundation.dimple(5 * mN));
}

TEST(Tissue, StretchingStiffensByTheLawOfTheDimpleUnderItsLoad) {
    for (std::uint64_t i = 0; i < 50; ++i) {
        Parameters p = drawn(i);
        p.stretched_tension = 3.0;
        const skin::Skin skin = reference_skin(p);
        const Tissue natural = of(p, skin), stretched = of(p, skin, Stretch::stretched);
        EXPECT_GT(stretched.foundation.k1, natural.foundation.k1);
        EXPECT_DOUBLE_EQ(stretched.dimple_tension, 3.0 * natural.dimple_tension);
        EXPECT_NEAR(stretched.foundation.k1 / natural.foundation.k1,
                    Plate::compliance(natural.dimple_tension) / Plate::compliance(stretched.dimple_tension), 1e-9);
    }
}

TEST(Tissue, SpeedStiffensWithItsExponent) {
    const Parameters p = parameters();
    const skin::Skin skin = reference_skin(p);
    const Tissue hand = tissue(p, skin, Stretch::natural, p.hand_speed);
    const Tissue fast = tissue(p, skin, Stretch::natural, 100.0 * p.hand_speed);
    EXPECT_NEAR(fast.foundation.k1 / hand.foundation.k1, std::pow(100.0, p.rate_exponent), 1e-12);
    EXPECT_NEAR(fast.foundation.k3 / hand.foundation.k3, std::pow(100.0, p.rate_exponent), 1e-12);
    EXPECT_EQ(fast.surface.value(), hand.surface.value());  // only the modulus depends on the rate
    EXPECT_EQ(fast.moved_mass, hand.moved_mass);
}

TEST(Tissue, OccludedSkinHasATougherSurface) {
    const Parameters p = parameters();
    skin::Skin dry = reference_skin(p), wet = dry;
    wet.water = 0.97;
    EXPECT_GT(of(p, wet).surface.value(), of(p, dry).surface.value());
    EXPECT_GT(of(p, wet).toughness.wedge(0).value(), of(p, dry).toughness.wedge(0).value());
    EXPECT_EQ(of(p, wet).toughness.wedge(1).value(), of(p, dry).toughness.wedge(1).value());
    EXPECT_EQ(of(p, wet).deeper.value(), of(p, dry).deeper.value());
    EXPECT_NEAR(of(p, wet).surface.value() / of(p, dry).surface.value(),
                std::pow(p.wet_toughness, p.hydration_share * (0.97 - p.reference_water)), 1e-12);
    // And needs the more travel to pierce.
    const auto travel = [&](const Tissue& t) { return surface_breach(t, roller_needle).travel; };
    EXPECT_GT(travel(of(p, wet)), travel(of(p, dry)));
}

TEST(Tissue, MovesThePlateAndAThirdOfTheFatItFeels) {
    const Parameters p = parameters();
    const skin::Skin mean = reference_skin(p);
    skin::Skin thick = mean;
    thick.dermis = 2.0 * mean.dermis;
    const double fat = p.fat_density * p.fat_reach * std::tanh(mean.hypodermis / p.fat_reach) / 3.0;
    const double wider = of(p, thick).dimple_length / of(p, mean).dimple_length;
    EXPECT_NEAR(of(p, thick).moved_mass / of(p, mean).moved_mass,
                wider * wider * (p.skin_density * thick.dermis + fat) / (p.skin_density * mean.dermis + fat), 1e-12);
}

TEST(Tissue, OfEverySiteAndPersonIsFinite) {
    for (std::uint64_t i = 0; i < 500; ++i) {
        const Tissue t = random_case(i).tissue;
        for (const double value :
             {t.foundation.k1, t.foundation.k3, t.dimple_length, t.moved_mass, t.surface.value()}) {
            EXPECT_TRUE(std::isfinite(value)) << "case " << i;
            EXPECT_GT(value, 0.0) << "case " << i;
        }
        EXPECT_GE(t.dimple_tension, 0.0);
        EXPECT_LT(t.toughness.bottom(0), t.barrier);
        EXPECT_LT(t.barrier, t.toughness.bottom(2));
    }
}

}  // namespace
}  // namespace percuta::puncture
