// The program as its users meet it: exit codes, messages, files.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

namespace percuta {
namespace {

namespace fs = std::filesystem;

struct Output {
    int code = 0;
    std::string text;
};

/// Runs `percuta ARGUMENTS` in a shell; standard error is part of the text unless sent elsewhere.
Output percuta(const std::string& arguments, const char* errors = "2>&1") {
    const std::string command = std::string(PERCUTA_PROGRAM) + " " + arguments + " " + errors;
    FILE* pipe = popen(command.c_str(), "r");
    Output out;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) out.text.append(buffer.data(), n);
    const int status = pclose(pipe);
    out.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return out;
}

std::string example(const char* name) { return std::string(PERCUTA_SOURCE_DIR) + "/examples/" + name; }

class Cli : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("percuta-cli-test-" + std::to_string(getpid()) + "-" +
                                              testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    fs::path folder;
};

std::string slurp(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST_F(Cli, RunWritesItsThreeFilesAndSaysWhere) {
    const std::string out = (folder / "out").string();
    const Output ran = percuta("run " + example("acne-scars.toml") + " --samples 2 --fidelity column -o " + out);
    EXPECT_EQ(ran.code, 0) << ran.text;
    for (const char* name : {"report.html", "result.json", "curves.csv"})
        EXPECT_TRUE(fs::exists(fs::path(out) / name)) << name;
    EXPECT_NE(ran.text.find(out), std::string::npos);
    EXPECT_NE(ran.text.find("no medical device"), std::string::npos);
    const auto result = nlohmann::json::parse(slurp(fs::path(out) / "result.json"));
    EXPECT_EQ(result["result_version"], 1);
    EXPECT_NE(result["provenance"]["command"].get<std::string>().find("--samples 2"), std::string::npos);
}

TEST_F(Cli, JsonGoesToStandardOutputAlone) {
    const Output ran = percuta(
        "run " + example("acne-scars.toml") + " --samples 0 --fidelity column --json - -o " + (folder / "o").string(),
        "2>/dev/null");
    EXPECT_EQ(ran.code, 0);
    EXPECT_TRUE(nlohmann::json::accept(ran.text));
}

TEST_F(Cli, SameSeedWritesTheSameBytesOnOneThreadOrTwo) {
    const auto run = [&](const char* threads) {
        const std::string out = (folder / threads).string();
        EXPECT_EQ(
            percuta("run " + example("acne-scars.toml") + " --samples 4 -o " + out + " --threads " + threads).code, 0);
        auto result = nlohmann::ordered_json::parse(slurp(fs::path(out) / "result.json"));
        for (const char* varies : {"wall_seconds", "created", "command"}) result["provenance"].erase(varies);
        return result.dump() + slurp(fs::path(out) / "curves.csv");
    };
    EXPECT_EQ(run("1"), run("2"));
}

TEST_F(Cli, WrongPlansEndWithThreeAndNeverCrash) {
    const std::string good = slurp(example("acne-scars.toml"));
    const auto replaced = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    const struct {
        const char* name;
        std::string text;
        const char* says;
    } cases[] = {
        {"unknown-key", replaced("passes", "pases"), "did you mean \"passes\"?"},
        {"wrong-unit", replaced("\"1.5 mm\"", "\"1.5 kg\""), "is a mass"},
        {"bare-number", replaced("\"1.5 mm\"", "1.5"), "needs a unit"},
        {"too-deep", replaced("\"1.5 mm\"", "\"15 mm\""), "has needles of 0.5 to 3 mm"},
        {"impossible-date", replaced("2027-01-11", "2027-02-30"), "error"},
        {"empty", "", "missing"},
        {"binary",
         std::string("\x7f"
                     "ELF\x02\x01\x01\0\0\0\xff\xfe",
                     12),
         "binary"},
        {"nested", std::string(5000, '['), "error"},
        {"dotted",
         "a" +
             [] {
                 std::string s;
                 for (int i = 0; i < 20000; ++i) s += ".a";
                 return s;
             }() +
             " = 1",
         "dotted key"},
    };
    for (const auto& [name, text, says] : cases) {
        const Output out = percuta("check " + write(name, text));
        EXPECT_EQ(out.code, 3) << name << ": " << out.text;
        EXPECT_NE(out.text.find(says), std::string::npos) << name << ": " << out.text;
        EXPECT_EQ(percuta("run " + write(name, text) + " -o " + (folder / "never").string()).code, 3) << name;
        EXPECT_FALSE(fs::exists(folder / "never")) << name;
    }
}

TEST_F(Cli, MissingFoldersAndHugeFilesAreRefusedWithoutReadingThem) {
    const Output missing = percuta("check " + std::string(PERCUTA_SOURCE_DIR) + "/examples/acne-scar.toml");
    EXPECT_EQ(missing.code, 3);
    EXPECT_NE(missing.text.find("acne-scars.toml"), std::string::npos) << missing.text;
    EXPECT_EQ(percuta("check " + folder.string()).code, 3);
    const std::string huge = write("huge.toml", "");
    fs::resize_file(huge, 100'000'000);
    const Output out = percuta("check " + huge);
    EXPECT_EQ(out.code, 3);
    EXPECT_NE(out.text.find("100.0 MB"), std::string::npos) << out.text;
    EXPECT_EQ(percuta("check /dev/zero").code, 3);
}

TEST_F(Cli, WrongCallsEndWithTwo) {
    for (const char* arguments : {"", "rnu", "run", "run --nosuch x", "data nosuch", "data devices nosuch",
                                  "schema nosuch", "run plan.toml --threads 0", "run plan.toml --samples -1"})
        EXPECT_EQ(percuta(arguments).code, 2) << arguments;
    EXPECT_EQ(percuta("run " + example("acne-scars.toml") + " --fidelity patch -o " + folder.string()).code, 2);
    EXPECT_EQ(percuta("run " + example("acne-scars.toml") + " -o /proc/nowhere").code, 2);
}

TEST_F(Cli, EveryMistakeOfAPlanIsReportedAtOnce) {
    std::string text = slurp(example("acne-scars.toml"));
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{"\"1.5 mm\"", "1.5"}, {"passes", "pases"}, {"\"cheek\"", "\"cheeck\""}})
        text.replace(text.find(from), from.size(), to);
    const Output out = percuta("check --json " + write("three.toml", text), "2>/dev/null");
    EXPECT_EQ(out.code, 3);
    const auto findings = nlohmann::json::parse(out.text)["findings"];
    EXPECT_GE(findings.size(), 3U);
    for (const auto& finding : findings) EXPECT_GT(finding["line"].get<int>(), 0);
}

