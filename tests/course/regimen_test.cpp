#include "course/regimen.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/draw.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

using core::day;
using core::hour;

plan::Plan some_plan() {
    plan::Plan out;
    out.subject.age = 40 * 365.25 * day;
    out.subject.phototype = 2;
    out.subject.site = "cheek";
    out.concern.kind = "rejuvenation";
    out.device.model = "dermaroller-mf8";
    out.schedule = {.start = {}, .sessions = 3, .interval = 28 * day, .follow_up = 90 * day};
    return out;
}

plan::Product put_on(const std::string& when) {
    plan::Product out;
    out.name = "ascorbic-acid-15";
    out.when = when;
    out.amount = 20e-6;
    return out;
}

delivery::Regimen regimen(const plan::Product& product, const plan::Plan& plan = some_plan()) {
    delivery::Parameters p{};
    p.wipe_left = 0.35;
    p.rinse_left = 0.1;
    return regimen_of(plan, product, p);
}

TEST(Regimen, BeforeTheNeedlesTheProductIsOnUntilTheSkinIsCleaned) {
    plan::Product cream = put_on("before");
    cream.leave_on = hour;
    cream.occluded = true;
    cream.removal = "none";  // all the same
    const delivery::Regimen out = regimen(cream);
    ASSERT_EQ(out.doses.size(), 1U);
    EXPECT_EQ(out.doses[0].time, -hour);
    EXPECT_EQ(out.doses[0].volume, 20e-6);
    EXPECT_TRUE(out.doses[0].occluded);
    ASSERT_EQ(out.removals.size(), 1U);
    EXPECT_EQ(out.removals[0].time, 0.0);
    EXPECT_EQ(out.removals[0].left, 0.35);
    EXPECT_EQ(out.end, 48 * hour);
    EXPECT_FALSE(meets_channels(cream));
    cream.leave_on.reset();
    EXPECT_EQ(regimen(cream).doses[0].time, -0.5 * hour);
    cream.delay = 2 * hour;
    cream.leave_on = hour;
    EXPECT_EQ(regimen(cream).doses[0].time, -2 * hour);
    ASSERT_EQ(regimen(cream).removals.size(), 1U);
    EXPECT_EQ(regimen(cream).removals[0].time, 0.0) << "not taken off, but the skin is cleaned";
    cream.removal = "rinse";
    ASSERT_EQ(regimen(cream).removals.size(), 1U);
    EXPECT_EQ(regimen(cream).removals[0].time, -hour);
    cream.applications = 5;
    cream.every = hour;
    EXPECT_EQ(regimen(cream).doses.size(), 2U) << "not after the needles";
}

TEST(Regimen, AfterTheNeedlesItStaysAsLongAsTheUserSays) {
    plan::Product serum = put_on("after");
    serum.delay = 0.25 * hour;
    delivery::Regimen out = regimen(serum);
    EXPECT_EQ(out.doses[0].time, 0.25 * hour);
    EXPECT_TRUE(out.removals.empty());
    serum.leave_on = 8 * hour;
    serum.removal = "rinse";
    out = regimen(serum);
    ASSERT_EQ(out.removals.size(), 1U);
    EXPECT_EQ(out.removals[0].time, 8.25 * hour);
    EXPECT_EQ(out.removals[0].left, 0.1);
    serum.removal = "none";
    EXPECT_TRUE(regimen(serum).removals.empty());
    EXPECT_TRUE(meets_channels(serum));
    EXPECT_TRUE(meets_channels(put_on("during")));
    EXPECT_EQ(regimen(put_on("during")).doses[0].time, 0.0);
}

TEST(Regimen, DailyIsAWeekUnlessSaidOtherwiseAndADayLonger) {
    plan::Product daily = put_on("daily");
    delivery::Regimen out = regimen(daily);
    ASSERT_EQ(out.doses.size(), 7U);
    EXPECT_EQ(out.doses[6].time, 6 * day);
    EXPECT_EQ(out.end, 7 * day);
    daily.applications = 3;
    daily.every = 12 * hour;
    daily.leave_on = 4 * hour;
    out = regimen(daily);
    ASSERT_EQ(out.doses.size(), 3U);
    ASSERT_EQ(out.removals.size(), 3U);
    EXPECT_EQ(out.removals[2].time, 28 * hour);
    EXPECT_EQ(out.end, 52 * hour);
}

TEST(Regimen, NothingLastsBeyondTheNextSession) {
    plan::Plan plan = some_plan();
    plan.schedule.interval = 3 * day;
    plan::Product daily = put_on("daily");
    daily.leave_on = 23.5 * hour;
    daily.delay = 12 * hour;
    const delivery::Regimen out = regimen(daily, plan);
    EXPECT_EQ(out.doses.size(), 3U);
    EXPECT_EQ(out.end, 3 * day);
    EXPECT_EQ(out.removals.size(), 2U) << "the last would be after the end";
    plan.schedule.sessions = 1;
    EXPECT_EQ(regimen(daily, plan).doses.size(), 7U);
}

TEST(Regimen, RefusesWhatIsNeverOnTheSkin) {
    plan::Product late = put_on("after");
    late.delay = 28 * day;
    EXPECT_THROW(static_cast<void>(regimen(late)), core::UsageError);
    late.delay = 0.0;
    late.leave_on = 0.0;
    EXPECT_THROW(static_cast<void>(regimen(late)), core::UsageError);
    late.when = "before";
    EXPECT_THROW(static_cast<void>(regimen(late)), core::UsageError);
}

