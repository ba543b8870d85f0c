#include "report/frame_file.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <system_error>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::report {

FrameWriter::FrameWriter(const std::filesystem::path& target, const FieldVtk& layout, double days)
    : partial_(target, layout.file_size(days)), days_(days) {
    partial_.write(layout.head(days));
}

void FrameWriter::write(std::span<const float> values) {
    const std::uint64_t size = values.size_bytes();
    partial_.write(std::as_bytes(std::span(&size, 1)));
    partial_.write(std::as_bytes(values));
    check_.add(values);
}

void FrameWriter::finish() {
    partial_.write(FieldVtk::tail(days_, check_.value()));
    partial_.put_in_place();
}

namespace {

/// The one number in the head of a frame that the grid does not give; -1 when there is none.
double days_in(std::string_view head) {
    constexpr std::string_view before = "Name=\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">";
    const std::size_t at = head.find(before);
    double days = -1.0;
    if (at != std::string_view::npos)
        std::from_chars(head.data() + at + before.size(), head.data() + head.size(), days);
    return days;
}

/// A number has at most 24 characters.
constexpr std::size_t longest_number = 24;

/// The tail of a frame ends with the check of its values and " -->\n".
constexpr std::size_t hexadecimal_digits = 16, end_of_tail = 5;

}  // namespace

FrameReader::FrameReader(std::filesystem::path path, const FieldVtk& layout)
    : path_(std::move(path)), in_(path_, std::ios::binary) {
    std::string start(layout.head(0.0).size() + longest_number, '\0');
    in_.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(in_.gcount()));
    days_ = days_in(start);
    const std::string head = layout.head(days_);
    std::error_code error;
    if (!start.starts_with(head) || std::filesystem::file_size(path_, error) != layout.file_size(days_)) refuse();
    in_.clear();
    check_tail();
    in_.seekg(static_cast<std::streamoff>(head.size()));
}

/// A time that was damaged decides which frames are kept: it is checked before any value is read.
void FrameReader::check_tail() {
    std::string tail = FieldVtk::tail(days_, 0);
    in_.seekg(-static_cast<std::streamoff>(tail.size()), std::ios::end);
    tail = text(tail.size());
    const char* digits = tail.data() + tail.size() - end_of_tail - hexadecimal_digits;
    std::from_chars(digits, digits + hexadecimal_digits, expected_, 16);
    if (tail != FieldVtk::tail(days_, expected_)) refuse();
}

void FrameReader::refuse() const {
    throw core::UsageError(fmt::format(
        "\"{}\" is damaged or belongs to another run, so that the run cannot go on; start it afresh", path_.string()));
}

std::string FrameReader::text(std::size_t size) {
    std::string out(size, '\0');
    if (!in_.read(out.data(), static_cast<std::streamsize>(size))) refuse();
    return out;
}

void FrameReader::read(std::span<float> values) {
    const std::uint64_t size = values.size_bytes();
    const std::string stored = text(sizeof size);
    if (std::memcmp(stored.data(), &size, sizeof size) != 0) refuse();
    auto* bytes = reinterpret_cast<char*>(values.data());
    if (!in_.read(bytes, static_cast<std::streamsize>(size))) refuse();
    check_.add(values);
}

void FrameReader::finish() const {
    if (check_.value() != expected_) refuse();
}

}  // namespace percuta::report
