#include "report/compare_worlds.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace percuta::report {

namespace {

/// Two readings count as equal when they differ by round-off only.
constexpr double round_off = 1e-9;

double count(const course::ScaleReading& reading, std::size_t person, Counted what) {
    const double improvement = reading.improvements[person];
    switch (what) {
        case Counted::improvement: return improvement;
        case Counted::improved: return improvement > round_off ? 1.0 : 0.0;
        case Counted::one_grade:
            return improvement >= std::max(reading.counts, 2.0 * round_off) - round_off ? 1.0 : 0.0;
        case Counted::half:
            return improvement >= reading.half_gone[person % reading.half_gone.size()] - round_off ? 1.0 : 0.0;
    }
    return 0.0;
}

/// A mean over people, its spread between worlds, and how well so few people tell it.
struct Spread {
    core::Interval between;
    double standard_error = 0.0;
};

/// Of each world only some people were read: that scatter is taken out of the spread, as the variance of all means less
/// the mean variance that so few people add.
Spread between_worlds(const std::vector<double>& people, std::size_t worlds) {
    std::vector<double> means(worlds, 0.0), sizes(worlds, 0.0), squares(worlds, 0.0);
    double mean = 0.0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        means[i % worlds] += people[i];
        sizes[i % worlds] += 1.0;
        mean += people[i];
    }
    mean /= static_cast<double>(people.size());
    for (std::size_t w = 0; w < worlds; ++w) means[w] /= std::max(sizes[w], 1.0);
    for (std::size_t i = 0; i < people.size(); ++i) {
        const double off = people[i] - means[i % worlds];
        squares[i % worlds] += off * off;
    }
    double all = 0.0, of_few = 0.0;
    for (std::size_t w = 0; w < worlds; ++w) {
        all += (means[w] - mean) * (means[w] - mean);
        of_few += squares[w] / (std::max(sizes[w], 1.0) * std::max(sizes[w] - 1.0, 1.0));
    }
    const double kept = all > 0.0 ? std::sqrt(std::max(0.0, 1.0 - of_few / all)) : 0.0;
    const core::Interval raw = core::interval(std::move(means));
    return {{mean, mean + kept * (raw.lo - mean), mean + kept * (raw.hi - mean)},
            std::sqrt(of_few) / static_cast<double>(worlds)};
}

/// Wider by what the finite number of people leaves open, so that a difference between few of them is no finding.
core::Interval with_standard_error(const Spread& spread) {
    constexpr double ninety = 1.6449;
    const core::Interval& between = spread.between;
    const double more = ninety * spread.standard_error;
    return {between.median, between.median - std::hypot(between.median - between.lo, more),
            between.median + std::hypot(between.hi - between.median, more)};
}

std::vector<double> counted(const course::ScaleReading& reading, Counted what) {
    std::vector<double> out;
    for (std::size_t i = 0; i < reading.improvements.size(); ++i) out.push_back(count(reading, i, what));
    return out;
}

}  // namespace

core::Interval mean_between(const course::ScaleReading& reading, Counted what) {
    if (reading.improvements.empty() || reading.half_gone.empty()) return {};
    return between_worlds(counted(reading, what), reading.half_gone.size()).between;
}

Difference difference_between(const course::ScaleReading& first, const course::ScaleReading& second, Counted what) {
    if (first.improvements.empty() || first.half_gone.empty() ||
        first.improvements.size() != second.improvements.size() || first.half_gone.size() != second.half_gone.size())
        return {Verdict::not_paired, std::nullopt};
    const std::vector<double> before = counted(first, what);
    std::vector<double> by = counted(second, what);
    for (std::size_t i = 0; i < by.size(); ++i) by[i] -= before[i];
    const core::Interval interval = with_standard_error(between_worlds(by, first.half_gone.size()));
    if (std::ranges::all_of(by, [](double one) { return one == 0.0; })) return {Verdict::equal, interval};
    if (first.half_gone.size() == 1) return {Verdict::not_sampled, interval};
    return {interval.lo <= 0.0 && interval.hi >= 0.0 ? Verdict::within_noise : Verdict::apart, interval};
}

}  // namespace percuta::report
