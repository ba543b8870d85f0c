// Reading what the user names.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "core/data_files.hpp"

namespace percuta::cli {

/// The text of a file or a pipe. Throws InvalidInput when it is missing (with files of similar name), a folder,
/// unreadable or too large to be a plan; no more than that is ever read.
std::string read_file(const std::string& path);

/// Up to so many bytes of what an earlier call may have written; empty where there is no such file.
std::string beginning_of(const std::filesystem::path& path, std::size_t most);

/// The built-in data, with files of `folder` in place of those of the same name. Empty folder name: the built-in data.
/// Hidden files and files that are neither TOML nor BibTeX are left alone; any other unknown name is refused.
core::DataFiles data_files(const std::string& folder);

}  // namespace percuta::cli
