#include "server/router.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "server/problem.hpp"

namespace percuta::server {

namespace {

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> out;
    while (!path.empty()) {
        if (path.front() == '/') path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        out.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return out;
}

bool is_word(const std::string& part) { return part.starts_with('{') && part.ends_with('}'); }

bool fits(const std::vector<std::string>& parts, const std::vector<std::string>& path) {
    if (parts.size() != path.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (is_word(parts[i]) ? path[i].empty() : parts[i] != path[i]) return false;
    return true;
}

}  // namespace

void Router::add(std::string method, std::string pattern, Handler handler) {
    auto parts = split(pattern);
    routes_.push_back({std::move(method), std::move(pattern), std::move(parts), std::move(handler)});
}

Response Router::answer(Request request) const {
    constexpr int not_found = 404, not_allowed = 405;
    const std::vector<std::string> path = split(request.path);
    std::vector<std::string> allowed;
    for (const Route& route : routes_) {
        if (!fits(route.parts, path)) continue;
        allowed.push_back(route.method);
        if (route.method != request.method) continue;
        for (std::size_t i = 0; i < path.size(); ++i)
            if (is_word(route.parts[i])) request.query[route.parts[i].substr(1, route.parts[i].size() - 2)] = path[i];
        try {
            return route.handler(request);
        } catch (const std::exception& error) {
            return problem_of(error);
        }
    }
    if (allowed.empty()) return problem(not_found, "Nothing is here", fmt::format("there is no {}", request.path));
    Response out =
        problem(not_allowed, "Not in that way", fmt::format("{} takes {}", request.path, fmt::join(allowed, ", ")));
    out.headers.emplace_back("Allow", fmt::format("{}", fmt::join(allowed, ", ")));
    return out;
}

std::vector<std::string> Router::routes() const {
    std::vector<std::string> out;
    for (const Route& route : routes_) out.push_back(route.method + " " + route.pattern);
    return out;
}

}  // namespace percuta::server
