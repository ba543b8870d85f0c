#include "server/page.hpp"

#include <array>
#include <string_view>

#include "server/problem.hpp"

namespace percuta::server {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> types{{{".html", "text/html; charset=utf-8"},
                                                                              {".js", "text/javascript; charset=utf-8"},
                                                                              {".css", "text/css; charset=utf-8"},
                                                                              {".svg", "image/svg+xml"},
                                                                              {".json", "application/json"},
                                                                              {".png", "image/png"},
                                                                              {".ico", "image/x-icon"},
                                                                              {".woff2", "font/woff2"}}};

std::string type_of(std::string_view path) {
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return std::string(type);
    return "application/octet-stream";
}

}  // namespace

std::optional<Response> page_file(const core::DataFiles& files, const Request& request) {
    if (request.method != "GET") return std::nullopt;
    const std::string path = request.path == "/" ? "index.html" : request.path.substr(1);
    const auto found = files.find(path);
    if (found == files.end()) return std::nullopt;
    const bool hashed = path.starts_with("assets/");
    return Response{.type = type_of(path),
                    .body = found->second,
                    .headers = {{"Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache"}}};
}

}  // namespace percuta::server
