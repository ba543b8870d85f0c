// Flags that products raise, and plans that are refused for one.
#include "course/safety.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/carry_out.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

plan::Plan with_product(const char* name, const char* when = "after") {
    plan::Plan plan;
    plan.subject.age = core::to_si(40, "yr");
    plan.subject.phototype = 3;
    plan.subject.site = "cheek";
    plan.concern.kind = "rejuvenation";
    plan.device.model = "dermaroller-mf8";
    plan.technique.passes = 10;
    plan.schedule.follow_up = core::week;
    plan::Product product;
    product.name = name;
    product.when = when;
    product.amount = core::to_si(2, "uL/cm^2");
    plan.products.push_back(product);
    return plan;
}

const Warning* warning(const Result& result, std::string_view kind) {
    const auto found = std::ranges::find(result.warnings, kind, &Warning::kind);
    return found == result.warnings.end() ? nullptr : &*found;
}

/// Whether a warning of this kind says this.
bool says(const Result& result, std::string_view kind, std::string_view words) {
    return std::ranges::any_of(result.warnings, [&](const Warning& one) {
        return one.kind == kind && one.text.find(words) != std::string::npos;
    });
}

/// A product that the plan gives in full, with one permeant of the catalogue.
plan::Plan in_full(const char* permeant, const char* when = "after") {
    plan::Plan plan = with_product("the mix of the clinic", when);
    plan.products.front().contents.push_back({permeant, 10.0, {}, {}});
    return plan;
}

/// A result whose lidocaine came to these plasma peaks.
Result with_lidocaine(std::vector<double> micrograms_per_millilitre, double milligrams = 1.0) {
    Result result;
    result.plan = with_product("lidocaine-4", "before");
    result.plan.subject.weight = 60.0;
    Delivery one;
    one.permeant = "lidocaine";
    for (const double peak : micrograms_per_millilitre) one.plasma_peaks.push_back(peak * 1e-3);
    one.into_blood = {milligrams * 1e-6, milligrams * 1e-6, milligrams * 1e-6};
    result.delivery.push_back(one);
    return result;
}

Result warned(Result result) {
    warn_of_products(known(), central(known(), result.plan), result);
    return result;
}

Result run(const plan::Plan& plan, std::string overridden = "") {
    Options options;
    options.fidelity = healing::Fidelity::column;
    options.samples = 0;
    options.overridden = std::move(overridden);
    return carry_out(plan, known(), options);
}

/// Of a plan that screening bars: what is flagged besides is looked at.
Result run_barred(const plan::Plan& plan) { return run(plan, "a test"); }

TEST(Safety, LidocaineClimbsItsLadder) {
    EXPECT_EQ(warning(warned(with_lidocaine({0.9})), "lidocaine-amber"), nullptr);
    EXPECT_NE(warning(warned(with_lidocaine({0.9})), "lidocaine-low"), nullptr) << "low is not safe";
    EXPECT_NE(warning(warned(with_lidocaine({1.1})), "lidocaine-amber"), nullptr);
    EXPECT_NE(warning(warned(with_lidocaine({3.1})), "lidocaine-red"), nullptr);
    EXPECT_EQ(warning(warned(with_lidocaine({3.1})), "lidocaine-amber"), nullptr) << "one rung at a time";
    EXPECT_NE(warning(warned(with_lidocaine({5.1})), "lidocaine-stop"), nullptr);
}

TEST(Safety, TheNinetyFifthOfHundredPeopleCountsAndNotTheMiddleOne) {
    std::vector<double> peaks(100, 0.1);
    std::fill(peaks.begin() + 90, peaks.end(), 2.0);
    EXPECT_NE(warning(warned(with_lidocaine(peaks)), "lidocaine-amber"), nullptr);
}

TEST(Safety, LidocaineOfSeveralProductsAddsUp) {
    Result result = with_lidocaine({0.6});
    result.delivery.push_back(result.delivery.front());
    EXPECT_NE(warning(warned(result), "lidocaine-amber"), nullptr);
}

