// Timing and bandwidth.
#pragma once

#include <algorithm>
#include <chrono>
#include <limits>

#include "core/workers.hpp"

namespace percuta::bench {

/// Seconds of wall time of the fastest of some runs; `prepare` is not counted. What else the machine does makes runs
/// slower, never faster.
template <class Prepare, class Work>
double fastest(int runs, Prepare prepare, Work work) {
    using Clock = std::chrono::steady_clock;
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < runs; ++i) {
        prepare();
        const auto begin = Clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    return best;
}
template <class Work>
double fastest(int runs, Work work) {
    return fastest(
        runs, [] {}, work);
}

/// Bytes a second of a = b + s c with arrays of so many numbers; 32 bytes an element: a write also reads the line that
/// it writes to.
double triad(std::size_t numbers, core::Workers& workers);

}  // namespace percuta::bench
