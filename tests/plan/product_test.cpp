#include <gtest/gtest.h>

#include "core/units.hpp"
#include "plan/plans.hpp"

namespace percuta::plan {
namespace {

const std::string in_full = R"([[product]]
name = "serum of our own"
amount = "2 uL/cm^2"
ph = 3.5
volatile_share = 0.8
evaporation = "30 uL/cm^2/h"
hindrance = 0.5
permeant = [
    { name = "new", molar_mass = "340 g/mol", log_k = -4.0, pka_acid = [3.1], pka_base = [7.9, 10.5], concentration = "10 mg/mL", solubility = "100 mg/mL" },
    { name = "lidocaine", concentration = "5 mg/mL" },
]
)";

/// The plan of the contract with another product.
std::string plan_with(const std::string& product) {
    const std::size_t from = contract.find("[[product]]"), to = contract.find("[[adjunct]]");
    return contract.substr(0, from) + product + "\n" + contract.substr(to);
}

std::string with_line(const std::string& line) { return with("occluded = false", line); }

std::string in_full_with(std::string_view piece, std::string_view replacement) {
    return plan_with(replaced(in_full, piece, replacement));
}

TEST(PlanProduct, GoesOnceAfterTheSessionAndIsWipedOffUnlessToldOtherwise) {
    const Product product = read_text(contract).products.front();
    EXPECT_EQ(product.delay, 0.0);
    EXPECT_EQ(product.applications, 1);
    EXPECT_FALSE(product.every);
    EXPECT_EQ(product.removal, "wipe");
    EXPECT_FALSE(product.assume_delivered);
    EXPECT_TRUE(product.contents.empty());
    EXPECT_FALSE(product.ph);
}

TEST(PlanProduct, GoesOnAgain) {
    const Product product =
        read_text(with_line("delay = \"6 h\"\napplications = 3\nevery = \"12 h\"\nremoval = \"rinse\"\n"
                            "assume_delivered = true"))
            .products.front();
    EXPECT_DOUBLE_EQ(product.delay, 6 * core::hour);
    EXPECT_EQ(product.applications, 3);
    EXPECT_DOUBLE_EQ(product.every.value_or(0), 12 * core::hour);
    EXPECT_EQ(product.removal, "rinse");
    EXPECT_TRUE(product.assume_delivered);
}

TEST(PlanProduct, MayBeGivenInFull) {
    const Product product = read_text(plan_with(in_full)).products.front();
    EXPECT_EQ(product.name, "serum of our own");
    EXPECT_DOUBLE_EQ(product.ph.value_or(0), 3.5);
    EXPECT_DOUBLE_EQ(product.volatile_share.value_or(0), 0.8);
    EXPECT_DOUBLE_EQ(product.hindrance.value_or(0), 0.5);
    EXPECT_NEAR(product.evaporation.value_or(0), 30e-5 / 3600, 1e-15);
    ASSERT_EQ(product.contents.size(), 2U);
    const Content& own = product.contents[0];
    EXPECT_DOUBLE_EQ(own.concentration, 10.0);
    EXPECT_DOUBLE_EQ(own.solubility.value_or(0), 100.0);
    ASSERT_TRUE(own.solute);
    EXPECT_DOUBLE_EQ(own.solute->molar_mass, 0.34);
    EXPECT_DOUBLE_EQ(own.solute->log_k, -4.0);
    EXPECT_EQ(own.solute->pka_acid, std::vector<double>{3.1});
    EXPECT_EQ(own.solute->pka_base, (std::vector<double>{7.9, 10.5}));
    EXPECT_EQ(own.solute->binding, "other-acid") << "it loses a proton";
    EXPECT_EQ(product.contents[1].name, "lidocaine");
    EXPECT_FALSE(product.contents[1].solute);
    EXPECT_FALSE(product.contents[1].solubility);
}

TEST(PlanProduct, IsOneOfTheCatalogueOrSaysWhatIsInIt) {
    expect(mistake(with("ascorbic-acid-15", "ascorbic-acid-51")), 33, 8,
           "product[0].name = \"ascorbic-acid-51\" is not a product of the catalogue",
           "did you mean \"ascorbic-acid-15\"? Or give what is in it as permeant");
    expect(mistake(with_line("ph = 3.0")), 38, 6, "product[0].ph belongs to a product in full",
           "remove this line, or give what is in the product as permeant");
    EXPECT_EQ(mistake(in_full_with("serum of our own", "prp")).message,
              "product[0].name is \"prp\", a product of the catalogue, and its permeants are given, too");
    EXPECT_EQ(mistake(in_full_with("serum of our own", "")).message, "product[0].name is empty");
    EXPECT_EQ(mistake(with("ascorbic-acid-15\"", "mine\"\npermeant = []")).message, "product[0].permeant is empty");
}

TEST(PlanProduct, RefusesADoseOfZero) {
    expect(mistake(with("\"2 uL/cm^2\"", "\"0 uL/cm^2\"")), 35, 10,
           "product[0].amount is zero: nothing would be put on, and a dose of zero has no curve",
           "a thin film is about 2 uL/cm^2");
}

TEST(PlanProduct, CoversNoMoreThanABody) {
    expect(mistake(with("\"100 cm^2\"", "\"2 m^2\"")), 36, 8,
           "product[0].area is 20000 cm^2, but the skin of an adult is about 18000 cm^2",
           "write the area that the product is put on");
    EXPECT_TRUE(mistakes(with("\"100 cm^2\"", "\"1.8 m^2\"")).empty());
}

TEST(PlanProduct, IsOffBeforeItGoesOnAgain) {
    expect(mistake(with_line("applications = 2\nevery = \"6 h\"")), 37, 12,
           "product[0].leave_on is 8 h, but the product goes on again after 6 h",
           "leave it on for no longer than that");
    EXPECT_EQ(mistake(replaced(with("\"8 h\"", "\"30 h\""), "when = \"after\"", "when = \"daily\"")).message,
              "product[0].leave_on is 30 h, but the product goes on again after 24 h");
}

TEST(PlanProduct, SaysHowOften) {
    EXPECT_EQ(mistake(with_line("applications = 2")).message, "product[0].every is missing");
    EXPECT_EQ(mistake(with_line("every = \"12 h\"")).message,
              "product[0].every is given, but the product goes on once");
    EXPECT_EQ(mistakes(with_line("applications = 0")).size(), 1U);
    const Product daily =
        read_text(replaced(with_line("applications = 5"), "when = \"after\"", "when = \"daily\"")).products.front();
    EXPECT_DOUBLE_EQ(daily.every.value_or(0), core::day);
}

TEST(PlanProduct, KnowsWhenAndHowItComesOff) {
    EXPECT_EQ(mistake(replaced(with_line("removal = \"rinse\""), "leave_on = \"8 h\"\n", "")).message,
              "product[0].removal is given without leave_on: when?");
    EXPECT_EQ(mistakes(with_line("removal = \"rinze\"")).size(), 1U);
    EXPECT_EQ(mistake(replaced(with_line("delay = \"1 h\""), "when = \"after\"", "when = \"during\"")).message,
              "what is put on during a session has no delay");
}

TEST(PlanProduct, IsNotTakenOffAsItGoesOn) {
    const core::Diagnostic found = mistake(with("\"8 h\"", "\"0 h\""));
    EXPECT_EQ(found.place.line, 37);
    EXPECT_EQ(found.place.column, 12);
    EXPECT_TRUE(mistakes(with("\"8 h\"", "\"1 min\"")).empty());
}

TEST(PlanProduct, GoesOnAtMostAsOftenAsCanBeSimulated) {
    const std::string short_stay = with("\"8 h\"", "\"10 min\"");
    const auto times = [&](const char* applications) {
        return replaced(short_stay, "occluded = false",
                        std::string("every = \"15 min\"\napplications = ") + applications);
    };
    EXPECT_EQ(read_text(times("500")).products.front().applications, 500);
    expect(mistake(times("501")), 39, 16, "product[0].applications is 501",
           "at most 500 applications can be simulated");
    EXPECT_EQ(mistakes(times("9000000000000000000")).size(), 1U);
}

TEST(PlanProduct, GoesOnBeforeTheNextSession) {
    expect(mistake(with_line("delay = \"4 wk\"")), 38, 9,
           "product[0].delay is 672 h, but the next session is 672 h after this one", "put it on before that");
    EXPECT_TRUE(mistakes(with_line("delay = \"671 h\"")).empty());
    EXPECT_TRUE(mistakes(replaced(with_line("delay = \"4 wk\""), "when = \"after\"", "when = \"before\"")).empty());
}

TEST(PlanProduct, GoesOnWithinTheCourse) {
    const std::string one = replaced(with_line("delay = \"8 d\""), "sessions = 3\ninterval = \"4 wk\"\n", "");
    EXPECT_TRUE(mistakes(one).empty());
    expect(mistake(replaced(one, "\"6 mo\"", "\"1 wk\"")), 36, 9,
           "product[0].delay is 192 h, but the course ends 168 h after the session",
           "put it on before that, or lengthen follow_up");
    EXPECT_TRUE(mistakes(replaced(replaced(one, "\"6 mo\"", "\"0 d\""), "delay = \"8 d\"", "")).empty())
        << "at the end itself it may";
}

TEST(PlanProduct, FitsBeforeTheNeedlesAsOftenAsItGoesOn) {
    const auto before = [](const std::string& lines) {
        return replaced(replaced(with_line(lines), "leave_on = \"8 h\"\n", ""), "when = \"after\"",
                        "when = \"before\"");
    };
    expect(
        mistake(before("applications = 4\nevery = \"10 min\"")), 37, 16,
        "product[0].applications is 4, but 3 fit before the needles: the first is 0.5 h ahead of them, and it goes on "
        "again every 0.166667 h",
        "give a delay of more than 0.5 h, or fewer applications");
    EXPECT_TRUE(mistakes(before("applications = 3\nevery = \"10 min\"")).empty());
    EXPECT_TRUE(mistakes(before("delay = \"41 min\"\napplications = 4\nevery = \"10 min\"")).empty());
    EXPECT_NE(mistake(before("leave_on = \"1 h\"\napplications = 2\nevery = \"1 h\"")).message.find("but 1 fits"),
              std::string::npos)
        << "without a delay the first is as far ahead as it stays on";
}

TEST(PlanProduct, HoldsNoMoreThanFitsIntoAMillilitre) {
    const std::string full = in_full_with("\"10 mg/mL\"", "\"1 g/mL\"");
    EXPECT_TRUE(mistakes(replaced(full, "\"5 mg/mL\"", "\"500 mg/mL\"")).empty());
    const core::Diagnostic found = mistake(replaced(full, "\"5 mg/mL\"", "\"501 mg/mL\""));
    EXPECT_EQ(found.message, "product[0].permeant adds up to 1501 mg/mL");
    EXPECT_EQ(found.suggestion, "no product holds more than 1500 mg/mL");
    EXPECT_EQ(mistakes(in_full_with("\"10 mg/mL\"", "\"1501 mg/mL\"")).size(), 1U);
}

TEST(PlanProduct, KnowsItsPermeantsOrIsToldAllOfThem) {
    const core::Diagnostic found = mistake(in_full_with("\"lidocaine\"", "\"lidocain\""));
    EXPECT_EQ(found.message, "product[0].permeant[1].name = \"lidocain\" is not a permeant of the catalogue");
    EXPECT_EQ(found.suggestion, "did you mean \"lidocaine\"? Or give its molar_mass, log_k and solubility");
    EXPECT_EQ(mistake(in_full_with("\"lidocaine\", concentration",
                                   "\"lidocaine\", log_k = 2.4, molar_mass = "
                                   "\"234 g/mol\", solubility = \"4 mg/mL\", concentration"))
                  .message,
              "product[0].permeant[1].name is \"lidocaine\", a permeant of the catalogue, and is also given in full");
    EXPECT_EQ(mistake(in_full_with("\"lidocaine\"",
                                   "\"new\", molar_mass = \"1 kg/mol\", log_k = 1.0, solubility = "
                                   "\"1 mg/mL\""))
                  .message,
              "\"new\" stands twice in product[0].permeant");
    EXPECT_EQ(mistakes(in_full_with("molar_mass = \"340 g/mol\", log_k = -4.0, ", "")).size(), 2U);
    EXPECT_EQ(mistake(in_full_with(", solubility = \"100 mg/mL\"", "")).message,
              "product[0].permeant[0].solubility is missing");
    EXPECT_EQ(mistake(in_full_with("pka_acid", "pka_acidd")).suggestion, "did you mean \"pka_acid\"?");
}

TEST(PlanProduct, SaysWhatLogKOfRealMoleculesIs) {
    const core::Diagnostic found = mistake(in_full_with("log_k = -4.0", "log_k = 40"));
    EXPECT_EQ(found.message, "product[0].permeant[0].log_k is 40");
    EXPECT_NE(found.suggestion.find("log K of real molecules lies between about -8 and 10"), std::string::npos);
    EXPECT_FALSE(mistakes(in_full_with("log_k = -4.0", "log_k = nan")).empty());
    EXPECT_TRUE(mistakes(in_full_with("log_k = -4.0", "log_k = -12")).empty());
}

TEST(PlanProduct, HoldsNumbersToTheirRange) {
    for (const auto& [right, wrong] : {std::pair{"ph = 3.5", "ph = 15"},
                                       {"ph = 3.5", "ph = -1"},
                                       {"volatile_share = 0.8", "volatile_share = 1.1"},
                                       {"hindrance = 0.5", "hindrance = 0"},
                                       {"hindrance = 0.5", "hindrance = 2"},
                                       {"\"30 uL/cm^2/h\"", "\"-30 uL/cm^2/h\""},
                                       {"\"30 uL/cm^2/h\"", "\"30 uL/cm^2\""},
                                       {"\"10 mg/mL\"", "\"-10 mg/mL\""},
                                       {"\"10 mg/mL\"", "\"0 mg/mL\""},
                                       {"\"10 mg/mL\"", "\"10 %\""},
                                       {"\"340 g/mol\"", "\"340 g\""},
                                       {"pka_acid = [3.1]", "pka_acid = 3.1"},
                                       {"pka_acid = [3.1]", "pka_acid = [310]"}})
        EXPECT_EQ(mistakes(in_full_with(right, wrong)).size(), 1U) << wrong;
}

TEST(PlanProduct, IsWrittenWithEveryDefault) {
    const std::string text = write(read_text(plan_with(in_full)));
    for (const char* line :
         {"delay = \"0 h\"", "applications = 1\n", "assume_delivered = false\n", "[[product.permeant]]\nname = \"new\"",
          "molar_mass = \"340 g/mol\"", "concentration = \"10 mg/mL\"", "pka_base = [7.9, 10.5]\n",
          "binding = \"other-acid\"\n", "evaporation = \"30 uL/cm^2/h\"", "ph = 3.5\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
    EXPECT_EQ(read_text(text), read_text(plan_with(in_full)));
}

}  // namespace
}  // namespace percuta::plan
