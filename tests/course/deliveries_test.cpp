#include "course/deliveries.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/units.hpp"
#include "course/carry_out.hpp"
#include "known.hpp"
#include "report/json.hpp"

namespace percuta::course {
namespace {

using core::day;
using core::hour;

plan::Plan with(std::vector<std::pair<const char*, const char*>> products) {
    plan::Plan out;
    out.subject.age = 40 * 365.25 * day;
    out.subject.phototype = 2;
    out.subject.site = "cheek";
    out.concern.kind = "rejuvenation";
    out.device.model = "dermaroller-mf8";
    out.schedule = {.start = {}, .sessions = 1, .interval = 28 * day, .follow_up = 28 * day};
    for (const auto& [name, when] : products) {
        plan::Product product;
        product.name = name;
        product.when = when;
        product.amount = 20e-6;
        out.products.push_back(product);
    }
    return out;
}

Result followed(const plan::Plan& plan, int samples = 0, int threads = 1) {
    Options options;
    options.fidelity = healing::Fidelity::column;
    options.samples = samples;
    options.threads = threads;
    options.people = 100;
    options.overridden = "what gets in is looked at, and not whether it should";
    return carry_out(plan, known(), options);
}

const DeliveryCurve& curve(const Delivery& of, const std::string& name) {
    return *std::ranges::find(of.curves, name, &DeliveryCurve::name);
}

TEST(Deliveries, NeedlesNeverTakeAwayFromWhatComesIn) {
    const Result result = followed(with({{"niacinamide-5", "after"}, {"tranexamic-acid", "daily"}}), 12, 2);
    ASSERT_EQ(result.delivery.size(), 2U);
    for (const Delivery& one : result.delivery) {
        const DeliveryCurve& delivered = curve(one, "delivered");
        ASSERT_EQ(delivered.needled.central.size(), one.times.size());
        for (std::size_t i = 0; i < one.times.size(); ++i) {
            EXPECT_GE(delivered.needled.central[i], 0.999 * delivered.intact.central[i] - 1e-9 * one.applied)
                << one.permeant << ' ' << one.times[i];
            EXPECT_LE(delivered.needled.lo[i], delivered.needled.hi[i]);
        }
        EXPECT_GE(one.enhancement.median, 1.0);
        EXPECT_GT(one.enhancement.hi, one.enhancement.lo);
        EXPECT_GE(one.central_enhancement, 1.0);
        EXPECT_LE(one.delivered.lo, one.applied);
        EXPECT_FALSE(one.profiles.empty());
    }
}

TEST(Deliveries, ReadingsAddUpToWhatWasPutOn) {
    const Result result = followed(with({{"ascorbic-acid-15", "after"}, {"lidocaine-4", "before"}}));
    for (const Delivery& one : result.delivery) {
        double needled = 0.0, intact = 0.0;
        for (const DeliveryReading& reading : one.readings) {
            needled += reading.central_needled;
            intact += reading.central_intact;
        }
        EXPECT_NEAR(needled, one.applied, 1e-9 * one.applied) << one.permeant;
        EXPECT_NEAR(intact, one.applied, 1e-9 * one.applied) << one.permeant;
        EXPECT_EQ(one.times.front() < 0.0, one.when == "before");
    }
}

TEST(Deliveries, WhatIsKnownNotToGetInDoesNotUnlessThePlanSaysSo) {
    plan::Plan plan = with({{"prp", "after"}});
    const Result none = followed(plan);
    ASSERT_FALSE(none.delivery.empty());
    for (const Delivery& one : none.delivery) {
        EXPECT_FALSE(one.not_delivered.empty());
        EXPECT_TRUE(one.curves.empty());
        EXPECT_EQ(one.delivered.median, 0.0);
        EXPECT_GT(one.applied, 0.0);
    }
    plan.products.front().assume_delivered = true;
    for (const Delivery& one : followed(plan).delivery) {
        EXPECT_TRUE(one.not_delivered.empty());
        EXPECT_GT(one.delivered.median, 0.0);
    }
}

TEST(Deliveries, ThreadsDoNotChangeAByte) {
    const plan::Plan plan = with({{"niacinamide-5", "after"}, {"lidocaine-4", "before"}});
    const std::string one = report::result_json(followed(plan, 6, 1), known().bibliography);
    EXPECT_EQ(one, report::result_json(followed(plan, 6, 2), known().bibliography));
    EXPECT_EQ(one, report::result_json(followed(plan, 6, 8), known().bibliography));
}

TEST(Deliveries, PlanWithoutProductsDeliversNothing) { EXPECT_TRUE(followed(with({})).delivery.empty()); }

}  // namespace
}  // namespace percuta::course
