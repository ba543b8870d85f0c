// The pictures of the holes say what the numbers say: measured in the SVG itself.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "report/sections.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// Every tag `<name … class="style"/>`.
std::vector<std::string> tags(const std::string& svg, const std::string& name, const std::string& style) {
    std::vector<std::string> out;
    for (std::size_t at = svg.find("<" + name + " "); at != std::string::npos;
         at = svg.find("<" + name + " ", at + 1)) {
        std::string tag = svg.substr(at, svg.find('>', at) - at);
        if (contains(tag, "class=\"" + style + "\"")) out.push_back(std::move(tag));
    }
    return out;
}

double attribute(const std::string& tag, const std::string& name) {
    const std::size_t at = tag.find(" " + name + "=\"");
    return at == std::string::npos ? std::nan("") : std::stod(tag.substr(at + name.size() + 3));
}

/// Without the legend, whose signs have no scale.
std::string inside_map(const course::Session& session) {
    const std::string html = hole_map(session);
    const std::size_t begin = html.find("<g clip-path=\"url(#map-clip)\">");
    return html.substr(begin, html.find("</g>", begin) - begin);
}

TEST(HoleMap, HasOneScaleForBothDirectionsAndForEveryMouth) {
    const course::Session session = testing::sample_session(0.0);
    const std::string map = inside_map(session);
    const std::vector<std::string> discs = tags(map, "circle", "mouth"), slots = tags(map, "rect", "mouth");
    ASSERT_GE(discs.size(), 2u);
    ASSERT_EQ(slots.size(), 1u);
    const course::MappedHole &round = session.map[0], &longer = session.map[1];
    const double turns_around = attribute(slots[0], "x") + attribute(slots[0], "width") / 2.0;
    const double middle = attribute(slots[0], "y") + attribute(slots[0], "height") / 2.0;
    const double along = (turns_around - attribute(discs[0], "cx")) / (longer.x - round.x);
    const double down = (middle - attribute(discs[0], "cy")) / (longer.y - round.y);
    EXPECT_GT(along, 0.0);
    EXPECT_NEAR(down / along, 1.0, 1e-3);
    // Pixels are written to the hundredth.
    EXPECT_NEAR(2.0 * attribute(discs[0], "r"), round.mouth * along, 0.02);
    EXPECT_NEAR(attribute(slots[0], "height"), longer.mouth * along, 0.02);
    EXPECT_NEAR(attribute(slots[0], "width"), (longer.mouth + longer.slot_x) * along, 0.02);
}

TEST(HoleMap, TurnsASlotTheWayOfTheHand) {
    course::Session session = testing::sample_session(0.0);
    session.map[1].slot_x = 0.0;
    session.map[1].slot_y = 60e-6;
    EXPECT_TRUE(contains(inside_map(session), "rotate(90.0 "));
}

TEST(HoleMap, ShowsWhatDidNotPierceAsAHollowDot) {
    course::Session session = testing::sample_session(0.0);
    const std::size_t holes = tags(inside_map(session), "circle", "mouth").size();
    ASSERT_EQ(tags(inside_map(session), "circle", "dent").size(), 1u);
    session.map[0].pierced = false;
    EXPECT_EQ(tags(inside_map(session), "circle", "dent").size(), 2u);
    EXPECT_EQ(tags(inside_map(session), "circle", "mouth").size(), holes - 1);
}

TEST(HoleMap, PointsAtHolesTooSmallToBeSeen) {
    course::Session session = testing::sample_session(0.0);
    EXPECT_TRUE(tags(inside_map(session), "path", "pointer").empty());
    for (course::MappedHole& hole : session.map) hole.mouth *= 0.1;
    session.mouth.mean *= 0.1;
    EXPECT_GT(tags(inside_map(session), "path", "pointer").size(), 20u);
    EXPECT_TRUE(contains(hole_map(session), "between four ticks"));
}

TEST(HoleMap, IsLeftOutWhereStrikesAreTooDenseToBeListed) {
    course::Session session = testing::sample_session(0.0);
    session.map.clear();
    session.map_side = 0.0;
    EXPECT_EQ(hole_map(session), "");
}

TEST(HoleMap, DrawsItsScaleBarToScale) {
    const course::Session session = testing::sample_session(0.0);
    const std::string html = hole_map(session);
    const std::vector<std::string> discs = tags(inside_map(session), "circle", "mouth");
    const double scale = 2.0 * attribute(discs[0], "r") / session.map[0].mouth;
    const std::vector<std::string> bars = tags(html, "line", "bar");
    ASSERT_FALSE(bars.empty());
    ASSERT_TRUE(contains(html, ">1\u00a0mm</text>"));
    EXPECT_NEAR(attribute(bars[0], "x2") - attribute(bars[0], "x1"), 1e-3 * scale, 0.005 * 1e-3 * scale);
}

TEST(DepthHistogram, ItsBarsAddUpToAllHoles) {
    const course::Result result = testing::sample_result();
    const course::Session& session = result.sessions.front();
    const std::string html = depth_histogram(result, session);
    const std::vector<std::string> bars = tags(html, "rect", "histogram");
    ASSERT_EQ(bars.size(), 3u) << "an empty bin has no bar";
    // The axis counts in per cent: its lines stand 20 apart.
    std::vector<double> lines;
    for (const std::string& line : tags(html, "line", "grid")) lines.push_back(attribute(line, "y1"));
    ASSERT_GE(lines.size(), 2u);
    ASSERT_TRUE(contains(html, ">20</text>"));
    const double per_cent = std::abs(lines[1] - lines[0]) / 20.0;
    double sum = 0.0;
    for (const std::string& bar : bars) sum += attribute(bar, "height") / per_cent;
    EXPECT_NEAR(sum, 100.0, 0.3);
}

