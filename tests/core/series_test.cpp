#include "core/series.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::core {

namespace {

TimeSeries series(const std::vector<std::pair<double, double>>& rows) {
    TimeSeries out({{.name = "collagen", .unit = "1", .rest = 1.0, .values = {}}});
    for (const auto& [time, value] : rows) out.append(time, std::vector{value});
    return out;
}

}  // namespace

TEST(Curves, PassThroughTheirRows) {
    const auto curve = series({{0, 1}, {1, 3}, {4, 2}, {5, 2}, {9, -7}});
    for (std::size_t i = 0; i < curve.times().size(); ++i)
        EXPECT_DOUBLE_EQ(curve.at("collagen", curve.times()[i]), curve.column("collagen").values[i]);
}

TEST(Curves, RiseWhereTheirRowsRiseAndNeverOvershoot) {
    const auto curve = series({{0, 0}, {1, 0.01}, {2, 5}, {2.5, 5.1}, {10, 5.2}});
    double before = 0.0;
    for (double time = 0.0; time <= 10.0; time += 0.01) {
        const double value = curve.at("collagen", time);
        EXPECT_GE(value, before - 1e-12) << time;
        EXPECT_LE(value, 5.2 + 1e-12) << time;
        before = value;
    }
}

TEST(Curves, NeverLeaveTheTwoRowsThatTheyLieBetweenNotEvenByRoundOff) {
    const auto fading = series({{0, 1}, {1, 1}, {2, 0}, {3, 0}});
    for (double gap = 1e-17; gap < 0.5; gap *= 1.3) {
        EXPECT_GE(fading.at("collagen", 2.0 - gap), 0.0) << gap;
        EXPECT_LE(fading.at("collagen", 1.0 + gap), 1.0) << gap;
    }
    const auto day = series({{0, 1}, {86400, 0}});
    for (double time = 86400; time > 86390; time = std::nextafter(time, 0.0) - 1e-4)
        EXPECT_GE(day.at("collagen", time), 0.0) << time;
}

TEST(Curves, AreExactForAStraightLine) {
    const auto line = series({{0, 1}, {1, 3}, {5, 11}, {6, 13}});
    for (const double time : {0.3, 2.2, 4.9, 5.5}) EXPECT_NEAR(line.at("collagen", time), 1 + 2 * time, 1e-12);
}

TEST(Curves, DoNotSmearAJump) {
    const auto injured = series({{0, 1}, {10, 1}, {10, 8}, {20, 8}});
    EXPECT_DOUBLE_EQ(injured.at("collagen", 9.999), 1.0);
    EXPECT_DOUBLE_EQ(injured.at("collagen", 10.0), 8.0);
    EXPECT_DOUBLE_EQ(injured.at("collagen", 10.001), 8.0);
}

TEST(Curves, StartAndEndAfterAJumpThere) {
    const auto injured = series({{0, 1}, {0, 8}, {5, 4}, {5, 2}});
    EXPECT_DOUBLE_EQ(injured.at("collagen", -1.0), 1.0);
    EXPECT_DOUBLE_EQ(injured.at("collagen", 0.0), 8.0);
    EXPECT_DOUBLE_EQ(injured.at("collagen", 5.0), 2.0);
}

TEST(Curves, StayConstantOutsideTheirRows) {
    const auto curve = series({{1, 2}, {2, 3}});
    EXPECT_DOUBLE_EQ(curve.at("collagen", -100), 2.0);
    EXPECT_DOUBLE_EQ(curve.at("collagen", 100), 3.0);
    EXPECT_DOUBLE_EQ(series({{1, 2}}).at("collagen", 1), 2.0);
}

TEST(Curves, KeepNamesUnitsAndRestWhenResampled) {
    const auto coarse = series({{0, 1}, {1, 3}, {4, 2}}).resample(std::vector{0.0, 4.0});
    EXPECT_EQ(coarse.times(), (std::vector{0.0, 4.0}));
    EXPECT_EQ(coarse.column("collagen").values, (std::vector{1.0, 2.0}));
    EXPECT_DOUBLE_EQ(coarse.column("collagen").rest, 1.0);
}

TEST(Curves, FindTheirPeakInsideAWindow) {
    const auto curve = series({{0, 9}, {1, 3}, {2, 5}, {3, 4}});
    EXPECT_DOUBLE_EQ(curve.time_of_peak("collagen", 1, 3), 2.0);
    EXPECT_DOUBLE_EQ(curve.time_of_peak("collagen", 7, 8), 7.0);
}

TEST(Curves, RefuseRowsThatDoNotContinueThem) {
    auto curve = series({{0, 1}, {2, 1}});
    EXPECT_THROW(curve.append(1.0, std::vector{1.0}), InternalError);
    EXPECT_THROW(curve.append(std::nan(""), std::vector{1.0}), InternalError);
    EXPECT_THROW(curve.append(3.0, std::vector{1.0, 2.0}), InternalError);
    EXPECT_THROW(curve.at("elastin", 0.0), InternalError);
    EXPECT_THROW(TimeSeries({{.name = "x", .unit = "1", .rest = 0.0, .values = {}}}).at("x", 0.0), InternalError);
}

}  // namespace percuta::core
