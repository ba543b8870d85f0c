// The plain model integrated tightly by CVODE (SUNDIALS): what the solver of the program is judged against.
#pragma once

#include <memory>

#include "plain_model.hpp"

namespace percuta::healing::reference {

/// Backward differentiation of variable order and step, Newton's method, and a sparse direct solver (KLU) for the
/// Jacobian of the whole model, taken by differences: no splitting, no extrapolation.
class Integrator {
public:
    /// `tolerance` of a step, relative to each unknown; a thousandth of it absolute (days, for the scar load). Both
    /// references must outlive the integrator.
    Integrator(const Parameters& p, const Layout& layout, double tolerance);
    ~Integrator();
    Integrator(const Integrator&) = delete;
    Integrator& operator=(const Integrator&) = delete;

    /// Starts, or starts anew after a jump, from `state` at `time` (seconds).
    void start(double time, const State& state);
    /// Goes on to `time` and fills `state`. Throws std::runtime_error when CVODE gives up.
    void advance(double time, State& state);
    /// Steps taken since the first start.
    long steps() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace percuta::healing::reference
