// From the shards of a virtual trial to its results.
#pragma once

#include <filesystem>
#include <vector>

#include "cli/verbs.hpp"

namespace percuta::cli {

/// Writes people.csv and trial.json into `output` and prints the summary, or with `json` the latter.
void finish_trial(const Common& common, const std::vector<std::filesystem::path>& folders,
                  const std::filesystem::path& output, bool json);

/// Makes a folder and those above it. Throws core::UsageError.
void make_folder(const std::filesystem::path& folder);

}  // namespace percuta::cli
