// What a course costs.
#include "course/cost.hpp"

#include <algorithm>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

constexpr double ten_minutes = 600.0;

plan::Plan in_practice(const char* device = "dermaroller-mf8") {
    plan::Plan plan;
    plan.subject.age = core::to_si(30, "yr");
    plan.subject.site = "cheek";
    plan.concern.kind = "acne-scar";
    plan.device.model = device;
    plan.schedule.sessions = 4;
    plan.schedule.interval = 30 * core::day;
    plan.schedule.follow_up = 30 * core::day;
    return plan;
}

plan::Plan at_home(const char* device = "home-roller") {
    plan::Plan plan = in_practice(device);
    plan.technique.mode = "home";
    plan.schedule.sessions = 12;
    plan.schedule.interval = 7 * core::day;
    return plan;
}

Cost cost(const plan::Plan& plan, double duration = ten_minutes) { return cost_of(known(), plan, duration); }

/// Null when nothing of the kind is to be paid for.
const CostItem* item(const Cost& cost, std::string_view name) {
    const auto found = std::ranges::find(cost.items, name, &CostItem::name);
    return found == cost.items.end() ? nullptr : &*found;
}

TEST(Cost, AddsUp) {
    plan::Plan plan = in_practice("pen-12");
    plan.adjuncts = {{"prp"}, {"minoxidil"}};
    const Cost all = cost(plan);
    double central = 0.0;
    for (const CostItem& one : all.items) {
        central += one.central;
        EXPECT_GT(one.central, 0.0) << one.name;
        EXPECT_LT(one.amount.lo, one.amount.median) << one.name;
        EXPECT_LT(one.amount.median, one.amount.hi) << one.name;
        EXPECT_FALSE(one.title.empty());
    }
    EXPECT_DOUBLE_EQ(all.central, central);
    EXPECT_EQ(all.central, central_cost_of(known(), plan, ten_minutes));
    EXPECT_LT(all.total.lo, all.central);
    EXPECT_GT(all.total.hi, all.central);
    EXPECT_EQ(all.price_year, 2024);
}

TEST(Cost, IsCertainWherePricesAre) {
    Knowledge certain = known();
    std::vector<core::Parameter> prices(certain.costs.all().begin(), certain.costs.all().end());
    for (core::Parameter& price : prices) price.sampled = false;
    certain.costs = core::ParameterSet(prices);
    const Cost all = cost_of(certain, in_practice(), ten_minutes);
    EXPECT_EQ(all.total.lo, all.total.hi);
    EXPECT_NEAR(all.total.median, all.central, 1e-9);
    // By hand: 20 min once, 20 + 10 min four times, at 150 an hour; 35 and 12 four times.
    EXPECT_NEAR(all.central, (20.0 + 4 * 30.0) / 60.0 * 150.0 + 4 * (35.0 + 12.0), 1e-9);
}

TEST(Cost, IsTheSameEachTime) {
    const Cost one = cost(in_practice()), other = cost(in_practice());
    EXPECT_EQ(one.total.lo, other.total.lo);
    EXPECT_EQ(one.total.hi, other.total.hi);
}

TEST(Cost, MoreSessionsAndLongerOnesCostMore) {
    for (plan::Plan plan : {in_practice(), in_practice("pen-12"), at_home("pen-12")}) {
        const Cost few = cost(plan);
        ++plan.schedule.sessions;
        const Cost many = cost(plan);
        EXPECT_GT(many.central, few.central);
        EXPECT_GT(many.total.lo, few.total.lo);
        EXPECT_GT(many.total.hi, few.total.hi);
    }
    EXPECT_GT(cost(in_practice(), 2 * ten_minutes).total.median, cost(in_practice()).total.median);
}

TEST(Cost, ASessionInAPracticeIsAboutWhatPracticesCharge) {
    for (const char* device : {"dermaroller-mf8", "pen-12"}) {
        const Cost all = cost(in_practice(device));
        std::printf("  %-16s four sessions: %.0f EUR (%.0f to %.0f), %.0f a session\n", device, all.total.median,
                    all.total.lo, all.total.hi, all.total.median / 4);
        EXPECT_GT(all.total.median / 4, 80.0);
        EXPECT_LT(all.total.median / 4, 180.0);
    }
}

TEST(Cost, AtHomeNeedsNoPractitionerAndARollerIsBoughtNowAndThen) {
    const Cost all = cost(at_home());
    EXPECT_EQ(item(all, "practitioner"), nullptr);
    EXPECT_EQ(item(all, "supplies"), nullptr);
    ASSERT_EQ(all.items.size(), 1U);
    EXPECT_EQ(all.items.front().name, "device");
    EXPECT_LT(all.total.hi, cost(in_practice()).total.lo);
    std::printf("  home roller, twelve sessions: %.0f EUR (%.0f to %.0f)\n", all.total.median, all.total.lo,
                all.total.hi);
    plan::Plan longer = at_home();
    longer.schedule.sessions = 40;
    EXPECT_NEAR(cost(longer).central / all.central, 4.0, 1e-12) << "thirteen sessions a roller";
    EXPECT_EQ(cost(at_home(), 10 * ten_minutes).central, all.central) << "one's own time is free";
}

