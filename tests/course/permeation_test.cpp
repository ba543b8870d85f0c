// Published permeation and what is asked of its set-up.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/predict.hpp"

namespace percuta::course {
namespace {

const std::string head = "study = \"x\"\nsource = \"li-2015\"\nrole = \"display\"\nprotocol = \"x\"\n";
const std::string in_vitro =
    "[[permeation]]\nwhat = \"x\"\nspread = \"judged\"\nin_vitro = true\npunch = \"stamp\"\n"
    "stratum_corneum = \"15 um\"\nviable_epidermis = \"60 um\"\ndermis = \"0.43 mm\"\ndepth = \"350 um\"\n"
    "mouth = \"100 um\"\nholes_per_area = \"100 1/cm2\"\npermeant = \"ghk\"\nconcentration = \"7.9 mg/mL\"\n"
    "volume = \"1000 uL/cm^2\"\n";
const std::string patch =
    "[[permeation]]\nwhat = \"x\"\nspread = \"judged\"\nin_vitro = false\noccluded = true\npunch = \"stamp\"\n"
    "needle_length = \"0.6 mm\"\nage = \"25 yr\"\nstratum_corneum = \"15 um\"\nviable_epidermis = \"60 um\"\n"
    "dermis = \"1.5 mm\"\ndepth = \"200 um\"\nmouth = \"100 um\"\nholes_per_area = \"100 1/cm2\"\n"
    "permeant = \"naltrexone\"\nconcentration = \"100 mg/mL\"\nph = 5.0\nvolume = \"100 uL/cm^2\"\n"
    "area = \"20 cm^2\"\nweight = \"70 kg\"\n";

std::string amount(const std::string& observed, const std::string& more) {
    return in_vitro + "observed = \"" + observed + "\"\n" + more;
}
const std::string ratio = "published = 2.0\nsd = 1.0\n";
const std::string mass = "published = \"45 ug/cm^2\"\nsd = \"4 ug/cm^2\"\n";
const std::string level = "published = \"2 ng/mL\"\nsd = \"1 ng/mL\"\n";

Knowledge with(const std::string& figures) {
    core::DataFiles files = core::embedded_data();
    files["studies/x.toml"] = head + figures;
    return learn(files);
}

/// What the model says of the figures, by central values; `person` in standard deviations where it matters.
std::vector<double> predicted(const std::string& figures, const core::RandomStream* person = nullptr) {
    const Knowledge known = with(figures);
    const Stages stages = central_stages(known);
    std::vector<double> out;
    for (const BenchFigure& figure : std::ranges::find(known.studies, "x", &Study::id)->bench)
        out.push_back(predict(known.atlas, stages, figure, person));
    return out;
}

std::string said(const std::string& figures) {
    try {
        with(figures);
    } catch (const core::InvalidInput& error) {
        return error.what();
    }
    return "";
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string without(std::string text, const std::string& line) {
    const std::size_t at = text.find(line);
    EXPECT_NE(at, std::string::npos) << line;
    return text.erase(at, text.find('\n', at) - at + 1);
}

TEST(Permeation, ThroughTheReceptorOnlyRises) {
    const auto through =
        predicted(amount("permeated", "at = \"1 h\"\n" + mass) + amount("permeated", "at = \"9 h\"\n" + mass));
    EXPECT_GT(through.at(0), 0.0);
    EXPECT_GT(through.at(1), through.at(0));
}

TEST(Permeation, IsTheSameReadAsAmountShareAndMeanFlux) {
    const auto all = predicted(amount("permeated", "at = \"9 h\"\n" + mass) +
                               amount("permeated-share", "at = \"9 h\"\npublished = 0.1\nsd = 0.1\n") +
                               amount("flux", "at = \"9 h\"\npublished = \"5 ug/cm^2/h\"\nsd = \"1 ug/cm^2/h\"\n"));
    EXPECT_NEAR(all.at(0) / (7.9 * 1e-2), all.at(1), 1e-6 * all.at(1));  // mg/mL times 1 cm of donor
    EXPECT_NEAR(all.at(2) * 9 * core::hour, all.at(0), 1e-6 * all.at(0));
}

TEST(Permeation, RatioIsOfTheSameSetUpButForWhatIsSaid) {
    const auto all =
        predicted(amount("permeated", "at = \"9 h\"\nover = { }\n" + ratio) +
                  amount("permeated", "at = \"9 h\"\nover = { at = \"1 h\" }\n" + ratio) +
                  amount("permeated", "at = \"9 h\"\n" + mass) + amount("permeated", "at = \"1 h\"\n" + mass) +
                  amount("permeated", "at = \"9 h\"\nover = { needled = false }\n" + ratio));
    EXPECT_EQ(all.at(0), 1.0);
    EXPECT_NEAR(all.at(1), all.at(2) / all.at(3), 1e-3 * all.at(1));
    EXPECT_GT(all.at(4), 10.0) << "GHK hardly passes intact skin";
}

TEST(Permeation, OfIntactSkinNeedsNoChannels) {
    std::string intact = amount("permeated", "needled = false\nat = \"24 h\"\n" + mass);
    for (const char* line : {"punch", "depth", "mouth", "holes_per_area"}) intact = without(intact, line);
    EXPECT_GT(predicted(intact).at(0), 0.0);
}

TEST(Permeation, TellsLivingPeopleApartAndTakesSkinInVitroAlike) {
    core::RandomStream one(1, 1, core::Stream::skin), other(1, 2, core::Stream::skin);
    const std::string dead = amount("permeated", "at = \"9 h\"\n" + mass),
                      living = patch + "observed = \"plasma-at\"\nat = \"72 h\"\n" + level;
    EXPECT_EQ(predicted(dead, &one), predicted(dead, &other));
    EXPECT_NE(predicted(living, &one), predicted(living, &other));
}

TEST(Permeation, PlasmaLastsLongerUnderAPatchThatIsLeftOnAndWithADrugThatSlowsClosure) {
    const std::string window = patch +
                               "observed = \"delivery-window\"\nabove = 0.3\nat = \"240 h\"\n"
                               "published = \"48 h\"\nsd = \"6 h\"\n";
    const auto all = predicted(window + window + "contact = \"6 h\"\n" + window + "nsaid = true\n");
    EXPECT_LT(all.at(1), all.at(0));
    EXPECT_GT(all.at(2), all.at(0));
}

TEST(Permeation, DermisPlasmaAndShareAbsorbedFollowTheDonor) {
    const std::string untreated = without(without(patch, "area = \"20"), "weight");
    const auto twice = [&](const std::string& observed) {
        return predicted((observed.starts_with("plasma") ? patch : untreated) + "observed = \"" + observed +
                         "\"\nat = \"5 h\"\n" + ratio + "over = { concentration = \"50 mg/mL\" }\n")
            .at(0);
    };
    for (const char* observed : {"dermis-peak", "plasma-peak", "plasma-at", "delivered"})
        EXPECT_NEAR(twice(observed), 2.0, 0.02) << observed;
    EXPECT_NEAR(twice("absorbed-share"), 1.0, 0.01);
}

TEST(Permeation, ADonorThatComesLaterFindsContractedChannels) {
    const auto all = predicted(amount("permeated", "at = \"6 h\"\n" + mass) +
                               amount("permeated", "at = \"7 h\"\ndelay = \"1 h\"\n" + mass));
    EXPECT_LT(all.at(1), all.at(0));
}

TEST(Permeation, WithoutWhatItNeedsIsRefusedWithItsPlace) {
    const std::string good = amount("permeated", "at = \"9 h\"\n" + mass);
    EXPECT_EQ(said(good), "");
    for (const char* key : {"in_vitro", "stratum_corneum", "dermis", "depth", "mouth", "holes_per_area", "permeant",
                            "concentration", "volume", "at = ", "observed", "spread"})
        EXPECT_TRUE(holds(said(without(good, key)), "x.toml")) << key;
    const std::string living = patch + "observed = \"plasma-peak\"\nat = \"9 h\"\n" + level;
    EXPECT_EQ(said(living), "");
    for (const char* key : {"occluded", "needle_length", "age", "area", "weight"})
        EXPECT_TRUE(holds(said(without(living, key)), key)) << key;
}

TEST(Permeation, ThatCannotBeIsRefusedWithAWord) {
    const std::string end = "at = \"9 h\"\n";
    EXPECT_TRUE(holds(said(amount("permeatd", end + mass)), "did you mean"));
    EXPECT_TRUE(holds(said(amount("permeated", end + ratio)), "published"));
    EXPECT_TRUE(holds(said(amount("permeated", end + mass + "over = { at = \"1 h\" }\n")), "published"));
    EXPECT_TRUE(holds(said(amount("permeated", end + mass + "least = \"1 ug/cm^2\"\n")), "not both"));
    EXPECT_TRUE(holds(said(amount("permeated", end + "sd = \"1 ug/cm^2\"\n")), "published value or a range"));
    EXPECT_TRUE(holds(said(amount("permeated", "delay = \"9 h\"\n" + end + mass)), "before there is anything"));
    EXPECT_TRUE(holds(said(amount("permeated", end + mass + "over = { at = \"1 h\", holes = 3 }\n")), "holes"));
    EXPECT_TRUE(holds(said(amount("plasma-at", end + level + "area = \"1 cm^2\"\nweight = \"70 kg\"\n")), "in_vitro"));
    std::string unknown = amount("permeated", end + mass);
    unknown.replace(unknown.find("\"ghk\""), 5, "\"ghkk\"");
    EXPECT_TRUE(holds(said(unknown), "did you mean \"ghk\""));
    std::string body = patch + "observed = \"plasma-at\"\n" + end + level;
    body.replace(body.find("naltrexone"), 10, "ghk");
    EXPECT_TRUE(holds(said(body), "what the body does with ghk"));
    body.replace(body.find("\"ghk\""), 5, "\"pdgf\"");
    EXPECT_TRUE(holds(said(body), "not to be delivered"));
    std::string unitless = amount("permeated", end + mass);
    unitless.replace(unitless.find("\"350 um\""), 8, "350");
    EXPECT_TRUE(holds(said(unitless), "depth"));
}

TEST(Closure, WaterLossRisesMoreForWiderMouthsAndFallsAgain) {
    const std::string rise =
        "[[closure]]\nwhat = \"x\"\nspread = \"judged\"\nobserved = \"tewl-rise\"\nin_vitro = true\npunch = "
        "\"roller\"\n"
        "needle_length = \"0.5 mm\"\nmouth = \"60 um\"\nholes_per_area = \"200 1/cm2\"\n";
    const std::string loss = "published = \"20 g m-2 h-1\"\nsd = \"5 g m-2 h-1\"\n";
    const auto all =
        predicted(rise + loss + rise + "at = \"1 h\"\n" + loss + rise + "over = { mouth = \"30 um\" }\n" + ratio);
    EXPECT_GT(all.at(0), 0.0);
    EXPECT_LT(all.at(1), all.at(0));
    EXPECT_GT(all.at(1), 0.0) << "skin in vitro does not reseal";
    EXPECT_GT(all.at(2), 1.0);
    EXPECT_TRUE(holds(said(rise + "published = \"4 h\"\nsd = \"1 h\"\n"), "published"));
}

TEST(Study, SaysWhatKindItsFiguresAre) {
    const Knowledge known = with(amount("permeated", "at = \"9 h\"\n" + mass));
    EXPECT_EQ(kind(std::ranges::find(known.studies, "x", &Study::id)->bench.front()), "permeation");
    EXPECT_EQ(kind(std::ranges::find(known.studies, "gupta-2011", &Study::id)->bench.front()), "closure");
    EXPECT_EQ(kind(std::ranges::find(known.studies, "gill-2008", &Study::id)->bench.front()), "pain");
}

}  // namespace
}  // namespace percuta::course
