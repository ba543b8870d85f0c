#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

/// Largest difference of two runs over the course, relative to the largest excursion of the finer one from rest: an
/// error of 1 % is 1 % of the peak of a signal, and 1 % of the gain of collagen.
double worst_difference(const core::TimeSeries& coarse, const core::TimeSeries& fine, const char* name) {
    double most = 0.0, size = 0.0;
    for (double when = 0.25; when < 175; when += 0.25) {
        const double a = coarse.at(name, when * day), b = fine.at(name, when * day);
        most = std::max(most, std::abs(a - b));
        size = std::max(size, std::abs(b - fine.column(name).rest));
    }
    return most / size;
}

TEST(Accuracy, DefaultsKeepCellAndCollagenCurvesWithinOnePerCentOfAFineRun) {
    const reference::Protocol acne{.sessions = 3, .depth_mm = 0.54, .holes_per_cm2 = 229, .width_um = 130};
    Accuracy fine;
    fine.tolerance /= 10;
    fine.cell_at_surface /= 2;
    fine.cell_at_depth /= 2;
    fine.cell_at_bottom /= 2;
    fine.cells_in_hole *= 2;
    fine.cells_beside *= 2;
    const auto usual = reference::curves(acne, 120),
               reference = reference::curves(acne, 120, 0.6, Fidelity::cell, fine);
    for (const char* name : {"neutrophils", "m1", "m2", "fibroblasts", "myofibroblasts", "vessels", "collagen_1",
                             "collagen_3", "collagen_total", "epidermis"}) {
        const double error = worst_difference(usual, reference, name);
        std::printf("  %-16s largest difference %.2f %%\n", name, 100 * error);
        EXPECT_LT(error, 0.01) << name;
    }
}

TEST(Accuracy, TheColumnAgreesWithTheCellOnCollagenWhereHolesAreCloserThanSignalsReach) {
    // At 50 holes per cm2 they are 1.4 mm apart, beyond the reach of the signals, and averaging over the surface
    // misleads.
    for (const auto& [density, most] : {std::pair{50.0, 0.2}, {200.0, 0.03}, {400.0, 0.03}}) {
        const reference::Protocol protocol{.sessions = 2, .holes_per_cm2 = density};
        const auto cell = reference::curves(protocol, 90),
                   column = reference::curves(protocol, 90, 0.6, Fidelity::column);
        const double error = worst_difference(column, cell, "collagen_total");
        std::printf("  %g holes per cm2: column differs from cell by %.2f %% of the gain of collagen\n", density,
                    100 * error);
        EXPECT_LT(error, most);
    }
}

TEST(Accuracy, ClosureAndBarrierStayBetweenOpenAndClosed) {
    for (const Fidelity fidelity : {Fidelity::cell, Fidelity::column})
        for (const double density : {1e-4, 1.0, 200.0}) {
            const auto series = reference::curves({.sessions = 2, .holes_per_cm2 = density}, 20, 0.6, fidelity);
            for (const char* name : {"reepithelialised", "barrier"})
                for (const double value : series.column(name).values) {
                    EXPECT_GE(value, 0.0) << name;
                    EXPECT_LE(value, 1.0) << name;
                }
        }
}

TEST(Injury, ASparserSessionOnTheGridOfADenserOneHoldsItsOwnVolume) {
    const Parameters p = reference::parameters();
    const Hole hole{1.0e-3, 60e-6, 5e-6, 0.8e-3, 1.0};
    const Wound dense{200e4, {hole}}, sparse{50e4, {hole}};
    const Layout layout(p, reference::skin(), Fidelity::cell, {}, dense.deepest(), dense.widest(), dense.rim());
    const double ratio =
        layout.grid().integral(injure(p, layout, sparse).w) / layout.grid().integral(injure(p, layout, dense).w);
    EXPECT_NEAR(ratio, 0.25, 0.01);
}

TEST(Accuracy, FollowsTheTolerance) {
    const reference::Protocol protocol{};
    Accuracy accuracy;
    accuracy.tolerance = 1e-4;
    const auto exact = reference::curves(protocol, 40, 0.6, Fidelity::column, accuracy);
    double last = 1.0;
    for (const double tolerance : {2e-2, 5e-3, 1e-3}) {
        accuracy.tolerance = tolerance;
        const double error =
            worst_difference(reference::curves(protocol, 40, 0.6, Fidelity::column, accuracy), exact, "tgf_b1");
        EXPECT_LT(error, 0.7 * last);
        last = error;
    }
}

TEST(Injury, HoldsTheVolumeOfTheHoles) {
    const Parameters p = reference::parameters();
    const Wound wound{200e4, {{1.2e-3, 60e-6, 5e-6, 0.5e-3, 0.5}, {0.4e-3, 40e-6, 5e-6, 0.5e-3, 0.5}}};
    const Layout layout(p, reference::skin(), Fidelity::cell, {}, wound.deepest(), wound.widest(), wound.rim());
    const Injury injury = injure(p, layout, wound);
    double expected = 0.0;
    for (const Hole& hole : wound.holes) {
        const double a = hole.mouth_radius, b = hole.tip_radius;
        const double cone = std::min(hole.taper, hole.depth), shaft = hole.depth - cone;
        expected += hole.share * std::numbers::pi * (cone / 3.0 * (a * a + a * b + b * b) + shaft * a * a);
    }
    EXPECT_NEAR(layout.grid().integral(injury.w) / expected, 1.0, 0.03);
    for (std::size_t i = 0; i < injury.w.size(); ++i) {
        EXPECT_GE(injury.w[i], 0.0);
        EXPECT_LE(injury.w[i] + injury.g[i], 1.0 + 1e-12);
    }
}

TEST(Injury, OverlappingHolesNeverCoverMoreThanTheSkin) {
    const Parameters p = reference::parameters();
    const Wound wound{1e5 * 1e4, {{0.5e-3, 100e-6, 100e-6, 0.0, 1.0}}};  // a hundred thousand per cm2
    const Course course = heal(p, reference::skin(), {{0.0, wound}}, 2 * day, Fidelity::cell);
    for (const auto& column : course.curves.columns())
        for (const double value : column.values) EXPECT_TRUE(std::isfinite(value)) << column.name;
}

}  // namespace
}  // namespace percuta::healing
