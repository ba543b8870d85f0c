#include "report/html.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
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
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::size_t end = html.find('>', at);
        if (end == std::string::npos) return "a tag without its end at " + std::to_string(at);
        if (html[at + 1] == '!') continue;  // the document type
        const bool closes = html[at + 1] == '/';
        const std::size_t from = at + (closes ? 2 : 1);
        const std::string name = html.substr(from, html.find_first_of(" />\n", from) - from);
        if (empty.contains(name) || html[end - 1] == '/') continue;
        if (!closes) {
            open.push_back(name);
        } else {
            if (open.empty() || open.back() != name) return name + " at " + std::to_string(at);
            open.pop_back();
        }
    }
    return open.empty() ? "" : open.back() + " never closed";
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A word that stands alone, as "nan" would as a number.
bool has_word(const std::string& text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

/// What stands between `before` and the next `after`, for each place where `before` stands.
std::vector<std::string> all_between(const std::string& text, std::string_view before, char after) {
    std::vector<std::string> out;
    for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
        const std::size_t from = at + before.size();
        out.push_back(text.substr(from, text.find(after, from) - from));
    }
    return out;
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
