// Text as bytes: UTF-8, and how it is written into TOML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace percuta::core {

/// Length of the UTF-8 sequence at `i`, or 0 when it is malformed, overlong, a surrogate or beyond U+10FFFF.
std::size_t utf8_length(std::string_view text, std::size_t i);
/// Whether a text is UTF-8, as everything that is written into files must be.
bool is_utf8(std::string_view text);

/// A TOML string that is read as this text, which is UTF-8.
std::string as_toml(std::string_view text);
/// A TOML key that is read as this name: in quotes only where TOML asks for them.
std::string as_toml_key(std::string_view name);

}  // namespace percuta::core
