#include "numerics/axis.hpp"

#include <array>
#include <numbers>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "numerics/grid.hpp"

namespace percuta::numerics {
namespace {

TEST(Axis, GradedAxisHasAFaceAtEveryPointAndTheWishedCellsThere) {
    const std::array points{GradingPoint{0.0, 1e-6}, GradingPoint{1e-4, 1e-5}, GradingPoint{2e-3, 1e-4}};
    const Axis axis = Axis::graded(Metric::cartesian, points);
    for (const auto& point : points) EXPECT_NO_THROW(static_cast<void>(axis.face_at(point.position)));
    EXPECT_NEAR(axis.length(0), 1e-6, 0.3e-6);
    EXPECT_NEAR(axis.length(axis.size() - 1), 1e-4, 0.3e-4);
    for (std::size_t i = 0; i + 1 < axis.size(); ++i) EXPECT_GT(axis.length(i + 1), 0.99 * axis.length(i));
}

TEST(Axis, RingsOfARadialAxisAddUpToTheDisc) {
    const Axis axis = Axis::uniform(Metric::radial, 0.0, 2.0, 7);
    double area = 0.0;
    for (std::size_t i = 0; i < axis.size(); ++i) area += axis.measure(i);
    EXPECT_NEAR(area, std::numbers::pi * 4.0, 1e-12);
    EXPECT_EQ(axis.face_measure(0), 0.0);
}

TEST(Axis, RefusesFacesThatDoNotIncrease) {
    EXPECT_THROW(Axis(Metric::cartesian, {0.0, 1.0, 1.0}), core::InternalError);
    EXPECT_THROW(Axis(Metric::cartesian, {0.0}), core::InternalError);
    EXPECT_THROW(Axis(Metric::radial, {-1.0, 1.0}), core::InternalError);
    EXPECT_THROW(static_cast<void>(Axis::uniform(Metric::cartesian, 0, 1, 4).face_at(0.1)), core::InternalError);
}

TEST(Grid, IntegratesAConstantToTheVolumeOfTheCylinder) {
    const Grid grid({Axis::uniform(Metric::radial, 0, 0.5, 9), Axis::uniform(Metric::cartesian, 0, 3, 11)});
    EXPECT_NEAR(grid.integral(std::vector<double>(grid.size(), 2.0)), 2.0 * std::numbers::pi * 0.25 * 3.0, 1e-12);
}

TEST(Grid, RefusesARadialAxisThatIsNotTheFirst) {
    const Axis straight = Axis::uniform(Metric::cartesian, 0, 1, 2), ring = Axis::uniform(Metric::radial, 0, 1, 2);
    EXPECT_THROW(Grid({straight, ring}), core::InternalError);
    EXPECT_THROW(Grid({straight, straight, straight, straight}), core::InternalError);
}

}  // namespace
}  // namespace percuta::numerics
