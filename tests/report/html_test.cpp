#include "report/html.hpp"

#include <array>
#include <cmath>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "report/sections.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

std::string page(const course::Result& result) { return report_html(result, testing::sample_bibliography()); }

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

/// The first tag that is not closed by its own, or "".
std::string first_imbalance(const std::string& html) {
    const std::set<std::string> empty{"meta", "br"};
    std::vector<std::string> open;
    const std::regex tag("<(/?)([a-zA-Z0-9]+)([^>]*?)(/?)>");
    for (std::sregex_iterator it(html.begin(), html.end(), tag), end; it != end; ++it) {
        const std::string name = (*it)[2];
        if (empty.contains(name) || (*it)[4] == "/") continue;
        if ((*it)[1] != "/") {
            open.push_back(name);
        } else {
            if (open.empty() || open.back() != name) return name + " at " + std::to_string(it->position());
            open.pop_back();
        }
    }
    return open.empty() ? "" : open.back() + " never closed";
}

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
    result.published.clear();
    result.credibility.clear();
    result.basis.clear();
    result.notes.clear();
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
        EXPECT_FALSE(std::regex_search(html, std::regex("[^a-z](nan|inf)[^a-z]"))) << name;
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
    const std::string html = page(result);
    for (const char* tag : {"<script", "<b>", "<i>", "<u>", "<s>"}) EXPECT_FALSE(contains(html, tag)) << tag;
    EXPECT_TRUE(contains(html, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;"));
    EXPECT_EQ(first_imbalance(html), "");
}

TEST(Report, HasItsSectionsInOrder) {
    const std::string html = page(testing::sample_result());
    std::size_t last = 0;
    for (const char* id : {"<h1>", "id=\"skin\"", "id=\"holes\"", "id=\"cascade\"", "id=\"collagen\"", "id=\"assays\"",
                           "id=\"outcome\"", "id=\"basis\"", "id=\"provenance\""}) {
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
    const std::regex id(" id=\"([^\"]+)\"");
    std::map<std::string, int> seen;
    for (std::sregex_iterator it(html.begin(), html.end(), id), end; it != end; ++it) ++seen[(*it)[1]];
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

TEST(Report, SaysWhyNoScaleIsRead) {
    EXPECT_TRUE(contains(page(bare_result()), "because the plan states no baseline score"));
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
    const std::regex variable("--([a-z0-9]+): (#[0-9a-f]{6})");
    std::vector<std::map<std::string, std::string>> themes;
    for (std::sregex_iterator it(css.begin(), css.end(), variable), end; it != end; ++it) {
        if ((*it)[1] == "paper") themes.emplace_back();
        themes.back()[(*it)[1]] = (*it)[2];
    }
    ASSERT_EQ(themes.size(), 2u);
    for (auto& theme : themes) {
        for (const char* text : {"ink", "muted", "link"})
            for (const char* ground : {"paper", "wash"})
                EXPECT_GE(contrast(theme[text], theme[ground]), 4.5) << text << " on " << ground;
        for (const char* mark : {"s1", "s2", "s3", "axis"})
            EXPECT_GE(contrast(theme[mark], theme["paper"]), 3.0) << mark;
        for (const char* layer : {"ve", "pd", "rd", "hy"}) {
            EXPECT_GE(contrast(theme["s1"], theme[layer]), 3.0) << "a hole in " << layer;
            EXPECT_GE(contrast(theme["ink"], theme[layer]), 4.5) << "words on " << layer;
        }
    }
}

}  // namespace
}  // namespace percuta::report
