// A clinical study to change one piece of, and what its reader finds wrong with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "course/knowledge.hpp"
#include "course/study.hpp"
#include "known.hpp"

namespace percuta::course {

inline const plan::Vocabulary& words() {
    static const plan::Vocabulary vocabulary = known().vocabulary();
    return vocabulary;
}

inline const std::string trial_text = R"(study = "A trial"
source = "dogra-2014"
role = "held-out"
concern = "acne-scar"
group = "some-people"
protocol = "two sides of a face, one needled"
assumed = "passes are judged"

[people]
design = "split"
enrolled = 20
completed = 15
age = "31 yr"
age_sd = "7 yr"
age_most = "45 yr"
female = 0.6
phototypes = { "3" = 0.25, "4" = 0.75 }
baseline = { scale = "goodman-baron-quantitative", mean = 12.5, sd = 3 }

[[arm]]
name = "needling"
title = "Roller 1.5 mm, three monthly sessions"
people = 15

[arm.plan.subject]
site = "cheek"

[arm.plan.concern]
mix = { rolling = 0.5, boxcar = 0.5 }

[arm.plan.device]
model = "dermaroller-mf8"
needle_length = "1.5 mm"

[arm.plan.technique]
passes = 12

[arm.plan.schedule]
sessions = 3
interval = "30 d"
follow_up = "90 d"

[[arm]]
name = "control"
title = "Nothing"
people = 15
needled = false

[arm.plan.subject]
site = "cheek"

[arm.plan.schedule]
sessions = 3
interval = "30 d"
follow_up = "90 d"

[[result]]
what = "score"
arm = "needling"
measure = "goodman-baron-quantitative"
reader = "blinded-photo"
statistic = "mean"
unit = "points"
at = "90 d"
published = 10
spread = "SD 2.5"

[[result]]
what = "difference"
arm = "needling"
versus = "control"
measure = "goodman-baron-quantitative"
reader = "blinded-photo"
statistic = "mean-change"
unit = "points"
at = "90 d"
least = -1.5
most = 4
spread = "95 % interval"
suspect = "text and table disagree"

[[result]]
what = "half of it gone"
arm = "needling"
measure = "goodman-baron-quantitative"
reader = "patient"
statistic = "share-percent"
threshold = 0.5
unit = "%"
at = "12 wk"
most = 20
sd = 2
spread = "not printed"
note = "bound"

[[result]]
what = "darker skin"
arm = "needling"
measure = "pih"
statistic = "event-share"
unit = "%"
at = "30 d"
published = 0
spread = "none of 15"
)";

inline std::string replaced(std::string text, std::string_view piece, std::string_view replacement) {
    const std::size_t at = text.find(piece);
    if (at == std::string::npos) throw core::InternalError("the test looks for text that is not there");
    return text.replace(at, piece.size(), replacement);
}

/// The trial with one piece of its text replaced.
inline std::string with(std::string_view piece, std::string_view replacement) {
    return replaced(trial_text, piece, replacement);
}

/// Throws what a file of this text would be refused with.
inline Study study_of(const std::string& text, const std::string& id = "a-trial") {
    const core::Document document = core::Document::parse(text, "studies/" + id + ".toml");
    core::Findings findings(document);
    Study study = read_study(id, core::Reader(document.root(), findings), words(), known().clinic, known().atlas,
                             known().devices, known().products);
    findings.raise();
    return study;
}

inline std::vector<core::Diagnostic> mistakes(const std::string& text) {
    try {
        study_of(text);
    } catch (const core::InvalidInput& error) {
        return error.diagnostics();
    }
    return {};
}

/// The only mistake, in words and by its place; an empty line is the file as a whole.
inline void expect_mistake(const std::string& text, std::string_view at_line_of, std::string_view message,
                           std::string_view help) {
    const auto found = mistakes(text);
    ASSERT_EQ(found.size(), 1U) << at_line_of << (found.size() > 1 ? found[1].message : "");
    EXPECT_NE(found[0].message.find(message), std::string::npos) << found[0].message;
    EXPECT_NE(found[0].suggestion.find(help), std::string::npos) << found[0].suggestion;
    EXPECT_EQ(found[0].place.file, "studies/a-trial.toml");
    EXPECT_NE(found[0].place.line_text.find(at_line_of), std::string::npos)
        << found[0].place.line << ": " << found[0].place.line_text;
    EXPECT_EQ(found[0].place.column > 0, !at_line_of.empty());
}

}  // namespace percuta::course
