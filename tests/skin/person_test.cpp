// What of a person changes the skin: age, pigmentation, water, and chance.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "core/random.hpp"
#include "skin/skin_of.hpp"

namespace percuta::skin {
namespace {

using Measure = std::function<double(const Skin&)>;

TEST(Age, ChangesNothingAtTheReferenceAgeHoweverSteepTheSlopes) {
    const Atlas atlas = shipped_atlas();
    const double steep = 0.05 / years(1);
    const Atlas changed = atlas.with_common(atlas.common()
                                                .with("viable_epidermis_age_slope", steep)
                                                .with("dermis_age_slope_female", -steep)
                                                .with("loops_age_slope", steep));
    const Skin before = atlas.skin("cheek", reference()), after = changed.skin("cheek", reference());
    EXPECT_DOUBLE_EQ(after.viable_epidermis, before.viable_epidermis);
    EXPECT_DOUBLE_EQ(after.dermis, before.dermis);
    EXPECT_DOUBLE_EQ(after.vessels.bands[0].length_density, before.vessels.bands[0].length_density);
}

TEST(Age, ThinsViableEpidermisAndDermisAndTakesLoopsButLeavesStratumCorneumAndFat) {
    const Atlas atlas = shipped_atlas();
    for (const Sex sex : {Sex::female, Sex::male}) {
        const Skin young = atlas.skin("cheek", aged(sex, 25)), old = atlas.skin("cheek", aged(sex, 70));
        EXPECT_LT(old.viable_epidermis, young.viable_epidermis);
        EXPECT_LT(old.dermis, young.dermis);
        EXPECT_LT(old.vessels.bands[0].length_density, young.vessels.bands[0].length_density);
        EXPECT_DOUBLE_EQ(old.stratum_corneum, young.stratum_corneum);
        EXPECT_DOUBLE_EQ(old.hypodermis, young.hypodermis);
        EXPECT_DOUBLE_EQ(old.age, years(70));
    }
}

TEST(Age, IsLogLinearBetweenTheAgesThatTheSourcesCoverAndFlatBeyond) {
    const Atlas atlas = shipped_atlas();
    const auto dermis = [&](double age) { return atlas.skin("back", aged(Sex::female, age)).dermis; };
    const double slope = atlas.common().value("dermis_age_slope_female");
    EXPECT_NEAR(std::log(dermis(60) / dermis(30)), slope * years(30), 1e-12);
    EXPECT_DOUBLE_EQ(dermis(95), dermis(80));
    EXPECT_DOUBLE_EQ(dermis(5), dermis(20));
    EXPECT_NE(dermis(80), dermis(79));
}

TEST(Age, LeavesTheSignOfTheSlopesOpen) {  // Seidenari 1999 found thicker facial skin in old women
    const core::ParameterSet common = shipped_atlas().common();
    for (const char* slope : {"viable_epidermis_age_slope", "dermis_age_slope_female", "dermis_age_slope_male"}) {
        const core::Parameter& parameter = common.at(slope);
        ASSERT_EQ(parameter.prior.kind, core::Prior::Kind::normal) << slope;
        EXPECT_LT(std::abs(parameter.value), 1.645 * parameter.prior.spread) << slope;
    }
}

TEST(Age, TakesFortyToSeventyPercentOfTheLoopsBetweenTheTwentiesAndTheSeventies) {  // Li 2006
    const Atlas atlas = shipped_atlas();
    const auto loops = [&](double age) {
        return atlas.skin("forehead", aged(Sex::female, age)).vessels.bands[0].length_density;
    };
    const double loss = 1.0 - loops(72) / loops(25);
    EXPECT_GT(loss, 0.40);
    EXPECT_LT(loss, 0.70);
}

TEST(Pigmentation, ThickensTheStratumCorneumStepByStep) {
    const Atlas atlas = shipped_atlas();
    double before = 0.0;
    for (int phototype = 1; phototype <= 6; ++phototype) {
        Person person = reference();
        person.phototype = phototype;
        const Skin skin = atlas.skin("volar-forearm", person);
        EXPECT_GT(skin.stratum_corneum, before) << phototype;
        EXPECT_DOUBLE_EQ(skin.viable_epidermis, atlas.skin("volar-forearm", reference()).viable_epidermis);
        before = skin.stratum_corneum;
    }
}

TEST(Water, RisesFromDryToOilyToOccludedSkin) {
    const Atlas atlas = shipped_atlas();
    double before = 0.0;
    for (const SkinType type : {SkinType::dry, SkinType::normal, SkinType::oily}) {
        Person person = reference();
        person.type = type;
        EXPECT_GT(atlas.skin("cheek", person).water, before);
        before = atlas.skin("cheek", person).water;
        person.occluded = true;
        EXPECT_DOUBLE_EQ(atlas.skin("cheek", person).water, 0.97);
    }
    EXPECT_LT(before, 0.97);
}

TEST(Water, SwellsTheOccludedStratumCorneumUpToTwofold) {  // Egawa 2007
    const Atlas atlas = shipped_atlas();
    Person person = reference();
    person.occluded = true;
    const Skin dry = atlas.skin("volar-forearm", reference()), wet = atlas.skin("volar-forearm", person);
    EXPECT_GT(wet.stratum_corneum, 1.2 * dry.stratum_corneum);
    EXPECT_LE(wet.stratum_corneum, 2.0 * dry.stratum_corneum);
    EXPECT_DOUBLE_EQ(wet.viable_epidermis, dry.viable_epidermis);
    EXPECT_DOUBLE_EQ(wet.dermis, dry.dermis);
}

constexpr int people = 4000;

std::vector<double> logs(const Person& person, const Measure& measure, std::string_view site = "cheek") {
    const Atlas atlas = shipped_atlas();
    std::vector<double> out;
    for (std::uint64_t i = 0; i < people; ++i) {
        core::RandomStream random(7, i, core::Stream::patients);
        out.push_back(std::log(measure(atlas.drawn(site, person, random))));
    }
    return out;
}

double mean(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double covariance(const std::vector<double>& a, const std::vector<double>& b) {
    const double mean_a = mean(a), mean_b = mean(b);
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum / static_cast<double>(a.size() - 1);
}

double stratum_corneum(const Skin& skin) { return skin.stratum_corneum; }
double viable_epidermis(const Skin& skin) { return skin.viable_epidermis; }
double dermis(const Skin& skin) { return skin.dermis; }
double hypodermis(const Skin& skin) { return skin.hypodermis; }

TEST(DrawnSkin, HasTheMedianAndTheSpreadOfThePriors) {
    const core::ParameterSet layers = shipped_atlas().at("cheek").layers;
    const std::vector<std::pair<std::string, Measure>> measures{{"stratum_corneum", stratum_corneum},
                                                                {"viable_epidermis", viable_epidermis},
                                                                {"dermis_female", dermis},
                                                                {"hypodermis_female", hypodermis}};
    for (const auto& [name, measure] : measures) {
        const std::vector<double> drawn = logs(reference(), measure);
        const double sigma = std::log(layers.at(name).prior.spread);
        EXPECT_NEAR(mean(drawn), std::log(layers.value(name)), 4.0 * sigma / std::sqrt(people)) << name;
        EXPECT_NEAR(std::sqrt(covariance(drawn, drawn)), sigma, 0.05 * sigma) << name;
    }
}

TEST(DrawnSkin, HasFolliclesNervesAndVesselsOfItsOwn) {
    const Atlas atlas = shipped_atlas();
    const core::ParameterSet& structures = atlas.at("upper-arm").structures;
    const std::vector<std::pair<core::Parameter, Measure>> measures{
        {structures.at("follicles"), [](const Skin& skin) { return skin.follicles.per_area; }},
        {structures.at("orifice"), [](const Skin& skin) { return skin.follicles.orifice; }},
        {structures.at("nerves"), [](const Skin& skin) { return skin.nerve_density.value(); }},
        {atlas.common().at("vessel_diameter"), [](const Skin& skin) { return skin.vessels.diameter; }},
        {atlas.common().at("loops_per_area"),
         [](const Skin& skin) { return skin.vessels.bands[0].length_density / 2; }}};
    for (const auto& [parameter, measure] : measures) {
        const std::vector<double> drawn = logs(reference(), measure, "upper-arm");
        const double sigma = std::log(parameter.prior.spread);
        EXPECT_NEAR(mean(drawn), std::log(parameter.value), 4.0 * sigma / std::sqrt(people)) << parameter.name;
        EXPECT_NEAR(std::sqrt(covariance(drawn, drawn)), sigma, 0.05 * sigma) << parameter.name;
    }
}

TEST(DrawnSkin, SharesOneFactorBetweenItsLayersButNotWithTheFat) {
    const std::vector<double> outer = logs(reference(), stratum_corneum), middle = logs(reference(), viable_epidermis),
                              inner = logs(reference(), dermis), fat = logs(reference(), hypodermis);
    const double sigma = shipped_atlas().common().value("between_people_sigma");
    const double error = 4.0 * 0.39 * 0.39 / std::sqrt(people);  // of a covariance; 0.39 is the widest prior here
    EXPECT_NEAR(covariance(outer, middle), sigma * sigma, error / 4.0);
    EXPECT_NEAR(covariance(middle, inner), sigma * sigma, error / 2.0);
    EXPECT_NEAR(covariance(inner, fat), 0.0, error);
}

TEST(DrawnSkin, SplitsTheVarianceBetweenPeopleAndPlacesAsRobertsonAndReesFound) {
    const double within = shipped_atlas().skin("cheek", reference()).within_site_sigma;
    const double between = covariance(logs(reference(), stratum_corneum), logs(reference(), viable_epidermis));
    const double share = within * within / (within * within + between);
    EXPECT_GE(share, 0.50);
    EXPECT_LE(share, 0.74);
    const double exact = shipped_atlas().common().value("between_people_sigma");
    EXPECT_NEAR(within * within + exact * exact, std::log(1.0 + 0.2 * 0.2),
                0.0005);  // a coefficient of variation of 0.2
}

TEST(DrawnSkin, SpreadsWiderFarFromTheReferenceAge) {
    const std::vector<double> reference_age = logs(reference(), dermis), old = logs(aged(Sex::female, 80), dermis);
    const double slope = shipped_atlas().common().at("dermis_age_slope_female").prior.spread * years(40);
    EXPECT_NEAR(covariance(old, old) - covariance(reference_age, reference_age), slope * slope, 0.5 * slope * slope);
}

TEST(DrawnSkin, IsTheSameForTheSameSeedAndAnotherForAnotherPerson) {
    const Atlas atlas = shipped_atlas();
    const auto draw = [&](std::uint64_t seed, std::uint64_t person) {
        core::RandomStream random(seed, person, core::Stream::patients);
        return atlas.drawn("scalp", reference(), random);
    };
    const Skin one = draw(1, 0), again = draw(1, 0), other = draw(1, 1), elsewhere = draw(2, 0);
    EXPECT_EQ(one.stratum_corneum, again.stratum_corneum);
    EXPECT_EQ(one.dermis, again.dermis);
    EXPECT_EQ(one.hypodermis, again.hypodermis);
    EXPECT_EQ(one.follicles.bulge_bottom, again.follicles.bulge_bottom);
    EXPECT_EQ(one.vessels.diameter, again.vessels.diameter);
    EXPECT_NE(one.dermis, other.dermis);
    EXPECT_NE(one.dermis, elsewhere.dermis);
}

TEST(DrawnSkin, KeepsItsLayersAndBandsInOrder) {
    const Atlas atlas = shipped_atlas();
    for (const std::string& site : atlas.names())
        for (std::uint64_t i = 0; i < 300; ++i) {
            core::RandomStream random(3, i, core::Stream::patients);
            const Skin skin = atlas.drawn(site, aged(Sex::male, 75), random);
            ASSERT_GT(skin.stratum_corneum, 0.0) << site;
            ASSERT_GE(skin.water, 0.0) << site;
            ASSERT_LE(skin.water, 1.0) << site;
            ASSERT_DOUBLE_EQ(skin.vessels.bands.front().top, skin.epidermis()) << site;
            double above = skin.epidermis();
            for (const Vessels::Band& band : skin.vessels.bands) {
                ASSERT_DOUBLE_EQ(band.top, above) << site;
                ASSERT_GE(band.bottom, band.top) << site;
                above = band.bottom;
            }
            ASSERT_LT(skin.follicles.bulge_top, skin.follicles.bulge_bottom) << site;
        }
}

}  // namespace
}  // namespace percuta::skin
