// One frame as a file that ParaView opens: an image where cells are alike, else a rectilinear grid.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/fields.hpp"

namespace percuta::report {

/// How frames on one grid are laid out. Lengths are in millimetres; depth is negative and grows downwards on the
/// screen: axes (x, y, z) become VTK's x, y and z = -depth, (r, z) its x and y = -depth, (z) its y = -depth.
class FieldVtk {
public:
    explicit FieldVtk(core::FieldGrid grid);

    /// ".vti" or ".vtr".
    const std::string& extension() const { return extension_; }
    std::size_t fields() const { return grid_.fields.size(); }
    std::size_t cells() const { return cells_; }
    /// Everything before the values.
    std::string head(double days) const;
    /// Everything after them; `values` is the FieldCheck of all values.
    static std::string tail(double days, std::uint64_t values);
    /// Bytes of a whole file.
    std::uint64_t file_size(double days) const;
    /// Turns depths around in place: from the order of the grid to that of the file, and back.
    void turn(std::span<float> field) const;

private:
    std::string arrays() const;

    core::FieldGrid grid_;
    std::size_t cells_ = 0;
    std::string extension_, geometry_;
};

/// A number that tells whether values are what was written: FNV-1a over their bits.
class FieldCheck {
public:
    void add(std::span<const float> values);
    std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0xcbf29ce484222325;
};

/// The list of frames that ParaView plays: days and names of files.
std::string vtk_collection(std::span<const std::pair<double, std::string>> frames);

}  // namespace percuta::report
