// What a course looks like in the clinic: hair of people and of the scalp that it grows on.
#include "course/clinic.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/units.hpp"
#include "course/carry_out.hpp"
#include "course/follow.hpp"
#include "course/scalp.hpp"
#include "course/team.hpp"
#include "course/trials.hpp"
#include "plan/read.hpp"

namespace percuta::course {
namespace {

plan::Plan hair_plan(const std::string& baseline = "", const std::string& adjunct = "") {
    const std::string text =
        "plan_version = 1\n[subject]\nage = \"35 yr\"\nsex = \"male\"\nphototype = 3\nsite = \"scalp\"\n[concern]\n"
        "kind = \"hair-loss\"\n" +
        baseline +
        "[device]\nmodel = \"dermaroller-mf8\"\nneedle_length = \"1.5 mm\"\n[technique]\npasses = 8\n[schedule]\n"
        "sessions = 3\ninterval = \"2 wk\"\nfollow_up = \"8 wk\"\n" +
        adjunct;
    return plan::read(core::Document::parse(text, "plan.toml"), words());
}

const std::string minoxidil = "[[adjunct]]\nkind = \"minoxidil\"\n";

std::string baseline(const char* scale, double value) {
    return std::string("baseline = { scale = \"") + scale + "\", value = " + std::to_string(value) + " }\n";
}

Result quick(const plan::Plan& plan, int samples = 0) {
    Options options;
    options.fidelity = healing::Fidelity::column;
    options.samples = samples;
    options.threads = 2;
    options.people = 800;
    return carry_out(plan, known(), options);
}

const ScaleReading& count_of(const Result& result) {
    return *std::ranges::find(result.outcome, "hair-count", &ScaleReading::scale);
}

TEST(Clinic, PeopleDifferInWhatTheirFolliclesGainInOneWorldToo) {
    // Same people and visits: what is left between the two plans is what minoxidil does to each of them.
    const Result with = quick(hair_plan("", minoxidil)), without = quick(hair_plan());
    const ScaleReading &more = count_of(with), &less = count_of(without);
    ASSERT_EQ(more.finals.size(), less.finals.size());
    double mean = 0.0, squares = 0.0;
    const auto n = static_cast<double>(more.finals.size());
    for (std::size_t i = 0; i < more.finals.size(); ++i) mean += (more.finals[i] - less.finals[i]) / n;
    for (std::size_t i = 0; i < more.finals.size(); ++i)
        squares += std::pow(more.finals[i] - less.finals[i] - mean, 2) / n;
    EXPECT_GT(mean, 4.0);
    EXPECT_GT(std::sqrt(squares), 0.4 * mean) << "they differ by 0.98 of the mean, less where follicles run out";
}

TEST(Clinic, ReadsHairWithoutABaselineOnTheScalpThatTheFolliclesAreOf) {
    const Result result = quick(hair_plan("", minoxidil));
    const double rest = result.curve("hair_density")->rest, shaft = result.curve("hair_diameter_um")->rest;
    EXPECT_NEAR(count_of(result).baseline, rest, 1e-9 * rest);
    const auto diameter = std::ranges::find(result.outcome, "hair-diameter", &ScaleReading::scale);
    EXPECT_NEAR(diameter->baseline, shaft, 1e-9 * shaft);
    for (const outcome::QuantityReading& one : result.quantities) {
        EXPECT_NEAR(one.before, one.name == "hair-density" ? rest : shaft, 1e-9 * rest) << one.name;
        EXPECT_EQ(one.unit, one.name == "hair-density" ? "1/cm^2" : "um");
    }
    EXPECT_EQ(result.quantities.size(), 2U);
}

TEST(Clinic, ConditionsHoldTheHairThatGainsComeOnTopOf) {
    const hair::Parameters p = hair::parameters(known().hair);
    const auto of = [&](const plan::Plan& plan) { return condition_of(plan, hair_at_rest(plan, p)); };
    const double usual = hair::density_of_class(p, p.reference_class);
    EXPECT_NEAR(of(hair_plan()).hair.density, usual, 1e-9 * usual);
    EXPECT_TRUE(of(hair_plan()).scale.empty());
    const outcome::Condition thin = of(hair_plan(baseline("hair-diameter", 44))),
                             dense = of(hair_plan(baseline("hair-count", 110)));
    EXPECT_NEAR(thin.hair.diameter, 44e-6, 1e-15);
    EXPECT_NEAR(thin.hair.density, usual, 1e-9 * usual);
    EXPECT_EQ(thin.score, 44.0);
    EXPECT_NEAR(dense.hair.density, 110e4, 1e-3);
    EXPECT_GT(dense.hair.diameter, of(hair_plan()).hair.diameter) << "denser scalp has thicker shafts";
    EXPECT_EQ(hair_at_rest(plan::Plan{}, p).density, 0.0);
}

TEST(Clinic, ShaftsThickenByAShareOfWhatTheyAre) {
    const auto thickening = [](double micrometres) {
        const plan::Plan plan = hair_plan(baseline("hair-diameter", micrometres));
        Team team(1);
        const Patient patient{&plan, central(known(), plan), true};
        const std::vector<double> times{end_of_course(plan.schedule)};
        const Followed followed = follow(std::span(&patient, 1), times, 1, team).front();
        EXPECT_NEAR(followed.hair_rest.diameter, micrometres * core::micrometre, 1e-15);
        return tissue_with_hair(followed, 0, 0.0).hair_thickening;
    };
    EXPECT_GT(thickening(40.0), 0.0);
    EXPECT_NEAR(thickening(60.0) / thickening(40.0), 1.5, 1e-9);
}

}  // namespace
}  // namespace percuta::course
