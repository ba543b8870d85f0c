// Roots of functions of one variable that grow.
#pragma once

#include <cmath>

namespace percuta::puncture {

/// Root of an increasing function on [least, most], by Newton steps from `start` kept within a shrinking bracket.
template <class Function, class Derivative>
double increasing_root(Function f, Derivative slope, double least, double most, double start) {
    // Newton's method doubles the digits: after so small a step all of them are right.
    const double small = 1e-8 * most;
    double x = start;
    for (int i = 0; i < 100 && most - least > 1e-15 * (1.0 + most); ++i) {
        const double value = f(x);
        (value > 0.0 ? most : least) = x;
        const double newton = x - value / slope(x);
        const bool within = newton > least && newton < most;
        if (within && std::abs(newton - x) < small) return newton;
        x = within ? newton : 0.5 * (least + most);
    }
    return x;
}
template <class Function, class Derivative>
double increasing_root(Function f, Derivative slope, double least, double most) {
    return increasing_root(f, slope, least, most, 0.5 * (least + most));
}

}  // namespace percuta::puncture
