#include "trial/goal.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/error.hpp"
#include "course/team.hpp"
#include "hair/grow.hpp"
#include "known.hpp"
#include "trial/design_course.hpp"
#include "trial/usual_plan.hpp"

namespace percuta::trial {
namespace {

using course::known;

Goal read(const std::string& text) {
    return read_goal(core::Document::parse(text, "goal.toml"), known(),
                     [](const std::string&) { return usual_plan(); });
}

std::string goal_text(const std::string& wish = "probability = 0.4\n", const std::string& limits = "",
                      const std::string& search = "sessions = { from = 1, to = 4 }\n") {
    return "goal_version = 1\nplan = \"plan.toml\"\n[goal]\n" + wish + "[limits]\n" + limits + "[search]\n" + search;
}

std::vector<core::Diagnostic> mistakes(const std::string& text) {
    try {
        read(text);
    } catch (const core::InvalidInput& error) {
        return error.diagnostics();
    }
    return {};
}

/// All mistakes, each as "goal.toml:LINE: message | suggestion".
std::string mistake(const std::string& text) {
    std::string out;
    for (const core::Diagnostic& one : mistakes(text))
        out += fmt::format("{}:{}: {} | {}\n", one.place.file, one.place.line, one.message, one.suggestion);
    return out;
}

void expect_mistake(const std::string& text, std::string_view words) {
    const std::string found = mistake(text);
    EXPECT_NE(found.find(words), std::string::npos) << found;
}

TEST(Goals, AreReadWithTheirPlanLimitsAndSearch) {
    const Goal goal = read(
        goal_text("improve = \"half\"\nprobability = 0.4\nat = \"180 d\"\n",
                  "downtime = \"3 d\"\npih = 0.1\ncost = { most = 900 }\non_label = true\npain = 5\n",
                  "needle_length = { from = \"0.5 mm\", to = \"1.5 mm\", step = \"0.5 mm\" }\n"
                  "passes = [15, 5]\ninterval = \"28 d\"\nadjunct = [\"none\", \"prp\", [\"prp\", \"minoxidil\"]]\n"));
    EXPECT_EQ(goal.base, usual_plan());
    EXPECT_EQ(goal.scale, "goodman-baron-quantitative");
    EXPECT_EQ(goal.reader, "blinded-photo");
    EXPECT_DOUBLE_EQ(goal.at, 180.0 * 86400.0);
    ASSERT_EQ(goal.limits.size(), 5U);
    EXPECT_DOUBLE_EQ(goal.limits[0].most, 3.0 * 86400.0);
    EXPECT_EQ(goal.limits[0].place.line, 8);
    EXPECT_DOUBLE_EQ(goal.limits[2].most, 0.5);  // pain of 10
    ASSERT_EQ(goal.axes.size(), 4U);
    EXPECT_EQ(goal.axes[0].axis.options, (std::vector<std::string>{"0.5 mm", "1 mm", "1.5 mm"}));
    EXPECT_EQ(goal.axes[1].axis.options, (std::vector<std::string>{"5", "15"}));
    EXPECT_EQ(goal.axes[3].axis.options, (std::vector<std::string>{"none", "prp", "prp + minoxidil"}));
    EXPECT_FALSE(goal.axes[3].axis.ordered);
}

TEST(Goals, MakeThePlanOfAChoice) {
    const Goal goal = read(goal_text("probability = 0.4\nat = \"180 d\"\n", "",
                                     "device = [\"dermaroller-mf8\", \"pen-12\"]\nneedle_length = [\"1 mm\"]\n"
                                     "sessions = [1, 4]\nadjunct = [\"none\", \"prp\"]\n"));
    const plan::Plan plan = plan_of(goal, {1, 0, 1, 1});
    EXPECT_EQ(plan.device.model, "pen-12");
    EXPECT_DOUBLE_EQ(*plan.device.needle_length, 1e-3);
    EXPECT_EQ(plan.schedule.sessions, 4);
    EXPECT_DOUBLE_EQ(plan.schedule.follow_up, goal.at);
    EXPECT_EQ(plan.adjuncts, (std::vector<plan::Adjunct>{{"prp"}}));
    EXPECT_EQ(plan.subject, usual_plan().subject);
    EXPECT_EQ(plan_of(goal, {0, 0, 0, 0}).schedule.interval, 0.0) << "one session has no interval";
}

TEST(Goals, KnowTheKeysOfTheirSearchAlsoWhereTheyAreLeftOut) {
    expect_mistake(goal_text("probability = 0.4\n", "", "needle_lengths = [\"1 mm\"]\n"),
                   "did you mean \"needle_length\"");
    expect_mistake(goal_text("probability = 0.4\n", "", "pases = [4]\n"), "did you mean \"passes\"");
    expect_mistake(goal_text("probability = 0.4\n", "", "passes = { from = 1, to = 5, stepp = 2 }\n"),
                   "did you mean \"step\"");
}

TEST(Goals, MayHoldTheirPlanThemselves) {
    std::string sections = usual_plan_text();
    sections.erase(0, sections.find("[subject]"));
    for (std::size_t at = 0; (at = sections.find("\n[", at)) != std::string::npos; at += 2)
        sections.replace(at, 2, "\n[plan.");
    sections.replace(0, 1, "[plan.");
    const std::string text =
        "goal_version = 1\n" + sections + "[goal]\nprobability = 0.4\n[search]\nsessions = [1, 2]\n";
    EXPECT_EQ(read(text).base, usual_plan());
    std::string wrong = text;
    wrong.replace(wrong.find("cheek"), 5, "cheeck");
    expect_mistake(wrong, "did you mean \"cheek\"");
}

TEST(Goals, UnderstandHowMuchBetterIsWanted) {
    const auto improvement = [](const std::string& words, const std::string& more = "") {
        return read(goal_text("probability = 0.4\nimprove = \"" + words + "\"\n" + more)).improvement;
    };
    EXPECT_EQ(improvement("any").kind, Improvement::Kind::any);
    EXPECT_EQ(improvement("half").kind, Improvement::Kind::half);
    EXPECT_EQ(improvement(">= 3 points").kind, Improvement::Kind::amount);
    EXPECT_DOUBLE_EQ(improvement("3 points").amount, 3.0);
    EXPECT_EQ(improvement("30 %").kind, Improvement::Kind::share);
    EXPECT_DOUBLE_EQ(improvement("30 %").amount, 0.3);
    EXPECT_EQ(improvement("one-grade", "scale = \"goodman-baron-qualitative\"\n").kind, Improvement::Kind::grade);
}

TEST(Goals, SayWhatIsWrongWhereItIsAndWhatToTry) {
    expect_mistake(goal_text("probabilty = 0.4\n"), "did you mean \"probability\"");
    expect_mistake(goal_text("probability = 1.4\n"), "goal.toml:4: ");
    expect_mistake(goal_text("scale = \"vss\"\nprobability = 0.4\n"), "goal.scale cannot be \"vss\"");
    expect_mistake(goal_text("reader = \"mother\"\nprobability = 0.4\n"), "goal.reader cannot be \"mother\"");
    expect_mistake(goal_text("improve = \"one-grade\"\nprobability = 0.4\n"), "counts points, not grades");
    expect_mistake(goal_text("improve = \"3 mm\"\nprobability = 0.4\n"), "neither a word nor an amount");
    expect_mistake(goal_text("probability = 0.4\n", "downtime = 3\n"), "goal.toml:6: ");
    expect_mistake(goal_text("probability = 0.4\n", "downtime = \"3 mm\"\n"), "limits.downtime");
    expect_mistake(goal_text("probability = 0.4\n", "down_time = \"3 d\"\n"), "did you mean \"downtime\"");
    expect_mistake(goal_text("probability = 0.4\n", "cost = { least = 3 }\n"), "limits.cost.most is missing");
    expect_mistake(goal_text("probability = 0.4\n", "pih = 10\n"), "out of range");
}

TEST(Goals, SayWhatIsWrongWithASearch) {
    const auto search = [](const std::string& text) { return goal_text("probability = 0.4\n", "", text); };
    expect_mistake(search(""), "[search] is empty");
    expect_mistake(search("sessions = []\n"), "search.sessions is empty");
    expect_mistake(search("needle_length = [0.5, 1]\n"), "takes quantities with a unit");
    expect_mistake(search("needle_length = [\"1 s\"]\n"), "takes quantities with a unit");
    expect_mistake(search("needle_length = { from = \"0.5 mm\", to = \"1 mm\" }\n"),
                   "search.needle_length.step is missing");
    expect_mistake(search("sessions = { from = 4, to = 1 }\n"), "goes nowhere");
    expect_mistake(search("sessions = { from = 1, to = 4, by = 2 }\n"), "by");
    expect_mistake(search("passes = [1.5]\n"), "whole numbers");
    expect_mistake(search("passes = [1000]\n"), "out of range");
    expect_mistake(search("passes = { from = 1, to = 100 }\n"), "at most 60");
    expect_mistake(search("device = [\"dermaroler-mf8\"]\n"), "did you mean \"dermaroller-mf8\"");
    expect_mistake(search("passes = { from = 5, to = 6, step = inf }\n"), "search.passes.step is out of range");
    expect_mistake(search("passes = [inf]\n"), "search.passes is out of range");
    expect_mistake(search("needle_length = { from = \"1 mm\", to = \"2 mm\", step = \"1e300 km\" }\n"),
                   "search.needle_length.step is out of range");
    expect_mistake(search("needle_length = { from = \"1 mm\", to = \"2 mm\", step = \"1e-300 mm\" }\n"),
                   "has 1e+300 steps");
    // A needling without a device is no plan, and two devices are none.
    expect_mistake(search("device = [\"none\"]\n"), "search.device cannot be \"none\"");
    expect_mistake(search("device = [[]]\n"), "search.device takes names, but this is a list");
    expect_mistake(search("device = [[\"pen-12\", \"stamp\"]]\n"), "search.device takes names, but this is a list");
    expect_mistake(search("adjunct = [\"magic\"]\n"), "search.adjunct cannot be \"magic\"");
    expect_mistake(search("product = [\"ascorbic-acid-15\"]\n"), "the plan has none");
    expect_mistake(search("depth = [\"1 mm\"]\n"), "depth");
}

TEST(Goals, VaryNoMoreThanCanBeLookedAt) {
    std::string many;
    for (int i = 0; i < 61; ++i) many += fmt::format("\"{} um\", ", 500 + i);
    const auto search = [](const std::string& text) { return goal_text("probability = 0.4\n", "", text); };
    expect_mistake(search("needle_length = [" + many + "]\n"), "search.needle_length has 61 alternatives");
    const std::string three =
        "passes = { from = 1, to = 60 }\nsessions = { from = 1, to = 60 }\ninterval = { from = "
        "\"1 d\", to = \"6 d\", step = \"1 d\" }\n";
    expect_mistake(search(three), "[search] makes 21600 plans");
}

TEST(Goals, NeedTheirSections) {
    expect_mistake("goal_version = 1\nplan = \"p\"\n[search]\nsessions = [1]\n", "the section [goal] is missing");
    expect_mistake("goal_version = 1\nplan = \"p\"\n[goal]\nprobability = 0.5\n", "the section [search] is missing");
    expect_mistake("goal_version = 1\n[goal]\nprobability = 0.5\n[search]\nsessions = [1]\n", "plan is missing");
    expect_mistake("goal_version = 2\nplan = \"p\"\n[goal]\nprobability = 0.5\n[search]\nsessions = [1]\n",
                   "goal_version 2 is not supported");
}

TEST(Goals, InWordsNameScaleReaderAndTime) {
    const std::string words = in_words(read(goal_text("probability = 0.4\nimprove = \"3 points\"\n")), known());
    EXPECT_NE(words.find("at least 3 points better"), std::string::npos) << words;
    EXPECT_NE(words.find("90 days after the last session"), std::string::npos) << words;
}

// What plans lead to

class CourseBench : public ::testing::Test {
protected:
    course::Team team{2};

