#include "outcome/catalogue.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "core/bibliography.hpp"
#include "core/error.hpp"
#include "outcome/clinic.hpp"

namespace percuta::outcome {
namespace {

TEST(Catalogue, HoldsTheScalesAndReadersThatStudiesName) {
    for (const char* name : {"goodman-baron-quantitative", "goodman-baron-qualitative", "ecca", "lemperle", "gais",
                             "quartile", "improvement-percent", "vss", "posas-observer", "posas-patient", "primos-ra",
                             "vas-scar", "hair-count", "hair-diameter", "hair-global"})
        EXPECT_TRUE(clinic().has_scale(name)) << name;
    EXPECT_EQ(clinic().reader_names(), (std::vector<std::string>{"blinded-photo", "live-rater", "open-single-assessor",
                                                                 "patient", "instrument"}));
    EXPECT_THROW(clinic().scale("masi"), core::InternalError);
}

TEST(Catalogue, EveryConcernThatCanBeSeenHasAScaleAndAQuantity) {
    for (const char* concern :
         {"rejuvenation", "wrinkle", "acne-scar", "surgical-scar", "striae", "hair-loss", "hyperpigmentation"}) {
        EXPECT_FALSE(clinic().scales_for(concern).empty()) << concern;
        EXPECT_FALSE(clinic().quantities_for(concern).empty()) << concern;
    }
}

TEST(Catalogue, EverySourceIsKnown) {
    const core::Bibliography known =
        core::Bibliography::parse(core::embedded_data().at("references.bib"), "references.bib");
    for (const auto& [what, source] : clinic().sources()) EXPECT_TRUE(known.has(source)) << what << ": " << source;
    for (const Scale& scale : clinic().scales())
        for (const core::Parameter& noise : scale.noise.all()) EXPECT_TRUE(known.has(noise.source)) << scale.name;
    const core::ParameterSet parameters = parameter_set();
    for (const core::Parameter& parameter : parameters.all())
        EXPECT_TRUE(known.has(parameter.source)) << parameter.name << ": " << parameter.source;
}

TEST(Catalogue, TheShippedParametersAreThoseOfTheRoom) { EXPECT_NO_THROW(check_parameters(parameter_set())); }

TEST(Catalogue, WhatIsNilSaysSo) {
    for (const char* name : {"pores", "pigment", "scar-height", "scar-stiffness"}) {
        const auto found = std::ranges::find(clinic().quantities(), name, &Quantity::name);
        ASSERT_NE(found, clinic().quantities().end());
        EXPECT_EQ(found->level, "none");
        EXPECT_NE(found->evidence.find("no effect is assumed"), std::string::npos);
    }
}

std::string mistakes(std::string from, std::string to) {
    std::string text(core::embedded_data().at("outcome.toml"));
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    try {
        Catalogue::read(core::Document::parse(text, "outcome.toml"));
    } catch (const core::InvalidInput& error) {
        return error.what();
    }
    return "";
}

TEST(Catalogue, SaysWhatIsWrongAndWhere) {
    EXPECT_NE(mistakes("kind = \"wrinkle-grade\"", "kind = \"wrinkel-grade\"").find("wrinkle-grade"),
              std::string::npos);
    EXPECT_NE(mistakes("depth_step = \"0.2 mm\"", "").find("depth_step"), std::string::npos);
    EXPECT_NE(mistakes("cuts = [-0.15, 0.15,", "cuts = [0.15, -0.15,").find("must ascend"), std::string::npos);
    EXPECT_NE(mistakes("cuts = [-0.15, 0.15, 0.5, 0.75]", "cuts = [-0.15, 0.15, 0.5]").find("one cut between"),
              std::string::npos);
    EXPECT_NE(mistakes("class_rows = [2, 3, 4]", "class_rows = [2, 3]").find("a list of 3 numbers"), std::string::npos);
    EXPECT_NE(mistakes("[scale.lemperle.noise.rater_sd]", "[scale.lemperle.noise.raters_sd]").find("rater_sd"),
              std::string::npos);
    EXPECT_NE(mistakes("bias = \"open_bias\"", "bias = \"hope\"").find("no parameter"), std::string::npos);
    EXPECT_NE(mistakes("level = \"none\"", "level = \"nil\"").find("level"), std::string::npos);
    EXPECT_NE(mistakes("[event.pih]", "[event.pij]").find("did you mean \"pih\""), std::string::npos);
    EXPECT_NE(mistakes("[event.pih]", "[event.pij]").find("[event.pih] is missing"), std::string::npos);
    const std::string place = mistakes("most = 84", "most = -84");
    EXPECT_NE(place.find("outcome.toml:"), std::string::npos);
    EXPECT_NE(place.find("must be above least"), std::string::npos);
}

}  // namespace
}  // namespace percuta::outcome
