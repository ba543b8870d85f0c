#include "server/jobs.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "server/access.hpp"
#include "server/problem.hpp"

namespace percuta::server {

namespace {

constexpr std::array<std::string_view, 5> states{"queued", "running", "done", "failed", "cancelled"};

bool ends(State state) { return state != State::queued && state != State::running; }

/// A bar that moves by less than this need not be drawn again.
constexpr double least_step = 0.01;

}  // namespace

std::string_view name(State state) { return states.at(static_cast<std::size_t>(state)); }

Job::Job(std::string id, std::string kind, Work work)
    : id_(std::move(id)), kind_(std::move(kind)), work_(std::move(work)) {}

State Job::state() const {
    const std::scoped_lock guard(lock_);
    return state_;
}

double Job::progress() const {
    const std::scoped_lock guard(lock_);
    return progress_;
}

std::string Job::stage() const {
    const std::scoped_lock guard(lock_);
    return stage_;
}

std::optional<Response> Job::failure() const {
    const std::scoped_lock guard(lock_);
    return failure_;
}

std::optional<Product> Job::product(std::string_view name) const {
    const std::scoped_lock guard(lock_);
    const auto found = products_.find(name);
    return found == products_.end() ? std::nullopt : std::optional(found->second);
}

/// With the lock held.
void Job::tell(std::string name, std::string data) {
    told_.push_back({std::move(name), std::move(data)});
    changed_.notify_all();
}

void Job::run() {
    {
        const std::scoped_lock guard(lock_);
        if (ends(state_)) return;  // cancelled while it waited
        state_ = State::running;
    }
    const core::Watch watch{[this](double done, std::string_view stage) {
                                const std::scoped_lock guard(lock_);
                                if (done < progress_ + least_step && stage == stage_) return;
                                progress_ = done;
                                stage_ = stage;
                                tell("progress", nlohmann::json({{"progress", done}, {"stage", stage}}).dump());
                            },
                            stop_.get_token()};
    Products products;
    std::optional<Response> failure;
    bool stopped = false;
    try {
        products = work_(watch);
    } catch (const core::Interrupted&) {
        stopped = true;
    } catch (const std::exception& error) {
        failure = problem_of(error);
    }
    const std::scoped_lock guard(lock_);
    state_ = stopped ? State::cancelled : failure ? State::failed : State::done;
    failure_ = std::move(failure);
    products_ = std::move(products);
    tell(std::string(name(state_)), failure_ ? failure_->body : "{}");
    work_ = {};
}

void Job::cancel() {
    stop_.request_stop();
    const std::scoped_lock guard(lock_);
    if (state_ != State::queued) return;
    state_ = State::cancelled;
    tell("cancelled", "{}");
}

bool Job::wait(std::chrono::milliseconds most) const {
    std::unique_lock guard(lock_);
    return changed_.wait_for(guard, most, [this] { return ends(state_); });
}

std::vector<Event> Job::since(std::size_t& seen) {
    const std::scoped_lock guard(lock_);
    std::vector<Event> out(told_.begin() + static_cast<std::ptrdiff_t>(std::min(seen, told_.size())), told_.end());
    seen = told_.size();
    return out;
}

bool Job::over() const {
    const std::scoped_lock guard(lock_);
    return ends(state_);
}

Jobs::Jobs(int threads, Limits limits) : limits_(limits) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
}

Jobs::~Jobs() { close(); }

void Jobs::close() {
    const std::scoped_lock guard(lock_);
    closed_ = true;
    for (const auto& job : all_) job->cancel();
}

std::shared_ptr<Job> Jobs::start(const std::string& kind, Job::Work work) {
    const std::scoped_lock guard(lock_);
    std::erase_if(queue_, [](const auto& job) { return job->over(); });  // cancelled
    if (closed_ || queue_.size() >= limits_.waiting) return nullptr;
    // Nobody guesses the number of somebody else's job.
    auto job = std::make_shared<Job>(fmt::format("{}-{}", next_++, random_token()), kind, std::move(work));
    queue_.push_back(job);
    all_.push_back(job);
    forget_old();
    called_.notify_one();
    return job;
}

std::shared_ptr<Job> Jobs::find(std::string_view id) const {
    const std::scoped_lock guard(lock_);
    const auto found = std::ranges::find_if(all_, [&](const auto& job) { return job->id() == id; });
    return found == all_.end() ? nullptr : *found;
}

/// With the lock held.
void Jobs::forget_old() {
    const auto over = [](const auto& job) { return job->over(); };
    while (std::ranges::count_if(all_, over) > static_cast<std::ptrdiff_t>(limits_.kept))
        all_.erase(std::ranges::find_if(all_, over));
}

void Jobs::serve(const std::stop_token& stop) {
    while (true) {
        std::shared_ptr<Job> job;
        {
            std::unique_lock guard(lock_);
            if (!called_.wait(guard, stop, [this] { return !queue_.empty(); })) return;
            job = queue_.front();
            queue_.pop_front();
        }
        job->run();
    }
}

}  // namespace percuta::server
