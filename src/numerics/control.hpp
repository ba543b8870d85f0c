// Choice of the time step from an embedded estimate of the error.
#pragma once

#include <cstddef>

namespace percuta::numerics {

/// How exact, how short and how long. Times in seconds.
struct StepLimits {
    double tolerance = 1e-3;  ///< of the error norm of one step
    double first = 0.0;       ///< length of the first step
    double shortest = 0.0;    ///< below this the control gives up with core::NotConverged
    double longest = 0.0;
    double order = 3.0;   ///< to which the estimate of the error shrinks with the step
    double growth = 3.0;  ///< of a step over the one before, at most
};

/// PI control (Gustafsson). One control a stream of steps.
class StepControl {
public:
    StepControl(StepLimits limits, double from, double to)
        : limits_(limits), next_(limits.first), time_(from), to_(to) {}

    double time() const { return time_; }
    bool arrived() const { return time_ >= to_; }
    /// Length of the step to try now: never past the end, and two equal ones rather than a long and a tiny one.
    double step() const;
    /// Takes the error norm of that step. True when the step stands; then time has moved on. Throws core::NotConverged.
    bool accept(double error);
    /// Goes on to another end.
    void go_on(double to) { to_ = to; }
    /// Forgets the step length: call after a jump of the state.
    void restart() {
        next_ = limits_.first;
        last_error_ = 1.0;
    }
    std::size_t accepted() const { return accepted_; }
    std::size_t rejected() const { return rejected_; }

private:
    StepLimits limits_;
    double next_, time_, to_;
    double last_error_ = 1.0;
    std::size_t accepted_ = 0, rejected_ = 0;
};

}  // namespace percuta::numerics
