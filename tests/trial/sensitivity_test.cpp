#include "trial/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "course/draw.hpp"
#include "course/team.hpp"
#include "known.hpp"
#include "plan/read.hpp"
#include "trial/usual_plan.hpp"

namespace percuta::trial {
namespace {

using course::known;

const InputShare* input(const SpreadShares& spread, std::string_view name) {
    const auto found = std::ranges::find(spread.inputs, name, &InputShare::name);
    return found == spread.inputs.end() ? nullptr : &*found;
}

TEST(Sensitivity, OfDepthIsAboutNeedlesAndSkinAndNotAboutHealing) {
    course::Team team(2);
    const Sensitivity found = sensitivity(known(), usual_plan(1), {"depth"}, 32, 1, team);
    const SpreadShares& depth = found.spreads.front();
    EXPECT_GT(depth.mean, 100.0);
    EXPECT_LT(depth.mean, 1500.0);
    for (const InputShare& one : depth.inputs) {
        EXPECT_FALSE(one.name.starts_with("healing.")) << one.name;
        EXPECT_FALSE(one.name.starts_with("outcome.")) << one.name;
    }
    EXPECT_NE(input(depth, "fit of puncture"), nullptr);
    EXPECT_NE(input(depth, "skin of the person"), nullptr);
    EXPECT_NE(std::ranges::find(depth.silent, "fit of clinic"), depth.silent.end());
    // Needles that were never used do not wear.
    EXPECT_NE(std::ranges::find(depth.silent, "puncture.wear_per_use"), depth.silent.end());
}

TEST(Sensitivity, OfCollagenIsAboutHealingToo) {
    course::Team team(2);
    const Sensitivity found = sensitivity(known(), usual_plan(1), {"collagen", "depth"}, 32, 1, team);
    const SpreadShares& collagen = found.spreads[0];
    EXPECT_GT(collagen.mean, 0.0);
    EXPECT_TRUE(std::ranges::is_sorted(collagen.inputs, std::ranges::greater{},
                                       [](const InputShare& one) { return one.total.value; }));
    double healing = 0.0;
    for (const InputShare& one : collagen.inputs)
        if (one.name.starts_with("healing.") || one.name == "fit of clinic") healing += one.total.value;
    EXPECT_GT(healing, 0.1);
    // The derivative at the centre stands beside it, where healing has one.
    const auto local = std::ranges::find_if(collagen.inputs, [](const auto& one) { return one.local.has_value(); });
    EXPECT_TRUE(local != collagen.inputs.end() || known().clinical_posterior.size() > 0);
}

TEST(Sensitivity, DoesNotDependOnTheNumberOfThreads) {
    course::Team one(1), three(3);
    const Sensitivity a = sensitivity(known(), usual_plan(1), {"collagen"}, 8, 5, one),
                      b = sensitivity(known(), usual_plan(1), {"collagen"}, 8, 5, three),
                      c = sensitivity(known(), usual_plan(1), {"collagen"}, 8, 6, three);
    ASSERT_EQ(a.spreads.front().inputs.size(), b.spreads.front().inputs.size());
    for (std::size_t i = 0; i < a.spreads.front().inputs.size(); ++i)
        EXPECT_EQ(a.spreads.front().inputs[i].total.hi, b.spreads.front().inputs[i].total.hi);
    EXPECT_NE(a.spreads.front().mean, c.spreads.front().mean);
}

TEST(Sensitivity, BeforeAnyFitKnowsEveryParameterByItsOwnPrior) {
    course::Team team(2);
    const course::Knowledge before = before_any_fit(known());
    const Sensitivity found = sensitivity(before, usual_plan(1), {"depth"}, 32, 1, team);
    const SpreadShares& depth = found.spreads.front();
    EXPECT_EQ(input(depth, "fit of puncture"), nullptr);
    EXPECT_NE(input(depth, "puncture.J"), nullptr);
    EXPECT_NE(input(depth, "puncture.Gamma"), nullptr);
}

TEST(Sensitivity, OfAScoreNeedsABaseline) {
    const auto has = [](const plan::Plan& one, std::string_view name) {
        const auto all = spreads_of(known(), one);
        return std::ranges::find(all, name, &SpreadOf::name) != all.end();
    };
    EXPECT_TRUE(has(usual_plan(1), "score"));
    plan::Plan without = usual_plan(1);
    without.concern.baseline.reset();
    EXPECT_FALSE(has(without, "score"));
    EXPECT_FALSE(has(usual_plan(1), "hair"));
    course::Team team(1);
    EXPECT_THROW(sensitivity(known(), without, {"score"}, 16, 1, team), core::InternalError);
}

TEST(Sensitivity, StopsWhenAskedTo) {
    std::stop_source stop;
    stop.request_stop();
    course::Team team(1);
    EXPECT_THROW(sensitivity(known(), usual_plan(1), {"depth"}, 16, 1, team, {{}, stop.get_token()}),
                 core::Interrupted);
}

}  // namespace
}  // namespace percuta::trial
