#include "barrier/reseal.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "fixture.hpp"

namespace percuta::barrier {
namespace {

using namespace fixture;

constexpr double infinite = std::numeric_limits<double>::infinity();

const Parameters p = parameters();

Conditions covered(std::vector<Span> spans) {
    Conditions out = reference(p);
    out.occluded = std::move(spans);
    return out;
}

TEST(Closure, BeginsOpenAndHalvesInAHalfTime) {
    const Closure closure = reseal(p, reference(p));
    EXPECT_EQ(closure.lumen(0.0), 1.0);
    EXPECT_EQ(closure.water(0.0), 1.0);
    EXPECT_NEAR(closure.lumen_left(p.t_lumen), 0.5, 1e-14);
    EXPECT_NEAR(closure.water_left(p.t_water), 0.5, 1e-14);
    EXPECT_NEAR(closure.lumen_left(3.0 * p.t_lumen), 0.125, 1e-14);
}

TEST(Closure, IsHalfAfterAHalfTimeWhateverItsShape) {
    for (const double m : {0.7, 1.0, 1.5}) {
        Parameters shaped = p;
        shaped.m = m;
        const Closure closure = reseal(shaped, reference(p));
        EXPECT_NEAR(closure.lumen_left(p.t_lumen), 0.5, 1e-14);
        EXPECT_NEAR(closure.lumen_left(2.0 * p.t_lumen), std::exp(-std::log(2.0) * std::pow(2.0, m)), 1e-14);
        EXPECT_NEAR(closure.water_left(0.5 * p.t_water), std::exp(-std::log(2.0) * std::pow(0.5, m)), 1e-14);
    }
}

TEST(Closure, IsContractionTimesResealing) {
    const Closure closure = reseal(p, reference(p));
    for (const double time : {0.0, 0.1 * hour, hour, 7 * hour, 100 * hour}) {
        const double kept = p.patency_human_roller;
        EXPECT_NEAR(closure.contraction(time), kept + (1.0 - kept) * std::exp(-time / p.tau_e), 1e-15);
        EXPECT_EQ(closure.lumen(time), closure.contraction(time) * closure.lumen_left(time));
        EXPECT_EQ(closure.water(time), closure.contraction(time) * closure.water_left(time));
    }
}

TEST(Closure, UnderACoverRunsByTheSlowClock) {
    const Closure closure = reseal(p, covered({{0.0, infinite}}));
    EXPECT_NEAR(closure.lumen_left(p.t_lumen_covered), 0.5, 1e-14);
    EXPECT_NEAR(closure.water_left(p.t_water_covered), 0.5, 1e-14);
}

TEST(Closure, AddsUpSpansUnderCoverExactly) {
    const Closure closure = reseal(p, covered({{1 * hour, 3 * hour}, {5 * hour, 10 * hour}}));
    const auto passed = [&](double open, double under) {
        return open * hour / p.t_lumen + under * hour / p.t_lumen_covered;
    };
    EXPECT_NEAR(closure.lumen_left(0.5 * hour), std::exp2(-passed(0.5, 0)), 1e-14);
    EXPECT_NEAR(closure.lumen_left(2 * hour), std::exp2(-passed(1, 1)), 1e-14);
    EXPECT_NEAR(closure.lumen_left(4 * hour), std::exp2(-passed(2, 2)), 1e-14);
    EXPECT_NEAR(closure.lumen_left(20 * hour), std::exp2(-passed(13, 7)), 1e-14);
}

TEST(Closure, DoesNotSeeWhereASpanIsCutInTwo) {
    const Closure whole = reseal(p, covered({{hour, 9 * hour}})),
                  cut = reseal(p, covered({{hour, 4 * hour}, {4 * hour, 9 * hour}}));
    for (const double time : {2 * hour, 4 * hour, 8 * hour, 30 * hour})
        EXPECT_NEAR(whole.lumen_left(time), cut.lumen_left(time), 1e-15);
}

TEST(Closure, TimeOfAShareIsTheInverseAlsoAcrossSpans) {
    for (const double m : {0.7, 1.0, 1.4}) {
        Parameters shaped = p;
        shaped.m = m;
        for (const std::vector<Span>& spans : {std::vector<Span>{}, std::vector<Span>{{0.0, infinite}},
                                               std::vector<Span>{{0.2 * hour, 4 * hour}, {5 * hour, 40 * hour}},
                                               std::vector<Span>{{0.0, 2 * hour}, {2 * hour, 3 * hour}}}) {
            const Closure closure = reseal(shaped, covered(spans));
            for (double share = 0.02; share < 1.0; share += 0.07) {
                EXPECT_NEAR(closure.lumen_left(closure.lumen_time(share)), share, 1e-12);
                EXPECT_NEAR(closure.water_left(closure.water_time(share)), share, 1e-12);
            }
        }
    }
}

TEST(Closure, NeverComesToNothingAndBeginsAtAll) {
    const Closure closure = reseal(p, reference(p));
    EXPECT_EQ(closure.lumen_time(1.0), 0.0);
    EXPECT_EQ(closure.lumen_time(0.0), infinite);
}

TEST(Closure, InVitroContractsAndStaysOpen) {
    Conditions dead = reference(p);
    dead.living = false;
    dead.age = dead.needle_length = 0.0;
    const Closure closure = reseal(p, dead);
    EXPECT_EQ(closure.lumen_left(1000 * hour), 1.0);
    EXPECT_NEAR(closure.lumen(1000 * hour), p.patency_human_roller, 1e-14);
    EXPECT_NEAR(closure.water(1000 * hour), p.patency_human_roller, 1e-14);
    EXPECT_EQ(closure.lumen_time(0.5), infinite);
    EXPECT_EQ(closure.lumen_time(1.0), 0.0);
}

TEST(Closure, TakesPatencyFromSpeciesAndPunch) {
    Conditions c = reference(p);
    c.living = false;
    const auto kept = [&](Species species, Punch punch) {
        c.species = species;
        c.punch = punch;
        return reseal(p, c).lumen(1e9);
    };
    EXPECT_EQ(kept(Species::human, Punch::stamp), p.patency_human_stamp);
    EXPECT_EQ(kept(Species::pig, Punch::roller), p.patency_pig_roller);
    EXPECT_EQ(kept(Species::rat, Punch::stamp), p.patency_rat_stamp);
    EXPECT_EQ(kept(Species::rabbit, Punch::roller), p.patency_rabbit_roller);
    EXPECT_EQ(kept(Species::guinea_pig, Punch::stamp), p.patency_guinea_pig_stamp);
    EXPECT_THROW(kept(Species::rabbit, Punch::pen), core::UsageError);
    EXPECT_THROW(kept(Species::rat, Punch::pen), core::UsageError);
}

/// How much longer both clocks take once something has changed.
void expect_slower(Conditions changed, double lumen, double water) {
    const Closure before = reseal(p, reference(p)), after = reseal(p, std::move(changed));
    EXPECT_NEAR(after.lumen_time(0.1) / before.lumen_time(0.1), lumen, 1e-12);
    EXPECT_NEAR(after.water_time(0.1) / before.water_time(0.1), water, 1e-12);
}

TEST(Closure, IsSlowerAfterLongerNeedles) {
    Conditions c = reference(p);
    c.needle_length *= 2.0;
    expect_slower(c, std::pow(2.0, p.p_lumen), std::pow(2.0, p.p_water));
    EXPECT_GT(p.p_lumen, p.p_water);
}

TEST(Closure, IsSlowerInTheOld) {
    Conditions c = reference(p);
    c.age += core::to_si(50.0, "yr");
    const double factor = std::exp(50.0 * core::to_si(1.0, "yr") * p.age_slope);
    EXPECT_GT(factor, 1.0);
    expect_slower(c, factor, factor);
}

TEST(Closure, IsSlowerInDarkerSkin) {
    double last = 0.0;
    for (int phototype = 1; phototype <= 6; ++phototype) {
        Conditions c = reference(p);
        c.phototype = phototype;
        const double factor = std::exp(p.L_slope * (p.reference_L - lightness(p, phototype)));
        EXPECT_GT(factor, last);
        expect_slower(c, factor, factor);
        last = factor;
    }
}

TEST(Closure, IsSlowerUnderAnAntiInflammatoryDrug) {
    Conditions c = reference(p);
    c.nsaid = true;
    EXPECT_GT(p.nsaid, 1.0);
    expect_slower(c, p.nsaid, p.nsaid);
}

TEST(Closure, IsSlowerInASlowPerson) {
    Conditions c = reference(p);
    c.person = 1.3;
    expect_slower(c, std::exp(1.3 * p.omega), std::exp(1.3 * p.omega));
}

TEST(Closure, HasTheClocksOfTheSpeciesAndAsksNoAnimalForItsAge) {
    Conditions c = reference(p);
    c.species = Species::rat;
    c.age = 0.0;
    c.phototype = 1;
    expect_slower(c, p.t_lumen_rat / p.t_lumen, p.t_water_rat / p.t_water);
    c.species = Species::pig;
    expect_slower(c, p.pig, p.pig);
}

TEST(Closure, IsSlowerUnderCoverForBothClocks) {
    const Closure open = reseal(p, reference(p)), under = reseal(p, covered({{0.0, infinite}}));
    EXPECT_GT(under.lumen_time(0.1), open.lumen_time(0.1));
    EXPECT_GT(under.water_time(0.1), open.water_time(0.1));
}

/// What refusing these conditions says; "" where they are not refused.
std::string refusal(void (*spoil)(Conditions&)) {
    Conditions c = reference(p);
    spoil(c);
    try {
        reseal(p, c);
    } catch (const core::UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(Closure, RefusesWhatCannotBe) {
    const auto says = [](void (*spoil)(Conditions&), const char* part) {
        EXPECT_NE(refusal(spoil).find(part), std::string::npos) << part;
    };
    says([](Conditions& c) { c.needle_length = 0.0; }, "needle length");
    says([](Conditions& c) { c.needle_length = -1.0; }, "needle length");
    says([](Conditions& c) { c.age = 0.0; }, "age");
    says([](Conditions& c) { c.phototype = 0; }, "phototype");
    says([](Conditions& c) { c.phototype = 7; }, "phototype");
    says([](Conditions& c) { c.person = std::nan(""); }, "person");
    says([](Conditions& c) { c.occluded = {{-1.0, 1.0}}; }, "spans");
    says([](Conditions& c) { c.occluded = {{2.0, 2.0}}; }, "spans");
    says([](Conditions& c) { c.occluded = {{2.0, 4.0}, {3.0, 5.0}}; }, "spans");
    says([](Conditions& c) { c.occluded = {{5.0, 6.0}, {2.0, 3.0}}; }, "spans");
    EXPECT_EQ(refusal([](Conditions&) {}), "");
}

TEST(Closure, RefusesTimesAndSharesThatAreNone) {
    const Closure closure = reseal(p, reference(p));
    EXPECT_THROW(closure.lumen(-1.0), core::UsageError);
    EXPECT_THROW(closure.water_left(std::nan("")), core::UsageError);
    EXPECT_THROW(closure.lumen_time(1.1), core::UsageError);
    EXPECT_THROW(closure.water_time(-0.1), core::UsageError);
}

/// What reading barrier.toml with one piece of text replaced says.
std::string complaint(const std::string& from, const std::string& to) {
    std::string text = core::embedded_data().at("barrier.toml");
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    try {
        check_parameters(core::parameters_in(text, "barrier.toml"));
    } catch (const core::InvalidInput& error) {
        return error.what();
    }
    return "";
}

TEST(Parameters, OfTheFileAreThoseOfTheRoom) { EXPECT_NO_THROW(check_parameters(core::parameters_in("barrier.toml"))); }

TEST(Parameters, MistakesInTheFileAreNamed) {
    EXPECT_NE(complaint("[parameters.t_lumen]", "[parameters.t_lumem]").find("t_lumen"), std::string::npos);
    EXPECT_NE(complaint("value = 12\nunit = \"h\"", "value = 12\nunit = \"mm\"").find("t_lumen"), std::string::npos);
    EXPECT_NE(complaint("value = 12\nunit = \"h\"", "value = -12\nunit = \"h\"").find("above zero"), std::string::npos);
}

}  // namespace
}  // namespace percuta::barrier
