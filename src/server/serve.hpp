// The local server: the page, the API behind it, and who may use them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "course/knowledge.hpp"
#include "server/listen.hpp"
#include "server/service.hpp"

namespace percuta::server {

class Server {
public:
    struct Where {
        std::string address = "127.0.0.1";
        std::uint16_t port = 8087;
        std::string token{};               ///< empty: one is made
        std::vector<std::string> hosts{};  ///< more names by which it is reached, as they stand in a Host header
        Limits limits{};
    };

    /// Throws core::UsageError when the address cannot be had, or is not of this machine alone and no token was given.
    Server(const course::Knowledge& known, Settings settings, const Where& where);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// To open in a browser: with the token, once.
    std::string url() const;
    std::uint16_t port() const;
    /// Tells open pages, cancels what runs, and is gone within three seconds.
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace percuta::server