TEST_F(Cli, CheckWritesAPlanThatChecksAndRunsTheSame) {
    const Output full = percuta("check --full " + example("stretch-marks.toml"), "2>/dev/null");
    EXPECT_EQ(full.code, 0);
    const std::string path = write("full.toml", full.text);
    EXPECT_EQ(percuta("check --full " + path, "2>/dev/null").text, full.text);
}

TEST_F(Cli, DataAndSchemaAnswer) {
    EXPECT_NE(percuta("data devices").text.find("dermaroller-mf8"), std::string::npos);
    EXPECT_NE(percuta("data parameter healing.k_D").text.find("decay of the damage signal"), std::string::npos);
    EXPECT_NE(percuta("data site cheek").text.find("16.8 um"), std::string::npos);
    for (const char* kind : {"sites", "devices", "concerns", "adjuncts", "parameters", "studies", "sources"})
        EXPECT_TRUE(nlohmann::json::accept(percuta(std::string("data --json ") + kind, "2>/dev/null").text)) << kind;
    for (const char* of : {"plan", "result"})
        EXPECT_TRUE(nlohmann::json::accept(percuta(std::string("schema ") + of, "2>/dev/null").text)) << of;
}

TEST_F(Cli, DataCanBeReplacedByPath) {
    std::string text = slurp(std::string(PERCUTA_SOURCE_DIR) + "/data/healing.toml");
    const auto at = text.find("value = 1.5", text.find("[parameters.k_D]"));
    text.replace(at, 11, "value = 9.5");
    write("healing.toml", text);
    EXPECT_NE(percuta("--data " + folder.string() + " data parameter healing.k_D").text.find("9.5"), std::string::npos);
    write("heeling.toml", text);
    const Output out = percuta("--data " + folder.string() + " data devices");
    EXPECT_EQ(out.code, 3);
    EXPECT_NE(out.text.find("healing.toml"), std::string::npos) << out.text;
}

TEST_F(Cli, AnInterruptedRunWritesNothingAndEndsWith130) {
    const std::string out = (folder / "out").string();
    const Output stopped = percuta("run " + example("acne-scars.toml") + " --samples 100000 -o " + out +
                                   " & sleep 1; kill -INT $!; wait $!; echo code $?");
    EXPECT_NE(stopped.text.find("code 130"), std::string::npos) << stopped.text;
    EXPECT_FALSE(fs::exists(fs::path(out) / "result.json"));
}

TEST_F(Cli, BenchMeasuresItsFigures) {
    const Output out = percuta("bench --json --repeats 1 " + example("home-roller.toml"), "2>/dev/null");
    EXPECT_EQ(out.code, 0);
    const auto figures = nlohmann::json::parse(out.text);
    EXPECT_EQ(figures.size(), 4U);
    for (const auto& figure : figures) EXPECT_GT(figure["measured"].get<double>(), 0.0);
}

}  // namespace
}  // namespace percuta