TEST(DepthHistogram, PutsBarsLayersAndNeedleOnOneScale) {
    const course::Result result = testing::sample_result();
    const course::Session& session = result.sessions.front();
    const std::string html = depth_histogram(result, session);
    const std::vector<std::string> bars = tags(html, "rect", "histogram");
    ASSERT_EQ(bars.size(), 3u);
    const double scale = attribute(bars[0], "width") / 200e-6;
    const double surface = attribute(bars[0], "x") - 200e-6 * scale;
    const auto at = [&](double depth) { return surface + depth * scale; };
    const std::vector<std::string> needle = tags(html, "line", "nominal");
    ASSERT_EQ(needle.size(), 1u);
    EXPECT_NEAR(attribute(needle[0], "x1"), at(1.5e-3), 1.0);
    const std::vector<std::string> boundaries = tags(html, "line", "boundary");
    ASSERT_EQ(boundaries.size(), 3u);
    EXPECT_NEAR(attribute(boundaries[0], "x1"), at(result.skin.epidermis()), 1.0);
    EXPECT_NEAR(attribute(boundaries[2], "x1"), at(result.skin.full_thickness()), 1.0);
}

TEST(CrossSection, ShowsOpenChannelAndPeakDepthOfEveryHole) {
    const course::Result result = testing::sample_result();
    const std::string html = cross_section(result);
    const std::string cut = html.substr(0, html.find("inset-clip"));
    EXPECT_EQ(tags(cut, "polygon", "track").size(), result.sessions.front().strip.size());
    EXPECT_EQ(tags(cut, "polygon", "open").size(), result.sessions.front().strip.size());
}

TEST(CrossSection, MarksVesselsAndFolliclesWhereTheyLieWithinTheView) {
    course::Result result = testing::sample_result();
    EXPECT_TRUE(contains(cross_section(result), "Upper vessels from 320\u00a0µm"));
    EXPECT_TRUE(contains(cross_section(result), "Follicle bulge 450 to 700\u00a0µm"));
    result.skin.vessels.upper_plexus = 5e-3;
    result.skin.follicles.bulge_top = 5e-3;
    result.skin.follicles.bulge_bottom = 6e-3;
    EXPECT_FALSE(contains(cross_section(result), "Upper vessels from"));
    EXPECT_FALSE(contains(cross_section(result), "Follicle bulge"));
}

TEST(CrossSection, DrawsBoneWhereItLiesWithinTheView) {
    course::Result result = testing::sample_result();
    EXPECT_TRUE(tags(cross_section(result), "rect", "bo").empty());
    result.skin.backing = skin::Backing::bone;
    EXPECT_TRUE(tags(cross_section(result), "rect", "bo").empty()) << "too deep to be seen";
    result.skin.hypodermis = 0.1e-3;
    const std::vector<std::string> bone = tags(cross_section(result), "rect", "bo");
    const std::vector<std::string> fat = tags(cross_section(result), "rect", "hy");
    ASSERT_EQ(bone.size(), 1u);
    EXPECT_NEAR(attribute(fat[0], "y") + attribute(fat[0], "height"), attribute(bone[0], "y"), 0.15);
    EXPECT_TRUE(contains(depth_histogram(result, result.sessions.front()), ">bone</text>"));
}

TEST(AtOnce, SaysEveryFigureWithItsUnit) {
    const std::string table = at_once(testing::sample_session(0.0));
    for (const char* part :
         {"43\u00a0% (90\u00a0% interval 31 to 55\u00a0%)", "0.31\u00a0µL/cm²", "0.12\u00a0µL/cm²", "1.5\u00a0N",
          "on the 28 that touch", "27\u00a0mm of 100", "110\u00a0% of the pain of a hypodermic needle",
          "7.5\u00a0minutes", "for 200\u00a0cm² of skin", "5\u00a0%", "90\u00a0%"})
        EXPECT_TRUE(contains(table, part)) << part << "\n" << table;
    EXPECT_FALSE(contains(table, "Bone"));
}

TEST(AtOnce, SaysWhereBoneLiesAndWhetherNeedlesGetThere) {
    course::Session session = testing::sample_session(0.0);
    session.bone_depth = 3.9e-3;
    EXPECT_TRUE(contains(at_once(session), "the needles do not travel as far"));
    session.to_bone = true;
    EXPECT_TRUE(contains(at_once(session), "the needles travel as far as that"));
}

TEST(Warnings, AreEscapedAndNameTheirSource) {
    const std::string html = warnings(testing::sample_result(), testing::sample_bibliography());
    EXPECT_TRUE(contains(html, "Two warnings before treatment"));
    EXPECT_TRUE(contains(html, "the plan says 3 &lt;or&gt; &quot;4&quot;."));
    EXPECT_FALSE(contains(html, "<or>"));
    EXPECT_TRUE(contains(html, "href=\"https://doi.org/10.1000/sample.2\""));
}

TEST(Warnings, SayTheirKindInWordsAndNotByColourAlone) {
    const std::string html = warnings(testing::sample_result(), testing::sample_bibliography());
    EXPECT_TRUE(contains(html, ">off label</span>"));
    EXPECT_TRUE(contains(html, ">fat</span>"));
    course::Result result = testing::sample_result();
    result.warnings.clear();
    EXPECT_EQ(warnings(result, testing::sample_bibliography()), "");
}

TEST(Warnings, StandAboveTheMainNumbers) {
    const std::string html = summary_section(testing::sample_result(), testing::sample_bibliography());
    ASSERT_TRUE(contains(html, "id=\"warnings\""));
    EXPECT_LT(html.find("id=\"warnings\""), html.find("<dl class=\"figures\""));
}

}  // namespace
}  // namespace percuta::report
