#include "server/plan_json.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "known.hpp"
#include "plan/read.hpp"
#include "server/embedded.hpp"

namespace percuta::server {
namespace {

using nlohmann::ordered_json;

/// The plan file that says the same as a plan.
std::string meaning(const std::string& toml) {
    return plan::write(plan::read(core::Document::parse(toml, "plan"), course::known().vocabulary()));
}

TEST(PlanJson, NothingIsLostOnTheWayThereAndBack) {
    for (const auto& [file, text] : embedded_examples()) {
        if (file.find('/') != std::string::npos) continue;
        const ordered_json there = json_of(core::Document::parse(text, file));
        const std::string back = toml_of(there).toml;
        EXPECT_EQ(meaning(back), meaning(text)) << file;
        EXPECT_EQ(json_of(core::Document::parse(back, file)), there) << file;
    }
}

TEST(PlanJson, KeepsKeysAndValuesThatAPlanDoesNotHave) {
    const ordered_json odd = {{"plan_version", 1},
                              {"note", "a \"quoted\" line\nand another \t\\"},
                              {"key with blanks", 2.5},
                              {"empty", ordered_json::object()},
                              {"none", ordered_json::array()},
                              {"mixed", {1, "two", true}},
                              {"subject", {{"age", "32 yr"}, {"nested", {{"deep", {{"deeper", {1, 2}}}}}}}},
                              {"product", {{{"name", "serum"}, {"coat", {{"share", 0.1}}}}, {{"name", "gel"}}}}};
    // What has a section stands behind what has a line: the order is not kept.
    EXPECT_EQ(nlohmann::json(json_of(core::Document::parse(toml_of(odd).toml, "plan"))), nlohmann::json(odd));
}

TEST(PlanJson, EveryLineHasAPlace) {
    const ordered_json plan = {{"title", "x"},
                               {"subject", {{"age", "3 yr"}, {"facts", {{"hx.keloid", true}}}}},
                               {"product", {{{"name", "a"}}, {{"name", "b"}}}}};
    const PlanText text = toml_of(plan);
    const auto place_of = [&](std::string_view line) -> std::string {
        std::size_t at = 1;
        std::istringstream lines(text.toml);
        for (std::string one; std::getline(lines, one); ++at)
            if (one == line) return text.pointers.at(at);
        return "no such line";
    };
    EXPECT_EQ(place_of("title = \"x\""), "/title");
    EXPECT_EQ(place_of("age = \"3 yr\""), "/subject/age");
    EXPECT_EQ(place_of("\"hx.keloid\" = true"), "/subject/facts/hx.keloid");
    EXPECT_EQ(place_of("name = \"b\""), "/product/1/name");
    EXPECT_EQ(text.pointers.at(0), "");
}

TEST(PlanJson, PlansOfGoalsHaveLinesOfTheirOwn) {
    const PlanText text =
        toml_of({{"goal_version", 1}, {"plan", {{"plan_version", 1}, {"subject", {{"age", "3 yr"}}}}}});
    EXPECT_NE(text.toml.find("[plan.subject]\nage = "), std::string::npos) << text.toml;
    EXPECT_NE(std::ranges::find(text.pointers, "/plan/subject/age"), text.pointers.end());
}

TEST(PlanJson, PointersEscapeWhatTheyMust) {
    const PlanText text = toml_of({{"a/b~c", 1}});
    EXPECT_EQ(text.pointers.at(1), "/a~1b~0c");
}

TEST(PlanJson, DaysStandWithoutQuotesWhereAPlanHasThem) {
    const PlanText text = toml_of({{"title", "2027-01-11"}, {"schedule", {{"start", "2027-01-11"}}}});
    EXPECT_NE(text.toml.find("start = 2027-01-11\n"), std::string::npos);
    EXPECT_NE(text.toml.find("title = \"2027-01-11\"\n"), std::string::npos);
}

TEST(PlanJson, WhatAPlanFileCannotHoldIsRefused) {
    EXPECT_THROW(toml_of(3), core::UsageError);
    EXPECT_THROW(toml_of({{"a", nullptr}}), core::UsageError);
    EXPECT_THROW(toml_of({{"a", "\xff"}}), core::UsageError);
    EXPECT_THROW(toml_of({{"a", std::numeric_limits<double>::infinity()}}), core::UsageError);
}

TEST(PlanJson, NumbersAreThoseThatWereSent) {
    for (const double number : {0.0, -0.5, 1.0, 1e300, 1e-300, 0.1, 123456789.125})
        EXPECT_EQ(json_of(core::Document::parse(toml_of({{"a", number}}).toml, "x"))["a"].get<double>(), number);
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-7}, std::numeric_limits<std::int64_t>::max()})
        EXPECT_EQ(json_of(core::Document::parse(toml_of({{"a", number}}).toml, "x"))["a"].get<std::int64_t>(), number);
}

}  // namespace
}  // namespace percuta::server