TEST(Safety, MoreThanTheDoseThatMayBeInfiltratedIsSaid) {
    EXPECT_EQ(warning(warned(with_lidocaine({0.1}, 269.0)), "lidocaine-dose"), nullptr);
    EXPECT_NE(warning(warned(with_lidocaine({0.1}, 271.0)), "lidocaine-dose"), nullptr) << "4.5 mg/kg, 60 kg";
}

TEST(Safety, DosesOfSeveralProductsAddUpDrawByDraw) {
    // Each product gives much in another draw: never both at once.
    Result result = with_lidocaine({0.1, 0.1}, 200.0);
    result.delivery.front().blood_draws = {200e-6, 0.0};
    result.delivery.push_back(result.delivery.front());
    result.delivery.back().blood_draws = {0.0, 200e-6};
    EXPECT_EQ(warning(warned(result), "lidocaine-dose"), nullptr);
    result.delivery.back().blood_draws = {200e-6, 0.0};
    EXPECT_NE(warning(warned(result), "lidocaine-dose"), nullptr);
    result.delivery.back().blood_draws.clear();
    EXPECT_NE(warning(warned(result), "lidocaine-dose"), nullptr) << "without draws their upper ends are added";
}

TEST(Safety, TooMuchLidocaineStopsThePlan) {
    EXPECT_EQ(stops(warned(with_lidocaine({5.1}))).size(), 1U);
    EXPECT_EQ(stops(warned(with_lidocaine({5.1}, 271.0))).size(), 2U);
    EXPECT_TRUE(stops(warned(with_lidocaine({4.9}, 269.0))).empty());
}

TEST(Safety, APlanThatTurnsOutToBringTooMuchLidocaineIsRefusedUnlessAReasonIsGiven) {
    plan::Plan plan = with_product("lidocaine-4");
    plan.technique.area = 0.5;
    plan.products.front().amount = core::to_si(200, "uL/cm^2");
    plan.products.front().occluded = true;
    EXPECT_THROW(run(plan), core::Contraindicated);
    const Result result = run(plan, "a reason");
    EXPECT_FALSE(stops(result).empty());
    EXPECT_EQ(result.provenance.overridden, "a reason");
}

TEST(Safety, MethaemoglobinOfPrilocaineIsNotJudgedAndThatIsSaidOnce) {
    const Result result = run(with_product("lidocaine-prilocaine", "before"));
    EXPECT_EQ(std::ranges::count(result.warnings, "prilocaine", &Warning::kind), 1);
    EXPECT_TRUE(says(result, "prilocaine", "methaemoglobin"));
    EXPECT_EQ(warning(run(with_product("lidocaine-4", "before")), "prilocaine"), nullptr);
}

TEST(Safety, AContraindicatedProductOnOpenChannelsIsRefusedUnlessAReasonIsGiven) {
    const plan::Plan plan = with_product("thd-ascorbate");
    EXPECT_THROW(run(plan), core::Contraindicated);
    const Result result = run(plan, "patch test negative");
    EXPECT_EQ(result.provenance.overridden, "patch test negative");
    EXPECT_NE(warning(result, "contraindicated"), nullptr);
    EXPECT_TRUE(std::ranges::any_of(
        result.notes, [](const std::string& note) { return note.find("patch test negative") != std::string::npos; }));
}

TEST(Safety, TheRefusalSaysThatTimeIsNotLookedAtAndTheFlagSaysWhenItWouldDo) {
    plan::Plan plan = with_product("thd-ascorbate");
    const std::vector<std::string> reasons = contraindications(known(), plan);
    ASSERT_EQ(reasons.size(), 1U);
    EXPECT_NE(reasons.front().find("is not looked at before the run"), std::string::npos) << reasons.front();
    EXPECT_TRUE(says(run(plan, "a reason"), "contraindicated", "--override"));
    plan.products.front().delay = 6 * core::day;
    EXPECT_THROW(run(plan), core::Contraindicated) << "channels are known to be closed only after the run";
    const Result late = run(plan, "closed by then");
    EXPECT_EQ(warning(late, "contraindicated"), nullptr);
    EXPECT_TRUE(says(late, "restart", "must not meet open channels"));
}

