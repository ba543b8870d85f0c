#include "care/screen.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "care/golden.hpp"
#include "core/random.hpp"

namespace percuta::care {
namespace {

const std::vector<Policy> policies{Policy::label, Policy::standard, Policy::conservative, Policy::evidence};

core::Date days_before(int days) { return core::Date(std::chrono::sys_days(session) - std::chrono::days(days)); }

/// Somebody of whom this and that is known; each fact is unknown in a third of the draws.
Answers somebody(std::uint64_t who) {
    core::RandomStream random(3, who, core::Stream::patients);
    const auto below = [&](int n) { return static_cast<int>(random.uniform() * n); };
    Answers out;
    for (const Fact& fact : rule_base().facts) {
        if (below(3) == 0) continue;
        switch (fact.type) {
            case FactType::flag: out[fact.id] = below(2) == 0; break;
            case FactType::number: {
                const double value = 60.0 * random.uniform() * random.uniform();
                out[fact.id] = fact.unit.empty() ? std::floor(value) : core::to_si(value, fact.unit);
                break;
            }
            case FactType::choice: out[fact.id] = fact.choices[static_cast<std::size_t>(below(2))]; break;
            case FactType::word: out[fact.id] = std::string(below(2) == 0 ? "acne-scar" : "cheek"); break;
            case FactType::date:
                if (below(2) == 0) out[fact.id] = Never{};
                else out[fact.id] = days_before(below(400));
                break;
        }
    }
    return out;
}

TEST(Truth, IsKleenes) {
    for (const Truth a : {Truth::no, Truth::unknown, Truth::yes}) {
        EXPECT_EQ(both(a, Truth::yes), a);
        EXPECT_EQ(both(a, Truth::no), Truth::no);
        EXPECT_EQ(either(a, Truth::no), a);
        EXPECT_EQ(either(a, Truth::yes), Truth::yes);
    }
    EXPECT_EQ(both(Truth::unknown, Truth::unknown), Truth::unknown);
    EXPECT_EQ(either(Truth::unknown, Truth::unknown), Truth::unknown);
}

TEST(Screening, OfSomebodyWhoWasNotAskedNeedsInformationAndNeverGoesAhead) {
    const Screening found = screen(rules_of(Policy::standard), Policy::standard, "mechanical", {}, session);
    EXPECT_EQ(found.status, Status::need_information);
    EXPECT_GT(found.ask.size(), 60U);
    EXPECT_EQ(found.ask.front().worst, Severity::block);
    for (const Finding& finding : found.findings) EXPECT_FALSE(finding.fired) << finding.rule.id;
}

TEST(Gaps, FireBelowTheirDaysAndPassAtThem) {
    int tried = 0;
    for (const Policy policy : policies)
        for (const Rule& rule : rules_of(policy).rules) {
            if (!rule.gap) continue;
            SCOPED_TRACE(std::string(name(policy)) + " " + rule.id);
            const int least = rule.gap->days;
            for (const int days : {least - 1, least, least + 1}) {
                if (days < 0) continue;
                const Decision decision = decide(rule, {{rule.gap->fact, days_before(days)}}, session);
                EXPECT_EQ(decision.fires == Truth::yes, days < least) << days;
                if (days < least) {
                    EXPECT_EQ(*decision.earliest, days_before(days - least));
                }
                ++tried;
            }
            EXPECT_EQ(decide(rule, {{rule.gap->fact, Never{}}}, session).fires, Truth::no);
            EXPECT_EQ(decide(rule, {}, session).fires, Truth::unknown);
        }
    EXPECT_GT(tried, 240);
}

TEST(Gaps, OfADateAfterTheSessionAreCountedFromIt) {
    const Rule& sun = rules_of(Policy::standard).rule("wo-sun");
    const Decision decision = decide(sun, {{"last.sun", days_before(-10)}}, session);
    EXPECT_EQ(decision.fires, Truth::yes);
    EXPECT_EQ(*decision.earliest, days_before(-24));
}

TEST(Gaps, WithoutADayOfTreatmentAreNotDecided) {
    const Rule& sun = rules_of(Policy::standard).rule("wo-sun");
    EXPECT_EQ(decide(sun, {{"last.sun", days_before(100)}}, std::nullopt).fires, Truth::unknown);
    EXPECT_EQ(decide(sun, {{"last.sun", Never{}}}, std::nullopt).fires, Truth::no);
}

TEST(Numbers, AreComparedToRoundOffOfTheirUnits) {
    const Rule& depth = rules_of(Policy::standard).rule("hu-depth");  // above 0.3 mm
    const auto fires = [&](const char* length) {
        const auto quantity = core::parse_quantity(length);
        return decide(depth, {{"home.depth", core::to_si(quantity->value, quantity->unit)}}, session).fires;
    };
    EXPECT_EQ(fires("0.3 mm"), Truth::no);
    EXPECT_EQ(fires("300 um"), Truth::no);
    EXPECT_EQ(fires("0.03 cm"), Truth::no);
    EXPECT_EQ(fires("0.301 mm"), Truth::yes);
}

TEST(Screening, IsNeverBetterWithOneRuleMore) {
    RuleBase rules = rules_of(Policy::standard);
    for (std::uint64_t who = 0; who < 40; ++who) {
        const Answers answers = somebody(who);
        const Status all = screen(rules, Policy::standard, "mechanical", answers, session).status;
        for (std::size_t i = 0; i < rules.rules.size(); i += 1 + who % 7) {
            RuleBase fewer = rules;
            fewer.rules.erase(fewer.rules.begin() + static_cast<std::ptrdiff_t>(i));
            EXPECT_LE(screen(fewer, Policy::standard, "mechanical", answers, session).status, all)
                << rules.rules[i].id << " " << who;
        }
    }
}

bool names(const Rule& rule, std::string_view fact) {
    const auto asks = [&](const Term& term) { return term.fact == fact; };
    return std::ranges::any_of(rule.all, asks) || std::ranges::any_of(rule.any, asks) ||
           (rule.gap && rule.gap->fact == fact);
}

TEST(Screening, OfAnAnswerMoreChangesOnlyRulesThatNameIt) {
    const RuleBase& rules = rules_of(Policy::standard);
    for (std::uint64_t who = 0; who < 20; ++who) {
        const Answers full = somebody(who);
        for (const auto& [fact, answer] : full) {
            Answers fewer = full;
            fewer.erase(fact);
            for (const Rule& rule : rules.rules) {
                const Decision with = decide(rule, full, session), without = decide(rule, fewer, session);
                if (!names(rule, fact)) {
                    EXPECT_EQ(with.fires, without.fires) << rule.id << " " << fact;
                } else if (without.fires != Truth::unknown) {
                    EXPECT_EQ(with.fires, without.fires) << "what was decided stays decided: " << rule.id;
                }
            }
        }
    }
}

TEST(Policies, ConservativeIsNeverSofterThanStandardNorStandardThanEvidence) {
    const auto harder = [](const RuleBase& hard, const RuleBase& soft) {
        for (std::size_t i = 0; i < hard.rules.size(); ++i) {
            const Rule &a = hard.rules[i], &b = soft.rules[i];
            EXPECT_GE(a.severity, b.severity) << a.id;
            if (a.gap) {
                EXPECT_GE(a.gap->days, b.gap->days) << a.id;
            }
            if (a.window && a.kind == Kind::aftercare) {
                EXPECT_GE(a.window->to, b.window->to) << a.id;
            }
        }
    };
    harder(rules_of(Policy::conservative), rules_of(Policy::standard));
    harder(rules_of(Policy::standard), rules_of(Policy::evidence));
    for (std::uint64_t who = 0; who < 200; ++who) {
        const Answers answers = somebody(who);
        for (const char* modality : {"mechanical", "prp", "home"}) {
            const auto status = [&](Policy policy) {
                return screen(rules_of(policy), policy, modality, answers, session).status;
            };
            EXPECT_GE(status(Policy::conservative), status(Policy::standard)) << who;
            EXPECT_GE(status(Policy::standard), status(Policy::evidence)) << who;
        }
    }
}

TEST(Questions, AskFirstWhatWouldDecideMost) {
    Answers answers = somebody(1);
    const Screening found = screen(rules_of(Policy::standard), Policy::standard, "mechanical", answers, session);
    ASSERT_GT(found.ask.size(), 3U);
    EXPECT_TRUE(
        std::ranges::is_sorted(found.ask, std::ranges::greater{}, [](const Question& one) { return one.worst; }));
    for (const Question& question : found.ask) {
        EXPECT_FALSE(answers.contains(question.fact.id)) << question.fact.id;
        EXPECT_GT(question.rules, 0);
    }
}

TEST(RedFlags, ComeMostUrgentFirst) {
    const auto flags =
        red_flags(rules_of(Policy::standard), "mechanical",
                  {{"fu.nodes", true}, {"fu.hours", core::to_si(200, "h")}, {"fu.eye", true}, {"fu.pus", true}});
    ASSERT_EQ(flags.size(), 3U);
    EXPECT_EQ(flags[0].rule.id, "rf-eye");
    EXPECT_EQ(flags[1].rule.id, "rf-infection");
    EXPECT_EQ(flags[2].rule.id, "rf-nodes");
}

}  // namespace
}  // namespace percuta::care
