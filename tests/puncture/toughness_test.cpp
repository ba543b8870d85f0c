// Layers and the force that holds a needle in them.
#include <cmath>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::puncture {
namespace {

using namespace fixture;

TEST(Toughness, IntegralOverTheLayersIsThatOfItsSteps) {
    const Toughness tough = layered().toughness;
    constexpr int steps = 15000;
    for (const double depth : {5 * um, 15 * um, 60 * um, 120 * um, 500 * um, 1500 * um}) {
        double sum = 0.0;
        for (int i = 0; i < steps; ++i)
            sum += tough.wedge(tough.layer(depth * (i + 0.5) / steps)).value() * depth / steps;
        EXPECT_NEAR(tough.above(depth), sum, 1e-6 * sum + 600 * depth / steps) << depth;
    }
    EXPECT_EQ(tough.above(0.0), 0.0);
    EXPECT_EQ(tough.above(-1 * mm), 0.0);
}

TEST(Toughness, ABoundaryBelongsToTheLayerBelow) {
    const Toughness tough = layered().toughness;
    EXPECT_EQ(tough.layer(0.0), 0U);
    EXPECT_EQ(tough.layer(15 * um), 1U);
    EXPECT_EQ(tough.layer(std::nextafter(15 * um, 0.0)), 0U);
    EXPECT_EQ(tough.layer(1.0), layer_count - 1);
}

TEST(Toughness, ThickerPlacesMoveTheBarrierAndLeaveTheDermisAsItIs) {
    const Tissue mean = layered(), here = mean.at_place(1.3, 1.2);
    EXPECT_NEAR(here.barrier, 1.3 * mean.barrier, 1e-12);
    EXPECT_EQ(here.barrier, here.toughness.bottom(1));  // the barrier is a boundary to the last bit
    EXPECT_NEAR(here.toughness.bottom(0), 1.3 * mean.toughness.bottom(0), 1e-12);
    EXPECT_NEAR(here.toughness.bottom(2) - here.toughness.bottom(1),
                mean.toughness.bottom(2) - mean.toughness.bottom(1), 1e-12);
    for (std::size_t i = 0; i < layer_count; ++i)
        EXPECT_DOUBLE_EQ(here.toughness.wedge(i).value(), 1.2 * mean.toughness.wedge(i).value());
    EXPECT_EQ(here.surface.value(), mean.surface.value());  // the scatter of the surface is sigma_F
    for (std::uint64_t i = 0; i < 500; ++i) {
        const Tissue any = random_case(i).tissue.at_place(std::exp(0.16 * (static_cast<double>(i % 7) - 3.0)), 1.0);
        EXPECT_EQ(any.barrier, any.toughness.bottom(1));
    }
}

TEST(Resistance, JumpsByTheCrackAtABoundaryAndNowhereElse) {
    const Tissue skin = layered();
    for (const double boundary : {15 * um, 120 * um, 1100 * um}) {
        const std::size_t above = skin.toughness.layer(0.999 * boundary), below = above + 1;
        const double jump = resistance(skin, roller_needle, boundary) - resistance_above(skin, roller_needle, boundary);
        const double crack =
            (skin.toughness.wedge(below).value() - skin.toughness.wedge(above).value()) * roller_needle.tip_diameter;
        EXPECT_NEAR(jump, crack, 1e-12) << boundary;
    }
    // Where the cone ends, or its end passes a boundary, it only bends.
    for (const double kink : {800 * um, 815 * um, 920 * um})
        EXPECT_NEAR(resistance(skin, roller_needle, kink - 1e-12), resistance(skin, roller_needle, kink + 1e-12), 1e-9);
}

TEST(Resistance, IsTheWorkOfWedgeCrackAndFrictionByQuadrature) {
    const Tissue skin = layered();
    for (const double depth : {10 * um, 100 * um, 400 * um, 900 * um, 1300 * um}) {
        constexpr int steps = 40000;
        double wedge = 0.0, side = 0.0;
        for (int i = 0; i < steps; ++i) {
            const double z = depth * (i + 0.5) / steps, height = depth - z;
            const double widening = height < roller_needle.taper() ? roller_needle.slope() : 0.0;
            wedge += widening * skin.toughness.wedge(skin.toughness.layer(z)).value() * depth / steps;
            side += std::numbers::pi * roller_needle.width(height) * depth / steps;
        }
        const double crack = skin.toughness.wedge(skin.toughness.layer(depth)).value() * roller_needle.tip_diameter;
        const double expected = crack + wedge + skin.friction * side;
        EXPECT_NEAR(resistance(skin, roller_needle, depth), expected, 1e-4 * expected) << depth;
    }
}

TEST(Foundation, InvertsItsForceAndItsEnergy) {
    const Foundation skin{80, 3e7};
    for (const double w : {1e-6, 1e-5, 3e-4, 2e-3}) {
        EXPECT_NEAR(skin.dimple(skin.force(w)), w, 1e-12);
        EXPECT_NEAR(skin.dimple_of_energy(skin.energy(w)), w, 1e-9);
        EXPECT_NEAR((skin.force(w + 1e-9) - skin.force(w - 1e-9)) / 2e-9, skin.slope(w), 1e-5 * skin.slope(w));
        EXPECT_NEAR((skin.energy(1.001 * w) - skin.energy(0.999 * w)) / (0.002 * w), skin.force(w),
                    1e-5 * skin.force(w));
    }
    EXPECT_EQ(skin.dimple(0.0), 0.0);
    EXPECT_EQ(skin.dimple_of_energy(0.0), 0.0);
}

TEST(Piercing, SharpTipsFollowTheDiameterAndBluntOnesTheLesserOfBothLaws) {
    const Tissue skin = layered();
    EXPECT_DOUBLE_EQ(piercing_force(skin, skin.deeper, 10 * um), 4500 * 10 * um);
    EXPECT_DOUBLE_EQ(piercing_force(skin, skin.deeper, 59 * um), 4500 * 59 * um);
    for (const double tip : {60 * um, 100 * um, 300 * um, 1 * mm}) {
        const double by_work =
            skin.foundation.force(skin.foundation.dimple_of_energy(30100 * 0.25 * std::numbers::pi * tip * tip));
        EXPECT_NEAR(piercing_force(skin, skin.deeper, tip), std::min(4500 * tip, by_work), 1e-9);
    }
    EXPECT_LT(surface_force(skin, 8 * um), barrier_force(skin, roller_needle));
}

TEST(Piercing, ProbabilityIsThatOfTheLognormalScatter) {
    EXPECT_NEAR(puncture_probability(0.02, 0.02, 0.3), 0.5, 1e-15);
    EXPECT_NEAR(puncture_probability(0.02 * std::exp(0.3), 0.02, 0.3), 0.841345, 1e-6);
    EXPECT_NEAR(puncture_probability(0.02 * std::exp(-0.6), 0.02, 0.3), 0.022750, 1e-6);
    EXPECT_EQ(puncture_probability(0.0, 0.02, 0.3), 0.0);
    EXPECT_EQ(puncture_probability(-1.0, 0.02, 0.3), 0.0);
}

}  // namespace
}  // namespace percuta::puncture
