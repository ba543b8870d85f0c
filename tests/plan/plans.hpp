// The plan of the contract, with single pieces replaced, and what the reader finds wrong with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "plan/read.hpp"
#include "plan/vocabulary.hpp"

namespace percuta::plan {

inline const std::string contract = R"(plan_version = 1
title = "Atrophic acne scars, three monthly sessions"

[subject]
age = "32 yr"
sex = "female"
phototype = 3
site = "cheek"
weight = "65 kg"
facts = { pregnant = false, "last.isotretinoin" = "never", "hx.keloid" = false }

[concern]
kind = "acne-scar"
baseline = { scale = "goodman-baron-quantitative", value = 12 }
mix = { rolling = 0.4, boxcar = 0.4, ice-pick = 0.2 }

[device]
model = "dermaroller-mf8"
needle_length = "1.5 mm"

[technique]
passes = 15
pressure = "firm"
mode = "professional"

[schedule]
start = 2027-01-11
sessions = 3
interval = "4 wk"
follow_up = "6 mo"

[[product]]
name = "ascorbic-acid-15"
when = "after"
amount = "2 uL/cm^2"
area = "100 cm^2"
leave_on = "8 h"
occluded = false

[[adjunct]]
kind = "prp"
)";

inline const std::string pen_geometry = R"(kind = "pen"
needles = 12
tip_diameter = "8 um"
shaft_diameter = "0.3 mm"
taper_length = "0.8 mm"
maximum_depth = "2.5 mm"
plate_width = "8 mm"
pitch = "2.1 mm"
frequency = "120 Hz"
glide_speed = "20 mm/s"
source = "data sheet"
needle_length = "1.5 mm"
)";

inline const std::string stamp_geometry = R"(kind = "stamp"
needles = 40
tip_diameter = "8 um"
shaft_diameter = "0.3 mm"
taper_length = "0.8 mm"
maximum_depth = "2.5 mm"
plate_width = "8 mm"
pitch = "1 mm"
source = "data sheet"
needle_length = "1.5 mm"
)";

inline const std::string roller_geometry = R"(kind = "roller"
needles = 192
tip_diameter = "8 um"
shaft_diameter = "0.3 mm"
taper_length = "0.8 mm"
maximum_depth = "2.5 mm"
drum_diameter = "20 mm"
drum_width = "20 mm"
source = "data sheet"
needle_length = "1.5 mm"
)";

inline Plan read_text(const std::string& text) {
    return read(core::Document::parse(text, "plan.toml"), test_vocabulary());
}

/// The contract's plan with one piece of its text replaced.
inline std::string with(std::string_view piece, std::string_view replacement) {
    std::string text = contract;
    const std::size_t at = text.find(piece);
    if (at == std::string::npos) throw core::InternalError("the test looks for text that is not there");
    return text.replace(at, piece.size(), replacement);
}

inline std::string with_device(std::string_view device) {
    return with("model = \"dermaroller-mf8\"\nneedle_length = \"1.5 mm\"\n", device);
}

inline std::string replaced(std::string text, std::string_view piece, std::string_view replacement) {
    return text.replace(text.find(piece), piece.size(), replacement);
}

inline std::vector<core::Diagnostic> mistakes(const std::string& text) {
    try {
        read_text(text);
    } catch (const core::InvalidInput& error) {
        return error.diagnostics();
    }
    return {};
}

/// The only mistake of a text.
inline core::Diagnostic mistake(const std::string& text) {
    const auto found = mistakes(text);
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? core::Diagnostic{} : found.front();
}

inline void expect(const core::Diagnostic& found, int line, int column, std::string_view message,
                   std::string_view help) {
    EXPECT_EQ(found.place.line, line) << found.message;
    EXPECT_EQ(found.place.column, column) << found.message;
    EXPECT_EQ(found.message, message);
    EXPECT_EQ(found.suggestion, help) << found.message;
}

}  // namespace percuta::plan
