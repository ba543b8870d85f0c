#include "report/compare.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "pages.hpp"
#include "report/compare_worlds.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

using nlohmann::json;
using testing::contains;

/// Draws of depth and collagen around the figures of the sample.
course::Result drawn(double deeper, double more_collagen) {
    course::Result result = testing::sample_result();
    course::Session& session = result.sessions.front();
    for (int i = 0; i < 40; ++i) {
        const double person = std::sin(2.3 * i);
        session.depth_draws.push_back(540e-6 + deeper + 60e-6 * person);
        session.holes_draws.push_back(2.36e6 + 2e5 * std::cos(1.9 * i));
    }
    session.depth_interval = core::interval(session.depth_draws);
    session.holes_interval = core::interval(session.holes_draws);
    for (course::Assay& assay : result.assays) {
        for (int i = 0; i < 40; ++i)
            assay.draws.push_back(assay.change.median + more_collagen * std::sin(3.1 * i) + 5.0 * std::cos(0.7 * i));
        assay.change = core::interval(assay.draws);
    }
    return result;
}

const Endpoint& endpoint(const Comparison& comparison, const std::string& name) {
    const auto found = std::ranges::find(comparison.endpoints, name, &Endpoint::name);
    EXPECT_NE(found, comparison.endpoints.end()) << name;
    return *found;
}

Comparison two(course::Result first, course::Result second) {
    return compare({{"first.toml", std::move(first)}, {"second.toml", std::move(second)}});
}

TEST(Compare, APlanDoesNotDifferFromItself) {
    const Comparison comparison = two(drawn(0.0, 2.0), drawn(0.0, 2.0));
    for (const Endpoint& one : comparison.endpoints) {
        ASSERT_EQ(one.values.size(), 2U);
        EXPECT_FALSE(one.differences[0].has_value()) << one.name;
        if (!one.differences[1]) continue;
        EXPECT_EQ(one.differences[1]->verdict, Verdict::equal) << one.name;
    }
}

TEST(Compare, ADifferenceThatEveryDrawSharesIsMoreThanNoiseThoughIntervalsOverlap) {
    const Comparison comparison = two(drawn(0.0, 0.0), drawn(10e-6, 0.0));
    const Endpoint& depth = endpoint(comparison, "depth_um");
    EXPECT_GT(depth.values[0]->hi, depth.values[1]->lo) << "the intervals overlap";
    ASSERT_TRUE(depth.differences[1]->by.has_value());
    EXPECT_EQ(depth.differences[1]->verdict, Verdict::apart);
    EXPECT_NEAR(depth.differences[1]->by->median, 10.0, 1e-9);
    EXPECT_NEAR(depth.differences[1]->by->hi - depth.differences[1]->by->lo, 0.0, 1e-9);
}

TEST(Compare, ADifferenceOfEitherSignIsCalledNoise) {
    const Comparison comparison = two(drawn(0.0, 0.0), drawn(0.0, 4.0));
    const Endpoint& collagen = endpoint(comparison, "collagen_end_pct");
    EXPECT_EQ(collagen.differences[1]->verdict, Verdict::within_noise);
    EXPECT_TRUE(contains(difference_in_cell(collagen, 1), "within the noise"));
}

TEST(Compare, WhatIsMoreThanNoiseDoesNotLookAsIfItReachedZero) {
    Endpoint one;
    one.differences = {std::nullopt, Difference{Verdict::apart, core::Interval{-13.0, -38.0, -0.04}}};
    EXPECT_EQ(difference_in_cell(one, 1), "\u221213.00 (\u221238.00 to \u22120.04), more than noise");
    one.differences[1]->by->hi = 2.0;
    one.differences[1]->verdict = Verdict::within_noise;
    EXPECT_EQ(difference_in_cell(one, 1), "\u221213 (\u221238 to 2), within the noise");
}

TEST(Compare, SaysWhereThereAreNoDraws) {
    course::Result second = drawn(10e-6, 0.0);
    second.sessions.front().depth_draws.clear();
    const Comparison comparison = two(drawn(0.0, 0.0), std::move(second));
    const Difference& depth = *endpoint(comparison, "depth_um").differences[1];
    EXPECT_EQ(depth.verdict, Verdict::not_paired);
    EXPECT_FALSE(depth.by.has_value());
    EXPECT_EQ(difference_in_cell(endpoint(comparison, "depth_um"), 1), "no draws to compare");
}

