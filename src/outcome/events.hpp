// Redness, downtime and what can go wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "outcome/catalogue.hpp"
#include "outcome/parameters.hpp"

namespace percuta::outcome {

/// What one session did, and to whom, as far as adverse events go.
struct Exposure {
    int phototype = 3;
    bool face = true;
    double tip_dose = 0.0;        ///< holes per area times their depth, 1/m
    double bleeding_share = 0.0;  ///< of the holes
    int sessions = 1;
    bool roller = false;
};

/// How long redness lasts in somebody, in standard deviations of the logarithm over people and over studies.
struct Blush {
    double person = 0.0, study = 0.0;
};
/// Redness t seconds after one session, relative to that at which it is just visible (1); 0 without holes.
double erythema(const Parameters& p, const Exposure& session, const Blush& blush, double t);
/// Seconds after one session until redness is no longer visible.
double downtime(const Parameters& p, const Exposure& session, const Blush& blush);

/// An event with a denominator, by its place in `event_names`.
enum class EventKind { pih, tram_track, infection, bruise, acne_flare };

/// A risk over a whole course, as a rate with its spread between studies.
struct Risk {
    std::string name;           ///< "pih" | "tram-track" | "infection" | "bruise" | "acne-flare"
    std::string title;          ///< "Post-inflammatory hyperpigmentation"
    double probability = 0.0;   ///< mean
    double lo = 0.0, hi = 0.0;  ///< 90 % between studies
    std::string evidence, source;
};
std::vector<std::string> event_names();
/// Throws core::InternalError when there is none.
EventKind event_kind(std::string_view name);
/// Probability over a course of a person; `study` is the logit by which one study differs, in standard deviations. 0
/// without holes.
double event_probability(const Parameters& p, EventKind event, const Exposure& exposure, double study);
double event_probability(const Parameters& p, const std::string& event, const Exposure& exposure, double study);
/// Every event that has a denominator.
std::vector<Risk> risks(const Catalogue& clinic, const Parameters& p, const Exposure& exposure);

/// Sessions that come too early, and what they leave.
struct Overtreatment {
    double index = 0.0;      ///< 0: every session found healed skin; 1: as much left from the last as it caused itself
    double scar_load = 0.0;  ///< seconds of myofibroblasts beyond what wounds that heal without a scar have
    double vessels_lost = 0.0;  ///< share of papillary vessels missing when the next session begins, largest
};

}  // namespace percuta::outcome
