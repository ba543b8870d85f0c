#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/cost.hpp"
#include "course/team.hpp"
#include "plan/read.hpp"
#include "report/file.hpp"
#include "trial/design.hpp"
#include "trial/design_course.hpp"
#include "trial/goal.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A front and all that it is read with.
struct Found {
    const trial::Goal& goal;
    const std::vector<trial::Axis>& axes;
    const trial::Front& front;
    double untreated;  ///< share of people who seem to reach the goal when nothing is done

    bool several_sessions(const trial::Choice& choice) const {
        return trial::plan_of(goal, choice).schedule.sessions > 1;
    }
    std::string file(std::size_t point) const { return fmt::format("plan-{:02}.toml", point + 1); }
    /// "needle length 1.5 mm, passes 8": what differs from plan to plan.
    std::string in_words(const trial::Choice& choice) const {
        std::vector<std::string> out;
        for (std::size_t axis = 0; axis < axes.size(); ++axis)
            if (axes[axis].options.size() > 1 && (axes[axis].name != "interval" || several_sessions(choice)))
                out.push_back(fmt::format("{} {}", axes[axis].title, axes[axis].options[choice[axis]]));
        return fmt::format("{}", fmt::join(out, ", "));
    }
};

std::string percent(double share) { return fmt::format("{:.0f} %", 100.0 * share); }

void print_front(const Found& found) {
    const trial::Front& front = found.front;
    fmt::print("{:>3}  {:>5} {:<12} {:>9} {:>10} {:>8} {:>9}  {}\n", "", "goal", "90 %", "redness", "dark spots",
               "sessions", "cost", "plan");
    const std::size_t best = trial::best_point(front);
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const trial::Assessment& is = front.points[i].is;
        fmt::print("{}{:>2}  {:>5} {:<12} {:>7.1f} d {:>8.1f} % {:>8.0f} {:>5.0f} {}  {}\n",
                   i == best                 ? "*"
                   : front.points[i].reaches ? "+"
                                             : " ",
                   i + 1, percent(is.goal), fmt::format("({:.0f} to {:.0f})", 100.0 * is.goal_lo, 100.0 * is.goal_hi),
                   core::from_si(is.downtime, "d"), 100.0 * is.pih, is.sessions, is.cost, course::currency,
                   found.in_words(front.points[i].choice));
    }
}

void print_what_is_out(const Found& found) {
    const trial::Front& front = found.front;
    for (std::size_t k = 0; k < found.goal.limits.size(); ++k) {
        const trial::Limit& limit = found.goal.limits[k];
        fmt::print("  {:>5} beyond the limit {} = {}\n", front.broken[k], limit.measure->name,
                   limit.measure->name == "on_label" ? "true" : trial::in_words(*limit.measure, limit.most));
    }
    constexpr std::size_t most_reasons = 5;
    for (std::size_t k = 0; k < std::min(most_reasons, front.impossible.size()); ++k)
        fmt::print("  {:>5} impossible: {}\n", front.impossible[k].second, front.impossible[k].first);
}

void print_reasons(const Found& found, std::size_t point) {
    fmt::print("\nPlan {} ({}): why not more?\n", point + 1, found.in_words(found.front.points[point].choice));
    for (const std::string& reason : trial::why_not_more(found.front.points[point], found.axes, found.goal.limits))
        fmt::print("  - {}\n", reason);
}

void print(const Found& found, const course::Knowledge& known) {
    const trial::Front& front = found.front;
    const std::size_t best = trial::best_point(front);
    fmt::print("Wanted: {} in {} of people.\n", trial::in_words(found.goal, known), percent(found.goal.probability));
    fmt::print("Without any treatment {} would seem to: that is chance.\n", percent(found.untreated));
    fmt::print("{} plans tried, {} looked at closer, {} worth a look:\n\n", front.candidates, front.refined,
               front.points.size());
    print_front(found);
    fmt::print("\n  + reaches the goal; * the cheapest that does, or the nearest\n");
    print_what_is_out(found);
    if (!front.points[best].reaches) {
        fmt::print("\nNo plan within the limits reaches {}; the best reaches {}. In the way:\n",
                   percent(found.goal.probability), percent(front.points[best].is.goal));
        for (const std::string& reason :
             trial::what_stands_in_the_way(front, found.axes, found.goal.limits, found.goal.probability))
            fmt::print("  - {}\n", reason);
    }
    print_reasons(found, best);
    if (best != 0) print_reasons(found, 0);
}

