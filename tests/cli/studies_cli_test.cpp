// The verbs around published studies: validate and fit.
#include <csignal>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {

using Studies = InAFolder;

std::string study(const std::string& name) { return slurp(std::string(PERCUTA_SOURCE_DIR) + "/studies/" + name); }

TEST_F(Studies, ValidatePrintsHitsAndMissesAndTheSameAsJson) {
    const Output table = percuta("validate --draws 20 sasaki-2019 verbaan-2008");
    EXPECT_EQ(table.code, 0);
    EXPECT_NE(table.text.find("MISS  depth with the dial at 1.5 mm"), std::string::npos) << table.text;
    EXPECT_NE(table.text.find("held-out"), std::string::npos);
    const Output json = percuta("validate --draws 20 sasaki-2019 verbaan-2008 --json -", "2>/dev/null");
    const auto parsed = nlohmann::json::parse(json.text);
    ASSERT_EQ(parsed["studies"].size(), 2U);
    EXPECT_EQ(parsed["summary"]["held_out"]["figures"], 2);
    EXPECT_EQ(parsed["summary"]["held_out"]["ranges"], 3);
    for (const auto& figure : parsed["studies"][1]["figures"]) {  // shares stay shares
        EXPECT_GE(figure["pi90"][0], 0.0);
        EXPECT_LE(figure["pi90"][1], 1.0);
    }
    EXPECT_EQ(percuta("validate --draws 20 sasaki-2019 verbaan-2008 --json - --threads 1", "2>/dev/null").text,
              json.text);
}

TEST_F(Studies, ValidateNamesTheStudyThatItDoesNotKnow) {
    const Output out = percuta("validate sasaki-2018");
    EXPECT_EQ(out.code, 2);
    EXPECT_NE(out.text.find("did you mean \"sasaki-2019\""), std::string::npos) << out.text;
    EXPECT_EQ(percuta("validate --draws 1").code, 2);
    EXPECT_EQ(percuta("validate sasaki-2019 --json " + (folder / "no/where.json").string()).code, 2);
}

TEST_F(Studies, ValidateJudgesModelsOfIntactSkinOnATable) {
    const std::string table = write("kp.csv", "log10_kow,mw_g_mol,log10_kp_cm_s\n-2,180,-7.5\n2,150,-5.6\n");
    const Output out = percuta("validate --permeability " + table);
    EXPECT_EQ(out.code, 0) << out.text;
    EXPECT_NE(out.text.find("with polar route"), std::string::npos) << out.text;
    const auto json =
        nlohmann::json::parse(percuta("validate --permeability " + table + " --json -", "2>/dev/null").text);
    ASSERT_EQ(json["classes"].size(), 5U);
    EXPECT_EQ(json["classes"][4]["records"], 2);
    EXPECT_TRUE(json["classes"][1]["chen"].is_null());
    EXPECT_EQ(percuta("validate sasaki-2019 --permeability " + table).code, 2);
    const Output wrong = percuta("validate --permeability " + write("wrong.csv", "logK\n"));
    EXPECT_EQ(wrong.code, 3);
    EXPECT_NE(wrong.text.find("wrong.csv:1"), std::string::npos) << wrong.text;
}

TEST_F(Studies, FitWritesAPosteriorThatIsReadBack) {
    const std::string data = (folder / "data").string();
    std::filesystem::create_directories(data);
    const Output fit = percuta("fit --draws 3 --seed 2 -o " + data + "/puncture-posterior.toml");
    EXPECT_EQ(fit.code, 0) << fit.text;
    EXPECT_NE(fit.text.find("J "), std::string::npos);
    EXPECT_EQ(fit.text.find("Correlations"), std::string::npos) << "three draws say nothing of a correlation";
    EXPECT_EQ(percuta("data parameter puncture.J --data " + data).code, 0);
    EXPECT_EQ(percuta("fit --draws 2 -o " + (folder / "no/where.toml").string()).code, 2);
}

TEST_F(Studies, NothingIsFittedToAStudyThatChangedAfterTheSplitWasFrozen) {
    std::filesystem::create_directories(folder / "studies");
    std::string text = study("dogra-2014.toml");
    const std::string role = "role = \"calibration\"";
    write("studies/dogra-2014.toml", text.replace(text.find(role), role.size(), "role = \"held-out\""));
    const std::string data = " --data " + folder.string();
    for (const char* verb : {"fit --draws 2", "fit --patency", "fit --clinical"}) {
        const Output out = percuta(verb + data);
        EXPECT_EQ(out.code, 3) << verb;
        EXPECT_NE(
            out.text.find("studies/dogra-2014.toml: error: its role is held-out, but it was frozen as calibration"),
            std::string::npos)
            << out.text;
    }
    EXPECT_EQ(percuta("fit --freeze -o " + (folder / "split.toml").string() + data).code, 0);
    EXPECT_EQ(percuta("fit --draws 2" + data).code, 0);
}

