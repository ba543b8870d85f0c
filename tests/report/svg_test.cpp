#include "report/svg.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace percuta::report::svg {
namespace {

TEST(Chart, TicksAreRoundNumbersInsideTheRange) {
    EXPECT_EQ(ticks(0.0, 10.0, 5), (std::vector<double>{0, 2, 4, 6, 8, 10}));
    EXPECT_EQ(ticks(-1.0, 1.0, 4), (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
    EXPECT_EQ(ticks(3.0, 3.0), (std::vector<double>{3.0}));
}

TEST(Chart, AScaleCoversItsDataAndEndsOnTicks) {
    const Scale y = covering(-3.2, 17.9, 100.0, 0.0, 5);
    EXPECT_LE(y.from, -3.2);
    EXPECT_GE(y.to, 17.9);
    EXPECT_DOUBLE_EQ(y(y.from), 100.0);
    EXPECT_DOUBLE_EQ(y(y.to), 0.0);
    for (const double most : {0.3, 7.0, 91.0, 99.9, 240.0, 1e-4}) {
        const Scale any = covering(-0.02 * most, most, 100.0, 0.0, 5);
        EXPECT_DOUBLE_EQ(ticks(any.from, any.to, 5).front(), any.from) << most;
        EXPECT_DOUBLE_EQ(ticks(any.from, any.to, 5).back(), any.to) << most;
    }
}

TEST(Chart, AFlatCurveStillHasAnAxis) {
    const Scale y = covering(5.0, 5.0, 100.0, 0.0);
    EXPECT_LT(y.from, 5.0);
    EXPECT_GT(y.to, 5.0);
    const Scale zero = covering(0.0, 0.0, 100.0, 0.0);
    EXPECT_LT(zero.from, zero.to);
}

TEST(Chart, ACurveThatDiffersFromRestByRoundOffIsDrawnFlat) {
    for (const double most : {std::nextafter(60.0, 61.0), 60.0 + 1e-14, 60.0 + 1e-9}) {
        const Scale y = covering(60.0, most, 100.0, 0.0, 5);
        EXPECT_LE(y.from, 54.0 + 1e-6);
        EXPECT_GE(y.to, 66.0 - 1e-6);
        EXPECT_LE(ticks(y.from, y.to, 5).size(), 10u);
    }
    const Scale below = covering(-60.0 - 1e-14, -60.0, 100.0, 0.0, 5);
    EXPECT_LT(below.from, -60.0);
    EXPECT_GT(below.to, -60.0);
}

TEST(Chart, ARangeOfNoThicknessHasFewTicks) {
    for (const double to : {std::nextafter(60.0, 61.0), 60.0 + 1e-14, 60.0 + 1e-12}) {
        const std::vector<double> at = ticks(60.0, to, 5);
        EXPECT_FALSE(at.empty());
        EXPECT_LE(at.size(), 12u);
        EXPECT_TRUE(std::ranges::adjacent_find(at, std::greater_equal<>()) == at.end()) << "each tick stands once";
    }
}

TEST(Chart, HugeAndTinyRangesHaveTicksToo) {
    constexpr double largest = std::numeric_limits<double>::max(), least = std::numeric_limits<double>::denorm_min();
    for (const auto& [from, to] : std::vector<std::pair<double, double>>{{0.0, 1e300},
                                                                         {0.0, largest},
                                                                         {-largest, largest},
                                                                         {0.0, 1e-300},
                                                                         {0.0, least},
                                                                         {-least, least},
                                                                         {1.0, 1e18}}) {
        const std::vector<double> at = ticks(from, to, 5);
        EXPECT_FALSE(at.empty()) << from << " to " << to;
        EXPECT_LE(at.size(), 12u) << from << " to " << to;
        const Scale y = covering(from, to, 100.0, 0.0, 5);
        EXPECT_LE(y.from, from);
        EXPECT_GE(y.to, to);
    }
    EXPECT_LE(ticks(0.0, 1.0, 1000000).size(), 1001u) << "more than a thousand are no axis";
}

TEST(Chart, WhatIsNotANumberHasNoTicksBesideIt) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(ticks(0.0, nan).size(), 1u);
    EXPECT_EQ(ticks(nan, 1.0).size(), 1u);
    EXPECT_EQ(ticks(0.0, infinity), (std::vector<double>{0.0}));
    EXPECT_EQ(ticks(-infinity, 0.0).size(), 1u);
}

TEST(Chart, LabelsKeepTheirOrderAndTheirDistance) {
    const std::vector<double> placed = spread(std::vector<double>{50.0, 52.0, 51.0, 99.0}, 15.0, 0.0, 100.0);
    EXPECT_LT(placed[0], placed[2]);
    EXPECT_LT(placed[2], placed[1]);
    EXPECT_GE(placed[2] - placed[0], 15.0 - 1e-9);
    EXPECT_GE(placed[1] - placed[2], 15.0 - 1e-9);
    EXPECT_LE(placed[3], 100.0);
}

TEST(Chart, SimplifiedLinesKeepEndsAndCorners) {
    std::vector<Point> points;
    for (int i = 0; i <= 1000; ++i) points.push_back({i * 0.1, std::abs(i - 500) * 0.1});
    const std::vector<Point> kept = simplify(points);
    EXPECT_EQ(kept.size(), 3u);
    EXPECT_DOUBLE_EQ(kept[1].x, 50.0);
    EXPECT_DOUBLE_EQ(kept[1].y, 0.0);
}

TEST(Chart, AJumpInTimeStaysVertical) {
    const std::vector<Point> points{{0, 0}, {10, 0}, {10, 50}, {20, 50}};
    EXPECT_EQ(simplify(points).size(), 4u);
}

TEST(Chart, ADrawingTellsItsTitleAndDescription) {
    const std::string svg = drawing("figure", 100.0, 50.0, "A < B", "Words & more", "");
    EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
    EXPECT_NE(svg.find("<title id=\"figure-title\">A &lt; B</title>"), std::string::npos);
    EXPECT_NE(svg.find("<desc id=\"figure-desc\">Words &amp; more</desc>"), std::string::npos);
}

}  // namespace
}  // namespace percuta::report::svg
