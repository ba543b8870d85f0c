#include "outcome/improvement.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "outcome/worlds.hpp"

namespace percuta::outcome {
namespace {

TEST(Improvement, IsPositiveForTheBetter) {
    EXPECT_EQ(improvement(12.0, 9.0, true), 3.0);
    EXPECT_EQ(improvement(12.0, 9.0, false), -3.0);
}

TEST(Improvement, CountsFromItsLeastOnWhateverRoundOffLeft) {
    EXPECT_TRUE(improved_by(1.0 - 0.9, 0.1));
    EXPECT_TRUE(improved_by(4.0, 4.0));
    EXPECT_FALSE(improved_by(3.999, 4.0));
}

TEST(Improvement, IsNoneWhereNothingGotBetterHoweverLittleIsAskedFor) {
    EXPECT_FALSE(improved_by(0.0));
    EXPECT_FALSE(improved_by(0.3 - 3 * 0.1));
    EXPECT_FALSE(improved_by(0.0, 0.0));
    EXPECT_FALSE(improved_by(-1.0, -2.0));
}

TEST(Improvement, HalfIsHalfOfTheWayDownOrHalfAsMuchAgain) {
    EXPECT_EQ(half_of(3.0, 1.0, true), 1.0);
    EXPECT_EQ(half_of(120.0, 0.0, false), 60.0);
}

TEST(Improvement, IsCountedOnePersonAfterTheOther) {
    const std::vector<double> improvements{0.0, 1.0, 4.0, 7.0}, halves{0.0, 6.0, 4.0, 8.0};
    const auto of = [&](Counted what) { return counted(improvements, halves, 4.0, what); };
    EXPECT_EQ(of(Counted::improvement), improvements);
    EXPECT_EQ(of(Counted::improved), (std::vector<double>{0, 1, 1, 1}));
    EXPECT_EQ(of(Counted::one_grade), (std::vector<double>{0, 0, 1, 1}));
    EXPECT_EQ(of(Counted::half), (std::vector<double>{0, 0, 1, 0}));
}

TEST(Worlds, SpreadAsTheirMeansWhereEveryoneOfAWorldIsAlike) {
    std::vector<double> people;
    for (int i = 0; i < 303; ++i) people.push_back(i % 101);
    const MeanOfWorlds mean = mean_of_worlds(people, 101);
    EXPECT_NEAR(mean.mean, 50.0, 1e-12);
    EXPECT_NEAR(mean.between.lo, 5.0, 1e-9);
    EXPECT_NEAR(mean.between.hi, 95.0, 1e-9);
    EXPECT_EQ(mean.standard_error, 0.0);
}

TEST(Worlds, WithoutPeopleAreNotCounted) {
    const std::vector<double> people{1.0, 2.0, 3.0};
    EXPECT_NEAR(mean_of_worlds(people, 64).mean, 2.0, 1e-12);
    EXPECT_GE(mean_of_worlds(people, 64).between.lo, 1.0);
}

}  // namespace
}  // namespace percuta::outcome
