// The records of a virtual trial on disk: a part of its people a file, written while they are followed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "trial/record.hpp"

namespace percuta::report {

/// The file of one shard in a folder: people-2-of-3.csv once it is whole, the same with .part while people are missing.
/// Each line carries its checksum, so that what a killed program left counts up to its last whole person and the rest
/// is done again. Everything throws core::UsageError that says what is wrong and what to try.
class ShardFile {
public:
    /// Opens what is there or begins anew. Refuses a folder that holds another trial, and a file that another program
    /// is writing.
    ShardFile(const std::filesystem::path& folder, const trial::Protocol& protocol, const trial::Shard& shard);
    ShardFile(const ShardFile&) = delete;
    ShardFile& operator=(const ShardFile&) = delete;
    ~ShardFile();

    /// The first person who is missing; the end of the shard when none is.
    std::uint64_t next() const { return next_; }
    bool whole() const { return descriptor_ < 0; }
    /// Appends the records of the people from `next()` to `end`, and sees to it that they are on the disk.
    void append(std::span<const trial::Record> records, std::uint64_t end);
    /// The last person is there: the file appears under its name.
    void finish();
    const std::filesystem::path& path() const { return path_; }

private:
    void open_part(const std::string& heading);
    /// Takes over what a part file holds; what follows its last whole person is cut off.
    void resume(const std::string& heading);
    void write(std::string_view text);

    trial::Protocol protocol_;
    trial::Shard shard_;
    std::filesystem::path path_, part_;
    int descriptor_ = -1;
    std::uint64_t next_ = 0;
};

/// The shards of a trial in these folders, in their order. Throws core::UsageError for folders without one, shards of
/// different trials, one that is missing, unfinished or there twice.
struct Shards {
    trial::Protocol protocol;
    std::vector<std::filesystem::path> files;
};
Shards find_shards(const std::vector<std::filesystem::path>& folders);

/// Reads all records of the shards and writes them as one table (RFC 4180). Throws
/// core::UsageError for a line that was damaged.
std::vector<trial::Record> merge_people(const Shards& shards, const std::filesystem::path& table);

}  // namespace percuta::report
