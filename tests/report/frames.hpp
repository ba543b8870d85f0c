// Fields whose values say where they belong: every number is another one, and exact as a float.
#pragma once

#include <cmath>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "report/field_files.hpp"

namespace percuta::report {

inline constexpr std::size_t frame_count = 4;

inline core::FieldAxis even_axis(const std::string& name, std::size_t cells, double cell) {
    core::FieldAxis axis{name, {}};
    for (std::size_t i = 0; i <= cells; ++i) axis.faces.push_back(cell * static_cast<double>(i));
    return axis;
}

inline core::FieldAxis graded_axis(const std::string& name, std::size_t cells) {
    core::FieldAxis axis{name, {0.0}};
    for (std::size_t i = 0; i < cells; ++i)
        axis.faces.push_back(axis.faces.back() + 10e-6 * std::pow(1.5, static_cast<double>(i)));
    return axis;
}

inline core::FieldGrid grid_of(std::vector<core::FieldAxis> axes) {
    return {std::move(axes),
            {{"il1", "IL-1, TNF and IL-8", "1", 0.0},
             {"collagen_total", "all collagen over rest", "1", 1.0},
             {"scar_load", "time above the threshold of myofibroblasts", "day", 0.0}}};
}

inline core::FieldGrid block() {
    return grid_of({even_axis("x", 4, 50e-6), even_axis("y", 3, 50e-6), even_axis("z", 5, 20e-6)});
}
inline core::FieldGrid graded_block() {
    return grid_of({even_axis("x", 4, 50e-6), even_axis("y", 3, 50e-6), graded_axis("z", 5)});
}
inline core::FieldGrid section() { return grid_of({graded_axis("r", 6), graded_axis("z", 5)}); }
inline core::FieldGrid column() { return grid_of({graded_axis("z", 5)}); }
/// More cells than HDF5 packs as one, and blocks that reach beyond the edge.
inline core::FieldGrid large_block() {
    return grid_of({even_axis("x", 71, 10e-6), even_axis("y", 67, 10e-6), even_axis("z", 73, 10e-6)});
}

/// Seconds; not a whole number of days, so that rounding would show.
inline double time_of(std::size_t frame) { return 86400.0 * static_cast<double>(frame) / 3.0; }

/// The number of the cell, counted through all cells, frames and fields.
inline double value_at(const core::FieldGrid& grid, std::size_t field, std::size_t frame, std::size_t cell) {
    return static_cast<double>(cell + grid.cells() * (frame + frame_count * field));
}

inline void write_frame(core::FieldSink& sink, const core::FieldGrid& grid, std::size_t frame) {
    sink.frame(time_of(frame), [&](std::size_t field, std::span<float> values) {
        for (std::size_t cell = 0; cell < values.size(); ++cell)
            values[cell] = static_cast<float>(value_at(grid, field, frame, cell));
    });
}

/// The whole course, or its frames from `first` to before `last`.
inline void write_frames(core::FieldSink& sink, const core::FieldGrid& grid, std::size_t first = 0,
                         std::size_t last = frame_count) {
    sink.begin(grid);
    for (std::size_t frame = first; frame < last; ++frame) write_frame(sink, grid, frame);
}

inline void write_course(const std::filesystem::path& folder, const core::FieldGrid& grid) {
    FieldFiles files(folder, {{"history", "percuta run plan.toml"}});
    write_frames(files, grid);
    files.finish();
}

}  // namespace percuta::report
