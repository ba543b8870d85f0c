// What a result says about itself: warnings, credibility, notes, basis.
#include "course/explain.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/units.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

/// On label with this pen: acne scars of the face, phototype 3, 1.5 mm.
Result on_label() {
    Result result;
    result.plan.subject.age = core::to_si(32, "yr");
    result.plan.subject.phototype = 3;
    result.plan.subject.site = "cheek";
    result.plan.concern.kind = "acne-scar";
    result.plan.device.model = "pen-6";
    result.plan.device.needle_length = 1.5e-3;
    result.device = known().devices.device("pen-6", 1.5e-3);
    result.skin = known().atlas.skin("cheek", {.age = result.plan.subject.age});
    result.sessions.emplace_back().puncture_probability = 1.0;
    result.provenance.fidelity = "cell";
    return result;
}

Result explained(Result result) {
    explain(known(), result);
    return result;
}

const Warning* warning(const Result& result, std::string_view kind) {
    const auto found = std::ranges::find(result.warnings, kind, &Warning::kind);
    return found == result.warnings.end() ? nullptr : &*found;
}

bool noted(const Result& result, std::string_view words) {
    return std::ranges::any_of(result.notes,
                               [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

bool rests_on(const Result& result, std::string_view room) {
    return std::ranges::find(result.basis, room, &Basis::room) != result.basis.end();
}

TEST(Explain, AnOnLabelPlanThatStaysInTheDermisHasNoWarning) { EXPECT_TRUE(explained(on_label()).warnings.empty()); }

TEST(Explain, AProductOnOpenChannelsIsOffLabelAndOneOfTheDayBeforeIsNot) {
    for (const auto& [when, warned] :
         {std::pair{"during", true}, {"after", true}, {"before", false}, {"daily", false}}) {
        Result result = on_label();
        result.plan.products.emplace_back().when = when;
        EXPECT_EQ(warning(explained(result), "off-label") != nullptr, warned) << when;
    }
}

TEST(Explain, ReasonsNameTheFileTheirSourceAndWhatWasNotConfirmed) {
    Result result = on_label();
    result.plan.subject.phototype = 6;
    const Result said = explained(result);
    const Warning* phototype = warning(said, "off-label");
    ASSERT_NE(phototype, nullptr);
    EXPECT_NE(phototype->text.find("covers phototypes 1 to 4; the plan says 6"), std::string::npos) << phototype->text;
    EXPECT_TRUE(known().bibliography.has(phototype->source));

    result.plan.device.model = "dermaroller-mf8";
    const Result unlabelled = explained(result);
    ASSERT_EQ(unlabelled.warnings.size(), 1U);
    EXPECT_EQ(unlabelled.warnings.front().text.rfind("No label on file", 0), 0U);
    result.plan.device.custom.emplace();
    EXPECT_EQ(explained(result).warnings.size(), 1U) << "a device of one's own has no label either";
}

TEST(Explain, ALabelThatWasNotFullyConfirmedSaysSo) {
    int compared = 0;
    for (const device::Model& model : known().devices.models())
        for (const device::Label& label : model.labels) {
            if (label.seen || label.note.empty()) continue;
            Result result = on_label();
            result.plan.device.model = model.name;
            result.plan.concern.kind = "hair-loss";
            result.plan.subject.site = "scalp";
            for (const Warning& one : explained(result).warnings) {
                if (!one.text.starts_with(label.file)) continue;
                EXPECT_NE(one.text.find(label.note), std::string::npos) << one.text;
                ++compared;
            }
        }
    EXPECT_GT(compared, 0);
}

TEST(Explain, WarnsOfFatFromATwentiethOfTheHolesOn) {
    Result result = on_label();
    result.sessions.front().past_dermis = 0.05;
    EXPECT_EQ(warning(explained(result), "fat"), nullptr);
    result.sessions.front().past_dermis = 0.07;
    const Result said = explained(result);
    ASSERT_NE(warning(said, "fat"), nullptr);
    EXPECT_NE(warning(said, "fat")->text.find("7 % of the holes"), std::string::npos) << warning(said, "fat")->text;
    EXPECT_TRUE(known().bibliography.has(warning(said, "fat")->source));
}

TEST(Explain, WarnsOfBoneAndOfOverlap) {
    Result result = on_label();
    result.sessions.front().bone_depth = 1.6e-3;
    EXPECT_EQ(warning(explained(result), "bone"), nullptr) << "out of reach";
    result.sessions.front().to_bone = true;
    result.sessions.front().covered_area = 0.5;
    const Result said = explained(result);
    ASSERT_NE(warning(said, "bone"), nullptr);
    EXPECT_NE(warning(said, "bone")->text.find("1.6 mm"), std::string::npos);
    ASSERT_NE(warning(said, "overlap"), nullptr);
    EXPECT_NE(warning(said, "overlap")->text.find("50 % of the surface"), std::string::npos);
}

TEST(Explain, SaysWhenMostStrikesOnlyDentTheSkin) {
    Result result = on_label();
    EXPECT_FALSE(noted(explained(result), "pierce the skin"));
    result.sessions.front().puncture_probability = 0.13;
    EXPECT_TRUE(noted(explained(result), "only 13.0 % of the needle strikes are expected to pierce the skin"));
}

TEST(Explain, RestsOnTheRoomsInUseAndNotOnMethodsOfMeasuring) {
    Result result = on_label();
    const Result catalogue = explained(result);
    for (const char* room : {"skin", "skin.cheek", "device.pen-6", "puncture", "healing", "indication.acne-scar"})
        EXPECT_TRUE(rests_on(catalogue, room)) << room;
    for (const char* room : {"skin.back", "device.pen-12", "device", "method.raman-slope"})
        EXPECT_FALSE(rests_on(catalogue, room)) << room;
    EXPECT_TRUE(std::ranges::any_of(catalogue.basis, [](const Basis& b) { return b.name == "follicles"; }));
    result.plan.device = {};
    result.plan.device.custom.emplace();
    result.device.model.clear();
    EXPECT_TRUE(rests_on(explained(result), "device")) << "what a geometry leaves out";
}

TEST(Explain, GradesTheHolesOfRollersAboveThoseOfPensAndStamps) {
    for (const auto& [kind, grade] : {std::pair{device::Kind::roller, Credibility::extrapolated},
                                      {device::Kind::pen, Credibility::hypothesis},
                                      {device::Kind::stamp, Credibility::hypothesis}}) {
        Result result = on_label();
        result.device.kind = kind;
        EXPECT_EQ(explained(result).credibility.front().credibility, grade);
    }
}

TEST(Explain, NamesTheStudiesThatCalibrateTheForceBalanceWhereItWasDrawn) {
    Result result = on_label();
    EXPECT_FALSE(noted(explained(result), "Kalluri 2011"));
    result.provenance.samples = 8;
    const Result said = explained(result);
    EXPECT_TRUE(noted(said, "Kalluri 2011"));
    EXPECT_FALSE(noted(said, "Verbaan 2008")) << "it is held out";
    EXPECT_TRUE(noted(said, "a device of its own"));
    EXPECT_FALSE(noted(said, "same for every site")) << "stiffness depends on the site";
}

const Published* published(const Result& result, std::string_view study, std::string_view compared) {
    const auto found = std::ranges::find_if(
        result.published, [&](const Published& one) { return one.study == study && one.compared == compared; });
    return found == result.published.end() ? nullptr : &*found;
}

TEST(Explain, PublishedFiguresAreMadeOfTheResultsOfTrialsOfTheSameConcern) {
    Result result = on_label();
    result.sessions.emplace_back().time = 60 * core::day;
    const Result said = explained(result);
    const Published* stained = published(said, "Lotfi 2013", "masson_area_pct_change");
    ASSERT_NE(stained, nullptr);
    EXPECT_NEAR(stained->change, 53.2, 1e-9);
    EXPECT_NEAR(stained->time, 116 * core::day, 1.0) << "as long after the last session of this plan";
    EXPECT_EQ(stained->error, 0.0);
    EXPECT_EQ(stained->error_kind, "not printed");
    const Published* score = published(said, "PAFMJ 2024", "goodman-baron-quantitative");
    ASSERT_NE(score, nullptr);
    EXPECT_NEAR(score->change, 100.0 * (10.54 / 20.62 - 1.0), 1e-9) << "a lower score is a negative change";
    EXPECT_NEAR(score->error, 100.0 * 1.88 / 20.62, 1e-9);
    EXPECT_NE(score->conditions.find("Pen 2 mm, three monthly sessions"), std::string::npos) << "which side";
    EXPECT_EQ(published(said, "Aust 2008", "epidermis_pct_change"), nullptr) << "another concern";
}

TEST(Explain, AReadingThatWasPrintedInSeveralWaysStandsOnce) {
    for (const Indication& indication : known().indications) {
        Result result = on_label();
        result.plan.concern.kind = indication.name;
        const Result said = explained(result);
        for (const Published& a : said.published) {
            const auto same = std::ranges::count_if(said.published, [&](const Published& b) {
                return a.study == b.study && a.compared == b.compared && a.conditions == b.conditions &&
                       a.time == b.time && a.note == b.note && a.change == b.change;
            });
            EXPECT_EQ(same, 1) << a.study << " " << a.compared;
        }
    }
}

}  // namespace
}  // namespace percuta::course
