// One parameter as `percuta data` says it: value, prior, source, and the lines of the data file that set it.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "course/knowledge.hpp"

namespace percuta::report::listing {

/// As `Knowledge::parameters` lists it: the room, or "room.entry", that it belongs to.
struct Placed {
    std::string room;
    const core::Parameter* parameter = nullptr;
};

nlohmann::ordered_json parameter_json(const Placed& placed, const course::Knowledge& known);
std::string parameter_text(const Placed& placed, const course::Knowledge& known);
/// The lines of the data file that set it, and the name of that file.
std::string lines_that_set(const Placed& placed, const course::Knowledge& known);

}  // namespace percuta::report::listing
