#include "report/compare_worlds.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "outcome/worlds.hpp"

namespace percuta::report {

namespace {

/// Wider by what the finite number of people leaves open, so that a difference between few of them is no finding.
core::Interval with_standard_error(const outcome::MeanOfWorlds& mean) {
    constexpr double ninety = 1.6449;
    const core::Interval& between = mean.between;
    const double more = ninety * mean.standard_error;
    return {between.median, between.median - std::hypot(between.median - between.lo, more),
            between.median + std::hypot(between.hi - between.median, more)};
}

bool has_people(const course::ScaleReading& reading) { return reading.worlds > 0 && !reading.improvements.empty(); }

}  // namespace

core::Interval mean_between(const course::ScaleReading& reading, Counted what) {
    if (!has_people(reading)) return {};
    return outcome::mean_of_worlds(counted(reading, what), reading.worlds).between;
}

Difference difference_between(const course::ScaleReading& first, const course::ScaleReading& second, Counted what) {
    if (!has_people(first) || first.improvements.size() != second.improvements.size() || first.worlds != second.worlds)
        return {Verdict::not_paired, std::nullopt};
    const std::vector<double> before = counted(first, what);
    std::vector<double> by = counted(second, what);
    for (std::size_t i = 0; i < by.size(); ++i) by[i] -= before[i];
    const core::Interval interval = with_standard_error(outcome::mean_of_worlds(by, first.worlds));
    if (std::ranges::all_of(by, [](double one) { return one == 0.0; })) return {Verdict::equal, interval};
    if (first.worlds == 1) return {Verdict::not_sampled, interval};
    return {interval.lo <= 0.0 && interval.hi >= 0.0 ? Verdict::within_noise : Verdict::apart, interval};
}

}  // namespace percuta::report
