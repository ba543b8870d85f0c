// A file that stands under its name only when it is whole and on the disk: for files too large to be one text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace percuta::report {

/// Written under a temporary name beside its target, in an existing folder; removed unless it is put in place.
/// Everything throws core::UsageError that says what could not be written, why and what to try.
class PartialFile {
public:
    /// `size` is what the file will take, where that is known: a user whose disk is full is told.
    explicit PartialFile(std::filesystem::path target, std::uint64_t size = 0);
    PartialFile(const PartialFile&) = delete;
    PartialFile& operator=(const PartialFile&) = delete;
    ~PartialFile();

    /// Appends.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
    /// Open for reading and writing, for those who write otherwise. They pass the errors that they met to `refuse`.
    int descriptor() const { return descriptor_; }
    [[noreturn]] void refuse(int error) const;

    /// Takes the place of whatever stood under the name before. Survives a power cut.
    void put_in_place();

private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    std::uint64_t size_ = 0;
    int descriptor_ = -1;
};

/// Removes the temporary files that killed programs left in a folder for targets whose names begin so.
void remove_partial_files(const std::filesystem::path& folder, std::string_view beginning);

/// Throws core::UsageError when something is there and cannot be removed.
void remove_file(const std::filesystem::path& path);

/// "12.3 GB", "4 MB": three digits, never less than what is meant.
std::string file_size(std::uint64_t bytes);

}  // namespace percuta::report
