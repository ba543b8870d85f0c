// The healing cascade: from the holes of each session to inflammation, new tissue, collagen and elastin over months.
#pragma once

#include <string>
#include <vector>

#include "core/fields.hpp"
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
    double platelets = 1.0;  ///< in what fills the channels, over those of blood; not below 0
};

/// What `heal` returns.
struct Course {
    /// Columns: damage clot il1 mcp1 pdgf tgf_b1 tgf_b3 vegf mmp neutrophils m1 m2 fibroblasts myofibroblasts vessels
    /// collagen_1 collagen_3 collagen_total new_collagen tropoelastin elastin fibronectin (averages over the papillary
    /// dermis; with the ending _reticular, over the reticular dermis), reepithelialised, barrier, epidermis (relative
    /// thickness) and scar_load (seconds). Matrix is relative to rest. A row for each step; two rows at each session.
    core::TimeSeries curves;
    std::size_t steps = 0, rejected = 0;
};

/// The grid that serves all sessions: as deep as the deepest, around the widest hole at the highest density.
Layout layout_for(const Parameters& p, const Tissue& tissue, const std::vector<Session>& sessions, Fidelity fidelity,
                  const Accuracy& accuracy);

/// Throws core::UsageError that names what cannot be: holes with lengths below zero or not finite, shares that do not
/// add up to 1, fewer platelets than none, sessions out of order, tissue without layers, a grid or a tolerance of
/// nothing.
void check(const Tissue& tissue, const std::vector<Session>& sessions, const Accuracy& accuracy);

/// Fields to show at some times: of the two states at a session, the one after it.
struct Frames {
    core::FieldSink* sink = nullptr;
    std::vector<std::string> fields{};  ///< names of field_view.hpp
    std::vector<double> times{};        ///< seconds, increasing; the course steps exactly to each of them
};

/// Carries the tissue from rest through the sessions until `end` (seconds). Throws core::Interrupted when `watch` says
/// so, core::NotConverged when the step control fails.
Course heal(const Parameters& p, const Tissue& tissue, const std::vector<Session>& sessions, double end,
            Fidelity fidelity, const core::Watch& watch = {}, const Accuracy& accuracy = {}, const Frames& frames = {});

/// One of many skins.
struct Case {
    Parameters p;
    Tissue tissue;
    std::vector<Session> sessions;
};

/// Columns of many skins, eight side by side in the lanes of the processor, each with its own time steps: a
/// result does not depend on its neighbours, bit for bit, and agrees with `heal` to round-off.
std::vector<Course> heal_columns(std::span<const Case> cases, double end, const core::Watch& watch = {},
                                 const Accuracy& accuracy = {});

}  // namespace percuta::healing
