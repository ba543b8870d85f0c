// All frames of a course in one HDF5 file that xarray opens: a dataset a field, with a scale on every dimension.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>

#include "core/fields.hpp"

namespace percuta::report {

/// The same calls make the same bytes. Not to be used from two threads at once.
class FieldHdf5 {
public:
    /// `about` becomes attributes of the file. Throws core::UsageError when the disk cannot take what is written, here
    /// and below; the file is then as if it had never been.
    FieldHdf5(const std::filesystem::path& target, const core::FieldGrid& grid,
              const std::map<std::string, std::string>& about);
    ~FieldHdf5();

    /// Every field of a frame is written before the next frame begins.
    void begin_frame(double days);
    /// One value a cell, in the order of the grid.
    void write(std::size_t field, std::span<const float> values);
    /// Only now does the file appear under its name.
    void finish();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace percuta::report