TEST(Compare, DifferencesAreThoseOfTheReverseWithTheOtherSign) {
    const core::Interval wide{2.0, 0.0, 4.0};
    const std::vector<double> a{1.0, 2.0, 5.0, 3.0}, b{2.0, 1.0, 9.0, 4.5};
    const Difference forth = difference(wide, wide, a, b), back = difference(wide, wide, b, a);
    EXPECT_EQ(forth.verdict, back.verdict);
    EXPECT_NEAR(forth.by->median, -back.by->median, 1e-12);
    EXPECT_NEAR(forth.by->lo, -back.by->hi, 1e-12);
}

TEST(Compare, APlanThatIsReadOtherwiseHasADash) {
    course::Result second = drawn(0.0, 0.0);
    second.outcome.clear();
    const Comparison comparison = two(drawn(0.0, 0.0), std::move(second));
    const Endpoint& improved = endpoint(comparison, "goodman-baron-quantitative.blinded-photo.improved");
    EXPECT_TRUE(improved.values[0].has_value());
    EXPECT_FALSE(improved.values[1].has_value());
    EXPECT_EQ(in_cell(improved, 1), "–");
    EXPECT_EQ(difference_in_cell(improved, 1), "–");
    EXPECT_EQ(testing::fault_of(compare_html(comparison, testing::sample_bibliography())), "");
}

TEST(Compare, SharesOfPeopleAreTheirMeans) {
    const course::Result result = testing::sample_result();
    const course::ScaleReading& reading = result.outcome.front();
    double improved = 0.0;
    for (const double one : reading.improvements) improved += one > 0.0 ? 1.0 : 0.0;
    const core::Interval share = mean_between(reading, Counted::improved);
    EXPECT_NEAR(share.median, improved / static_cast<double>(reading.improvements.size()), 1e-12);
    EXPECT_LE(share.lo, share.median);
    EXPECT_GE(share.hi, share.median);
}

TEST(Compare, PeopleOfOneKindInEveryWorldLeaveNoSpreadBetweenWorlds) {
    course::ScaleReading reading;
    reading.worlds = 8;
    // Eight worlds of the same fifty people: what differs is only who is read.
    for (int i = 0; i < 400; ++i) reading.improvements.push_back((i / 8) % 2 == 0 ? 2.0 : -1.0);
    const core::Interval share = mean_between(reading, Counted::improved);
    EXPECT_NEAR(share.hi - share.lo, 0.0, 1e-12);
    EXPECT_NEAR(share.median, 0.5, 1e-12);
}

TEST(Compare, ADifferenceBetweenFewPeopleIsNoFinding) {
    course::ScaleReading first, second;
    first.worlds = 8;
    second = first;
    for (int i = 0; i < 400; ++i) {
        first.improvements.push_back(i % 3 == 0 ? 2.0 : -1.0);
        second.improvements.push_back(i % 3 == 1 || i == 2 ? 2.0 : -1.0);  // one person more, and others
    }
    const Difference difference = difference_between(first, second, Counted::improved);
    EXPECT_EQ(difference.verdict, Verdict::within_noise);
    EXPECT_GT(difference.by->hi - difference.by->lo, 0.05);
}

TEST(Compare, RisksAreComparedWithinTheSameStudy) {
    course::Result second = drawn(0.0, 0.0);
    for (outcome::Risk& risk : second.burden.risks) {
        risk.probability *= 2.0;
        risk.lo *= 2.0;
        risk.hi *= 2.0;
    }
    const Comparison comparison = two(drawn(0.0, 0.0), std::move(second));
    const Difference& pih = *endpoint(comparison, "risk.pih").differences[1];
    EXPECT_EQ(pih.verdict, Verdict::apart) << "twice the risk in every study, though the intervals overlap";
    EXPECT_NEAR(pih.by->lo, 2.0, 1e-9);
    EXPECT_NEAR(pih.by->hi, 50.0, 1e-9);
}

