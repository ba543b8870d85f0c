// The socket side: connections, their limits and deadlines. Boost.Beast, in one translation unit.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/http.hpp"

namespace percuta::server {

struct Limits {
    std::uint32_t header = 8 * 1024;
    std::uint64_t body = 1024 * 1024;
    std::size_t connections = 4000;
    std::chrono::seconds for_header{5}, for_body{15}, for_writing{15}, idle{30};
    std::chrono::seconds heartbeat{15};  ///< of event streams
    std::chrono::milliseconds between_events{100};
};

/// Accepts connections until it is stopped. `answer` is called on a thread of its own pool, `quick` on that of the
/// connection: it answers what takes no time, or nothing.
class Listener {
public:
    using Quick = std::function<bool(const Request&, Response&)>;

    /// Has the address from here on, and answers from `start` on. Port 0: any that is free. Throws core::UsageError
    /// when the address cannot be had.
    Listener(const std::string& address, std::uint16_t port, const Limits& limits, Quick quick, Handler answer);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void start();
    std::uint16_t port() const;
    /// No new connections; open event streams are told.
    void close();
    /// The same, and answers that are under way are given, within `patience`.
    void stop(std::chrono::milliseconds patience);

    struct Inside;

private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace percuta::server
