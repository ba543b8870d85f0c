#include "core/parameter.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace percuta::core {

namespace {

ParameterSet read(const std::string& text) {
    const Document document = Document::parse(text, "data.toml");
    Findings findings(document);
    auto set = ParameterSet::read(Reader(document.root(), findings));
    findings.raise();
    return set;
}

std::vector<Diagnostic> mistakes(const std::string& text) {
    try {
        read(text);
    } catch (const InvalidInput& error) {
        return error.diagnostics();
    }
    return {};
}

bool mentions(const std::vector<Diagnostic>& found, std::string_view words) {
    return std::ranges::any_of(found, [&](const Diagnostic& d) { return d.message.find(words) != std::string::npos; });
}

std::string entry(const std::string& value, const std::string& prior, const std::string& more = "") {
    return "[depth]\nvalue = " + value + "\nunit = \"mm\"\nprior = " + prior +
           "\nsource = \"aust-2008\"\nbasis = \"measured\"\nmeaning = \"depth\"\n" + more;
}

double mean_draw(const Parameter& parameter) {
    constexpr int count = 20000;
    RandomStream random(1, 2, Stream::parameters);
    double sum = 0.0;
    for (int i = 0; i < count; ++i) sum += draw(parameter, random);
    return sum / count;
}

struct Geometry {
    double depth = 0.0;
};

}  // namespace

TEST(Parameters, AreReadWithUnitPriorSourceAndBasis) {
    const auto set = read(entry("1.5", "{ lognormal = 1.2 }", "sampled = true\nunverified = true\n"));
    const Parameter& depth = set.at("depth");
    EXPECT_DOUBLE_EQ(depth.value, 1.5e-3);
    EXPECT_DOUBLE_EQ(depth.written, 1.5);
    EXPECT_EQ(depth.prior.kind, Prior::Kind::lognormal);
    EXPECT_EQ(depth.source, "aust-2008");
    EXPECT_EQ(depth.basis, Basis::measured);
    EXPECT_TRUE(depth.sampled);
    EXPECT_FALSE(depth.seen);
}

TEST(Parameters, NeedASourceAndABasis) {
    const auto found = mistakes("[depth]\nvalue = 1\nunit = \"mm\"\nbasis = \"guessed\"\n");
    for (const char* words : {"depth.prior is missing", "depth.source is missing", "depth.meaning is missing",
                              "depth.basis cannot be \"guessed\""})
        EXPECT_TRUE(mentions(found, words)) << words;
}

TEST(Parameters, HaveExactlyOneSensiblePrior) {
    EXPECT_TRUE(mistakes(entry("1", "{ fixed = true }")).empty());
    EXPECT_TRUE(mentions(mistakes(entry("1", "{ fixed = false }")), "says what it is instead"));
    EXPECT_TRUE(mentions(mistakes(entry("1", "{ }")), "exactly one kind"));
    EXPECT_TRUE(mentions(mistakes(entry("1", "{ normal = 1, lognormal = 2 }")), "exactly one kind"));
    EXPECT_TRUE(mentions(mistakes(entry("1", "{ lognormal = 0.9 }")), "out of range"));
    EXPECT_TRUE(mentions(mistakes(entry("-1", "{ lognormal = 1.5 }")), "above zero"));
    EXPECT_TRUE(mentions(mistakes(entry("1", "{ uniform = [2, 1] }")), "[least, most]"));
    EXPECT_TRUE(mentions(mistakes(entry("1", "{ uniform = [0, inf] }")), "[least, most]"));
    EXPECT_TRUE(mentions(mistakes(entry("3", "{ uniform = [0, 2] }")), "outside its own"));
}

TEST(Priors, DrawAroundTheirValue) {
    const auto parameter = [](const std::string& prior) { return read(entry("2", prior)).at("depth"); };
    EXPECT_NEAR(mean_draw(parameter("{ fixed = true }")), 2e-3, 1e-12);
    EXPECT_NEAR(mean_draw(parameter("{ normal = 0.5 }")), 2e-3, 5 * 0.5e-3 / std::sqrt(20000.0));
    EXPECT_NEAR(mean_draw(parameter("{ uniform = [1, 4] }")), 2.5e-3, 5 * 0.87e-3 / std::sqrt(20000.0));
    const double sigma = std::log(1.3);  // the mean of a lognormal lies above its median
    EXPECT_NEAR(mean_draw(parameter("{ lognormal = 1.3 }")), 2e-3 * std::exp(sigma * sigma / 2), 2e-5);
}

TEST(Priors, GiveTheValueBelowWhichAShareOfThemLies) {
    const auto parameter = [](const std::string& prior) { return read(entry("2", prior)).at("depth"); };
    const double z = 1.6448536269514722;  // 95 % of a normal distribution lie below
    EXPECT_DOUBLE_EQ(from_unit(parameter("{ fixed = true }"), 0.9), 2e-3);
    EXPECT_DOUBLE_EQ(from_unit(parameter("{ uniform = [1, 5] }"), 0.25), 2e-3);
    EXPECT_NEAR(from_unit(parameter("{ normal = 0.5 }"), 0.95), 2e-3 + z * 0.5e-3, 1e-15);
    EXPECT_NEAR(from_unit(parameter("{ lognormal = 1.3 }"), 0.05), 2e-3 * std::pow(1.3, -z), 1e-15);
    EXPECT_DOUBLE_EQ(from_unit(parameter("{ lognormal = 1.3 }"), 0.5), 2e-3);
}

TEST(Priors, GiveTheSameDistributionFromEvenSharesAsFromDraws) {
    for (const char* prior : {"{ normal = 0.5 }", "{ lognormal = 1.3 }", "{ uniform = [1, 4] }"}) {
        const Parameter parameter = read(entry("2", prior)).at("depth");
        constexpr int count = 2000;
        double sum = 0.0;
        for (int i = 0; i < count; ++i) sum += from_unit(parameter, (i + 0.5) / count);
        EXPECT_NEAR(sum / count, mean_draw(parameter), 2e-5) << prior;
    }
}

