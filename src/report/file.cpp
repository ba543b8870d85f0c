#include "report/file.hpp"

#include <filesystem>
#include <fstream>
#include <random>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "core/error.hpp"

namespace percuta::report {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, std::string_view why) {
    throw core::UsageError(fmt::format("cannot write \"{}\": {}", path, why));
}

/// Where a text goes: by a temporary file in the folder of the target, or straight into a device or a pipe.
struct Destination {
    fs::path target;
    fs::path folder;
    bool special = false;
};

/// Follows links by hand, because the file at their end need not exist yet. Their number is limited, and a circle
/// refused, by the system when it was asked for the status.
fs::path end_of_links(const std::string& path) {
    fs::path target(path);
    std::error_code error;
    while (fs::is_symlink(target, error)) {
        target = target.parent_path() / fs::read_symlink(target, error);
        if (error) refuse(path, error.message());
    }
    return target;
}

Destination destination_of(const std::string& path) {
    if (path.empty()) refuse(path, "the name is empty");
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::none) refuse(path, error.message());
    if (fs::is_directory(status)) refuse(path, "it is a folder");
    if (fs::exists(status) && !fs::is_regular_file(status)) return {path, {}, true};
    Destination out;
    out.target = end_of_links(path);
    out.folder = out.target.has_parent_path() ? out.target.parent_path() : ".";
    if (!fs::is_directory(out.folder, error))
        refuse(path, fmt::format("there is no folder \"{}\"", out.folder.string()));
    if (!out.target.has_filename()) refuse(path, "it names a folder");
    return out;
}

/// A file beside the target that is removed unless it is renamed onto it. Two programs may write the same file at once:
/// each needs a name of its own.
class Temporary {
public:
    explicit Temporary(const fs::path& folder)
        : path_(folder / fmt::format(".percuta-{:08x}.partial", std::random_device()())) {}
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        std::error_code error;
        if (!renamed_) fs::remove(path_, error);
    }
    const fs::path& path() const { return path_; }
    std::error_code rename_to(const fs::path& target) {
        std::error_code error;
        fs::rename(path_, target, error);
        renamed_ = !error;
        return error;
    }

private:
    fs::path path_;
    bool renamed_ = false;
};

std::ofstream opened(const fs::path& file, const std::string& path, const std::string& why) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    if (!out) refuse(path, why);
    return out;
}

void write_into(std::ofstream& out, const std::string& path, std::string_view text) {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) refuse(path, "the disk is full or was removed");
}

std::string closed_folder(const Destination& to) {
    return fmt::format("the folder \"{}\" cannot be written to", to.folder.string());
}

constexpr const char* closed_device = "it is a device or a pipe that cannot be written to";

}  // namespace

void write_file(const std::string& path, std::string_view text) {
    const Destination to = destination_of(path);
    if (to.special) {
        std::ofstream out = opened(to.target, path, closed_device);
        return write_into(out, path, text);
    }
    Temporary temporary(to.folder);
    std::ofstream out = opened(temporary.path(), path, closed_folder(to));
    write_into(out, path, text);
    if (const std::error_code refused = temporary.rename_to(to.target)) refuse(path, refused.message());
}

void check_writable(const std::string& path) {
    const Destination to = destination_of(path);
    // Opening a pipe waits for its reader and would end its text: the right to write must do.
    if (to.special) {
        if (::access(path.c_str(), W_OK) != 0) refuse(path, closed_device);
        return;
    }
    const Temporary temporary(to.folder);
    opened(temporary.path(), path, closed_folder(to));
}

}  // namespace percuta::report
