// The verb sensitivity: what it prints and writes, and what is refused.
#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {

using nlohmann::json;

class Sensitivities : public InAFolder {
protected:
    /// Home needles that hardly get through: a course that is soon computed.
    std::string plan(const std::string& name = "plan.toml", const std::string& more = "") const {
        return write(name,
                     "plan_version = 1\n[subject]\nage = \"32 yr\"\nsex = \"female\"\nphototype = 3\nsite = \"cheek\"\n"
                     "[concern]\nkind = \"acne-scar\"\nbaseline = { scale = \"goodman-baron-quantitative\", value = "
                     "12 }\n[device]\nmodel = \"home-roller\"\nneedle_length = \"0.2 mm\"\n[technique]\npasses = "
                     "1\npressure = \"light\"\n[schedule]\nfollow_up = \"5 wk\"\n" +
                         more);
    }
    Output run(const std::string& more, const std::string& errors = "2>/dev/null") const {
        return percuta("sensitivity " + plan() + " --base 16 " + more, errors);
    }
};

namespace {

void expect_share(const json& share, const std::string& where) {
    for (const char* part : {"value", "lo", "hi"}) {
        ASSERT_TRUE(share[part].is_number()) << where;
        EXPECT_TRUE(std::isfinite(share[part].get<double>())) << where;
    }
    EXPECT_LE(share["lo"], share["value"]) << where;
    EXPECT_LE(share["value"], share["hi"]) << where;
}

/// Names of its inputs, with those that have no effect, each once.
std::set<std::string> inputs_of(const json& output) {
    std::set<std::string> names;
    for (const json& input : output["inputs"]) EXPECT_TRUE(names.insert(input["name"]).second) << input["name"];
    for (const json& name : output["without_effect"]) EXPECT_TRUE(names.insert(name).second) << name;
    return names;
}

}  // namespace

TEST_F(Sensitivities, TakeEveryResultApartThatWasAskedFor) {
    const std::string file = (folder / "found.json").string();
    const Output out = run("--of depth,collagen --of downtime --of depth --json " + file);
    ASSERT_EQ(out.code, 0);
    const json found = json::parse(slurp(file));
    EXPECT_EQ(found["base"], 16);
    EXPECT_GT(found["courses"], 2 * 16);
    EXPECT_EQ(found["provenance"]["seed"], 1);
    EXPECT_EQ(found["provenance"]["priors"], false);
    ASSERT_EQ(found["outputs"].size(), 3U) << "each once, in the order in which they were asked for";
    EXPECT_EQ(found["outputs"][0]["name"], "depth");
    EXPECT_EQ(found["outputs"][1]["name"], "collagen");
    EXPECT_EQ(found["outputs"][2]["name"], "downtime");
    for (const json& output : found["outputs"]) {
        const std::string name = output["name"];
        EXPECT_TRUE(std::isfinite(output["mean"].get<double>())) << name;
        EXPECT_GE(output["sd"], 0.0) << name;
        expect_share(output["interactions"], name);
        for (const json& input : output["inputs"]) {
            expect_share(input["first"], name);
            expect_share(input["total"], name);
            EXPECT_GE(input["total"]["lo"], 0.0) << "a mean of squares";
            EXPECT_NE(input["meaning"], "");
            EXPECT_TRUE(name == "collagen" || !input.contains("local_elasticity")) << name;
        }
        EXPECT_TRUE(std::ranges::is_sorted(output["inputs"], std::ranges::greater{}, [](const json& input) {
            return input["total"]["value"].get<double>();
        })) << name;
        EXPECT_EQ(inputs_of(output), inputs_of(found["outputs"][0])) << name;
        EXPECT_NE(out.text.find("\n" + output["title"].get<std::string>() + ": mean "), std::string::npos) << out.text;
    }
    EXPECT_TRUE(inputs_of(found["outputs"][0]).contains("skin of the person"));
    EXPECT_TRUE(inputs_of(found["outputs"][0]).contains("fit of puncture"));
    // So few holes leave no redness that is visible.
    EXPECT_EQ(found["outputs"][2]["sd"], 0.0);
    EXPECT_NE(out.text.find("it does not vary"), std::string::npos) << out.text;
}

