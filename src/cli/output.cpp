#include "cli/output.hpp"

#include <ctime>
#include <system_error>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"

namespace percuta::cli {

namespace fs = std::filesystem;

OutputFolder::OutputFolder(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    const auto missing = [&](const fs::path& part) {
        return !part.empty() && fs::symlink_status(part, error).type() == fs::file_type::not_found;
    };
    for (fs::path part = path_; missing(part); part = part.parent_path()) made_.push_back(part);
    fs::create_directories(path_, error);
    if (!error && fs::is_directory(path_, error)) return;
    remove_if_empty();
    throw core::UsageError(fmt::format("the folder {} cannot be made: {}; choose another with -o", path_.string(),
                                       error ? error.message() : "there is a file of that name"));
}

void OutputFolder::remove_if_empty() const {
    std::error_code holds_files;
    for (const fs::path& part : made_) fs::remove(part, holds_files);
}

healing::Fidelity fidelity_of(const std::string& word) {
    if (word == "column") return healing::Fidelity::column;
    if (word == "cell") return healing::Fidelity::cell;
    if (word == "patch") return healing::Fidelity::patch;
    throw core::UsageError("there is no fidelity \"" + word + "\"; use column, cell or patch");
}

void sign(course::Provenance& provenance, const std::string& command, double wall_seconds) {
    provenance.version = PERCUTA_VERSION;
    provenance.commit = PERCUTA_COMMIT;
    provenance.platform = fmt::format("{} {}", PERCUTA_SYSTEM, PERCUTA_PROCESSOR);
    provenance.command = command;
    provenance.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
    provenance.wall_seconds = wall_seconds;
}

std::string reason_of(const std::optional<std::string>& overridden) {
    if (!overridden) return "";
    if (overridden->find_first_not_of(" \t") == std::string::npos)
        throw core::UsageError("--override needs a reason in words");
    if (!core::is_utf8(*overridden))
        throw core::UsageError("--override needs a reason in words: this is not UTF-8 text");
    return *overridden;
}

}  // namespace percuta::cli
