#include "delivery/unit_cell.hpp"

#include <chrono>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "fixture.hpp"

namespace percuta::delivery {
namespace {

using fixture::um;

constexpr double pi = std::numbers::pi;

/// One layer with K = 1 and D = 1 m2/s: conductances are lengths.
CellGeometry plain(double a, double b, double h, double H, double clearance = 0.0) {
    CellGeometry out;
    out.radius = b * um;
    out.well = {a * um, a * um, h * um};
    out.layers = {{{H * um, 1.0, 1.0}, clearance}};
    out.sink_below = true;
    return out;
}

struct Case {
    CellGeometry geometry;
    double published;  ///< um
};

std::vector<Case> arrays() {
    return {{plain(40, 320, 160, 960), 278.52},
            {plain(40, 320, 480, 960), 454.78},
            {plain(20, 320, 160, 960), 238.01},
            {plain(40, 160, 160, 960), 92.09},
            {plain(40, 320, 160, 960, 1.0 / (500 * um) / (500 * um)), 462.56}};
}

/// Error of a well's conductance goes as this power of the grid's length: the field near a re-entrant edge of 270
/// degrees goes as distance^(2/3), and the conductance is its square.
constexpr double edge_order = 4.0 / 3.0;

TEST(UnitCell, ConductanceOfAWellConvergesAtTheOrderOfItsEdgeToTheReference) {
    for (const Case& one : arrays()) {
        const auto at = [&](double length) { return UnitCell(one.geometry, {length * um}).conductance() / um; };
        const double coarse = at(10.0), middle = at(5.0), fine = at(2.5);
        const double order = std::log2((middle - coarse) / (fine - middle));
        const double limit = fine + (fine - middle) / (std::exp2(edge_order) - 1.0);
        RecordProperty("order", std::to_string(order));
        EXPECT_GT(order, 1.25) << one.published;
        EXPECT_LT(order, 1.45) << one.published;
        EXPECT_NEAR(limit, one.published, 0.05);
    }
}

TEST(UnitCell, FewHundredGradedCellsAreWithinHalfAPercent) {
    for (const Case& one : arrays()) {
        const UnitCell cell(one.geometry, {2.5 * um, 0.2});
        EXPECT_LT(cell.cells(), 1000U);
        EXPECT_NEAR(cell.conductance() / um, one.published, 5e-3 * one.published);
    }
}

/// A channel through all of a thin layer: nothing changes with depth.
CellGeometry ring(double a, double b, double partition = 1.0, double diffusivity = 1.0) {
    CellGeometry out;
    out.radius = b;
    out.well = {a, a, 1.0};
    out.layers = {{{1.0, partition, diffusivity}, 0.0}};
    return out;
}

TEST(UnitCell, ChannelWithoutEndIsKroghsCylinder) {
    const double a = 35.0, b = 316.0;
    const struct {
        double lambda, flux, edge;
    } published[] = {
        {100, 4.535542416, 0.05587654336}, {500, 0.9593401477, 0.7401568296}, {2000, 0.0760599168, 0.9791053917}};
    for (const auto& one : published) {
        CellGeometry geometry = ring(a, b);
        geometry.layers[0].clearance = 1.0 / (one.lambda * one.lambda);
        const UnitCell cell(geometry, {0.1});
        EXPECT_NEAR(cell.conductance(), one.flux, 2e-6 * one.flux);
        EXPECT_NEAR(cell.steady(b * (1 - 1e-9), 0.5), one.edge, 1e-5);
    }
}

TEST(UnitCell, StirredChannelEmptiesAsASlugTest) {
    const double times[] = {0.01, 0.1, 1.0, 10.0, 100.0};
    const double published[2][5] = {{0.80168401, 0.51368665, 0.16627678, 0.023757534, 0.0024874277},
                                    {0.87286122, 0.65024806, 0.27138657, 0.041997428, 0.0042066362}};
    for (int k = 0; k < 2; ++k) {
        const UnitCell cell(ring(1.0, 200.0, k == 0 ? 1.0 : 0.6), {0.002, 0.01});
        Donor donor;
        donor.mouth = 0.0;
        const std::vector<CellRow> rows = cell.course(donor, times, 1000, 1e-5);
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_NEAR(rows[i].lumen, published[k][i], 1e-3 * published[k][i]) << times[i];
        }
    }
}

TEST(UnitCell, HeldChannelIsTakenUpAsFromACylinder) {
    const double times[] = {0.1, 1.0, 10.0, 100.0}, published[] = {0.80867717, 3.13658411, 14.8030434, 86.0502132};
    const UnitCell cell(ring(1.0, 200.0, 0.7), {0.002, 0.01});
    const std::vector<CellRow> rows = cell.course({}, times, 1000, 1e-5);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(rows[i].supplied, 0.7 * pi * published[i], 5e-4 * 0.7 * pi * published[i]);
    }
}

