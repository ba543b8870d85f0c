#include "report/html.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pages.hpp"
#include "report/sections.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

std::string page(const course::Result& result) { return report_html(result, testing::sample_bibliography()); }

using testing::all_between;
using testing::contains;
using testing::count;
using testing::first_imbalance;
using testing::has_word;

/// A roller for the home that dents the skin without piercing it.
course::Result gentle_result() {
    course::Result result = testing::sample_result(60, 2 * core::day, 730 * core::day);
    for (course::Session& session : result.sessions) {
        const double time = session.time;
        session = course::Session{};
        session.time = time;
        session.nominal_depth = 0.25e-3;
    }
    return result;
}

course::Result bare_result() {
    course::Result result = testing::sample_result(1, 0.0, 7 * core::day);
    result.curves.clear();
    result.assays.clear();
    result.outcome.clear();
    result.burden = {};
    result.adjuncts.clear();
    result.published.clear();
    result.credibility.clear();
    result.basis.clear();
    result.notes.clear();
    result.closure = {};
    result.delivery.clear();
    result.plan.concern.baseline.reset();
    result.plan.schedule.start.reset();
    return result;
}

std::vector<std::pair<std::string, course::Result>> all_kinds() {
    course::Result dense = testing::sample_result(12, 28 * core::day, 3650 * core::day);
    dense.sessions[0].strip.clear();
    for (int i = 0; i < 400; ++i) dense.sessions[0].strip.push_back({i * 2.5e-5, 9e-4, 2e-4, 1.2e-4});
    return {{"three sessions", testing::sample_result()},
            {"one session, bare", bare_result()},
            {"hardly pierced, sixty sessions", gentle_result()},
            {"dense, ten years", dense},
            {"nothing at all", course::Result{}}};
}

TEST(Report, IsWellFormedWhateverTheCourse) {
    for (const auto& [name, result] : all_kinds()) {
        const std::string html = page(result);
        EXPECT_EQ(first_imbalance(html), "") << name;
        for (const char* word : {"nan", "inf"}) EXPECT_FALSE(has_word(html, word)) << name << ": " << word;
    }
}

TEST(Report, NeedsNoScriptAndNoNetwork) {
    for (const auto& [name, result] : all_kinds()) {
        const std::string html = page(result);
        for (const char* loader :
             {"<script", "src=", "<link", "@import", "url(http", "<iframe", "<img", "onload", "javascript:"})
            EXPECT_FALSE(contains(html, loader)) << name << ": " << loader;
        EXPECT_EQ(count(html, "http"), count(html, "href=\"http")) << name << ": addresses stand in links only";
    }
}