TEST_F(Studies, FitOfPatencyPrintsWhatCalibrates) {
    const Output fit = percuta("fit --patency");
    EXPECT_EQ(fit.code, 0) << fit.text;
    EXPECT_NE(fit.text.find("patency_human_stamp"), std::string::npos) << fit.text;
    EXPECT_NE(fit.text.find("not reached"), std::string::npos) << fit.text;
    const std::string file = (folder / "patency.txt").string();
    EXPECT_EQ(percuta("fit --patency -o " + file).text, "");
    EXPECT_EQ(slurp(file), percuta("fit --patency", "2>/dev/null").text);
    EXPECT_EQ(percuta("fit --patency --draws 10").code, 2);
    EXPECT_EQ(percuta("fit --patency -o " + (folder / "no/where.txt").string()).code, 2);
}

TEST_F(Studies, PermeationIsReplayedAndListed) {
    const Output table = percuta("validate --draws 5 ita-2015");
    EXPECT_EQ(table.code, 0) << table.text;
    EXPECT_NE(table.text.find("flux, needled over intact"), std::string::npos) << table.text;
    const Output list = percuta("data studies");
    EXPECT_NE(list.text.find("closure, permeation"), std::string::npos) << list.text;
    const auto one = nlohmann::json::parse(percuta("data study ita-2015 --json", "2>/dev/null").text);
    EXPECT_NE(one.dump().find("\"kind\":\"permeation\""), std::string::npos) << one.dump();
}

TEST_F(Studies, APosteriorThatCannotBeIsRefusedWithItsPlace) {
    for (const char* wrong : {"k1 = [0, 0]", "k1 = [-5, 3]", "eta = [2.5, 3]", "J = [nan, 1]", "nothing = [1]"}) {
        const std::string file =
            write("puncture-posterior.toml", std::string("made_from = \"x\"\n[draws]\n") + wrong + "\n");
        const Output out = percuta("run " + example("acne-scars.toml") + " --data " + folder.string() + " -o " +
                                   (folder / "out").string());
        EXPECT_EQ(out.code, 3) << wrong << out.text;
        EXPECT_NE(out.text.find("puncture-posterior.toml:3"), std::string::npos) << out.text;
    }
}

TEST_F(Studies, WrongStudiesAreRefusedWithTheirPlace) {
    const auto refused = [&](const std::string& name, const std::string& from, const std::string& to,
                             const char* said) {
        std::filesystem::create_directories(folder / "studies");
        std::string text = study(name);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        write("studies/" + name, text);
        const Output out = percuta("validate --draws 2 --data " + folder.string());
        EXPECT_EQ(out.code, 3) << to << out.text;
        EXPECT_NE(out.text.find(said), std::string::npos) << out.text;
        EXPECT_NE(out.text.find(name + ":"), std::string::npos) << out.text;
        std::filesystem::remove_all(folder / "studies");
    };
    refused("sasaki-2019.toml", "needle_length = \"0.5 mm\"", "needle_length = \"9 mm\"", "needle_length");
    refused("kalluri-2011.toml", "tip_diameter = \"8 um\"", "tip_diameter = \"300 um\"", "wider than the shaft");
    refused("verbaan-2008.toml", "pitch = \"1250 um\"", "pitch = \"10 um\"", "overlap");
    refused("gill-2008.toml", "published = 0.05", "published = \"0.05 mm\"", "published");
    refused("ita-2015.toml", "\"amantadine\"", "\"amantadin\"", "did you mean");
    refused("ita-2015.toml", "over = { needled = false }", "over = { needles = false }", "needles");
    refused("meng-2022.toml", "method = \"ultrasound-20mhz\"", "method = \"raman-slope\"", "cannot tell");
}

TEST_F(Studies, AFitThatIsStoppedLeavesNothing) {
    const std::string file = (folder / "posterior.toml").string();
    const Output out = shell("timeout -s INT 2 " + std::string(PERCUTA_PROGRAM) + " fit --draws 100000 -o " + file);
    EXPECT_TRUE(out.code == 130 || out.code == 124) << out.code << out.text;
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

}  // namespace percuta
