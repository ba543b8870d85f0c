// Counts of hair as trials printed them, and what the model says of the same people.
#pragma once

#include <string>
#include <vector>

#include "fixture.hpp"

namespace percuta::hair::fixture {

/// Mean and standard deviation over people, 1/cm2.
struct OverPeople {
    double mean = 0.0, sd = 0.0;
};

/// Of the gain of people whose response scatters as the data say. The integrand is smooth and vanishes at both ends, so
/// that equal steps are exact to many digits.
inline std::vector<OverPeople> gains(const Parameters& p, const Drives& drives, const std::vector<double>& times,
                                     double step = 2 * day) {
    std::vector<double> when{0.0};
    when.insert(when.end(), times.begin(), times.end());
    std::vector<OverPeople> out(times.size());
    double all = 0.0;
    for (double deviation = -4.5; deviation <= 4.5; deviation += 0.75) {
        const double weight = std::exp(-0.5 * deviation * deviation);
        const auto counts = expected(p, {}, drives, when, response_of(p, deviation), step);
        for (std::size_t i = 0; i < times.size(); ++i) {
            const double more = (counts[i + 1].density - counts[0].density) / per_cm2;
            out[i].mean += weight * more;
            out[i].sd += weight * more * more;
        }
        all += weight;
    }
    for (OverPeople& gain : out) {
        gain.mean /= all;
        gain.sd = std::sqrt(gain.sd / all - gain.mean * gain.mean);
    }
    return out;
}

/// A figure of the calibration set, hairs per cm2, with its standard error.
struct Target {
    std::string what;
    double published, error;
};

/// A mean of change over that of another arm.
inline double error_of_difference(double sd, double n, double other_sd, double other_n) {
    return std::sqrt(sd * sd / n + other_sd * other_sd / other_n);
}
/// A standard deviation that is the root of a difference of variances, by the errors of these.
inline double error_of_true_sd(double sd, double n, double other_sd, double other_n) {
    const double variance = sd * sd, other = other_sd * other_sd;
    return std::sqrt(2.0 * variance * variance / (n - 1.0) + 2.0 * other * other / (other_n - 1.0)) /
           (2.0 * std::sqrt(variance - other));
}

/// Olsen 2002 (48 weeks) and 2007 (16 weeks), placebo subtracted; Gupta 2023 (24 weeks), whose errors were not read: 3
/// is a judgement.
inline std::vector<Target> targets() {
    return {{"minoxidil 5 % over placebo, 48 weeks", 18.6 - 3.9, error_of_difference(25.4, 139, 21.7, 78)},
            {"minoxidil 2 % over placebo, 48 weeks", 12.7 - 3.9, error_of_difference(20.7, 141, 21.7, 78)},
            {"minoxidil 5 % over placebo, 16 weeks", 20.9 - 4.7, error_of_difference(22.5, 180, 19.7, 172)},
            {"needling and minoxidil over minoxidil, 24 weeks", 13.0, 3.0},
            {"needling and minoxidil over needling, 24 weeks", 17.0, 3.0},
            {"SD over people, 48 weeks", std::sqrt(25.4 * 25.4 - 21.7 * 21.7), error_of_true_sd(25.4, 139, 21.7, 78)},
            {"SD over people, 16 weeks", std::sqrt(22.5 * 22.5 - 19.7 * 19.7), error_of_true_sd(22.5, 180, 19.7, 172)}};
}

/// Sessions weekly to fortnightly.
inline constexpr double usual_interval = 10.5 * day;

/// The same figures by the model.
inline std::vector<double> computed(const Parameters& p) {
    const Drives strong = minoxidil(0.0, 48 * week), weak = minoxidil(0.0, 48 * week, 0.4);
    const Drives needles = needling(usual_interval, 24 * week);
    const auto five = gains(p, strong, {16 * week, 24 * week, 48 * week});
    const double two = gains(p, weak, {48 * week})[0].mean, needled = gains(p, needles, {24 * week})[0].mean;
    const double with_both = gains(p, both(strong, needles), {24 * week})[0].mean;
    return {five[2].mean, two, five[0].mean, with_both - five[1].mean, with_both - needled, five[2].sd, five[0].sd};
}

}  // namespace percuta::hair::fixture
