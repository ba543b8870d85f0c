#include <chrono>

#include <fmt/format.h>

#include "core/watch_part.hpp"
#include "course/carry_out.hpp"
#include "course/safety.hpp"
#include "course/screening.hpp"
#include "plan/alike.hpp"
#include "report/compare.hpp"
#include "report/json.hpp"
#include "server/orders.hpp"
#include "server/plans.hpp"
#include "server/problem.hpp"

namespace percuta::server {

namespace {

/// "a" for the first plan, in names of files.
std::string small_letter(std::size_t plan) { return {static_cast<char>('a' + static_cast<char>(plan))}; }

std::string file_of(std::size_t plan) { return "plan-" + small_letter(plan) + ".toml"; }

std::vector<plan::Plan> plans_in(const Json& body, const Workshop& shop) {
    constexpr int unprocessable = 422;
    const Json& plans = member_in(body, "plans");
    if (!plans.is_array() || plans.size() < 2 || plans.size() > report::most_plans)
        throw core::UsageError(fmt::format("\"plans\" must be a list of 2 to {} plans", report::most_plans));
    std::vector<plan::Plan> out;
    for (std::size_t i = 0; i < plans.size(); ++i)
        out.push_back(understood(toml_of(plans[i]), shop.words, fmt::format("/plans/{}", i)));
    for (std::size_t i = 1; i < out.size(); ++i) try {
            plan::require_alike(out.front(), out[i], "plan A", "plan " + report::letter(i));
        } catch (const core::UsageError& error) {
            throw Refused(problem(unprocessable, "The plans are not for the same people", error.what(),
                                  {{fmt::format("/plans/{}", i), error.what(), ""}}));
        }
    return out;
}

Products products_of(report::Comparison made, const course::Knowledge& known) {
    const auto comparison = std::make_shared<const report::Comparison>(std::move(made));
    Products out;
    out["compare.json"] = {"application/json", [comparison] { return report::compare_json(*comparison); }};
    out["compare.html"] = {"text/html; charset=utf-8",
                           [comparison, &known] { return report::compare_html(*comparison, known.bibliography); }};
    for (std::size_t i = 0; i < comparison->plans.size(); ++i)
        out["result-" + small_letter(i) + ".json"] = {
            "application/json",
            [comparison, i, &known] { return report::result_json(comparison->plans[i].result, known.bibliography); }};
    return out;
}

}  // namespace

Job::Work order_comparison(const Json& body, const Workshop& shop) {
    const course::Options options = options_in(body, shop.known, shop.settings.threads);
    auto plans = std::make_shared<const std::vector<plan::Plan>>(plans_in(body, shop));
    for (const plan::Plan& plan : *plans)
        course::refuse_barred(course::screen(shop.known, plan, *options.policy), options.overridden);
    course::refuse_contraindicated(shop.known, *plans, options.overridden);
    return [plans, options, &shop](const core::Watch& watch) {
        std::string command = "percuta compare";
        for (std::size_t i = 0; i < plans->size(); ++i) command += " " + file_of(i);
        std::vector<report::Contestant> contestants;
        for (std::size_t i = 0; i < plans->size(); ++i) {
            const auto start = std::chrono::steady_clock::now();
            contestants.push_back(
                {file_of(i), course::carry_out((*plans)[i], shop.known, options,
                                               core::part_of(watch, i, plans->size(), "plan " + report::letter(i)))});
            shop.settings.sign(contestants.back().result.provenance, command + " " + in_command(options),
                               std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        }
        return products_of(report::compare(std::move(contestants)), shop.known);
    };
}

}  // namespace percuta::server
