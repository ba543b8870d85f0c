// What calls say of plans and of how they are to be carried out.
#pragma once

#include <string>

#include "course/carry_out.hpp"
#include "course/knowledge.hpp"
#include "plan/read.hpp"
#include "server/body.hpp"
#include "server/plan_json.hpp"

namespace percuta::server {

/// Throws Refused where it is not valid: its mistakes have JSON pointers that begin with `above`, such as "/plans/1".
plan::Plan understood(const PlanText& text, const plan::Vocabulary& words, const std::string& above = "");

/// Fidelity, seed, samples, policy and override: `{fidelity?, seed?, samples?, policy?, override?}`.
course::Options options_in(const Json& body, const course::Knowledge& known, int threads);
/// The same as options of the command line, for whoever repeats it there.
std::string in_command(const course::Options& options);

}  // namespace percuta::server
