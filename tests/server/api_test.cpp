#include <atomic>
#include <set>

#include "api.hpp"

namespace percuta::server {
namespace {

using testing::Api;
using testing::ordered_json;

TEST(OpenApi, DescribesEveryRouteAndNoOther) {
    std::set<std::string> described, there;
    for (const auto& [path, item] : testing::api()["paths"].items())
        for (const char* method : {"get", "post", "delete"})
            if (item.contains(method)) {
                std::string large = method;
                std::ranges::transform(large, large.begin(),
                                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
                described.insert(large + " /api/v1" + path);
            }
    Api api;
    for (const std::string& route : api.router().routes()) there.insert(route);
    EXPECT_EQ(described, there);
}

TEST(OpenApi, NamesEveryPolicy) {
    const auto& named = testing::api()["components"]["schemas"]["Policy"]["enum"];
    EXPECT_EQ(named.get<std::vector<std::string>>(), care::policy_names());
}

TEST(OpenApi, ReferencesLeadSomewhere) {
    const std::function<void(const nlohmann::json&)> follow = [&](const nlohmann::json& node) {
        if (node.is_object() && node.contains("$ref")) {
            const nlohmann::json::json_pointer place(node["$ref"].get<std::string>().substr(1));
            EXPECT_TRUE(testing::api().contains(place)) << node["$ref"];
        }
        if (node.is_structured())
            for (const auto& [key, value] : node.items()) follow(value);
    };
    follow(testing::api());
}

TEST(Api, TellsWhatItIsAndKnows) {
    Api api;
    EXPECT_EQ(api.json(api.get("/about"))["version"], "test");
    const auto catalogue = api.json(api.get("/catalogue"));
    for (const char* kind :
         {"sites", "devices", "products", "concerns", "adjuncts", "scales", "readers", "facts", "zones"})
        EXPECT_FALSE(catalogue[kind].empty()) << kind;
    EXPECT_EQ(api.json(api.get("/openapi.json"))["openapi"], "3.1.0");
    EXPECT_TRUE(api.json(api.get("/schema/plan")).contains("$schema"));
    EXPECT_TRUE(api.json(api.get("/schema/result")).contains("$schema"));
}

TEST(Api, EveryExampleIsValidAndNotRefused) {
    Api api;
    const auto examples = api.json(api.get("/examples"));
    EXPECT_GE(examples["plans"].size(), 6U);
    for (const auto& one : examples["plans"]) {
        const auto check = api.json(api.post("/plan/check", {{"plan", one["plan"]}}));
        EXPECT_TRUE(check["valid"].get<bool>()) << one["name"] << check["errors"];
        EXPECT_TRUE(check["refusals"].empty()) << one["name"] << check["refusals"];
        EXPECT_GT(check["skin"]["dermis_um"], 500.0);
        EXPECT_GT(check["puncture"]["nominal_depth_um"], 0.0);
    }
}

TEST(Api, SaysWhereEveryMistakeIs) {
    Api api;
    auto plan = api.plan("acne-scars");
    plan["device"]["needle_length"] = "1.5 kg";
    plan["device"]["model"] = "no-such-pen";
    plan["subject"]["facts"]["hx.keloid"] = "perhaps";
    plan["schedule"]["start"] = "yesterday";
    const auto check = api.json(api.post("/plan/check", {{"plan", plan}}));
    EXPECT_FALSE(check["valid"].get<bool>());
    std::set<std::string> places;
    for (const auto& one : check["errors"]) places.insert(one["pointer"].get<std::string>());
    for (const char* place : {"/device/needle_length", "/device/model", "/subject/facts/hx.keloid", "/schedule/start"})
        EXPECT_TRUE(places.contains(place)) << place << check["errors"];
    EXPECT_EQ(api.post("/runs", {{"plan", plan}}).status, 422);
}

TEST(Api, BodiesThatMakeNoSenseAreRefusedWithAReason) {
    Api api;
    for (const char* body :
         {"", "{", "[]", "null", "{}", R"({"plan": 3})", R"({"plan": {"subject": null}})", "\xff\xfe"})
        for (const char* path : {"/plan/check", "/plan/write", "/runs"}) {
            const Response response = api.call("POST", path, body);
            EXPECT_EQ(response.status, 400) << path << body;
            EXPECT_FALSE(api.json(response)["detail"].get<std::string>().empty());
        }
    const std::string deep = R"({"plan": )" + std::string(100000, '[') + std::string(100000, ']') + "}";
    EXPECT_EQ(api.call("POST", "/plan/check", deep).status, 400);
    const auto plan = api.plan("home-roller");
    const auto refused = [&](const ordered_json& more) {
        ordered_json body = {{"plan", plan}};
        body.update(more);
        return api.post("/runs", body).status;
    };
    EXPECT_EQ(refused({{"fidelity", "patch"}}), 400);
    EXPECT_EQ(refused({{"samples", -1}}), 400);
    EXPECT_EQ(refused({{"samples", 2001}}), 400);
    EXPECT_EQ(refused({{"samples", 1.5}}), 400);
    EXPECT_EQ(refused({{"seed", "one"}}), 400);
    EXPECT_EQ(refused({{"people", 99}}), 400);
    EXPECT_EQ(refused({{"policy", "mine"}}), 400);
    EXPECT_EQ(refused({{"override", 1}}), 400);
    EXPECT_EQ(api.call("POST", "/plan/read", "plan_version = ").status, 422);
}

TEST(Api, MistakesOfPlanFilesHaveALineAndAColumn) {
    Api api;
    const auto problem = api.json(api.call("POST", "/plan/read", "plan_version = 1\ntitle = \"open\n"));
    EXPECT_EQ(problem["errors"][0]["line"], 2);
    EXPECT_GT(problem["errors"][0]["column"], 0);
}

TEST(Api, ARunLeavesEveryFileThatItsPlanLeadsTo) {
    Api api;
    const auto job = api.finished("runs", api.post("/runs", {{"plan", api.plan("serum-and-numbing")}, {"samples", 0}}));
    ASSERT_EQ(job["state"], "done") << job;
    const std::string base = "/runs/" + job["id"].get<std::string>();
    for (const char* file :
         {"report.html", "curves.csv", "closure.csv", "delivery.csv", "plan.toml", "fhir.json", "fields.h5"})
        EXPECT_FALSE(api.get(base + "/files/" + file).body.empty()) << file;
    EXPECT_TRUE(api.get(base + "/files/fields.h5").body.starts_with("\x89HDF"));
    const auto result = api.json(api.get(base + "/files/result.json"));
    EXPECT_EQ(report::testing::findings_of(result, api.get("/schema/result").body), "");
    EXPECT_EQ(result["provenance"]["command"],
              "percuta run plan.toml --fidelity cell --seed 1 --samples 0 "
              "--policy standard --people 4000");
    // The page's report may use the style that it brings, and nothing else.
    const Response page = api.get(base + "/files/report.html");
    EXPECT_NE(std::ranges::find(page.headers, "Content-Security-Policy", &std::pair<std::string, std::string>::first),
              page.headers.end());
    EXPECT_EQ(api.get(base + "/files/passwords").status, 404);
    EXPECT_EQ(api.get("/designs/" + job["id"].get<std::string>()).status, 404) << "a run is no design";
    EXPECT_EQ(api.get("/runs/17").status, 404);
}

TEST(Api, FieldsAreBytesOfOneScaleOverTheSeries) {
    Api api;
    const auto job = api.finished("runs", api.post("/runs", {{"plan", api.plan("acne-scars")}, {"samples", 0}}));
    const std::string base = "/runs/" + job["id"].get<std::string>();
    const auto fields = api.json(api.get(base + "/fields"));
    std::size_t cells = fields["days"].size();
    for (const auto& axis : fields["axes"]) cells *= axis["centres_um"].size();
    ASSERT_GT(fields["fields"].size(), 5U);
    for (const auto& field : fields["fields"]) {
        const std::string bytes = api.get(base + "/fields/" + field["name"].get<std::string>()).body;
        EXPECT_EQ(bytes.size(), cells) << field["name"];
        const auto [least, most] = std::ranges::minmax(bytes, {}, [](char c) { return static_cast<unsigned char>(c); });
        EXPECT_EQ(least, '\0') << field["name"];
        const int expected = field["most"] > field["least"] ? 255 : 0;
        EXPECT_EQ(static_cast<unsigned char>(most), expected) << field["name"];
    }
    EXPECT_EQ(api.get(base + "/fields/moon").status, 404);
    const auto column = api.finished(
        "runs", api.post("/runs", {{"plan", api.plan("acne-scars")}, {"samples", 0}, {"fidelity", "column"}}));
    EXPECT_EQ(api.get("/runs/" + column["id"].get<std::string>() + "/fields").status, 404)
        << "columns have no distance to a hole";
}

TEST(Api, WhatIsBarredNeedsAReason) {
    Api api;
    auto plan = api.plan("acne-scars");
    plan["subject"]["facts"]["area.skin_cancer"] = true;
    const auto check = api.json(api.post("/plan/check", {{"plan", plan}}));
    ASSERT_TRUE(check["valid"].get<bool>()) << check["errors"];
    ASSERT_FALSE(check["refusals"].empty());
    EXPECT_EQ(api.post("/runs", {{"plan", plan}, {"samples", 0}}).status, 409);
    const auto job = api.finished("runs", api.post("/runs", {{"plan", plan}, {"samples", 0}, {"override", "a test"}}));
    EXPECT_EQ(job["state"], "done") << job;
}

TEST(Api, ComparesPlansForTheSamePeople) {
    Api api;
    const auto a = api.plan("acne-scars");
    auto b = a;
    b["device"]["needle_length"] = "1 mm";
    const auto job = api.finished(
        "comparisons", api.post("/comparisons", {{"plans", {a, b}}, {"samples", 4}, {"fidelity", "column"}}));
    ASSERT_EQ(job["state"], "done") << job;
    const std::string base = "/comparisons/" + job["id"].get<std::string>() + "/files/";
    EXPECT_EQ(api.json(api.get(base + "compare.json"))["plans"].size(), 2U);
    EXPECT_EQ(api.json(api.get(base + "result-b.json"))["plan"]["device"]["needle_length"], 1e-3);
    EXPECT_EQ(api.get(base + "result-c.json").status, 404);
    EXPECT_FALSE(api.get(base + "compare.html").body.empty());

    EXPECT_EQ(api.post("/comparisons", {{"plans", {a}}}).status, 400);
    EXPECT_EQ(api.post("/comparisons", {{"plans", {a, api.plan("home-roller")}}}).status, 422);
    b["device"]["needle_length"] = "long";
    const Response refused = api.post("/comparisons", {{"plans", {a, b}}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(api.json(refused)["errors"][0]["pointer"], "/plans/1/device/needle_length");
}

TEST(Api, DesignsLeadToPlansThatCanBeOpened) {
    Api api;
    auto goal = api.json(api.get("/examples"))["goals"][0]["goal"];
    goal["search"] = {{"needle_length", {"1 mm", "1.5 mm"}}, {"sessions", {1, 3}}};
    const auto job = api.finished("designs", api.post("/designs", {{"goal", goal}, {"draws", 8}}));
    ASSERT_EQ(job["state"], "done") << job;
    const std::string base = "/designs/" + job["id"].get<std::string>() + "/files/";
    const auto design = api.json(api.get(base + "design.json"));
    ASSERT_FALSE(design["front"].empty());
    for (const auto& point : design["front"]) {
        const auto plan =
            api.json(api.call("POST", "/plan/read", api.get(base + point["plan"].get<std::string>()).body))["plan"];
        EXPECT_TRUE(api.json(api.post("/plan/check", {{"plan", plan}}))["valid"].get<bool>());
        EXPECT_FALSE(point["in_words"].get<std::string>().empty());
    }
    goal["plan"]["device"]["needle_length"] = "1 kg";
    EXPECT_EQ(api.json(api.post("/designs", {{"goal", goal}}))["errors"][0]["pointer"],
              "/goal/plan/device/needle_length");
    goal["plan"] = "/etc/passwd";
    EXPECT_EQ(api.post("/designs", {{"goal", goal}}).status, 400) << "a page names no files";
}

TEST(Api, LongWorkIsFollowedAndCancelled) {
    Api api;
    const Response started = api.post("/runs", {{"plan", api.plan("stretch-marks")}, {"samples", 2000}});
    ASSERT_EQ(started.status, 202);
    const std::string id = api.json(started)["id"];
    EXPECT_EQ(started.headers.at(0).second, "/api/v1/runs/" + id);
    const Response events = api.get("/runs/" + id + "/events");
    ASSERT_TRUE(events.events);
    api.call("DELETE", "/runs/" + id);
    EXPECT_EQ(api.finished("runs", started)["state"], "cancelled");
    std::size_t seen = 0;
    const std::vector<Event> told = events.events->since(seen);
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back().name, "cancelled");
    EXPECT_EQ(api.get("/runs/" + id + "/files/result.json").status, 404);
}

TEST(Api, ManyMayAskAtOnce) {
    Api api;
    const auto plan = api.plan("serum-and-numbing");
    const std::string expected = api.post("/plan/check", {{"plan", plan}}).body;
    std::atomic<int> same = 0;
    {
        std::vector<std::jthread> tabs;
        for (int i = 0; i < 8; ++i)
            tabs.emplace_back([&] {
                for (int k = 0; k < 5; ++k) same += api.post("/plan/check", {{"plan", plan}}).body == expected;
            });
    }
    EXPECT_EQ(same, 40);
}

TEST(Api, SameSeedSameBytes) {
    Api api;
    const auto once = [&] {
        const auto job =
            api.finished("runs", api.post("/runs", {{"plan", api.plan("home-roller")}, {"samples", 4}, {"seed", 9}}));
        return api.get("/runs/" + job["id"].get<std::string>() + "/files/curves.csv").body;
    };
    EXPECT_EQ(once(), once());
}

}  // namespace
}  // namespace percuta::server
