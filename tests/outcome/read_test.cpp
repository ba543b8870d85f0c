#include "outcome/read.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/units.hpp"
#include "outcome/clinic.hpp"

namespace percuta::outcome {
namespace {

constexpr double end = 100.0 * core::day;

Condition acne(double score) { return {"acne-scar", "goodman-baron-quantitative", score, {}}; }

/// One world without a study effect of its own, so that figures are those of the law.
TissueDraw plain(double gain) {
    TissueDraw draw{parameters(), {gained(gain)}};
    draw.parameters.tau = 0.0;
    return draw;
}

ScaleReading read(const char* scale, const char* reader, const Condition& condition,
                  const std::vector<TissueDraw>& draws, int people = 20000, std::uint64_t seed = 1) {
    const std::vector<double> times{end};
    return read_course(clinic(), clinic().scale(scale), clinic().reader(reader), condition, times, draws, people, seed);
}

ScaleReading points(const char* reader, double baseline, double gain, int people = 20000) {
    return read("goodman-baron-quantitative", reader, acne(baseline), {plain(gain)}, people);
}

TEST(Course, NoGainMeansNoChangeForWhoDoesNotKnow) {
    const ScaleReading blinded = points("blinded-photo", 12, 0.0);
    EXPECT_NEAR(blinded.change_mean, 0.0, 0.15);
    EXPECT_EQ(blinded.p_improved, blinded.p_improved_untreated);
    EXPECT_EQ(blinded.p_one_grade, blinded.p_one_grade_untreated);
    EXPECT_EQ(blinded.p_half, blinded.p_half_untreated);
    EXPECT_GT(blinded.p_half, 0.05);  // scatter alone
}

TEST(Course, TheOpenAssessorSeesMoreThanTheBlindedRaters) {
    const ScaleReading blinded = points("blinded-photo", 12, 0.4), open = points("open-single-assessor", 12, 0.4);
    EXPECT_GT(open.change_mean, blinded.change_mean + 2.0);
    EXPECT_LT(open.change_sd, blinded.change_sd);
    EXPECT_GT(open.p_half, blinded.p_half);
    EXPECT_LT(open.p_half_untreated, 0.01);
}

TEST(Course, ImprovementIsPositiveWhateverTheScale) {
    for (const char* name : {"goodman-baron-quantitative", "goodman-baron-qualitative", "ecca", "gais", "quartile",
                             "improvement-percent", "primos-ra"}) {
        const ScaleReading reading = read(name, "live-rater", acne(12), {plain(1.5)}, 4000);
        EXPECT_GT(reading.change_mean, 0.0) << name;
        const double sign = reading.lower_is_better ? -1.0 : 1.0;
        EXPECT_GT(sign * (reading.final.median - reading.baseline), 0.0) << name;
        EXPECT_EQ(reading.of_change, clinic().scale(name).of_change);
    }
    Tissue grown;
    grown.hair_gain = 0.4e6;
    const std::vector<double> times{0.0, end};
    for (const char* name : {"hair-count", "hair-global"}) {
        const ScaleReading hair =
            read_course(clinic(), clinic().scale(name), clinic().reader("instrument"),
                        {"hair-loss", "", 0.0, {}, thinning}, times, {{parameters(), {Tissue{}, grown}}}, 4000, 1);
        EXPECT_GT(hair.change_mean, 0.0) << name;
        EXPECT_GT(hair.timeline.back().value.median, hair.timeline.front().value.median) << name;
    }
}

/// Hair of one world, in which a person gains 20 hairs per cm2 and 12 more for each standard deviation of response.
TissueDraw hairy(double drift = 0.0) {
    TissueDraw out = plain(0.0);
    HairGains gains;
    for (std::size_t i = 0; i < gains.size(); ++i) gains[i].density = 1e4 * (20.0 + 12.0 * hair_responses[i]);
    out.hair = {gains};
    out.count_drift = 1e4 * drift;
    return out;
}

ScaleReading counted_hair(const std::vector<TissueDraw>& draws, const Scale& scale, int people = 20000) {
    const std::vector<double> times{end};
    return read_course(clinic(), scale, clinic().reader("instrument"), {"hair-loss", "", 0.0, {}, thinning}, times,
                       draws, people, 1);
}

/// A count without chance in it.
Scale exact_count() {
    Scale out = clinic().scale("hair-count");
    out.visit_sd = out.idle_share = out.step = 0.0;
    return out;
}

TEST(Course, PeopleOfOneWorldDifferInWhatTheirFolliclesGain) {
    const ScaleReading reading = counted_hair({hairy()}, exact_count());
    EXPECT_NEAR(reading.change_mean, 20.0, 0.4);
    EXPECT_NEAR(reading.change_sd, 12.0, 0.4);
    EXPECT_NEAR(reading.p_one_grade, 0.5 * std::erfc((10.0 - 20.0) / (12.0 * std::sqrt(2.0))), 0.02);
}

TEST(Course, FolliclesOfPeopleAreNoDifferenceBetweenWorlds) {
    const ScaleReading reading = counted_hair(std::vector<TissueDraw>(40, hairy()), exact_count(), 4000);
    EXPECT_LT(reading.one_grade_between.hi - reading.one_grade_between.lo, 0.1);
}

TEST(Course, CountsOfHairDriftInTheTreatedAndTheUntreatedAfterTheFirstReading) {
    const ScaleReading still = counted_hair({hairy()}, clinic().scale("hair-count")),
                       drifting = counted_hair({hairy(5.0)}, clinic().scale("hair-count"));
    EXPECT_NEAR(drifting.change_mean - still.change_mean, 5.0, 1e-9);
    EXPECT_EQ(drifting.baseline, still.baseline);
    EXPECT_GT(drifting.p_improved_untreated, still.p_improved_untreated + 0.05);
    const ScaleReading mass = counted_hair({hairy(5.0)}, clinic().scale("hair-global"));
    EXPECT_EQ(mass.change_mean, counted_hair({hairy()}, clinic().scale("hair-global")).change_mean);
    TissueDraw twice = hairy(5.0);
    twice.tissue.resize(2);
    twice.hair.insert(twice.hair.begin(), HairGains{});
    const std::vector<double> times{0.0, end};
    const ScaleReading course = read_course(clinic(), exact_count(), clinic().reader("instrument"),
                                            {"hair-loss", "", 0.0, {}, thinning}, times, {twice}, 100, 1);
    EXPECT_NEAR(course.timeline.front().value.median, course.baseline, 1e-9);
}

TEST(Course, HalfIsHalfOfWhatThisReaderReadBefore) {
    const ScaleReading reading = points("blinded-photo", 12, 0.4, 4000);
    double half = 0.0;
    for (std::size_t i = 0; i < reading.finals.size(); ++i) {
        const double first = reading.finals[i] + reading.improvements[i];
        const bool gone = reading.improvements[i] > 0.0 && reading.finals[i] <= 0.5 * first + 1e-9;
        half += gone ? 1.0 / static_cast<double>(reading.finals.size()) : 0.0;
    }
    EXPECT_NEAR(reading.p_half, half, 1e-12);
}

TEST(Course, AScoreOfChangeStartsFromNoChange) {
    EXPECT_EQ(read("gais", "patient", acne(12), {plain(0.4)}, 100).baseline, 4.0);
    EXPECT_EQ(read("quartile", "patient", acne(12), {plain(0.4)}, 100).baseline, 0.0);
}

TEST(Course, ABaselineOnOneScaleSaysWhatAnotherReads) {
    const ScaleReading grade = read("goodman-baron-qualitative", "blinded-photo", acne(11.73), {plain(0.4)}, 100);
    EXPECT_GT(grade.baseline, 2.0);
    EXPECT_LT(grade.baseline, 4.0);
}

TEST(Course, SharesSpreadBetweenWorldsAsFarAsWorldsDiffer) {
    const std::vector<TissueDraw> same(40, plain(0.4));
    std::vector<TissueDraw> studies = same, gains;
    for (TissueDraw& draw : studies) draw.parameters.tau = parameters().tau;
    for (int i = 0; i < 40; ++i) gains.push_back(plain(0.02 * (i + 1)));
    const auto width = [](const std::vector<TissueDraw>& draws) {
        const ScaleReading reading = read("goodman-baron-quantitative", "open-single-assessor", acne(12), draws, 20000);
        EXPECT_LE(reading.one_grade_between.lo, reading.p_one_grade);
        EXPECT_GE(reading.one_grade_between.hi, reading.p_one_grade);
        return reading.half_between.hi - reading.half_between.lo;
    };
    // Only few people of a world are read: their scatter is not a difference between worlds.
    EXPECT_LT(width(same), 0.06);
    EXPECT_GT(width(studies), 0.2);
    EXPECT_GT(width(gains), 0.5);
    EXPECT_EQ(width({plain(0.4)}), 0.0);
}

TEST(Course, SharesDoNotDependOnHowManyPeopleOfAWorldAreRead) {
    std::vector<TissueDraw> studies(300, plain(0.25));
    for (TissueDraw& draw : studies) draw.parameters.tau = parameters().tau;
    const auto few = read("goodman-baron-quantitative", "open-single-assessor", acne(12), studies, 12000).half_between;
    const auto many = read("goodman-baron-quantitative", "open-single-assessor", acne(12), studies, 120000).half_between;
    EXPECT_NEAR(few.hi - few.lo, many.hi - many.lo, 0.1);
}

TEST(Course, QuantilesAreEquallyProbable) {
    const ScaleReading reading = points("blinded-photo", 20, 0.4);
    ASSERT_EQ(reading.quantiles.size(), 20U);
    EXPECT_TRUE(std::ranges::is_sorted(reading.quantiles));
    EXPECT_GE(reading.quantiles.front(), reading.final.lo - 3.0);
    EXPECT_LE(reading.quantiles[10] - reading.final.median, 1.0);
    EXPECT_LE(reading.final.median, reading.quantiles[10]);
    EXPECT_GE(reading.final.median, reading.quantiles[9]);
}

TEST(Course, AStepThatCountsIsRarerThanAnyImprovementAndMoreCommonThanHalf) {
    const ScaleReading reading = points("blinded-photo", 20, 0.4);
    EXPECT_LT(reading.p_one_grade, reading.p_improved);
    EXPECT_GT(reading.p_one_grade, reading.p_half);
    EXPECT_GT(reading.p_one_grade, reading.p_one_grade_untreated);
}

TEST(Course, ScoresStayOnTheScale) {
    for (const double baseline : {0.0, 1.0, 55.0}) {
        const ScaleReading reading = points("blinded-photo", baseline, 2.0, 2000);
        EXPECT_GE(reading.quantiles.front(), 0.0);
        EXPECT_LE(reading.quantiles.back(), 84.0);
    }
}

TEST(Course, MorePeopleLeaveTheFirstOnesAsTheyWere) {
    const auto one = [](std::uint64_t seed) {
        return read("goodman-baron-quantitative", "blinded-photo", acne(12), {plain(0.3)}, 1, seed);
    };
    EXPECT_EQ(one(9).change_mean, one(9).change_mean);
    const ScaleReading many = read("goodman-baron-quantitative", "blinded-photo", acne(12), {plain(0.3)}, 400, 9);
    EXPECT_NE(many.change_mean, one(9).change_mean);
    const ScaleReading two = read("goodman-baron-quantitative", "blinded-photo", acne(12), {plain(0.3)}, 2, 9);
    // The first of two is the one alone: the mean of two lies half a person away.
    const double second = 2.0 * two.change_mean - one(9).change_mean;
    EXPECT_NEAR(second, std::round(second), 1e-9);
}

TEST(Course, BeforeTheFirstSessionNobodyHopes) {
    const std::vector<double> times{0.0, end};
    TissueDraw draw = plain(0.4);
    draw.tissue = {Tissue{}, gained(0.4)};
    const ScaleReading open = read_course(clinic(), clinic().scale("goodman-baron-quantitative"),
                                          clinic().reader("open-single-assessor"), acne(12), times, {draw}, 4000, 1);
    EXPECT_NEAR(open.timeline.front().value.median, 12.0, 0.5);
    EXPECT_LT(open.timeline.back().value.median, 9.0);
    EXPECT_EQ(open.time, end);
}

TEST(Interval, HoldsNinetyPerCentOfItsSample) {
    std::vector<double> sample;
    for (int i = 0; i <= 100; ++i) sample.push_back(i);
    const core::Interval interval = core::interval(sample);
    EXPECT_EQ(interval.median, 50);
    EXPECT_EQ(interval.lo, 5);
    EXPECT_EQ(interval.hi, 95);
}

}  // namespace
}  // namespace percuta::outcome
