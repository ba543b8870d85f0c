#include "outcome/read.hpp"

#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "outcome/assay.hpp"

namespace percuta::outcome {
namespace {

Parameters parameters() {
    const core::Document document = core::Document::parse(core::embedded_data().at("outcome.toml"), "outcome.toml");
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    return outcome::parameters(core::ParameterSet::read(*root.table("parameters")));
}

const std::map<std::string, double> even{{"rolling", 0.5}, {"boxcar", 0.5}};

ScaleReading read(Reader reader, double baseline, double gain, int people = 20000) {
    const std::vector<double> times{86400.0 * 100};
    return read_scars(goodman_baron_quantitative(parameters()), reader, baseline, even, times, {{parameters(), {gain}}},
                      people, 1);
}

TEST(Outcome, NoGainMeansNoLossOfScars) {
    EXPECT_EQ(scar_load_lost(parameters(), even, 0.0), 0.0);
    EXPECT_EQ(scar_load_lost(parameters(), even, -0.1), 0.0);
    const ScaleReading blinded = read(Reader::blinded_photo, 12, 0.0),
                       open = read(Reader::open_single_assessor, 12, 0.0);
    EXPECT_NEAR(blinded.change_mean, 0.0, 0.15);
    EXPECT_NEAR(open.change_mean, 0.0, 0.1);  // no effect, no bias of effect
}

TEST(Outcome, ResponseSaturatesAndIcePicksRespondLeast) {
    const Parameters p = parameters();
    double last = 0.0;
    for (const double gain : {0.1, 0.3, 1.0, 3.0, 10.0}) {
        const double lost = scar_load_lost(p, even, gain);
        EXPECT_GT(lost, last);
        EXPECT_LE(lost, 1.0);
        EXPECT_LT(scar_load_lost(p, {{"ice-pick", 1.0}}, gain), 0.25 * lost);
        last = lost;
    }
}

TEST(Outcome, UntreatedPhotographsScatterAsThePublishedUntreatedSide) {
    // Alam 2014: the untreated side's change had a standard deviation of about 5.2 points by blinded photographs.
    const ScaleReading reading = read(Reader::blinded_photo, 20, 0.0);
    std::printf("  blinded reading of no effect: SD of change computed %.1f, published about 5.2 points\n",
                reading.change_sd);
    EXPECT_NEAR(reading.change_sd, 5.2, 0.6);
}

TEST(Outcome, TheOpenAssessorSeesMoreThanTheBlindedRaters) {
    const ScaleReading blinded = read(Reader::blinded_photo, 12, 0.4),
                       open = read(Reader::open_single_assessor, 12, 0.4);
    EXPECT_GT(open.change_mean, blinded.change_mean + 2.0);
    EXPECT_LT(open.change_sd, blinded.change_sd);
    EXPECT_GT(open.p_half, blinded.p_half);
}

TEST(Outcome, DograIsReproducedBecauseItWasFitted) {
    // The collagen gain of that protocol in this model, one month after the last of five sessions.
    const ScaleReading open = read(Reader::open_single_assessor, 11.73, 0.42);
    std::printf("  Dogra 2014: loss computed %.1f %%, published 44.6 %% (calibration)\n",
                100 * open.change_mean / 11.73);
    EXPECT_NEAR(100 * open.change_mean / 11.73, 44.6, 6.0);
}

TEST(Outcome, ScatterAloneMakesSomeReadingsBetter) {
    const ScaleReading none = read(Reader::blinded_photo, 12, 0.0), some = read(Reader::blinded_photo, 12, 0.6);
    EXPECT_EQ(none.p_half, none.p_half_untreated);
    EXPECT_GT(none.p_half_untreated, 0.05);
    EXPECT_EQ(some.p_half_untreated, none.p_half_untreated);
    EXPECT_GT(some.p_half, some.p_half_untreated);
    EXPECT_LT(read(Reader::open_single_assessor, 12, 0.6).p_half_untreated, 0.01);
}

TEST(Outcome, ScoresStayOnTheScale) {
    for (const double baseline : {0.0, 1.0, 84.0}) {
        const ScaleReading reading = read(Reader::blinded_photo, baseline, 2.0, 2000);
        EXPECT_GE(reading.final.lo, 0.0);
        EXPECT_LE(reading.final.hi, 84.0);
    }
}

TEST(Outcome, MorePeopleLeaveTheFirstOnesAsTheyWere) {
    const std::vector<double> times{1.0};
    const auto one = read_scars(goodman_baron_quantitative(parameters()), Reader::blinded_photo, 12, even, times,
                                {{parameters(), {0.3}}}, 1, 9);
    const auto same = read_scars(goodman_baron_quantitative(parameters()), Reader::blinded_photo, 12, even, times,
                                 {{parameters(), {0.3}}}, 1, 9);
    const auto other = read_scars(goodman_baron_quantitative(parameters()), Reader::blinded_photo, 12, even, times,
                                  {{parameters(), {0.3}}}, 400, 10);
    EXPECT_EQ(one.final.median, same.final.median);
    EXPECT_NE(one.change_mean, other.change_mean);
}

TEST(Assay, EachAssaySeesItsOwnCurve) {
    core::TimeSeries curves({{"collagen_total", "1", 1, {}},
                             {"collagen_3", "1", 1, {}},
                             {"collagen_1", "1", 1, {}},
                             {"tropoelastin", "1", 1, {}},
                             {"elastin", "1", 1, {}},
                             {"epidermis", "1", 1, {}}});
    const std::vector<double> row{1.5, 1.6, 1.4, 1.1, 0.9, 1.3};
    curves.append(0.0, row);
    const auto values = assays(curves, 0.0);
    ASSERT_EQ(values.size(), 6U);
    EXPECT_NEAR(values[0].change, 50, 1e-9);
    EXPECT_NEAR(values[1].change, 60, 1e-9);
    EXPECT_NEAR(values[4].change, -10, 1e-9);
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
