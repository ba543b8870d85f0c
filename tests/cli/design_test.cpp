// The verb design: its front as a table, as JSON and as plan files, and what is refused.
#include <cmath>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {

using nlohmann::json;

class Designs : public InAFolder {
protected:
    void SetUp() override {
        InAFolder::SetUp();
        write("plan.toml", plan());
    }
    static std::string plan(const std::string& more = "") {
        return "plan_version = 1\n[subject]\nage = \"32 yr\"\nsex = \"female\"\nphototype = 3\nsite = \"cheek\"\n"
               "[concern]\nkind = \"acne-scar\"\nbaseline = { scale = \"goodman-baron-quantitative\", value = 12 }\n"
               "[device]\nmodel = \"dermaroller-mf8\"\nneedle_length = \"1.5 mm\"\n[technique]\npasses = 10\n"
               "[schedule]\nfollow_up = \"5 wk\"\n" +
               more;
    }
    /// The wish begins in line 5.
    std::string goal(const std::string& wish = "improve = \"any\"\nprobability = 0.5\n",
                     const std::string& limits = "cost = 3000\n",
                     const std::string& search =
                         "needle_length = [\"0.5 mm\", \"1.5 mm\"]\nsessions = [1, 2]\n"
                         "interval = \"28 d\"\n") const {
        return write("goal.toml", "goal_version = 1\ntitle = \"Better scars\"\nplan = \"plan.toml\"\n[goal]\n" + wish +
                                      "[limits]\n" + limits + "[search]\n" + search);
    }
    std::string in(const std::string& name) const { return (folder / name).string(); }
    Output run(const std::string& goal, const std::string& more = "", const std::string& errors = "2>&1") const {
        return percuta("design " + goal + " --draws 8 " + more, errors);
    }
    /// Everything that is in a folder, by name.
    std::map<std::string, std::string> files(const std::string& name) const {
        std::map<std::string, std::string> out;
        for (const auto& entry : std::filesystem::directory_iterator(folder / name))
            out[entry.path().filename().string()] = slurp(entry.path());
        return out;
    }
};

namespace {

/// Every number in it is one.
void expect_finite(const json& value, const std::string& where) {
    if (value.is_number()) {
        EXPECT_TRUE(std::isfinite(value.get<double>())) << where;
    }
    EXPECT_FALSE(value.is_null()) << where;
    if (value.is_structured())
        for (const auto& [key, member] : value.items()) expect_finite(member, where + "." + key);
}

}  // namespace

TEST_F(Designs, WriteAFrontOfPlansThatKeepTheLimits) {
    const Output out = run(goal(), "-o " + in("front"));
    ASSERT_EQ(out.code, 0) << out.text;
    const json found = json::parse(slurp(folder / "front" / "design.json"));
    expect_finite(found, "$");
    EXPECT_EQ(found["goal"]["title"], "Better scars");
    EXPECT_EQ(found["goal"]["scale"], "goodman-baron-quantitative");
    EXPECT_EQ(found["goal"]["reader"], "blinded-photo");
    EXPECT_EQ(found["goal"]["probability"], 0.5);
    EXPECT_EQ(found["goal"]["at_d"], 35.0) << "the follow-up of the plan, where the goal does not say";
    EXPECT_EQ(found["candidates"], 4);
    EXPECT_EQ(found["limits"][0]["name"], "cost");
    EXPECT_EQ(found["limits"][0]["most"], "3000 EUR");
    EXPECT_EQ(found["limits"][0]["broken_by"], 0);
    int best = 0;
    double last = 1.0;
    ASSERT_FALSE(found["front"].empty());
    for (const json& point : found["front"]) {
        EXPECT_LE(point["cost"], 3000.0);
        EXPECT_GE(point["p_goal"], point["p_goal_ci90"][0]);
        EXPECT_LE(point["p_goal"], point["p_goal_ci90"][1]);
        EXPECT_LE(point["p_goal"], last) << "the most probable first";
        last = point["p_goal"];
        EXPECT_EQ(point["reaches_goal"], point["p_goal"] >= 0.5);
        EXPECT_FALSE(point["why_not_more"].empty());
        EXPECT_EQ(point["draws"], 8);
        best += point["best"] ? 1 : 0;
    }
    EXPECT_EQ(best, 1);
    EXPECT_NE(out.text.find("Without any treatment"), std::string::npos) << out.text;
    EXPECT_NE(out.text.find("why not more?"), std::string::npos) << out.text;
}

