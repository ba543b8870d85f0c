#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "course/predict.hpp"
#include "course/team.hpp"
#include "known.hpp"
#include "trial/fit.hpp"
#include "trial/validate.hpp"

namespace percuta::trial {
namespace {

using course::known;

const course::BenchFigure& figure(const std::string& study, std::size_t index) {
    const auto found = std::ranges::find(known().studies, study, &course::Study::id);
    return found->bench.at(index);
}

/// The built-in data with one piece of text replaced in one file.
core::DataFiles with(const std::string& file, const std::string& from, const std::string& to) {
    core::DataFiles files = core::embedded_data();
    std::string& text = files.at(file);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    return files;
}

TEST(Posterior, OfTheBuiltInDataIsNotStale) {
    EXPECT_FALSE(known().posterior_is_stale()) << "run: percuta fit -o data/puncture-posterior.toml";
    EXPECT_GE(known().puncture_posterior.size(), 200U);
}

TEST(Posterior, IsStaleOnceWhatItWasFittedToHasChanged) {
    EXPECT_TRUE(course::learn(with("studies/kalluri-2011.toml", "152.5 um", "250 um")).posterior_is_stale());
    EXPECT_TRUE(course::learn(with("puncture.toml", "lognormal = 1.4", "lognormal = 1.8")).posterior_is_stale());
    // Closure is another room's business.
    EXPECT_FALSE(course::learn(with("studies/kalluri-2011-closure.toml", "\"18 h\"", "\"28 h\"")).posterior_is_stale());
    EXPECT_FALSE(course::learn(with("barrier.toml", "value = 12\n", "value = 22\n")).posterior_is_stale());
    // A held-out figure is none of its business.
    EXPECT_FALSE(course::learn(with("studies/sasaki-2019.toml", "1.5 mm\"\nsd", "1.2 mm\"\nsd")).posterior_is_stale());
}

TEST(Posterior, EveryDrawIsOneThatTheCalibrationStudiesCouldAccept) {
    // Each was accepted with this probability; a file of another model's draws would have many near zero.
    const core::Posterior& posterior = known().puncture_posterior;
    double least = 1.0;
    for (std::size_t i = 0; i < posterior.size(); i += 10) {
        const puncture::Parameters p = puncture::parameters(posterior.draw(known().puncture_priors, i));
        double all = 1.0;
        for (const course::BenchFigure* one : course::figures_of_puncture(known().studies))
            all *= course::likelihood(*one, course::predict(known().atlas, {p, {}}, *one));
        least = std::min(least, all);
        EXPECT_GT(all, 1e-4) << i;
    }
    std::printf("  least likelihood among the draws looked at: %.4f\n", least);
}

TEST(Posterior, ToughnessAndStiffnessAreNotToldApartByDepth) {
    const core::Posterior& posterior = known().puncture_posterior;
    const auto index = [&](const char* name) {
        return static_cast<std::size_t>(std::ranges::find(posterior.names(), name) - posterior.names().begin());
    };
    const double together = posterior.correlation(index("J"), index("k1"));
    std::printf("  correlation of J and k1: %.2f\n", together);
    EXPECT_GT(together, 0.2);
    // Yet the studies say something of each: the posterior is narrower than the prior.
    for (const char* name : {"Gamma", "J", "soft_share", "barrier_share"}) {
        const core::Parameter& p = known().puncture.at(name);
        core::RandomStream random(1, 0, core::Stream::parameters);
        std::vector<double> prior(4000);
        for (double& value : prior) value = draw(p, random);
        const core::Interval before = core::interval(prior);
        EXPECT_LT(p.posterior->hi / p.posterior->lo, before.hi / before.lo) << name;
    }
}

TEST(Fit, DoesNotDependOnTheNumberOfThreads) {
    course::Team one(1), three(3);
    const core::Posterior a = fit_puncture(known(), 3, 5, one, {}), b = fit_puncture(known(), 3, 5, three, {});
    EXPECT_EQ(a.write(known().puncture_priors, "percuta fit"), b.write(known().puncture_priors, "percuta fit"));
    const core::Posterior other = fit_puncture(known(), 3, 6, three, {});
    EXPECT_NE(a.write(known().puncture_priors, "percuta fit"), other.write(known().puncture_priors, "percuta fit"));
}

TEST(Fit, KeepsWhatTheStudiesSpeakOfAndNothingElse) {
    course::Team team(2);
    const core::Posterior fitted = fit_puncture(known(), 2, 1, team, {});
    const auto has = [&](const char* name) { return std::ranges::find(fitted.names(), name) != fitted.names().end(); };
    EXPECT_TRUE(has("J") && has("k1") && has("Gamma") && has("eta"));
    EXPECT_FALSE(has("pain_share") || has("hand_scatter") || has("natural_frequency"));
}

TEST(Fit, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    course::Team team(2);
    EXPECT_THROW(fit_puncture(known(), 2, 1, team, {{}, stop.get_token()}), core::Interrupted);
}

TEST(Validate, ShowsHitsAndMissesWithTheSpreadOfBoth) {
    course::Team team(2);
    const Validation all = validate(known(), {"sasaki-2019", "kalluri-2011"}, {.draws = 60}, team, {});
    ASSERT_EQ(all.studies.size(), 2U);
    for (const StudyCheck& study : all.studies)
        for (const FigureCheck& one : study.figures) {
            EXPECT_LT(one.predicted.lo, one.predicted.hi);
            EXPECT_EQ(one.inside, one.predicted.lo <= one.most && one.predicted.hi >= one.least) << one.what;
            EXPECT_EQ(one.unit == "mm" || one.unit == "um", true) << one.unit;
        }
    // A pen goes less deep here than the one published section says: the miss stays in the table.
    const StudyCheck& pen = all.studies.back();
    EXPECT_EQ(pen.role, "held-out");
    EXPECT_FALSE(pen.figures.back().inside);
    EXPECT_GT(pen.figures.back().z, 2.0);
    const auto figures = [&](std::string_view role, std::string_view kind) {
        for (const Summary& one : all.summary)
            if (one.role == role && one.kind == kind) return one.figures;
        return -1;
    };
    EXPECT_EQ(figures("calibration", "all"), 2);
    EXPECT_EQ(figures("held-out", "experiments"), 2);
    EXPECT_EQ(figures("held-out", "trials"), 0);
}

TEST(Validate, DoesNotDependOnTheNumberOfThreads) {
    course::Team one(1), three(3);
    const Validation a = validate(known(), {"verbaan-2008"}, {.draws = 10}, one, {});
    const Validation b = validate(known(), {"verbaan-2008"}, {.draws = 10}, three, {});
    for (std::size_t i = 0; i < a.studies[0].figures.size(); ++i) {
        EXPECT_EQ(a.studies[0].figures[i].mean, b.studies[0].figures[i].mean);
        EXPECT_EQ(a.studies[0].figures[i].predicted.lo, b.studies[0].figures[i].predicted.lo);
    }
}

TEST(Posterior, OfPunctureDoesNotAskForClosureInAStudyThatHasBoth) {
    const std::string closure =
        "[[closure]]\nwhat = \"x\"\nobserved = \"dye\"\nspecies = \"rat\"\npunch = \"roller\"\n"
        "needle_length = \"0.77 mm\"\noccluded = false\npublished = \"18 h\"\nsd = \"3 h\"\nspread = \"judged\"\n\n";
    const course::Knowledge both =
        course::learn(with("studies/kalluri-2011.toml", "[[insertion]]", closure + "[[insertion]]"));
    EXPECT_FALSE(both.posterior_is_stale());
    EXPECT_EQ(figures_of_puncture(both.studies).size(), figures_of_puncture(known().studies).size());
}

TEST(Validate, TellsPeopleApartByHowTheyCloseAndTakesAnimalsAlike) {
    core::RandomStream one(1, 1, core::Stream::skin), other(1, 2, core::Stream::skin);
    const course::Stages stages = course::central_stages(known());
    const auto closed = [&](const char* study, const core::RandomStream& who) {
        return course::predict(known().atlas, stages, figure(study, 0), &who);
    };
    EXPECT_NE(closed("gupta-2011", one), closed("gupta-2011", other));
    EXPECT_EQ(closed("kalluri-2011-closure", one), closed("kalluri-2011-closure", other));
    // The same person in both halves of a ratio.
    EXPECT_NEAR(closed("brogden-2013", one), closed("brogden-2013", other), 1e-12);
}

TEST(Validate, DrawsHowChannelsClose) {
    course::Team team(2);
    const Validation rats = validate(known(), {"kalluri-2011-closure"}, {.draws = 50}, team, {});
    ASSERT_EQ(rats.studies.at(0).figures.size(), 2U);
    for (const FigureCheck& one : rats.studies[0].figures) {
        EXPECT_TRUE(one.inside) << one.what;
        EXPECT_EQ(one.unit, "h");
        EXPECT_LT(one.predicted.lo, one.central);
        EXPECT_GT(one.predicted.hi, one.central);
    }
}

TEST(Predict, LikelihoodIsOneWithinARangeAndNormalOutside) {
    course::BenchFigure range = figure("davis-2004", 0);
    EXPECT_EQ(course::likelihood(range, 0.5), 1.0);
    EXPECT_EQ(course::likelihood(range, range.least), 1.0);
    EXPECT_NEAR(course::likelihood(range, range.most + range.sd), std::exp(-0.5), 1e-12);
    EXPECT_NEAR(course::likelihood(range, range.least - 2.0 * range.sd), std::exp(-2.0), 1e-12);
}

TEST(Predict, AFigureWithoutSpreadOrOfNothingKnownIsRefusedWithItsPlace) {
    const auto said = [](const std::string& from, const std::string& to) {
        try {
            course::learn(with("studies/kalluri-2011.toml", from, to));
        } catch (const core::InvalidInput& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(said("sd = \"25 um\"", "").find("sd"), std::string::npos);
    EXPECT_NE(said("sd = \"25 um\"", "sd = \"0 um\"").find("above zero"), std::string::npos);
    EXPECT_NE(said("published = \"152.5 um\"", "published = \"152.5 mN\"").find("kalluri-2011.toml"),
              std::string::npos);
    EXPECT_NE(said("published = \"152.5 um\"", "published = \"152.5 um\"\nleast = \"1 um\"").find("not both"),
              std::string::npos);
    EXPECT_NE(said("published = \"152.5 um\"\n", "").find("published value or a range"), std::string::npos);
    EXPECT_NE(said("observed = \"residual-depth\"", "observed = \"residual-dept\"").find("did you mean"),
              std::string::npos);
    const auto of_closure = [](const std::string& from, const std::string& to) {
        try {
            course::learn(with("studies/kalluri-2011-closure.toml", from, to));
        } catch (const core::InvalidInput& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(of_closure("\"tewl\"", "\"twel\"").find("did you mean"), std::string::npos);
    EXPECT_NE(of_closure("mouth = \"70.7 um\"\n", "").find("mouth"), std::string::npos);
    EXPECT_NE(of_closure("species = \"rat\"\n", "").find("age"), std::string::npos);
    EXPECT_NE(of_closure("occluded = false\n", "").find("occluded"), std::string::npos);
    EXPECT_NE(of_closure("sd = \"0.5 h\"", "sd = \"0.5 um\"").find("sd"), std::string::npos);
    EXPECT_NE(said("site = \"volar-forearm\"", "site = \"elbow\"").find("site"), std::string::npos);
    EXPECT_NE(said("length = \"770 um\"", "length = \"770 um\", width = \"3 um\"").find("width"), std::string::npos);
}

}  // namespace
}  // namespace percuta::trial
