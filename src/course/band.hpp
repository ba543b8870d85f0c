// Bands of a result: a line with central values and an interval over draws.
#pragma once

#include <algorithm>
#include <vector>

#include "core/interval.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// One moment more: what the draws say then, sorted; not empty.
inline void add_draws(Band& band, const std::vector<double>& sorted) {
    constexpr double quarter = 0.25;
    const Interval ninety = core::interval_of_sorted(sorted);
    band.median.push_back(ninety.median);
    band.lo.push_back(ninety.lo);
    band.hi.push_back(ninety.hi);
    band.lo50.push_back(core::quantile(sorted, quarter));
    band.hi50.push_back(core::quantile(sorted, 1.0 - quarter));
}

/// The central line and its band; `value(who, i)` at time i.
template <class One, class Value>
Band band(const One& central, const std::vector<One>& sampled, std::size_t times, Value value) {
    Band out;
    std::vector<double> values(sampled.size());
    for (std::size_t i = 0; i < times; ++i) {
        out.central.push_back(value(central, i));
        for (std::size_t s = 0; s < sampled.size(); ++s) values[s] = value(sampled[s], i);
        if (sampled.empty()) values.assign(1, out.central[i]);
        std::ranges::sort(values);
        add_draws(out, values);
    }
    return out;
}

}  // namespace percuta::course