TEST_F(Designs, WritePlansThatAreReadAsTheyWereChosen) {
    ASSERT_EQ(run(goal(), "-o " + in("front")).code, 0);
    const json front = json::parse(slurp(folder / "front" / "design.json"))["front"];
    ASSERT_GT(front.size(), 1U);
    EXPECT_EQ(files("front").size(), front.size() + 1) << "a plan each, and design.json";
    for (std::size_t i = 0; i < front.size(); ++i) {
        const std::string file = in("front/" + front[i]["plan"].get<std::string>());
        const Output checked = percuta("check --full " + file);
        ASSERT_EQ(checked.code, 0) << checked.text;
        const std::string whole = slurp(file);
        EXPECT_EQ(whole.substr(whole.find('\n') + 1), checked.text) << "below its first line the plan is complete";
        const json& choice = front[i]["choice"];
        for (const std::string& line :
             {"title = \"Better scars: plan " + std::to_string(i + 1) + " of " + std::to_string(front.size()) + "\"",
              "needle_length = \"" + choice["needle_length"].get<std::string>() + "\"",
              "sessions = " + choice["sessions"].get<std::string>(), std::string("follow_up = \"5 wk\"")})
            EXPECT_NE(whole.find("\n" + line), std::string::npos) << line << "\n" << whole;
        EXPECT_EQ(whole.find("interval") == std::string::npos, choice["sessions"] == "1") << whole;
    }
}

TEST_F(Designs, AreTheSameBytesOnAnyNumberOfThreads) {
    const std::string wanted = goal();
    ASSERT_EQ(run(wanted, "--threads 1 -o " + in("one")).code, 0);
    ASSERT_EQ(run(wanted, "--threads 3 -o " + in("three")).code, 0);
    EXPECT_EQ(files("one"), files("three"));
    ASSERT_EQ(run(wanted, "--seed 2 -o " + in("other")).code, 0);
    EXPECT_NE(files("one")["design.json"], files("other")["design.json"]);
}

TEST_F(Designs, PrintTheirResultAsJson) {
    const Output out = run(goal(), "--json - -o " + in("front"), "2>/dev/null");
    ASSERT_EQ(out.code, 0);
    EXPECT_EQ(out.text, slurp(folder / "front" / "design.json"));
    const Output quiet = run(goal(), "--quiet --json " + in("again.json") + " -o " + in("front"));
    EXPECT_EQ(quiet.code, 0);
    EXPECT_EQ(quiet.text, "");
    EXPECT_EQ(slurp(folder / "again.json"), out.text);
}

TEST_F(Designs, LeaveNoPlanOfALongerFrontAndNothingElseBehind) {
    ASSERT_EQ(run(goal(), "-o " + in("front")).code, 0);
    ASSERT_GT(files("front").size(), 2U);
    write("front/mine.toml", "kept");
    ASSERT_EQ(run(goal("improve = \"any\"\nprobability = 0.5\n", "", "sessions = [1]\n"), "-o " + in("front")).code, 0);
    const auto left = files("front");
    EXPECT_EQ(left.size(), 3U);
    for (const char* name : {"design.json", "plan-01.toml", "mine.toml"}) EXPECT_TRUE(left.contains(name)) << name;
}

TEST_F(Designs, OutOfReachSayWhatStandsInTheWay) {
    const Output out = run(goal("improve = \"half\"\nprobability = 0.99\n", "sessions = 1\n"), "-o " + in("front"));
    ASSERT_EQ(out.code, 0) << out.text;
    EXPECT_NE(out.text.find("No plan within the limits reaches 99 %; the best reaches"), std::string::npos) << out.text;
    const json found = json::parse(slurp(folder / "front" / "design.json"));
    expect_finite(found, "$");
    EXPECT_EQ(found["limits"][0]["broken_by"], 2);
    for (const json& point : found["front"]) {
        EXPECT_FALSE(point["reaches_goal"]);
        EXPECT_EQ(point["sessions"], 1.0);
    }
    for (const json& obstacle : found["obstacles"]) {
        EXPECT_EQ(obstacle["limit"], "sessions");
        EXPECT_EQ(obstacle["without_it"]["sessions"], 2.0);
    }
}

