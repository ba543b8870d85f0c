// Long runs as their users meet them: killed at any moment and started again, fields on disk, too little memory.
#include <map>

#include "cli/shell.hpp"

namespace percuta {
namespace {

namespace fs = std::filesystem;

/// One session and a day of healing on a small block: a few seconds.
constexpr const char* short_plan = R"(plan_version = 1
[subject]
age = "32 yr"
phototype = 3
site = "cheek"
sex = "female"
[concern]
kind = "rejuvenation"
[device]
model = "dermaroller-mf8"
needle_length = "1.5 mm"
[technique]
passes = 15
pressure = "firm"
[schedule]
sessions = 2
interval = "2 day"
follow_up = "3 day"
)";

class LongRun : public InAFolder {
protected:
    void SetUp() override {
        InAFolder::SetUp();
        write("plan.toml", short_plan);
    }

    static constexpr const char* block = "--fidelity patch --patch-side '2 mm' --patch-cell '40 um' ";
    std::string command(const std::string& out, const std::string& more = "", const std::string& how = block) const {
        return std::string(PERCUTA_PROGRAM) + " run " + (folder / "plan.toml").string() + " -o " +
               (folder / out).string() + " --samples 0 " + how + more;
    }
    /// Interrupts runs later and later until one leaves a checkpoint: how far a second goes depends on the machine.
    fs::path interrupted() const {
        const fs::path kept = folder / "out" / "checkpoint.h5";
        for (const char* after : {"0.6", "0.9", "1.3", "1.9", "2.8", "4", "6", "9", "14", "21"}) {
            shell("timeout -s INT " + std::string(after) + " " + command("out"));
            if (fs::exists(kept)) break;
        }
        return kept;
    }
    /// What a run leaves but for its times: name and bytes of every file of fields and curves.
    std::map<std::string, std::string> files(const std::string& out) const {
        std::map<std::string, std::string> found;
        for (const auto& entry : fs::directory_iterator(folder / out)) {
            const std::string name = entry.path().filename().string();
            if (name == "result.json" || name == "report.html") continue;
            std::stringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            found[name] = text.str();
        }
        return found;
    }
};

TEST_F(LongRun, KilledAtAnyMomentEndsWithTheSameBytes) {
    const std::string fields = "--fields --field-names il1,collagen_total --field-days 0,0.5,2,4 --keep-every 1 ";
    ASSERT_EQ(shell(command("whole", fields)).code, 0);
    const auto whole = files("whole");
    EXPECT_TRUE(whole.contains("fields.h5"));
    EXPECT_TRUE(whole.contains("fields_0003.vti"));
    EXPECT_FALSE(whole.contains("checkpoint.h5"));
    Output last;
    int kills = 0;
    for (const char* after : {"0.4", "1.3", "1.7", "2.2"}) {
        last = shell("timeout -s KILL " + std::string(after) + " " + command("killed", fields));
        kills += last.code == 137;
    }
    EXPECT_GT(kills, 0);
    last = shell(command("killed", fields));
    EXPECT_EQ(last.code, 0) << last.text;
    const auto again = files("killed");
    for (const auto& [name, bytes] : whole) EXPECT_EQ(again.at(name) == bytes, true) << name;
    EXPECT_EQ(again.size(), whole.size());
}

TEST_F(LongRun, InterruptedKeepsWhatIsDoneAndSaysThatItGoesOn) {
    ASSERT_TRUE(fs::exists(interrupted()));
    const Output again = shell(command("out"));
    EXPECT_EQ(again.code, 0);
    EXPECT_NE(again.text.find("going on from day"), std::string::npos);
    EXPECT_FALSE(fs::exists(folder / "out" / "checkpoint.h5"));
}

TEST_F(LongRun, RefusesAForeignOrATruncatedCheckpoint) {
    const fs::path kept = interrupted();
    ASSERT_TRUE(fs::exists(kept));
    const Output foreign = shell(command("out", "--seed 7"));
    EXPECT_EQ(foreign.code, 2) << foreign.text;
    EXPECT_NE(foreign.text.find("seed"), std::string::npos) << foreign.text;
    fs::resize_file(kept, fs::file_size(kept) / 2);
    const Output truncated = shell(command("out"));
    EXPECT_EQ(truncated.code, 2) << truncated.text;
    EXPECT_NE(truncated.text.find("damaged"), std::string::npos) << truncated.text;
    EXPECT_EQ(shell(command("out", "--fresh --keep-every 0")).code, 0);
}

TEST_F(LongRun, SaysWhatPatchWouldFitBeforeItTakesMemory) {
    const Output refused = shell(command("out", "", "--fidelity patch --patch-side '80 mm' --patch-cell '20 um' "));
    EXPECT_EQ(refused.code, 2) << refused.text;
    EXPECT_NE(refused.text.find("GB of memory"), std::string::npos) << refused.text;
    EXPECT_NE(refused.text.find("would fit"), std::string::npos) << refused.text;
}

TEST_F(LongRun, RefusesOptionsThatMeanNothing) {
    const char *patch = "--fidelity patch ", *none = "";
    const struct {
        const char *how, *option, *said;
    } calls[] = {{patch, "--patch-side=-3mm", "longer than nothing"},
                 {patch, "--patch-side 3", "is not a length"},
                 {patch, "--patch-cell '3 kg'", "is not a length"},
                 {none, "--fields --field-names colagen_total", "collagen_total"},
                 {none, "--fields --field-days monday", "is not a day"},
                 {none, "--fields --field-days 400", "names no day"},
                 {none, "--fidelity cube", "column, cell or patch"}};
    for (const auto& [how, option, said] : calls) {
        const Output refused = shell(command("out", option, how));
        EXPECT_EQ(refused.code, 2) << option << refused.text;
        EXPECT_NE(refused.text.find(said), std::string::npos) << option << refused.text;
        EXPECT_FALSE(fs::exists(folder / "out" / "result.json")) << option;
    }
}

TEST_F(LongRun, FieldsOfACellAndAColumnAreWrittenToo) {
    for (const char* fidelity : {"cell", "column"}) {
        const Output ran = shell(std::string(PERCUTA_PROGRAM) + " run " + (folder / "plan.toml").string() + " -o " +
                                 (folder / fidelity).string() + " --samples 0 --fields --fidelity " + fidelity);
        EXPECT_EQ(ran.code, 0) << ran.text;
        for (const char* name : {"fields.h5", "fields.pvd", "fields_0000.vtr", "fields_0002.vtr"})
            EXPECT_TRUE(fs::exists(folder / fidelity / name)) << fidelity << " " << name;
    }
}

TEST_F(LongRun, OnAFullDiskLeavesNothingHalfWritten) {
    // A limit on the size of files stands in for a disk that fills up.
    const Output full = shell("bash -c \"ulimit -f 100; " + command("out", "--fields --field-days 0,1") + "\"");
    EXPECT_EQ(full.code, 2) << full.text;
    EXPECT_FALSE(fs::exists(folder / "out" / "fields.h5"));
    EXPECT_FALSE(fs::exists(folder / "out" / "result.json"));
    if (!fs::exists(folder / "out")) return;
    for (const auto& entry : fs::directory_iterator(folder / "out")) {
        EXPECT_EQ(entry.path().extension(), ".pvd") << entry.path();
    }
}

}  // namespace
}  // namespace percuta
