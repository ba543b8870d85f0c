#include "report/trial_json.hpp"

#include <nlohmann/json.hpp>

#include "core/units.hpp"
#include "report/json_parts.hpp"

namespace percuta::report {

namespace {

Json spread_json(const trial::Spread& spread, double unit = 1.0) {
    if (spread.count == 0) return nullptr;
    return {{"n", spread.count},
            {"mean", spread.mean / unit},
            {"sd", spread.count > 1 ? Json(spread.sd / unit) : Json(nullptr)},
            {"median", spread.interval.median / unit},
            {"pi90", {spread.interval.lo / unit, spread.interval.hi / unit}}};
}

Json estimate_json(const trial::Estimate& estimate) {
    if (estimate.count == 0) return nullptr;
    return {{"all", estimate.all},
            {"between_replicates",
             {{"median", estimate.between.median}, {"lo", estimate.between.lo}, {"hi", estimate.between.hi}}}};
}

Json people_json(const trial::Protocol& protocol, double year) {
    const trial::People& people = protocol.people;
    return {{"patients", protocol.patients},
            {"replicates", protocol.replicates},
            {"age_yr",
             {{"mean", people.age / year},
              {"sd", people.age_sd / year},
              {"least", people.age_least / year},
              {"most", people.age_most / year}}},
            {"female", people.female},
            {"phototypes", people.phototypes},
            {"baseline", {{"mean", people.baseline}, {"sd", people.baseline_sd}}},
            {"drop_out", {{"mean", people.drop_out}, {"alike", people.drop_out_alike}}}};
}

Json provenance_json(const trial::Protocol& protocol) {
    Json out = {{"version", protocol.version}, {"commit", protocol.commit}, {"plan_hash", protocol.plan}};
    out["against"] = protocol.against.empty() ? Json(nullptr) : Json(protocol.against);
    out["data_hash"] = protocol.data;
    out["seed"] = protocol.seed;
    out["override"] = protocol.overridden.empty() ? Json(nullptr) : Json(protocol.overridden);
    return out;
}

Json measure_json(const trial::MeasureRead& measure, const trial::MeasureSummary& found,
                  const std::vector<double>& times) {
    Json timeline = Json::array();
    for (std::size_t i = 0; i < times.size(); ++i) {
        Json point = {{"t_after_last_d", times[i] / core::day}};
        point["score"] = spread_json(found.after[i]);
        timeline.push_back(std::move(point));
    }
    return {{"scale", measure.scale},
            {"unit", measure.unit},
            {"reader", measure.reader},
            {"reader_title", measure.reader_title},
            {"of_change", measure.of_change},
            {"counts", measure.counts},
            {"lower_is_better", measure.lower_is_better},
            {"before", spread_json(found.before)},
            {"timeline", std::move(timeline)},
            {"change", spread_json(found.change)},
            {"mean_change", estimate_json(found.mean_change)},
            {"improved", estimate_json(found.improved)},
            {"counted", estimate_json(found.counted)},
            {"by_half", found.by_half ? estimate_json(*found.by_half) : Json(nullptr)},
            {"worse", estimate_json(found.worse)},
            {"significant", found.significant.all},
            {"true_change", spread_json(found.true_change)},
            {"true_change_cv", found.true_cv ? Json(*found.true_cv) : Json(nullptr)}};
}

Json arm_json(const trial::Protocol& protocol, std::size_t a, const trial::ArmSummary& arm, double year) {
    Json events = Json::object(), measures = Json::array();
    for (std::size_t i = 0; i < protocol.events.size(); ++i) events[protocol.events[i]] = estimate_json(arm.events[i]);
    for (std::size_t m = 0; m < protocol.measures.size(); ++m)
        measures.push_back(measure_json(protocol.measures[m], arm.measures[m], protocol.times));
    return {{"name", protocol.arms[a].name},
            {"title", protocol.arms[a].title},
            {"needled", protocol.arms[a].needled},
            {"people", arm.people},
            {"age_yr", spread_json(arm.age, year)},
            {"female", estimate_json(arm.female)},
            {"dropped_out", estimate_json(arm.left)},
            {"downtime_d", spread_json(arm.downtime, core::day)},
            {"events", std::move(events)},
            {"measures", std::move(measures)}};
}

}  // namespace

std::string trial_json(const trial::TrialSummary& summary) {
    const trial::Protocol& protocol = summary.protocol;
    const double year = core::to_si(1.0, "yr");
    const bool split = protocol.design == course::Design::split;
    Json out = {{"trial_version", 1}};
    out["provenance"] = provenance_json(protocol);
    out["design"] = protocol.arms.size() == 1 ? "single" : split ? "split" : "parallel";
    out["people"] = people_json(protocol, year);
    out["arms"] = Json::array();
    for (std::size_t a = 0; a < summary.arms.size(); ++a)
        out["arms"].push_back(arm_json(protocol, a, summary.arms[a], year));
    out["differences"] = Json::array();
    for (std::size_t m = 0; m < summary.differences.size(); ++m)
        out["differences"].push_back({{"scale", protocol.measures[m].scale},
                                      {"reader", protocol.measures[m].reader},
                                      {"arm", protocol.arms[0].name},
                                      {"versus", protocol.arms[1].name},
                                      {"change", estimate_json(summary.differences[m].mean)},
                                      {"power", summary.differences[m].power.all},
                                      {"test", split ? "paired t" : "Welch t"}});
    return out.dump(2) + "\n";
}

}  // namespace percuta::report
