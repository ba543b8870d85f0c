#include "trial/statistic.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "core/error.hpp"
#include "outcome/improvement.hpp"
#include "trial/moments.hpp"

namespace percuta::trial {

namespace {

using course::Statistic;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Improvement of each person; a reading of change is itself one.
std::vector<double> changes(const Readings& readings) {
    std::vector<double> out(readings.after.begin(), readings.after.end());
    if (readings.before.empty()) return out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = outcome::improvement(readings.before[i], out[i], readings.lower_is_better);
    return out;
}

template <class Is>
double share(std::span<const double> values, Is is) {
    if (values.empty()) return undefined;
    double count = 0.0;
    for (const double value : values) count += is(value) ? 1.0 : 0.0;
    return count / static_cast<double>(values.size());
}

/// Share of people who improve by at least `least`, a share of their own baseline: of the score itself, as trials
/// divide it.
double improved_by(const Readings& readings, double least) {
    const std::vector<double> change = changes(readings);
    if (readings.before.empty()) return share(change, [&](double value) { return outcome::improved_by(value, least); });
    double count = 0.0;
    for (std::size_t i = 0; i < change.size(); ++i)
        count += outcome::improved_by(change[i], least * readings.before[i]) ? 1.0 : 0.0;
    return change.empty() ? undefined : count / static_cast<double>(change.size());
}

/// Odds with half a person added on both sides, so that all or none have odds too.
double odds(const Readings& readings, double least) {
    const auto people = static_cast<double>(readings.after.size());
    const double improved = improved_by(readings, least) * people;
    return (improved + 0.5) / (people - improved + 0.5);
}

double of_one_arm(const course::ClinicalFigure& figure, const Readings& readings) {
    constexpr double per_cent = 100.0;
    switch (figure.statistic) {
        case Statistic::mean:
        case Statistic::downtime: return moments(readings.after).mean;
        case Statistic::sd: return moments(readings.after).sd;
        case Statistic::mean_change: return moments(changes(readings)).mean;
        case Statistic::sd_change: return moments(changes(readings)).sd;
        case Statistic::percent_change:
            if (readings.before.empty()) return moments(readings.after).mean;
            return per_cent * moments(changes(readings)).mean / moments(readings.before).mean;
        case Statistic::share_improved:
            // Of a scale of change, those who score it: a threshold that is no improvement is meant so.
            return per_cent * share(changes(readings), [&](double value) {
                       return readings.before.empty() ? outcome::reaches(value, figure.threshold)
                                                      : outcome::improved_by(value, figure.threshold);
                   });
        case Statistic::share_percent: return per_cent * improved_by(readings, figure.threshold);
        case Statistic::share_within:
            return per_cent * share(readings.after,
                                    [&](double value) { return value >= figure.threshold && value <= figure.upper; });
        case Statistic::event_share: return per_cent * moments(readings.after).mean;
        case Statistic::paired_t: {
            const Moments change = moments(changes(readings));
            return change.sd > 0.0 ? change.mean / (change.sd / std::sqrt(change.count)) : undefined;
        }
        case Statistic::standardised_mean_difference:
        case Statistic::odds_ratio: break;
    }
    throw core::InternalError("a statistic of two arms was asked of one");
}

double standardised_difference(const Readings& arm, const Readings& versus) {
    const Moments a = moments(changes(arm)), b = moments(changes(versus));
    const double freedom = a.count + b.count - 2.0;
    const double pooled = std::sqrt(((a.count - 1.0) * a.sd * a.sd + (b.count - 1.0) * b.sd * b.sd) / freedom);
    return pooled > 0.0 ? (a.mean - b.mean) / pooled : undefined;
}

}  // namespace

double statistic(const course::ClinicalFigure& figure, const Readings& arm, const Readings* versus) {
    if (versus == nullptr) return of_one_arm(figure, arm);
    switch (figure.statistic) {
        case Statistic::standardised_mean_difference: return standardised_difference(arm, *versus);
        case Statistic::odds_ratio: return odds(arm, figure.threshold) / odds(*versus, figure.threshold);
        default: return of_one_arm(figure, arm) - of_one_arm(figure, *versus);
    }
}

}  // namespace percuta::trial
