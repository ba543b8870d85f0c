// What a plan says of itself to the rules of screening, and what they refuse.
#include "course/screening.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/carry_out.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

plan::Plan cheek() {
    plan::Plan plan;
    plan.subject.age = core::to_si(40, "yr");
    plan.subject.phototype = 3;
    plan.subject.site = "cheek";
    plan.subject.weight = 60.0;
    plan.concern.kind = "acne-scar";
    plan.device.model = "pen-6";
    plan.device.needle_length = 1.5e-3;
    plan.technique.passes = 4;
    plan.technique.area = 0.01;
    plan.schedule.sessions = 3;
    plan.schedule.interval = 28 * core::day;
    return plan;
}

plan::Plan with_product(const char* name, const char* when, double delay = 0.0) {
    plan::Plan plan = cheek();
    plan::Product product;
    product.name = name;
    product.when = when;
    product.amount = core::to_si(2, "uL/cm^2");
    product.delay = delay;
    plan.products.push_back(product);
    return plan;
}

care::Screening screened(const plan::Plan& plan, care::Policy policy = care::Policy::standard) {
    return screen(known(), plan, policy);
}

const care::Answer* answer(const care::Screening& found, std::string_view fact) {
    const auto known = found.known.find(fact);
    return known == found.known.end() ? nullptr : &known->second.answer;
}

TEST(PlanFacts, AreWhatThePlanSays) {
    const care::Screening found = screened(cheek());
    EXPECT_EQ(found.modality, "mechanical");
    EXPECT_EQ(*answer(found, "age"), care::Answer(core::to_si(40, "yr")));
    EXPECT_EQ(*answer(found, "plan.depth"), care::Answer(1.5e-3));
    EXPECT_EQ(*answer(found, "plan.topical_vitc"), care::Answer(false));
    EXPECT_EQ(*answer(found, "plan.topical_dermal_ok"), care::Answer(true)) << "nothing is put on";
    EXPECT_EQ(*answer(found, "plan.inside_orbital_rim"), care::Answer(false));
    EXPECT_EQ(answer(found, "hx.keloid"), nullptr) << "what was not asked is unknown";
    EXPECT_EQ(found.status, care::Status::need_information);
}

TEST(PlanFacts, OfTheLabelAreThoseOfTheClosestFile) {
    plan::Plan plan = cheek();
    plan.subject.phototype = 6;
    plan.subject.age = core::to_si(20, "yr");
    const care::Screening found = screened(plan);
    EXPECT_TRUE(found.has_fired("pc-off-label-age"));
    EXPECT_FALSE(found.has_fired("pc-off-label-site"));
    plan.device = {};
    plan.device.model = "dermaroller-mf8";
    EXPECT_TRUE(screened(plan).has_fired("pc-off-label-site")) << "no file covers it";
    EXPECT_FALSE(screened(cheek()).has_fired("pc-off-label-product"));
    EXPECT_TRUE(screened(with_product("niacinamide-5", "after")).has_fired("pc-off-label-product"));
    EXPECT_FALSE(screened(with_product("niacinamide-5", "after", 6 * core::day)).has_fired("pc-off-label-product"));
}

TEST(PlanFacts, LookAtAdjunctsThatGoOnNeedledSkin) {
    const auto with = [](const char* adjunct) {
        plan::Plan plan = cheek();
        plan.adjuncts.push_back({adjunct});
        return screened(plan);
    };
    EXPECT_TRUE(with("vitamin-c").has_fired("pc-topical-unapproved")) << "a cosmetic active";
    for (const char* name : {"prp", "tox-facial", "botulinum", "insulin", "hyaluronic-acid", "vitamin-c"}) {
        const care::Screening found = with(name);
        EXPECT_TRUE(found.has_fired("pc-off-label-product")) << name;
    }
    EXPECT_EQ(answer(with("insulin"), "plan.topical_dermal_ok"), nullptr) << "whether it is sterile, nobody said";
    EXPECT_EQ(with("tox-facial").modality, "prp") << "it holds plasma";
    EXPECT_EQ(with("gold-nano").modality, "mechanical");
    EXPECT_EQ(*answer(with("smoking"), "smoker"), care::Answer(true));
    EXPECT_FALSE(with("light-peel").has_fired("pc-off-label-product"));
}

