#include "report/field_files.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "core/error.hpp"
#include "report/frame_file.hpp"
#include "report/partial_file.hpp"

namespace percuta::report {

namespace {

namespace fs = std::filesystem;

constexpr const char* stem = "fields";
constexpr double day = 86400.0;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word(const std::string& name) {
    const auto allowed = [](char c) { return is_letter(c) || is_digit(c) || c == '_'; };
    return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, allowed);
}

void check_names(const core::FieldGrid& grid) {
    std::set<std::string> names = {"time"};
    const auto take = [&](const std::string& name) {
        if (!is_word(name) || !names.insert(name).second)
            throw core::InternalError(fmt::format("\"{}\" cannot be the name of a field or an axis", name));
    };
    for (const core::FieldAxis& axis : grid.axes) {
        take(axis.name);
        take(axis.name + "_faces");
    }
    for (const core::FieldInfo& field : grid.fields) {
        take(field.name);
        // xarray would turn the numbers into lengths of time; "day" and the like it leaves alone.
        static const std::set<std::string> decoded = {"days", "hours", "minutes", "seconds"};
        if (decoded.contains(field.unit))
            throw core::InternalError(fmt::format("the unit \"{}\" of a field is a plural", field.unit));
    }
    if (grid.axes.empty() || grid.axes.size() > 3 || grid.fields.empty())
        throw core::InternalError("frames have one to three axes and at least one field");
}

/// "fields_0012.vti" and the like.
bool is_frame(const fs::path& path) {
    const std::string name = path.stem().string(), prefix = std::string(stem) + "_";
    return (path.extension() == ".vti" || path.extension() == ".vtr") && name.starts_with(prefix) &&
           name.size() >= prefix.size() + 4 &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(prefix.size()), name.end(), is_digit);
}

}  // namespace

FieldFiles::FieldFiles(fs::path folder, std::map<std::string, std::string> about)
    : folder_(std::move(folder)), about_(std::move(about)) {
    std::error_code error;
    if (!fs::is_directory(folder_, error))
        throw core::UsageError(
            fmt::format("cannot write fields into \"{}\": there is no such folder", folder_.string()));
    remove_partial_files(folder_, stem);
}

FieldFiles::~FieldFiles() = default;

fs::path FieldFiles::frame_path(std::size_t number, const std::string& extension) const {
    return folder_ / fmt::format("{}_{:04}{}", stem, number, extension);
}

std::vector<fs::path> FieldFiles::frames_on_disk() const {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error))
        if (is_frame(entry->path())) out.push_back(entry->path());
    // Longer numbers are later ones.
    std::ranges::sort(out, {}, [](const fs::path& path) { return std::pair(path.native().size(), path); });
    return out;
}

void FieldFiles::begin(const core::FieldGrid& grid) {
    check_names(grid);
    layout_ = std::make_unique<FieldVtk>(grid);
    all_ = std::make_unique<FieldHdf5>(folder_ / "fields.h5", grid, about_);
    field_.resize(layout_->cells());
    if (last_time_) keep_frames(*last_time_ / day);
    // First the list, so that it never names a frame that is gone.
    if (frames_.empty()) remove_file(folder_ / "fields.pvd");
    else write_list();
    remove_other_frames();
}

void FieldFiles::keep_frames(double last_days) {
    for (const fs::path& path : frames_on_disk()) {
        if (path.extension() != layout_->extension()) continue;
        if (FrameReader(path, *layout_).days() > last_days) return;
        if (path != frame_path(frames_.size(), layout_->extension()))
            throw core::UsageError(fmt::format("\"{}\" is missing, so that the run cannot go on; start it afresh",
                                               frame_path(frames_.size(), layout_->extension()).string()));
        read_frame(path);
    }
}

void FieldFiles::read_frame(const fs::path& path) {
    FrameReader reader(path, *layout_);
    all_->begin_frame(reader.days());
    for (std::size_t f = 0; f < layout_->fields(); ++f) {
        reader.read(field_);
        layout_->turn(field_);
        all_->write(f, field_);
    }
    reader.finish();
    frames_.emplace_back(reader.days(), path.filename().string());
}

void FieldFiles::remove_other_frames() const {
    std::vector<fs::path> found = frames_on_disk();
    // From the last one, so that what a program killed now leaves has no gap.
    for (auto path = found.rbegin(); path != found.rend(); ++path) {
        const std::string name = path->filename().string();
        const bool kept = std::ranges::any_of(frames_, [&](const auto& frame) { return frame.second == name; });
        if (!kept) remove_file(*path);
    }
}

void FieldFiles::write_list() const {
    PartialFile list(folder_ / "fields.pvd");
    list.write(vtk_collection(frames_));
    list.put_in_place();
}

void FieldFiles::frame(double time, const Fill& fill) {
    if (!all_) throw core::InternalError("a frame of fields that were not begun");
    try {
        write_frame(time / day, fill);
    } catch (...) {
        // Half a frame is in it: nothing can follow, and its space may be what is lacking.
        all_.reset();
        throw;
    }
}

void FieldFiles::write_frame(double days, const Fill& fill) {
    const fs::path path = frame_path(frames_.size(), layout_->extension());
    FrameWriter writer(path, *layout_, days);
    all_->begin_frame(days);
    for (std::size_t f = 0; f < layout_->fields(); ++f) {
        fill(f, field_);
        all_->write(f, field_);
        layout_->turn(field_);
        writer.write(field_);
    }
    writer.finish();
    frames_.emplace_back(days, path.filename().string());
    write_list();
}

void FieldFiles::finish() {
    if (!all_) throw core::InternalError("fields that were not begun are finished");
    all_->finish();
    all_.reset();
}

}  // namespace percuta::report
