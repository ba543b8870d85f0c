// What of a plan reaches the follicles.
#include "course/scalp.hpp"

#include <gtest/gtest.h>

#include "core/units.hpp"
#include "course/regimen.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

using core::day;

constexpr double follow_up = 60 * day, until = 2 * 28 * day + follow_up;

plan::Plan hair_plan() {
    plan::Plan out;
    out.subject.age = core::to_si(35, "yr");
    out.subject.site = "scalp";
    out.concern.kind = "hair-loss";
    out.device.model = "dermaroller-mf8";
    out.schedule = {.start = {}, .sessions = 3, .interval = 28 * day, .follow_up = follow_up};
    return out;
}

plan::Product lotion(int applications = 1, double every = day) {
    plan::Product out;
    out.name = "minoxidil-5";
    out.when = "daily";
    out.amount = 20e-6;
    out.applications = applications;
    if (applications > 1) out.every = every;
    return out;
}

std::vector<hair::Drives::Span> minoxidil_of(const plan::Plan& plan) {
    return drives_of(plan, central(known(), plan), {}, until).minoxidil;
}

/// Exposure times time.
double dose_of(const plan::Plan& plan) {
    double out = 0.0;
    for (const hair::Drives::Span& span : minoxidil_of(plan)) {
        EXPECT_GE(span.from, 0.0);
        EXPECT_GT(span.to, span.from);
        EXPECT_LE(span.to, until);
        out += span.exposure * (span.to - span.from);
    }
    return out;
}

TEST(Scalp, WithoutMinoxidilIsExposedToNone) { EXPECT_TRUE(minoxidil_of(hair_plan()).empty()); }

TEST(Scalp, ALotionWithoutAnEndIsOnForTheWholeCourse) {
    plan::Plan plan = hair_plan();
    plan.products = {lotion()};
    EXPECT_NEAR(dose_of(plan), 0.5 * until, 1e-6 * until) << "5 % once a day is half of twice a day";
}

TEST(Scalp, ALotionWithAnEndIsOnUntilThen) {
    plan::Plan plan = hair_plan();
    plan.products = {lotion(5)};
    EXPECT_NEAR(dose_of(plan), 0.5 * 3 * 5 * day, 1.0) << "five days after each of three sessions";
    plan.products = {lotion(28 * 2, day / 2)};
    EXPECT_NEAR(dose_of(plan), 3 * 28 * day, 1.0) << "twice a day from one session to the next, and as long once more";
}

TEST(Scalp, IsExposedWhileTheLotionIsPutOn) {
    plan::Plan plan = hair_plan();
    plan.products = {lotion(5)};
    const std::vector<double> on = applications_of(plan, plan.products.front());
    ASSERT_EQ(on.size(), 15U);
    for (const double time : on) {
        bool exposed = false;
        for (const hair::Drives::Span& span : minoxidil_of(plan))
            exposed = exposed || (span.from <= time && time < span.to);
        EXPECT_TRUE(exposed) << time / day;
    }
}

TEST(Scalp, TheSameLotionNamedTwiceIsOneLotion) {
    plan::Plan adjunct = hair_plan();
    adjunct.adjuncts.push_back({"minoxidil"});
    EXPECT_NEAR(dose_of(adjunct), until, 1e-6 * until);
    plan::Plan both = adjunct;
    both.products = {lotion()};
    EXPECT_NEAR(dose_of(both), until, 1e-6 * until) << "the larger, not the sum";
    both.products = {lotion(1000, day / 4)};
    both.schedule.sessions = 1;
    EXPECT_NEAR(dose_of(both), 2.0 * until, 1e-6 * until) << "four times a day is more than the adjunct";
}

}  // namespace
}  // namespace percuta::course
