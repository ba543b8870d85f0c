#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

/// Largest difference of two runs over the course, relative to the largest excursion of the finer one from rest, or to
/// its size for matrix.
double worst_difference(const core::TimeSeries& coarse, const core::TimeSeries& fine, const char* name) {
    double most = 0.0, size = 0.0;
    for (double when = 0.25; when < 175; when += 0.25) {
        const double a = coarse.at(name, when * day), b = fine.at(name, when * day);
        most = std::max(most, std::abs(a - b));
        size = std::max(size, std::abs(b));
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

TEST(Accuracy, TheColumnAgreesWithTheCellOnCollagen) {
    for (const double density : {50.0, 200.0, 400.0}) {
        const reference::Protocol protocol{.sessions = 2, .holes_per_cm2 = density};
        const auto cell = reference::curves(protocol, 90),
                   column = reference::curves(protocol, 90, 0.6, Fidelity::column);
        const double error = worst_difference(column, cell, "collagen_total");
        std::printf("  %g holes per cm2: column differs from cell by %.2f %% of collagen\n", density, 100 * error);
        EXPECT_LT(error, 0.03);
    }
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
    const Wound wound{200e4, {{1.2e-3, 60e-6, 5e-6, 0.5}, {0.4e-3, 40e-6, 5e-6, 0.5}}};
    const Layout layout(p, reference::skin(), Fidelity::cell, {}, wound.deepest(), wound.widest(), wound.rim());
    const Injury injury = injure(p, layout, wound);
    double expected = 0.0;
    for (const Hole& hole : wound.holes) {
        const double a = hole.mouth_radius, b = hole.tip_radius;
        expected += hole.share * std::numbers::pi / 3.0 * hole.depth * (a * a + a * b + b * b);
    }
    EXPECT_NEAR(layout.grid().integral(injury.w) / expected, 1.0, 0.03);
    for (std::size_t i = 0; i < injury.w.size(); ++i) {
        EXPECT_GE(injury.w[i], 0.0);
        EXPECT_LE(injury.w[i] + injury.g[i], 1.0 + 1e-12);
    }
}

TEST(Injury, OverlappingHolesNeverCoverMoreThanTheSkin) {
    const Parameters p = reference::parameters();
    const Wound wound{1e5 * 1e4, {{0.5e-3, 100e-6, 100e-6, 1.0}}};  // a hundred thousand per cm2
    const Course course = heal(p, reference::skin(), {{0.0, wound}}, 2 * day, Fidelity::cell);
    for (const auto& column : course.curves.columns())
        for (const double value : column.values) EXPECT_TRUE(std::isfinite(value)) << column.name;
}

}  // namespace
}  // namespace percuta::healing
