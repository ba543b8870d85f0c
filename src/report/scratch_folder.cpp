#include "report/scratch_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::report {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
    std::error_code error;
    const fs::path above = fs::temp_directory_path(error);
    std::string name = (above / "percuta-XXXXXX").string();
    if (error || mkdtemp(name.data()) == nullptr)
        throw core::UsageError(
            fmt::format("no folder for passing files can be made in {}: {}; set TMPDIR to one", above.string(),
                        (error ? error : std::error_code(errno, std::generic_category())).message()));
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace percuta::report