TEST(Safety, AContraindicatedPermeantSpeaksAgainstAProductInFull) {
    EXPECT_THROW(run(in_full("thd-ascorbate")), core::Contraindicated);
    EXPECT_TRUE(says(run(in_full("thd-ascorbate"), "a reason"), "contraindicated", "granuloma"));
    EXPECT_NO_THROW(run(in_full("niacinamide")));
}

TEST(Safety, BeforeTheNeedlesTheSameProductIsNotRefusedButWhatIsLeftOfItIsFlagged) {
    const Result result = run(with_product("thd-ascorbate", "before"));
    EXPECT_TRUE(says(result, "contraindicated", "what is not washed off goes in"));
    EXPECT_TRUE(says(result, "granuloma", "Fragrance"));
}

TEST(Safety, OfAProductInFullNothingElseIsKnown) {
    const Result after = run(in_full("niacinamide"));
    EXPECT_TRUE(says(after, "granuloma", "nothing can be said about granulomas"));
    EXPECT_EQ(warning(after, "unrecognised"), nullptr);
    EXPECT_TRUE(says(run(in_full("niacinamide", "before")), "granuloma", "other ingredients are not known"));
    plan::Plan own = in_full("lignocaine");
    own.products.front().contents.front().solubility = 4.0;
    own.products.front().contents.front().solute = plan::Solute{0.234, 2.4, {}, {7.9}, "neutral-or-base", 0.0};
    EXPECT_TRUE(says(run(own), "unrecognised", "lignocaine"));
    EXPECT_TRUE(says(run(own), "unrecognised", "no threshold of a drug was looked at"));
    EXPECT_EQ(warning(run(with_product("niacinamide-5")), "unrecognised"), nullptr);
}

TEST(Safety, ActivesThatGoOnTooEarlyAreNamed) {
    EXPECT_TRUE(says(run_barred(with_product("retinol")), "restart", "Retinol (vitamin A) (retinoid)"));
    EXPECT_TRUE(says(run_barred(with_product("ascorbic-acid-15", "daily")), "restart", "too early"));
    EXPECT_FALSE(says(run_barred(with_product("niacinamide-5")), "restart", "too early"));
    EXPECT_FALSE(says(run_barred(with_product("retinol", "before")), "restart", "too early"));
    plan::Plan late = with_product("retinol");
    late.products.front().delay = 6 * core::day;
    EXPECT_FALSE(says(run_barred(late), "restart", "too early"));
}

TEST(Safety, SessionsThatMeetTheChannelsOfTheLastOneAreFlagged) {
    Result result;
    result.plan = with_product("niacinamide-5");
    result.plan.schedule.sessions = 2;
    result.plan.schedule.interval = 2 * core::day;
    result.closure.restart = 3 * core::day;
    EXPECT_TRUE(says(warned(result), "restart", "still open at the next"));
    result.closure.restart = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(says(warned(result), "restart", "was not found"));
    EXPECT_FALSE(says(warned(result), "restart", "inf")) << "no date that is none";
    result.closure.restart = core::day;
    EXPECT_FALSE(says(warned(result), "restart", "still open at the next"));
    result.closure.restart = 3 * core::day;
    result.plan.schedule.sessions = 1;
    EXPECT_FALSE(says(warned(result), "restart", "still open at the next"));
}

TEST(Safety, AnAcidSerumWithPreservativesIsFlaggedWhereItMeetsOpenChannels) {
    const Result after = run_barred(with_product("ascorbic-acid-15"));
    EXPECT_NE(warning(after, "low-ph"), nullptr);
    EXPECT_NE(warning(after, "granuloma"), nullptr);
    const Result before = run_barred(with_product("ascorbic-acid-15", "before"));
    EXPECT_TRUE(says(before, "low-ph", "what is not washed off goes in"));
    EXPECT_TRUE(says(before, "granuloma", "what is not washed off goes in"));
    EXPECT_FALSE(says(before, "granuloma", "while channels are open"));
    plan::Plan late = with_product("ascorbic-acid-15");
    late.products.front().delay = 6 * core::day;
    EXPECT_EQ(warning(run_barred(late), "granuloma"), nullptr) << "the channels are closed by then";
}