    Assessment assessed(const Goal& goal, const Choice& choice, int draws = 8) {
        const Bench bench = course_bench(known(), goal, 1, team);
        return bench.assess(std::array{choice}, draws, {}).front();
    }
};

TEST_F(CourseBench, RefusesChoicesThatCheckWouldRefuse) {
    const Goal goal = read(goal_text(
        "probability = 0.4\n", "", "device = [\"dermaroller-mf8\", \"home-roller\"]\nneedle_length = [\"1.5 mm\"]\n"));
    const Bench bench = course_bench(known(), goal, 1, team);
    EXPECT_EQ(bench.outline({0, 0}).impossible, "");
    EXPECT_NE(bench.outline({1, 0}).impossible.find("home-roller has needles of"), std::string::npos);
}

TEST_F(CourseBench, KnowsCostSessionsAndLabelBeforehand) {
    const Goal goal = read(goal_text());
    const Bench bench = course_bench(known(), goal, 1, team);
    const Outline one = bench.outline({0}), four = bench.outline({3});
    EXPECT_EQ(one.known.sessions, 1.0);
    EXPECT_GT(four.known.cost, 2.0 * one.known.cost);
    EXPECT_GT(one.known.off_label, 0.0);  // no label covers a roller on acne scars
}

TEST_F(CourseBench, DoesNotDependOnThreadsNorOnCompany) {
    const Goal goal = read(goal_text());
    course::Team alone(1);
    const Bench one = course_bench(known(), goal, 1, alone), two = course_bench(known(), goal, 1, team);
    const std::array<Choice, 3> all{Choice{0}, Choice{1}, Choice{3}};
    const auto together = two.assess(all, 8, {});
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Assessment is = one.assess(std::span(&all[i], 1), 8, {}).front();
        EXPECT_EQ(is.goal, together[i].goal);
        EXPECT_EQ(is.downtime, together[i].downtime);
    }
}

TEST_F(CourseBench, MoreSessionsOfTheSamePeopleHelpMoreOfThem) {
    const Goal goal = read(goal_text("probability = 0.4\nimprove = \"30 %\"\n"));
    double before = 0.0;
    for (const std::size_t sessions : {0U, 1U, 3U}) {
        const double reached = assessed(goal, {sessions}).goal;
        EXPECT_GT(reached, before);
        before = reached;
    }
}

TEST_F(CourseBench, BeyondChanceAnOpenAssessorFindsMorePeopleImproved) {
    const auto beyond_chance = [&](const char* reader) {
        const Goal goal = read(goal_text(std::string("probability = 0.4\nreader = \"") + reader + "\"\n"));
        return assessed(goal, {2}).goal - untreated(known(), goal, 8, 1, team);
    };
    EXPECT_GT(beyond_chance("open-single-assessor"), beyond_chance("blinded-photo") + 0.03);
}

TEST_F(CourseBench, LongerNeedlesAndMorePassesRaiseDowntimeAndRisk) {
    const Goal goal =
        read(goal_text("probability = 0.4\n", "", "needle_length = [\"0.5 mm\", \"1.5 mm\"]\npasses = [4, 15]\n"));
    const Assessment least = assessed(goal, {0, 0}), longer = assessed(goal, {1, 0}), more = assessed(goal, {0, 1});
    EXPECT_GT(longer.downtime, least.downtime);
    EXPECT_GT(more.downtime, least.downtime);
    EXPECT_GT(longer.pih, least.pih);
}

TEST_F(CourseBench, MoreDrawsNarrowTheInterval) {
    const Goal goal = read(goal_text());
    const Assessment few = assessed(goal, {2}, 8), many = assessed(goal, {2}, 64);
    EXPECT_LT(many.goal_hi - many.goal_lo, few.goal_hi - few.goal_lo);
    EXPECT_LE(many.goal_lo, many.goal);
    EXPECT_EQ(many.draws, 64);
}

TEST_F(CourseBench, WithoutTreatmentOnlyChanceReachesTheGoal) {
    const auto goal = [](const char* wish) { return read(goal_text(std::string("probability = 0.4\n") + wish)); };
    // A photograph scatters by several points, so that some seem halved; an assessor who knows sees no change at all.
    const double blinded = untreated(known(), goal(""), 16, 1, team),
                 open = untreated(known(), goal("reader = \"open-single-assessor\"\n"), 16, 1, team);
    EXPECT_GT(blinded, 0.0);
    EXPECT_LT(blinded, assessed(goal(""), {3}).goal);
    EXPECT_LT(open, 0.05);
}

TEST_F(CourseBench, HairWithoutABaselineIsThatOfTheScalpThatGains) {
    const hair::Parameters p = hair::parameters(known().hair);
    Goal goal = read(goal_text("probability = 0.4\nimprove = \"any\"\nreader = \"instrument\"\n"));
    goal.scale = "hair-global";
    goal.base.concern = {"hair-loss", std::nullopt, {}};
    goal.base.subject.site = "scalp";
    const double without = assess(known(), goal, goal.base, 8, 1, team).goal;
    goal.base.concern.baseline = plan::Baseline{"hair-count", 1e-4 * hair::density_of_class(p, p.reference_class)};
    EXPECT_EQ(without, assess(known(), goal, goal.base, 8, 1, team).goal);
    EXPECT_GT(without, 0.0);
}

TEST_F(CourseBench, CountsOfHairDriftInTheUntreatedTooAndGlobalImpressionsDoNot) {
    Goal goal = read(goal_text("probability = 0.4\nimprove = \"any\"\nreader = \"instrument\"\n"));
    goal.base.concern = {"hair-loss", std::nullopt, {}};
    goal.base.subject.site = "scalp";
    goal.scale = "hair-count";
    EXPECT_GT(untreated(known(), goal, 8, 1, team), 0.53) << "more than half: counts rise by themselves";
    goal.scale = "hair-diameter";
    EXPECT_NEAR(untreated(known(), goal, 8, 1, team), 0.5, 0.08);
}

TEST_F(CourseBench, SearchesAGoalFromEndToEnd) {
    const Goal goal = read(goal_text("probability = 0.2\nimprove = \"30 %\"\n", "sessions = 3\n",
                                     "needle_length = [\"0.5 mm\", \"1.5 mm\"]\nsessions = { from = 1, to = 4 }\n"));
    std::vector<Axis> axes;
    for (const GoalAxis& one : goal.axes) axes.push_back(one.axis);
    const Front front = search(axes, goal.limits, goal.probability, course_bench(known(), goal, 1, team), {.fine = 16});
    ASSERT_FALSE(front.points.empty());
    EXPECT_EQ(front.candidates, 8U);
    EXPECT_EQ(front.broken.front(), 2U);
    for (const Point& point : front.points) {
        EXPECT_LE(point.is.sessions, 3.0);
        // A point is a plan that can be read, and leads to the same.
        const plan::Plan plan = plan_of(goal, point.choice);
        EXPECT_EQ(plan::read(core::Document::parse(plan::write(plan), "p"), known().vocabulary()), plan);
        EXPECT_EQ(assess(known(), goal, plan, 16, 1, team).goal, point.is.goal);
    }
}

}  // namespace
}  // namespace percuta::trial
