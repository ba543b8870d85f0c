#include "report/design_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "core/units.hpp"
#include "course/cost.hpp"
#include "plan/read.hpp"

namespace percuta::report {

namespace {

using Json = nlohmann::ordered_json;

Json json(const trial::Assessment& is) {
    return {{"p_goal", is.goal},
            {"p_goal_ci90", {is.goal_lo, is.goal_hi}},
            {"downtime_d", core::from_si(is.downtime, "d")},
            {"pih_risk", is.pih},
            {"scar_load_d", core::from_si(is.scar_load, "d")},
            {"overtreatment", is.overtreatment},
            {"pain_of_10", 10.0 * is.pain},
            {"sessions", is.sessions},
            {"cost", is.cost},
            {"off_label_reasons", is.off_label},
            {"draws", is.draws}};
}

Json json(const trial::Choice& choice, const std::vector<trial::Axis>& axes) {
    Json out = Json::object();
    for (std::size_t axis = 0; axis < axes.size(); ++axis) out[axes[axis].name] = axes[axis].options[choice[axis]];
    return out;
}

}  // namespace

std::string in_words(const trial::Design& design, const trial::Choice& choice) {
    const bool several_sessions = trial::plan_of(design.goal, choice).schedule.sessions > 1;
    std::vector<std::string> out;
    for (std::size_t axis = 0; axis < design.axes.size(); ++axis)
        if (design.axes[axis].options.size() > 1 && (design.axes[axis].name != "interval" || several_sessions))
            out.push_back(fmt::format("{} {}", design.axes[axis].title, design.axes[axis].options[choice[axis]]));
    return fmt::format("{}", fmt::join(out, ", "));
}

std::string design_plan_name(std::size_t point) { return fmt::format("plan-{:02}.toml", point + 1); }

std::string design_json(const trial::Design& design, const course::Knowledge& known) {
    const trial::Front& front = design.front;
    Json out = {{"goal",
                 {{"title", design.goal.title},
                  {"in_words", trial::in_words(design.goal, known)},
                  {"scale", design.goal.scale},
                  {"reader", design.goal.reader},
                  {"probability", design.goal.probability},
                  {"at_d", core::from_si(design.goal.at, "d")}}},
                {"provenance", {{"data_hash", known.hash}, {"seed", design.seed}, {"currency", course::currency}}},
                {"p_goal_untreated", design.untreated},
                {"candidates", front.candidates},
                {"refined", front.refined}};
    Json limits = Json::array(), impossible = Json::array(), points = Json::array(), obstacles = Json::array();
    for (std::size_t k = 0; k < design.goal.limits.size(); ++k)
        limits.push_back({{"name", design.goal.limits[k].measure->name},
                          {"most", trial::in_words(*design.goal.limits[k].measure, design.goal.limits[k].most)},
                          {"broken_by", front.broken[k]}});
    for (const auto& [reason, count] : front.impossible)
        impossible.push_back({{"reason", reason}, {"candidates", count}});
    const std::size_t best = front.points.empty() ? 0 : trial::best_point(front);
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const trial::Point& point = front.points[i];
        Json one = {{"plan", design_plan_name(i)}, {"reaches_goal", point.reaches}, {"best", i == best}};
        one["choice"] = json(point.choice, design.axes);
        one["in_words"] = in_words(design, point.choice);
        one.update(json(point.is));
        one["why_not_more"] = trial::why_not_more(point, design.axes, design.goal.limits);
        points.push_back(std::move(one));
    }
    for (const trial::Obstacle& obstacle : front.obstacles)
        obstacles.push_back({{"limit", design.goal.limits[obstacle.limit].measure->name},
                             {"choice", json(obstacle.choice, design.axes)},
                             {"in_words", in_words(design, obstacle.choice)},
                             {"without_it", json(obstacle.is)}});
    out["limits"] = std::move(limits);
    out["impossible"] = std::move(impossible);
    out["front"] = std::move(points);
    out["obstacles"] = std::move(obstacles);
    out["in_the_way"] = Json::array();
    if (!front.points.empty() && !front.points[best].reaches)
        out["in_the_way"] =
            trial::what_stands_in_the_way(front, design.axes, design.goal.limits, design.goal.probability);
    return out.dump(2) + "\n";
}

std::string design_plan(const trial::Design& design, std::size_t point, const course::Knowledge& known) {
    const trial::Point& is = design.front.points.at(point);
    plan::Plan plan = trial::plan_of(design.goal, is.choice);
    plan.title = fmt::format("{}{}plan {} of {}", design.goal.title, design.goal.title.empty() ? "" : ": ", point + 1,
                             design.front.points.size());
    return fmt::format("# {:.0f} % of people: {}.\n{}", 100.0 * is.is.goal, trial::in_words(design.goal, known),
                       plan::write(plan));
}

}  // namespace percuta::report
