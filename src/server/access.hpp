// Who may ask: this machine's names, pages of our own, and whoever was given the token.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "server/http.hpp"

namespace percuta::server {

class Access {
public:
    /// `hosts` as they stand in a Host header, with the port where it is not 80.
    /// An empty token: one is made, whose address opens the page once. One that was given opens it any number of times,
    /// and pages that are open stay in when the server is started anew.
    Access(std::vector<std::string> hosts, std::string token);

    /// Why a request is turned away; nothing when it is let in. A page may load its own files without a cookie.
    std::optional<Response> refusal(const Request& request) const;
    /// The first call of a page, with the token in its address: a cookie, and the address without it.
    std::optional<Response> welcome(const Request& request);

    const std::string& token() const { return token_; }

private:
    bool has_cookie(const Request& request) const;
    bool opens(std::string_view token) const;

    std::vector<std::string> hosts_;
    bool once_;
    std::string token_;   ///< of the address
    std::string secret_;  ///< of the cookie
    std::atomic<bool> used_{false};
};

/// 128 bits from the operating system, as hexadecimal figures.
std::string random_token();

}  // namespace percuta::server
