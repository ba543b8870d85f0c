// Mean and scatter of readings.
#pragma once

#include <cmath>
#include <limits>
#include <span>

namespace percuta::trial {

struct Moments {
    double count = 0.0;
    double mean = std::numeric_limits<double>::quiet_NaN();  ///< not a number of nobody
    double sd = std::numeric_limits<double>::quiet_NaN();    ///< over count − 1; not a number of fewer than two

    double variance() const { return sd * sd; }
};

inline Moments moments(std::span<const double> values) {
    Moments out;
    out.count = static_cast<double>(values.size());
    if (values.empty()) return out;
    double sum = 0.0, squares = 0.0;
    for (const double value : values) sum += value;
    out.mean = sum / out.count;
    for (const double value : values) squares += (value - out.mean) * (value - out.mean);
    if (values.size() > 1) out.sd = std::sqrt(squares / (out.count - 1.0));
    return out;
}

}  // namespace percuta::trial
