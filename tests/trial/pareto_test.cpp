#include "trial/pareto.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/random.hpp"

namespace percuta::trial {
namespace {

const Burdens exactly{0.0, 0.0};

std::vector<Burdens> random_points(std::size_t count, std::size_t objectives, std::uint64_t seed) {
    core::RandomStream random(seed, 0, core::Stream::patients);
    std::vector<Burdens> out(count, Burdens(objectives));
    for (Burdens& one : out)
        for (double& value : one) value = std::floor(20.0 * random.uniform());  // so that ties happen
    return out;
}

TEST(Pareto, BetterInOneAndWorseInNoneDominates) {
    EXPECT_TRUE(dominates({1, 2}, {1, 3}));
    EXPECT_FALSE(dominates({1, 3}, {1, 2}));
    EXPECT_FALSE(dominates({1, 2}, {1, 2}));
    EXPECT_FALSE(dominates({0, 3}, {1, 2}));
}

TEST(Pareto, FrontOfAStaircaseIsItsCorners) {
    const std::vector<Burdens> points{{3, 1}, {1, 3}, {2, 2}, {3, 3}, {2, 3}, {1, 4}};
    EXPECT_EQ(pareto_front(points, exactly), (std::vector<std::size_t>{0, 1, 2}));
}

TEST(Pareto, PointsOfAFallingLineAreAllOnTheFront) {
    std::vector<Burdens> points;
    for (int i = 0; i < 30; ++i) points.push_back({static_cast<double>(i), std::pow(30.0 - i, 2)});
    EXPECT_EQ(pareto_front(points, exactly).size(), 30U);
}

TEST(Pareto, NothingOnTheFrontIsDominatedAndEverythingElseIs) {
    for (const std::size_t objectives : {1U, 2U, 3U, 5U})
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const auto points = random_points(200, objectives, seed);
            const auto front = pareto_front(points, Burdens(objectives, 0.0));
            for (std::size_t i = 0; i < points.size(); ++i) {
                const bool beaten = std::ranges::any_of(points, [&](const auto& p) { return dominates(p, points[i]); });
                const bool kept = std::ranges::find(front, i) != front.end();
                const bool twin =
                    std::ranges::any_of(front, [&](std::size_t k) { return k != i && points[k] == points[i]; });
                EXPECT_EQ(kept, !beaten && !twin) << i;
            }
        }
}

TEST(Pareto, WithoutDifferencesThatNobodyFeelsTheFrontIsShorterAndStillUndominated) {
    const auto points = random_points(300, 3, 7);
    const auto fine = pareto_front(points, {0, 0, 0}), coarse = pareto_front(points, {5, 5, 5});
    EXPECT_LT(coarse.size(), fine.size());
    for (const std::size_t i : coarse)
        EXPECT_TRUE(std::ranges::none_of(points, [&](const auto& p) { return dominates(p, points[i]); }));
    // What was left out differs from something kept by less than a cell, or is beaten by it.
    for (const std::size_t i : fine)
        EXPECT_TRUE(std::ranges::any_of(coarse, [&](std::size_t k) {
            return points[k][0] < points[i][0] + 5 && points[k][1] < points[i][1] + 5 &&
                   points[k][2] < points[i][2] + 5;
        }));
}

TEST(Pareto, DoesNotDependOnTheOrder) {
    auto points = random_points(100, 3, 3);
    const auto values = [&](const std::vector<std::size_t>& front) {
        std::vector<Burdens> out;
        for (const std::size_t i : front) out.push_back(points[i]);
        std::ranges::sort(out);
        return out;
    };
    const auto before = values(pareto_front(points, {2, 2, 2}));
    std::ranges::reverse(points);
    EXPECT_EQ(values(pareto_front(points, {2, 2, 2})), before);
}

TEST(Pareto, FrontOfNothingIsEmpty) { EXPECT_TRUE(pareto_front({}, exactly).empty()); }

}  // namespace
}  // namespace percuta::trial
