#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "course/safety.hpp"
#include "course/team.hpp"
#include "plan/read.hpp"
#include "report/file.hpp"
#include "trial/sensitivity.hpp"

namespace percuta::cli {

namespace {

using Json = nlohmann::ordered_json;

/// What is taken apart where the user does not say.
constexpr std::array usual{"collagen", "epidermis", "depth", "score", "hair"};
/// Shares below this are listed by name only.
constexpr double worth_a_line = 0.01;

std::vector<std::string> chosen(const std::vector<std::string>& asked, const std::vector<trial::SpreadOf>& all) {
    std::vector<std::string> names, out;
    for (const trial::SpreadOf& one : all) names.push_back(one.name);
    for (const std::string& name : asked) {
        if (std::ranges::find(names, name) == names.end())
            throw core::UsageError(fmt::format("{} is not a result of this plan that can be taken apart; {}{}",
                                               core::as_written(name), core::suggest(name, names),
                                               name == "score" ? " (a score needs concern.baseline in the plan)" : ""));
        if (std::ranges::find(out, name) == out.end()) out.push_back(name);
    }
    if (out.empty())
        for (const char* name : usual)
            if (std::ranges::find(names, name) != names.end()) out.emplace_back(name);
    return out;
}

/// Eight blocks to a share of one tenth.
std::string bar(double share) {
    constexpr std::array<const char*, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    constexpr double blocks = 30.0;
    const auto eighths = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * blocks * 8.0));
    std::string out;
    for (std::size_t i = 0; i < eighths / 8; ++i) out += "█";
    return out + parts[eighths % 8];
}

std::string with_interval(const trial::Share& share) {
    const auto percent = [](double value) { return std::round(100.0 * value) + 0.0; };  // no -0
    return fmt::format("{:>3.0f} % ({:.0f} to {:.0f})", percent(share.value), percent(share.lo), percent(share.hi));
}

void print(const trial::SpreadShares& spread) {
    const std::string unit = spread.of.unit == "1" ? "" : " " + spread.of.unit;
    fmt::print("\n{}: mean {:.3g}{}, standard deviation {:.3g}{}\n", spread.of.title, spread.mean, unit, spread.sd,
               unit);
    if (!(spread.sd > 0.0)) {
        fmt::print("  it does not vary\n");
        return;
    }
    const bool local = std::ranges::any_of(spread.inputs, [](const auto& input) { return input.local.has_value(); });
    fmt::print("  {:<28} {:<20} {:<20} {}\n", "share of the variance", "alone", "with others",
               local ? "change for 1 % more of it" : "");
    std::vector<std::string> small;
    for (const trial::InputShare& input : spread.inputs) {
        if (input.total.value < worth_a_line) {
            small.push_back(input.name);
            continue;
        }
        fmt::print("  {:<28} {:<20} {:<20} {:<8} {}\n", input.name, with_interval(input.first),
                   with_interval(input.total), input.local ? fmt::format("{:+.2f} %", *input.local) : "",
                   bar(input.total.value));
    }
    if (!small.empty()) fmt::print("  below 1 %: {}\n", fmt::join(small, ", "));
    fmt::print("  without effect: {} inputs (--json names them)\n", spread.silent.size());
    fmt::print("  {} of the variance comes from inputs only together (interactions)\n",
               with_interval(spread.interactions));
}

Json to_json(const trial::Share& share) { return {{"value", share.value}, {"lo", share.lo}, {"hi", share.hi}}; }

Json to_json(const trial::Sensitivity& found, Json provenance) {
    Json out = {{"provenance", std::move(provenance)}, {"base", found.base}, {"courses", found.columns}};
    Json outputs = Json::array();
    for (const trial::SpreadShares& spread : found.spreads) {
        Json inputs = Json::array();
        for (const trial::InputShare& input : spread.inputs) {
            Json one = {{"name", input.name},
                        {"meaning", input.meaning},
                        {"first", to_json(input.first)},
                        {"total", to_json(input.total)}};
            if (input.local) one["local_elasticity"] = *input.local;
            inputs.push_back(std::move(one));
        }
        outputs.push_back({{"name", spread.of.name},
                           {"title", spread.of.title},
                           {"unit", spread.of.unit},
                           {"mean", spread.mean},
                           {"sd", spread.sd},
                           {"interactions", to_json(spread.interactions)},
                           {"inputs", std::move(inputs)},
                           {"without_effect", spread.silent}});
    }
    out["outputs"] = std::move(outputs);
    return out;
}

}  // namespace

int sensitivity(const Common& common, const SensitivityArguments& arguments) {
    const Interruption interruption;
    const course::Knowledge all = course::learn(data_files(common.data));
    const course::Knowledge known = arguments.priors ? trial::before_any_fit(all) : all;
    const plan::Plan plan =
        plan::read(core::Document::parse(read_file(arguments.plan), arguments.plan), known.vocabulary());
    course::refuse_contraindicated(known, std::span(&plan, 1));
    const std::vector<std::string> outputs = chosen(arguments.of, trial::spreads_of(known, plan));
    if (!arguments.json.empty() && arguments.json != "-") report::check_writable(arguments.json);
    course::Team team(threads_of(arguments.threads));
    const trial::Sensitivity found = trial::sensitivity(known, plan, outputs, static_cast<std::size_t>(arguments.base),
                                                        arguments.seed, team, watch(interruption, common.quiet));
    end_progress();
    const std::string json = to_json(found, {{"plan_hash", course::hash(plan::write(plan))},
                                             {"data_hash", all.hash},
                                             {"seed", arguments.seed},
                                             {"priors", arguments.priors}})
                                 .dump(2) +
                             "\n";
    if (arguments.json == "-") fmt::print("{}", json);
    else if (!arguments.json.empty()) report::write_file(arguments.json, json);
    if (arguments.json == "-" || common.quiet) return 0;
    for (const trial::SpreadShares& spread : found.spreads) print(spread);
    fmt::print("\n{} courses at column fidelity, {} rows of Saltelli's scheme; intervals are 90 %, by bootstrap.\n",
               found.columns, found.base);
    return 0;
}

}  // namespace percuta::cli
