// A plan that nothing is special about.
#pragma once

#include <string>

#include "known.hpp"
#include "plan/read.hpp"

namespace percuta::trial {

/// `more` follows it: tables of its own.
inline std::string usual_plan_text(int sessions = 3, const std::string& more = "") {
    return R"(plan_version = 1
[subject]
age = "32 yr"
sex = "female"
phototype = 3
site = "cheek"
[concern]
kind = "acne-scar"
baseline = { scale = "goodman-baron-quantitative", value = 12 }
[device]
model = "dermaroller-mf8"
needle_length = "1.5 mm"
[technique]
passes = 10
[schedule]
follow_up = "90 d"
sessions = )" +
           std::to_string(sessions) + (sessions > 1 ? "\ninterval = \"28 d\"\n" : "\n") + more;
}

inline plan::Plan usual_plan(int sessions = 3) {
    return plan::read(core::Document::parse(usual_plan_text(sessions), "plan.toml"), course::known().vocabulary());
}

}  // namespace percuta::trial
