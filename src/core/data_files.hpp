// What is known, as text: file name ("healing.toml", "studies/lotfi-2013.toml") -> content. Built into the program; a
// caller may replace files by others.
#pragma once

#include <map>
#include <string>

namespace percuta::core {

using DataFiles = std::map<std::string, std::string>;

/// The files of `data/` and `studies/` as they were when this program was built.
const DataFiles& embedded_data();

}  // namespace percuta::core
