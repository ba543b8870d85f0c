// Work that takes longer than a request should: a queue, threads that compute, and what they say of how far they are.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/watch.hpp"
#include "server/http.hpp"

namespace percuta::server {

/// What a job made, by name: "result.json", "report.html" … Files that are costly are made when they are asked for.
struct Product {
    std::string type{};
    std::function<std::string()> make{};
};
using Products = std::map<std::string, Product, std::less<>>;

enum class State { queued, running, done, failed, cancelled };
std::string_view name(State state);

/// One piece of work. All members may be called from any thread.
class Job : public EventSource {
public:
    using Work = std::function<Products(const core::Watch&)>;
    Job(std::string id, std::string kind, Work work);

    const std::string& id() const { return id_; }
    const std::string& kind() const { return kind_; }
    State state() const;
    double progress() const;
    std::string stage() const;
    /// Why it failed.
    std::optional<Response> failure() const;
    /// Nothing until it is done, or where there is none of that name.
    std::optional<Product> product(std::string_view name) const;

    void run();
    void cancel();
    /// Returns when it is over, or after that time. Whether it is over.
    bool wait(std::chrono::milliseconds most) const;

    std::vector<Event> since(std::size_t& seen) override;
    bool over() const override;

private:
    void tell(std::string name, std::string data);

    const std::string id_, kind_;
    Work work_;
    mutable std::mutex lock_;
    mutable std::condition_variable changed_;
    std::stop_source stop_;
    State state_ = State::queued;
    double progress_ = 0.0;
    std::string stage_;
    std::optional<Response> failure_;
    Products products_;
    std::vector<Event> told_;
};

/// Keeps the last jobs, and refuses what would wait too long.
class Jobs {
public:
    struct Limits {
        std::size_t waiting = 16;  ///< jobs in the queue
        std::size_t kept = 32;     ///< that are over
    };

    explicit Jobs(int threads) : Jobs(threads, Limits{}) {}
    Jobs(int threads, Limits limits);
    /// Cancels what is left and waits for it.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// nullptr when too many wait.
    std::shared_ptr<Job> start(const std::string& kind, Job::Work work);
    std::shared_ptr<Job> find(std::string_view id) const;
    /// No new ones; those that run are asked to stop.
    void close();

private:
    void serve(const std::stop_token& stop);
    void forget_old();

    const Limits limits_;
    mutable std::mutex lock_;
    std::condition_variable_any called_;
    std::uint64_t next_ = 1;
    bool closed_ = false;
    std::deque<std::shared_ptr<Job>> queue_;
    std::deque<std::shared_ptr<Job>> all_;  ///< oldest first
    std::vector<std::jthread> threads_;
};

}  // namespace percuta::server
