#include "course/team.hpp"

#include <atomic>
#include <numeric>

#include <gtest/gtest.h>

namespace percuta::course {
namespace {

TEST(Team, DoesEveryPieceOfWorkOnce) {
    for (const int threads : {1, 2, 8}) {
        Team team(threads);
        for (const std::size_t count : {0UL, 1UL, 5UL, 1000UL}) {
            std::vector<int> done(count, 0);
            team.each(count, [&](std::size_t i) { ++done[i]; });
            EXPECT_EQ(std::accumulate(done.begin(), done.end(), 0), static_cast<int>(count));
        }
    }
}

TEST(Team, ThrowsTheErrorOfItsWorkAndGoesOnWorking) {
    Team team(4);
    EXPECT_THROW(team.each(100,
                           [](std::size_t i) {
                               if (i == 17) throw std::runtime_error("seventeen");
                           }),
                 std::runtime_error);
    std::atomic<int> done = 0;
    team.each(50, [&](std::size_t) { ++done; });
    EXPECT_EQ(done, 50);
}

}  // namespace
}  // namespace percuta::course
