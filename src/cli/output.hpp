// What verbs that write results share: their folder, and who made them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "course/result.hpp"
#include "healing/heal.hpp"
#include "report/text.hpp"

namespace percuta::cli {

/// The folder of the results. What of it was made here goes again when nothing was written into it.
class OutputFolder {
public:
    /// Throws core::UsageError when it cannot be made.
    explicit OutputFolder(std::filesystem::path path);
    ~OutputFolder() { remove_if_empty(); }
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path file(const char* name) const { return path_ / name; }

private:
    void remove_if_empty() const;

    std::filesystem::path path_;
    std::vector<std::filesystem::path> made_;  ///< innermost first
};

/// The fidelity of that name. Throws core::UsageError when there is none.
healing::Fidelity fidelity_of(const std::string& word);

/// Version, commit and platform of this program, the command that was typed, and now.
void sign(course::Provenance& provenance, const std::string& command, double wall_seconds);

/// The reason that was given with --override; empty where none was. Throws core::UsageError for one that says nothing
/// or is not text.
std::string reason_of(const std::optional<std::string>& overridden);

using report::plain;

/// What stands below everything that rules say.
inline constexpr const char* care_notice =
    "Published and labelled practice, which disagrees; a clinician decides. Research and education software: no "
    "medical "
    "device, no promise of effect.";

}  // namespace percuta::cli