Json to_json(const trial::Assessment& is) {
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

Json to_json(const trial::Choice& choice, const std::vector<trial::Axis>& axes) {
    Json out = Json::object();
    for (std::size_t axis = 0; axis < axes.size(); ++axis) out[axes[axis].name] = axes[axis].options[choice[axis]];
    return out;
}

Json to_json(const Found& found, const course::Knowledge& known, std::uint64_t seed) {
    const trial::Front& front = found.front;
    Json out = {{"goal",
                 {{"title", found.goal.title},
                  {"in_words", trial::in_words(found.goal, known)},
                  {"scale", found.goal.scale},
                  {"reader", found.goal.reader},
                  {"probability", found.goal.probability},
                  {"at_d", core::from_si(found.goal.at, "d")}}},
                {"provenance", {{"data_hash", known.hash}, {"seed", seed}, {"currency", course::currency}}},
                {"p_goal_untreated", found.untreated},
                {"candidates", front.candidates},
                {"refined", front.refined}};
    Json limits = Json::array(), impossible = Json::array(), points = Json::array(), obstacles = Json::array();
    for (std::size_t k = 0; k < found.goal.limits.size(); ++k)
        limits.push_back({{"name", found.goal.limits[k].measure->name},
                          {"most", trial::in_words(*found.goal.limits[k].measure, found.goal.limits[k].most)},
                          {"broken_by", front.broken[k]}});
    for (const auto& [reason, count] : front.impossible)
        impossible.push_back({{"reason", reason}, {"candidates", count}});
    const std::size_t best = front.points.empty() ? 0 : trial::best_point(front);
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const trial::Point& point = front.points[i];
        Json one = {{"plan", found.file(i)}, {"reaches_goal", point.reaches}, {"best", i == best}};
        one["choice"] = to_json(point.choice, found.axes);
        one.update(to_json(point.is));
        one["why_not_more"] = trial::why_not_more(point, found.axes, found.goal.limits);
        points.push_back(std::move(one));
    }
    for (const trial::Obstacle& obstacle : front.obstacles)
        obstacles.push_back({{"limit", found.goal.limits[obstacle.limit].measure->name},
                             {"choice", to_json(obstacle.choice, found.axes)},
                             {"without_it", to_json(obstacle.is)}});
    out["limits"] = std::move(limits);
    out["impossible"] = std::move(impossible);
    out["front"] = std::move(points);
    out["obstacles"] = std::move(obstacles);
    return out;
}

/// A point as a plan of its own, with what made it one.
std::string plan_file(const Found& found, std::size_t i, const course::Knowledge& known) {
    plan::Plan plan = trial::plan_of(found.goal, found.front.points[i].choice);
    plan.title = fmt::format("{}{}plan {} of {}", found.goal.title, found.goal.title.empty() ? "" : ": ", i + 1,
                             found.front.points.size());
    return fmt::format("# {} of people: {}.\n{}", percent(found.front.points[i].is.goal),
                       trial::in_words(found.goal, known), plan::write(plan));
}

/// Plans of an earlier front that had more of them would pass for this one's.
void remove_other_plans(const fs::path& folder, const Found& found) {
    if (!fs::exists(folder / "design.json")) return;
    for (std::size_t i = found.front.points.size(); fs::remove(folder / found.file(i)); ++i) {
    }
}

void write(const fs::path& folder, const Found& found, const course::Knowledge& known, const std::string& json) {
    remove_other_plans(folder, found);
    for (std::size_t i = 0; i < found.front.points.size(); ++i)
        report::write_file((folder / found.file(i)).string(), plan_file(found, i, known));
    report::write_file((folder / "design.json").string(), json);
}

}  // namespace

int design(const Common& common, const DesignArguments& arguments) {
    const Interruption interruption;
    const course::Knowledge known = course::learn(data_files(common.data));
    const auto plan_at = [&](const std::string& path) {
        const std::string whole = (fs::path(arguments.goal).parent_path() / path).string();
        return plan::read(core::Document::parse(read_file(whole), whole), known.vocabulary());
    };
    const trial::Goal goal =
        trial::read_goal(core::Document::parse(read_file(arguments.goal), arguments.goal), known, plan_at);
    std::vector<trial::Axis> axes;
    for (const trial::GoalAxis& one : goal.axes) axes.push_back(one.axis);
    const OutputFolder folder(arguments.output.empty() ? fs::path("results") / fs::path(arguments.goal).stem()
                                                       : fs::path(arguments.output));
    report::check_writable(folder.file("design.json").string());
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    course::Team team(threads_of(arguments.threads));
    const core::Watch whole = watch(interruption, common.quiet);
    const trial::Front front =
        trial::search(axes, goal.limits, goal.probability, trial::course_bench(known, goal, arguments.seed, team),
                      {.fine = arguments.draws, .place = goal.search}, whole);
    end_progress();
    trial::refuse_nothing(front, goal.limits, goal.search);
    const Found found{goal, axes, front,
                      trial::untreated(known, goal, arguments.draws, arguments.seed, team, {{}, whole.stop})};
    const std::string json = to_json(found, known, arguments.seed).dump(2) + "\n";
    write(folder.path(), found, known, json);
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (arguments.json == "-" || common.quiet) return 0;
    print(found, known);
    fmt::print("\nwritten to {}: {} plans and design.json\n", folder.path().string(), front.points.size());
    return 0;
}

}  // namespace percuta::cli
