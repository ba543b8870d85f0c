#include "core/stream_name.hpp"

namespace percuta::core {

std::uint64_t stream_of(std::initializer_list<std::uint64_t> things) {
    std::uint64_t state = 0;
    for (const std::uint64_t one : things) {
        state = (state ^ one) + 0x9e3779b97f4a7c15ULL;  // SplitMix64
        state = (state ^ (state >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        state = (state ^ (state >> 27U)) * 0x94d049bb133111ebULL;
        state ^= state >> 31U;
    }
    return state;
}

std::uint64_t thing(std::string_view word) {
    std::uint64_t value = 0xcbf29ce484222325ULL;  // FNV-1a
    for (const char c : word) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return value;
}

}  // namespace percuta::core