TEST(Report, EscapesWhatAUserWrote) {
    course::Result result = testing::sample_result();
    result.plan.title = "<script>alert('x')</script> & \"more\"";
    result.notes = {"<b>bold</b>"};
    result.outcome[0].reader_title = "A <i>reader</i>";
    result.published[0].study = "<u>study</u>";
    result.curves[0].unit = "<s>";
    result.delivery[0].product_title = "<q>serum</q>";
    result.delivery[0].permeant_title = "<em>vitamin</em>";
    result.delivery[2].not_delivered = "<del>none</del>";
    result.closure.over[0].title = "<ins>closed</ins>";
    const std::string html = page(result);
    for (const char* tag : {"<script", "<b>", "<i>", "<u>", "<s>", "<q>", "<em>", "<del>", "<ins>"})
        EXPECT_FALSE(contains(html, tag)) << tag;
    EXPECT_TRUE(contains(html, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;"));
    EXPECT_EQ(first_imbalance(html), "");
}

TEST(Report, HasItsSectionsInOrder) {
    const std::string html = page(testing::sample_result());
    std::size_t last = 0;
    for (const char* id :
         {"<h1>", "id=\"skin\"", "id=\"holes\"", "id=\"channels\"", "id=\"delivery\"", "id=\"cascade\"",
          "id=\"collagen\"", "id=\"assays\"", "id=\"outcome\"", "id=\"burden\"", "id=\"basis\"", "id=\"provenance\""}) {
        const std::size_t at = html.find(id);
        ASSERT_NE(at, std::string::npos) << id;
        EXPECT_GT(at, last) << id;
        last = at;
    }
    EXPECT_TRUE(contains(html, "<html lang=\"en\">"));
    EXPECT_TRUE(contains(html, "Research and education software; not a medical device; no promise of effect."));
}

TEST(Report, GivesEveryIdOnce) {
    const std::string html = page(testing::sample_result());
    std::map<std::string, int> seen;
    for (const std::string& id : all_between(html, " id=\"", '"')) ++seen[id];
    EXPECT_GT(seen.size(), 10u);
    for (const auto& [name, times] : seen) EXPECT_EQ(times, 1) << name;
}

TEST(Report, DescribesEveryFigureInWords) {
    const std::string html = page(testing::sample_result());
    EXPECT_EQ(count(html, "role=\"img\""), count(html, "<desc id="));
    EXPECT_EQ(count(html, "role=\"img\""), count(html, "<title id="));
    EXPECT_EQ(count(html, "<table"), count(html, "<caption>"));
    EXPECT_GT(count(html, "scope=\"row\""), 0u);
}

TEST(Report, NumbersFiguresAndTablesInTheFileItself) {
    const std::string html = page(testing::sample_result());
    EXPECT_EQ(count(html, "<figcaption>"), count(html, "<figcaption><strong>Figure "));
    EXPECT_TRUE(contains(html, "<strong>Figure 1.</strong>"));
    EXPECT_TRUE(contains(html, "<strong>Table " + std::to_string(count(html, "<caption>")) + ".</strong>"));
}

TEST(Report, TellsTheMainNumbersWithTheirIntervals) {
    const std::string html = page(testing::sample_result());
    EXPECT_TRUE(contains(html, "236\u00a0holes/cm² (90\u00a0% interval 201 to 271)"));
    EXPECT_TRUE(contains(html, "540\u00a0µm (90\u00a0% interval 430 to 650\u00a0µm)"));
    EXPECT_TRUE(contains(html, "about 8 of 100\u00a0people"));
    EXPECT_FALSE(contains(html, "1 in "));
}

TEST(Report, DrawsTheCentralCourseBesideTheMedianAndNamesIt) {
    const std::string html = page(testing::sample_result());
    EXPECT_TRUE(contains(html, "class=\"central s1\""));
    EXPECT_EQ(count(html, ">central values "), 4u) << "three pools of collagen and the epidermis";
    EXPECT_TRUE(contains(html, "; with central values +"));
    EXPECT_TRUE(contains(html, "Central: with every parameter at its fitted value"));
    EXPECT_TRUE(contains(html, "Share of holes that reach the dermis</th><td>97"));
}

TEST(Report, DrawsOneCourseWhenNothingWasSampled) {
    course::Result result = testing::sample_result();
    for (course::Curve& curve : result.curves) curve.lo = curve.hi = curve.central = curve.median;
    EXPECT_FALSE(contains(page(result), ">central values "));
}

TEST(Report, DrawsACurveThatDiffersFromRestByRoundOff) {
    course::Result result = testing::sample_result();
    for (course::Curve& curve : result.curves) {
        for (std::vector<double>* values : {&curve.median, &curve.lo, &curve.hi, &curve.central})
            std::ranges::fill(*values, curve.rest);
        curve.hi.back() = curve.rest + 1e-14;
        curve.central.back() = curve.rest + 1e-14;
    }
    const std::string html = page(result);
    EXPECT_EQ(first_imbalance(html), "");
    EXPECT_LT(html.size(), 400000u);
}

TEST(Report, SaysWhyNoScaleIsRead) {
    EXPECT_TRUE(contains(page(bare_result()), "the plan states no baseline for its concern"));
    EXPECT_TRUE(contains(page(bare_result()), "No published figure is near enough"));
}

TEST(Report, SaysThatAGentleRollerHardlyPierces) {
    const std::string html = page(gentle_result());
    EXPECT_TRUE(contains(html, "hardly pierced"));
    EXPECT_TRUE(contains(html, "no hole lies in this cut"));
}

TEST(Report, LeavesOutPanelsOfCurvesThatAreAbsent) {
    course::Result result = testing::sample_result();
    std::erase_if(result.curves,
                  [](const course::Curve& curve) { return curve.name == "epidermis_um" || curve.name == "il1"; });
    const std::string html = page(result);
    EXPECT_FALSE(contains(html, "epidermis-figure"));
    EXPECT_FALSE(contains(html, "IL-1"));
    EXPECT_TRUE(contains(html, "signals-figure"));
}

TEST(Report, ShowsAPublishedFigureWithoutSpreadAsOpenAndSaysSo) {
    const std::string html = page(testing::sample_result());
    EXPECT_EQ(count(html, "class=\"unprinted\""), 3u) << "two figures and one mark of the legend";
    EXPECT_TRUE(contains(html, "spread not printed"));
    EXPECT_TRUE(contains(html, "held out: never used to calibrate"));
}

TEST(Report, FillsAsManyIconsAsPeople) {
    const std::string icons = icon_array("icons", 62, "title");
    EXPECT_EQ(count(icons, "class=\"person\""), 62u);
    EXPECT_EQ(count(icons, "class=\"nobody\""), 38u);
}

TEST(Report, SaysFromWhenActivesMayBePutOnAgain) {
    course::Result result = testing::sample_result();
    EXPECT_TRUE(contains(page(result), "Put actives on again from hour\u00a069 (day\u00a03)"));
    EXPECT_TRUE(contains(page(result), "on 2027-01-11, that is 2027-01-14."));
    result.closure.restart = std::numeric_limits<double>::infinity();
    for (course::ClosingTime& time : result.closure.over) time.median = time.p10 = time.p95 = result.closure.restart;
    const std::string html = page(result);
    EXPECT_TRUE(contains(html, "No time from which actives may be put on again was found"));
    EXPECT_FALSE(has_word(html, "inf"));
    EXPECT_EQ(first_imbalance(html), "");
}

TEST(Report, SaysAmountsInBothUnits) {
    const std::string html = page(testing::sample_result());
    EXPECT_TRUE(contains(html, "12\u00a0µg/cm² (90\u00a0% interval 5 to 22) are past the stratum corneum"));
    EXPECT_TRUE(contains(html, "31\u00a0times (90\u00a0% interval 12 to 70)"));
    EXPECT_TRUE(contains(html, "on the whole area of 100\u00a0cm² (mg)"));
    EXPECT_TRUE(contains(html, "never measured"));
    EXPECT_TRUE(contains(html, "ratios to intact skin missed by up to sixty-fold"));
}

TEST(Report, GivesAReasonInsteadOfAnEmptyFigure) {
    course::Result result = testing::sample_result();
    result.delivery.erase(result.delivery.begin(), result.delivery.begin() + 2);  // growth factors stay
    const std::string html = page(result);
    EXPECT_TRUE(contains(html, "Taken not to get in.</strong> In a trial with biopsies none was found"));
    for (const char* figure : {"amounts-figure", "profiles-figure", "plasma-figure", "enhancement-figure"})
        EXPECT_FALSE(contains(html, figure)) << figure;
    result.delivery.clear();
    EXPECT_FALSE(contains(page(result), "amounts-figure"));
    EXPECT_TRUE(contains(page(result), "names no product"));
    EXPECT_TRUE(contains(page(bare_result()), "No channels were simulated"));
}

TEST(Report, SaysThatNothingWasAppliedRatherThanDrawIt) {
    course::Result result = testing::sample_result();
    result.delivery[0].applied = 0.0;
    EXPECT_TRUE(contains(page(result), "Nothing of it was applied"));
    EXPECT_FALSE(contains(page(result), "amounts-figure-1"));
}

TEST(Report, DrawsPlasmaOnlyWhereItIsKnown) {
    const std::string html = page(testing::sample_result());
    EXPECT_FALSE(contains(html, "plasma-figure-1"));
    EXPECT_TRUE(contains(html, "plasma-figure-2"));
    EXPECT_EQ(count(html, "<strong>Extrapolated:</strong>"), 1u);
}

TEST(Report, DrawsAPermeantThatDoesNotComeIn) {
    course::Result result = testing::sample_result();
    course::Delivery& none = result.delivery[0];
    for (course::DeliveryCurve& curve : none.curves)
        for (course::Band* band : {&curve.needled, &curve.intact})
            for (std::vector<double>* values : {&band->median, &band->lo, &band->hi, &band->central})
                std::ranges::fill(*values, 0.0);
    for (course::DepthProfile& profile : none.profiles) {
        std::ranges::fill(profile.needled, 0.0);
        std::ranges::fill(profile.intact, 0.0);
    }
    none.delivered = none.delivered_intact = none.into_blood = none.into_blood_intact = {};
    none.enhancement = {std::numeric_limits<double>::quiet_NaN(), 0.0, std::numeric_limits<double>::infinity()};
    const std::string html = page(result);
    EXPECT_EQ(first_imbalance(html), "");
    for (const char* word : {"nan", "inf"}) EXPECT_FALSE(has_word(html, word)) << word;
    EXPECT_FALSE(contains(html, "profiles-figure-1"));
    EXPECT_TRUE(contains(html, "no ratio is given"));
}

TEST(Report, GivesNoRatioWhereNextToNothingPassesIntactSkin) {
    course::Result result = testing::sample_result();
    course::Delivery& most = result.delivery[0];
    most.enhancement.median = most.enhancement.hi = std::numeric_limits<double>::infinity();
    most.enhancement.lo = 1e43;
    const std::string html = page(result);
    EXPECT_TRUE(contains(html, "Next to nothing passes intact skin, so that no ratio is given."));
    EXPECT_TRUE(contains(html, ">next to nothing passes intact skin</text>"));
    EXPECT_TRUE(contains(html, ">no ratio</text>"));
    EXPECT_TRUE(contains(html, ">6.2 (2.5 to 14)</text>")) << "the other keeps its own";
    EXPECT_FALSE(has_word(html, "inf"));
    for (course::Delivery& delivery : result.delivery) delivery.enhancement = most.enhancement;
    EXPECT_FALSE(contains(page(result), "enhancement-figure"));
}

TEST(Report, WritesAHugeRatioAsAPowerOfTen) {
    course::Result result = testing::sample_result();
    result.delivery[0].enhancement = {1e12, 12.0, std::numeric_limits<double>::infinity()};
    EXPECT_TRUE(contains(page(result), "1\u00a0×\u00a010¹²\u00a0times (90\u00a0% interval 12 or more)"));
}

TEST(Report, SaysWhatIsBelowAMillionthOfWhatWasAppliedInWords) {
    course::Result result = testing::sample_result();
    course::Delivery& serum = result.delivery[0];  // 300 µg/cm² of it
    const auto put = [&](const char* name, const course::Interval& needled) {
        for (course::DeliveryReading& reading : serum.readings)
            if (reading.name == name) reading.needled = needled;
    };
    put("epidermis", {1e-12, 1e-14, 2e-9});
    put("dermis", {1e-10, 1e-14, 3.9e-8});
    const std::string html = page(result);
    EXPECT_TRUE(contains(html, "In the living epidermis</th><td>next to nothing</td>"));
    EXPECT_TRUE(contains(html, "In the dermis</th><td>next to nothing (up to 0.0039)</td>"));
    for (double& value : serum.curves[3].needled.median) value = 1e-12;
    EXPECT_TRUE(contains(page(result), "<td>&lt;\u00a03\u00a0×\u00a010⁻⁴\u00a0/"));
}

TEST(Report, WritesNoRowOfNoughts) {
    course::Result result = testing::sample_result();
    course::Delivery& serum = result.delivery[0];
    serum.delivered = {1e-25, -1e-26, 2e-25};
    serum.into_blood = {0.0, -1e-30, 0.0};
    const std::string html = page(result);
    EXPECT_TRUE(contains(html, "less than 0.001\u00a0pg/cm² are past the stratum corneum"));
    EXPECT_TRUE(contains(html, "From the whole area of 100\u00a0cm², 0\u00a0mg enter the blood"));
    EXPECT_FALSE(contains(html, "0.00000"));
}

TEST(Report, SaysThatNoChannelPassesTheStratumCorneum) {
    course::Result result = testing::sample_result();
    result.closure.restart = 0.0;
    const std::string html = page(result);
    EXPECT_TRUE(contains(html, "No channel passes the stratum corneum"));
    EXPECT_FALSE(contains(html, "Put actives on again"));
    EXPECT_FALSE(contains(html, "closing-figure"));
    result = testing::sample_result();
    result.closure.over.back().p95 = 0.0;
    EXPECT_TRUE(contains(page(result), "No channel passes the stratum corneum"));
}

TEST(Report, DrawsDeliveryWithoutDraws) {
    course::Result result = testing::sample_result();
    for (course::Delivery& delivery : result.delivery) {
        for (course::DeliveryCurve& curve : delivery.curves)
            for (course::Band* band : {&curve.needled, &curve.intact})
                band->lo = band->hi = band->central = band->median;
        delivery.enhancement.lo = delivery.enhancement.hi = delivery.enhancement.median;
    }
    const std::string html = page(result);
    EXPECT_FALSE(contains(html, "class=\"edge\""));
    EXPECT_TRUE(contains(html, "31\u00a0times (not sampled)"));
}

TEST(Report, WritesVeryLittleInAUnitThatSuitsIt) {
    course::Result result = testing::sample_result();
    result.delivery[0] = testing::sample_delivery(1e-7);
    const std::string html = page(result);
    EXPECT_TRUE(contains(html, "1.2\u00a0pg/cm² (90\u00a0% interval 0.5 to 2.2) are past"));
    EXPECT_TRUE(contains(html, "Past the stratum corneum, pg/cm²"));
    EXPECT_TRUE(contains(html, "Film on the skin, ng/cm²"));
    EXPECT_TRUE(contains(html, "intact skin, ng/cm²</th>"));
    EXPECT_TRUE(contains(html, "0.054\u00a0ng (90\u00a0% interval 0.030 to 0.080\u00a0ng) enter the blood"));
}

TEST(Report, PutsWarningsThatSayStopFirst) {
    course::Result result = testing::sample_result();
    EXPECT_FALSE(contains(page(result), "<li class=\"severe\">"));
    result.warnings.push_back({"lidocaine-stop", "too much", ""});
    result.warnings.push_back({"low-ph", "sour", ""});
    const std::string html = page(result);
    EXPECT_LT(html.find("<li class=\"severe\"><span class=\"grade warning\">stop: lidocaine</span>"),
              html.find("off label"));
    EXPECT_TRUE(contains(html, ">low pH</span>"));
}

TEST(Report, IsTheSamePageForTheSameResult) {
    EXPECT_EQ(page(testing::sample_result()), page(testing::sample_result()));
}

// Contrast by the formula of WCAG 2.
double luminance(const std::string& hex) {
    const std::array<double, 3> weight{0.2126, 0.7152, 0.0722};
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double c = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        sum += weight[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double contrast(const std::string& a, const std::string& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

TEST(Report, KeepsTextAndMarksLegibleInLightAndDark) {
    const std::string css(style_sheet());
    std::vector<std::map<std::string, std::string>> themes;
    for (const std::string& variable : all_between(css, "--", ';')) {  // "paper: #ffffff"
        const std::size_t colon = variable.find(": #");
        if (colon == std::string::npos) continue;
        const std::string name = variable.substr(0, colon);
        if (name == "paper") themes.emplace_back();
        ASSERT_FALSE(themes.empty());
        themes.back()[name] = variable.substr(colon + 2);
    }
    ASSERT_EQ(themes.size(), 2u);
    for (auto& theme : themes) {
        for (const char* text : {"ink", "muted", "link"})
            for (const char* ground : {"paper", "wash"})
                EXPECT_GE(contrast(theme[text], theme[ground]), 4.5) << text << " on " << ground;
        for (const char* mark : {"s1", "s2", "s3", "axis"})
            for (const char* ground : {"paper", "wash"})
                EXPECT_GE(contrast(theme[mark], theme[ground]), 3.0) << mark << " on " << ground;
        for (const char* layer : {"ve", "pd", "rd", "hy", "rule"}) {  // "rule" is bone
            EXPECT_GE(contrast(theme["s1"], theme[layer]), 3.0) << "a hole in " << layer;
            EXPECT_GE(contrast(theme["ink"], theme[layer]), 4.5) << "words on " << layer;
        }
        for (const char* layer : {"pd", "rd", "hy"})  // there are none in the epidermis
            EXPECT_GE(contrast(theme["s2"], theme[layer]), 3.0) << "vessels in " << layer;
    }
}

}  // namespace
}  // namespace percuta::report
