// run --fhir: what a bundle says of a plan. Its form is checked by tests/exchange.
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {

using nlohmann::json;

class Fhir : public InAFolder {
protected:
    /// The bundle of a plan with these answers.
    json bundle(const std::string& facts, const std::string& schedule, const std::string& options = "") const {
        const std::string plan =
            write("plan.toml",
                  "plan_version = 1\n[subject]\nage = \"32 yr\"\nsex = \"female\"\nphototype = 3\nsite = \"cheek\"\n"
                  "facts = { " +
                      facts +
                      " }\n[concern]\nkind = \"acne-scar\"\nbaseline = { scale = \"goodman-baron-quantitative\", "
                      "value = 12 }\n[device]\nmodel = \"pen-6\"\n[technique]\npasses = 4\n[schedule]\n" +
                      schedule);
        const std::string out = (folder / "out").string();
        const Output ran =
            percuta("run " + plan + " --fidelity column --samples 0 --quiet --fhir -o " + out + " " + options);
        EXPECT_EQ(ran.code, 0) << ran.text;
        return json::parse(slurp(folder / "out" / "fhir.json"));
    }
};

namespace {

const char* const two_sessions =
    "start = 2027-03-26\nzone = \"Europe/Berlin\"\nsessions = 2\ninterval = \"4 wk\"\nfollow_up = \"5 wk\"\n";

std::vector<json> of_type(const json& bundle, const std::string& type) {
    std::vector<json> out;
    for (const json& entry : bundle["entry"])
        if (entry["resource"]["resourceType"] == type) out.push_back(entry["resource"]);
    return out;
}

/// Stays where it is as long as the bundle does.
const json& first(const json& bundle, const std::string& type) {
    for (const json& entry : bundle["entry"])
        if (entry["resource"]["resourceType"] == type) return entry["resource"];
    throw std::out_of_range(type);
}

TEST_F(Fhir, HoldsThePlanItsAnswersAndItsCalendar) {
    const json found =
        bundle("pregnant = false, \"hx.keloid\" = true, \"last.isotretinoin\" = \"never\"", two_sessions);
    EXPECT_EQ(found["type"], "collection");
    EXPECT_EQ(of_type(found, "Procedure").size(), 2U);
    const json plan = first(found, "PlanDefinition");
    EXPECT_EQ(plan["action"][1]["relatedAction"][0]["relationship"], "after-end");
    EXPECT_EQ(plan["action"][1]["relatedAction"][0]["offsetDuration"]["value"], 28.0);
    bool keloid = false;
    for (const json& issue : of_type(found, "DetectedIssue"))
        keloid |= issue["code"]["coding"][0]["code"] == "ci-keloid";
    EXPECT_TRUE(keloid);
    for (const json& activity : first(found, "CarePlan")["activity"])
        if (activity["detail"]["code"]["coding"][0]["code"] == "ac-no-exercise" &&
            activity["detail"]["scheduledPeriod"]["start"].get<std::string>().starts_with("2027-03-26")) {
            EXPECT_TRUE(activity["detail"]["scheduledPeriod"]["end"].get<std::string>().ends_with(":00+02:00"))
                << "clocks have changed by then";
        }
}

TEST_F(Fhir, HoldsAnswersThatWereGivenAndNoOthers) {
    const json found = bundle("pregnant = false, \"last.isotretinoin\" = \"never\"", two_sessions);
    std::set<std::string> answered;
    for (const json& item : first(found, "QuestionnaireResponse")["item"]) answered.insert(item["linkId"]);
    EXPECT_EQ(answered, (std::set<std::string>{"pregnant", "last.isotretinoin.never"}));
    EXPECT_EQ(first(found, "QuestionnaireResponse")["status"], "in-progress");
}

/// Silence is not "no": each condition asks for an answer, to an item that there is, of its type.
TEST_F(Fhir, AsksForAnAnswerToEverythingThatBars) {
    const json found = bundle("", two_sessions);
    std::set<std::string> items;
    for (const json& item : first(found, "Questionnaire")["item"]) items.insert(item["linkId"]);
    std::set<std::string> expressions;
    for (const json& condition : first(found, "PlanDefinition")["action"][0]["condition"]) {
        const std::string text = condition["expression"]["expression"];
        expressions.insert(text);
        const std::string before = "linkId = '";
        for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
            const std::size_t begin = at + before.size();
            EXPECT_TRUE(items.contains(text.substr(begin, text.find('\'', begin) - begin))) << text;
        }
    }
    EXPECT_TRUE(expressions.contains("item.where(linkId = 'area.skin_cancer').answer.value = false"));
    EXPECT_TRUE(expressions.contains(
        "item.where(linkId = 'allergy.steel_nickel').answer.value.code in ('none' | 'suspected')"));
    EXPECT_TRUE(expressions.contains("item.where(linkId = 'consent_signed').answer.value = true"));
}

TEST_F(Fhir, HasDaysAndNoTimesWithoutAZoneAndWordsWithoutADay) {
    const json days = bundle("", "start = 2027-03-26\nfollow_up = \"5 wk\"\n");
    for (const json& activity : first(days, "CarePlan")["activity"])
        EXPECT_EQ(activity["detail"]["scheduledPeriod"]["start"].get<std::string>().size(), 10U);
    const json without = bundle("", "follow_up = \"5 wk\"\n");
    EXPECT_TRUE(first(without, "CarePlan")["activity"][0]["detail"].contains("scheduledString"));
}

TEST_F(Fhir, SaysWhyABarredPlanIsPlannedAllTheSame) {
    const json found = bundle("\"area.skin_cancer\" = true", two_sessions, "--override \"a case for teaching\"");
    bool said = false;
    for (const json& issue : of_type(found, "DetectedIssue"))
        if (issue.contains("mitigation"))
            said |= issue["mitigation"][0]["action"]["text"] == "Overridden: a case for teaching";
    EXPECT_TRUE(said);
}

}  // namespace
}  // namespace percuta