TEST(Priors, OfTemperaturesSpreadWithoutTheOffset) {
    const auto set = read(
        "[skin]\nvalue = 33\nunit = \"degC\"\nprior = { normal = 1 }\nsource = \"x\"\nbasis = \"measured\"\nmeaning = "
        "\"m\"\n");
    EXPECT_DOUBLE_EQ(set.value("skin"), 306.15);
    EXPECT_NEAR(set.at("skin").prior.spread, 1.0, 1e-9);
}

TEST(ParameterSets, SampleOnlyWhatIsMarked) {
    const auto set = read(entry("2", "{ normal = 0.5 }"));
    RandomStream random(1, 1, Stream::parameters);
    EXPECT_DOUBLE_EQ(set.sampled(random).value("depth"), 2e-3);
    const auto marked = read(entry("2", "{ normal = 0.5 }", "sampled = true\n"));
    EXPECT_NE(marked.sampled(random).value("depth"), 2e-3);
    EXPECT_DOUBLE_EQ(marked.value("depth"), 2e-3);
}

TEST(ParameterSets, ReplaceOneValueInACopy) {
    const auto set = read(entry("2", "{ fixed = true }"));
    EXPECT_DOUBLE_EQ(set.with("depth", 7.0).value("depth"), 7.0);
    EXPECT_DOUBLE_EQ(set.value("depth"), 2e-3);
    EXPECT_THROW(set.with("width", 7.0), InternalError);
    EXPECT_THROW(set.at("width"), InternalError);
}

TEST(ParameterSets, FillTheStructOfARoomOrSayWhatDoesNotMatch) {
    const auto set = read(entry("2", "{ fixed = true }"));
    constexpr std::array right{Binding<Geometry>{"depth", &Geometry::depth, "m"}};
    core::check_names(set, right, "data.toml");
    EXPECT_DOUBLE_EQ(core::bind(set, right).depth, 2e-3);
    constexpr std::array wrong_unit{Binding<Geometry>{"depth", &Geometry::depth, "s"}};
    EXPECT_THROW(core::check_names(set, wrong_unit, "data.toml"), InvalidInput);
    constexpr std::array wrong_name{Binding<Geometry>{"depht", &Geometry::depth, "m"}};
    try {
        core::check_names(set, wrong_name, "data.toml");
        FAIL();
    } catch (const InvalidInput& error) {
        EXPECT_TRUE(mentions(error.diagnostics(), "depht is missing"));
        EXPECT_TRUE(mentions(error.diagnostics(), "depth is not used"));
    }
}

TEST(ParameterSets, RefuseValuesThatNoModelCanTake) {
    constexpr std::array positive{Binding<Geometry>{"depth", &Geometry::depth, "m"}};
    constexpr std::array zero_too{Binding<Geometry>{"depth", &Geometry::depth, "m", Sign::not_below_zero}};
    constexpr std::array any{Binding<Geometry>{"depth", &Geometry::depth, "m", Sign::any}};
    const auto said = [](const ParameterSet& set, const auto& bindings) {
        try {
            core::check_names(set, bindings, "data.toml");
        } catch (const InvalidInput& error) {
            return error.diagnostics();
        }
        return std::vector<Diagnostic>{};
    };
    const auto zero = read(entry("0", "{ fixed = true }")), negative = read(entry("-2", "{ fixed = true }"));
    EXPECT_TRUE(mentions(said(zero, positive), "depth is 0 mm, but must be above zero"));
    EXPECT_TRUE(said(zero, zero_too).empty());
    EXPECT_TRUE(mentions(said(negative, positive), "depth is -2 mm, but must be above zero"));
    EXPECT_TRUE(mentions(said(negative, zero_too), "depth is -2 mm, but must not be below zero"));
    EXPECT_TRUE(mentions(said(read(entry("1", "{ uniform = [-1, 2] }")), positive), "prior of parameter depth"));
    EXPECT_TRUE(said(negative, any).empty());
    EXPECT_TRUE(said(read(entry("1", "{ uniform = [-1, 2] }")), any).empty());
}

TEST(ParameterSets, HoldExactlyWhatIsWanted) {
    const auto said = [](const std::string& text, Sign sign) {
        const Document document = Document::parse(text, "data.toml");
        Findings findings(document);
        Reader root(document.root(), findings);
        ParameterSet::read_exactly(root, std::array{Wanted{"depth", "m", sign}});
        try {
            findings.raise();
        } catch (const InvalidInput& error) {
            return error.diagnostics();
        }
        return std::vector<Diagnostic>{};
    };
    EXPECT_TRUE(said(entry("1", "{ fixed = true }"), Sign::above_zero).empty());
    EXPECT_TRUE(said(entry("0", "{ fixed = true }"), Sign::not_below_zero).empty());
    EXPECT_TRUE(mentions(said(entry("0", "{ fixed = true }"), Sign::above_zero), "depth.value must be above zero"));
    EXPECT_TRUE(
        mentions(said(entry("-1", "{ fixed = true }"), Sign::not_below_zero), "depth.value must not be below zero"));
    EXPECT_TRUE(
        mentions(said(entry("1", "{ uniform = [-1, 2] }"), Sign::above_zero), "depth.prior reaches below zero"));
    EXPECT_TRUE(mentions(said("", Sign::above_zero), "depth is missing"));
    EXPECT_TRUE(
        mentions(said(entry("1", "{ fixed = true }") + "[width]\n", Sign::above_zero), "unknown key \"width\""));
}

}  // namespace percuta::core
