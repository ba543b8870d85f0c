// Bands of a result: a line with central values and an interval over draws.
#pragma once

#include <vector>

#include "core/interval.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// The central line and its band; `value(who, i)` at time i.
template <class One, class Value>
Band band(const One& central, const std::vector<One>& sampled, std::size_t times, Value value) {
    Band out;
    std::vector<double> values(sampled.size());
    for (std::size_t i = 0; i < times; ++i) {
        out.central.push_back(value(central, i));
        for (std::size_t s = 0; s < sampled.size(); ++s) values[s] = value(sampled[s], i);
        const Interval here =
            sampled.empty() ? Interval{out.central[i], out.central[i], out.central[i]} : core::interval(values);
        out.median.push_back(here.median);
        out.lo.push_back(here.lo);
        out.hi.push_back(here.hi);
    }
    return out;
}

}  // namespace percuta::course
