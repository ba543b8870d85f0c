#include "report/validation_page.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "pages.hpp"
#include "report/validation_page_parts.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

using testing::contains;
using testing::count;

constexpr double open = std::numeric_limits<double>::infinity();

/// A figure whose prediction has this mean and standard deviation.
trial::FigureCheck sample_figure(const std::string& what, double published, double mean, double sd) {
    trial::FigureCheck out;
    out.what = what;
    out.unit = "um";
    out.least = out.most = published;
    out.central = out.mean = mean;
    out.predicted = {mean, mean - 1.6449 * sd, mean + 1.6449 * sd};
    out.asked = 50;
    out.z = (published - mean) / sd;
    out.inside = std::abs(out.z) <= 1.6449;
    return out;
}

trial::Validation sample_validation() {
    trial::Validation out;
    out.draws = 50;
    trial::StudyCheck held;
    held.id = "held";
    held.title = "Held & <out> 2020";
    held.source = "lotfi2013";
    held.role = "held-out";
    held.protocol = "pen, <2> sessions";
    held.clinical = true;
    held.assumed = "sex ratio is <judged>";
    held.figures = {sample_figure("within", 105.0, 100.0, 10.0), sample_figure("a miss", 140.0, 100.0, 10.0),
                    sample_figure("far beyond", 900.0, 100.0, 10.0)};
    held.figures[1].suspect = "two sums <disagree>";
    trial::StudyCheck old = held;
    old.id = "old";
    old.title = "Old 1999";
    old.role = "calibration";
    old.clinical = false;
    old.figures = {sample_figure("a range", 100.0, 100.0, 10.0), sample_figure("no prediction", 3.0, 0.0, 1.0),
                   sample_figure("without spread", 5.0, 4.0, 1.0)};
    old.figures[0].most = open;
    old.figures[1].predicted = {};
    old.figures[1].undefined = old.figures[1].asked;
    old.figures[2].predicted = {4.0, 4.0, 4.0};
    old.figures[2].z = open;
    old.figures[2].inside = false;
    out.studies = {old, held};
    for (const char* kind : {"all", "trials"}) {
        trial::Summary set;
        set.role = "held-out";
        set.kind = kind;
        set.figures = 3;
        set.inside = 1;
        set.median_abs_z = 4.0;
        out.summary.push_back(set);
    }
    return out;
}

std::string page_of(const trial::Validation& validation) {
    return validation_page(validation, testing::sample_bibliography());
}

TEST(ValidationPage, IsWellFormedAndEscapesWhatAStudySays) {
    const std::string html = page_of(sample_validation());
    EXPECT_EQ(testing::fault_of(html), "");
    EXPECT_TRUE(contains(html, "Held &amp; &lt;out&gt; 2020"));
    EXPECT_TRUE(contains(html, "&lt;judged&gt;"));
    EXPECT_EQ(testing::fault_of(page_of(trial::Validation{})), "");
}

TEST(ValidationPage, ShowsEveryMissTheFurthestFirst) {
    const std::string html = page_of(sample_validation());
    const std::size_t from = html.find("id=\"misses\""), to = html.find("</section>", from);
    const std::string misses = html.substr(from, to - from);
    EXPECT_TRUE(contains(misses, "a miss"));
    EXPECT_LT(misses.find("without spread"), misses.find("far beyond")) << "beyond measure is furthest";
    EXPECT_LT(misses.find("far beyond"), misses.find("a miss"));
    EXPECT_FALSE(contains(misses, "within</th>"));
    EXPECT_FALSE(contains(misses, ">no prediction<")) << "what was not predicted was not missed";
    EXPECT_TRUE(contains(misses, "beyond measure"));
}

TEST(ValidationPage, SaysCoverageOfTheHeldOutSetBesideWhatIsExpected) {
    const std::string html = page_of(sample_validation());
    EXPECT_TRUE(contains(html, "Of their numbers, 1 of 3 lie inside the 90\u00a0% interval"));
    EXPECT_TRUE(contains(html, "about 3 would"));
    EXPECT_TRUE(contains(html, "Held-out trials"));
}

TEST(ValidationPage, DrawsEachPredictedFigureOnceInItsStrip) {
    const std::string html = page_of(sample_validation());
    EXPECT_EQ(count(html, "<g><title>"), 5U) << "six figures, one of them without a prediction";
    EXPECT_EQ(count(html, "strips-held-out-trials-title\">"), 1U);
    EXPECT_TRUE(contains(html, "strips-calibration-experiments"));
    EXPECT_FALSE(contains(html, "strips-display"));
}

TEST(ValidationPage, KeepsFoldedTablesWithEveryFigure) {
    const std::string html = page_of(sample_validation());
    EXPECT_TRUE(contains(html, "Judged, not read: sex ratio"));
    EXPECT_TRUE(contains(html, "doubtful print: two sums"));
    EXPECT_TRUE(contains(html, "none: a ratio to nothing"));
    EXPECT_TRUE(contains(html, "at least 100\u00a0µm"));
}

TEST(Standing, CountsInStandardDeviationsOfThePrediction) {
    const Standing at = standing(sample_figure("one", 140.0, 100.0, 10.0));
    EXPECT_NEAR(at.z, 4.0, 1e-12);
    EXPECT_NEAR(at.lo, -1.6449, 1e-12);
    EXPECT_NEAR(at.hi, 1.6449, 1e-12);
    EXPECT_NEAR(at.least, at.z, 1e-12);
}

TEST(Standing, DoesNotDependOnTheUnit) {
    trial::FigureCheck figure = sample_figure("one", 140.0, 100.0, 10.0), other = sample_figure("one", 0.14, 0.1, 0.01);
    EXPECT_NEAR(standing(figure).z, standing(other).z, 1e-9);
    EXPECT_NEAR(standing(figure).hi, standing(other).hi, 1e-9);
}

TEST(Standing, OfARangeIsItsNearestPoint) {
    trial::FigureCheck figure = sample_figure("one", 80.0, 100.0, 10.0);
    figure.most = open;
    figure.z = 0.0;  // the mean lies within
    const Standing at = standing(figure);
    EXPECT_EQ(at.z, 0.0);
    EXPECT_NEAR(at.least, -2.0, 1e-3);
    EXPECT_EQ(at.most, open);
}

TEST(Standing, WithoutSpreadIsBeyondMeasureUnlessItHits) {
    trial::FigureCheck figure = sample_figure("one", 5.0, 4.0, 1.0);
    figure.predicted = {4.0, 4.0, 4.0};
    figure.z = open;
    EXPECT_EQ(standing(figure).z, open);
    EXPECT_EQ(z_in_words(figure), "beyond measure");
    figure.least = figure.most = 4.0;
    figure.z = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(standing(figure).z, 0.0);
}

}  // namespace
}  // namespace percuta::report
