// Reading what the user names.
#pragma once

#include <string>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "course/knowledge.hpp"

namespace percuta::cli {

/// The text of a file. Throws InvalidInput when it is missing (with files of similar name), a folder, unreadable or too
/// large to be a plan; such a file is not read.
std::string read_file(const std::string& path);

/// The built-in data, with files of `folder` in place of those of the same name. Empty folder name: the built-in data.
core::DataFiles data_files(const std::string& folder);

}  // namespace percuta::cli
