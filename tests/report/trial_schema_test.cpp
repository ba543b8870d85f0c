#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/units.hpp"
#include "report/schema.hpp"
#include "report/trial_json.hpp"
#include "schema_checker.hpp"

namespace percuta::report {
namespace {

using nlohmann::json;
using testing::findings_of;

constexpr double gone = std::numeric_limits<double>::quiet_NaN();

trial::Protocol protocol(course::Design design, std::uint64_t patients, std::uint64_t replicates) {
    trial::Protocol out;
    out.version = "1.2";
    out.commit = "abc";
    out.plan = "0123456789abcdef";
    out.data = "fedcba9876543210";
    out.seed = std::numeric_limits<std::uint64_t>::max();
    out.patients = patients;
    out.replicates = replicates;
    out.design = design;
    out.people.age = out.people.age_least = out.people.age_most = 1e9;
    out.people.female = 0.75;
    out.people.phototypes = {0.1, 0.2, 0.3, 0.4, 0.0, 0.0};
    out.people.drop_out = 0.12;
    out.arms.push_back({"plan", "Scars, three sessions", true});
    if (design != course::Design::single) {
        out.against = "untreated";
        out.arms.push_back({"untreated", "no treatment", false});
    }
    out.measures.push_back(
        {"goodman-baron-quantitative", "points", "blinded-photo", "two raters", 0.0, 4.0, true, false});
    out.measures.push_back({"quartile", "grade", "patient", "the person", 0.0, 1.0, false, true});
    out.times = {4.0 * core::week, 180.0 * core::day};
    out.events = {"pih", "tram-track", "infection", "bruise", "acne-flare"};
    return out;
}

/// Everybody of the trial; those whose number is a multiple of `leaves` leave before they are read again.
std::vector<trial::Record> people(const trial::Protocol& protocol, std::uint64_t leaves) {
    std::vector<trial::Record> out;
    for (std::uint64_t person = 0; person < protocol.people_in_all(); ++person)
        for (const std::size_t arm : trial::arms_of(protocol, person)) {
            const bool left = person % leaves == 0;
            const double end = left ? gone : 9.0 - static_cast<double>(person % 3 + arm);
            const double quarters = left ? gone : static_cast<double>(person % 4);
            trial::Record one;
            one.person = person;
            one.replicate = person / protocol.patients;
            one.arm = arm;
            one.age = 1e9;
            one.phototype = 3;
            one.left = left ? 10.0 * core::day : gone;
            one.events = {true, false, false, person % 2 == 0, false};
            one.readings = {{12.0, 9.0, 12.0, {end, end}}, {0.0, 1.0, 0.0, {quarters, quarters}}};
            out.push_back(std::move(one));
        }
    return out;
}

json trial_of(const trial::Protocol& protocol, std::uint64_t leaves = 4) {
    return json::parse(trial_json(trial::sum_up(protocol, people(protocol, leaves))));
}

TEST(TrialSchema, DescribesTrialsOfEveryDesign) {
    for (const course::Design design : {course::Design::single, course::Design::parallel, course::Design::split})
        for (const std::uint64_t replicates : {1U, 3U})
            EXPECT_EQ(findings_of(trial_of(protocol(design, 6, replicates)), trial_schema()), "");
}

TEST(TrialSchema, DescribesATrialOfOnePersonAndOneThatEverybodyLeft) {
    EXPECT_EQ(findings_of(trial_of(protocol(course::Design::single, 1, 1), 2), trial_schema()), "");
    const json deserted = trial_of(protocol(course::Design::parallel, 4, 2), 1);
    EXPECT_EQ(findings_of(deserted, trial_schema()), "");
    const json& measure = deserted["arms"][0]["measures"][0];
    for (const char* key : {"change", "mean_change", "improved", "counted", "by_half", "worse"})
        EXPECT_TRUE(measure[key].is_null()) << key << " of nobody is no number";
    EXPECT_TRUE(deserted["differences"][0]["change"].is_null());
    EXPECT_EQ(deserted["arms"][0]["dropped_out"]["all"], 1.0);
}

TEST(TrialSchema, DescribesATrialThatWasFollowedAllTheSame) {
    trial::Protocol contraindicated = protocol(course::Design::single, 3, 2);
    contraindicated.overridden = "to see what it would do";
    EXPECT_EQ(findings_of(trial_of(contraindicated), trial_schema()), "");
}

/// Takes each key away in turn, of every object of a document, and puts it back.
void without_each_key(json& whole, json& part, const std::function<void(const std::string& key)>& look) {
    if (part.is_array())
        for (json& item : part) without_each_key(whole, item, look);
    if (!part.is_object()) return;
    std::vector<std::string> keys;
    for (const auto& [key, member] : part.items()) keys.push_back(key);
    for (const std::string& key : keys) {
        without_each_key(whole, part[key], look);
        const json kept = part[key];
        part.erase(key);
        look(key);
        part[key] = kept;
    }
}

TEST(TrialSchema, MissesEveryKeyThatIsTakenAwayAndKnowsNoOther) {
    json whole = trial_of(protocol(course::Design::split, 4, 2));
    int taken = 0;
    without_each_key(whole, whole, [&](const std::string& key) {
        EXPECT_NE(findings_of(whole, trial_schema()), "") << key;
        ++taken;
    });
    EXPECT_GT(taken, 100);
    whole["arms"][0]["measures"][1]["mood"] = 3;
    EXPECT_EQ(findings_of(whole, trial_schema()), "$.arms.0.measures.1: has unknown mood\n");
}

TEST(TrialSchema, FindsAShareAboveOneAndAWrongType) {
    json whole = trial_of(protocol(course::Design::single, 4, 2));
    whole["arms"][0]["measures"][0]["improved"]["between_replicates"]["hi"] = 1.5;
    whole["arms"][0]["age_yr"]["n"] = 0;
    whole["arms"][0]["downtime_d"]["pi90"] = {1.0};
    whole["provenance"]["seed"] = "1";
    whole["design"] = "crossed";
    const std::string findings = findings_of(whole, trial_schema());
    EXPECT_NE(findings.find("improved.between_replicates.hi: above its maximum"), std::string::npos) << findings;
    EXPECT_NE(findings.find("age_yr.n: below its minimum"), std::string::npos) << findings;
    EXPECT_NE(findings.find("downtime_d.pi90: has too few items"), std::string::npos) << findings;
    EXPECT_NE(findings.find("$.provenance.seed: not of type"), std::string::npos) << findings;
    EXPECT_NE(findings.find("$.design: not one of"), std::string::npos) << findings;
}

}  // namespace
}  // namespace percuta::report
