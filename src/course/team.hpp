// Threads that share work, for engines that take core::Workers.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "core/workers.hpp"

namespace percuta::course {

/// `threads` threads, the caller's among them; the others sleep between calls.
class Team : public core::Workers {
public:
    explicit Team(int threads);
    ~Team() override;
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    void each(std::size_t count, const std::function<void(std::size_t)>& work) override;

private:
    void serve(std::stop_token stop);
    void take_part();

    std::mutex lock_;
    std::condition_variable_any called_;
    std::condition_variable finished_;
    const std::function<void(std::size_t)>* work_ = nullptr;
    std::size_t count_ = 0, next_ = 0, busy_ = 0, call_ = 0;
    std::exception_ptr failure_;
    std::vector<std::jthread> others_;
};

}  // namespace percuta::course
