#include "core/text.hpp"

#include <fmt/format.h>

namespace percuta::core {

std::size_t utf8_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
    const auto follows = [&](std::size_t k) { return (byte(k) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(i);
    if (lead < 0x80U) return 1;
    if (lead >= 0xC2U && lead <= 0xDFU) return follows(i + 1) ? 2 : 0;
    if (lead >= 0xE0U && lead <= 0xEFU) {
        const unsigned code = ((lead & 0x0FU) << 12U) | ((byte(i + 1) & 0x3FU) << 6U);
        const bool plain = code >= 0x800U && (code < 0xD800U || code > 0xDFFFU);
        return follows(i + 1) && follows(i + 2) && plain ? 3 : 0;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        const unsigned code = ((lead & 0x07U) << 18U) | ((byte(i + 1) & 0x3FU) << 12U);
        return follows(i + 1) && follows(i + 2) && follows(i + 3) && code >= 0x10000U && code <= 0x10FFFFU ? 4 : 0;
    }
    return 0;
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8_length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::string as_toml(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += fmt::format("\\{}", c);
        else if (const auto byte = static_cast<unsigned char>(c); byte < 0x20U || byte == 0x7fU)
            out += fmt::format("\\u{:04x}", byte);
        else out += c;
    }
    return out + "\"";
}

std::string as_toml_key(std::string_view name) {
    constexpr std::string_view bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    const bool plain = !name.empty() && name.find_first_not_of(bare) == std::string_view::npos;
    return plain ? std::string(name) : as_toml(name);
}

}  // namespace percuta::core
