// All that Percuta knows, as shipped; read once.
#pragma once

#include "core/data_files.hpp"
#include "course/knowledge.hpp"

namespace percuta::course {

inline const Knowledge& known() {
    static const Knowledge shipped = learn(core::embedded_data());
    return shipped;
}

}  // namespace percuta::course
