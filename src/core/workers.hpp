// How an engine shares work among threads that its caller owns.
#pragma once

#include <cstddef>
#include <functional>

namespace percuta::core {

class Workers {
public:
    virtual ~Workers() = default;
    /// Calls work(i) once for every i below `count`, in any order and on any threads, and returns when all are done.
    /// An exception of one call is thrown here. Work must not depend on who does it.
    virtual void each(std::size_t count, const std::function<void(std::size_t)>& work) = 0;
};

/// The caller's own thread.
class Alone : public Workers {
public:
    void each(std::size_t count, const std::function<void(std::size_t)>& work) override {
        for (std::size_t i = 0; i < count; ++i) work(i);
    }
};

}  // namespace percuta::core
