// Writes one frame into a file of its own, and reads it back when a killed run goes on.
#pragma once

#include <filesystem>
#include <fstream>
#include <span>
#include <string>

#include "report/field_vtk.hpp"
#include "report/partial_file.hpp"

namespace percuta::report {

class FrameWriter {
public:
    /// Throws core::UsageError when the disk cannot take it, here and below.
    FrameWriter(const std::filesystem::path& target, const FieldVtk& layout, double days);
    /// The next field, with depth turned for the file.
    void write(std::span<const float> values);
    /// Only now does the file appear under its name.
    void finish();

private:
    PartialFile partial_;
    double days_ = 0.0;
    FieldCheck check_;
};

class FrameReader {
public:
    /// Throws core::UsageError when the file is not whole, was changed or is of another grid, here and below.
    FrameReader(std::filesystem::path path, const FieldVtk& layout);
    double days() const { return days_; }
    /// The next field, with depth turned as in the file.
    void read(std::span<float> values);
    /// After the last field.
    void finish() const;

private:
    [[noreturn]] void refuse() const;
    std::string text(std::size_t size);
    void check_tail();

    std::filesystem::path path_;
    std::ifstream in_;
    double days_ = 0.0;
    std::uint64_t expected_ = 0;
    FieldCheck check_;
};

}  // namespace percuta::report
