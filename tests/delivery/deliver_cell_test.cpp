// Channels in the mean of a layer against one channel resolved in space.
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "delivery/conductance.hpp"
#include "delivery/unit_cell.hpp"
#include "doses.hpp"

namespace percuta::delivery {
namespace {

using core::hour;
using namespace fixture;

/// The same channel by both: skin under a barrier that stores nothing, a film that does not change, an open mouth and a
/// lumen that solute has to come down by itself.
struct Both {
    double steady = 0.0, day = 0.0;  ///< L1 over L2
};
Both compared(double depth, double radius, double density) {
    const double h = 15 * um, P = 1e-10, K = 1e-3;
    Coefficients c = niacinamide();
    c.layers[stratum_corneum] = {h, K, P * h / K};
    c.polar = 0.0;
    Parameters open = p();
    open.filling = open.outflow = open.plug = 0.0;
    Skin skin = needled(depth + h, radius, density);
    const Delivered out = deliver(open, content(1.0), still, c, skin, from_zero(1e3, {23 * hour}, 24 * hour));
    CellGeometry cell;
    cell.radius = cell_radius(density);
    cell.well = {radius, radius, depth, c.lumen};
    cell.surface_permeability = P;
    for (std::size_t l = viable_epidermis; l < layer_count; ++l)
        cell.layers.push_back({c.layers[l], l >= papillary ? c.clearance.rate() : 0.0});
    const UnitCell resolved(cell, {3 * um, 0.2, 80 * um});
    const double area = std::numbers::pi * cell.radius * cell.radius, times[] = {24 * hour};
    const double J = (last(out, "cleared") - out.curves.at("cleared", 23 * hour)) / hour;
    return {J / (resolved.conductance() / area),
            out.absorbed() / (resolved.course({}, times, 48, 0.1)[0].supplied / area)};
}

TEST(Deliver, ChannelsTakeUpAsTheResolvedCellDoesWithinStatedBounds) {
    for (const double radius : {15 * um, 35 * um})
        for (const double depth : {100 * um, 300 * um, 600 * um})
            for (const double density : {50.0, 200.0}) {
                const Both both = compared(depth, radius, density * per_cm2);
                std::printf("  radius %2.0f um, depth %3.0f um, %3.0f/cm2: steady %+5.1f %%, in 24 h %+5.1f %%\n",
                            radius / um, depth / um, density, 100.0 * (both.steady - 1.0), 100.0 * (both.day - 1.0));
                EXPECT_NEAR(both.steady, 1.0, 0.13);
                EXPECT_NEAR(both.day, 1.0, 0.13);
            }
}

}  // namespace
}  // namespace percuta::delivery
