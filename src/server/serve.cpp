#include "server/serve.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "server/access.hpp"
#include "server/embedded.hpp"
#include "server/page.hpp"
#include "server/problem.hpp"

namespace percuta::server {

namespace {

bool is_loopback(const std::string& address) { return address == "127.0.0.1" || address == "::1"; }

/// As it stands in an URL and in a Host header.
std::string host_of(const std::string& address, std::uint16_t port) {
    return address.find(':') == std::string::npos ? fmt::format("{}:{}", address, port)
                                                  : fmt::format("[{}]:{}", address, port);
}

std::vector<std::string> hosts_of(const std::string& address, std::uint16_t port) {
    return {host_of("localhost", port), host_of("127.0.0.1", port), host_of(address, port)};
}

void check_token(const std::string& token, const std::string& address) {
    constexpr std::size_t least = 16, most = 128;
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    if (token.find_first_not_of(allowed) != std::string::npos || token.size() > most)
        throw core::UsageError(
            fmt::format("a token stands in an address: up to {} letters, digits and - . _ ~ without blanks", most));
    if (is_loopback(address) || token.size() >= least) return;
    throw core::UsageError(fmt::format(
        "{} can be reached from elsewhere; give a token of your own, of {} letters at least (--token), and put "
        "something that encrypts in front of it: this server does not",
        address, least));
}

Response not_here(const Request& request) {
    constexpr int not_found = 404;
    return problem(not_found, "Nothing is here", fmt::format("there is no {}", request.path));
}

}  // namespace

struct Server::Inside {
    Inside(const course::Knowledge& known, Settings settings, const Where& where)
        : service(known, std::move(settings)), address(where.address) {
        service.add_routes(router);
        listener.emplace(
            where.address, where.port, where.limits,
            [this](const Request& request, Response& response) { return quick(request, response); },
            [this](const Request& request) { return router.answer(request); });
        std::vector<std::string> hosts = hosts_of(where.address, listener->port());
        hosts.insert(hosts.end(), where.hosts.begin(), where.hosts.end());
        access.emplace(std::move(hosts), where.token);
        listener->start();
    }

    /// What needs no computing: who may come in, and the files of the page.
    bool quick(const Request& request, Response& response) {
        if (request.path == "/healthz") {
            response = {.body = R"({"status": "ok"})"};
            return true;
        }
        if (auto refused = access->refusal(request)) response = std::move(*refused);
        else if (auto welcome = access->welcome(request)) response = std::move(*welcome);
        else if (request.path.starts_with("/api/")) return false;
        else if (auto file = page_file(embedded_page(), request)) response = std::move(*file);
        else response = not_here(request);
        return true;
    }

    Router router;
    Service service;
    std::string address;
    std::optional<Access> access;
    std::optional<Listener> listener;
};

Server::Server(const course::Knowledge& known, Settings settings, const Where& where) {
    check_token(where.token, where.address);
    inside_ = std::make_unique<Inside>(known, std::move(settings), where);
}

Server::~Server() = default;

std::string Server::url() const {
    return fmt::format("http://{}/?token={}", host_of(inside_->address, port()), inside_->access->token());
}

std::uint16_t Server::port() const { return inside_->listener->port(); }

void Server::stop() {
    constexpr std::chrono::milliseconds patience{1000};
    inside_->listener->close();  // before jobs end, so that pages hear why
    inside_->service.jobs().close();
    inside_->listener->stop(patience);
}

}  // namespace percuta::server
