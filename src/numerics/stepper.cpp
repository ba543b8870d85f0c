#include "numerics/stepper.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::numerics {

Stepper::Stepper(Steppable system, StepControl control, std::size_t state_size)
    : system_(std::move(system)),
      control_(control),
      step_(control.first),
      table_(control.order, std::vector<double>(state_size)),
      finest_(state_size) {
    if (control.order < 2 || control.order > 4) throw core::InternalError("the order of extrapolation is 2 to 4");
}

/// Fills table_ so that its last row holds the extrapolated state; returns the error over the tolerance.
double Stepper::attempt(std::span<const double> state, double time, double step) {
    // table_[j] holds T(row, j) of the rows done so far: T(i, j) = T(i, j-1) + (T(i, j-1) - T(i-1, j-1)) / (n_i/n_{i-j}
    // - 1).
    for (std::size_t row = 0; row < control_.order; ++row) {
        const auto substeps = row + 1;
        std::ranges::copy(state, finest_.begin());
        const double length = step / static_cast<double>(substeps);
        for (std::size_t i = 0; i < substeps; ++i)
            system_.advance(finest_, time + static_cast<double>(i) * length, length);
        // A new row is built from left to right; the old value of each column is still needed once.
        for (std::size_t cell = 0; cell < finest_.size(); ++cell) {
            double left = finest_[cell];
            for (std::size_t j = 1; j <= row; ++j) {
                const double ratio = static_cast<double>(substeps) / static_cast<double>(substeps - j);
                const double next = left + (left - table_[j - 1][cell]) / (ratio - 1.0);
                table_[j - 1][cell] = left;
                left = next;
            }
            table_[row][cell] = left;
        }
    }
    return system_.error(table_[control_.order - 1], table_[control_.order - 2]) / control_.tolerance;
}

void Stepper::advance(std::vector<double>& state, double from, double to,
                      const std::function<void(double, std::span<const double>)>& accepted) {
    // The estimate shrinks with h^k; the exponents are Gustafsson's 0.7/k and 0.3/k.
    const double order = static_cast<double>(control_.order);
    double time = from;
    while (time < to) {
        const double left = to - time;
        // Two equal steps to the end instead of one long and one tiny.
        double step = std::min(step_, control_.longest);
        if (step >= left) step = left;
        else if (2.0 * step > left) step = 0.5 * left;

        const double error = attempt(state, time, step);
        if (!(error <= 1.0)) {  // also catches NaN
            ++count_.rejected;
            step_ = step * (std::isfinite(error) ? std::clamp(0.9 * std::pow(error, -1.0 / order), 0.2, 0.8) : 0.2);
            if (step_ < control_.shortest)
                throw core::NotConverged(fmt::format("the step fell below {} s at {} s without reaching the tolerance",
                                                     control_.shortest, time));
            continue;
        }
        const std::vector<double>& extrapolated = table_.back();
        for (std::size_t i = 0; i < state.size(); ++i) state[i] = extrapolated[i] < 0.0 ? finest_[i] : extrapolated[i];
        ++count_.accepted;
        time = step == left ? to : time + step;
        accepted(time, state);
        const double safe = std::max(error, 1e-8);
        const double factor = 0.9 * std::pow(safe, -0.7 / order) * std::pow(last_error_, 0.3 / order);
        const double grown = step * std::clamp(factor, 0.3, 3.0);
        // A step that was shortened only to hit the end says nothing about the length that the error allows.
        step_ = step < step_ ? std::max(step_, grown) : grown;
        last_error_ = safe;
    }
}

}  // namespace percuta::numerics
