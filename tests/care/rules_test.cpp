#include "care/rules.hpp"

#include <gtest/gtest.h>

#include "care/golden.hpp"
#include "core/error.hpp"

namespace percuta::care {
namespace {

const std::string small = R"(rules_version = "1"
date = 2026-11-20
default_policy = "standard"
[fact."last.sun"]
type = "date"
ask = "Last strong sun"
[fact.depth]
type = "number"
unit = "mm"
ask = "Needle length"
[fact.diabetes]
type = "choice"
choices = ["none", "poor"]
ask = "Diabetes"
[rule.sun]
kind = "washout"
modality = ["mechanical"]
phase = "screen"
severity = "defer"
gap = { fact = "last.sun", least = "14 d" }
window = { anchor = "session", from = "-14 d", to = "0 d" }
action = "Wait."
source = "x"
seen = "source"
basis = "label"
variants = [{ policy = "label", gap = "1 d", severity = "warn", source = "y", seen = "secondary", basis = "practice" }]
[rule.deep]
kind = "precaution"
modality = ["mechanical"]
phase = "plan"
severity = "review"
all = [{ fact = "depth", op = "gt", value = "2.5 mm" }]
action = "Look again."
source = "x"
seen = "source"
basis = "opinion"
[rule.sugar]
kind = "contraindication"
modality = ["mechanical"]
phase = "screen"
severity = "defer"
all = [{ fact = "diabetes", op = "in", value = ["poor"] }]
action = "Wait."
source = "x"
seen = "source"
basis = "opinion"
[zone.cheek]
professional = ["1.5 mm", "3 mm"]
professional_source = "x"
)";

RuleBase read(const std::string& text) { return read_rules(core::Document::parse(text, "care-rules.toml")); }

std::string with(std::string_view piece, std::string_view other) {
    std::string text = small;
    return text.replace(text.find(piece), piece.size(), other);
}

/// The only mistake of a text.
std::string mistake(const std::string& text) {
    try {
        read(text);
    } catch (const core::InvalidInput& error) {
        EXPECT_EQ(error.diagnostics().size(), 1U) << error.what();
        return error.diagnostics().front().message;
    }
    return "";
}

TEST(RuleBase, ShippedHoldsWhatItShould) {
    const RuleBase& base = rule_base();
    EXPECT_EQ(base.rules.size(), 147U);
    EXPECT_EQ(base.facts.size(), 128U);
    EXPECT_EQ(base.zones.size(), 11U);
    EXPECT_EQ(base.default_policy, Policy::standard);
}

TEST(RuleBase, OfAPolicyHasItsValuesAndNoVariants) {
    const RuleBase label = read(small).under(Policy::label), standard = read(small).under(Policy::standard);
    EXPECT_EQ(label.rule("sun").gap->days, 1);
    EXPECT_EQ(label.rule("sun").severity, Severity::warn);
    EXPECT_EQ(label.rule("sun").source, "y");
    EXPECT_EQ(label.rule("sun").window->from, -1.0) << "a washout lasts as long as its gap";
    EXPECT_TRUE(label.rule("sun").variants.empty());
    EXPECT_EQ(standard.rule("sun").gap->days, 14);
    EXPECT_EQ(standard.rule("sun").severity, Severity::defer);
}

TEST(RuleBase, GivesEachVariantItsOwnBasis) {
    const Rule& sheet = rules_of(Policy::conservative).rule("wo-isotretinoin");
    EXPECT_EQ(sheet.basis, "practice") << "a clinic's sheet is no labelling";
    EXPECT_EQ(rules_of(Policy::standard).rule("wo-isotretinoin").basis, "label");
}

TEST(RuleBase, NamesFactsThatNoRuleAsksFor) {
    EXPECT_TRUE(read(small).unused_facts().empty());
    EXPECT_EQ(read(small + "[fact.spare]\ntype = \"flag\"\nask = \"?\"\n").unused_facts(),
              std::vector<std::string>{"spare"});
}

TEST(RuleBase, RefusesWhatItDoesNotKnow) {
    EXPECT_EQ(mistake(with("fact = \"depth\"", "fact = \"dept\"")), "there is no fact \"dept\"");
    EXPECT_EQ(mistake(with("basis = \"label\"", "basis = \"label\"\nwhy = 1")), "unknown key \"why\" in [rule.sun]");
    EXPECT_NE(mistake(with("phase = \"plan\"", "phase = \"later\"")), "");
    EXPECT_NE(mistake(with("policy = \"label\"", "policy = \"mine\"")), "");
    EXPECT_EQ(mistake(with("[\"poor\"] }]", "[\"bad\"] }]")), "\"bad\" is not among rule.sugar.all[0].value");
    EXPECT_NE(mistake(with("modality = [\"mechanical\"]", "modality = [\"laser\"]")), "");
}

TEST(RuleBase, RefusesUnitsAndTypesThatDoNotFit) {
    EXPECT_NE(mistake(with("value = \"2.5 mm\"", "value = \"2.5 kg\"")), "");
    EXPECT_NE(mistake(with("value = \"2.5 mm\"", "value = 2.5")), "");
    EXPECT_EQ(mistake(with("op = \"gt\", value = \"2.5 mm\"", "op = \"eq\", value = \"2.5 mm\"")),
              "\"eq\" does not compare depth");
    EXPECT_EQ(mistake(with("fact = \"last.sun\", least", "fact = \"depth\", least")), "depth is not a date");
    EXPECT_EQ(mistake(with("least = \"14 d\"", "least = \"36 h\"")), "a gap is a number of whole days");
    EXPECT_NE(mistake(with("unit = \"mm\"", "unit = \"furlongs per\"")), "");
    EXPECT_EQ(mistake(with("from = \"-14 d\"", "from = \"-14 h\"")), "a window has days at both ends, or hours");
    EXPECT_EQ(mistake(with("severity = \"review\"", "severity = \"urgent\"")), "urgent is not for a rule of this kind");
}

TEST(RuleBase, RefusesVariantsOfWhatARuleDoesNotHave) {
    EXPECT_EQ(mistake(with("policy = \"label\", gap = \"1 d\"", "policy = \"label\", value = \"1 mm\"")),
              "the rule has no single value to differ in");
    EXPECT_EQ(
        mistake(with(
            "basis = \"practice\" }]",
            "basis = \"practice\" }, { policy = \"label\", source = \"z\", seen = \"source\", basis = \"label\" }]")),
        "policy label stands twice");
}

}  // namespace
}  // namespace percuta::care
