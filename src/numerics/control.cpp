#include "numerics/control.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::numerics {

double StepControl::step() const {
    const double left = to_ - time_, wish = std::min(next_, limits_.longest);
    if (wish >= left) return left;
    return 2.0 * wish > left ? 0.5 * left : wish;
}

bool StepControl::accept(double error) {
    const double taken = step(), over = error / limits_.tolerance;
    if (!(over <= 1.0)) {  // also catches NaN
        ++rejected_;
        next_ = taken * (std::isfinite(over) ? std::clamp(0.9 * std::pow(over, -1.0 / limits_.order), 0.2, 0.8) : 0.2);
        if (next_ < limits_.shortest)
            throw core::NotConverged(fmt::format("the step fell below {} s at {} s without reaching the tolerance",
                                                 limits_.shortest, time_));
        return false;
    }
    ++accepted_;
    time_ = taken == to_ - time_ ? to_ : time_ + taken;
    const double safe = std::max(over, 1e-8);
    const double factor = 0.9 * std::pow(safe, -0.7 / limits_.order) * std::pow(last_error_, 0.3 / limits_.order);
    const double grown = taken * std::clamp(factor, 0.3, limits_.growth);
    // A step that was shortened only to hit the end says nothing about the length that the error allows.
    next_ = taken < next_ ? std::max(next_, grown) : grown;
    last_error_ = safe;
    return true;
}

}  // namespace percuta::numerics
