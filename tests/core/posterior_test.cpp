#include "core/posterior.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "mistakes.hpp"

namespace percuta::core {
namespace {

const char* const priors_text = R"(
[depth]
value = 2
unit = "mm"
prior = { lognormal = 1.5 }
source = "x"
basis = "assumed"
sampled = true
meaning = "a depth"

[force]
value = 10
unit = "mN"
prior = { lognormal = 1.5 }
source = "x"
basis = "assumed"
sampled = true
meaning = "a force"
)";

ParameterSet priors() {
    const Document document = Document::parse(priors_text, "priors.toml");
    Findings findings(document);
    ParameterSet set = ParameterSet::read(Reader(document.root(), findings));
    findings.raise();
    return set;
}

Posterior read(const std::string& text) { return Posterior::read(Document::parse(text, "posterior.toml"), priors()); }

const char* const three_draws = "made_from = \"abc\"\n[draws]\ndepth = [1, 2, 4]\nforce = [30, 20, 10.0]\n";

TEST(Posteriors, KeepTheirDrawsTogether) {
    const Posterior posterior = read(three_draws);
    EXPECT_EQ(posterior.made_from(), "abc");
    ASSERT_EQ(posterior.size(), 3U);
    const ParameterSet last = posterior.draw(priors(), 2);
    EXPECT_DOUBLE_EQ(last.value("depth"), 4e-3);
    EXPECT_DOUBLE_EQ(last.value("force"), 10e-3);
    EXPECT_LT(posterior.correlation(0, 1), -0.9);
    EXPECT_NEAR(posterior.correlation(0, 0), 1.0, 1e-12);
}

TEST(Posteriors, MoveTheValueAndLeaveThePriorWhereItWas) {
    const ParameterSet central = read(three_draws).central(priors());
    const Parameter& depth = central.at("depth");
    EXPECT_DOUBLE_EQ(depth.value, 2e-3);
    EXPECT_DOUBLE_EQ(central.value("force"), 20e-3);
    EXPECT_NEAR(central.at("force").written, 20.0, 1e-12);
    EXPECT_DOUBLE_EQ(central.at("force").centre, 10e-3);
    EXPECT_EQ(depth.basis, Basis::fitted);
    ASSERT_TRUE(depth.posterior.has_value());
    EXPECT_LT(depth.posterior->lo, depth.posterior->median);
    // Drawing it from its prior still means the prior of the file.
    double sum = 0.0;
    RandomStream random(1, 0, Stream::parameters);
    for (int i = 0; i < 4000; ++i) sum += std::log(draw(central.at("force"), random)) / 4000;
    EXPECT_NEAR(std::exp(sum), 10e-3, 0.3e-3);
}

TEST(Posteriors, AreReadAsTheyWereWritten) {
    const Posterior once = read(three_draws);
    const std::string text = once.write(priors(), "percuta fit");
    const Posterior again = read(text);
    EXPECT_EQ(again.write(priors(), "percuta fit"), text);
    EXPECT_EQ(again.made_from(), once.made_from());
    for (std::size_t k = 0; k < 2; ++k)
        for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(again.draws(k)[i], once.draws(k)[i], 1e-12);
}

TEST(Posteriors, AreReadAsTheyWereWrittenWhateverTheyWereMadeFrom) {
    const Posterior once("a \"b\\\n", {"depth"}, {{1e-3}});
    EXPECT_EQ(read(once.write(priors(), "percuta fit")).made_from(), once.made_from());
}

TEST(Posteriors, RefuseWhatIsNotOne) {
    const auto said = [](const std::string& text) {
        return mistakes_of(text, "posterior.toml",
                           [](const Document& document) { return Posterior::read(document, priors()); });
    };
    EXPECT_TRUE(says(said("[draws]\ndepth = [1]\n"), "made_from"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n"), "draws"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\n"), "no draws"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\nwidth = [1]\n"), "of no parameter"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\ndepth = [1, 2]\nforce = [1]\n"), "not as many"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\ndepth = [1, \"x\"]\n"), "no value that the prior"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\ndepth = [1, -2]\n"), "no value that the prior"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\ndepth = [1, 0]\n"), "no value that the prior"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\ndepth = [1, nan]\n"), "no value that the prior"));
    EXPECT_TRUE(says(said("made_from = \"a\"\n[draws]\ndepth = 1\n"), "not as many"));
}

}  // namespace
}  // namespace percuta::core
