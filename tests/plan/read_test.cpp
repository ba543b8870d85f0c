#include "plan/read.hpp"

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "plan/plans.hpp"

namespace percuta::plan {

TEST(PlanReader, ReadsThePlanOfTheContractInSi) {
    using namespace std::chrono_literals;
    const Plan plan = read_text(contract);
    EXPECT_EQ(plan.title, "Atrophic acne scars, three monthly sessions");
    EXPECT_DOUBLE_EQ(plan.subject.age, core::to_si(32, "yr"));
    EXPECT_EQ(plan.subject.sex, "female");
    EXPECT_EQ(plan.subject.phototype, 3);
    EXPECT_EQ(plan.subject.site, "cheek");
    EXPECT_DOUBLE_EQ(plan.subject.weight.value_or(0), 65.0);
    EXPECT_EQ(plan.subject.facts.at("pregnant"), Fact(false));
    EXPECT_EQ(plan.subject.facts.at("last.isotretinoin"), Fact(std::string("never")));
    EXPECT_EQ(plan.concern, (Concern{"acne-scar",
                                     Baseline{"goodman-baron-quantitative", 12.0},
                                     {{"rolling", 0.4}, {"boxcar", 0.4}, {"ice-pick", 0.2}}}));
    EXPECT_EQ(plan.device, (DeviceChoice{"dermaroller-mf8", std::nullopt, 1.5e-3}));
    EXPECT_EQ(plan.technique, (Technique{15, "firm", "professional"}));
    EXPECT_EQ(plan.schedule.start, core::Date(2027y / 1 / 11));
    EXPECT_EQ(plan.schedule.sessions, 3);
    EXPECT_DOUBLE_EQ(plan.schedule.interval, 4 * core::week);
    EXPECT_DOUBLE_EQ(plan.schedule.follow_up, core::to_si(6, "mo"));
    ASSERT_EQ(plan.products.size(), 1U);
    EXPECT_EQ(plan.products[0].name, "ascorbic-acid-15");
    EXPECT_DOUBLE_EQ(plan.products[0].amount, 2e-5);
    EXPECT_DOUBLE_EQ(plan.products[0].area.value_or(0), 1e-2);
    EXPECT_DOUBLE_EQ(plan.products[0].leave_on.value_or(0), 8 * core::hour);
    EXPECT_FALSE(plan.products[0].occluded);
    ASSERT_EQ(plan.adjuncts.size(), 1U);
    EXPECT_EQ(plan.adjuncts[0].kind, "prp");
}

TEST(PlanReader, FillsInWhatAPlanMayLeaveOut) {
    const Plan plan = read_text(R"(plan_version = 1
[subject]
age = "52 yr"
sex = "male"
phototype = 2
site = "scalp"
[concern]
kind = "hair-loss"
[device]
model = "pen-12"
[technique]
passes = 2
[schedule]
)");
    EXPECT_EQ(plan.title, "");
    EXPECT_FALSE(plan.subject.weight);
    EXPECT_FALSE(plan.concern.baseline);
    EXPECT_FALSE(plan.device.needle_length);
    EXPECT_EQ(plan.technique, (Technique{2, "firm", "professional"}));
    EXPECT_EQ(plan.schedule.sessions, 1);
    EXPECT_EQ(plan.schedule.start, std::nullopt);
    EXPECT_DOUBLE_EQ(plan.schedule.follow_up, core::to_si(6, "mo"));
}

TEST(PlanReader, KeepsEveryKindOfFact) {
    using namespace std::chrono_literals;
    const Plan plan = read_text(with("pregnant = false",
                                     "pregnant = true, \"area.acne\" = 3, \"la.dose\" = \"20 mg\", \"last.sun\" = "
                                     "2026-12-01, \"last.wax\" = \"2026-12-01\", \"hx.diabetes\" = \"poor\", zone = "
                                     "\"chin\", smoker = \"unknown\""));
    const auto& facts = plan.subject.facts;
    EXPECT_EQ(facts.at("pregnant"), Fact(true));
    EXPECT_EQ(facts.at("area.acne"), Fact(3.0));
    EXPECT_EQ(facts.at("la.dose"), Fact(core::Quantity{20.0, "mg"}));
    EXPECT_EQ(facts.at("last.sun"), Fact(core::Date(2026y / 12 / 1)));
    EXPECT_EQ(facts.at("last.wax"), facts.at("last.sun"));
    EXPECT_EQ(facts.at("hx.diabetes"), Fact(std::string("poor")));
    EXPECT_EQ(facts.at("zone"), Fact(std::string("chin")));
    EXPECT_FALSE(facts.contains("smoker")) << "what is unknown is as if it were not there";
}

TEST(PlanReader, AsksForQuotesAroundFactsWithDots) {
    const auto found = mistake(with("\"hx.keloid\"", "hx.keloid"));
    EXPECT_EQ(found.place.line, 10);
    EXPECT_EQ(found.message, "no rule asks for \"hx\"");
    EXPECT_EQ(found.suggestion, "put names with dots in quotes: \"hx.keloid\" = false");
}

TEST(PlanReader, RefusesFactsThatNobodyAsksForAndAnswersThatAreNone) {
    const auto refused = [](std::string_view fact, std::string_view message, std::string_view help) {
        const auto found = mistake(with("pregnant = false", fact));
        EXPECT_EQ(found.message, message);
        EXPECT_EQ(found.suggestion, help);
    };
    refused("pregnent = false", "no rule asks for \"pregnent\"", "did you mean \"pregnant\"?");
    const char* const leave_out = "leave out what is not known";
    refused("pregnant = \"no\"", "subject.facts.pregnant is \"no\", but must be true or false", leave_out);
    refused("\"area.acne\" = \"3 mm\"",
            "subject.facts.area.acne is \"3 mm\", but must be a whole number without a unit, 0 or more", leave_out);
    refused("\"la.dose\" = 20",
            "subject.facts.la.dose is an integer, but must be a number of 0 or more with a unit such as \"2 mg\"",
            leave_out);
    refused("\"la.dose\" = \"20 mm\"",
            "subject.facts.la.dose is \"20 mm\", but must be a number of 0 or more with a unit such as \"2 mg\"",
            leave_out);
    refused("\"hx.diabetes\" = \"bad\"", "subject.facts.hx.diabetes is \"bad\", but must be one of \"none\", \"poor\"",
            leave_out);
    refused("\"area.acne\" = -3",
            "subject.facts.area.acne is an integer, but must be a whole number without a unit, 0 or more", leave_out);
    refused("\"subject.age\" = \"30 yr\"", "\"subject.age\" is known from the rest of the plan",
            "leave it out here; it comes from subject.age");
    refused("\"last.sun\" = \"2026-13-01\"",
            "subject.facts.last.sun is \"2026-13-01\", but must be a date, such as 2027-01-11, or \"never\"",
            leave_out);
}

TEST(PlanReader, SaysWhichVersionItReads) {
    expect(mistake(with("plan_version = 1\n", "")), 0, 0, "plan_version is missing", "add plan_version = 1");
    expect(mistake(with("plan_version = 1", "plan_version = 2")), 1, 16, "plan_version 2 is not supported",
           "this program reads plan_version = 1");
}

TEST(PlanReader, PointsAtAnUnknownKeyAndNamesTheNearest) {
    expect(mistake(with("weight =", "wieght =")), 9, 1, "unknown key \"wieght\" in [subject]",
           "did you mean \"weight\"?");
    expect(mistake(with("leave_on =", "leaveon =")), 37, 1, "unknown key \"leaveon\" in [product[0]]",
           "did you mean \"leave_on\"?");
}

TEST(PlanReader, PointsAtAMisspeltSectionAndSaysWhatIsMissing) {
    const auto found = mistakes(with("[schedule]", "[schedul]"));
    ASSERT_EQ(found.size(), 2U);
    expect(found[0], 0, 0, "the section [schedule] is missing", "add [schedule] and below it sessions = 3");
    EXPECT_EQ(found[1].message, "unknown key \"schedul\"");
    EXPECT_EQ(found[1].place.line, 26);
    EXPECT_EQ(found[1].suggestion, "did you mean \"schedule\"?");
}

TEST(PlanReader, AsksForTheRightUnit) {
    expect(mistake(with("\"1.5 mm\"", "\"1.5 mg\"")), 19, 17,
           "device.needle_length = \"1.5 mg\" is a mass but must be a length", "use a unit such as mm");
    expect(mistake(with("\"1.5 mm\"", "1.5")), 19, 17, "device.needle_length needs a unit: a bare number is refused",
           "write needle_length = \"1.5 mm\"");
    expect(mistake(with("\"2 uL/cm^2\"", "\"2 mg/cm^2\"")), 35, 10,
           "product[0].amount = \"2 mg/cm^2\" has the wrong dimension but must be a volume per area",
           "use a unit such as uL/cm^2");
    expect(mistake(with("\"4 wk\"", "\"4 weks\"")), 29, 12,
           "\"weks\" in schedule.interval is not a unit that is known here", "write interval = \"4 d\"");
}

TEST(PlanReader, RefusesADateThatDoesNotExist) {
    const auto found = mistake(with("2027-01-11", "2027-02-30"));
    EXPECT_EQ(found.place.line, 27);
    EXPECT_EQ(found.suggestion, "a date is year-month-day and must exist, such as 2027-01-11");
    expect(mistake(with("2027-01-11", "1066-10-14")), 27, 9, "schedule.start lies in the year 1066",
           "years from 1900 to 2200 are possible");
}

TEST(PlanReader, RefusesTheWrongType) {
    expect(mistake(with("passes = 15", "passes = \"many\"")), 22, 10,
           "technique.passes must be a whole number, but this is a string", "write passes = 3");
    expect(mistake(with("sex = \"female\"", "sex = 1")), 6, 7, "subject.sex must be a string, but this is an integer",
           "write sex = \"…\"");
    expect(mistake(with("occluded = false", "occluded = \"no\"")), 38, 12,
           "product[0].occluded must be true or false, but this is a string", "write occluded = true");
}

TEST(PlanReader, HoldsNumbersToTheirRange) {
    for (const auto& [right, wrong] : {std::pair{"\"32 yr\"", "\"0.5 yr\""},
                                       {"\"32 yr\"", "\"121 yr\""},
                                       {"phototype = 3", "phototype = 7"},
                                       {"\"65 kg\"", "\"1 kg\""},
                                       {"value = 12", "value = -1"},
                                       {"value = 12", "value = 0"},
                                       {"value = 12", "value = 84.1"},
                                       {"passes = 15", "passes = 0"},
                                       {"passes = 15", "passes = 101"},
                                       {"passes = 15", "passes = 9223372036854775807"},
                                       {"sessions = 3", "sessions = 61"},
                                       {"\"4 wk\"", "\"3 h\""},
                                       {"\"4 wk\"", "\"3 yr\""},
                                       {"\"6 mo\"", "\"11 yr\""},
                                       {"\"6 mo\"", "\"-1 d\""},
                                       {"value = 12", "value = nan"},
                                       {"value = 12", "value = inf"},
                                       {"\"2 uL/cm^2\"", "\"-2 uL/cm^2\""},
                                       {"rolling = 0.4", "rolling = 1.4"}})
        EXPECT_EQ(mistakes(with(right, wrong)).size(), 1U) << wrong;
}

TEST(PlanReader, HoldsAScoreToItsScale) {
    expect(mistake(with("value = 12", "value = 200")), 14, 60,
           "concern.baseline.value is 200, but goodman-baron-quantitative runs from 0 to 84",
           "a score before treatment is above 0 and at most 84");
    EXPECT_TRUE(mistakes(with("value = 12", "value = 84")).empty());
}

TEST(PlanReader, KnowsItsWords) {
    for (const auto& [right, wrong] : {std::pair{"\"female\"", "\"femal\""},
                                       {"\"cheek\"", "\"cheak\""},
                                       {"kind = \"acne-scar\"", "kind = \"acne_scar\""},
                                       {"\"goodman-baron-quantitative\"", "\"goodman-baron\""},
                                       {"rolling = 0.4", "roling = 0.4"},
                                       {"\"firm\"", "\"fim\""},
                                       {"\"professional\"", "\"profesional\""},
                                       {"\"after\"", "\"aftr\""},
                                       {"\"prp\"", "\"prpp\""},
                                       {"\"ascorbic-acid-15\"", "\"\""}}) {
        const auto found = mistake(with(right, wrong));
        EXPECT_GT(found.place.line, 0) << wrong;
    }
    EXPECT_EQ(mistake(with("\"cheek\"", "\"Cheak\"")).suggestion, "did you mean \"cheek\"?");
    EXPECT_EQ(mistake(with("rolling = 0.4", "roling = 0.4")).message, "\"roling\" is not a type of scar");
}

TEST(PlanReader, AddsUpTheMix) {
    expect(mistake(with("rolling = 0.4", "rolling = 0.5")), 15, 7, "the shares of concern.mix add up to 1.1, not to 1",
           "shares are fractions of the scars: { rolling = 0.5, boxcar = 0.5 }");
    EXPECT_EQ(mistake(with("{ rolling = 0.4, boxcar = 0.4, ice-pick = 0.2 }", "{}")).place.line, 15);
    EXPECT_TRUE(mistakes(with("rolling = 0.4", "rolling = 0.4000004")).empty());
}

TEST(PlanReader, WantsAnIntervalBetweenSessions) {
    EXPECT_EQ(mistake(with("interval = \"4 wk\"\n", "")).message, "schedule.interval is missing");
    EXPECT_TRUE(mistakes(with("sessions = 3\ninterval = \"4 wk\"\n", "sessions = 1\n")).empty());
}

TEST(PlanReader, KeepsTheWholeCourseUnderTwentyYears) {
    EXPECT_EQ(mistake(with("sessions = 3\ninterval = \"4 wk\"", "sessions = 40\ninterval = \"1 yr\"")).message,
              "the plan spans 39.5 years, follow-up included");
}

TEST(PlanReader, NamesEveryMissingSection) {
    const auto found = mistakes("plan_version = 1\n");
    ASSERT_EQ(found.size(), 5U);
    for (const auto& one : found) EXPECT_NE(one.message.find("is missing"), std::string::npos);
    EXPECT_EQ(mistakes("").size(), 6U);
    EXPECT_EQ(mistakes("# nothing\n").size(), 6U);
}

TEST(PlanReader, RefusesAKeyThatStandsTwice) {
    const auto found = mistake(with("sex = \"female\"", "sex = \"female\"\nsex = \"male\""));
    EXPECT_EQ(found.place.line, 7);
    EXPECT_NE(found.suggestion.find("stand once"), std::string::npos);
}

TEST(PlanReader, ReportsEveryMistakeAtOnceSortedByLine) {
    std::string text = with("\"32 yr\"", "32");
    text = replaced(text, "\"cheek\"", "\"chek\"");
    text = replaced(text, "\"1.5 mm\"", "\"9 mm\"");
    text = replaced(text, "passes = 15", "passes = 0");
    text = replaced(text, "amount = ", "amuont = ");
    text = replaced(text, "[[adjunct]]", "[[adjuncts]]");
    const auto found = mistakes(text);
    ASSERT_EQ(found.size(), 7U);  // amuont is unknown and amount is missing
    EXPECT_TRUE(std::ranges::is_sorted(found, {}, [](const auto& d) { return d.place.line; }));
    EXPECT_NE(core::render(found.front()).find("plan.toml:5:7: error: subject.age needs a unit"), std::string::npos);
    EXPECT_NE(core::render(found.front()).find("  5 | age = 32\n    |       ^\n"), std::string::npos);
}

TEST(PlanReader, TakesWindowsLineEndsAndAByteOrderMark) {
    std::string text = "\xef\xbb\xbf";
    for (const char c : contract) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(read_text(text), read_text(contract));
}

TEST(PlanReader, RefusesWhatIsNoPlanAtAll) {
    for (const std::string& text :
         {std::string("\x89PNG\r\n\x1a\n\0\0", 10), std::string("{\"plan_version\": 1}"),
          std::string("title = \"\xff\xfe\""), std::string(2U << 20U, 'a'), "a = " + std::string(5000, '['),
          std::string("subject = 1\nconcern = []\n"), std::string("[[subject]]\n[[device]]\n"),
          std::string("product = 1\nadjunct = [1, 2]\n")})
        EXPECT_FALSE(mistakes(text).empty());
}

TEST(PlanReader, GivesUpOnAMegabyteOfNonsenseAfterAHundredMistakes) {
    std::string text;
    while (text.size() < 900000) text += "k" + std::to_string(text.size()) + " = 1\n";
    EXPECT_EQ(mistakes(text).size(), 101U);
}

}  // namespace percuta::plan
