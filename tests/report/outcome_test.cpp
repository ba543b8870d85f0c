// What a reader would see, and what a course takes: sections of the report for any scale.
#include <gtest/gtest.h>

#include "pages.hpp"
#include "report/burden_words.hpp"
#include "report/outcome_words.hpp"
#include "report/sections.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

using testing::contains;
using testing::count;

course::ScaleReading blinded() { return testing::sample_result().outcome.front(); }

TEST(OutcomeWords, SayOfHowManyPeopleWithTheInterval) {
    const std::vector<Chance> all = chances(blinded());
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(of_hundred(all[0]), "of 100\u00a0people like this, about 78 (68 to 83)");
    Chance rare;
    EXPECT_EQ(of_hundred(rare), "of 100\u00a0people like this, fewer than 1");
    rare.probability = 0.3;
    rare.interval = {0.3, 0.3, 0.3};
    EXPECT_EQ(of_hundred(rare), "of 100\u00a0people like this, about 30") << "nothing sampled: no range";
}

TEST(OutcomeWords, ImprovementFollowsTheDirectionOfTheScale) {
    course::ScaleReading reading = blinded();
    EXPECT_TRUE(contains(change_in_words(reading), "see their score fall by"));
    EXPECT_TRUE(contains(change_in_words(reading), "lower is better"));
    reading.lower_is_better = false;
    EXPECT_TRUE(contains(change_in_words(reading), "see their score rise by"));
    EXPECT_TRUE(contains(change_in_words(reading), "mean rise is"));
    reading.change = {-1.0, -3.0, -0.5};
    reading.change_mean = -1.2;
    EXPECT_TRUE(contains(change_in_words(reading), "fall by 0.5 to 3.0")) << change_in_words(reading);
}

TEST(OutcomeWords, AScaleOfChangeHasNoBaselineToFallFrom) {
    course::ScaleReading reading = blinded();
    reading.of_change = true;
    reading.baseline = 4.0;
    reading.unit = "grade";
    const std::string words = change_in_words(reading);
    EXPECT_TRUE(contains(words, "where 4 is no change"));
    EXPECT_FALSE(contains(words, "From "));
    EXPECT_TRUE(contains(chances(reading)[2].words, "at least half better"));
}

TEST(OutcomeWords, NameUnitsAsReadersWriteThem) {
    course::ScaleReading reading = blinded();
    EXPECT_EQ(unit_of(reading), "points");
    EXPECT_EQ(what_counts(reading), "at least 4\u00a0points");
    reading.unit = "grade";
    reading.counts = 1.0;
    EXPECT_EQ(unit_of(reading), "");
    EXPECT_EQ(what_counts(reading), "at least one grade");
    reading.unit = "1/cm^2";
    EXPECT_EQ(unit_of(reading), "per cm²");
}

TEST(OutcomeSection, DrawsTwentyDotsAndThreeArraysForEveryReader) {
    const std::string html = outcome_section(testing::sample_result());
    EXPECT_EQ(count(html, "<circle"), 2U * 20U);
    EXPECT_EQ(count(html, "before: 12\u00a0points"), 2U);
    EXPECT_EQ(count(html, "class=\"arrays\""), 2U);
    EXPECT_EQ(count(html, "class=\"person"), 78U + 40U + 8U + 94U + 72U + 36U);
}

TEST(OutcomeSection, MarksNoChangeOnAScaleOfChange) {
    course::Result result = testing::sample_result();
    for (course::ScaleReading& reading : result.outcome) {
        reading.of_change = true;
        reading.lower_is_better = false;
        reading.baseline = 0.0;
        for (double& value : reading.quantiles) value -= 9.0;  // some of them worse than before
    }
    const std::string html = report::outcome_section(result);
    EXPECT_EQ(testing::first_imbalance(html), "");
    EXPECT_EQ(count(html, "no change: 0\u00a0points"), 2U);
    EXPECT_TRUE(contains(html, "higher is better"));
}

TEST(OutcomeSection, IconsShowTheIntervalOfAChance) {
    const std::string icons = icon_array("icons", 62, "title", 48, 75);
    EXPECT_EQ(count(icons, "class=\"person\""), 48U);
    EXPECT_EQ(count(icons, "class=\"person perhaps\""), 14U);
    EXPECT_EQ(count(icons, "class=\"nobody perhaps\""), 13U);
    EXPECT_EQ(count(icons, "class=\"nobody\""), 25U);
    EXPECT_TRUE(contains(icons, "48 to 75"));
}

TEST(BurdenSection, SaysRisksOfAThousandWithTheirSources) {
    const course::Result result = testing::sample_result();
    const std::string html = burden_section(result, testing::sample_bibliography());
    EXPECT_EQ(testing::first_imbalance(html), "");
    EXPECT_TRUE(contains(html, "<td>12</td><td>2 to 50</td>")) << html;
    EXPECT_TRUE(contains(html, "<td>fewer than 0.1</td>"));
    EXPECT_TRUE(contains(html, "one series &lt;of many&gt;"));
    EXPECT_TRUE(contains(html, "https://doi.org/10.1000/sample.1"));
    EXPECT_TRUE(contains(html, "36\u00a0hours"));
    EXPECT_TRUE(contains(html, "up to 21\u00a0%"));
    EXPECT_TRUE(contains(html, "900\u00a0EUR"));
    EXPECT_TRUE(contains(html, "mind the veins"));
}

TEST(BurdenSection, DoesNotTakeWhatWasNotWorkedOutForNothing) {
    const std::string html = burden_section(course::Result{}, testing::sample_bibliography());
    EXPECT_TRUE(contains(html, "were not worked out"));
    EXPECT_FALSE(contains(html, "<table"));
    EXPECT_FALSE(known(course::Burden{}));
}

TEST(BurdenWords, OneSessionCannotComeTooEarly) {
    const std::string words = overtreatment_in_words(testing::sample_result(1, 0.0, 28 * core::day));
    EXPECT_TRUE(contains(words, "There is one session"));
}

}  // namespace
}  // namespace percuta::report
