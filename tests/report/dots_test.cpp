#include "report/dots.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace percuta::report {
namespace {

constexpr svg::Scale axis{0.0, 10.0, 0.0, 100.0};

TEST(Dots, NoneIsLostAndNoneIsAdded) {
    for (const double diameter : {0.5, 3.0, 12.0, 500.0}) {
        const std::vector<double> values{1.0, 4.0, 4.1, 9.5, 2.0, 4.05};
        EXPECT_EQ(stacked(values, axis, diameter).size(), values.size()) << diameter;
    }
    EXPECT_TRUE(stacked(std::vector<double>{}, axis, 10.0).empty());
}

TEST(Dots, EqualValuesStandInOneStack) {
    const std::vector<double> values(20, 3.0);
    const std::vector<Dot> dots = stacked(values, axis, 12.0);
    EXPECT_EQ(highest(dots), 20);
    for (const Dot& dot : dots) EXPECT_DOUBLE_EQ(dot.at, 30.0);
}

TEST(Dots, NeighboursShareAStackInTheirMiddle) {
    const std::vector<Dot> dots = stacked(std::vector<double>{4.1, 4.0, 8.0}, axis, 5.0);
    EXPECT_DOUBLE_EQ(dots[0].at, 40.5);
    EXPECT_DOUBLE_EQ(dots[1].at, 40.5);
    EXPECT_EQ(dots[1].below, 1);
    EXPECT_DOUBLE_EQ(dots[2].at, 80.0);
    EXPECT_EQ(dots[2].below, 0);
}

TEST(Dots, NoStackIsWiderThanADot) {
    std::vector<double> values(40);
    std::iota(values.begin(), values.end(), 0.0);
    for (double& value : values) value *= 0.25;
    const std::vector<Dot> dots = stacked(values, axis, 6.0);
    for (const Dot& dot : dots) {
        const auto sharing = std::count_if(dots.begin(), dots.end(), [&](const Dot& d) { return d.at == dot.at; });
        EXPECT_LE(sharing, 3) << "2.5 apart: three within a diameter of 6";
    }
}

TEST(Dots, RunAgainstTheAxisToo) {
    const svg::Scale upright{0.0, 10.0, 100.0, 0.0};
    const std::vector<Dot> dots = stacked(std::vector<double>{2.0, 9.0}, upright, 5.0);
    EXPECT_DOUBLE_EQ(dots.front().at, 10.0);
    EXPECT_DOUBLE_EQ(dots.back().at, 80.0);
}

}  // namespace
}  // namespace percuta::report
