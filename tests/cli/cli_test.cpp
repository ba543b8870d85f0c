// The program as its users meet it: exit codes, messages, files.
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {
namespace {

namespace fs = std::filesystem;

class Cli : public InAFolder {};

TEST_F(Cli, RunWritesItsFilesAndSaysWhere) {
    const std::string out = (folder / "out").string();
    const Output ran = percuta("run " + example("acne-scars.toml") + " --samples 2 --fidelity column -o " + out);
    EXPECT_EQ(ran.code, 0) << ran.text;
    for (const char* name : {"report.html", "result.json", "curves.csv", "closure.csv"})
        EXPECT_TRUE(fs::exists(fs::path(out) / name)) << name;
    EXPECT_NE(ran.text.find(out), std::string::npos);
    EXPECT_NE(ran.text.find("no medical device"), std::string::npos);
    const auto result = nlohmann::json::parse(slurp(fs::path(out) / "result.json"));
    EXPECT_EQ(result["result_version"], 1);
    EXPECT_NE(result["provenance"]["command"].get<std::string>().find("--samples 2"), std::string::npos);
}

TEST_F(Cli, SaysWhatGetsInAndWhenTheChannelsClose) {
    const std::string out = (folder / "out").string();
    const Output ran = percuta("run " + example("serum-and-numbing.toml") + " --samples 4 --fidelity column -o " + out);
    ASSERT_EQ(ran.code, 0) << ran.text;
    EXPECT_NE(ran.text.find("past the stratum corneum"), std::string::npos) << ran.text;
    EXPECT_NE(ran.text.find("closed to dye after "), std::string::npos) << ran.text;
    EXPECT_NE(ran.text.find("(10 of 100 by "), std::string::npos) << ran.text;
    EXPECT_NE(ran.text.find("restart actives from hour "), std::string::npos) << ran.text;
    for (const char* wrong : {"0.00000", "-0",
                              "\u2212"
                              "0 ",
                              "\u00a0", " inf", "nan"})
        EXPECT_EQ(ran.text.find(wrong, ran.text.find("holes ")), std::string::npos) << wrong << "\n" << ran.text;
    EXPECT_EQ(slurp(fs::path(out) / "delivery.csv").substr(0, 21), "n,product,permeant,t_");
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
    for (const char* seed : {"-1", "18446744073709551616", "1e3", "0x10", "1.5", "''"}) {
        const Output out = percuta("run " + example("acne-scars.toml") + " --seed " + seed);
        EXPECT_EQ(out.code, 2) << seed;
        EXPECT_NE(out.text.find("is not a whole number from 0 to 18446744073709551615"), std::string::npos) << out.text;
    }
    EXPECT_EQ(percuta("run " + example("acne-scars.toml") + " --fidelity cube -o " + folder.string()).code, 2);
    EXPECT_EQ(percuta("run " + example("acne-scars.toml") + " -o /proc/nowhere").code, 2);
}

TEST_F(Cli, AVerbThatDoesNotExistIsNamedWithTheNearest) {
    const Output near = percuta("--quiet chek plan.toml"), far = percuta("foo");
    EXPECT_EQ(near.code, 2);
    EXPECT_NE(near.text.find("there is no verb \"chek\"; did you mean \"check\"?"), std::string::npos) << near.text;
    EXPECT_EQ(far.code, 2);
    EXPECT_NE(far.text.find("there is no verb \"foo\"\nThe verbs are run, compare, screen, calendar, serve, check, "
                            "data, schema, bench"),
              std::string::npos)
        << far.text;
}

TEST_F(Cli, WhatCannotBeWrittenIsFoundBeforeTheRunAndLeavesNothing) {
    // Nobody, not even root, can make a file in /proc. So many samples would take a day.
    const std::string run = "run " + example("acne-scars.toml") + " --samples 100000 ";
    EXPECT_EQ(percuta(run + "-o /proc").code, 2);
    const std::string out = (folder / "made" / "here").string();
    EXPECT_EQ(percuta(run + "-o " + out + " --json /proc/result.json").code, 2);
    EXPECT_FALSE(fs::exists(folder / "made"));
    write("occupied", "");
    EXPECT_EQ(percuta(run + "-o " + (folder / "occupied").string()).code, 2);
    EXPECT_TRUE(fs::exists(folder / "occupied"));
}

TEST_F(Cli, LostOutputEndsWithTwo) {
    for (const std::string& arguments : {"check --full " + example("acne-scars.toml"), std::string("schema"),
                                         std::string("data sources"), std::string("data"), std::string("--help")}) {
        const Output out = percuta(arguments, "2>&1 >/dev/full");
        EXPECT_EQ(out.code, 2) << arguments;
        EXPECT_NE(out.text.find("standard output cannot be written: No space left"), std::string::npos) << out.text;
    }
}

TEST_F(Cli, AReaderWhoStopsReadingEndsItQuietly) {
    EXPECT_EQ(percuta("data sources --json 2>&1 | head -n 1", "").text, "[\n");
}

TEST_F(Cli, APlanCanBePiped) {
    const std::string plan = example("acne-scars.toml");
    const std::string full = percuta("check --full " + plan, "2>/dev/null").text;
    EXPECT_EQ(percuta("check --full /dev/stdin < " + plan, "2>/dev/null").text, full);
    FILE* pipe = popen((std::string(PERCUTA_PROGRAM) + " check /dev/stdin >/dev/null").c_str(), "w");
    const std::string text = slurp(plan);
    EXPECT_EQ(fwrite(text.data(), 1, text.size(), pipe), text.size());
    EXPECT_EQ(pclose(pipe), 0);
    const Output endless = percuta("check /dev/zero");
    EXPECT_EQ(endless.code, 3);
    EXPECT_NE(endless.text.find("does not end within 1 MB"), std::string::npos) << endless.text;
}

TEST_F(Cli, FilesOutOfReachSayWhy) {
    fs::create_symlink("b", folder / "a");
    fs::create_symlink("a", folder / "b");
    const Output loop = percuta("check " + (folder / "a").string());
    EXPECT_EQ(loop.code, 3);
    EXPECT_NE(loop.text.find("Too many levels of symbolic links"), std::string::npos) << loop.text;
    // Root may read everything unless it gives up its capabilities.
    const std::string as_anyone = geteuid() == 0 ? "setpriv --bounding-set -all --inh-caps -all -- " : "";
    fs::create_directory(folder / "locked");
    fs::permissions(folder / "locked", fs::perms::none);
    const std::string locked = (folder / "locked").string();
    for (const std::string& arguments : {"check " + locked + "/plan.toml", "--data " + locked + " data"}) {
        const Output out = percuta(arguments, "2>&1", as_anyone);
        EXPECT_EQ(out.code, 3) << out.text;
        EXPECT_NE(out.text.find("Permission denied"), std::string::npos) << out.text;
    }
    fs::permissions(folder / "locked", fs::perms::owner_all);
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
    const std::string parameter = percuta("data parameter healing.k_D").text;
    EXPECT_NE(parameter.find("decay of the damage signal"), std::string::npos);
    EXPECT_NE(parameter.find("[parameters.k_D]"), std::string::npos);
    EXPECT_NE(percuta("data parameter skin.papillary_least").text.find("uniform, 60 to 100 um"), std::string::npos);
    EXPECT_NE(percuta("data parameter skin.cheek.dermis_male").text.find("[site.cheek.layers.dermis_male]"),
              std::string::npos);
    EXPECT_NE(percuta("data parameter skin.cheek.follicles").text.find("[site.cheek.structures.follicles]"),
              std::string::npos);
    EXPECT_NE(percuta("data parameter method.raman-slope.stratum_corneum")
                  .text.find("[method.raman-slope.parameters.stratum_corneum]"),
              std::string::npos);
    EXPECT_NE(percuta("data parameter device.roll_speed").text.find("[common.roll_speed]"), std::string::npos);
    EXPECT_EQ(nlohmann::json::parse(percuta("data --json", "2>/dev/null").text).size(), 17U);
    EXPECT_NE(percuta("data site cheek").text.find("16.8 um"), std::string::npos);
    for (const char* kind : {"sites", "methods", "devices", "products", "permeants", "excipients", "concerns",
                             "adjuncts", "parameters", "studies", "study", "sources"})
        EXPECT_TRUE(nlohmann::json::accept(percuta(std::string("data --json ") + kind, "2>/dev/null").text)) << kind;
    for (const char* of : {"plan", "result", "trial"})
        EXPECT_TRUE(nlohmann::json::accept(percuta(std::string("schema ") + of, "2>/dev/null").text)) << of;
}

TEST_F(Cli, DataShowsProductsAndWhatIsInThem) {
    EXPECT_NE(percuta("data products").text.find("lidocaine 25, prilocaine 25"), std::string::npos);
    EXPECT_NE(percuta("data product thd-ascorbate").text.find("never on open channels"), std::string::npos);
    EXPECT_NE(percuta("data permeant pdgf").text.find("not delivered"), std::string::npos);
    EXPECT_NE(percuta("data excipient iron-oxides").text.find("not part of medicines"), std::string::npos);
    const auto place = [](const std::string& parameter) { return percuta("data parameter " + parameter).text; };
    EXPECT_NE(place("permeant.lidocaine.log_k").find("[permeant.lidocaine.properties.log_k]"), std::string::npos);
    EXPECT_NE(place("product.body_area").find("[common.body_area]"), std::string::npos);
    EXPECT_NE(place("product.prp.ph").find("[product.prp.vehicle.ph]"), std::string::npos);
    EXPECT_NE(place("product.ghk-cu.ghk.concentration").find("[product.ghk-cu.content.ghk.concentration]"),
              std::string::npos);
    const auto json = nlohmann::json::parse(percuta("data --json product tinted-sunscreen", "2>/dev/null").text);
    EXPECT_EQ(json["contraindicated"]["source"], "martin-2021");
    EXPECT_TRUE(json["contents"].empty());
}

/// The line that begins with this word.
std::string row_of(const std::string& table, const std::string& name) {
    const std::size_t at = table.starts_with(name + " ") ? 0 : table.find("\n" + name + " ") + 1;
    return table.substr(at, table.find('\n', at) - at);
}

TEST_F(Cli, DataListsSitesAndDevicesAsTables) {
    const std::string sites = percuta("data sites").text;
    EXPECT_NE(row_of(sites, "site").find("dermis women / men, mm"), std::string::npos) << sites;
    EXPECT_NE(row_of(sites, "forehead").find("0.86 / 1.17"), std::string::npos) << sites;
    EXPECT_NE(row_of(sites, "forehead").find("bone"), std::string::npos) << sites;
    EXPECT_NE(row_of(sites, "cheek").find("soft"), std::string::npos) << sites;
    const std::string devices = percuta("data devices").text;
    EXPECT_NE(row_of(devices, "pen-6").find("0.1 to 1.9"), std::string::npos) << devices;
    EXPECT_NE(row_of(devices, "pen-6").find("K180778, K182407, K233709"), std::string::npos) << devices;
    EXPECT_NE(row_of(devices, "stamp").find("none"), std::string::npos) << devices;
}

TEST_F(Cli, DataOfADeviceSaysWhatItsLabelsCover) {
    const std::string text = percuta("data device pen-6").text;
    for (const char* part :
         {"K182407, decided 2019-07-19, MT.DERM", "acne-scar (face); phototypes 1 to 4", "settings to 1.5 mm",
          "22 years and more", "within 0.15 mm of what is set", "device.pen-6.shaft_diameter = 0.35 mm"})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    EXPECT_NE(percuta("data device stamp").text.find("no FDA file of it was read"), std::string::npos);
    const auto labels = nlohmann::json::parse(percuta("data --json device pen-6", "2>/dev/null").text)["labels"];
    ASSERT_EQ(labels.size(), 3U);
    EXPECT_EQ(labels[1]["covers"][0]["phototypes"], (nlohmann::json{1, 4}));
    EXPECT_NEAR(labels[1]["covers"][0]["deepest_mm"].get<double>(), 1.5, 1e-12);
    EXPECT_TRUE(labels[1]["dial_mm"].is_null()) << "it was not read";
}

TEST_F(Cli, DataOfAStudyListsFiguresWithUnitAndRole) {
    const std::string bench = percuta("data study kalluri-2011").text;
    EXPECT_NE(bench.find("depth of the open channel: 152.5 um; standard deviation 25 um"), std::string::npos) << bench;
    EXPECT_NE(bench.find("calibration"), std::string::npos);
    EXPECT_NE(percuta("data study verbaan-2008").text.find(": 0 to 0.1; "), std::string::npos);
    EXPECT_NE(percuta("data study roemgens-2014-depth").text.find(": at least 1.5; "), std::string::npos);
    const auto study = nlohmann::json::parse(percuta("data --json study roemgens-2014-depth", "2>/dev/null").text);
    EXPECT_EQ(study["role"], "held-out");
    EXPECT_EQ(study["bench"][1]["published"]["least"], 1.5);
    EXPECT_TRUE(study["bench"][1]["published"]["most"].is_null()) << "open above";
    const auto clinical = nlohmann::json::parse(percuta("data --json study lotfi-2013", "2>/dev/null").text);
    EXPECT_EQ(clinical["figures"].size(), 5U);
    EXPECT_NEAR(clinical["figures"][0]["change_pct"].get<double>(), 53.2, 1e-12);
    EXPECT_EQ(clinical["figures"][3]["reader"], "open-single-assessor");
    EXPECT_TRUE(clinical["figures"][3]["change_pct"].is_null()) << "a share of people is no change";
    EXPECT_EQ(clinical["people"]["completed"], 30);
    const std::string arms = percuta("data study pafmj-2024").text;
    EXPECT_NE(arms.find("20.62 points (SD 3.23)"), std::string::npos) << arms;
    EXPECT_NE(arms.find("10.54 points (mean of goodman-baron-quantitative, read by open-single-assessor, arm needling, "
                        "30 days after the last session)"),
              std::string::npos)
        << arms;
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

TEST_F(Cli, AFolderOfDataMayHoldOtherFiles) {
    fs::create_directories(folder / ".git");
    for (const char* name : {"README.md", "healing.toml~", "#healing.toml#", ".healing.toml.swp", ".hidden.toml",
                             "healing.toml.orig", ".git/config.toml"})
        write(name, "not TOML");
    EXPECT_EQ(percuta("--data " + folder.string() + " data").code, 0);
    write("mine.bib", "");
    EXPECT_EQ(percuta("--data " + folder.string() + " data").code, 3);
}

TEST_F(Cli, DataThatNoModelCanTakeEndWithThree) {
    const auto replaced = [&](const char* name, const std::string& from, const std::string& to) {
        const bool study = fs::exists(std::string(PERCUTA_SOURCE_DIR) + "/studies/" + name);
        const std::string place = study ? "studies/" : "data/";
        std::string text = slurp(std::string(PERCUTA_SOURCE_DIR) + "/" + place + name);
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        fs::remove_all(folder);
        fs::create_directories(folder / "studies");
        write((study ? "studies/" : "") + std::string(name), text.replace(at, from.size(), to));
        const Output out = percuta("--data " + folder.string() + " data");
        EXPECT_EQ(out.code, 3) << out.text;
        return out.text;
    };
    const auto says = [](const std::string& text, const char* part) {
        EXPECT_NE(text.find(part), std::string::npos) << text;
    };
    const std::string prior = "\nunit = \"1/day\"\nprior = { lognormal = 1.5 }",
                      fixed = "\nunit = \"1/day\"\nprior = { fixed = true }";
    says(replaced("healing.toml", "value = 1.5" + prior, "value = 0" + fixed), "must be above zero");
    says(replaced("healing.toml", "value = 1.5" + prior, "value = -1" + fixed), "must be above zero");
    says(replaced("indications.toml", "tissue.collagen]", "tissue.colagen]"), "did you mean \"collagen\"?");
    says(replaced("indications.toml", "value = 0.7\nunit = \"1\"", "value = 0.7\nunit = \"mm\""),
         "cannot be converted");
    says(replaced("adjuncts.toml", slurp(std::string(PERCUTA_SOURCE_DIR) + "/data/adjuncts.toml"), ""),
         "adjunct is missing");
    says(replaced("products.toml", "source = \"soltani-2014\"", "source = \"soltani-2041\""),
         "permeant thd-ascorbate, contraindicated, names the source \"soltani-2041\"");
    says(replaced("products.toml", "source = \"poster-16622\"", "source = \"poster-1662\""),
         "excipient zinc-salts names the source");
    says(replaced("products.toml", "not_delivered_source = \"dhurat-2019\"", "not_delivered_source = \"dhurat\""),
         "permeant pdgf, not_delivered, names the source");
    says(replaced("lotfi-2013.toml", "masson_area_pct_change", "mason_area_pct_change"),
         "did you mean \"masson_area_pct_change\"?");
    says(replaced("lotfi-2013.toml", "\"acne-scar\"", "\"acne-scars\""), "did you mean \"acne-scar\"?");
}

TEST_F(Cli, ProvenanceRepeatsTheRunInAnyShell) {
    const std::string out = (folder / "it's $HOME ~ #1").string();
    ASSERT_EQ(percuta("run " + example("home-roller.toml") + " --samples 0 --fidelity column -o \"" +
                      (folder / "it's \\$HOME ~ #1").string() + "\"")
                  .code,
              0);
    const std::string first = slurp(out + "/curves.csv");
    const auto command = nlohmann::json::parse(slurp(out + "/result.json"))["provenance"]["command"].get<std::string>();
    fs::remove_all(out);
    ASSERT_TRUE(command.starts_with("percuta "));
    EXPECT_EQ(percuta(command.substr(8)).code, 0) << command;
    EXPECT_EQ(slurp(out + "/curves.csv"), first) << command;
}

TEST_F(Cli, AnInterruptedRunWritesNothingAndEndsWith130) {
    const std::string out = (folder / "out").string();
    const Output stopped = percuta("run " + example("acne-scars.toml") + " --samples 2000 -o " + out +
                                   " & sleep 1; kill -INT $!; wait $!; echo code $?");
    EXPECT_NE(stopped.text.find("code 130"), std::string::npos) << stopped.text;
    EXPECT_FALSE(fs::exists(out));
}

TEST_F(Cli, ASecondInterruptionEndsAtOnce) {
    const Output stopped =
        percuta("run " + example("acne-scars.toml") + " --samples 100000 -o " + (folder / "out").string() +
                " & sleep 1; kill -INT $!; sleep 0.2; kill -INT $!; wait $!; echo code $?");
    EXPECT_NE(stopped.text.find("code 130"), std::string::npos) << stopped.text;
}

TEST_F(Cli, BenchLeavesNothingBehind) {
    const std::string here = "env TMPDIR=" + folder.string() + " ";
    const std::string bad = write("bad.toml", "");
    EXPECT_EQ(percuta("bench --repeats 1 " + bad, "2>/dev/null", here).code, 2);
    EXPECT_EQ(percuta("bench --repeats 1 --goal gone.toml " + example("home-roller.toml"), "2>/dev/null", here).code,
              3);
    for (const auto& entry : fs::directory_iterator(folder)) EXPECT_EQ(entry.path().filename(), "bad.toml");
}

TEST_F(Cli, BenchMeasuresItsFigures) {
    const Output out = percuta("bench --json --repeats 1 " + example("home-roller.toml"), "2>/dev/null");
    EXPECT_EQ(out.code, 0);
    const auto figures = nlohmann::json::parse(out.text);
    EXPECT_EQ(figures.size(), 11U);
    for (const auto& figure : figures) EXPECT_GT(figure["measured"].get<double>(), 0.0);
}

}  // namespace
}  // namespace percuta
