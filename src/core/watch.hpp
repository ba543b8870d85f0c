// How a caller follows and stops long work. Engines call `tick`; they never print and never look at a clock.
#pragma once

#include <functional>
#include <stop_token>
#include <string_view>

#include "core/error.hpp"

namespace percuta::core {

struct Watch {
    /// Told the share done, 0 to 1, and the stage in words. May be empty. Calls may come from any thread, one at a
    /// time.
    std::function<void(double done, std::string_view stage)> progress;
    std::stop_token stop;

    /// Throws Interrupted when the caller wants to stop.
    void check() const {
        if (stop.stop_requested()) throw Interrupted();
    }
    void tick(double done, std::string_view stage) const {
        check();
        if (progress) progress(done, stage);
    }
};

}  // namespace percuta::core
