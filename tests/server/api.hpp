// The API as tests call it: without sockets, and every answer held against openapi.json.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "known.hpp"
#include "schema_checker.hpp"
#include "server/embedded.hpp"
#include "server/router.hpp"
#include "server/service.hpp"

namespace percuta::server::testing {

using nlohmann::ordered_json;

inline const nlohmann::json& api() {
    static const nlohmann::json read = nlohmann::json::parse(embedded_api().at("openapi.json"));
    return read;
}

/// "/runs/1-ab/files/x.csv" is described by "/runs/{id}/files/{file}".
inline bool described_by(std::string_view path, std::string_view pattern) {
    while (!path.empty() && !pattern.empty()) {
        const auto part = [](std::string_view& rest) {
            rest.remove_prefix(1);
            const std::string_view out = rest.substr(0, rest.find('/'));
            rest.remove_prefix(out.size());
            return out;
        };
        const std::string_view here = part(path), there = part(pattern);
        if (here != there && !there.starts_with('{')) return false;
    }
    return path.empty() && pattern.empty();
}

/// What openapi.json finds wrong with an answer; empty when it is as described.
inline std::string differs(const std::string& method, const std::string& path, const Response& response) {
    std::string small = method;
    std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const auto& [pattern, item] : api()["paths"].items()) {
        if (!described_by(path, pattern) || !item.contains(small)) continue;
        const nlohmann::json& responses = item[small]["responses"];
        const std::string status = std::to_string(response.status);
        if (!responses.contains(status)) return pattern + " does not tell of " + status + ": " + response.body;
        nlohmann::json answer = responses[status];
        if (answer.contains("$ref"))
            answer = api().at(nlohmann::json::json_pointer(answer["$ref"].get<std::string>().substr(1)));
        const std::string type =
            response.events ? "text/event-stream" : response.type.substr(0, response.type.find(';'));
        if (!answer["content"].contains(type)) return pattern + " does not tell of " + type;
        if (!type.ends_with("json") || !answer["content"][type]["schema"].is_object()) return "";
        report::testing::Checker checker(api());
        checker.check(nlohmann::json::parse(response.body), answer["content"][type]["schema"], "$");
        std::string out;
        for (const std::string& finding : checker.findings) out += finding + "\n";
        return out;
    }
    return method + " " + path + " is not in openapi.json";
}

inline core::DataFiles examples() { return embedded_examples(); }

class Api {
public:
    Api()
        : service_(course::known(), {.threads = 1,
                                     .version = "test",
                                     .commit = "none",
                                     .sign =
                                         [](course::Provenance& made, const std::string& command, double seconds) {
                                             made.version = "test";
                                             made.command = command;
                                             made.created = "2027-01-11T09:30:00Z";
                                             made.wall_seconds = seconds;
                                         },
                                     .examples = embedded_examples()}) {
        service_.add_routes(router_);
    }

    /// Fails the test where the answer is not as openapi.json says.
    Response call(const std::string& method, const std::string& path, const std::string& body = "") {
        Response out = router_.answer({.method = method, .path = "/api/v1" + path, .body = body});
        EXPECT_EQ(differs(method, path, out), "") << method << " " << path;
        return out;
    }
    Response get(const std::string& path) { return call("GET", path); }
    Response post(const std::string& path, const ordered_json& body) { return call("POST", path, body.dump()); }
    ordered_json json(const Response& response) const { return ordered_json::parse(response.body); }

    /// The answer once it is over.
    ordered_json finished(const std::string& kind, const Response& started) {
        ordered_json job = json(started);
        while (job["state"] == "queued" || job["state"] == "running") {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            job = json(get("/" + kind + "/" + job["id"].get<std::string>()));
        }
        return job;
    }

    ordered_json plan(const std::string& name) {
        const ordered_json all = json(get("/examples"));
        for (const ordered_json& one : all["plans"])
            if (one["name"] == name) return one["plan"];
        return nullptr;
    }

    const Router& router() const { return router_; }
    Service& service() { return service_; }

private:
    Router router_;
    Service service_;
};

}  // namespace percuta::server::testing
