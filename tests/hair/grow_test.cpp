#include "hair/grow.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "fixture.hpp"

namespace percuta::hair {
namespace {

using namespace fixture;

const Parameters p = parameters();
const Scalp many{0.0, 4.0, 0.1};  // about 150 000 follicles
const Drives strong = both(minoxidil(0.0, 40 * week), needling(week, 24 * week));

/// Five standard errors of a share of `many`.
double scatter(double share) {
    return 5.0 * std::sqrt(share * (1.0 - share) / (cycle_of(p, many).follicles * many.area)) + 1e-4;
}

void expect_same(const Count& grown, const Count& mean) {
    EXPECT_NEAR(grown.anagen, mean.anagen, scatter(mean.anagen));
    EXPECT_NEAR(grown.catagen, mean.catagen, scatter(mean.catagen));
    EXPECT_NEAR(grown.telogen, mean.telogen, scatter(mean.telogen));
    EXPECT_NEAR(grown.kenogen, mean.kenogen, scatter(mean.kenogen));
    const double follicles = cycle_of(p, many).follicles;
    EXPECT_NEAR(grown.density / follicles, mean.density / follicles, scatter(mean.density / follicles));
    EXPECT_NEAR(grown.diameter, mean.diameter, 0.005 * mean.diameter);
}

TEST(Hair, WithoutDrivesIsExpectedToStayExactlyAsItIs) {
    const auto counts = expected(p, {}, {}, {0.0, 100.5 * day, 400 * day}, 1.0);
    for (const Count& count : counts) {
        EXPECT_EQ(count.density, counts[0].density);
        EXPECT_EQ(count.anagen, counts[0].anagen);
        EXPECT_EQ(count.kenogen, counts[0].kenogen);
        EXPECT_EQ(count.diameter, counts[0].diameter);
    }
}

TEST(Hair, OfSomeoneWhoDoesNotRespondStaysExactlyAsItIs) { EXPECT_EQ(gain(p, strong, 30 * week, 0.0), 0.0); }

TEST(Follicles, WithoutDrivesKeepTheSharesOfTheirCycle) {
    auto random = stream();
    for (const Count& count : grow(p, many, {}, {0.0, 30 * day, 400 * day, 1500 * day}, 1.0, random))
        expect_same(count, expected(p, many, {}, {0.0}, 1.0)[0]);
}

TEST(Follicles, OnTheMeanDoWhatIsExpected) {
    const std::vector<double> times{0.0, 30.3 * day, 12 * week, 24 * week, 36 * week, 44 * week, 52 * week, 80 * week};
    auto random = stream();
    const auto grown = grow(p, many, strong, times, 1.5, random);
    const auto mean = expected(p, many, strong, times, 1.5);
    ASSERT_EQ(grown.size(), mean.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
        SCOPED_TRACE(times[i] / week);
        EXPECT_EQ(grown[i].time, times[i]);
        EXPECT_EQ(mean[i].time, times[i]);
        expect_same(grown[i], mean[i]);
    }
}

TEST(Follicles, AreEachInOneState) {
    auto random = stream();
    for (const Count& count : grow(p, {}, strong, {0.0, 20 * week, 60 * week}, 1.0, random))
        EXPECT_NEAR(count.anagen + count.catagen + count.telogen + count.kenogen, 1.0, 1e-12);
    for (const Count& count : expected(p, {}, strong, {0.0, 20 * week, 60 * week}, 1.0))
        EXPECT_NEAR(count.anagen + count.catagen + count.telogen + count.kenogen, 1.0, 1e-12);
}

TEST(Follicles, OfOneSquareCentimetreScatterBinomially) {
    const Cycle cycle = cycle_of(p, {});
    const double follicles = std::round(cycle.follicles * 1e-4), share = cycle.visible_time() / cycle.length();
    constexpr int fields = 4000;
    double mean = 0.0, square = 0.0;
    for (std::uint64_t i = 0; i < fields; ++i) {
        auto random = stream(i);
        const double seen = grow(p, {}, {}, {100 * day}, 1.0, random)[0].density / cycle.follicles * follicles;
        mean += seen / fields;
        square += seen * seen / fields;
    }
    const double variance = follicles * share * (1.0 - share);
    EXPECT_NEAR(mean, follicles * share, 5.0 * std::sqrt(variance / fields));
    EXPECT_NEAR((square - mean * mean) / variance, 1.0, 5.0 * std::sqrt(2.0 / fields));
}

TEST(Follicles, AreTheSameFromTheSameStreamAndOthersFromAnother) {
    auto first = stream(3), again = stream(3), other = stream(4);
    const std::vector<double> times{0.0, 12 * week, 24 * week};
    const auto a = grow(p, {}, strong, times, 1.0, first), b = grow(p, {}, strong, times, 1.0, again),
               c = grow(p, {}, strong, times, 1.0, other);
    bool differs = false;
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_EQ(a[i].density, b[i].density);
        EXPECT_EQ(a[i].diameter, b[i].diameter);
        differs = differs || a[i].density != c[i].density;
    }
    EXPECT_TRUE(differs);
}

TEST(Follicles, DoNotKnowWhichTimesAreLookedAt) {
    auto first = stream(5), again = stream(5);
    const auto often = grow(p, {}, strong, {0.0, 5 * week, 10 * week, 20 * week}, 1.0, first);
    const auto at_ends = grow(p, {}, strong, {0.0, 20 * week}, 1.0, again);
    EXPECT_EQ(often[0].density, at_ends[0].density);
    EXPECT_EQ(often[3].density, at_ends[1].density);
}

TEST(Expected, ConvergesWithTheSquareOfTheStep) {
    // Sessions and ends of spans lie on every grid.
    const Drives drives = both(minoxidil(0.0, 280 * day), needling(8 * day, 168 * day));
    const auto at = [&](double step) { return expected(p, {}, drives, {400 * day}, 1.0, step)[0].density / per_cm2; };
    const double exact = at(0.125 * day), four = at(4 * day) - exact, two = at(2 * day) - exact, one = at(day) - exact;
    EXPECT_NEAR(four / two, 4.0, 0.8);
    EXPECT_NEAR(two / one, 4.0, 0.8);
    EXPECT_LT(std::abs(one), 0.01);
}

TEST(Expected, BetweenStepsIsInterpolated) {
    const auto counts = expected(p, {}, strong, {50 * day, 51 * day, 52 * day}, 1.0);
    EXPECT_NEAR(counts[1].density, 0.5 * (counts[0].density + counts[2].density), 1e-9 * counts[1].density);
}

TEST(Calls, ThatCannotBeAreRefused) {
    auto random = stream();
    const auto refuses = [&](const Scalp& scalp, const Drives& drives, const std::vector<double>& times,
                             double response) {
        EXPECT_THROW(grow(p, scalp, drives, times, response, random), core::UsageError);
        EXPECT_THROW(expected(p, scalp, drives, times, response), core::UsageError);
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    refuses({}, {{{-1.0, 1.0}}, {}}, {0.0}, 1.0);
    refuses({}, {{{0.0, -1.0}}, {}}, {0.0}, 1.0);
    refuses({}, {{{nan, 1.0}}, {}}, {0.0}, 1.0);
    refuses({}, minoxidil(2.0, 1.0), {0.0}, 1.0);
    refuses({}, minoxidil(-1.0, 1.0), {0.0}, 1.0);
    refuses({}, minoxidil(0.0, 1.0, -1.0), {0.0}, 1.0);
    refuses({}, {}, {}, 1.0);
    refuses({}, {}, {2.0, 1.0}, 1.0);
    refuses({}, {}, {-1.0}, 1.0);
    refuses({}, {}, {nan}, 1.0);
    refuses({}, {}, {0.0}, -1.0);
    refuses({}, {}, {0.0}, nan);
    EXPECT_THROW(grow(p, {0.0, 4.0, 1e-8}, {}, {0.0}, 1.0, random), core::UsageError);
    EXPECT_THROW(expected(p, {}, {}, {day}, 1.0, 0.0), core::UsageError);
}

}  // namespace
}  // namespace percuta::hair
