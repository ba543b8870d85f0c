// What a run brings beside the plan when it is long or large: fields on disk, checkpoints, and how much memory there
// is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "cli/verbs.hpp"
#include "course/carry_out.hpp"
#include "report/checkpoint_file.hpp"
#include "report/field_files.hpp"

namespace percuta::cli {

/// Bytes that this process may still take: what the machine has free, less where a group or a limit allows less.
std::uint64_t free_memory();

/// Sets up what the arguments ask for and puts it into `options`. `identity` is what must be equal for a kept run to go
/// on. Throws core::UsageError for arguments that mean nothing.
class LongRun {
public:
    LongRun(const RunArguments& arguments, const std::filesystem::path& folder, const std::string& identity, double end,
            course::Options& options);
    /// The run is complete: fields appear under their names, the checkpoint goes.
    void finish();
    /// Day that a kept run goes on from; below 0 when it starts at the beginning.
    double goes_on_from() const { return from_day_; }

private:
    std::unique_ptr<report::FieldFiles> fields_;
    std::unique_ptr<report::CheckpointFile> checkpoint_;
    double from_day_ = -1.0;
};

}  // namespace percuta::cli
