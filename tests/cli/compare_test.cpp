// The verb that sets plans side by side.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {

using Compare = InAFolder;

/// Quick enough for a test.
std::string quick(const std::string& plans, const std::filesystem::path& folder) {
    return "compare --fidelity column --samples 6 " + plans + " -o " + folder.string();
}

std::string acne_scars() { return example("acne-scars.toml"); }
std::string with_a_pen() { return example("acne-scars-pen.toml"); }

TEST_F(Compare, WritesAPageAndTheSameFiguresAsJson) {
    const Output out = percuta(quick(acne_scars() + " " + with_a_pen(), folder / "out"));
    EXPECT_EQ(out.code, 0) << out.text;
    for (const char* words : {"True depth of the needles", "Collagen, 8 weeks after the last",
                              "Minus A, the same people under both", "compare.html", "no promise of effect"})
        EXPECT_NE(out.text.find(words), std::string::npos) << words << "\n" << out.text;
    EXPECT_NE(slurp(folder / "out/compare.html").find("Two plans side by side"), std::string::npos);
    const auto json = nlohmann::json::parse(slurp(folder / "out/compare.json"));
    ASSERT_EQ(json["plans"].size(), 2U);
    EXPECT_EQ(json["endpoints"][0]["name"], "depth_um");
    const auto& holes = json["endpoints"][1];
    ASSERT_EQ(holes["name"], "holes_per_cm2");
    EXPECT_LT(holes["values"][0]["median"], holes["values"][1]["median"]);
    EXPECT_EQ(holes["minus_first"][1]["verdict"], "apart") << "a roller and a pen";
}

TEST_F(Compare, APlanBesideItselfDiffersInNothing) {
    const Output out = percuta(quick(acne_scars() + " " + acne_scars(), folder / "out") + " --json -", "2>/dev/null");
    ASSERT_EQ(out.code, 0) << out.text;
    int equal = 0;
    const auto json = nlohmann::json::parse(out.text);
    for (const auto& endpoint : json["endpoints"]) {
        const auto& difference = endpoint["minus_first"][1];
        if (difference.is_null()) continue;
        EXPECT_EQ(difference["verdict"], "equal") << endpoint["name"];
        ++equal;
    }
    EXPECT_GE(equal, 10);
}

TEST_F(Compare, DoesNotDependOnTheNumberOfThreads) {
    const std::string plans = acne_scars() + " " + with_a_pen();
    const auto endpoints = [&](const std::string& threads) {
        const Output out = percuta(quick(plans, folder / threads) + " --json - --threads " + threads, "2>/dev/null");
        return nlohmann::json::parse(out.text)["endpoints"].dump();
    };
    EXPECT_EQ(endpoints("1"), endpoints("2"));
}

TEST_F(Compare, RefusesOnePlanFivePlansAndAPatch) {
    const std::string one = " " + acne_scars();
    const Output alone = percuta("compare" + one + " -o " + (folder / "a").string());
    EXPECT_EQ(alone.code, 2);
    EXPECT_NE(alone.text.find("give two to four"), std::string::npos) << alone.text;
    EXPECT_EQ(percuta("compare" + one + one + one + one + one).code, 2);
    EXPECT_EQ(percuta("compare --fidelity patch" + one + one).code, 2);
    EXPECT_EQ(percuta("compare --fidelity fine" + one + one).code, 2);
    EXPECT_EQ(percuta("compare").code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder / "a")) << "no folder is left of what was refused";
}

TEST_F(Compare, RefusesPlansForOtherPeopleOrAnotherConcernAsATrialDoes) {
    const Output out =
        percuta("compare " + acne_scars() + " " + example("home-roller.toml") + " -o " + (folder / "out").string());
    EXPECT_EQ(out.code, 2);
    for (const char* words : {"acne-scars.toml", "home-roller.toml", "[subject]: age (32 yr and 38 yr)",
                              "site (cheek and forehead)", "[concern]: kind (acne-scar and rejuvenation)"})
        EXPECT_NE(out.text.find(words), std::string::npos) << words << "\n" << out.text;
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    const Output trial = percuta("trial " + acne_scars() + " --against " + example("home-roller.toml") +
                                 " --patients 4 -o " + (folder / "trial").string());
    EXPECT_EQ(trial.code, out.code);
    EXPECT_NE(trial.text.find("[subject]: age (32 yr and 38 yr)"), std::string::npos) << trial.text;
}

TEST_F(Compare, NamesTheMistakeInThePlanThatHasOne) {
    const std::string wrong = write("wrong.toml", "plan_version = 1\nsubjekt = 1\n");
    const Output out = percuta("compare " + acne_scars() + " " + wrong + " -o " + (folder / "out").string());
    EXPECT_EQ(out.code, 3);
    EXPECT_NE(out.text.find("wrong.toml:2"), std::string::npos) << out.text;
}

}  // namespace percuta
