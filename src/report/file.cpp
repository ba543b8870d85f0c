#include "report/file.hpp"

#include <filesystem>
#include <fstream>
#include <random>
#include <system_error>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::report {

void write_file(const std::string& path, std::string_view text) {
    const std::filesystem::path target(path);
    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        throw core::UsageError(fmt::format("cannot write \"{}\": there is no folder \"{}\"", path, folder.string()));
    if (std::filesystem::is_directory(target, error))
        throw core::UsageError(fmt::format("cannot write \"{}\": it is a folder", path));

    // Two programs may write the same file at once: each needs its own temporary name.
    std::random_device device;
    const std::filesystem::path temporary =
        folder / fmt::format(".{}.{:08x}.partial", target.filename().string(), device());
    const auto fail = [&](std::string_view why) {
        std::filesystem::remove(temporary, error);
        throw core::UsageError(fmt::format("cannot write \"{}\": {}", path, why));
    };
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        if (!out) fail(fmt::format("the folder \"{}\" cannot be written to", folder.string()));
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.close();
        if (!out) fail("the disk is full or was removed");
    }
    std::error_code refused;
    std::filesystem::rename(temporary, target, refused);
    if (refused) fail(refused.message());
}

}  // namespace percuta::report
