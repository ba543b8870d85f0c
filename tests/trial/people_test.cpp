// Who takes part in a virtual trial, and the test by which its arms are compared.
#include "trial/people.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/knowledge.hpp"
#include "known.hpp"
#include "trial/student.hpp"

namespace percuta::trial {
namespace {

using course::known;

double years(double count) { return core::to_si(count, "yr"); }

People some_people() {
    People out;
    out.age = years(32.0);
    out.age_sd = years(8.0);
    out.age_least = years(18.0);
    out.age_most = years(80.0);
    out.female = 0.75;
    out.phototypes = {0.0, 0.25, 0.5, 0.25, 0.0, 0.0};
    out.baseline = 12.0;
    out.baseline_sd = 3.0;
    out.baseline_most = 84.0;
    out.drop_out = 0.12;
    out.drop_out_alike = 0.08;
    return out;
}

std::vector<Person> draw(const People& people, std::uint64_t count) {
    std::vector<Person> out;
    for (std::uint64_t i = 0; i < count; ++i) {
        core::RandomStream random(1, i, core::Stream::patients);
        out.push_back(draw_person(people, random));
    }
    return out;
}

struct Moments {
    double mean = 0.0, sd = 0.0;
};
template <class Value>
Moments moments(const std::vector<Person>& people, Value value) {
    Moments out;
    const auto n = static_cast<double>(people.size());
    for (const Person& one : people) out.mean += value(one) / n;
    for (const Person& one : people) out.sd += std::pow(value(one) - out.mean, 2) / n;
    out.sd = std::sqrt(out.sd);
    return out;
}

TEST(People, ArePhototypesByTheirShares) {
    const std::array<double, 6> shares{0.0, 0.25, 0.0, 0.75, 0.0, 0.0};
    std::array<int, 6> drawn{};
    for (std::uint64_t i = 0; i < 4000; ++i) {
        core::RandomStream random(2, i, core::Stream::patients);
        ++drawn[static_cast<std::size_t>(draw_phototype(shares, random) - 1)];
    }
    EXPECT_EQ(drawn[1] + drawn[3], 4000);
    EXPECT_NEAR(drawn[1], 1000, 140);
}

plan::Plan plan_of(double score) {
    plan::Plan plan;
    plan.subject = {years(32.0), "female", 3, "cheek", {}, {}};
    plan.concern = {"acne-scar", plan::Baseline{"goodman-baron-quantitative", score}, {}};
    return plan;
}

TEST(People, AreSpreadAsAsked) {
    const std::vector<Person> people = draw(some_people(), 40000);
    const Moments baseline = moments(people, [](const Person& one) { return one.baseline; });
    EXPECT_NEAR(baseline.mean, 12.0, 0.08);
    EXPECT_NEAR(baseline.sd, 3.0, 0.1);
    EXPECT_NEAR(moments(people, [](const Person& one) { return one.female ? 1.0 : 0.0; }).mean, 0.75, 0.01);
    EXPECT_NEAR(moments(people, [](const Person& one) { return one.phototype == 3 ? 1.0 : 0.0; }).mean, 0.5, 0.01);
    EXPECT_NEAR(moments(people, [](const Person& one) { return one.phototype; }).mean, 3.0, 0.02);
    // Bounds cut 4 per cent of the young away.
    const Moments age = moments(people, [](const Person& one) { return one.age; });
    EXPECT_NEAR(age.mean / years(1.0), 32.7, 0.15);
    EXPECT_NEAR(age.sd / years(1.0), 7.3, 0.15);
}

TEST(People, StayWithinTheBoundsOfAgeAndScale) {
    People wide = some_people();
    wide.age_sd = years(30.0);
    wide.baseline_least = 1.0;
    wide.baseline_most = 14.0;
    wide.baseline_sd = 20.0;
    for (const Person& one : draw(wide, 5000)) {
        EXPECT_GE(one.age, wide.age_least);
        EXPECT_LE(one.age, wide.age_most);
        EXPECT_GT(one.baseline, 1.0);
        EXPECT_LE(one.baseline, 14.0);
        EXPECT_TRUE(one.phototype >= 2 && one.phototype <= 4);
    }
}

TEST(People, WithoutSpreadAreAllTheSubject) {
    const PopulationParameters p = population_parameters(known().population);
    PeopleAsked asked;
    asked.age_sd = 0.0;
    asked.female = 1.0;
    asked.phototypes = {0.0, 0.0, 1.0, 0.0, 0.0, 0.0};
    asked.baseline_sd = 0.0;
    const plan::Plan plan = plan_of(12.0);
    const People people = people_around(plan, &known().clinic.scale("goodman-baron-quantitative"), p, asked);
    for (const Person& one : draw(people, 100)) {
        EXPECT_EQ(one.age, plan.subject.age);
        EXPECT_TRUE(one.female);
        EXPECT_EQ(one.phototype, 3);
        EXPECT_EQ(one.baseline, 12.0);
    }
}

TEST(People, AreThoseOfTheDataUnlessAskedOtherwise) {
    const PopulationParameters p = population_parameters(known().population);
    const outcome::Scale& scale = known().clinic.scale("goodman-baron-quantitative");
    const People usual = people_around(plan_of(12.0), &scale, p, {});
    EXPECT_EQ(usual.age_sd, p.age_sd);
    EXPECT_EQ(usual.female, p.same_sex);
    EXPECT_EQ(usual.baseline_sd, p.baseline_cv * 12.0);
    EXPECT_EQ(usual.drop_out, p.drop_out);
    double all = 0.0;
    for (const double share : usual.phototypes) all += share;
    EXPECT_NEAR(all, 1.0, 1e-12);
    EXPECT_EQ(std::ranges::max_element(usual.phototypes) - usual.phototypes.begin(), 2);
    plan::Plan man = plan_of(12.0);
    man.subject.sex = "male";
    man.subject.age = years(17.0);
    const People around = people_around(man, &scale, p, {});
    EXPECT_EQ(around.female, 1.0 - p.same_sex);
    EXPECT_EQ(around.age_least, man.subject.age) << "the subject of the plan is one of them";
    PeopleAsked asked;
    asked.drop_out = 0.0;
    EXPECT_EQ(people_around(man, &scale, p, asked).drop_out, 0.0);
}

TEST(People, OfAnythingWithoutAScoreBeforeHaveNone) {
    const People people = people_around(plan_of(12.0), nullptr, population_parameters(known().population), {});
    for (const Person& one : draw(people, 10)) EXPECT_EQ(one.baseline, 0.0);
}

TEST(People, LeaveTrialsByABetaDistribution) {
    const People people = some_people();
    double mean = 0.0, squares = 0.0;
    constexpr int trials = 40000;
    for (int i = 0; i < trials; ++i) {
        core::RandomStream random(3, static_cast<std::uint64_t>(i), core::Stream::studies);
        const double share = draw_drop_out(people, random);
        EXPECT_TRUE(share >= 0.0 && share <= 1.0);
        mean += share / trials;
        squares += share * share / trials;
    }
    EXPECT_NEAR(mean, 0.12, 0.002);
    // Variance m (1 - m) rho.
    EXPECT_NEAR(squares - mean * mean, 0.12 * 0.88 * 0.08, 0.0003);
    People staying = people;
    staying.drop_out = 0.0;
    core::RandomStream random(3, 0, core::Stream::studies);
    EXPECT_EQ(draw_drop_out(staying, random), 0.0);
}

TEST(People, OfThePublishedTrialsLeaveAsTheParametersSay) {
    // Those who left and those who were enrolled: Majid, Dogra, Alam, Chawla, two needle lengths, Alqam, Liang,
    // SkinStylus.
    const std::vector<std::pair<int, int>> trials{{1, 37},  {6, 36}, {5, 20},  {3, 30},
                                                  {16, 37}, {3, 35}, {5, 120}, {2, 36}};
    const PopulationParameters p = population_parameters(known().population);
    const auto log_likelihood = [&](double mean, double alike) {
        const auto log_beta = [](double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); };
        const double both = 1.0 / alike - 1.0, a = mean * both, b = (1.0 - mean) * both;
        double out = 0.0;
        for (const auto& [left, of] : trials) out += log_beta(left + a, of - left + b) - log_beta(a, b);
        return out;
    };
    for (const double other : {0.5 * p.drop_out_alike, 2.0 * p.drop_out_alike})
        EXPECT_GT(log_likelihood(p.drop_out, p.drop_out_alike), log_likelihood(p.drop_out, other));
    int left = 0, all = 0;
    for (const auto& [gone, of] : trials) left += gone, all += of;
    EXPECT_NEAR(p.drop_out, static_cast<double>(left) / all, 0.005);
}

TEST(People, HaveStreamsOfTheirOwn) {
    std::set<std::uint64_t> names;
    for (std::uint64_t person = 0; person < 100; ++person)
        for (std::uint64_t arm = 0; arm < 3; ++arm)
            for (const char* what : {"leaves", "person", "blinded-photo"})
                names.insert(stream_of({person, thing(what), arm}));
    EXPECT_EQ(names.size(), 900U);
    EXPECT_NE(stream_of({1, 2}), stream_of({2, 1}));
}

TEST(People, AreRefusedWhereTheirDataLackANumber) {
    core::DataFiles files = core::embedded_data();
    std::string& text = files.at("population.toml");
    text.replace(text.find("[parameters.age_sd]"), 19, "[parameters.age_se]");
    EXPECT_THROW(static_cast<void>(population_parameters(course::learn(files).population)), core::InvalidInput);
}

TEST(Student, IsTheCauchyDistributionForOneDegreeOfFreedom) {
    for (const double t : {0.0, 0.1, 1.0, 5.0, 100.0})
        EXPECT_NEAR(two_sided_p(t, 1.0), 1.0 - 2.0 / std::numbers::pi * std::atan(t), 1e-12) << t;
    // And for two, 1 - t / sqrt(2 + t²).
    for (const double t : {0.1, 1.0, 5.0})
        EXPECT_NEAR(two_sided_p(t, 2.0), 1.0 - t / std::sqrt(2.0 + t * t), 1e-12) << t;
}

TEST(Student, BecomesNormal) {
    for (const double t : {0.5, 1.96, 3.0}) EXPECT_NEAR(two_sided_p(t, 1e6), std::erfc(t / std::sqrt(2.0)), 1e-5) << t;
    EXPECT_EQ(two_sided_p(2.0, 7.0), two_sided_p(-2.0, 7.0));
}

TEST(Student, ComparesGroupsAsByHand) {
    const std::vector<double> a{1.0, 2.0, 3.0, 4.0}, b{2.0, 2.0, 4.0};
    const TTest paired = paired_t_test(a);
    EXPECT_NEAR(paired.t, 2.5 / std::sqrt(5.0 / 3.0 / 4.0), 1e-12);
    EXPECT_EQ(paired.freedom, 3.0);
    const double u = 5.0 / 3.0 / 4.0, v = 4.0 / 3.0 / 3.0;
    const TTest welch = welch_t_test(a, b);
    EXPECT_NEAR(welch.difference, 2.5 - 8.0 / 3.0, 1e-12);
    EXPECT_NEAR(welch.t, (2.5 - 8.0 / 3.0) / std::sqrt(u + v), 1e-12);
    EXPECT_NEAR(welch.freedom, (u + v) * (u + v) / (u * u / 3.0 + v * v / 2.0), 1e-12);
    EXPECT_NEAR(welch.p, welch_t_test(b, a).p, 1e-15);
}

TEST(Student, HasNothingToTestInOneReading) {
    EXPECT_EQ(paired_t_test(std::vector<double>{3.0}).p, 1.0);
    EXPECT_EQ(welch_t_test(std::vector<double>{3.0}, std::vector<double>{1.0, 2.0}).p, 1.0);
    EXPECT_EQ(paired_t_test(std::vector<double>{0.0, 0.0, 0.0}).p, 1.0);
    EXPECT_EQ(paired_t_test(std::vector<double>{1.0, 1.0, 1.0}).p, 0.0);
}

TEST(Student, IsWrongInOneOfTwentyTrialsWithoutAnEffect) {
    int paired = 0, welch = 0;
    constexpr int trials = 4000;
    for (int i = 0; i < trials; ++i) {
        core::RandomStream random(9, static_cast<std::uint64_t>(i), core::Stream::studies);
        std::vector<double> a(12), b(20);
        for (double& value : a) value = random.normal();
        for (double& value : b) value = 3.0 * random.normal();
        paired += paired_t_test(a).p < 0.05 ? 1 : 0;
        welch += welch_t_test(a, b).p < 0.05 ? 1 : 0;
    }
    EXPECT_NEAR(paired / static_cast<double>(trials), 0.05, 0.012);
    EXPECT_NEAR(welch / static_cast<double>(trials), 0.05, 0.012);
}

}  // namespace
}  // namespace percuta::trial
