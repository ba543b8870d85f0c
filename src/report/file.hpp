// The one place of this room that touches a disk.
#pragma once

#include <string>
#include <string_view>

namespace percuta::report {

/// Writes to a temporary name beside `path` and renames, so that a reader never sees half a file and an interrupted
/// run leaves the old one. Throws core::UsageError when the folder is missing or cannot be written.
void write_file(const std::string& path, std::string_view text);

}  // namespace percuta::report
