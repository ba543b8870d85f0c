#include "report/schema.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "plan/read.hpp"
#include "report/json.hpp"
#include "sample_result.hpp"
#include "schema_checker.hpp"

namespace percuta::report {
namespace {

using nlohmann::json;
using testing::findings_of;

json result_of(const course::Result& result) {
    return json::parse(result_json(result, testing::sample_bibliography()));
}

TEST(ResultSchema, DescribesAResult) {
    EXPECT_EQ(findings_of(result_of(testing::sample_result()), result_schema()), "");
}

TEST(ResultSchema, DescribesAResultWithLittleInIt) {
    course::Result result = testing::sample_result(1, 0.0, 7 * core::day);
    result.curves.clear();
    result.outcome.clear();
    result.published.clear();
    result.plan.concern.baseline.reset();
    result.warnings.clear();
    course::Session& session = result.sessions.front();
    session.map.clear();
    session.map_side = 0.0;
    session.depths.clear();
    EXPECT_EQ(findings_of(result_of(result), result_schema()), "");
}

TEST(ResultSchema, DescribesAResultWhoseHolesAreAllEquallyDeep) {
    course::Result result = testing::sample_result();
    result.sessions[0].depths = {{0.0, 1e-3, 1.0 + 1e-14}};  // a sum of many parts
    EXPECT_EQ(findings_of(result_of(result), result_schema()), "");
}

TEST(ResultSchema, FindsAWarningOfNoKnownKindAndAShareAboveOne) {
    course::Result result = testing::sample_result();
    result.warnings.front().kind = "rain";
    result.sessions[0].depths[1].share = 1.1;
    result.sessions[1].pain = 1.2;
    const std::string findings = findings_of(result_of(result), result_schema());
    EXPECT_NE(findings.find("$.safety.flags.0.kind: not one of"), std::string::npos) << findings;
    EXPECT_NE(findings.find("$.sessions.0.puncture.depth_histogram.1.share: above its maximum"), std::string::npos)
        << findings;
    EXPECT_NE(findings.find("$.sessions.1.puncture.pain_vas: above its maximum"), std::string::npos) << findings;
}

TEST(ResultSchema, AsksForEveryKeyThatAResultHas) {
    const json schema = json::parse(result_schema());
    const json result = result_of(testing::sample_result());
    for (const auto& [key, value] : result.items()) EXPECT_TRUE(schema["properties"].contains(key)) << key;
    EXPECT_EQ(schema["required"].size(), result.size());
    const json& puncture = schema["properties"]["sessions"]["items"]["properties"]["puncture"];
    EXPECT_EQ(puncture["required"].size(), result["sessions"][0]["puncture"].size());
    for (const auto& [key, value] : result["sessions"][0]["puncture"].items())
        EXPECT_TRUE(puncture["properties"].contains(key)) << key;
    for (const char* part : {"subject", "technique"})
        EXPECT_EQ(schema["properties"]["plan"]["properties"][part]["required"].size(), result["plan"][part].size())
            << part;
    EXPECT_EQ(schema["properties"]["skin"]["required"].size(), result["skin"].size());
}

TEST(ResultSchema, AsksForEveryKeyOfClosureAndDelivery) {
    const json schema = json::parse(result_schema());
    const json result = result_of(testing::sample_result());
    const auto same_keys = [](const json& described, const json& written) {
        EXPECT_EQ(described["required"].size(), written.size());
        for (const auto& [key, value] : written.items()) EXPECT_TRUE(described["properties"].contains(key)) << key;
    };
    same_keys(schema["properties"]["closure"], result["closure"]);
    for (const json& delivery : result["delivery"]) same_keys(schema["properties"]["delivery"]["items"], delivery);
    same_keys(schema["properties"]["safety"], result["safety"]);
    same_keys(schema["properties"]["provenance"], result["provenance"]);
}

TEST(ResultSchema, DescribesAResultWithoutChannelsAndWithoutProducts) {
    course::Result result = testing::sample_result();
    result.closure = {};
    result.delivery.clear();
    EXPECT_EQ(findings_of(result_of(result), result_schema()), "");
}

TEST(ResultSchema, KnowsEveryKindOfWarning) {
    course::Result result = testing::sample_result();
    result.warnings.clear();
    for (const char* kind :
         {"off-label", "fat", "bone", "overlap", "contraindicated", "granuloma", "low-ph", "growth-factors", "restart",
          "lidocaine-amber", "lidocaine-red", "lidocaine-stop", "lidocaine-dose", "minoxidil"})
        result.warnings.push_back({kind, "text", ""});
    EXPECT_EQ(findings_of(result_of(result), result_schema()), "");
}

TEST(ResultSchema, FindsAMissingKeyAndAWrongType) {
    json result = result_of(testing::sample_result());
    result.erase("notes");
    result["sessions"][0]["t_d"] = "early";
    const std::string findings = findings_of(result, result_schema());
    EXPECT_NE(findings.find("lacks \"notes\""), std::string::npos);
    EXPECT_NE(findings.find("$.sessions.0.t_d: not of type"), std::string::npos);
}

json sample_plan() {
    return {
        {"plan_version", 1},
        {"subject",
         {{"age", "32 yr"}, {"sex", "female"}, {"phototype", 3}, {"site", "cheek"}, {"facts", {{"pregnant", false}}}}},
        {"concern", {{"kind", "acne-scar"}, {"mix", {{"rolling", 1.0}}}}},
        {"device", {{"model", "dermaroller-mf8"}, {"needle_length", "1.5 mm"}}},
        {"technique", {{"passes", 15}, {"pressure", "firm"}}},
        {"schedule", {{"start", "2027-01-11"}, {"sessions", 3}, {"interval", "4 wk"}, {"follow_up", "6 mo"}}},
        {"product", json::array({{{"name", "ascorbic-acid-15"}, {"amount", "2 uL/cm^2"}}})}};
}

TEST(PlanSchema, DescribesAPlan) { EXPECT_EQ(findings_of(sample_plan(), plan_schema()), ""); }

/// Every kind of device and every key that may be left out, between them.
std::vector<plan::Plan> plans_with_every_key() {
    plan::Plan all = testing::sample_result().plan;
    all.subject.weight = 65.0;
    all.schedule.time = std::chrono::minutes(570);
    all.schedule.zone = "Europe/Berlin";
    all.device = {"pen-12", std::nullopt, 1.5e-3, 120.0, 0.02};
    all.technique.area = 0.015;
    plan::Product& product = all.products.emplace_back(all.products.front());
    product.applications = 2;
    product.every = 12 * core::hour;
    product.contents = {
        {"new", 10.0, 100.0, plan::Solute{.molar_mass = 0.3, .log_k = -1.0, .pka_acid = {4.0}, .pka_base = {9.0}}}};
    product.ph = product.volatile_share = product.hindrance = 0.5;
    product.evaporation = 1e-8;
    plan::Plan pressed = all;
    pressed.technique.force = 5.0;
    plan::CustomDevice custom;
    custom.source = "data sheet";
    std::vector<plan::Plan> plans = {all, pressed};
    for (const char* kind : {"roller", "pen", "stamp"}) {
        custom.kind = kind;
        all.device = {"", custom, 1.5e-3};
        plans.push_back(all);
    }
    return plans;
}

/// "$.technique.uses" for every key of a document; facts and shares have names of their own.
void collect_keys(const core::Node& node, const std::string& path, std::set<std::string>& keys) {
    if (const core::Array* array = node.array())
        for (const core::Node& item : *array) collect_keys(item, path, keys);
    if (node.table() == nullptr || path == "$.subject.facts" || path == "$.concern.mix") return;
    for (const core::Entry& entry : *node.table()) {
        keys.insert(path + "." + entry.key.name);
        collect_keys(entry.node, path + "." + entry.key.name, keys);
    }
}

void collect_properties(const json& schema, const std::string& path, std::set<std::string>& keys) {
    const json& object = schema.contains("items") ? schema["items"] : schema;
    const json properties = object.value("properties", json::object());
    for (const auto& [key, member] : properties.items()) {
        keys.insert(path + "." + key);
        collect_properties(member, path + "." + key, keys);
    }
}

TEST(PlanSchema, NamesTheKeysThatAPlanWritesAndNoOthers) {
    std::set<std::string> written, described;
    for (const plan::Plan& one : plans_with_every_key())
        collect_keys(core::Document::parse(plan::write(one), "plan.toml").root(), "$", written);
    collect_properties(json::parse(plan_schema()), "$", described);
    EXPECT_EQ(written, described);
}

TEST(PlanSchema, TakesTheDefaultsThatItNames) {
    const json schema = json::parse(plan_schema());
    const plan::Technique technique;
    const json& described = schema["properties"]["technique"]["properties"];
    EXPECT_EQ(described["pressure"]["default"], technique.pressure);
    EXPECT_EQ(described["mode"]["default"], technique.mode);
    EXPECT_EQ(described["stretch"]["default"], technique.stretch);
    EXPECT_EQ(described["occluded"]["default"], technique.occluded);
    EXPECT_EQ(described["uses"]["default"], technique.uses);
    EXPECT_EQ(schema["properties"]["subject"]["properties"]["skin_type"]["default"], plan::Subject{}.skin_type);
}

TEST(PlanSchema, DescribesHowAPenIsDrivenAndTheSkinIsHeld) {
    json plan = sample_plan();
    plan["subject"]["skin_type"] = "dry";
    plan["device"] = {{"model", "pen-6"}, {"frequency", "120 Hz"}, {"glide_speed", "15 mm/s"}};
    plan["technique"] = {{"passes", 4}, {"stretch", "stretched"}, {"occluded", true}, {"uses", 3}, {"area", "50 cm^2"}};
    EXPECT_EQ(findings_of(plan, plan_schema()), "");
    plan["technique"] = {{"passes", 4}, {"pressure", "firm"}, {"force", "5 N"}};
    EXPECT_EQ(findings_of(plan, plan_schema()), "$.technique: is what it must not be\n");
    plan["technique"] = {{"passes", 4}, {"force", "5 N"}, {"uses", 1001}, {"stretch", "tight"}};
    const std::string findings = findings_of(plan, plan_schema());
    EXPECT_NE(findings.find("$.technique.uses: above its maximum"), std::string::npos) << findings;
    EXPECT_NE(findings.find("$.technique.stretch: not one of"), std::string::npos) << findings;
}

TEST(PlanSchema, RefusesANumberWithoutAUnitAndAnUnknownKey) {
    json plan = sample_plan();
    plan["device"]["needle_length"] = "1.5";
    plan["technique"]["presure"] = "firm";
    const std::string findings = findings_of(plan, plan_schema());
    EXPECT_NE(findings.find("$.device.needle_length"), std::string::npos);
    EXPECT_NE(findings.find("$.technique: has unknown presure"), std::string::npos);
}

TEST(PlanSchema, SaysWhatTheProgramDoesToday) {
    const std::string text(plan_schema());
    EXPECT_EQ(text.find("JSON"), std::string::npos) << "plans are read as TOML only";
    EXPECT_NE(text.find("Facts are for screening alone"), std::string::npos);
}

TEST(PlanSchema, TakesQuantitiesAsPeopleWriteThem) {
    for (const char* text : {"1.5 mm", "250um", "250 µm", ".5 mm", "2 uL/cm^2", "1e-3 m", "15 %"}) {
        json plan = sample_plan();
        plan["device"]["needle_length"] = text;
        EXPECT_EQ(findings_of(plan, plan_schema()), "") << text;
    }
}

}  // namespace
}  // namespace percuta::report
