// Where a long computation is kept between two steps, so that it can go on after it was stopped, and end with the same
// bytes. Engines know neither files nor clocks: the caller brings both.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace percuta::core {

/// How far a computation has come.
struct Milestone {
    std::uint64_t steps = 0;
    double time = 0.0;  ///< seconds of the course
};

class Keeper {
public:
    virtual ~Keeper() = default;
    /// Asked after every step: is it time to keep the state?
    virtual bool due() = 0;
    /// Keeps the state and the rows recorded so far in place of what was kept before; all or nothing.
    virtual void keep(const Milestone& at, std::span<const double> state, std::span<const double> rows) = 0;
    /// When something is kept, fills `at`, `state` (of the size that the computation has) and `rows`, and returns true.
    /// Throws UsageError when what is kept is damaged or belongs to another computation.
    virtual bool restore(Milestone& at, std::span<double> state, std::vector<double>& rows) = 0;
};

}  // namespace percuta::core
