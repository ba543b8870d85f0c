// Time stepping with error control, by extrapolation of a first-order, positive, unconditionally stable method.
//
// A step of length h is taken as 1, 2, … , k equal substeps; the k results are extrapolated to substeps of length zero
// (Aitken and Neville; Deuflhard 1985, SIAM Rev. 27:505, for linearly implicit Euler). The result has order k; the last
// correction estimates its error; a PI controller (Gustafsson) chooses h. k = 2 is Richardson's step doubling. Unlike
// Crank and Nicolson's, the substeps damp: nothing rings.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace percuta::numerics {

/// How exact, how short and how long. Times in seconds.
struct StepControl {
    double tolerance = 1e-3;  ///< of the error norm of one step
    std::size_t order = 3;    ///< k, 2 to 4: a step costs k (k + 1) / 2 substeps
    double first = 0.0;       ///< length of the first step
    double shortest = 0.0;    ///< below this the stepper gives up with core::NotConverged
    double longest = 0.0;
};

struct StepCount {
    std::size_t accepted = 0;
    std::size_t rejected = 0;
};

/// A system that can step itself. `advance` takes one first-order step in place; `error` is the norm of the difference
/// between two candidate states, scaled so that 1 would be an error as large as the quantities themselves.
struct Steppable {
    std::function<void(std::span<double> state, double time, double step)> advance;
    std::function<double(std::span<const double> one, std::span<const double> other)> error;
};

class Stepper {
public:
    Stepper(Steppable system, StepControl control, std::size_t state_size);

    /// Carries the state from `from` to exactly `to`. After each accepted step calls `accepted(time, state)`.
    /// Where extrapolation would turn a value negative, the finest substeps stand (first order there, and positive).
    void advance(std::vector<double>& state, double from, double to,
                 const std::function<void(double, std::span<const double>)>& accepted);
    /// Forgets the step length: call after a jump of the state.
    void restart() {
        step_ = control_.first;
        last_error_ = 1.0;
    }
    const StepCount& count() const { return count_; }

private:
    double attempt(std::span<const double> state, double time, double step);

    Steppable system_;
    StepControl control_;
    double step_;
    double last_error_ = 1.0;
    StepCount count_;
    std::vector<std::vector<double>> table_;  // the current row of the extrapolation tableau
    std::vector<double> finest_;
};

}  // namespace percuta::numerics