TEST(Safety, GrowthFactorsStayOutUnlessThePlanSaysOtherwise) {
    plan::Plan plan = with_product("prp");
    const Result by_default = run(plan);
    EXPECT_NE(warning(by_default, "growth-factors"), nullptr);
    for (const Delivery& one : by_default.delivery) {
        EXPECT_FALSE(one.not_delivered.empty());
        EXPECT_TRUE(one.curves.empty()) << "no empty curve that looks like a result";
        EXPECT_GT(one.applied, 0.0);
    }
    plan.products.front().assume_delivered = true;
    const Result assumed = run(plan);
    EXPECT_EQ(warning(assumed, "growth-factors"), nullptr);
    for (const Delivery& one : assumed.delivery) EXPECT_GT(one.delivered.median, 0.0);
}

/// Minoxidil of which this many milligrams got into the blood by the end of each day.
Delivery minoxidil(std::vector<double> milligrams, double begin = 0.0) {
    Delivery one;
    one.permeant = "minoxidil";
    one.area = 0.01;
    DeliveryCurve blood{"blood", {}, {}};
    for (std::size_t day = 0; day < milligrams.size(); ++day) {
        one.times.push_back(begin + static_cast<double>(day) * core::day);
        for (Band* band : {&blood.needled, &blood.intact})
            for (auto* line : {&band->median, &band->lo, &band->hi, &band->central})
                line->push_back(milligrams[day] * 1e-6 / one.area);
    }
    one.curves.push_back(blood);
    return one;
}

TEST(Safety, TheWorstDayOfMinoxidilCountsAndNotTheMeanOfAll) {
    Result result;
    result.plan = with_product("minoxidil-5", "daily");
    result.delivery = {minoxidil({0.0, 1.0, 8.0, 9.0, 9.0})};
    EXPECT_TRUE(says(warned(result), "minoxidil", "up to about 7 mg")) << warning(warned(result), "minoxidil")->text;
}

TEST(Safety, MinoxidilOfSeveralProductsAddsUpWhereTheirDaysMeet) {
    Result result;
    result.plan = with_product("minoxidil-5", "daily");
    result.delivery = {minoxidil({0.0, 4.0}), minoxidil({0.0, 4.0}, 0.5 * core::day)};
    const Result together = warned(result);
    EXPECT_EQ(std::ranges::count(together.warnings, "minoxidil", &Warning::kind), 1);
    EXPECT_TRUE(says(together, "minoxidil", "up to about 6 mg")) << warning(together, "minoxidil")->text;
}

TEST(Safety, MinoxidilIsToldInMilligramsADayAndWithWhatPeopleSaidAgainstIt) {
    const Result result = run(with_product("minoxidil-5", "daily"));
    EXPECT_TRUE(says(result, "minoxidil", "mg of minoxidil a day"));
    EXPECT_TRUE(says(result, "minoxidil", "far too much"));
    EXPECT_TRUE(says(result, "minoxidil", "percuta validate minoxidil-1985"));
}

TEST(Safety, RestartOfActivesFollowsTheSlowestOfHundredPeople) {
    Options options;
    options.fidelity = healing::Fidelity::column;
    options.samples = 40;
    const Result result = carry_out(with_product("niacinamide-5"), known(), options);
    ASSERT_EQ(result.closure.over.size(), 3U);
    EXPECT_EQ(result.closure.restart, result.closure.over.back().p95);
    EXPECT_GT(result.closure.restart, result.closure.over.back().median);
    EXPECT_NE(warning(result, "restart"), nullptr);
}

TEST(Safety, ClosureIsSlowerUnderADrugAndUnderAFilm) {
    const double usual = run(with_product("niacinamide-5")).closure.restart;
    plan::Plan drug = with_product("niacinamide-5");
    drug.adjuncts.push_back({"nsaid"});
    EXPECT_GT(run(drug).closure.restart, 1.5 * usual);
    plan::Plan film = with_product("niacinamide-5");
    film.products.front().occluded = true;
    film.products.front().leave_on = 24 * core::hour;
    const Result covered = run(film);
    EXPECT_GT(covered.closure.restart, usual);
    EXPECT_TRUE(covered.closure.covered);
}

}  // namespace
}  // namespace percuta::course
