#include <limits>

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace percuta::hair {
namespace {

using namespace fixture;

const Parameters p = parameters();
const Cycle cycle = cycle_of(p, {});

Course course(const Drives& drives, double end, double step = day) {
    return course_of(p, cycle, drives, 1.0, end, step);
}

TEST(WoundSignal, OfWeeklySessionsIsOneOnTheMean) {
    // By the law of exponential decay, exactly, once as much is added as fades.
    const Course weekly = course(needling(week, 60 * week), 60 * week);
    const double passed = weekly.at(weekly.activation, 60 * week) - weekly.at(weekly.activation, 59 * week);
    EXPECT_NEAR((passed / week - 1.0) / p.E_mn, 1.0, 1e-9);
}

TEST(WoundSignal, OfOneSessionActsAsLongInAllWhateverTheStep) {
    const double whole = p.E_mn * p.reference_interval;  // integral of the signal of one session
    for (const double step : {0.5 * day, day, 3.3 * day}) {
        const Course once = course({{{10.2 * day, 1.0}}, {}}, 300 * day, step);
        EXPECT_NEAR(once.at(once.activation, 300 * day) - 300 * day, whole, 1e-6 * whole);
    }
}

TEST(Minoxidil, ThatIsAlwaysThereActsByItsExposure) {
    for (const double exposure : {0.4, 1.0, 3.0}) {
        const Course steady = course(minoxidil(0.0, 200 * week, exposure), 60 * week);
        const double passed = steady.at(steady.activation, 60 * week) - steady.at(steady.activation, 59 * week);
        EXPECT_NEAR(passed / week, 1.0 + p.E_mx * exposure / (exposure + p.EC50), 1e-9);
    }
}

TEST(Minoxidil, OfSpansThatOverlapAddsUp) {
    Drives twice = minoxidil(0.0, 40 * week, 0.5);
    twice.minoxidil.push_back({0.0, 40 * week, 0.5});
    EXPECT_NEAR(gain(p, twice, 30 * week), gain(p, minoxidil(0.0, 40 * week), 30 * week), 1e-10);
}

TEST(Drives, ReadInverselyWhatTheyReadForwards) {
    const Course steady = course(both(needling(week, 10 * week), minoxidil(0.0, 10 * week)), 40 * week);
    for (double time = 0.1 * day; time < 40 * week; time += 3.7 * day)
        EXPECT_NEAR(steady.when(steady.clock, steady.at(steady.clock, time)), time, 1e-6);
    EXPECT_EQ(steady.when(steady.clock, 1e12), std::numeric_limits<double>::infinity());
}

TEST(Drives, GiveMoreHairTheMoreThereIsOfThem) {
    const double end = 24 * week;
    double last = 0.0;
    for (const double exposure : {0.2, 0.4, 1.0, 2.0}) {
        const double now = gain(p, minoxidil(0.0, end, exposure), end);
        EXPECT_GT(now, last);
        last = now;
    }
    last = 0.0;
    for (const double interval : {4 * week, 2 * week, week}) {
        const double now = gain(p, needling(interval, end), end);
        EXPECT_GT(now, last);
        last = now;
    }
    last = 0.0;
    for (const double response : {0.3, 1.0, 3.0}) {
        const double now = gain(p, minoxidil(0.0, end), end, response);
        EXPECT_GT(now, last);
        last = now;
    }
}

TEST(Drives, TogetherGiveMoreThanEachAndLessThanTheirSum) {
    const double end = 24 * week;
    const Drives drug = minoxidil(0.0, end), needles = needling(week, end);
    const double a = gain(p, drug, end), b = gain(p, needles, end), together = gain(p, both(drug, needles), end);
    EXPECT_GT(together, std::max(a, b));
    EXPECT_LT(together, a + b);  // the same empty follicles are woken
}

TEST(Drives, CannotWakeMoreFolliclesThanAreEmpty) {
    const double empty = expected(p, {}, {}, {0.0}, 1.0)[0].kenogen * cycle.follicles / per_cm2;
    Parameters strong = p;
    strong.E_mx = 1e4;
    const double most = gain(strong, minoxidil(0.0, 30 * week), 12 * week);
    EXPECT_LT(most, empty + 2.0);  // and those that were about to be seen
    EXPECT_GT(most, 0.9 * empty);
}

TEST(Drives, AreSeenOnceTheHairHasGrownOutOfTheSkin) {
    EXPECT_NEAR(gain(p, minoxidil(0.0, 50 * week), 0.9 * cycle.emergence), 0.0, 0.01);
    EXPECT_GT(gain(p, minoxidil(0.0, 50 * week), 2.0 * cycle.emergence), 0.5);
}

TEST(Drives, OfWhichAllEffectsAreNilChangeNothing) {
    Parameters nil = p;
    nil.E_mn = nil.E_mx = nil.anagen_mn = nil.anagen_mx = nil.diameter_mn = nil.diameter_mx = 0.0;
    const auto counts =
        expected(nil, {}, both(minoxidil(0.0, 20 * week), needling(week, 20 * week)), {0.0, 40 * week}, 1.0);
    EXPECT_EQ(counts[0].density, counts[1].density);
    EXPECT_EQ(counts[0].diameter, counts[1].diameter);
}

TEST(Anagen, ThatIsLongerKeepsHairsWithoutWakingAny) {
    Parameters longer = p;
    longer.E_mn = longer.E_mx = 0.0;
    longer.anagen_mx = 0.5;
    EXPECT_GT(gain(longer, minoxidil(0.0, 40 * week), 30 * week), 1.0);
    // A clock that goes slower for good only stretches anagen: the new rest is that of the longer anagen.
    const double slower = 1.0 + longer.anagen_mx / (1.0 + longer.EC50);
    const auto later = expected(longer, {}, minoxidil(0.0, 4000 * week), {600 * week}, 1.0, 3 * day)[0];
    const double whole = cycle.length() + (slower - 1.0) * cycle.anagen.mean();
    EXPECT_NEAR(later.anagen, slower * cycle.anagen.mean() / whole, 2e-3);
}

TEST(Shafts, ThickenAsTheHairGrowsOut) {
    Parameters thick = p;
    thick.diameter_mx = 0.2;
    const double full = 1.0 + 0.2 / (1.0 + p.EC50);
    const auto counts = expected(thick, {}, minoxidil(0.0, 100 * week), {0.0, 2 * week, 60 * week}, 1.0);
    EXPECT_EQ(counts[0].diameter, cycle.diameter);
    EXPECT_GT(counts[1].diameter, cycle.diameter);
    EXPECT_LT(counts[1].diameter, counts[2].diameter);
    EXPECT_NEAR(counts[2].diameter, full * cycle.diameter, 1e-6 * cycle.diameter);
}

TEST(Minoxidil, ThatIsStoppedLosesWhatItGave) {
    const Drives stopped = minoxidil(0.0, 96 * week);
    const double before = gain(p, stopped, 96 * week);
    EXPECT_GT(before, 10.0);
    EXPECT_GT(gain(p, stopped, 100 * week), 0.8 * before);  // let go, but the hairs still stand in telogen
    EXPECT_LT(gain(p, stopped, 120 * week), 0.1 * before);
    EXPECT_NEAR(gain(p, stopped, 400 * week), 0.0, 0.2);
}

TEST(Minoxidil, ThatIsHalvedLosesAPart) {
    Drives halved = minoxidil(0.0, 96 * week);
    halved.minoxidil.push_back({96 * week, 400 * week, 0.5});
    const double end = 300 * week;
    EXPECT_NEAR(gain(p, halved, end), gain(p, minoxidil(0.0, end, 0.5), end), 0.3);
}

TEST(Needling, ThatIsStoppedKeepsItsHairsUntilTheirAnagenEnds) {
    const Drives done = needling(week, 24 * week);
    const double before = gain(p, done, 24 * week);
    EXPECT_GT(gain(p, done, 32 * week), 0.8 * before);
    EXPECT_NEAR(gain(p, done, 400 * week), 0.0, 0.2);
}

}  // namespace
}  // namespace percuta::hair
