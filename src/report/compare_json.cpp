#include <array>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/units.hpp"
#include "report/compare.hpp"
#include "report/json_parts.hpp"
#include "report/panels.hpp"

namespace percuta::report {

namespace {

constexpr std::array<std::string_view, 5> kept_curves{"collagen_total", "epidermis_um", "hair_density", "neutrophils",
                                                      "erythema"};

Json plan_json(const Contestant& plan, std::size_t index) {
    const course::Provenance& made = plan.result.provenance;
    return {{"letter", letter(index)},
            {"title", title_of(plan)},
            {"file", plan.file},
            {"plan_hash", made.plan_hash},
            {"sessions", plan.result.plan.schedule.sessions}};
}

Json endpoint_json(const Endpoint& endpoint) {
    Json values = Json::array(), differences = Json::array();
    for (const auto& value : endpoint.values) values.push_back(value ? interval_json(*value) : Json(nullptr));
    for (const auto& difference : endpoint.differences) {
        Json one = nullptr;
        if (difference)
            one = {{"verdict", std::string(name(difference->verdict))},
                   {"by", difference->by ? interval_json(*difference->by) : Json(nullptr)}};
        differences.push_back(std::move(one));
    }
    return {{"name", endpoint.name},
            {"title", endpoint.title},
            {"group", endpoint.group},
            {"unit", endpoint.unit},
            {"reader", endpoint.reader},
            {"values", std::move(values)},
            {"minus_first", std::move(differences)}};
}

Json reading_json(const course::ScaleReading& reading) {
    return {{"scale", reading.scale},
            {"reader", reading.reader},
            {"t_d", reading.time / core::day},
            {"baseline", reading.baseline},
            {"final", interval_json(reading.final)}};
}

Json curves_json(const course::Result& result) {
    Json days = Json::array();
    for (const double time : result.times) days.push_back(time / core::day);
    Json out = {{"t_d", std::move(days)}};
    for (const std::string_view name : kept_curves)
        if (const course::Curve* curve = drawable(result, name))
            out[std::string(name)] = {{"unit", curve->unit},
                                      {"rest", curve->rest},
                                      {"median", curve->median},
                                      {"lo", curve->lo},
                                      {"hi", curve->hi}};
    return out;
}

}  // namespace

std::string compare_json(const Comparison& comparison) {
    Json plans = Json::array(), endpoints = Json::array(), readings = Json::array(), curves = Json::array();
    for (std::size_t i = 0; i < comparison.plans.size(); ++i) {
        plans.push_back(plan_json(comparison.plans[i], i));
        Json of_plan = Json::array();
        for (const course::ScaleReading& reading : comparison.plans[i].result.outcome)
            of_plan.push_back(reading_json(reading));
        readings.push_back(std::move(of_plan));
        curves.push_back(curves_json(comparison.plans[i].result));
    }
    for (const Endpoint& endpoint : comparison.endpoints) endpoints.push_back(endpoint_json(endpoint));
    const course::Provenance& made = comparison.plans.front().result.provenance;
    const Json out = {{"compare_version", 1},
                      {"provenance",
                       {{"version", made.version},
                        {"commit", made.commit},
                        {"platform", made.platform},
                        {"data_hash", made.data_hash},
                        {"seed", made.seed},
                        {"samples", made.samples},
                        {"fidelity", made.fidelity},
                        {"command", made.command},
                        {"created", made.created}}},
                      {"plans", std::move(plans)},
                      {"endpoints", std::move(endpoints)},
                      {"readings", std::move(readings)},
                      {"curves", std::move(curves)}};
    require_finite(out, "");
    return lay_out(out, 2) + "\n";
}

}  // namespace percuta::report
