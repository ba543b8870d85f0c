#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

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
#include "report/design_json.hpp"
#include "report/file.hpp"
#include "trial/design.hpp"
#include "trial/design_course.hpp"
#include "trial/goal.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

std::string percent(double share) { return fmt::format("{:.0f} %", 100.0 * share); }

void print_front(const trial::Design& found) {
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
                   report::in_words(found, front.points[i].choice));
    }
}

void print_what_is_out(const trial::Design& found) {
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

void print_reasons(const trial::Design& found, std::size_t point) {
    fmt::print("\nPlan {} ({}): why not more?\n", point + 1, report::in_words(found, found.front.points[point].choice));
    for (const std::string& reason : trial::why_not_more(found.front.points[point], found.axes, found.goal.limits))
        fmt::print("  - {}\n", reason);
}

void print(const trial::Design& found, const course::Knowledge& known) {
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

/// Plans of an earlier front that had more of them would pass for this one's.
void remove_other_plans(const fs::path& folder, const trial::Design& found) {
    if (!fs::exists(folder / "design.json")) return;
    for (std::size_t i = found.front.points.size(); fs::remove(folder / report::design_plan_name(i)); ++i) {
    }
}

void write(const fs::path& folder, const trial::Design& found, const course::Knowledge& known,
           const std::string& json) {
    remove_other_plans(folder, found);
    for (std::size_t i = 0; i < found.front.points.size(); ++i)
        report::write_file((folder / report::design_plan_name(i)).string(), report::design_plan(found, i, known));
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
    trial::Goal goal =
        trial::read_goal(core::Document::parse(read_file(arguments.goal), arguments.goal), known, plan_at);
    const OutputFolder folder(arguments.output.empty() ? fs::path("results") / fs::path(arguments.goal).stem()
                                                       : fs::path(arguments.output));
    report::check_writable(folder.file("design.json").string());
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    course::Team team(threads_of(arguments.threads));
    const trial::Design found =
        trial::design(known, std::move(goal), arguments.draws, arguments.seed, team, watch(interruption, common.quiet));
    end_progress();
    const std::string json = report::design_json(found, known);
    write(folder.path(), found, known, json);
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (arguments.json == "-" || common.quiet) return 0;
    print(found, known);
    fmt::print("\nwritten to {}: {} plans and design.json\n", folder.path().string(), found.front.points.size());
    return 0;
}

}  // namespace percuta::cli
