// A whole course against its reference solution, which was computed on much finer grids (bench/reference): error of
// steps and grid together, as a user meets it.
#include <cstdio>

#include <gtest/gtest.h>

#include "core/units.hpp"
#include "frozen_course.hpp"

namespace percuta::healing {
namespace {

void stays_within_one_per_cent(Fidelity fidelity, const std::string& curves_file) {
    const std::string folder = PERCUTA_REFERENCE_DIR;
    const reference::FrozenCourse course = reference::read_course(folder + "/acne-scars.toml");
    const auto curves = heal(course.parameters, course.tissue, course.sessions, course.end, fidelity).curves;
    const auto errors = reference::errors(curves, reference::read_curves(folder + "/" + curves_file));
    for (const auto& names : {reference::collagen_curves, reference::cell_curves}) {
        const reference::CurveError worst = reference::worst(errors, names);
        std::printf("  %-24s differs most: %.2f %% on day %g\n", worst.name.c_str(), 100 * worst.error,
                    worst.when / core::day);
        EXPECT_LT(worst.error, 0.01) << worst.name;
    }
}

TEST(CourseReference, CollagenAndCellsStayWithinOnePerCentOnAColumn) {
    stays_within_one_per_cent(Fidelity::column, "acne-scars-column.csv");
}

TEST(CourseReference, CollagenAndCellsStayWithinOnePerCentAroundAHole) {
    stays_within_one_per_cent(Fidelity::cell, "acne-scars-cell.csv");
}

}  // namespace
}  // namespace percuta::healing
