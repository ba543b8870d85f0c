#include "product/catalogue.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/bibliography.hpp"
#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/interval.hpp"
#include "core/mistakes.hpp"
#include "core/units.hpp"

namespace percuta::product {
namespace {

using core::replaced;
using core::says;

const std::string& text_of_products() { return core::embedded_data().at("products.toml"); }

const Catalogue& catalogue() {
    static const Catalogue read = Catalogue::read(core::Document::parse(text_of_products(), "products.toml"));
    return read;
}

std::string mistakes(const std::string& text) { return core::mistakes_of(text, "products.toml", Catalogue::read); }

/// A small file that is right, with one piece of it replaced.
std::string mistakes_with(std::string_view piece, std::string_view replacement) {
    const std::string number = ", prior = { fixed = true }, source = \"s\", basis = \"assumed\", meaning = \"m\" }\n";
    const std::string text =
        "[common]\nph = { value = 7, unit = \"1\"" + number + "volatile_share = { value = 0.9, unit = \"1\"" + number +
        "evaporation = { value = 25, unit = \"uL/cm^2/h\"" + number + "hindrance = { value = 1, unit = \"1\"" + number +
        "body_area = { value = 1.8, unit = \"m^2\"" + number +
        "[permeant.caffeine]\ntitle = \"Caffeine\"\nbinding = \"neutral-or-base\"\n"
        "[permeant.caffeine.properties]\nmolar_mass = { value = 194, unit = \"g/mol\"" +
        number + "log_k = { value = -0.1, unit = \"1\"" + number + "solubility = { value = 20, unit = \"mg/mL\"" +
        number + "pka_base = { value = 1.4, unit = \"1\"" + number + "body_volume = { value = 0.6, unit = \"L/kg\"" +
        number + "body_clearance = { value = 0.06, unit = \"L/h/kg\"" + number +
        "[excipient.water]\ntitle = \"Water\"\ninjectable = true\n"
        "[excipient.tint]\ntitle = \"Tint\"\ninjectable = false\nwhy = \"w\"\nsource = \"s\"\n"
        "[product.coffee]\ntitle = \"Coffee\"\nexcipients = [\"water\"]\n"
        "[product.coffee.vehicle]\nph = { value = 5, unit = \"1\"" +
        number + "[product.coffee.content.caffeine]\nconcentration = { value = 1, unit = \"mg/mL\"" + number;
    return mistakes(replaced(text, piece, replacement));
}

TEST(Products, AreAllRead) {
    for (const std::string& name : catalogue().product_names()) {
        const Product product = catalogue().product(name);
        EXPECT_EQ(product.name, name);
        EXPECT_FALSE(product.title.empty()) << name;
        EXPECT_FALSE(product.excipients.empty()) << name;
        EXPECT_TRUE(product.contraindicated || !product.contents.empty()) << name;
        for (const Content& content : product.contents) {
            EXPECT_GT(content.concentration, 0.0) << name;
            EXPECT_GT(content.solubility, 0.0) << name;
            EXPECT_GT(content.permeant.molar_mass, 0.001) << name;
        }
        EXPECT_GE(product.vehicle.ph, 2.0) << name;
        EXPECT_LE(product.vehicle.ph, 10.0) << name;
    }
}

TEST(Products, HoldWhatPeoplePutOnAndStudiesUsed) {
    for (const char* name : {"ascorbic-acid-15",
                             "thd-ascorbate",
                             "retinol",
                             "tretinoin",
                             "ha-20k",
                             "ha-300k",
                             "ha-1400k",
                             "niacinamide-5",
                             "tranexamic-acid",
                             "ghk-cu",
                             "lidocaine-4",
                             "lidocaine-prilocaine",
                             "minoxidil-5",
                             "caffeine",
                             "botulinum-toxin",
                             "insulin",
                             "prp",
                             "ovalbumin",
                             "fitc-dextran-4k",
                             "fitc-dextran-70k",
                             "calcein",
                             "methylene-blue",
                             "tinted-sunscreen"})
        EXPECT_TRUE(catalogue().has_product(name)) << name;
    for (const char* name : {"amantadine", "carbamazepine", "naltrexone", "diclofenac", "rhodamine-b",
                             "bovine-serum-albumin", "cascade-blue"})
        EXPECT_TRUE(catalogue().has_permeant(name)) << name;
    EXPECT_FALSE(catalogue().has_product("snake-oil"));
    EXPECT_FALSE(catalogue().has_permeant("snake-oil"));
}

TEST(Products, AreReadInSi) {
    const Product emla = catalogue().product("lidocaine-prilocaine");
    ASSERT_EQ(emla.contents.size(), 2U);
    EXPECT_DOUBLE_EQ(emla.contents[0].concentration, 25.0);
    EXPECT_NEAR(emla.contents[0].permeant.molar_mass, 0.23434, 1e-5);
    ASSERT_TRUE(emla.contents[0].permeant.body);
    EXPECT_NEAR(emla.contents[0].permeant.body->clearance, 13e-6 / 60.0, 1e-10);
    EXPECT_NEAR(emla.contents[0].permeant.body->volume, 1.5e-3, 1e-12);
    EXPECT_NEAR(catalogue().plain_vehicle().evaporation, 25e-5 / 3600.0, 1e-15);
    EXPECT_NEAR(catalogue().common().value("body_area"), 1.8, 1e-12);
}

TEST(Products, TakeFromTheCommonVehicleWhatTheyDoNotSay) {
    const Vehicle own = catalogue().product("ascorbic-acid-15").vehicle, plain = catalogue().plain_vehicle();
    EXPECT_DOUBLE_EQ(own.ph, 3.0);
    EXPECT_DOUBLE_EQ(own.evaporation, plain.evaporation);
    EXPECT_DOUBLE_EQ(own.hindrance, plain.hindrance);
}

TEST(Products, DissolveAsInWaterUnlessTheySayOtherwise) {
    const Product minoxidil = catalogue().product("minoxidil-5"), caffeine = catalogue().product("caffeine");
    EXPECT_GT(minoxidil.contents[0].solubility, 10.0 * minoxidil.contents[0].permeant.solubility);
    EXPECT_DOUBLE_EQ(caffeine.contents[0].solubility, caffeine.contents[0].permeant.solubility);
}

TEST(Products, OfGranulomasAreContraindicatedAndSayWhy) {
    for (const char* name : {"thd-ascorbate", "tinted-sunscreen"}) {
        const auto against = catalogue().product(name).contraindicated;
        ASSERT_TRUE(against) << name;
        EXPECT_TRUE(says(against->why, "granulom")) << name;
    }
    EXPECT_FALSE(catalogue().product("ascorbic-acid-15").contraindicated);
}

TEST(Products, ThatHoldAContraindicatedPermeantAreContraindicated) {
    const Permeant ester = catalogue().permeant("thd-ascorbate");
    ASSERT_TRUE(ester.contraindicated);
    EXPECT_EQ(catalogue().product("thd-ascorbate").contraindicated->source, ester.contraindicated->source);
    Product mixed;
    EXPECT_EQ(against(mixed), nullptr);
    mixed.contents = {{.permeant = catalogue().permeant("caffeine")}, {.permeant = ester}};
    ASSERT_NE(against(mixed), nullptr);
    EXPECT_EQ(against(mixed)->why, ester.contraindicated->why);
    mixed.contraindicated = Contraindication{"its own", "s"};
    EXPECT_EQ(against(mixed)->why, "its own");
}

TEST(Products, SayWhatIsAnActiveThatWaits) {
    const auto active = [](const char* name) { return catalogue().permeant(name).active; };
    for (const char* name : {"ascorbic-acid", "thd-ascorbate"}) EXPECT_EQ(active(name), "vitamin C") << name;
    for (const char* name : {"retinol", "tretinoin"}) EXPECT_EQ(active(name), "retinoid") << name;
    for (const char* name : {"niacinamide", "lidocaine", "tranexamic-acid"}) EXPECT_EQ(active(name), "") << name;
}

TEST(Products, OfDiclofenacSlowClosure) {
    for (const std::string& name : catalogue().permeant_names())
        EXPECT_EQ(catalogue().permeant(name).slows_closure, name == "diclofenac") << name;
    EXPECT_EQ(catalogue().permeant("diclofenac").slows_closure_source, "brogden-2013");
}

TEST(Products, OfCopperPeptideHoldPeptideAndCopperApart) {
    const Product product = catalogue().product("ghk-cu");
    ASSERT_EQ(product.contents.size(), 2U);
    const auto moles = [](const Content& content) { return content.concentration / content.permeant.molar_mass; };
    EXPECT_NEAR(moles(product.contents[0]) / moles(product.contents[1]), 2.0, 0.05);
}

TEST(Products, OfPlateletsAreTakenNotToBeDelivered) {
    for (const Content& content : catalogue().product("prp").contents) {
        EXPECT_FALSE(content.permeant.not_delivered.empty());
        EXPECT_EQ(content.permeant.not_delivered_source, "dhurat-2019");
    }
    EXPECT_TRUE(catalogue().permeant("insulin").not_delivered.empty());
}

TEST(Products, WithLongerPolymersHinderMore) {
    const auto hindrance = [](const char* name) { return catalogue().product(name).vehicle.hindrance; };
    EXPECT_LT(hindrance("ha-1400k"), hindrance("ha-300k"));
    EXPECT_LT(hindrance("ha-300k"), hindrance("ha-20k"));
    EXPECT_LE(hindrance("ha-20k"), 1.0);
}

TEST(Products, NameASourceForAllThatIsNotANumber) {
    const core::Bibliography sources =
        core::Bibliography::parse(core::embedded_data().at("references.bib"), "references.bib");
    for (const Excipient& excipient : catalogue().excipients()) {
        EXPECT_TRUE(excipient.injectable || !excipient.why.empty()) << excipient.name;
        EXPECT_TRUE(excipient.source.empty() || sources.has(excipient.source)) << excipient.name;
    }
    for (const Substance& one : catalogue().permeants()) {
        EXPECT_TRUE(!one.contraindicated || sources.has(one.contraindicated->source)) << one.name;
        EXPECT_TRUE(!one.slows_closure || sources.has(one.slows_closure_source)) << one.name;
    }
    for (const Formulation& one : catalogue().products())
        EXPECT_TRUE(!one.contraindicated || sources.has(one.contraindicated->source)) << one.name;
}

TEST(Products, CallAJudgementAnAssumption) {
    const auto check = [](const core::ParameterSet& set, const std::string& owner) {
        for (const core::Parameter& p : set.all())
            EXPECT_TRUE(p.source != "percuta-judgement" || p.basis == core::Basis::assumed) << owner << " " << p.name;
    };
    check(catalogue().common(), "common");
    for (const Substance& permeant : catalogue().permeants()) check(permeant.properties, permeant.name);
    for (const Formulation& one : catalogue().products()) {
        check(one.vehicle, one.name);
        for (const Ingredient& ingredient : one.ingredients) check(ingredient.amounts, one.name);
    }
}

TEST(Products, ThatDoNotExistAreOurOwnBug) {
    EXPECT_THROW(catalogue().product("snake-oil"), core::InternalError);
    EXPECT_THROW(catalogue().permeant("snake-oil"), core::InternalError);
}

TEST(DrawnProducts, SpreadAroundTheirValuesAndCanBe) {
    std::vector<double> log_k, volatile_share, evaporation, clearance;
    for (std::uint64_t i = 0; i < 300; ++i) {
        core::RandomStream random(1, i, core::Stream::product);
        const Product one = catalogue().drawn("lidocaine-4", random);
        EXPECT_GE(one.vehicle.ph, 0.0);
        EXPECT_LE(one.vehicle.volatile_share, 1.0);
        EXPECT_LE(one.vehicle.hindrance, 1.0);
        log_k.push_back(one.contents[0].permeant.log_k);
        volatile_share.push_back(one.vehicle.volatile_share);
        evaporation.push_back(one.vehicle.evaporation);
        clearance.push_back(one.contents[0].permeant.body->clearance);
    }
    const Product usual = catalogue().product("lidocaine-4");
    const auto around = [](const std::vector<double>& draws, double value) {
        const core::Interval spread = core::interval(draws);
        EXPECT_LT(spread.lo, value);
        EXPECT_GT(spread.hi, value);
    };
    around(log_k, usual.contents[0].permeant.log_k);
    around(volatile_share, usual.vehicle.volatile_share);
    around(evaporation, usual.vehicle.evaporation);
    around(clearance, usual.contents[0].permeant.body->clearance);
    // normal with a standard deviation of 0.2
    EXPECT_NEAR(core::interval(log_k).hi - core::interval(log_k).lo, 2 * 1.645 * 0.2, 0.12);
}

TEST(DrawnProducts, AreTheSameForTheSameStreamAndShareTheirPermeants) {
    core::RandomStream first(1, 7, core::Stream::product), second(1, 7, core::Stream::product);
    const Product cream = catalogue().drawn("lidocaine-4", first),
                  emla = catalogue().drawn("lidocaine-prilocaine", second);
    EXPECT_EQ(cream.contents[0].permeant.log_k, emla.contents[0].permeant.log_k);
    core::RandomStream again(1, 7, core::Stream::product);
    EXPECT_EQ(catalogue().drawn(again).product("lidocaine-4").contents[0].concentration,
              cream.contents[0].concentration);
}

TEST(DrawnProducts, KeepWhatIsFixed) {
    core::RandomStream random(1, 3, core::Stream::product);
    const Product drawn = catalogue().drawn("caffeine", random);
    EXPECT_EQ(drawn.contents[0].permeant.molar_mass, catalogue().permeant("caffeine").molar_mass);
    EXPECT_EQ(drawn.vehicle.hindrance, 1.0);
}

TEST(Catalogue, ReadsASmallFile) { EXPECT_EQ(mistakes_with("value = 20,", "value = 21,"), ""); }

TEST(Catalogue, RefusesNumbersThatCannotBe) {
    EXPECT_TRUE(says(mistakes_with("value = -0.1", "value = 13"),
                     "permeant.caffeine.properties.log_k is 13, which is not between -12 and 12"));
    EXPECT_TRUE(says(mistakes_with("value = -0.1", "value = 13"), "log K of real molecules lies between"));
    EXPECT_TRUE(says(mistakes_with("value = 5,", "value = 15,"),
                     "product.coffee.vehicle.ph is 15, which is not between 0 and 14"));
    EXPECT_TRUE(says(mistakes_with("value = 0.9", "value = 1.9"), "common.volatile_share is 1.9"));
    EXPECT_TRUE(says(mistakes_with("hindrance = { value = 1,", "hindrance = { value = 2,"), "nothing diffuses faster"));
    EXPECT_TRUE(says(mistakes_with("concentration = { value = 1,", "concentration = { value = -1,"),
                     "product.coffee.content.caffeine.concentration.value must be above zero"));
    EXPECT_TRUE(says(mistakes_with("value = 194, unit = \"g/mol\"", "value = 194, unit = \"g\""),
                     "is in g, which cannot be converted to g/mol"));
    EXPECT_TRUE(says(mistakes_with("value = 1.4", "value = 140"), "a pKa in water lies between"));
}

TEST(Catalogue, RefusesStrangersAndNamesTheNearest) {
    const std::string permeant = mistakes_with("content.caffeine]", "content.cafeine]");
    EXPECT_TRUE(says(permeant, "product.coffee.content names the permeant \"cafeine\", which is not described here"))
        << permeant;
    EXPECT_TRUE(says(permeant, "did you mean \"caffeine\"?")) << permeant;
    const std::string excipient = mistakes_with("[\"water\"]", "[\"watre\"]");
    EXPECT_TRUE(says(excipient, "product.coffee.excipients names the excipient \"watre\"")) << excipient;
    EXPECT_TRUE(says(mistakes_with("[\"water\"]", "[\"water\", \"water\"]"), "stands twice"));
    EXPECT_TRUE(says(mistakes_with("[\"water\"]", "\"water\""), "must be a list of names"));
    EXPECT_TRUE(says(mistakes_with("[\"water\"]", "[1]"), "names the excipient"));
    EXPECT_TRUE(says(mistakes_with("\"neutral-or-base\"", "\"neutral\""), "binding cannot be \"neutral\""));
}

TEST(Catalogue, WantsNumbersThatBelongTogether) {
    EXPECT_TRUE(says(mistakes_with("body_clearance =", "body_exchange ="),
                     "permeant.caffeine.properties.body_volume stands without body_clearance"));
    EXPECT_TRUE(says(mistakes_with("body_clearance =", "body_exchange ="),
                     "body_exchange stands without body_peripheral_volume"));
    EXPECT_TRUE(says(mistakes_with("solubility =", "soluble ="), "permeant.caffeine.properties.solubility is missing"));
    EXPECT_TRUE(says(mistakes_with("solubility =", "soluble ="), "unknown key \"soluble\""));
    EXPECT_TRUE(says(mistakes_with("pka_base", "pka_bass"), "did you mean \"pka_base\"?"));
    EXPECT_TRUE(says(mistakes_with("why = \"w\"\n", ""), "excipient.tint.why is missing"));
    EXPECT_TRUE(says(mistakes_with("source = \"s\"\n[product", "[product"), "excipient.tint.source is missing"));
    EXPECT_TRUE(says(mistakes_with("title = \"Caffeine\"", "title = \"C\"\nnot_delivered = \"too big\""),
                     "permeant.caffeine.not_delivered_source is missing"));
    EXPECT_TRUE(says(mistakes_with("title = \"Coffee\"", "title = \"C\"\ncontraindicated = { why = \"hot\" }"),
                     "product.coffee.contraindicated.source is missing"));
}

TEST(Catalogue, RefusesAProductDenserThanAnySolution) {
    EXPECT_EQ(mistakes_with("concentration = { value = 1,", "concentration = { value = 1500,"), "");
    const std::string found = mistakes_with("concentration = { value = 1,", "concentration = { value = 1501,");
    EXPECT_TRUE(says(found, "product.coffee.content adds up to 1501 mg/mL, more than 1500 mg/mL")) << found;
    EXPECT_TRUE(says(found, "look at the concentrations and their units")) << found;
}

TEST(Catalogue, ReadsWhatAPermeantDoesBesidesAndWantsASourceForIt) {
    const auto with = [](const char* line) {
        return mistakes_with("title = \"Caffeine\"", std::string("title = \"C\"\n") + line);
    };
    EXPECT_EQ(with("active = \"acid\""), "");
    EXPECT_TRUE(says(with("active = \"vitamin K\""), "active cannot be \"vitamin K\""));
    EXPECT_EQ(with("slows_closure = true\nslows_closure_source = \"s\""), "");
    EXPECT_TRUE(says(with("slows_closure = true"), "permeant.caffeine.slows_closure_source is missing"));
    EXPECT_TRUE(
        says(with("contraindicated = { why = \"hot\" }"), "permeant.caffeine.contraindicated.source is missing"));
}

TEST(Catalogue, WantsContentsUnlessTheProductMustNotGoIn) {
    EXPECT_TRUE(
        says(mistakes_with("product.coffee.content.caffeine", "excipient.sugar"), "product.coffee.content is missing"));
}

TEST(Catalogue, RefusesAProductThatStandsTwice) {
    EXPECT_FALSE(mistakes_with("[product.coffee]", "[product.coffee]\n[product.coffee]").empty());
}

TEST(Catalogue, ReportsAllMistakesAtOnce) {
    std::string text =
        replaced(text_of_products(), "[permeant.lidocaine.properties]", "[permeant.lidocaine.propertis]");
    text = replaced(text, "injectable = true", "injectable = \"yes\"");
    text = replaced(text, "excipients = [\"water\", \"lipids\"", "excipients = [\"water\", \"lipid\"");
    const std::string found = mistakes(text);
    EXPECT_TRUE(says(found, "permeant.lidocaine.properties is missing")) << found;
    EXPECT_TRUE(says(found, "did you mean \"properties\"?")) << found;
    EXPECT_TRUE(says(found, "excipient.water.injectable must be true or false")) << found;
    EXPECT_TRUE(says(found, "did you mean \"lipids\"?")) << found;
    EXPECT_TRUE(says(mistakes("other = 1\n"), "permeant is missing"));
    EXPECT_TRUE(says(mistakes("other = 1\n"), "common is missing"));
}

}  // namespace
}  // namespace percuta::product