TEST_F(Sensitivities, AreTheSameBytesOnAnyNumberOfThreads) {
    const Output one = run("--of depth,score --threads 1 --json -"),
                 three = run("--of depth,score --threads 3 --json -");
    ASSERT_EQ(one.code, 0);
    EXPECT_EQ(one.text, three.text);
    EXPECT_TRUE(json::accept(one.text)) << "nothing but JSON on standard output";
}

TEST_F(Sensitivities, OfAnotherSeedAreOthersOfAboutTheSameMean) {
    const auto depth = [&](const std::string& seed) {
        return json::parse(run("--of depth --json - --seed " + seed).text)["outputs"][0];
    };
    const json one = depth("7"), other = depth("18446744073709551615");
    EXPECT_NE(one["mean"], other["mean"]);
    const double sd = one["sd"];
    EXPECT_NEAR(one["mean"].get<double>(), other["mean"].get<double>(), 1.5 * sd);
}

TEST_F(Sensitivities, BeforeAnyFitTakeEveryParameterByItself) {
    const json found = json::parse(run("--of depth --priors --json -").text);
    EXPECT_EQ(found["provenance"]["priors"], true);
    const std::set<std::string> names = inputs_of(found["outputs"][0]);
    EXPECT_FALSE(names.contains("fit of puncture"));
    EXPECT_FALSE(names.contains("fit of clinic"));
    EXPECT_GT(std::ranges::count_if(names, [](const std::string& name) { return name.starts_with("puncture."); }), 10);
    for (const std::string& name : names)
        if (name.starts_with("healing.")) {
            EXPECT_EQ(percuta("data parameter " + name).code, 0) << name;
            break;
        }
}

TEST_F(Sensitivities, SayNothingWhenTheyShallBeQuiet) {
    const Output out = run("--quiet --of pain", "2>&1");
    EXPECT_EQ(out.code, 0);
    EXPECT_EQ(out.text, "");
}

TEST_F(Sensitivities, SayWhatIsWrong) {
    const auto refused = [&](const std::string& arguments, const std::string& part, int code = 2) {
        const Output out = percuta("sensitivity " + arguments);
        EXPECT_EQ(out.code, code) << arguments << "\n" << out.text;
        EXPECT_NE(out.text.find(part), std::string::npos) << arguments << "\n" << out.text;
    };
    const std::string good = plan();
    refused("", "PLAN is required");
    refused(good + " --of depht",
            "\"depht\" is not a result of this plan that can be taken apart; did you mean \"depth\"");
    refused(good + " --of depth,hair", "\"hair\" is not a result of this plan");
    refused(good + " --base 15", "from 16 to 65536");
    refused(good + " --threads 0", "from 1 to 1024");
    refused(good + " --seed -1", "whole number");
    refused(good + " --samples 3", "--samples");
    refused(good + " --json " + (folder / "nowhere" / "x.json").string(), "there is no folder");
    refused((folder / "nowhere.toml").string(), "there is no such file", 3);
    std::string wrong = slurp(good);
    wrong.replace(wrong.find("\"cheek\""), 7, "\"cheak\"");
    const std::string misspelt = write("misspelt.toml", wrong);
    refused(misspelt, misspelt + ":6:8: error: subject.site cannot be \"cheak\"", 3);
    std::string unscored = slurp(good);
    unscored.erase(unscored.find("baseline"), unscored.find("[device]") - unscored.find("baseline"));
    refused(write("unscored.toml", unscored) + " --of score", "a score needs concern.baseline in the plan");
}

TEST_F(Sensitivities, OfAPlanThatIsContraindicatedAreNotLookedAt) {
    const std::string file = (folder / "found.json").string();
    const Output out = percuta("sensitivity " +
                               plan("against.toml", "[[product]]\nname = \"thd-ascorbate\"\namount = \"2 uL/cm^2\"\n") +
                               " --json " + file);
    EXPECT_EQ(out.code, 4) << out.text;
    EXPECT_NE(out.text.find("must not meet open channels"), std::string::npos) << out.text;
    EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace percuta