TEST_F(Designs, CountWhatIsNoPlanByItsReason) {
    write("plan.toml", plan("[[product]]\nname = \"thd-ascorbate\"\namount = \"2 uL/cm^2\"\n"));
    const Output out = run(goal("improve = \"any\"\nprobability = 0.5\n", "",
                                "needle_length = [\"1.5 mm\", \"5 mm\"]\nproduct = [\"none\", \"thd-ascorbate\"]\n"),
                           "-o " + in("front"));
    ASSERT_EQ(out.code, 0) << out.text;
    const json found = json::parse(slurp(folder / "front" / "design.json"));
    EXPECT_EQ(found["candidates"], 1);
    ASSERT_EQ(found["impossible"].size(), 2U);
    EXPECT_EQ(found["impossible"][0]["candidates"], 2);
    EXPECT_NE(found["impossible"][0]["reason"].get<std::string>().find("needles of 0.5 to 3 mm"), std::string::npos);
    EXPECT_EQ(found["impossible"][1]["candidates"], 1);
    EXPECT_NE(found["impossible"][1]["reason"].get<std::string>().find("open channels"), std::string::npos);
    EXPECT_EQ(slurp(folder / "front" / "plan-01.toml").find("thd-ascorbate"), std::string::npos);
}

TEST_F(Designs, RefuseAGoalWhereItIsWrong) {
    const auto refused = [&](const std::string& file, const std::string& part) {
        const Output out = run(file, "-o " + in("no"));
        EXPECT_EQ(out.code, 3) << part << "\n" << out.text;
        EXPECT_NE(out.text.find(part), std::string::npos) << part << "\n" << out.text;
        EXPECT_FALSE(std::filesystem::exists(folder / "no"));
    };
    const std::string wish = "probability = 0.5\n";
    const auto place = [&](int line, int column) {
        return in("goal.toml") + ":" + std::to_string(line) + ":" + std::to_string(column) + ": error: ";
    };
    refused(goal("scale = \"gais2\"\n" + wish), place(5, 9) + "goal.scale cannot be \"gais2\"");
    refused(goal("reader = \"blinded-foto\"\n" + wish), "did you mean \"blinded-photo\"");
    refused(goal("improve = \"thrice\"\n" + wish), place(5, 11) + "\"thrice\" is neither a word nor an amount");
    refused(goal("probability = 2\n"), place(5, 15) + "goal.probability is 2, which is out of range");
    refused(goal(wish, "costs = 3000\n"), place(7, 1) + "unknown key \"costs\" in [limits]");
    refused(goal(wish, "downtime = \"3 EUR\"\n"), place(7, 12));
    refused(goal(wish, "cost = 3\n"), place(7, 8) + "no plan of the search keeps the limit of 3 EUR on cost");
    refused(goal(wish, "downtime = \"1 h\"\n"), place(7, 12) + "no plan of the search keeps the limit of 1 h");
    refused(goal(wish, "", "needle_lengths = [\"1 mm\"]\n"), "did you mean \"needle_length\"");
    refused(goal(wish, "", "needle_length = [\"5 mm\"]\n"),
            place(7, 1) + "the search holds no possible plan: device.needle_length is 5 mm");
    refused(goal(wish, "", "passes = { from = 1, to = 40 }\nsessions = { from = 1, to = 40 }\ninterval = \"28 d\"\n"),
            place(7, 1) + "the search has 1600 plans to simulate, more than 600");
    write("plan.toml", plan("[[product]]\nname = \"thd-ascorbate\"\namount = \"2 uL/cm^2\"\n"));
    refused(goal(), place(9, 1) + "the search holds no possible plan: contraindicated:");
    write("plan.toml", "plan_version = 1\n");
    refused(goal(), in("plan.toml") + ": error: the section [subject] is missing");
    std::filesystem::remove(folder / "plan.toml");
    refused(goal(), in("plan.toml") + ": error: there is no such file");
    refused(in("nowhere.toml"), "there is no such file");
}

TEST_F(Designs, SayBeforeTheySearchWhereTheyCannotWrite) {
    write("taken", "a file");
    const Output taken = run(goal(), "-o " + in("taken"));
    EXPECT_EQ(taken.code, 2);
    EXPECT_NE(taken.text.find("choose another with -o"), std::string::npos) << taken.text;
    const Output nowhere = run(goal(), "-o " + in("no") + " --json " + in("nowhere/design.json"));
    EXPECT_EQ(nowhere.code, 2);
    EXPECT_NE(nowhere.text.find("there is no folder"), std::string::npos) << nowhere.text;
    EXPECT_FALSE(std::filesystem::exists(folder / "no"));
    const Output few = percuta("design " + goal() + " --draws 7");
    EXPECT_EQ(few.code, 2);
    EXPECT_NE(few.text.find("from 8 to 10000"), std::string::npos) << few.text;
}

}  // namespace percuta
