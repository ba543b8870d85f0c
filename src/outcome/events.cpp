#include "outcome/events.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/error.hpp"

namespace percuta::outcome {

namespace {

constexpr std::array names{"pih", "tram-track", "infection", "bruise", "acne-flare"};

constexpr int dark_phototype = 4;  // Fitzpatrick IV and above: as the trials divide their people

double initial_redness(const Parameters& p, const Exposure& session) {
    return p.E_most * session.tip_dose / (session.tip_dose + p.E_half_dose);
}

double fading(const Parameters& p, const Exposure& session, const Blush& blush) {
    const double usual = p.tau_E * (session.face ? 1.0 : p.tau_E_body);
    return usual * std::exp(p.tau_E_people * blush.person + p.tau_E_studies * blush.study);
}

double log_odds(double probability) { return std::log(probability / (1.0 - probability)); }

/// Over a course of the reference number of sessions, in the median study.
double reference_log_odds(const Parameters& p, EventKind event, const Exposure& exposure) {
    const double dose = std::log(exposure.tip_dose / p.reference_dose);
    switch (event) {
        case EventKind::pih: {
            double logit = log_odds(p.pih_base) + p.pih_dose * dose;
            if (exposure.phototype >= dark_phototype) logit += std::log(p.pih_dark_odds);
            if (!exposure.face) logit += std::log(p.pih_body_odds);
            return logit;
        }
        case EventKind::tram_track:
            return log_odds(p.tram_track_base) + (exposure.roller ? 0.0 : std::log(p.tram_track_other_odds));
        case EventKind::infection:
            return log_odds(p.infection_base) + (exposure.face ? 0.0 : std::log(p.infection_body_odds));
        case EventKind::bruise: return log_odds(p.bruise_base) + p.bruise_dose * dose;
        case EventKind::acne_flare: return log_odds(p.acne_flare_base);
    }
    throw core::InternalError("no such event");
}

/// Mean over studies, whose standard deviations from the median one are normal.
double mean_over_studies(const Parameters& p, EventKind event, const Exposure& exposure) {
    double sum = 0.0, weights = 0.0;
    for (int i = -40; i <= 40; ++i) {
        const double study = 0.125 * i, weight = std::exp(-0.5 * study * study);
        sum += weight * event_probability(p, event, exposure, study);
        weights += weight;
    }
    return sum / weights;
}

}  // namespace

double erythema(const Parameters& p, const Exposure& session, const Blush& blush, double t) {
    if (session.tip_dose <= 0.0 || t < 0.0) return 0.0;
    return initial_redness(p, session) * std::exp(-t / fading(p, session, blush));
}

double downtime(const Parameters& p, const Exposure& session, const Blush& blush) {
    if (session.tip_dose <= 0.0) return 0.0;
    return fading(p, session, blush) * std::max(0.0, std::log(initial_redness(p, session)));
}

std::vector<std::string> event_names() { return {names.begin(), names.end()}; }

EventKind event_kind(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) throw core::InternalError("no event \"" + std::string(name) + "\"");
    return static_cast<EventKind>(found - names.begin());
}

double event_probability(const Parameters& p, EventKind event, const Exposure& exposure, double study) {
    if (exposure.tip_dose <= 0.0 || exposure.sessions <= 0) return 0.0;
    const double logit = reference_log_odds(p, event, exposure) + p.event_study_sd * study;
    // Sessions carry their risks one by one.
    return -std::expm1(-std::log1p(std::exp(logit)) * exposure.sessions / p.reference_sessions);
}

double event_probability(const Parameters& p, const std::string& event, const Exposure& exposure, double study) {
    return event_probability(p, event_kind(event), exposure, study);
}

std::vector<Risk> risks(const Catalogue& clinic, const Parameters& p, const Exposure& exposure) {
    constexpr double ninety = 1.6448536269514722;  // quantile 0.95 of the normal distribution
    std::vector<Risk> out;
    for (const Event& event : clinic.events()) {
        const EventKind kind = event_kind(event.name);
        out.push_back({event.name, event.title, mean_over_studies(p, kind, exposure),
                       event_probability(p, kind, exposure, -ninety), event_probability(p, kind, exposure, ninety),
                       event.evidence, event.source});
    }
    return out;
}

}  // namespace percuta::outcome
