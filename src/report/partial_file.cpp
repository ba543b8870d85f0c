#include "report/partial_file.hpp"

#include <array>
#include <cerrno>
#include <cmath>
#include <random>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "core/error.hpp"

namespace percuta::report {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = ".percuta-", ending = ".partial";

/// Two programs may write the same file at once: each needs a name of its own.
fs::path temporary_beside(const fs::path& target) {
    return fs::path(target).replace_filename(
        fmt::format("{}{}-{:08x}{}", mark, target.filename().string(), std::random_device()(), ending));
}

bool is_full(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

std::string room(const fs::path& folder, std::uint64_t needed) {
    std::error_code unknown;
    const fs::space_info space = fs::space(folder, unknown);
    std::string text = needed > 0 ? fmt::format(", {} needed", file_size(needed)) : "";
    if (!unknown) text += fmt::format(", {} free", file_size(space.available));
    return text;
}

/// A renamed file survives a power cut only when its folder was written too. Some file systems cannot be asked for it.
void flush_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : "."; }

}  // namespace

PartialFile::PartialFile(fs::path target, std::uint64_t size)
    : target_(std::move(target)), temporary_(temporary_beside(target_)), size_(size) {
    descriptor_ = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0) refuse(errno);
}

PartialFile::~PartialFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
}

void PartialFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) refuse(errno);
        if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void PartialFile::refuse(int error) const {
    const fs::path folder = folder_of(target_);
    std::string why = std::generic_category().message(error);
    if (error == ENOENT) why = fmt::format("there is no folder \"{}\"", folder.string());
    if (is_full(error)) why += room(folder, size_);
    throw core::UsageError(fmt::format("cannot write \"{}\": {}; {}", target_.string(), why,
                                       is_full(error) ? "free space there or choose a folder on another disk"
                                                      : "choose a folder that can be written to"));
}

void PartialFile::put_in_place() {
    if (::fsync(descriptor_) != 0) refuse(errno);
    std::error_code refused;
    fs::rename(temporary_, target_, refused);
    if (refused) refuse(refused.value());
    flush_folder(folder_of(target_));
    ::close(descriptor_);
    descriptor_ = -1;
}

void remove_partial_files(const fs::path& folder, std::string_view beginning) {
    std::error_code error;
    const std::string wanted = fmt::format("{}{}", mark, beginning);
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(wanted) && name.ends_with(ending)) fs::remove(entry->path(), error);
    }
}

void remove_file(const fs::path& path) {
    std::error_code error;
    fs::remove(path, error);
    if (error) throw core::UsageError(fmt::format("cannot remove \"{}\": {}", path.string(), error.message()));
}

std::string file_size(std::uint64_t bytes) {
    constexpr std::array units = {"bytes", "kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1000.0 && unit + 1 < units.size(); ++unit) value /= 1000.0;
    const int decimals = unit == 0 || value >= 100.0 ? 0 : value >= 10.0 ? 1 : 2;
    const double scale = std::pow(10.0, decimals);
    return fmt::format("{} {}", std::ceil(value * scale) / scale, units[unit]);
}

}  // namespace percuta::report
