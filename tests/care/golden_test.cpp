#include <gtest/gtest.h>

#include "care/golden.hpp"

namespace percuta::care {
namespace {

TEST(GoldenCases, ComeOutAsTheyWereWorked) {
    const auto cases = golden_cases();
    ASSERT_EQ(cases.size(), 15U);
    for (const Case& one : cases) {
        SCOPED_TRACE(one.id);
        const Screening found = screened(one, rules_of(one.policy));
        EXPECT_EQ(name(found.status), one.status);
        EXPECT_EQ(fired_in(found), one.fired);
        EXPECT_EQ(found.earliest, one.earliest);
        for (const std::string& id : one.ask)
            EXPECT_TRUE(std::ranges::any_of(found.ask, [&](const Question& ask) { return ask.fact.id == id; })) << id;
    }
}

TEST(ThresholdCases, ComeOutAsAnotherHandWorkedThem) {
    int tried = 0;
    for (const auto& [rule, cases] : threshold_cases())
        for (const Case& one : cases) {
            SCOPED_TRACE(rule + " " + std::string(name(one.policy)));
            const Screening found = screened(one, rules_of(one.policy));
            EXPECT_EQ(name(found.status), one.status);
            EXPECT_EQ(fired_in(found), one.fired);
            EXPECT_EQ(found.earliest, one.earliest);
            EXPECT_EQ(weight_of(rule, found), one.weighs);
            ++tried;
        }
    EXPECT_GT(tried, 800);
}

TEST(GoldenCases, OfFollowUpRaiseTheirFlags) {
    for (const auto& [key, node] : *golden_table("follow-up").table()) {
        SCOPED_TRACE(key.name);
        std::vector<std::string> flags;
        for (const Finding& one :
             red_flags(rules_of(Policy::standard), *node.find("modality")->text(), answers_in(*node.find("set"))))
            flags.push_back(one.rule.id);
        std::ranges::sort(flags);
        EXPECT_EQ(flags, words_in(node.find("fired")));
    }
}

}  // namespace
}  // namespace percuta::care
