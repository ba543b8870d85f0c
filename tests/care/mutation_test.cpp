// Every threshold of the rules that screen is moved by the smallest step; some worked case must notice.
#include <cmath>

#include <gtest/gtest.h>

#include "care/golden.hpp"

namespace percuta::care {
namespace {

struct Mutant {
    std::string what;
    RuleBase base;
};

/// The step by which a number is moved: less than anybody would set on purpose.
double step_of(double value) { return value == 0.0 ? 1e-4 : 1e-3 * std::abs(value); }

std::vector<Mutant> mutants_of(std::size_t r) {
    std::vector<Mutant> out;
    const Rule& rule = rule_base().rules[r];
    const auto add = [&](const std::string& what, auto change) {
        Mutant mutant{rule.id + ": " + what, rule_base()};
        change(mutant.base.rules[r]);
        out.push_back(std::move(mutant));
    };
    for (const int by : {-1, 1}) {
        if (rule.gap) add("gap " + std::to_string(by), [&](Rule& one) { one.gap->days += by; });
        for (std::size_t v = 0; v < rule.variants.size(); ++v)
            if (rule.variants[v].gap_days && *rule.variants[v].gap_days + by >= 0)
                add("gap of " + std::string(name(rule.variants[v].policy)) + " " + std::to_string(by),
                    [&](Rule& one) { *one.variants[v].gap_days += by; });
        for (std::size_t t = 0; t < rule.all.size(); ++t)
            if (const double* bound = std::get_if<double>(&rule.all[t].value))
                add("bound " + std::to_string(by),
                    [&](Rule& one) { one.all[t].value = *bound + by * step_of(*bound); });
        const auto moved = [&](Severity severity) -> std::optional<Severity> {
            const int out_by = static_cast<int>(severity) + by;
            if (out_by < static_cast<int>(Severity::inform) || out_by > static_cast<int>(Severity::block)) return {};
            return static_cast<Severity>(out_by);
        };
        if (const auto severity = moved(rule.severity))
            add("severity " + std::to_string(by), [&](Rule& one) { one.severity = *severity; });
        for (std::size_t v = 0; v < rule.variants.size(); ++v)
            // A gap of no days never fires.
            if (const auto severity = rule.variants[v].severity && rule.variants[v].gap_days != 0
                                          ? moved(*rule.variants[v].severity)
                                          : std::nullopt)
                add("severity of " + std::string(name(rule.variants[v].policy)) + " " + std::to_string(by),
                    [&](Rule& one) { one.variants[v].severity = *severity; });
    }
    for (const auto terms : {&Rule::all, &Rule::any})
        for (std::size_t t = 0; t < (rule.*terms).size(); ++t) {
            const Term& term = (rule.*terms)[t];
            if (term.op == Operator::one_of)
                for (std::size_t w = 0; w < term.words.size(); ++w)
                    add("without " + term.words[w], [&](Rule& one) {
                        auto& words = (one.*terms)[t].words;
                        words.erase(words.begin() + static_cast<std::ptrdiff_t>(w));
                    });
            else if (const bool* flag = std::get_if<bool>(&term.value))
                add("flag", [&](Rule& one) { (one.*terms)[t].value = !*flag; });
        }
    return out;
}

TEST(Mutants, OfEveryThresholdAreKilledByAWorkedCase) {
    int killed = 0;
    for (std::size_t r = 0; r < rule_base().rules.size(); ++r) {
        const auto cases = threshold_cases().find(rule_base().rules[r].id);
        if (cases == threshold_cases().end()) continue;
        for (const Mutant& mutant : mutants_of(r)) {
            const bool survives = std::ranges::all_of(
                cases->second, [&](const Case& one) { return holds(one, mutant.base.under(one.policy)); });
            EXPECT_FALSE(survives) << mutant.what;
            killed += survives ? 0 : 1;
        }
    }
    std::printf("  %d mutants killed\n", killed);
    EXPECT_GT(killed, 300);
}

}  // namespace
}  // namespace percuta::care
