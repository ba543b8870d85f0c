// The verb trial: parts of a trial, what a killed one leaves, and what is refused.
#include <algorithm>
#include <csignal>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"
#include "schema_checker.hpp"

namespace percuta {

class Trials : public InAFolder {
protected:
    std::string plan(const std::string& name = "plan.toml", const std::string& sessions = "1") const {
        return write(name,
                     "plan_version = 1\n[subject]\nage = \"32 yr\"\nsex = \"female\"\nphototype = 3\nsite = \"cheek\"\n"
                     "[concern]\nkind = \"acne-scar\"\nbaseline = { scale = \"goodman-baron-quantitative\", value = "
                     "12 }\n[device]\nmodel = \"dermaroller-mf8\"\nneedle_length = \"1.5 mm\"\n[technique]\npasses = "
                     "10\n[schedule]\nsessions = " +
                         sessions + "\ninterval = \"4 wk\"\nfollow_up = \"5 wk\"\n");
    }
    std::string in(const std::string& name) const { return (folder / name).string(); }
    /// A small trial in two arms.
    Output run(const std::string& into, const std::string& more = "", const std::string& errors = "2>&1") const {
        return percuta(
            "trial " + plan() + " --against untreated --patients 7 --replicates 3 -o " + in(into) + " " + more, errors);
    }
    std::string results(const std::string& from) const {
        return slurp(folder / from / "people.csv") + slurp(folder / from / "trial.json");
    }
};

TEST_F(Trials, GiveTheSameBytesWholeAndInParts) {
    const Output whole = run("whole", "--threads 1");
    ASSERT_EQ(whole.code, 0) << whole.text;
    EXPECT_NE(whole.text.find("untreated"), std::string::npos) << whole.text;
    for (const char* part : {"1/3", "3/3"}) ASSERT_EQ(run("parts", std::string("--threads 2 --shard ") + part).code, 0);
    const Output early = percuta("trial merge " + in("parts"));
    EXPECT_EQ(early.code, 2);
    EXPECT_NE(early.text.find("shard 2/3 is missing"), std::string::npos) << early.text;
    ASSERT_EQ(run("elsewhere", "--shard 2/3").code, 0);
    const Output merged = percuta("trial merge " + in("parts") + " " + in("elsewhere") + " -o " + in("merged"));
    ASSERT_EQ(merged.code, 0) << merged.text;
    EXPECT_EQ(results("merged"), results("whole"));
    EXPECT_FALSE(std::filesystem::exists(folder / "parts" / "people.csv"));
}

TEST_F(Trials, GoOnWhereTheyWereKilled) {
    ASSERT_EQ(run("whole").code, 0);
    const std::string records = slurp(folder / "whole" / "people-1-of-1.csv"), wanted = results("whole");
    // Killed within a line, after a line, and before anybody was followed.
    for (const std::size_t kept : {records.size() - 40, records.rfind('\n', records.size() - 2) + 1, std::size_t{30}}) {
        std::filesystem::create_directories(folder / "again");
        write("again/people-1-of-1.csv.part", records.substr(0, kept));
        const Output again = run("again");
        ASSERT_EQ(again.code, 0) << again.text;
        EXPECT_EQ(results("again"), wanted) << kept;
        EXPECT_EQ(slurp(folder / "again" / "people-1-of-1.csv"), records) << kept;
        std::filesystem::remove_all(folder / "again");
    }
    std::string damaged = records;  // by a disk that lost a bit
    damaged[records.size() - 200] ^= 1;
    std::filesystem::create_directories(folder / "again");
    write("again/people-1-of-1.csv.part", damaged);
    ASSERT_EQ(run("again").code, 0);
    EXPECT_EQ(results("again"), wanted);
    const Output once_more = run("again");
    EXPECT_EQ(once_more.code, 0);
    EXPECT_NE(once_more.text.find("21 of 21 people are there already"), std::string::npos) << once_more.text;
}

TEST_F(Trials, KeepWhatIsDoneWhenKilledOrInterrupted) {
    const std::string part = in("long/people-1-of-1.csv.part");
    const auto lines = [&] {
        const std::string text = slurp(part);
        return std::ranges::count(text, '\n');
    };
    const auto start = [&](const char* with) {
        return shell("( " PERCUTA_PROGRAM " trial " + plan() + " --patients 100000 --replicates 1 -o " + in("long") +
                     " & pid=$!; for i in $(seq 300); do sleep 0.1; test $(cat " + part + " | wc -l) -gt " +
                     std::to_string(lines() + 40) + " && break; done; kill -" + with + " $pid; wait $pid )");
    };
    const Output killed = start("KILL");
    EXPECT_EQ(killed.code, 128 + SIGKILL);
    const auto first = lines();
    ASSERT_GT(first, 40);
    const Output interrupted = start("TERM");
    EXPECT_EQ(interrupted.code, 130) << interrupted.text;
    EXPECT_NE(interrupted.text.find("people are there already"), std::string::npos) << interrupted.text;
    EXPECT_NE(interrupted.text.find("the same command goes on"), std::string::npos) << interrupted.text;
    EXPECT_GT(lines(), first);
    const Output merged = percuta("trial merge " + in("long"));
    EXPECT_EQ(merged.code, 2);
    EXPECT_NE(merged.text.find("holds no shard"), std::string::npos) << merged.text;
}

TEST_F(Trials, AreNotMixed) {
    ASSERT_EQ(run("one", "--shard 1/2").code, 0);
    ASSERT_EQ(run("two", "--shard 2/2 --seed 2").code, 0);
    const Output mixed = percuta("trial merge " + in("one") + " " + in("two"));
    EXPECT_EQ(mixed.code, 2);
    EXPECT_NE(mixed.text.find("seed is \"1\" and \"2\""), std::string::npos) << mixed.text;
    const Output doubled = percuta("trial merge " + in("one") + " " + in("one"));
    EXPECT_EQ(doubled.code, 2);
    EXPECT_NE(doubled.text.find("shard 1/2 is there twice"), std::string::npos) << doubled.text;
    const Output folder_of_another = run("one", "--shard 2/2 --drop-out 0");
    EXPECT_EQ(folder_of_another.code, 2);
    EXPECT_NE(folder_of_another.text.find("another trial (people is"), std::string::npos) << folder_of_another.text;
    const Output other_parts = run("one", "--shard 2/3");
    EXPECT_EQ(other_parts.code, 2);
    EXPECT_NE(other_parts.text.find("parted into 2 and 3"), std::string::npos) << other_parts.text;
    // A shard that was damaged after it was whole is not merged.
    ASSERT_EQ(run("one", "--shard 2/2").code, 0);
    std::string text = slurp(folder / "one" / "people-2-of-2.csv");
    text[text.size() - 30] ^= 1;
    write("one/people-2-of-2.csv", text);
    const Output damaged = percuta("trial merge " + in("one"));
    EXPECT_EQ(damaged.code, 2);
    EXPECT_NE(damaged.text.find("is damaged"), std::string::npos) << damaged.text;
    // So is one whose heading was changed, in a number that no record shows.
    text = slurp(folder / "one" / "people-1-of-2.csv");
    const std::string wanted = "counts = 4";
    ASSERT_NE(text.find(wanted), std::string::npos);
    write("one/people-1-of-2.csv", text.replace(text.find(wanted), wanted.size(), "counts = 5"));
    const Output changed = percuta("trial merge " + in("one"));
    EXPECT_EQ(changed.code, 3);
    EXPECT_NE(changed.text.find("people-1-of-2.csv: error: the heading"), std::string::npos) << changed.text;
    EXPECT_NE(changed.text.find("run that shard again"), std::string::npos) << changed.text;
    write("one/people-1-of-2.csv", "");
    const Output emptied = percuta("trial merge " + in("one"));
    EXPECT_NE(emptied.text.find("was damaged or cut short"), std::string::npos) << emptied.text;
}

TEST_F(Trials, AreKeptUnderAnyTitleAndReason) {
    const std::string del = write("del.toml", "title = \"a\\u007fb\"\n" + slurp(plan()));
    const Output out = percuta("trial " + del + " --patients 2 --replicates 1 --override 'a\x7f\"\n' -o " + in("del"));
    EXPECT_EQ(out.code, 0) << out.text;
}

TEST_F(Trials, PrintTheirResultAsJson) {
    const Output out = run("json", "--split --json --scale quartile --scale goodman-baron-quantitative", "2>/dev/null");
    ASSERT_EQ(out.code, 0);
    const auto json = nlohmann::json::parse(out.text);
    EXPECT_EQ(out.text, slurp(folder / "json" / "trial.json"));
    EXPECT_EQ(json["design"], "split");
    ASSERT_EQ(json["arms"].size(), 2U);
    EXPECT_EQ(json["arms"][0]["people"], 21);
    EXPECT_EQ(json["arms"][0]["measures"].size(), 2U);
    EXPECT_EQ(json["differences"][1]["test"], "paired t");
    EXPECT_EQ(percuta("trial merge --json " + in("json"), "2>/dev/null").text, out.text);
    EXPECT_EQ(percuta("trial merge --quiet " + in("json")).text, "");
}

TEST_F(Trials, WriteWhatTheirSchemaDescribes) {
    const Output schema = percuta("schema trial", "2>/dev/null");
    ASSERT_EQ(schema.code, 0);
    for (const char* more :
         {"--replicates 2", "--replicates 1 --against untreated", "--replicates 2 --against untreated --split",
          "--replicates 1 --drop-out 0.95 --scale quartile", "--replicates 2 --against untreated --drop-out 0.95"}) {
        const Output out =
            percuta("trial " + plan() + " --patients 3 --json -o " + in("as-described") + " " + more, "2>/dev/null");
        ASSERT_EQ(out.code, 0) << more;
        EXPECT_EQ(report::testing::findings_of(nlohmann::json::parse(out.text), schema.text), "") << more;
        std::filesystem::remove_all(folder / "as-described");
    }
}

TEST_F(Trials, CompareNothingWhereNobodyStayed) {
    const Output out = percuta("trial " + plan() +
                               " --patients 2 --replicates 1 --against untreated --drop-out 0.95 -o " + in("deserted"));
    ASSERT_EQ(out.code, 0) << out.text;
    EXPECT_NE(out.text.find("nobody stayed in both to be compared"), std::string::npos) << out.text;
    EXPECT_NE(out.text.find("(1 person)"), std::string::npos) << out.text;
    const auto json = nlohmann::json::parse(slurp(folder / "deserted" / "trial.json"));
    EXPECT_TRUE(json["arms"][0]["measures"][0]["mean_change"].is_null());
    EXPECT_TRUE(json["differences"][0]["change"].is_null());
}

TEST_F(Trials, SayWhatIsWrong) {
    const auto refused = [&](const std::string& arguments, const std::string& part, int code = 2) {
        const Output out = percuta("trial " + arguments);
        EXPECT_EQ(out.code, code) << arguments << "\n" << out.text;
        EXPECT_NE(out.text.find(part), std::string::npos) << arguments << "\n" << out.text;
        EXPECT_FALSE(std::filesystem::exists(folder / "no"));
    };
    const std::string with = plan() + " -o " + in("no") + " --patients 4";
    refused(plan() + " --patients 0", "from 1 to");
    refused(plan(), "needs --patients");
    refused("--patients 3", "needs a plan");
    refused(in("nowhere.toml") + " --patients 3", "there is no such file", 3);
    refused(with + " --reader blinded-foto", "did you mean \"blinded-photo\"");
    refused(with + " --scale goodman-baron-quantitativ", "did you mean");
    refused(with + " --shard 3/2", "there is no part 3");
    refused(with + " --shard 1/500", "cannot be parted");
    refused(with + " --split", "--against untreated");
    refused(with + " --phototypes 3=0.5,7=0.5", "3=0.5,4=0.5");
    refused(with + " --phototypes 3=0.5", "add up to 1");
    refused(with + " --drop-out 1.2", "from 0 to");
    refused(with + " --female many", "from 0 to 1");
    refused(with + " --age-sd 8", "8 yr");
    refused(with + " --override ' '", "needs a reason");
    refused(with + " --override '\xff'", "not UTF-8");
    refused(with + " --against " + write("other.toml", "nonsense"), "other.toml", 3);
    refused("merge " + folder.string(), "holds no shard");
    refused("merge " + in("nowhere"), "there is no folder");
    refused("merge " + folder.string() + " --seed 3", "takes no --seed");
    write("taken", "a file");
    refused(plan() + " --patients 4 -o " + in("taken"), "choose another with -o");
}

}  // namespace percuta
