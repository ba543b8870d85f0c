// What calls ask to be computed: read, and refused where it must be, at once; carried out later by a job.
#pragma once

#include "course/knowledge.hpp"
#include "plan/read.hpp"
#include "server/body.hpp"
#include "server/jobs.hpp"
#include "server/settings.hpp"

namespace percuta::server {

/// What orders are made with. Outlives the jobs.
struct Workshop {
    const course::Knowledge& known;
    const plan::Vocabulary words;
    const Settings settings;
};

// Each throws core::UserError or Refused for what cannot be computed.

/// `{plan, …}`: result.json, report.html, tables, calendar, FHIR bundle, and with cell fidelity fields around a hole.
Job::Work order_run(const Json& body, const Workshop& shop);
/// `{plans[], …}`: compare.json, compare.html, and the result of each plan.
Job::Work order_comparison(const Json& body, const Workshop& shop);
/// `{goal, seed?, draws?}`: design.json and a plan a point.
Job::Work order_design(const Json& body, const Workshop& shop);

}  // namespace percuta::server