TEST(Regimen, CoveredSpansMergeWhereTheyTouchAndLeaveOutWhatIsBefore) {
    plan::Plan plan = some_plan();
    const auto cover = [&](double from, double length, const char* when = "after") {
        plan::Product mask = put_on(when);
        mask.occluded = true;
        mask.delay = from;
        mask.leave_on = length;
        plan.products.push_back(mask);
    };
    EXPECT_TRUE(covered_spans(plan).empty());
    cover(5 * hour, hour);
    cover(0.0, 2 * hour);
    cover(hour, 3 * hour);
    cover(4 * hour, 0.5 * hour);
    cover(2 * hour, hour, "before");
    plan.products.push_back(put_on("after"));  // in the open
    const std::vector<barrier::Span> spans = covered_spans(plan);
    ASSERT_EQ(spans.size(), 2U);
    EXPECT_EQ(spans[0].begin, 0.0);
    EXPECT_EQ(spans[0].end, 4.5 * hour);
    EXPECT_EQ(spans[1].begin, 5 * hour);
    EXPECT_EQ(spans[1].end, 6 * hour);
    plan.products.clear();
    cover(0.0, hour, "daily");
    EXPECT_EQ(covered_spans(plan).size(), 7U);
    plan.products.front().leave_on.reset();
    ASSERT_EQ(covered_spans(plan).size(), 1U) << "left on until the next";
    EXPECT_EQ(covered_spans(plan)[0].end, 7 * day);
}

TEST(Regimen, ConditionsAreThoseOfThePlan) {
    plan::Plan plan = some_plan();
    const device::Device device = device_of(known(), plan);
    barrier::Conditions out = conditions_of(plan, {}, device, 0.7);
    EXPECT_FALSE(out.nsaid);
    EXPECT_EQ(out.punch, barrier::Punch::roller);
    EXPECT_EQ(out.needle_length, device.needle.length);
    EXPECT_EQ(out.age, plan.subject.age);
    EXPECT_EQ(out.phototype, 2);
    EXPECT_EQ(out.person, 0.7);
    plan.adjuncts.push_back({"nsaid"});
    EXPECT_TRUE(conditions_of(plan, {}, device, 0.0).nsaid);
}

puncture::Hole hole(double depth, double mouth, bool pierced = true) {
    puncture::Hole out;
    out.pierced = pierced;
    out.residual_depth = depth;
    out.mouth = mouth;
    out.residual_tip = 0.5 * mouth;
    return out;
}

TEST(Channels, ComeInFourClassesOfEqualShareByDepth) {
    puncture::Pattern pattern;
    pattern.strikes_per_area = 250e4;
    for (int i = 0; i < 100; ++i) pattern.holes.push_back(hole((100 + 7 * ((i * 37) % 100)) * 1e-6, 60e-6));
    const std::vector<delivery::ChannelBin> bins = channels_of(pattern, 15e-6);
    ASSERT_EQ(bins.size(), 4U);
    double mean = 0.0;
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(bins[i].per_area, 62.5e4, 1e-6);
        EXPECT_NEAR(bins[i].radius, std::sqrt(pattern.holes[0].mouth_area() / std::numbers::pi), 1e-12);
        if (i > 0) {
            EXPECT_GT(bins[i].depth, bins[i - 1].depth);
        }
        mean += 0.25 * bins[i].depth;
    }
    EXPECT_NEAR(mean, (100 + 7 * 49.5) * 1e-6, 1e-12);
    const std::vector<barrier::Mouth> mouths = mouths_of(bins);
    ASSERT_EQ(mouths.size(), 4U);
    EXPECT_EQ(mouths[3].depth, bins[3].depth);
}

TEST(Channels, LeaveOutWhatDoesNotPassTheStratumCorneum) {
    puncture::Pattern pattern;
    pattern.strikes_per_area = 100e4;
    for (int i = 0; i < 6; ++i) pattern.holes.push_back(hole(200e-6, 60e-6));
    pattern.holes.push_back(hole(10e-6, 30e-6));          // into the stratum corneum
    pattern.holes.push_back(hole(0.0, 0.0, false));       // not at all
    pattern.holes.push_back(hole(300e-6, 60e-6, false));  // a dent
    pattern.holes.push_back(hole(300e-6, 0.0));           // shut
    double sum = 0.0;
    for (const delivery::ChannelBin& bin : channels_of(pattern, 15e-6)) sum += bin.per_area;
    EXPECT_NEAR(sum, 60e4, 1e-6);
    pattern.holes.resize(2);
    EXPECT_EQ(channels_of(pattern, 15e-6).size(), 2U) << "fewer holes than classes";
    EXPECT_TRUE(channels_of(pattern, 1e-3).empty());
}

TEST(Channels, SkinIsAsThickToADeliveryAsToTheNeedles) {
    const Draw usual = central(known(), some_plan());
    const delivery::Thicknesses out = thicknesses_of(usual.skin, usual.delivery);
    EXPECT_EQ(out[delivery::stratum_corneum], usual.skin.stratum_corneum);
    EXPECT_NEAR(out[delivery::papillary] + out[delivery::reticular], usual.skin.dermis, 1e-15);
}

}  // namespace
}  // namespace percuta::course
