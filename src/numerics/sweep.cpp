#include "numerics/sweep.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "numerics/lanes.hpp"

namespace percuta::numerics {

namespace {

constexpr std::size_t width = lane_count;

struct LineView {
    std::size_t cells;
    const double* measure;
    const double* profile;
    const double* conductance;
    const double* gain;
    const double* pivot;
};

/// `Value` is one number (double) or one for each lane of a block: the elimination is written once for both.
template <class Value>
[[gnu::always_inline]] inline void eliminate(const LineView& line, double* data, std::size_t stride) {
    Value carried = {}, row = {};
    for (std::size_t i = 0; i < line.cells; ++i) {
        const double gain = i > 0 ? line.gain[i - 1] : 0.0;
        load(row, data + i * stride);
        carried = line.measure[i] * row + gain * carried;
        store(data + i * stride, carried);
    }
    Value solved = {};
    for (std::size_t i = line.cells; i-- > 0;) {
        load(row, data + i * stride);
        solved = (row + line.conductance[i] * solved) / line.pivot[i];
        store<Value>(data + i * stride, line.profile[i] * solved);
    }
}

PERCUTA_CLONES void eliminate_block(const LineView& line, double* data, std::size_t stride) {
    eliminate<Lanes>(line, data, stride);
}

/// The buffers of one block of lines whose coefficients differ from lane to lane.
struct ProfileBlock {
    std::vector<double> field, profile;  // [cell][lane]
    std::vector<double> pivot, conductance;
    explicit ProfileBlock(std::size_t cells)
        : field(cells * width), profile(cells * width, 1.0), pivot(cells * width), conductance(cells * width) {}
};

/// `half` are half cell lengths, `face` the face measures times D and step (0 at the far end).
PERCUTA_CLONES void eliminate_over_profile(std::size_t cells, const double* measure, const double* half,
                                           const double* face, ProfileBlock& block) {
    Lanes capacity = {}, carried = {}, gain = {}, field = {}, here = {}, next = {};
    load(next, block.profile.data());
    for (std::size_t i = 0; i < cells; ++i) {
        const std::size_t at = i * width, beyond = i + 1 < cells ? i + 1 : i;
        here = next;
        load(next, &block.profile[beyond * width]);
        load(field, &block.field[at]);
        capacity = measure[i] * here + gain * capacity;
        carried = measure[i] * field + gain * carried;
        const Lanes conductance = face[i] / (half[i] / here + half[beyond] / next);
        const Lanes pivot = capacity + conductance;
        gain = conductance / pivot;
        store(&block.field[at], carried);
        store(&block.conductance[at], conductance);
        store(&block.pivot[at], pivot);
    }
    Lanes solved = {}, conductance = {}, pivot = {};
    for (std::size_t i = cells; i-- > 0;) {
        const std::size_t at = i * width;
        load(field, &block.field[at]);
        load(here, &block.profile[at]);
        load(conductance, &block.conductance[at]);
        load(pivot, &block.pivot[at]);
        solved = (field + conductance * solved) / pivot;
        store<Lanes>(&block.field[at], here * solved);
    }
}

/// Calls `visit(first, lanes, stride_between_lanes)` for blocks of lines along axis `a`, `first` being the index of the
/// first cell of the first line.
template <class Visit>
void for_line_blocks(const Grid& grid, std::size_t a, Extent layers, Visit visit) {
    const std::size_t last = grid.dimensions() - 1;
    // Lines along `a` start in the plane of the other axes: `inner` of them lie next to each other in memory.
    const std::size_t inner = grid.stride(a);
    const std::size_t slab = inner * grid.count(a);
    const std::size_t outer_begin = a == last ? 0 : layers.begin * grid.stride(last) / slab;
    const std::size_t outer_end = a == last ? 1 : layers.end * grid.stride(last) / slab;
    const std::size_t start = a == last ? layers.begin * grid.stride(last) : 0;
    if (inner == 1) {
        for (std::size_t o = outer_begin; o < outer_end; o += width)
            visit(start + o * slab, std::min(width, outer_end - o), slab);
        return;
    }
    for (std::size_t o = outer_begin; o < outer_end; ++o)
        for (std::size_t l = 0; l < inner; l += width)
            visit(start + o * slab + l, std::min(width, inner - l), std::size_t{1});
}

}  // namespace

double face_conductance(const Axis& axis, std::size_t cell, double profile_here, double profile_next) {
    return axis.face_measure(cell + 1) /
           (0.5 * axis.length(cell) / profile_here + 0.5 * axis.length(cell + 1) / profile_next);
}

LineFactor::LineFactor(const Axis& axis, Extent extent, double diffusivity, double step)
    : LineFactor(axis, extent, std::vector<double>(extent.size(), 1.0), diffusivity, step) {}

LineFactor::LineFactor(const Axis& axis, Extent extent, std::span<const double> profile, double diffusivity,
                       double step)
    : diffusivity_(diffusivity), step_(step), profile_(profile.begin(), profile.end()) {
    const std::size_t cells = extent.size();
    if (profile.size() != cells || extent.end > axis.size() || cells == 0)
        throw core::InternalError("a line factor needs one positive profile value for each cell of its extent");
    double eliminated = 0.0;
    for (std::size_t i = 0; i < cells; ++i) {
        const std::size_t cell = extent.begin + i;
        measure_.push_back(axis.measure(cell));
        const bool open = i + 1 < cells;
        conductance_.push_back(open ? diffusivity * step * face_conductance(axis, cell, profile_[i], profile_[i + 1])
                                    : 0.0);
        eliminated = measure_[i] * profile_[i] + (i > 0 ? gain_[i - 1] * eliminated : 0.0);
        pivot_.push_back(eliminated + conductance_[i]);
        gain_.push_back(conductance_[i] / pivot_[i]);
    }
}

void LineFactor::solve(double* data, std::size_t stride, std::size_t lanes) const {
    const LineView line{size(), measure_.data(), profile_.data(), conductance_.data(), gain_.data(), pivot_.data()};
    std::size_t l = 0;
    for (; l + width <= lanes; l += width) eliminate_block(line, data + l, stride);
    for (; l < lanes; ++l) eliminate<double>(line, data + l, stride);
}

void sweep(const Grid& grid, std::size_t a, const LineFactor& factor, std::span<double> field, Extent layers) {
    const std::size_t cells = factor.size(), stride = grid.stride(a);
    std::vector<double> block(stride == 1 ? cells * width : 0);
    for_line_blocks(grid, a, layers, [&](std::size_t first, std::size_t lanes, std::size_t between) {
        if (between == 1) return factor.solve(&field[first], stride, lanes);
        if (lanes < width && lanes * 2 < width) {  // a few leftover lines are cheaper one by one than packed
            for (std::size_t l = 0; l < lanes; ++l) factor.solve(&field[first + l * between], 1, 1);
            return;
        }
        for (std::size_t l = 0; l < lanes; ++l)
            for (std::size_t i = 0; i < cells; ++i) block[i * width + l] = field[first + l * between + i];
        factor.solve(block.data(), width, width);
        for (std::size_t l = 0; l < lanes; ++l)
            for (std::size_t i = 0; i < cells; ++i) field[first + l * between + i] = block[i * width + l];
    });
}

void sweep_over_profile(const Grid& grid, std::size_t a, double diffusivity, double step,
                        std::span<const double> profile, std::span<double> field, Extent layers) {
    const Axis& axis = grid.axis(a);
    const bool along_layers = a + 1 == grid.dimensions();
    const Extent extent = along_layers ? layers : Extent{0, axis.size()};
    const std::size_t cells = extent.size(), stride = grid.stride(a);
    std::vector<double> measure(cells), half(cells), face(cells, 0.0);
    for (std::size_t i = 0; i < cells; ++i) {
        measure[i] = axis.measure(extent.begin + i);
        half[i] = 0.5 * axis.length(extent.begin + i);
        if (i + 1 < cells) face[i] = diffusivity * step * axis.face_measure(extent.begin + i + 1);
    }
    ProfileBlock block(cells);
    for_line_blocks(grid, a, layers, [&](std::size_t first, std::size_t lanes, std::size_t between) {
        for (std::size_t i = 0; i < cells; ++i)
            for (std::size_t l = 0; l < lanes; ++l) {
                const std::size_t cell = first + i * stride + l * between;
                block.field[i * width + l] = field[cell];
                block.profile[i * width + l] = profile[cell];
            }
        eliminate_over_profile(cells, measure.data(), half.data(), face.data(), block);
        for (std::size_t i = 0; i < cells; ++i)
            for (std::size_t l = 0; l < lanes; ++l)
                field[first + i * stride + l * between] = block.field[i * width + l];
    });
}

}  // namespace percuta::numerics
