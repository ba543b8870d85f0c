// A plan that is part of a larger file: the same rules, less what the file says elsewhere.
#include "plan/plans.hpp"

namespace percuta::plan {
namespace {

const std::string part = R"([plan.subject]
site = "cheek"

[plan.device]
model = "pen-12"
needle_length = "1.5 mm"

[plan.technique]
passes = 4

[plan.schedule]
sessions = 2
interval = "4 wk"
follow_up = "30 d"
)";

Given given() {
    Given out;
    out.age = 1e9;
    out.sex = "male";
    out.phototype = 5;
    out.concern = "acne-scar";
    out.baseline = Baseline{"goodman-baron-quantitative", 12.0};
    return out;
}

/// The plan of a file, or its mistakes as text.
std::pair<Plan, std::string> read_part(const std::string& text, const Given& from) {
    const core::Document document = core::Document::parse(text, "file.toml");
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    Plan plan;
    if (const auto table = root.table("plan")) plan = read(*table, test_vocabulary(), from);
    try {
        findings.raise();
    } catch (const core::InvalidInput& error) {
        return {plan, error.what()};
    }
    return {plan, ""};
}

TEST(PlanPart, TakesFromTheFileWhatItDoesNotSay) {
    const auto [plan, mistakes] = read_part(part, given());
    EXPECT_EQ(mistakes, "");
    EXPECT_EQ(plan.subject.age, 1e9);
    EXPECT_EQ(plan.subject.sex, "male");
    EXPECT_EQ(plan.subject.phototype, 5);
    EXPECT_EQ(plan.concern.kind, "acne-scar");
    EXPECT_EQ(plan.concern.baseline, given().baseline);
    EXPECT_EQ(plan.schedule.sessions, 2);
}

TEST(PlanPart, KeepsToTheRulesOfPlans) {
    for (const auto& [from, to, said] :
         {std::tuple{"passes = 4", "passes = 0", "plan.technique.passes"},
          {"needle_length = \"1.5 mm\"", "needle_length = \"9 mm\"", "plan.device.needle_length"},
          {"interval = \"4 wk\"", "interval = 28", "needs a unit"},
          {"[plan.subject]\nsite = \"cheek\"\n", "", "the section [plan.subject] is missing"},
          {"site = \"cheek\"", "site = \"cheek\"\nage = \"30 yr\"", "is said elsewhere in this file"},
          {"[plan.device]", "[plan.devise]", "did you mean \"device\""}}) {
        const auto [plan, mistakes] = read_part(replaced(part, from, to), given());
        EXPECT_NE(mistakes.find(said), std::string::npos) << to << mistakes;
    }
}

TEST(PlanPart, WithoutNeedlesDeviceAndTechniqueGoTogether) {
    Given untouched = given();
    untouched.needled = false;
    const std::string none = replaced(replaced(part, "[plan.technique]\npasses = 4\n", ""),
                                      "[plan.device]\nmodel = \"pen-12\"\nneedle_length = \"1.5 mm\"\n", "");
    EXPECT_EQ(read_part(none, untouched).second, "");
    EXPECT_EQ(read_part(part, untouched).second, "");
    EXPECT_NE(read_part(none, given()).second, "");
    EXPECT_NE(read_part(replaced(part, "[plan.technique]\npasses = 4\n", ""), untouched).second, "");
}

}  // namespace
}  // namespace percuta::plan
