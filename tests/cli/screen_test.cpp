// The verb screen: its table, its JSON, and what it refuses.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {

using nlohmann::json;

class Screens : public InAFolder {
protected:
    std::string plan(const std::string& facts, const std::string& start = "start = 2027-01-11\n") const {
        return write("plan.toml",
                     "plan_version = 1\n[subject]\nage = \"32 yr\"\nsex = \"female\"\nphototype = 3\nsite = \"cheek\"\n"
                     "weight = \"60 kg\"\nfacts = { " +
                         facts +
                         " }\n[concern]\nkind = \"acne-scar\"\n[device]\nmodel = \"pen-12\"\n[technique]\npasses = 4\n"
                         "[schedule]\n" +
                         start + "follow_up = \"5 wk\"\n");
    }
};

namespace {

TEST_F(Screens, SayWhatHoldsWhatIsUnknownAndWhatToAskNext) {
    const Output out = percuta("screen " + plan("\"hx.keloid\" = true, \"last.filler\" = 2027-01-01"), "2>&1");
    EXPECT_EQ(out.code, 0) << out.text;
    for (const char* words :
         {"need-information (ask first), by the policy \"standard\"", "not before 2027-01-29, because of wo-filler",
          "ci-keloid, by hx.keloid: yes", "Minutilli 2024", "rules cannot be decided", "Ask next", "--all lists them"})
        EXPECT_NE(out.text.find(words), std::string::npos) << words << "\n" << out.text;
}

TEST_F(Screens, WriteJsonThatScriptsCanRead) {
    const Output out = percuta("screen " + plan("\"hx.keloid\" = true") + " --json - --policy conservative");
    const json found = json::parse(out.text);
    EXPECT_EQ(found["verdict"], "block");
    EXPECT_EQ(found["policy"], "conservative");
    EXPECT_EQ(found["session"], "2027-01-11");
    EXPECT_EQ(found["findings"][0]["rule"], "ci-keloid");
    EXPECT_EQ(found["findings"][0]["fired"], true);
    EXPECT_EQ(found["rules_version"], "0.1.0");
    EXPECT_FALSE(found["ask"].empty());
}

TEST_F(Screens, TakeAnotherDay) {
    const std::string file = plan("\"last.sun\" = 2027-01-05", "");
    EXPECT_NE(percuta("screen " + file, "2>&1").text.find("no day of treatment"), std::string::npos);
    const json found = json::parse(percuta("screen " + file + " --date 2027-01-10 --json -").text);
    EXPECT_EQ(found["earliest_date"], "2027-01-19");
    EXPECT_EQ(found["earliest_by"], "wo-sun");
}

TEST_F(Screens, RefuseWhatTheyDoNotUnderstand) {
    const auto refused = [&](const std::string& call, int code, const std::string& words) {
        const Output out = percuta(call, "2>&1");
        EXPECT_EQ(out.code, code) << out.text;
        EXPECT_NE(out.text.find(words), std::string::npos) << out.text;
    };
    refused("screen " + plan("\"hx.keloyd\" = true"), 3, "did you mean \"hx.keloid\"?");
    refused("screen " + plan("\"hx.keloid\" = \"perhaps\""), 3, "must be true or false");
    refused("screen " + plan("\"area.scar_age\" = 8"), 3, "with a unit such as");
    refused("screen " + plan("pregnant = false") + " --policy strict", 2, "is not a policy of screening");
    refused("screen " + plan("pregnant = false") + " --date tomorrow", 2, "is not a day");
    refused("screen " + plan("\"plan.depth\" = \"1 mm\""), 3, "it comes from device.needle_length");
    refused("screen " + plan("\"area.acne_inflammatory\" = -3"), 3, "a whole number without a unit, 0 or more");
    refused("screen " + plan("\"la.over_broken_skin\" = true"), 2, "otherwise than the rest of the plan");
}

TEST_F(Screens, StopARunThatIsBarredUnlessThereIsAReason) {
    const std::string file = plan("\"hx.bleeding_disorder\" = true");
    const std::string run = "run " + file + " --fidelity column --samples 0 -o " + (folder / "out").string();
    const Output stopped = percuta(run, "2>&1");
    EXPECT_EQ(stopped.code, 4) << stopped.text;
    EXPECT_NE(stopped.text.find("ci-bleeding-disorder"), std::string::npos) << stopped.text;
    EXPECT_FALSE(std::filesystem::exists(folder / "out" / "result.json"));
    EXPECT_EQ(percuta(run + " --override \"agreed with haematology\"", "2>&1").code, 0);
    const json result = json::parse(slurp(folder / "out" / "result.json"));
    EXPECT_EQ(result["screening"]["verdict"], "block");
    EXPECT_EQ(result["provenance"]["override"], "agreed with haematology");
}

}  // namespace
}  // namespace percuta