TEST(Cost, NeedlesThatAreAlreadyThereArePaidFor) {
    plan::Plan plan = at_home();
    plan.schedule.sessions = 6;
    plan.technique.uses = 3;
    EXPECT_EQ(cost(plan).central, 0.0);
    plan.technique.uses = 10;
    EXPECT_GT(cost(plan).central, 0.0);
}

TEST(Cost, APenAtHomeIsBoughtOnceAndInAPracticeShared) {
    plan::Plan plan = at_home("pen-12");
    const double device = item(cost(plan), "device")->central;
    plan.schedule.sessions = 3;
    EXPECT_EQ(item(cost(plan), "device")->central, device);
    const Cost practice = cost(in_practice("pen-12"));
    EXPECT_LT(item(practice, "device")->central, known().costs.value("handpiece") / 100.0);
    EXPECT_EQ(item(cost(in_practice()), "device"), nullptr) << "a medical roller is all needles";
}

TEST(Cost, ProductsCostByVolume) {
    plan::Plan plan = in_practice();
    plan.technique.area = 100e-4;
    plan::Product product;
    product.name = "minoxidil-5";
    product.amount = core::to_si(2, "uL/cm^2");
    plan.products.push_back(product);
    const CostItem* once = item(cost(plan), "product.minoxidil-5");
    ASSERT_NE(once, nullptr);
    EXPECT_NEAR(once->central, 4 * 0.2 * 1e-6 * known().costs.value("product"), 1e-12) << "0.2 mL, four times";
    plan.products.front().area = 50e-4;
    EXPECT_NEAR(item(cost(plan), "product.minoxidil-5")->central, 2 * 0.2 * 1e-6 * known().costs.value("product"),
                1e-12);
}

TEST(Cost, ADailyLotionIsPaidForUntilTheEndOfTheCourse) {
    plan::Plan plan = in_practice();
    plan.technique.area = 100e-4;
    plan::Product lotion;
    lotion.name = "minoxidil-5";
    lotion.when = "daily";
    lotion.amount = core::to_si(2, "uL/cm^2");
    plan.products.push_back(lotion);
    const double one = 0.2 * 1e-6 * known().costs.value("product");
    EXPECT_NEAR(item(cost(plan), "product.minoxidil-5")->central, 120 * one, 1e-9) << "three intervals and a month";
    plan.schedule.follow_up = 180 * core::day;
    EXPECT_NEAR(item(cost(plan), "product.minoxidil-5")->central, 270 * one, 1e-9);
    plan.products.front().applications = 5;
    plan.products.front().every = core::day;
    EXPECT_NEAR(item(cost(plan), "product.minoxidil-5")->central, 4 * 5 * one, 1e-9) << "five days after each session";
    plan.adjuncts.push_back({"minoxidil"});
    EXPECT_EQ(item(cost(plan), "adjunct.minoxidil"), nullptr) << "the same bottle";
    plan.products.front().when = "after";
    EXPECT_NE(item(cost(plan), "adjunct.minoxidil"), nullptr) << "a lotion put on after sessions is not the daily one";
}

TEST(Cost, AdjunctsCostBySessionByMonthOrOnceAndHabitsNothing) {
    const double plain = cost(in_practice()).central;
    const auto added = [&](const char* kind, int sessions = 4) {
        plan::Plan plan = in_practice();
        plan.schedule.sessions = sessions;
        plan.adjuncts.push_back({kind});
        const CostItem* one = item(cost(plan), std::string("adjunct.") + kind);
        return one == nullptr ? 0.0 : one->central;
    };
    EXPECT_EQ(added("prp"), 4 * known().costs.value("per_session_prp"));
    EXPECT_EQ(added("prp", 2), 0.5 * added("prp"));
    EXPECT_EQ(added("vitamin-a-c-preparation"), added("vitamin-a-c-preparation", 2));
    EXPECT_NEAR(added("minoxidil"), 120.0 / 30.44 * 13.0, 0.01) << "three intervals and a month of following up";
    for (const char* habit : {"smoking", "diabetes", "uv"}) EXPECT_EQ(added(habit), 0.0) << habit;
    plan::Plan twice = in_practice();
    twice.adjuncts = {{"prp"}, {"prp"}};
    EXPECT_EQ(cost(twice).central, plain + added("prp"));
}

TEST(CostData, APriceOfAnUnknownAdjunctIsRefused) {
    core::DataFiles files = core::embedded_data();
    std::string& text = files.at("costs.toml");
    text.replace(text.find("per_session_prp]"), 16, "per_session_ppr]");
    EXPECT_THROW(learn(files), core::InvalidInput);
    files = core::embedded_data();
    std::string& other = files.at("costs.toml");
    other.replace(other.find("[parameters.supplies]"), 21, "[parameters.supplier]");
    EXPECT_THROW(learn(files), core::InvalidInput);
}

}  // namespace
}  // namespace percuta::course
