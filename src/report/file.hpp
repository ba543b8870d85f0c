// The one place of this room that touches a disk.
#pragma once

#include <string>
#include <string_view>

namespace percuta::report {

/// Writes to a temporary name and renames, so that a reader never sees half a file and an interrupted run leaves the
/// old one. A link stays: the file it leads to is replaced. A device or a pipe is written into. Throws core::UsageError
/// when the folder is missing or cannot be written; nothing temporary is left behind.
void write_file(const std::string& path, std::string_view text);

/// Throws core::UsageError when write_file could not write at that path, so that hours of work are not lost to it.
/// Writes nothing but, for a moment, an empty file of a temporary name.
void check_writable(const std::string& path);

}  // namespace percuta::report
