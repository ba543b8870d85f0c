// The watch of one of several pieces of work that follow each other.
#pragma once

#include <string>

#include "core/watch.hpp"

namespace percuta::core {

/// Of piece `index` of `count`; its stages are told as "NAME: stage". `whole` must outlive it.
inline Watch part_of(const Watch& whole, std::size_t index, std::size_t count, std::string name) {
    if (!whole.progress) return whole;
    return {[&whole, index, count, name = std::move(name)](double done, std::string_view stage) {
                whole.progress((static_cast<double>(index) + done) / static_cast<double>(count),
                               name + ": " + std::string(stage));
            },
            whole.stop};
}

}  // namespace percuta::core
