// Which studies calibrate and which are held out, frozen before anything is fitted.
#include "course/split.hpp"

#include "course/trials.hpp"

namespace percuta::course {
namespace {

/// What is known when there is only this study, and this split of it.
Knowledge knowing(const Study& study, const Split& split) {
    Knowledge knowledge;
    knowledge.studies = {study};
    knowledge.split = split;
    return knowledge;
}

Split split_of(const std::vector<Study>& studies) {
    return read_split(core::Document::parse(write_split(studies), "split.toml"));
}

/// What differs when a study is read from a changed text.
std::vector<std::string> differences_of(const std::string& changed) {
    return split_differences(knowing(study_of(changed), split_of({study_of(trial_text)})));
}

TEST(Split, TheStudiesOfTheProgramAreAsTheyWereFrozen) {
    EXPECT_EQ(split_differences(known()), std::vector<std::string>{})
        << "if this is meant, freeze the split anew: percuta fit --freeze";
    EXPECT_EQ(known().split.size(), known().studies.size());
    EXPECT_NO_THROW(check_split(known()));
}

TEST(Split, AStudyThatStayedTheSameStands) { EXPECT_TRUE(differences_of(trial_text).empty()); }

TEST(Split, AStudyThatChangedItsRoleIsNamed) {
    const auto found = differences_of(with("role = \"held-out\"", "role = \"calibration\""));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0], "a-trial: its role is calibration, but it was frozen as held-out");
}

TEST(Split, PeopleTreatmentAndEveryPrintedNumberAreFrozen) {
    for (const auto& [from, to] : {std::pair{"published = 10\n", "published = 10.1\n"},
                                   {"least = -1.5", "least = -1.4"},
                                   {"most = 4", "most = 5"},
                                   {"sd = 2\n", "sd = 3\n"},
                                   {"at = \"90 d\"", "at = \"89 d\""},
                                   {"threshold = 0.5", "threshold = 0.4"},
                                   {"reader = \"patient\"", "reader = \"blinded-photo\""},
                                   {"mean = 12.5", "mean = 12.4"},
                                   {"enrolled = 20", "enrolled = 21"},
                                   {"age = \"31 yr\"", "age = \"32 yr\""},
                                   {"needle_length = \"1.5 mm\"", "needle_length = \"2 mm\""},
                                   {"passes = 12", "passes = 13"},
                                   {"statistic = \"mean\"", "statistic = \"sd\""}}) {
        const auto found = differences_of(with(from, to));
        ASSERT_EQ(found.size(), 1U) << from;
        EXPECT_EQ(found[0], "a-trial: its people, treatment or printed numbers are not those that were frozen");
    }
}

TEST(Split, WordsAboutAStudyMayChange) {
    for (const auto& [from, to] : {std::pair{"note = \"bound\"", "note = \"a bound\""},
                                   {"\"A trial\"", "\"The trial\""},
                                   {"protocol = \"two", "protocol = \"both"},
                                   {"what = \"score\"", "what = \"sum\""}})
        EXPECT_TRUE(differences_of(with(from, to)).empty()) << from;
}

TEST(Split, FiguresOfTheBenchAreFrozenToo) {
    const std::string text = core::embedded_data().at("studies/kalluri-2011.toml");
    const Split split = split_of({study_of(text)});
    EXPECT_TRUE(split_differences(knowing(study_of(text), split)).empty());
    const Study changed = study_of(replaced(text, "published = \"", "published = \"1"));
    EXPECT_EQ(split_differences(knowing(changed, split)).size(), 1U);
}

TEST(Split, AStudyThatIsNewOrGoneIsNamed) {
    const Study study = study_of(trial_text), other = study_of(trial_text, "another");
    EXPECT_EQ(split_differences(knowing(study, {})),
              std::vector<std::string>{"a-trial: it is not in the frozen split"});
    EXPECT_EQ(split_differences(knowing(study, split_of({study, other}))),
              std::vector<std::string>{"another: it is in the frozen split, but gone"});
}

TEST(Split, WhatDiffersIsRefusedByTheNameOfItsFile) {
    try {
        check_split(knowing(study_of(trial_text), {}));
        FAIL() << "nothing was refused";
    } catch (const core::InvalidInput& error) {
        ASSERT_EQ(error.diagnostics().size(), 1U);
        EXPECT_EQ(error.diagnostics()[0].place.file, "studies/a-trial.toml");
        EXPECT_NE(error.diagnostics()[0].suggestion.find("percuta fit --freeze"), std::string::npos);
    }
}

TEST(Split, AWrongFileIsRefusedWithItsPlace) {
    for (const char* wrong : {"[study.a]\nrole = \"hold-out\"\nhash = \"0\"\n", "[study.a]\nrole = \"display\"\n",
                              "[studies.a]\nrole = \"display\"\nhash = \"0\"\n", "study = 1\n"})
        EXPECT_THROW(read_split(core::Document::parse(wrong, "split.toml")), core::InvalidInput) << wrong;
}

}  // namespace
}  // namespace percuta::course