/// Skin of a cheek with 100 channels on a square centimetre; a small hydrophile.
CellGeometry skin() {
    CellGeometry out;
    out.radius = 564 * um;
    out.well = {30 * um, 30 * um, 300 * um};
    out.surface_permeability = 1e-9;
    out.layers = {{{60 * um, 0.7, 2.7e-10}, 0.0}, {{1 * um, 0.7, 1.35e-10}, 0.0}, {{1150 * um, 0.7, 2.7e-10}, 3.6e-4}};
    return out;
}

Donor serum(double per_area = 2e-5) {
    Donor out;
    out.film = per_area * pi * std::pow(564 * um, 2);
    return out;
}

TEST(UnitCell, KeepsWhatIsThere) {
    CellGeometry geometry = skin();
    geometry.sink_below = true;
    const UnitCell cell(geometry, {2 * um, 0.25, 80 * um});
    const double times[] = {60.0, 3600.0, 86400.0};
    for (const double mouth : {std::numeric_limits<double>::infinity(), 1e-14, 0.0}) {
        Donor donor = serum();
        donor.mouth = mouth;
        const double start = *donor.film + cell.lumen_volume();
        for (const CellRow& row : cell.course(donor, times)) {
            const double now =
                row.film * *donor.film + row.lumen * cell.lumen_volume() + row.tissue + row.cleared + row.below;
            EXPECT_NEAR(now, start, 1e-10 * start);
        }
        donor.film.reset();
        for (const CellRow& row : cell.course(donor, times)) {
            const double lumen = std::isinf(mouth) ? 0.0 : (row.lumen - 1.0) * cell.lumen_volume();
            EXPECT_NEAR(lumen + row.tissue + row.cleared + row.below, row.supplied,
                        1e-10 * std::max(row.supplied, cell.lumen_volume()));
        }
    }
}

TEST(UnitCell, SkinInEquilibriumWithItsFilmStaysAtRest) {
    CellGeometry geometry = skin();
    for (CellLayer& layer : geometry.layers) layer.clearance = 0.0;
    const UnitCell cell(geometry, {5 * um, 0.3, 100 * um});
    const double forever[] = {1e9, 2e9};
    const std::vector<CellRow> rows = cell.course({}, forever);
    EXPECT_NEAR(rows[1].tissue, rows[0].tissue, 1e-12 * rows[0].tissue);
    EXPECT_NEAR(rows[1].supplied, rows[0].supplied, 1e-7 * rows[0].supplied);
}

TEST(UnitCell, CourseOfADayWithinAPercentTakesLessThanASecond) {
    const double times[] = {600.0, 3600.0, 6 * 3600.0, 86400.0};
    const auto begin = std::chrono::steady_clock::now();
    const UnitCell cell(skin(), {3 * um, 0.3, 100 * um});
    const std::vector<CellRow> rows = cell.course(serum(), times, 40, 0.1);
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    RecordProperty("seconds", std::to_string(taken));
    EXPECT_LT(taken, 1.0);
    const std::vector<CellRow> fine = UnitCell(skin(), {0.75 * um, 0.075, 25 * um}).course(serum(), times, 300);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_NEAR(1.0 - rows[i].film, 1.0 - fine[i].film, 0.01 * (1.0 - fine[i].film));
        EXPECT_NEAR(rows[i].cleared, fine[i].cleared, 0.01 * fine[i].cleared);
        EXPECT_NEAR(rows[i].tissue, fine[i].tissue, 0.01 * *serum().film);
    }
}

TEST(UnitCell, LumenThatConductsWellIsAsGoodAsAStirredOne) {
    CellGeometry geometry = arrays()[0].geometry;
    const double stirred = UnitCell(geometry, {5 * um, 0.2}).conductance();
    geometry.well.diffusivity = 1e6;
    EXPECT_NEAR(UnitCell(geometry, {5 * um, 0.2}).conductance(), stirred, 1e-3 * stirred);
    geometry.well.diffusivity = 1.0;  // as tissue: a disk on the surface
    EXPECT_LT(UnitCell(geometry, {5 * um, 0.2}).conductance(), 0.8 * stirred);
}

TEST(UnitCell, ConeOfNoTaperIsACylinderAndATaperTakesAway) {
    const double straight = UnitCell(arrays()[0].geometry, {5 * um, 0.2}).conductance();
    CellGeometry cone = arrays()[0].geometry;
    cone.well.tip_radius = 5 * um;
    const double tapered = UnitCell(cone, {2.5 * um, 0.2}).conductance();
    EXPECT_LT(tapered, straight);
    EXPECT_GT(tapered, 0.5 * straight);
}

TEST(UnitCell, RefusesAWellThatDoesNotLieWithinIt) {
    EXPECT_THROW(UnitCell(plain(40, 30, 160, 960), {5 * um}), core::InternalError);
    EXPECT_THROW(UnitCell(plain(40, 320, 1000, 960), {5 * um}), core::InternalError);
    EXPECT_THROW(UnitCell(CellGeometry{}, {5 * um}), core::InternalError);
}

}  // namespace
}  // namespace percuta::delivery
