#include "server/access.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/random.h>

#include "core/error.hpp"
#include "server/problem.hpp"

namespace percuta::server {

namespace {

constexpr std::string_view cookie_name = "percuta";
constexpr int forbidden = 403, unauthorised = 401, misdirected = 421, see_other = 303;

/// Takes as long for a near miss as for any other.
bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
    return difference == 0;
}

bool changes_something(const Request& request) { return request.method != "GET" && request.method != "HEAD"; }

bool is_api(const Request& request) { return request.path.starts_with("/api/"); }

std::string in_hexadecimal(std::string_view bytes) {
    std::string out;
    for (const char byte : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return out;
}

}  // namespace

std::string random_token() {
    std::array<unsigned char, 16> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw core::InternalError("the operating system gives no random numbers");
    return in_hexadecimal({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Access::Access(std::vector<std::string> hosts, std::string token)
    : hosts_(std::move(hosts)),
      once_(token.empty()),
      token_(once_ ? random_token() : std::move(token)),
      secret_(once_ ? random_token() : in_hexadecimal(token_)) {}

bool Access::opens(std::string_view token) const { return same(token, token_) && !(once_ && used_); }

bool Access::has_cookie(const Request& request) const { return same(cookie(request, cookie_name), secret_); }

std::optional<Response> Access::refusal(const Request& request) const {
    // A name that resolves to this machine although it is somebody else's (DNS rebinding) is none of ours.
    if (std::ranges::find(hosts_, request.header("host")) == hosts_.end())
        return problem(misdirected, "No such host here",
                       fmt::format("this server answers to {} only", fmt::join(hosts_, ", ")));
    if (!is_api(request)) return std::nullopt;
    const std::string_view origin = request.header("origin");
    const bool own = std::ranges::any_of(hosts_, [&](const std::string& host) {
        return origin == "http://" + host || origin == "https://" + host;  // something before us may encrypt
    });
    if (!origin.empty() && !own) return problem(forbidden, "Not from there", "this page is not one of this server's");
    if (changes_something(request) && origin.empty() && !request.header("sec-fetch-site").empty() &&
        request.header("sec-fetch-site") != "same-origin")
        return problem(forbidden, "Not from there", "this page is not one of this server's");
    const std::string_view bearer = request.header("authorization");
    constexpr std::string_view scheme = "Bearer ";
    if (has_cookie(request) || (bearer.starts_with(scheme) && opens(bearer.substr(scheme.size())))) return std::nullopt;
    return problem(unauthorised, "Open the address that `percuta serve` printed",
                   "it carries a token that this page has not shown yet, or the server was started anew");
}

std::optional<Response> Access::welcome(const Request& request) {
    const auto given = request.query.find("token");
    if (request.path != "/" || given == request.query.end() || request.method != "GET") return std::nullopt;
    // Of two that come at the same moment one is first.
    const bool right = same(given->second, token_), first = right && !used_.exchange(true);
    if (!has_cookie(request) && !(right && (first || !once_)))
        return problem(unauthorised, "That token does not open this page",
                       right
                           ? "its address was opened before, and works once; start the server anew, or give it a token "
                             "of your own with --token"
                           : "it is of another server, or of an earlier one; open the address that was printed last");
    return Response{
        .status = see_other,
        .type = "text/plain",
        .headers = {{"Location", "/"},
                    {"Set-Cookie", fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/", cookie_name, secret_)}}};
}

}  // namespace percuta::server
