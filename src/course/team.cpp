#include "course/team.hpp"

#include <algorithm>

namespace percuta::course {

Team::Team(int threads) {
    for (int i = 1; i < threads; ++i) others_.emplace_back([this](std::stop_token stop) { serve(std::move(stop)); });
}

Team::~Team() {
    for (std::jthread& thread : others_) thread.request_stop();
}

void Team::each(std::size_t count, const std::function<void(std::size_t)>& work) {
    {
        const std::scoped_lock guard(lock_);
        work_ = &work;
        count_ = count;
        next_ = 0;
        failure_ = nullptr;
        busy_ = others_.size();
        ++call_;
    }
    called_.notify_all();
    take_part();
    std::unique_lock guard(lock_);
    finished_.wait(guard, [&] { return busy_ == 0; });
    work_ = nullptr;
    if (failure_) std::rethrow_exception(failure_);
}

void Team::take_part() {
    for (;;) {
        std::size_t mine = 0;
        {
            const std::scoped_lock guard(lock_);
            if (next_ >= count_) return;
            mine = next_++;
        }
        try {
            (*work_)(mine);
        } catch (...) {
            const std::scoped_lock guard(lock_);
            if (!failure_) failure_ = std::current_exception();
            next_ = count_;
        }
    }
}

void Team::serve(std::stop_token stop) {
    std::size_t answered = 0;
    for (;;) {
        {
            std::unique_lock guard(lock_);
            if (!called_.wait(guard, stop, [&] { return call_ != answered; })) return;
            answered = call_;
        }
        take_part();
        {
            const std::scoped_lock guard(lock_);
            --busy_;
        }
        finished_.notify_one();
    }
}

}  // namespace percuta::course
