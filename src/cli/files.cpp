#include "cli/files.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 20U;

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

}  // namespace

std::string read_file(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        const std::string similar = similar_files(path);
        refuse(path, "there is no such file",
               similar.empty() ? "give the path of a plan, such as examples/acne-scars.toml" : similar);
    }
    if (fs::is_directory(path, error))
        refuse(path, "this is a folder, not a file", "give the path of a plan inside it");
    if (!fs::is_regular_file(path, error)) refuse(path, "this is not a regular file", "give the path of a plan");
    if (const auto size = fs::file_size(path, error); !error && size > largest_file)
        refuse(path,
               fmt::format("the file is {:.1f} MB long; plans are a few kilobytes and at most 1 MB",
                           static_cast<double>(size) / 1e6),
               "is this the right file?");
    std::ifstream stream(path, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    if (!stream) refuse(path, "the file cannot be read", "check its permissions");
    return text.str();
}

core::DataFiles data_files(const std::string& folder) {
    core::DataFiles files = core::embedded_data();
    if (folder.empty()) return files;
    if (!fs::is_directory(folder))
        refuse(folder, "there is no such folder of data", "give a folder that holds files such as healing.toml");
    std::vector<std::string> names;
    for (const auto& [name, text] : files) names.push_back(name);
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string name = fs::relative(entry.path(), folder).generic_string();
        const bool study = name.starts_with("studies/") && name.ends_with(".toml");
        if (!files.contains(name) && !study)
            refuse(entry.path().string(), "no data file of this name is used by Percuta", core::suggest(name, names));
        files[name] = read_file(entry.path().string());
    }
    return files;
}

}  // namespace percuta::cli
