#include "outcome/events.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "outcome/clinic.hpp"

namespace percuta::outcome {
namespace {

Exposure session(double dose_share = 1.0) {
    const Parameters p = parameters();
    Exposure out;
    out.tip_dose = dose_share * p.reference_dose;
    out.sessions = static_cast<int>(p.reference_sessions);
    out.roller = true;
    return out;
}

double probability(EventKind event, const Exposure& exposure, double study = 0.0) {
    return event_probability(parameters(), event, exposure, study);
}

TEST(Redness, FadesByTheSameShareInTheSameTime) {
    const Parameters p = parameters();
    const double first = erythema(p, session(), {}, 0.0);
    EXPECT_GT(first, 1.0);
    EXPECT_NEAR(erythema(p, session(), {}, p.tau_E), first / std::exp(1.0), 1e-9);
    EXPECT_NEAR(erythema(p, session(), {}, 2.0 * p.tau_E), first / std::exp(2.0), 1e-9);
}

TEST(Redness, IsJustVisibleWhenTheDowntimeEnds) {
    for (const Blush blush : {Blush{-1.5, 0.0}, Blush{}, Blush{2.0, -1.0}}) {
        const double end = downtime(parameters(), session(), blush);
        EXPECT_NEAR(erythema(parameters(), session(), blush, end), 1.0, 1e-9);
    }
}

TEST(Redness, IsNoneWithoutHoles) {
    EXPECT_EQ(erythema(parameters(), Exposure{}, {}, 0.0), 0.0);
    EXPECT_EQ(downtime(parameters(), Exposure{}, {}), 0.0);
}

TEST(Redness, RisesWithTheDoseAndSaturates) {
    double last = 0.0;
    for (const double share : {0.05, 0.2, 1.0, 5.0, 50.0}) {
        const double first = erythema(parameters(), session(share), {}, 0.0);
        EXPECT_GT(first, last);
        EXPECT_LT(first, parameters().E_most);
        last = first;
    }
    EXPECT_EQ(downtime(parameters(), session(0.02), {}), 0.0);  // never visible
}

TEST(Redness, LastsAsLongAsSeriesSay) {
    Exposure abdomen = session();
    abdomen.face = false;
    const double face = downtime(parameters(), session(), {}) / core::day,
                 body = downtime(parameters(), abdomen, {}) / core::day;
    std::printf("  downtime: face %.1f d (series 0.1 to 3), abdomen %.1f d (3.0, SE 0.37)\n", face, body);
    EXPECT_GT(face, 0.13);
    EXPECT_LT(face, 3.0);
    EXPECT_NEAR(body, 3.0, 0.8);
}

TEST(Risk, OfDarkSpotsStandsAtItsAnchors) {
    Exposure dark = session(), body = session();
    dark.phototype = 5;
    body.face = false;
    EXPECT_NEAR(probability(EventKind::pih, session()), 0.01, 0.001);
    EXPECT_NEAR(probability(EventKind::pih, dark), 0.04, 0.004);
    const double odds = 0.01 / 0.99 * parameters().pih_body_odds;
    EXPECT_NEAR(probability(EventKind::pih, body), odds / (1.0 + odds), 1e-9);
}

TEST(Risk, RisesWithDoseAndSessionsAndIsNoneWithoutEither) {
    for (const std::string& name : event_names()) {
        const EventKind event = event_kind(name);
        EXPECT_EQ(probability(event, Exposure{}), 0.0) << name;
        Exposure once = session(), none = session();
        once.sessions = 1;
        none.sessions = 0;
        EXPECT_EQ(probability(event, none), 0.0) << name;
        EXPECT_LT(probability(event, once), probability(event, session())) << name;
        EXPECT_LE(probability(event, session()), probability(event, session(3.0))) << name;
        // Sessions carry their risks one by one.
        const double four = 1.0 - std::pow(1.0 - probability(event, once), parameters().reference_sessions);
        EXPECT_NEAR(probability(event, session()), four, 1e-12) << name;
    }
}

TEST(Risk, OfTramTracksIsThatOfRollers) {
    Exposure pen = session();
    pen.roller = false;
    EXPECT_LT(probability(EventKind::tram_track, pen), 0.3 * probability(EventKind::tram_track, session()));
}

TEST(Risk, StudiesThatCountedThemLieWithinItsSpread) {
    Exposure dogra = session();
    dogra.phototype = 4;
    Exposure striae = session();
    striae.face = false;
    striae.phototype = 2;
    const auto find = [](const std::vector<Risk>& all, const char* name) {
        return *std::ranges::find(all, name, &Risk::name);
    };
    const auto face = risks(clinic(), parameters(), dogra), body = risks(clinic(), parameters(), striae);
    struct Printed {
        Risk risk;
        double share;
    };
    for (const Printed& one : {Printed{find(face, "pih"), 5.0 / 36.0},
                               {find(body, "pih"), 7.0 / 57.0},
                               {find(face, "tram-track"), 2.0 / 36.0},
                               {find(body, "infection"), 1.0 / 32.0},
                               {find(face, "bruise"), 0.028},
                               {find(face, "acne-flare"), 0.133}}) {
        std::printf("  %s: computed %.1f %% (%.1f to %.1f), printed %.1f %%\n", one.risk.name.c_str(),
                    100 * one.risk.probability, 100 * one.risk.lo, 100 * one.risk.hi, 100 * one.share);
        EXPECT_GT(one.share, one.risk.lo) << one.risk.name;
        EXPECT_LT(one.share, one.risk.hi) << one.risk.name;
    }
}

TEST(Risk, OfTheMeanStudyLiesBetweenItsEndsAboveTheMedianOne) {
    for (const Risk& risk : risks(clinic(), parameters(), session())) {
        EXPECT_GT(risk.probability, risk.lo) << risk.name;
        EXPECT_LT(risk.probability, risk.hi) << risk.name;
        EXPECT_GT(risk.probability, probability(event_kind(risk.name), session())) << risk.name;
        EXPECT_FALSE(risk.evidence.empty());
    }
}

TEST(Risk, HasNoOtherNames) { EXPECT_THROW(event_kind("granuloma"), core::InternalError); }

}  // namespace
}  // namespace percuta::outcome
