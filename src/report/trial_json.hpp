// The summary of a virtual trial as JSON.
#pragma once

#include <string>

#include "trial/trial_summary.hpp"

namespace percuta::report {

/// trial.json: what was asked, then arms and differences. Ages in years, times in days, scores in the unit of their
/// scale, shares from 0 to 1; null where nobody was there to be read. Nothing in it depends on shards, threads or the
/// day on which it was made. `trial_schema()` describes it.
std::string trial_json(const trial::TrialSummary& summary);

}  // namespace percuta::report
