#include <limits>

#include "core/error.hpp"
#include "course/team.hpp"
#include "report/design_json.hpp"
#include "server/orders.hpp"
#include "server/plan_json.hpp"
#include "server/problem.hpp"
#include "trial/design_course.hpp"

namespace percuta::server {

namespace {

/// Files are named by users at the machine alone, and never by a page.
plan::Plan no_file(const std::string&) {
    throw core::UsageError("\"plan\" of a goal must hold the plan itself, not the name of a file");
}

trial::Goal goal_in(const Json& body, const course::Knowledge& known) {
    constexpr int unprocessable = 422;
    const PlanText text = toml_of(member_in(body, "goal"));
    try {
        return trial::read_goal(core::Document::parse(text.toml, "goal"), known, no_file);
    } catch (const core::InvalidInput& error) {
        throw Refused(problem(unprocessable, "The goal is not valid", "See the list of errors.",
                              mistakes_in(error, text, "/goal")));
    }
}

Products products_of(trial::Design made, const course::Knowledge& known) {
    const auto design = std::make_shared<const trial::Design>(std::move(made));
    Products out;
    out["design.json"] = {"application/json", [design, &known] { return report::design_json(*design, known); }};
    for (std::size_t i = 0; i < design->front.points.size(); ++i)
        out[report::design_plan_name(i)] = {"text/plain; charset=utf-8",
                                            [design, i, &known] { return report::design_plan(*design, i, known); }};
    return out;
}

}  // namespace

Job::Work order_design(const Json& body, const Workshop& shop) {
    constexpr std::uint64_t usual_draws = 64, most_draws = 2000;
    const auto goal = std::make_shared<const trial::Goal>(goal_in(body, shop.known));
    const std::uint64_t seed = number_in(body, "seed", 1, 0, std::numeric_limits<std::uint64_t>::max());
    const auto draws = static_cast<int>(number_in(body, "draws", usual_draws, 8, most_draws));
    return [goal, seed, draws, &shop](const core::Watch& watch) {
        course::Team team(shop.settings.threads);
        return products_of(trial::design(shop.known, *goal, draws, seed, team, watch), shop.known);
    };
}

}  // namespace percuta::server
