#include "trial/design.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "core/random.hpp"
#include "trial/pareto.hpp"

namespace percuta::trial {
namespace {

constexpr double day = 86400.0;

std::vector<std::string> numbered(int from, int to) {
    std::vector<std::string> out;
    for (int i = from; i <= to; ++i) out.push_back(std::to_string(i));
    return out;
}

/// A world in which everything is known: longer, more often and more of it helps, hurts, costs.
struct Toy {
    std::vector<Axis> axes{{"needle_length", "needle length", numbered(1, 5), true},
                           {"passes", "passes", numbered(1, 4), true},
                           {"sessions", "sessions", numbered(1, 6), true}};
    double noise = 0.0;  ///< of the probability with 8 draws; less with more
    std::map<int, std::size_t> assessed{};

    static double level(const Choice& choice, std::size_t axis) { return static_cast<double>(choice[axis]) + 1.0; }

    Assessment known(const Choice& choice) const {
        Assessment out;
        out.sessions = level(choice, 2);
        out.cost = 100.0 * out.sessions;
        return out;
    }
    Assessment truth(const Choice& choice) const {
        Assessment out = known(choice);
        const double length = level(choice, 0), passes = level(choice, 1);
        out.goal = 1.0 - std::exp(-0.05 * length * std::sqrt(passes) * out.sessions);
        out.downtime = 0.5 * length * passes * day;
        out.pih = 0.01 * length * passes;
        return out;
    }
    Assessment assessed_with(const Choice& choice, int draws) const {
        Assessment out = truth(choice);
        out.draws = draws;
        const std::uint64_t subject = choice[0] * 100 + choice[1] * 10 + choice[2];
        core::RandomStream random(5, subject, core::Stream::patients);
        out.goal += noise * std::sqrt(8.0 / draws) * random.normal();
        return out;
    }
    Bench bench() {
        return {[this](const Choice& choice) {
                    return Outline{"", std::string(choice.begin(), choice.end()), known(choice)};
                },
                [this](std::span<const Choice> choices, int draws, const core::Watch&) {
                    std::vector<Assessment> out;
                    for (const Choice& choice : choices) out.push_back(assessed_with(choice, draws));
                    assessed[draws] += choices.size();
                    return out;
                }};
    }
    std::vector<Choice> all() const {
        std::vector<Choice> out;
        for (std::size_t a = 0; a < 5; ++a)
            for (std::size_t b = 0; b < 4; ++b)
                for (std::size_t c = 0; c < 6; ++c) out.push_back({a, b, c});
        return out;
    }
};

Limit at_most(std::string_view name, double most, int line = 1) {
    return {&measure(name), most, {"goal.toml", line, 1, ""}};
}

Burdens burdens(const Assessment& is) { return {-is.goal, is.downtime, is.cost, is.sessions, is.pih}; }

TEST(Design, FrontOfAKnownWorldIsItsFront) {
    Toy toy;
    const std::vector<Limit> limits{at_most("downtime", 3.0 * day)};
    const Front found = search(toy.axes, limits, 0.5, toy.bench(), {.most_refined = 1000});
    ASSERT_FALSE(found.points.empty());
    EXPECT_EQ(found.candidates, 120U);
    std::vector<Choice> kept;
    for (const Choice& choice : toy.all())
        if (toy.truth(choice).downtime <= 3.0 * day) kept.push_back(choice);
    EXPECT_EQ(found.broken.front(), 120U - kept.size());
    for (const Point& point : found.points)
        for (const Choice& other : kept)
            EXPECT_FALSE(dominates(burdens(toy.truth(other)), burdens(toy.truth(point.choice))));
    // Whatever is not on the front is no better than something there, but for what nobody feels.
    for (const Choice& choice : kept) {
        const Assessment is = toy.truth(choice);
        EXPECT_TRUE(std::ranges::any_of(found.points, [&](const Point& point) {
            return point.is.goal > is.goal - 0.011 && point.is.downtime < is.downtime + 0.26 * day &&
                   point.is.cost <= is.cost && point.is.sessions <= is.sessions && point.is.pih < is.pih + 0.006;
        }));
    }
    EXPECT_TRUE(std::ranges::is_sorted(found.points, std::ranges::greater{}, [](const Point& p) { return p.is.goal; }));
}

TEST(Design, NeverReturnsAPlanThatBreaksALimitHoweverFewTheDraws) {
    for (const double noise : {0.0, 0.05, 0.2}) {
        Toy toy;
        toy.noise = noise;
        const std::vector<Limit> limits{at_most("downtime", 2.0 * day), at_most("cost", 400.0), at_most("pih", 0.05)};
        const Front found = search(toy.axes, limits, 0.5, toy.bench());
        for (const Point& point : found.points) {
            EXPECT_TRUE(broken(limits, point.is).empty());
            for (const Point& other : found.points) EXPECT_FALSE(dominates(burdens(other.is), burdens(point.is)));
        }
    }
}

TEST(Design, ATighterLimitNeverHelps) {
    double before = 1.0;
    for (const double most : {10.0, 6.0, 4.0, 3.0, 2.0, 1.0, 0.5}) {
        Toy toy;
        const std::vector<Limit> limits{at_most("downtime", most * day)};
        const Front found = search(toy.axes, limits, 0.5, toy.bench());
        EXPECT_LE(found.points.front().is.goal, before) << most;
        before = found.points.front().is.goal;
    }
}

TEST(Design, WithFewDrawsTheFrontIsNearlyTheOneOfManyDraws) {
    Toy exact, noisy;
    noisy.noise = 0.02;
    const std::vector<Limit> limits{at_most("downtime", 4.0 * day)};
    const Front truth = search(exact.axes, limits, 0.6, exact.bench()),
                found = search(noisy.axes, limits, 0.6, noisy.bench());
    EXPECT_NEAR(found.points.front().is.goal, truth.points.front().is.goal, 0.05);
    EXPECT_LE(noisy.assessed.at(64), 40U + 2U * 6U + 1U);
}

TEST(Design, IsTheSameEveryTime) {
    Toy toy;
    toy.noise = 0.05;
    const std::vector<Limit> limits{at_most("downtime", 3.0 * day)};
    const Front one = search(toy.axes, limits, 0.5, toy.bench()), two = search(toy.axes, limits, 0.5, toy.bench());
    ASSERT_EQ(one.points.size(), two.points.size());
    for (std::size_t i = 0; i < one.points.size(); ++i) EXPECT_EQ(one.points[i].choice, two.points[i].choice);
}

TEST(Design, WhatBreaksALimitThatNeedsNoSimulationIsNotSimulated) {
    Toy toy;
    const std::vector<Limit> limits{at_most("sessions", 2)};
    search(toy.axes, limits, 0.1, toy.bench());
    EXPECT_LE(toy.assessed.at(8), 40U + 20U);  // two of six numbers of sessions, and neighbours with a third
}

TEST(Design, PlansThatAreTheSameAreTriedOnce) {
    Toy toy;
    Bench bench = toy.bench();
    // With one session, passes do not matter.
    bench.outline = [inner = bench.outline](Choice choice) {
        if (choice[2] == 0) choice[1] = 0;
        return inner(choice);
    };
    EXPECT_EQ(search(toy.axes, {}, 0.5, bench).candidates, 120U - 5U * 3U);
}

TEST(Design, CountsWhatIsNoPlanByItsReason) {
    Toy toy;
    Bench bench = toy.bench();
    bench.outline = [inner = bench.outline](const Choice& choice) {
        Outline out = inner(choice);
        if (choice[0] == 4) out.impossible = "no such needle";
        if (choice[0] == 3 && choice[1] == 0) out.impossible = "no such pass";
        return out;
    };
    const Front found = search(toy.axes, {}, 0.5, bench);
    ASSERT_EQ(found.impossible.size(), 2U);
    EXPECT_EQ(found.impossible[0], (std::pair<std::string, std::size_t>("no such needle", 24)));
    EXPECT_EQ(found.impossible[1].second, 6U);
    for (const Point& point : found.points) EXPECT_NE(point.choice[0], 4U);
}

bool mentions(const std::vector<std::string>& sentences, std::string_view words) {
    return std::ranges::any_of(sentences, [&](const std::string& s) { return s.find(words) != std::string::npos; });
}

TEST(Design, SaysWhichLimitForbidsToDoBetter) {
    Toy toy;
    const std::vector<Limit> limits{at_most("downtime", 3.0 * day), at_most("sessions", 4)};
    const Front found = search(toy.axes, limits, 0.3, toy.bench());
    const Point& most = found.points.front();
    EXPECT_EQ(most.choice[2], 3U);
    const auto why = why_not_more(most, toy.axes, limits);
    EXPECT_TRUE(mentions(why, "ruled out by the limit of 4 on sessions")) << why.front();
    EXPECT_TRUE(mentions(why, "ruled out by the limit of 3 d on redness after a session"));
    for (const Step& step : most.better) EXPECT_FALSE(step.limits.empty()) << "a better plan within the limits";
}

TEST(Design, SaysWhereTheSearchEndsAndWhereSessionsAddLittle) {
    Toy toy;
    const Front found = search(toy.axes, {}, 0.3, toy.bench());
    const Point& most = found.points.front();
    EXPECT_EQ(most.choice, (Choice{4, 3, 5}));
    const auto why = why_not_more(most, toy.axes, {});
    EXPECT_TRUE(mentions(why, "Needle length 5 is where the search ends")) << why.front();
    bool little = false, much = false;
    for (const Point& point : found.points) {
        if (!std::isfinite(point.next[2])) continue;
        const bool adds_little = std::lround(100.0 * point.next[2]) < 5;
        EXPECT_EQ(mentions(why_not_more(point, toy.axes, {}), "One more session would add"), adds_little)
            << point.next[2];
        (adds_little ? little : much) = true;
    }
    EXPECT_TRUE(little && much);
}

TEST(Design, DoesNotCallFivePointsLessThanFive) {
    const std::vector<Axis> sessions{{"sessions", "sessions", {"1", "2"}}};
    Point point{.choice = {0}, .is = {}, .better = {}, .edges = {}, .next = {0.047}};
    EXPECT_FALSE(mentions(why_not_more(point, sessions, {}), "One more session"));
    point.next = {0.044};
    EXPECT_TRUE(mentions(why_not_more(point, sessions, {}), "One more session would add 4 points: less than 5"));
}

TEST(Design, TakesTheCheapestOfThoseThatReachTheGoalAsTheBest) {
    Toy toy;
    const Front found = search(toy.axes, {}, 0.5, toy.bench());
    const Point& best = found.points[best_point(found)];
    EXPECT_TRUE(best.reaches);
    for (const Choice& choice : toy.all())
        EXPECT_TRUE(toy.truth(choice).goal < 0.5 || toy.truth(choice).cost >= best.is.cost);
    EXPECT_TRUE(found.obstacles.empty());
}

TEST(Design, WhenTheGoalIsOutOfReachSaysWhatStandsInTheWay) {
    Toy toy;
    const std::vector<Limit> limits{at_most("downtime", 1.0 * day), at_most("cost", 300.0), at_most("pih", 0.9)};
    const Front found = search(toy.axes, limits, 0.6, toy.bench());
    ASSERT_FALSE(found.points.empty());
    EXPECT_FALSE(found.points.front().reaches);
    ASSERT_EQ(found.obstacles.size(), 2U);
    for (const Obstacle& one : found.obstacles) EXPECT_EQ(broken(limits, one.is), std::vector<std::size_t>{one.limit});
    // Without the limit on downtime: everything that costs 300; checked by hand.
    EXPECT_EQ(found.obstacles[0].limit, 0U);
    EXPECT_EQ(found.obstacles[0].choice, (Choice{4, 3, 2}));
    const auto words = what_stands_in_the_way(found, toy.axes, limits, 0.6);
    EXPECT_TRUE(mentions(words, "Without the limit of 1 d on redness after a session: 78 %")) << words.front();
}

TEST(Design, WhenNoLimitIsToBlameSaysSo) {
    Toy toy;
    const Front found = search(toy.axes, {}, 0.999, toy.bench());
    EXPECT_TRUE(mentions(what_stands_in_the_way(found, toy.axes, {}, 0.999), "No single limit is to blame"));
}

core::InvalidInput refusal(const Front& front, std::span<const Limit> limits) {
    try {
        refuse_nothing(front, limits, {"goal.toml", 9, 1, ""});
    } catch (const core::InvalidInput& error) {
        return error;
    }
    ADD_FAILURE() << "was not refused";
    return core::InvalidInput(core::Diagnostic{});
}

TEST(Design, LimitsThatNothingMeetsAreRefusedWhereTheyStand) {
    Toy toy;
    const std::vector<Limit> limits{at_most("downtime", 0.2 * day, 5), at_most("cost", 1000.0, 6)};
    const auto error = refusal(search(toy.axes, limits, 0.5, toy.bench()), limits);
    ASSERT_EQ(error.diagnostics().size(), 1U);
    EXPECT_EQ(error.diagnostics().front().place.line, 5);
    EXPECT_NE(error.diagnostics().front().message.find("the least among them is 12 h"), std::string::npos);
}

TEST(Design, LimitsThatContradictEachOtherAreRefusedTogether) {
    Toy toy;
    Bench bench = toy.bench();
    bench.assess = [&](std::span<const Choice> choices, int, const core::Watch&) {
        std::vector<Assessment> out;
        for (const Choice& choice : choices) {
            out.push_back(toy.truth(choice));
            out.back().pih = 0.2 - 0.03 * out.back().downtime / day;  // less of one is more of the other
        }
        return out;
    };
    const std::vector<Limit> limits{at_most("downtime", 1.0 * day, 5), at_most("pih", 0.1, 6)};
    EXPECT_EQ(refusal(search(toy.axes, limits, 0.5, bench), limits).diagnostics().size(), 2U);
}

TEST(Design, ASearchWithoutAnyPlanIsRefusedWithTheReason) {
    Toy toy;
    Bench bench = toy.bench();
    bench.outline = [](const Choice&) { return Outline{"the device has no such needles", "", {}}; };
    const auto error = refusal(search(toy.axes, {}, 0.5, bench), {});
    EXPECT_EQ(error.diagnostics().front().place.line, 9);
    EXPECT_NE(error.diagnostics().front().message.find("no such needles"), std::string::npos);
}

TEST(Design, TooManyPlansAreRefusedBeforeAnythingIsSimulated) {
    Toy toy;
    try {
        search(toy.axes, {}, 0.5, toy.bench(), {.most_candidates = 100, .place = {"goal.toml", 9, 1, "[search]"}});
        ADD_FAILURE() << "not refused";
    } catch (const core::InvalidInput& error) {
        EXPECT_EQ(error.diagnostics().front().place.line, 9);
    }
    EXPECT_TRUE(toy.assessed.empty());
}

TEST(Design, StopsWhenAskedTo) {
    Toy toy;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(search(toy.axes, {}, 0.5, toy.bench(), {}, {{}, stop.get_token()}), core::Interrupted);
}

TEST(Measures, AreShownInTheUnitsOfPeople) {
    EXPECT_EQ(in_words(measure("downtime"), 2.5 * day), "2.5 d");
    EXPECT_EQ(in_words(measure("downtime"), 0.25 * day), "6 h");
    EXPECT_EQ(in_words(measure("pih"), 0.12), "12 %");
    EXPECT_EQ(in_words(measure("pain"), 0.45), "4.5");
    EXPECT_EQ(in_words(measure("sessions"), 4), "4");
    EXPECT_THROW(measure("beauty"), core::InternalError);
}

}  // namespace
}  // namespace percuta::trial
