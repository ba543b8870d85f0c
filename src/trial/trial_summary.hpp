// What a virtual trial shows: the records of its people, summed up for each arm and between arms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/interval.hpp"
#include "trial/record.hpp"

namespace percuta::trial {

/// How a quantity is spread over the people of all replicates.
struct Spread {
    std::uint64_t count = 0;
    double mean = 0.0, sd = 0.0;
    core::Interval interval;  ///< median and 90 % of the people
};

/// A share or a mean: over all people, and how it differs between replicates, which is what a trial of this size might
/// print in another world. `between` is its value thrice when there is one replicate.
struct Estimate {
    std::uint64_t count = 0;  ///< people, or replicates, that it was taken over; 0: the rest means nothing
    double all = 0.0;
    core::Interval between;  ///< median and 90 % of the replicates
};

/// One scale as one reader reads it, in the unit of the scale. A change for the better is positive.
struct MeasureSummary {
    Spread before;
    std::vector<Spread> after;  ///< at the times of the protocol; the last is the end
    Spread change;              ///< of one person, printed
    Estimate mean_change;
    Estimate improved;                ///< share of those read at the end who improved at all
    Estimate counted;                 ///< by at least what counts on the scale, such as a grade
    std::optional<Estimate> by_half;  ///< by at least half of their own score; none for a scale of change
    Estimate worse;                   ///< share who got worse
    Estimate significant;  ///< 1 where the paired t-test against no change has p < 0.05: the share of replicates
    Spread true_change;    ///< of one person, as no reader would print it
    std::optional<double> true_cv;  ///< SD over people over mean of the true change, within replicates; median of them
};

struct ArmSummary {
    std::uint64_t people = 0;
    Spread age;  ///< seconds
    Estimate female, left;
    Spread downtime;               ///< seconds
    std::vector<Estimate> events;  ///< shares, in the order of the protocol
    std::vector<MeasureSummary> measures;
};

/// Of the first arm over the second in the change of one measure.
struct Difference {
    Estimate mean;   ///< of the changes, in the unit of the scale
    Estimate power;  ///< share of replicates with p < 0.05: paired t-test on sides of one person, else Welch's
};

struct TrialSummary {
    Protocol protocol;
    std::vector<ArmSummary> arms;
    std::vector<Difference> differences;  ///< one a measure; empty for one arm
};

/// Records in the order of people and arms, all of them. People who left are not read and count among those who left
/// alone.
TrialSummary sum_up(const Protocol& protocol, const std::vector<Record>& records);

}  // namespace percuta::trial
