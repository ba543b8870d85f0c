// The hair cycle and its drives as equations (docs/science/hair.md); `grow` and `expected` follow the same ones.
#pragma once

#include <cstddef>
#include <vector>

#include "core/random.hpp"
#include "hair/grow.hpp"

namespace percuta::hair {

/// How long a state lasts: log-normal.
class Duration {
public:
    Duration() = default;
    /// `mean` in seconds and coefficient of variation, both above 0.
    Duration(double mean, double cv);

    double mean() const { return mean_; }
    double survival(double time) const;  ///< share that lasts longer
    double limited(double time) const;   ///< E[min(duration, time)], seconds: the integral of `survival` from 0
    double draw(core::RandomStream& random) const;
    /// Of one that is met at a time taken by chance: the longer ones are met more often.
    double draw_met(core::RandomStream& random) const;

private:
    double mean_ = 0.0, log_median_ = 0.0, sigma_ = 0.0;
    double median_ = 0.0, met_median_ = 0.0;
};

/// One scalp at rest.
struct Cycle {
    Duration anagen, catagen, telogen;
    double kenogen = 0.0;    ///< mean, seconds
    double emergence = 0.0;  ///< from the start of anagen until the hair is seen, seconds
    double follicles = 0.0;  ///< 1/m2
    double diameter = 0.0;   ///< mean of hairs, metres

    /// Seconds from anagen to anagen on the mean.
    double length() const { return anagen.mean() + catagen.mean() + telogen.mean() + kenogen; }
    /// Of one cycle that a hair is seen, seconds on the mean.
    double visible_time() const;
};

/// Throws core::UsageError for a scalp that cannot be.
Cycle cycle_of(const Parameters& p, const Scalp& scalp);

/// What the drives have done up to equally spaced times; between them it grows evenly.
struct Course {
    double step = 0.0;               ///< seconds
    std::vector<double> activation;  ///< integral of lambda_KA / lambda_0, seconds
    std::vector<double> by_itself;   ///< the same without what minoxidil adds to it
    std::vector<double> clock;       ///< seconds of anagen that have passed
    std::vector<double> release;     ///< integral of the rate at which follicles that minoxidil holds are let go
    std::vector<double> thickness;   ///< of the shaft over its own without drives; this one is no integral

    /// Of one of the above at `time`, at most the last.
    double at(const std::vector<double>& values, double time) const;
    /// When one of the integrals reaches `value`; infinite where it does not.
    double when(const std::vector<double>& integral, double value) const;
};

/// Drives for one person on one scalp, until `end` at least.
Course course_of(const Parameters& p, const Cycle& cycle, const Drives& drives, double response, double end,
                 double step);

/// Throws core::UsageError for drives, times or a response that cannot be.
void check(const Drives& drives, const std::vector<double>& times, double response);

}  // namespace percuta::hair
