// Keeps a long computation in a file, so that it can go on after it was stopped.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/keeper.hpp"

namespace percuta::report {

/// An HDF5 file with checksums over everything. It is replaced as a whole: a program killed while it writes leaves the
/// former one. While it is written both take space.
///
/// Everything throws core::UsageError that says what is wrong with the file and what to try. Not to be used from two
/// threads at once.
class CheckpointFile : public core::Keeper {
public:
    /// `identity` is all that must be equal for a computation to go on with the same bytes (version, plan, data,
    /// options, grid), a line each: a user is shown the first line that differs. `due` is asked after every step.
    CheckpointFile(std::filesystem::path path, std::string identity, std::function<bool()> due);

    bool due() override { return due_(); }
    void keep(const core::Milestone& at, std::span<const double> state, std::span<const double> rows) override;
    /// What `state` holds after an exception is undefined.
    bool restore(core::Milestone& at, std::span<double> state, std::vector<double>& rows) override;

    /// How far the computation has come that `restore` would bring back, without reading its state.
    std::optional<core::Milestone> kept() const;
    /// When the computation is complete.
    void remove() const;

private:
    std::filesystem::path path_;
    std::string identity_;
    std::function<bool()> due_;
};

}  // namespace percuta::report