TEST(PlanFacts, CountALidocaineCreamAgainstItsCeilings) {
    plan::Plan plan = with_product("lidocaine-4", "before");
    plan.products.front().amount = core::to_si(200, "uL/cm^2");  // 20 mL: 800 mg
    const care::Screening found = screened(plan);
    EXPECT_NEAR(std::get<double>(*answer(found, "la.dose_mg")), 800e-6, 1e-9);
    EXPECT_NEAR(std::get<double>(*answer(found, "la.dose_mgkg")), 800e-6 / 60.0, 1e-10);
    EXPECT_TRUE(found.has_fired("pc-lido-total"));
    EXPECT_TRUE(found.has_fired("pc-lido-mgkg"));
    EXPECT_EQ(found.status, care::Status::block);
    plan.products.front().amount = core::to_si(20, "uL/cm^2");
    EXPECT_FALSE(screened(plan).has_fired("pc-lido-total"));
    plan.products.front().when = "after";
    EXPECT_TRUE(screened(plan).has_fired("pc-lido-broken"));
}

TEST(PlanFacts, HoldActivesBackForAsLongAsOnlyApprovedProductsMayTouchTheSkin) {
    EXPECT_TRUE(screened(with_product("ascorbic-acid-15", "after")).has_fired("pc-topical-unapproved"));
    EXPECT_TRUE(
        screened(with_product("ascorbic-acid-15", "after", 71 * core::hour)).has_fired("pc-topical-unapproved"));
    EXPECT_FALSE(
        screened(with_product("ascorbic-acid-15", "after", 72 * core::hour)).has_fired("pc-topical-unapproved"));
    EXPECT_FALSE(screened(with_product("ascorbic-acid-15", "after", 24 * core::hour), care::Policy::label)
                     .has_fired("pc-topical-unapproved"))
        << "24 h by the label";
}

TEST(PlanFacts, OfTreatmentAtHomeAreThoseOfTheRoller) {
    plan::Plan plan = cheek();
    plan.technique.mode = "home";
    plan.device = {.model = "home-roller", .custom = {}, .needle_length = 0.3e-3};
    plan.schedule.interval = 7 * core::day;
    EXPECT_FALSE(screened(plan).has_fired("hu-depth")) << "0.3 mm is allowed";
    EXPECT_TRUE(screened(plan, care::Policy::conservative).has_fired("hu-depth")) << "0.25 mm is not";
    plan.schedule.interval = 2 * core::day;
    EXPECT_TRUE(screened(plan).has_fired("hu-frequency")) << "three and a half times a week";
}

TEST(PlanFacts, ThatThePlanSaysElsewhereAreNotAnsweredAgain) {
    plan::Plan plan = cheek();
    plan.subject.facts["plan.depth"] = core::Quantity{2.0, "mm"};
    EXPECT_THROW(screened(plan), core::UsageError);
}

TEST(Screening, TakesTheFirstDayOfTheSchedule) {
    using namespace std::chrono_literals;
    plan::Plan plan = cheek();
    plan.subject.facts["last.sun"] = core::Date(2027y / 1 / 5);
    EXPECT_FALSE(screened(plan).has_fired("wo-sun")) << "no day of treatment";
    plan.schedule.start = core::Date(2027y / 1 / 11);
    const care::Screening found = screened(plan);
    EXPECT_TRUE(found.has_fired("wo-sun"));
    EXPECT_EQ(*found.earliest, core::Date(2027y / 1 / 19));
    EXPECT_EQ(found.binding, "wo-sun");
}

TEST(Screening, BarsAPlanUnlessThereIsAReason) {
    plan::Plan plan = cheek();
    plan.subject.facts["hx.bleeding_disorder"] = true;
    const care::Screening found = screened(plan);
    try {
        refuse_barred(found, "");
        FAIL() << "it was not refused";
    } catch (const core::Contraindicated& error) {
        EXPECT_NE(std::string(error.what()).find("ci-bleeding-disorder"), std::string::npos);
    }
    EXPECT_NO_THROW(refuse_barred(found, "agreed with haematology"));
    Options options;
    options.samples = 0;
    options.fidelity = healing::Fidelity::column;
    EXPECT_THROW(carry_out(plan, known(), options), core::Contraindicated);
    options.overridden = "agreed with haematology";
    EXPECT_EQ(carry_out(plan, known(), options).screening.status, care::Status::block);
}

}  // namespace
}  // namespace percuta::course
