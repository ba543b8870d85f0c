// The healing cascade: from the holes of each session to inflammation, new tissue, collagen and elastin over months.
#pragma once

#include <vector>

#include "core/series.hpp"
#include "core/watch.hpp"
#include "healing/parameters.hpp"
#include "healing/tissue.hpp"
#include "healing/wound.hpp"

namespace percuta::healing {

/// One session: when, and which holes it makes.
struct Session {
    double time = 0.0;  ///< seconds, not before the session in front of it
    Wound wound;
};

/// What `heal` returns.
struct Course {
    /// Columns: damage clot il1 mcp1 pdgf tgf_b1 tgf_b3 vegf mmp neutrophils m1 m2 fibroblasts myofibroblasts vessels
    /// collagen_1 collagen_3 collagen_total new_collagen tropoelastin elastin fibronectin (averages over the papillary
    /// dermis; with the ending _reticular, over the reticular dermis), reepithelialised, barrier, epidermis (relative
    /// thickness) and scar_load (seconds). Matrix is relative to rest. A row for each step; two rows at each session.
    core::TimeSeries curves;
};

/// Carries the tissue from rest through the sessions until `end` (seconds). Throws core::Interrupted when `watch` says
/// so, core::NotConverged when the step control fails.
Course heal(const Parameters& p, const Tissue& tissue, const std::vector<Session>& sessions, double end,
            Fidelity fidelity, const core::Watch& watch = {}, const Accuracy& accuracy = {});

}  // namespace percuta::healing
