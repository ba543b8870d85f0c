// Names of random streams that belong to several things at once.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace percuta::core {

/// The subject of a random stream for several things, such as a person, an arm and a reader: a well mixed number of 64
/// bits.
std::uint64_t stream_of(std::initializer_list<std::uint64_t> things);
/// A word as one of those things.
std::uint64_t thing(std::string_view word);

}  // namespace percuta::core
