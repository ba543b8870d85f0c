#include "cli/files.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "core/document.hpp"
#include "core/error.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, std::string message, std::string help) {
    throw core::InvalidInput(core::Diagnostic{{path, 0, 0, ""}, std::move(message), std::move(help)});
}

std::string similar_files(const fs::path& path) {
    std::error_code error;
    std::vector<std::string> names;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".toml") names.push_back(entry.path().filename().string());
    return core::suggest(path.filename().string(), names);
}

[[noreturn]] void refuse_length(const std::string& path, const std::string& length) {
    refuse(path, length + "; plans are a few kilobytes and at most 1 MB", "is this the right file?");
}

/// Reads a file, a pipe or a device, of which the last may never end.
std::string read_at_most(const std::string& path) {
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    std::string text(core::largest_document + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.is_open() || stream.bad())
        refuse(path, fmt::format("the file cannot be read: {}", std::generic_category().message(errno)),
               "check its permissions");
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > core::largest_document) refuse_length(path, "this does not end within 1 MB");
    return text;
}

bool hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

bool is_data(const fs::path& path) { return path.extension() == ".toml" || path.extension() == ".bib"; }

}  // namespace

std::string read_file(const std::string& path) {
    std::error_code error;
    const fs::file_type type = fs::status(path, error).type();
    if (type == fs::file_type::not_found) {
        const std::string similar = similar_files(path);
        refuse(path, "there is no such file",
               similar.empty() ? "give the path of a plan, such as examples/acne-scars.toml" : similar);
    }
    if (error) refuse(path, fmt::format("the file cannot be reached: {}", error.message()), "is this the right path?");
    if (type == fs::file_type::directory)
        refuse(path, "this is a folder, not a file", "give the path of a plan inside it");
    if (const auto size = fs::file_size(path, error); !error && size > core::largest_document)
        refuse_length(path, fmt::format("the file is {:.1f} MB long", static_cast<double>(size) / 1e6));
    return read_at_most(path);
}

std::string beginning_of(const fs::path& path, std::size_t most) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return "";
    const std::uintmax_t size = fs::file_size(path, error);
    std::string out(error ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, most)), '\0');
    std::ifstream stream(path, std::ios::binary);
    stream.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    return out;
}

core::DataFiles data_files(const std::string& folder) {
    core::DataFiles files = core::embedded_data();
    if (folder.empty()) return files;
    std::error_code error;
    if (!fs::is_directory(folder, error))
        refuse(folder,
               error && error != std::errc::no_such_file_or_directory
                   ? fmt::format("the folder of data cannot be reached: {}", error.message())
                   : "there is no such folder of data",
               "give a folder that holds files such as healing.toml");
    std::vector<std::string> names;
    for (const auto& [name, text] : files) names.push_back(name);
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const fs::path& path = entry->path();
        if (hidden(path)) entry.disable_recursion_pending();
        if (std::error_code gone; hidden(path) || !is_data(path) || !entry->is_regular_file(gone)) continue;
        const std::string name = path.lexically_relative(folder).generic_string();
        const bool study = name.starts_with("studies/") && name.ends_with(".toml");
        if (!files.contains(name) && !study)
            refuse(path.string(), "no data file of this name is used by Percuta", core::suggest(name, names));
        files[name] = read_file(path.string());
    }
    if (error)
        refuse(folder, fmt::format("the folder of data cannot be read: {}", error.message()), "check its permissions");
    return files;
}

}  // namespace percuta::cli
