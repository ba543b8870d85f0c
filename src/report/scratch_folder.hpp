// A folder for files that live as long as a function.
#pragma once

#include <filesystem>

namespace percuta::report {

class ScratchFolder {
public:
    /// Below the system's folder for such things; nobody else can look into it. Throws core::UsageError when it cannot
    /// be made.
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace percuta::report
