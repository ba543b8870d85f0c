#include "delivery/screen.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "delivery/conductance.hpp"
#include "delivery/transfer.hpp"
#include "delivery/unit_cell.hpp"
#include "fixture.hpp"

namespace percuta::delivery {
namespace {

using fixture::defaults;
using fixture::solute;
using fixture::um;

constexpr double pi = std::numbers::pi;

/// One layer with K = 1, D = 1 m2/s under a stratum corneum that nothing passes; lumens that mix at once.
Coefficients plain(double thickness, double rate = 0.0) {
    Coefficients out;
    out.layers[stratum_corneum] = {10 * um, 1.0, 0.0};
    out.layers[reticular] = {thickness * um, 1.0, 1.0};
    out.lumen = 1e12;
    out.metabolism = rate;
    return out;
}

constexpr double hour = 3600.0;
const std::vector<double> times{0.0, 8 * hour}, open{1.0, 1.0};

Exposure eight_hours() {
    Exposure out;
    out.times = times;
    out.shares = open;
    return out;
}

TEST(Screen, WellsInALayerConductAsResolvedOnesWithinFivePercent) {
    const struct {
        double a, b, h, H, rate, reference;
    } cases[] = {{40, 320, 160, 960, 0.0, 278.52},
                 {40, 320, 480, 960, 0.0, 454.78},
                 {20, 320, 160, 960, 0.0, 238.01},
                 {40, 160, 160, 960, 0.0, 92.09},
                 {40, 320, 160, 960, 1.0 / (250000 * um * um), 462.56}};
    for (const auto& one : cases) {
        const double cell = pi * one.b * one.b * um * um;
        const ChannelBin bin{one.h * um, one.a * um, 1.0 / cell};
        Exposure exposure = eight_hours();
        exposure.sink_below = true;
        const Conductances found = conductances(plain(one.H, one.rate), {&bin, 1}, 1.0, exposure);
        EXPECT_EQ(found.stratum_corneum, 0.0);
        EXPECT_NEAR(found.channels * cell / um, one.reference, 0.05 * one.reference) << one.a << ' ' << one.h;
    }
}

TEST(Screen, SkinWithoutChannelsIsLayersInSeries) {
    const Coefficients c = coefficients(defaults(), solute(194.19, -0.07), fixture::cheek);
    Exposure in_vitro = eight_hours();
    in_vitro.sink_below = true;
    std::vector<Layer> layers(c.layers.begin() + viable_epidermis, c.layers.end());
    const Layer& horny = c.layers[stratum_corneum];
    const double barrier = horny.partition * horny.diffusivity / horny.thickness + c.polar;
    const double expected = 1.0 / (1.0 / barrier + 1.0 / steady_permeability(layers));
    const Screening found = screen(c, {}, in_vitro);
    EXPECT_NEAR(found.intact, expected, 1e-7 * expected);
    EXPECT_EQ(found.enhancement, 1.0);
    EXPECT_NEAR(found.amount, expected * 8 * hour, 1e-7 * expected * 8 * hour);
}

TEST(Screen, DermisThatClearsTakesWhatTheSlabDoes) {
    Coefficients c = plain(1000, 4.0 / (1e6 * um * um));  // phi = 2
    c.polar = 1e30;
    EXPECT_NEAR(screen(c, {}, eight_hours()).intact,
                cleared_slab(1000 * um, 1.0, 1.0, 4.0 / (1e6 * um * um)).conductance, 1e-6 * 2000);
}

TEST(Screen, ChannelsHelpHydrophilesMoreThanLipophiles) {
    const ChannelBin bin{150 * um, 35 * um, 250e4};
    const auto gain = [&](double mass, double log_k) {
        return screen(coefficients(defaults(), solute(mass, log_k), fixture::cheek), {&bin, 1}, eight_hours())
            .enhancement;
    };
    EXPECT_GT(gain(176.12, -1.85), 20.0);
    EXPECT_GT(gain(176.12, -1.85), gain(194.19, -0.07));
    EXPECT_GT(gain(194.19, -0.07), gain(209.25, 1.24));
    EXPECT_LT(gain(286.45, 5.68), 10.0);
}

TEST(Screen, WhatEntersGrowsWithNumberDepthAndOpennessAndNeverExceedsTheFilm) {
    const Coefficients c = coefficients(defaults(), solute(122.12, -0.37), fixture::cheek);
    const auto amount = [&](double depth, double radius, double per_square_centimetre, double share, double film) {
        const ChannelBin bin{depth * um, radius * um, per_square_centimetre * 1e4};
        const std::vector<double> shares{share, share};
        Exposure exposure = eight_hours();
        exposure.shares = shares;
        exposure.film = film;
        return screen(c, {&bin, 1}, exposure).amount;
    };
    const double unlimited = std::numeric_limits<double>::infinity();
    const double base = amount(300, 30, 100, 1.0, unlimited);
    EXPECT_GT(amount(500, 30, 100, 1.0, unlimited), base);
    EXPECT_GT(amount(300, 40, 100, 1.0, unlimited), base);
    EXPECT_GT(amount(300, 30, 200, 1.0, unlimited), base);
    EXPECT_LT(amount(300, 30, 100, 0.1, unlimited), base);
    EXPECT_NEAR(amount(300, 30, 100, 0.0, unlimited), screen(c, {}, eight_hours()).amount, 1e-12 * base);
    EXPECT_NEAR(amount(300, 30, 100, 1e-3, unlimited) / screen(c, {}, eight_hours()).amount, 1.0, 5e-2);
    EXPECT_LE(amount(300, 30, 100, 1.0, 20 * um), 20 * um);
    EXPECT_GT(amount(300, 30, 100, 1.0, 20 * um), 0.5 * 20 * um);
}

TEST(Screen, BinsOfOneKindAreOneBin) {
    const Coefficients c = coefficients(defaults(), solute(122.12, -0.37), fixture::cheek);
    const ChannelBin whole{300 * um, 30 * um, 100e4}, half{300 * um, 30 * um, 50e4};
    const ChannelBin halves[] = {half, half};
    EXPECT_NEAR(screen(c, halves, eight_hours()).amount, screen(c, {&whole, 1}, eight_hours()).amount, 1e-16);
}

TEST(Screen, ASteadyCellOfSkinAgreesWithTheResolvedOne) {
    const Coefficients c = coefficients(defaults(), solute(122.12, -0.37), fixture::cheek);
    const double b = cell_radius(100e4), area = pi * b * b;
    const ChannelBin bin{300 * um, 30 * um, 100e4};
    const Layer& horny = c.layers[stratum_corneum];
    CellGeometry geometry;
    geometry.radius = b;
    geometry.well = {30 * um, 30 * um, 300 * um};
    geometry.surface_permeability = horny.partition * horny.diffusivity / horny.thickness + c.polar;
    for (std::size_t l = viable_epidermis; l < layer_count; ++l)
        geometry.layers.push_back({c.layers[l], l >= papillary ? c.clearance.rate() : 0.0});
    const double resolved = UnitCell(geometry, {1.5 * um, 0.15, 60 * um}).conductance() / area;
    Coefficients mixed = c;
    mixed.lumen = 1.0;  // lumens without resistance, as the cell has
    EXPECT_NEAR(screen(mixed, {&bin, 1}, eight_hours()).fresh, resolved, 0.15 * resolved);
}

/// Diffusion alone: how far solute comes down a lumen decides, not how deep the lumen is.
TEST(Screen, ALumenThatIsNotStirredHoldsBackAsTheResolvedOneDoes) {
    const Coefficients c = coefficients(defaults(), solute(122.12, -0.37), fixture::cheek);
    const double b = cell_radius(100e4), area = pi * b * b;
    for (const double depth : {100.0, 300.0, 600.0}) {
        const ChannelBin bin{depth * um, 30 * um, 100e4};
        CellGeometry geometry;
        geometry.radius = b;
        geometry.well = {30 * um, 30 * um, depth * um, c.lumen};
        geometry.surface_permeability =
            c.layers[stratum_corneum].partition * c.layers[stratum_corneum].diffusivity / (15 * um) + c.polar;
        for (std::size_t l = viable_epidermis; l < layer_count; ++l)
            geometry.layers.push_back({c.layers[l], l >= papillary ? c.clearance.rate() : 0.0});
        const double resolved = UnitCell(geometry, {1.5 * um, 0.1, 60 * um}).conductance() / area;
        geometry.well.diffusivity = 0.0;
        const double stirred = UnitCell(geometry, {1.5 * um, 0.1, 60 * um}).conductance() / area;
        const double screened = screen(c, {&bin, 1}, eight_hours()).fresh;
        EXPECT_NEAR(screened, resolved, 0.2 * resolved) << depth;
        EXPECT_LT(resolved, stirred);
    }
}

}  // namespace
}  // namespace percuta::delivery
