#include "server/http.hpp"

#include <charconv>
#include <optional>

namespace percuta::server {

namespace {

/// "%2F" → "/"; nothing where a percent sign has no two figures, or hides a zero.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
    constexpr int sixteen = 16;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_blank) {
            out += ' ';
        } else if (text[i] == '%') {
            unsigned value = 0;
            if (i + 2 >= text.size()) return std::nullopt;
            const char *first = text.data() + i + 1, *last = first + 2;
            const auto [end, error] = std::from_chars(first, last, value, sixteen);
            if (error != std::errc{} || end != last || value == 0) return std::nullopt;
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

bool split_target(std::string_view target, Request& out) {
    const std::size_t mark = target.find('?');
    const auto path = decoded(target.substr(0, mark), false);
    if (!path || path->empty() || path->front() != '/') return false;
    out.path = *path;
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size()), equals = rest.substr(0, end).find('=');
        const std::string_view one = rest.substr(0, end);
        const auto name = decoded(one.substr(0, equals), true);
        const auto value =
            equals == std::string_view::npos ? std::optional<std::string>("") : decoded(one.substr(equals + 1), true);
        if (!name || !value) return false;
        out.query[*name] = *value;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
}

std::string cookie(const Request& request, std::string_view name) {
    std::string_view rest = request.header("cookie");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view one = rest.substr(0, end);
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
            return std::string(one.substr(name.size() + 1));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return "";
}

}  // namespace percuta::server
