// The terminal: a progress bar for what takes longer than a second, and Ctrl-C.
#pragma once

#include <memory>
#include <stop_token>

#include "core/watch.hpp"

namespace percuta::cli {

/// Turns SIGINT and SIGTERM into a request to stop; a second one ends the process at once. Make it before any thread
/// starts.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    std::stop_token token() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// A watch that draws a bar on standard error when that is a terminal and more than a second has passed.
core::Watch watch(const Interruption& interruption, bool quiet);
/// Threads for a run: those asked for, or as many as the machine has cores where that is 0.
int threads_of(int asked);

/// Clears the bar.
void end_progress();

}  // namespace percuta::cli