TEST(Compare, ASurerOutcomeForTheSamePeopleIsSeenWorldByWorld) {
    course::Result better = drawn(0.0, 0.0);
    for (course::ScaleReading& reading : better.outcome)
        for (double& improvement : reading.improvements) improvement += 1.0;
    const Comparison comparison = two(drawn(0.0, 0.0), std::move(better));
    const Endpoint& mean = endpoint(comparison, "goodman-baron-quantitative.blinded-photo.improvement");
    EXPECT_EQ(mean.differences[1]->verdict, Verdict::apart);
    EXPECT_NEAR(mean.differences[1]->by->median, 1.0, 1e-12);
    EXPECT_GT(mean.values[0]->hi, mean.values[1]->lo) << "though the intervals overlap";
}

TEST(Compare, NothingSampledIsSaid) {
    course::Result first = testing::sample_result(), second = testing::sample_result();
    for (course::Result* result : {&first, &second}) {
        result->provenance.samples = 0;
        course::Interval& depth = result->sessions.front().depth_interval;
        depth.lo = depth.hi = depth.median;
    }
    second.sessions.front().depth_interval = {600e-6, 600e-6, 600e-6};
    const Comparison comparison = two(std::move(first), std::move(second));
    const Difference& depth = *endpoint(comparison, "depth_um").differences[1];
    EXPECT_EQ(depth.verdict, Verdict::not_sampled);
    EXPECT_NEAR(depth.by->median, 60.0, 1e-9);
    EXPECT_TRUE(contains(compare_html(comparison, testing::sample_bibliography()), "Nothing was sampled"));
}

TEST(ComparePage, IsWellFormedForTwoToFourPlansAndEscapesWhatAUserWrote) {
    for (std::size_t plans = 2; plans <= most_plans; ++plans) {
        std::vector<Contestant> all;
        for (std::size_t i = 0; i < plans; ++i) {
            all.push_back({"<i>" + std::to_string(i) + ".toml", drawn(1e-5 * static_cast<double>(i), 1.0)});
            all.back().result.plan.title = "<b>Plan</b> & \"" + letter(i) + "\"";
        }
        const std::string html = compare_html(compare(std::move(all)), testing::sample_bibliography());
        EXPECT_EQ(testing::fault_of(html), "") << plans;
        EXPECT_FALSE(contains(html, "<b>"));
        EXPECT_FALSE(contains(html, "<i>"));
        EXPECT_EQ(contains(html, "class=\"line s4\""), plans == 4);
        EXPECT_TRUE(contains(html, "not a medical device; no promise of effect"));
    }
}

TEST(ComparePage, DrawsTwentyDotsForEveryPlanAndReader) {
    const std::string html = compare_html(two(drawn(0.0, 0.0), drawn(0.0, 0.0)), testing::sample_bibliography());
    const std::size_t readings = html.find("id=\"readings\"");
    ASSERT_NE(readings, std::string::npos);
    const std::string section = html.substr(readings, html.find("</section>", readings) - readings);
    EXPECT_EQ(testing::count(section, "<circle"), 20U * 2U * 2U) << "two readers, two plans";
}

TEST(ComparePage, SurvivesPlansThatLeadToNothing) {
    const Comparison comparison = two(course::Result{}, course::Result{});
    EXPECT_EQ(testing::fault_of(compare_html(comparison, testing::sample_bibliography())), "");
    EXPECT_NO_THROW(json::parse(compare_json(comparison)));
}

TEST(CompareJson, SaysWhatThePageSays) {
    const Comparison comparison = two(drawn(0.0, 0.0), drawn(10e-6, 0.0));
    const json read = json::parse(compare_json(comparison));
    EXPECT_EQ(read["compare_version"], 1);
    ASSERT_EQ(read["plans"].size(), 2U);
    EXPECT_EQ(read["plans"][1]["letter"], "B");
    ASSERT_EQ(read["endpoints"].size(), comparison.endpoints.size());
    const json& depth = read["endpoints"][0];
    EXPECT_EQ(depth["name"], "depth_um");
    EXPECT_EQ(depth["minus_first"][0], nullptr);
    EXPECT_EQ(depth["minus_first"][1]["verdict"], "apart");
    EXPECT_NEAR(depth["minus_first"][1]["by"]["median"].get<double>(), 10.0, 1e-9);
    EXPECT_EQ(read["curves"][0]["t_d"].size(), comparison.plans[0].result.times.size());
    EXPECT_TRUE(read["curves"][1].contains("collagen_total"));
}

}  // namespace
}  // namespace percuta::report
