#include "numerics/sweep.hpp"

#include <algorithm>
#include <array>
#include <concepts>

#include "core/error.hpp"
#include "numerics/dual.hpp"
#include "numerics/pack.hpp"

namespace percuta::numerics {

namespace {

template <class Number>
struct Elimination {
    std::size_t cells;
    const Number* forward;
    const Number* own;
    const Number* backward;
};

/// `blocks` values side by side in each cell, which are numbers or packs of them: the chains of operations of
/// neighbouring lines overlap.
template <std::size_t blocks, class Value>
[[gnu::always_inline]] inline void eliminate(const Elimination<double>& line, double* data, std::size_t stride) {
    constexpr std::size_t step = sizeof(Value) / sizeof(double);
    Value carried[blocks], here;
    for (Value& value : carried) value = Value{};
    for (std::size_t i = 0; i < line.cells; ++i)
        for (std::size_t b = 0; b < blocks; ++b) {
            double* at = data + i * stride + b * step;
            load(here, at);
            carried[b] = here + line.forward[i] * carried[b];
            store(at, carried[b]);
        }
    for (Value& value : carried) value = Value{};
    for (std::size_t i = line.cells; i-- > 0;)
        for (std::size_t b = 0; b < blocks; ++b) {
            double* at = data + i * stride + b * step;
            load(here, at);
            carried[b] = line.own[i] * here + line.backward[i] * carried[b];
            store(at, carried[b]);
        }
}

/// Wide blocks read memory in long pieces; what is left over goes in narrower ones.
PERCUTA_CLONES void eliminate_neighbours(const Elimination<double>& line, double* data, std::size_t stride,
                                         std::size_t lanes) {
    std::size_t l = 0;
    for (; l + 16 * pack_size <= lanes; l += 16 * pack_size) eliminate<16, Pack>(line, data + l, stride);
    for (; l + 8 * pack_size <= lanes; l += 8 * pack_size) eliminate<8, Pack>(line, data + l, stride);
    for (; l + 2 * pack_size <= lanes; l += 2 * pack_size) eliminate<2, Pack>(line, data + l, stride);
    for (; l + pack_size <= lanes; l += pack_size) eliminate<1, Pack>(line, data + l, stride);
    for (; l < lanes; ++l) eliminate<1, double>(line, data + l, stride);
}

/// Lines of equally many cells at once: each is one chain of operations, and the chains overlap.
template <std::size_t n, class Number>
[[gnu::always_inline]] inline void eliminate_lines(const Elimination<Number>* lines, Number* const* data) {
    Number carried[n];
    const std::size_t cells = lines[0].cells;
    for (Number& value : carried) value = Number{};
    for (std::size_t i = 0; i < cells; ++i)
        for (std::size_t l = 0; l < n; ++l) data[l][i] = carried[l] = data[l][i] + lines[l].forward[i] * carried[l];
    for (Number& value : carried) value = Number{};
    for (std::size_t i = cells; i-- > 0;)
        for (std::size_t l = 0; l < n; ++l)
            data[l][i] = carried[l] = lines[l].own[i] * data[l][i] + lines[l].backward[i] * carried[l];
}
template <class Number>
[[gnu::always_inline]] inline void eliminate_few(std::size_t n, const Elimination<Number>* lines, Number* const* data) {
    if (n == 1) eliminate_lines<1>(lines, data);
    else if (n == 2) eliminate_lines<2>(lines, data);
    else if (n == 3) eliminate_lines<3>(lines, data);
    else eliminate_lines<4>(lines, data);
}
void eliminate_together(std::size_t n, const Elimination<double>* lines, double* const* data) {
    eliminate_few(n, lines, data);
}
void eliminate_together(std::size_t n, const Elimination<Dual>* lines, Dual* const* data) {
    for (std::size_t l = 0; l < n; ++l) eliminate_lines<1>(lines + l, data + l);
}
PERCUTA_CLONES void eliminate_together(std::size_t n, const Elimination<Lanes>* lines, Lanes* const* data) {
    eliminate_few(n, lines, data);
}
constexpr std::size_t most_together = 4;

/// `blocks` packs of rows: lines of cells next to each other. They are eliminated forwards into a buffer of transposed
/// blocks and backwards out of it, so that each number is read and written once.
template <std::size_t blocks>
[[gnu::always_inline]] inline void eliminate_rows(const Elimination<double>& line, double* data, std::size_t stride,
                                                  double* buffer) {
    const std::size_t whole = line.cells / pack_size * pack_size;
    Pack carried[blocks], block[blocks][pack_size], here = {};
    const auto row = [&](std::size_t b, std::size_t l) __attribute__((always_inline)) {
        return data + (b * pack_size + l) * stride;
    };
    const auto buffered = [&](std::size_t i, std::size_t b) __attribute__((always_inline)) {
        return buffer + (i * blocks + b) * pack_size;
    };
    for (Pack& value : carried) value = Pack{};
    for (std::size_t i = 0; i < whole; i += pack_size) {
        for (std::size_t b = 0; b < blocks; ++b) {
            for (std::size_t l = 0; l < pack_size; ++l) load(block[b][l], row(b, l) + i);
            transpose(block[b]);
        }
        for (std::size_t j = 0; j < pack_size; ++j)
            for (std::size_t b = 0; b < blocks; ++b) {
                carried[b] = block[b][j] + line.forward[i + j] * carried[b];
                store(buffered(i + j, b), carried[b]);
            }
    }
    for (std::size_t i = whole; i < line.cells; ++i)
        for (std::size_t b = 0; b < blocks; ++b) {
            for (std::size_t l = 0; l < pack_size; ++l) here[l] = row(b, l)[i];
            carried[b] = here + line.forward[i] * carried[b];
            store(buffered(i, b), carried[b]);
        }
    for (Pack& value : carried) value = Pack{};
    for (std::size_t i = line.cells; i-- > whole;)
        for (std::size_t b = 0; b < blocks; ++b) {
            load(here, buffered(i, b));
            carried[b] = line.own[i] * here + line.backward[i] * carried[b];
            for (std::size_t l = 0; l < pack_size; ++l) row(b, l)[i] = carried[b][l];
        }
    for (std::size_t i = whole; i > 0; i -= pack_size) {
        for (std::size_t j = pack_size; j-- > 0;)
            for (std::size_t b = 0; b < blocks; ++b) {
                load(here, buffered(i - pack_size + j, b));
                carried[b] = line.own[i - pack_size + j] * here + line.backward[i - pack_size + j] * carried[b];
                block[b][j] = carried[b];
            }
        for (std::size_t b = 0; b < blocks; ++b) {
            transpose(block[b]);
            for (std::size_t l = 0; l < pack_size; ++l) store(row(b, l) + i - pack_size, block[b][l]);
        }
    }
}

constexpr std::size_t row_blocks = 3;

/// `buffer` has `row_blocks` packs for each cell.
PERCUTA_CLONES void eliminate_rows(const Elimination<double>& line, double* data, std::size_t stride, std::size_t lines,
                                   double* buffer) {
    constexpr std::size_t most = row_blocks * pack_size;
    std::size_t l = 0;
    for (; l + most <= lines; l += most) eliminate_rows<row_blocks>(line, data + l * stride, stride, buffer);
    for (; l + pack_size <= lines; l += pack_size) eliminate_rows<1>(line, data + l * stride, stride, buffer);
    for (; l < lines; ++l) eliminate<1, double>(line, data + l * stride, 1);
}

PERCUTA_CLONES void add_flux_between(std::size_t cells, const double* below, const double* here, const double* above,
                                     double from_left, double from_right, double* out) {
    for (std::size_t i = 0; i < cells; ++i)
        out[i] += from_left * (below[i] - here[i]) + from_right * (above[i] - here[i]);
}

PERCUTA_CLONES void add_flux_along(std::size_t cells, const double* from_left, const double* from_right, double scale,
                                   const double* ratio, double* out) {
    if (cells < 2) return;
    out[0] += scale * (from_right[0] * (ratio[1] - ratio[0]));
    for (std::size_t i = 1; i + 1 < cells; ++i)
        out[i] += scale * (from_left[i] * (ratio[i - 1] - ratio[i]) + from_right[i] * (ratio[i + 1] - ratio[i]));
    out[cells - 1] += scale * (from_left[cells - 1] * (ratio[cells - 2] - ratio[cells - 1]));
}

template <class Number>
[[gnu::always_inline]] inline void add_flux_on_any_line(std::size_t cells, const Number* from_left,
                                                        const Number* from_right, const Number& scale,
                                                        const Number* ratio, Number* out) {
    for (std::size_t i = 0; i < cells; ++i) {
        Number flux = {};
        if (i > 0) flux = from_left[i] * (ratio[i - 1] - ratio[i]);
        if (i + 1 < cells) flux = flux + from_right[i] * (ratio[i + 1] - ratio[i]);
        out[i] = out[i] + scale * flux;
    }
}
void add_flux_on_line(std::size_t cells, const Dual* from_left, const Dual* from_right, const Dual& scale,
                      const Dual* ratio, Dual* out) {
    add_flux_on_any_line(cells, from_left, from_right, scale, ratio, out);
}
PERCUTA_CLONES void add_flux_on_line(std::size_t cells, const Lanes* from_left, const Lanes* from_right,
                                     const Lanes& scale, const Lanes* ratio, Lanes* out) {
    add_flux_on_any_line(cells, from_left, from_right, scale, ratio, out);
}
void add_flux_on_line(std::size_t cells, const double* from_left, const double* from_right, const double& scale,
                      const double* ratio, double* out) {
    add_flux_along(cells, from_left, from_right, scale, ratio, out);
}

/// What is wanted of a factor, and where its coefficients go.
template <class Number>
struct Making {
    const LineOf<Number>* line;
    Number diffusion, kept;
    Number *forward, *own, *backward;
};

/// With v = k/ψ: E v_i = B_i + κ_i (v_{i+1} - v_i) after the cells before are eliminated, E being the capacity of what
/// lies behind and B what it holds. Lines of equally many cells at once.
template <std::size_t n, class Number>
[[gnu::always_inline]] inline void factorise_lines(const Making<Number>* making) {
    Number behind[n];
    const std::size_t cells = making[0].line->size();
    for (Number& value : behind) value = Number{};
    for (std::size_t i = 0; i < cells; ++i)
        for (std::size_t l = 0; l < n; ++l) {
            const Making<Number>& m = making[l];
            const LineOf<Number>& line = *m.line;
            const Number conductance = m.diffusion * line.conductance[i];
            const Number capacity = line.capacity[i] + behind[l];
            const Number pivot = 1.0 / (capacity + conductance);
            const Number passed_on = conductance * pivot;
            m.own[i] = m.kept * (line.capacity[i] * pivot);
            m.backward[i] = passed_on * line.profile_over_next[i];
            if (i == 0) m.forward[0] = Number{};
            if (i + 1 < cells) m.forward[i + 1] = passed_on * line.measure_over_next[i];
            behind[l] = passed_on * capacity;
        }
}
template <class Number>
[[gnu::always_inline]] inline void factorise_few(std::size_t n, const Making<Number>* making) {
    if (n == 1) factorise_lines<1>(making);
    else if (n == 2) factorise_lines<2>(making);
    else if (n == 3) factorise_lines<3>(making);
    else factorise_lines<4>(making);
}
void factorise(std::size_t n, const Making<double>* making) { factorise_few(n, making); }
void factorise(std::size_t n, const Making<Dual>* making) {
    for (std::size_t l = 0; l < n; ++l) factorise_lines<1>(making + l);
}
PERCUTA_CLONES void factorise(std::size_t n, const Making<Lanes>* making) { factorise_few(n, making); }

/// Calls work(begin, count) for runs of up to `most_together` neighbours of the same size.
template <class Size, class Work>
void each_few(std::size_t all, Size size, Work work) {
    for (std::size_t begin = 0, end = 0; begin < all; begin = end) {
        while (end < all && end - begin < most_together && size(end) == size(begin)) ++end;
        work(begin, end - begin);
    }
}

std::vector<double> lengths_of(const Axis& axis, Extent extent) {
    std::vector<double> out;
    for (std::size_t i = extent.begin; i < extent.end; ++i) out.push_back(axis.length(i));
    return out;
}

/// Fills conductance and what follows from it; `face` is the measure of the face beyond each cell.
template <class Number>
void conduct(LineOf<Number>& line, std::span<const Number> lengths, std::span<const Number> face) {
    const std::size_t cells = line.size();
    line.conductance.assign(cells, Number{});
    line.from_left.assign(cells, Number{});
    line.from_right.assign(cells, Number{});
    for (std::size_t i = 0; i + 1 < cells; ++i) {
        line.conductance[i] =
            face[i] / (0.5 * lengths[i] / line.profile[i] + 0.5 * lengths[i + 1] / line.profile[i + 1]);
        line.from_right[i] = line.conductance[i] / line.measure[i];
        line.from_left[i + 1] = line.conductance[i] / line.measure[i + 1];
    }
    for (std::size_t i = 0; i < cells; ++i) {
        line.capacity.push_back(line.profile[i] * line.measure[i]);
        const bool last = i + 1 == cells;
        line.profile_over_next.push_back(last ? Number{} : Number(line.profile[i] / line.profile[i + 1]));
        line.measure_over_next.push_back(last ? Number{} : Number(line.measure[i] / line.measure[i + 1]));
    }
}

}  // namespace

template <class Number>
LineOf<Number>::LineOf(std::span<const Number> lengths, std::span<const Number> along)
    : measure(lengths.begin(), lengths.end()), profile(along.begin(), along.end()) {
    if (lengths.size() != along.size() || lengths.empty())
        throw core::InternalError("a line needs one positive profile value for each of its cells");
    const std::vector<Number> face(size(), Number{} + 1.0);
    conduct<Number>(*this, lengths, face);
}

template <class Number>
LineOf<Number>::LineOf(const Axis& axis, Extent extent,
                       std::span<const double> along) requires std::same_as<Number, double>
    : profile(along.begin(), along.end()) {
    if (along.size() != extent.size() || extent.end > axis.size() || extent.size() == 0)
        throw core::InternalError("a line needs one positive profile value for each cell of its extent");
    std::vector<double> face;
    for (std::size_t i = extent.begin; i < extent.end; ++i) {
        measure.push_back(axis.measure(i));
        face.push_back(axis.face_measure(i + 1));
    }
    conduct<double>(*this, lengths_of(axis, extent), face);
}

template <class Number>
LineOf<Number>::LineOf(const Axis& axis, Extent extent) requires std::same_as<Number, double>
    : LineOf(axis, extent, std::vector<double>(extent.size(), 1.0)) {}

template <class Number>
void LineFactorOf<Number>::resize(std::size_t cells) {
    for (auto* coefficients : {&forward_, &own_, &backward_}) coefficients->resize(cells);
}

template <class Number>
void LineFactorOf<Number>::assign(const LineOf<Number>& line, Number diffusion, Number kept) {
    diffusion_ = diffusion;
    resize(line.size());
    const Making<Number> making{&line, diffusion, kept, forward_.data(), own_.data(), backward_.data()};
    factorise(1, &making);
}

template <class Number>
void LineFactorOf<Number>::assign_together(std::span<const Wanted> wanted) {
    each_few(
        wanted.size(), [&](std::size_t i) { return wanted[i].line->size(); },
        [&](std::size_t begin, std::size_t count) {
            std::array<Making<Number>, most_together> making{};
            for (std::size_t i = 0; i < count; ++i) {
                const Wanted& one = wanted[begin + i];
                LineFactorOf& factor = *one.factor;
                factor.diffusion_ = one.diffusion;
                factor.resize(one.line->size());
                making[i] = {one.line,           one.diffusion,          Number{} + 1.0, factor.forward_.data(),
                             factor.own_.data(), factor.backward_.data()};
            }
            factorise(count, making.data());
        });
}

template <class Number>
void LineFactorOf<Number>::solve(Number* data) const {
    const Elimination<Number> line{size(), forward_.data(), own_.data(), backward_.data()};
    eliminate_together(1, &line, &data);
}

template <class Number>
void LineFactorOf<Number>::solve_together(std::span<const ToSolve> lines) {
    each_few(
        lines.size(), [&](std::size_t i) { return lines[i].factor->size(); },
        [&](std::size_t begin, std::size_t count) {
            std::array<Elimination<Number>, most_together> factors{};
            std::array<Number*, most_together> data{};
            for (std::size_t i = 0; i < count; ++i) {
                const LineFactorOf& factor = *lines[begin + i].factor;
                factors[i] = {factor.size(), factor.forward_.data(), factor.own_.data(), factor.backward_.data()};
                data[i] = lines[begin + i].data;
            }
            eliminate_together(count, factors.data(), data.data());
        });
}

template <class Number>
void LineFactorOf<Number>::solve_neighbours(double* data, std::size_t stride,
                                            std::size_t lanes) const requires std::same_as<Number, double> {
    eliminate_neighbours({size(), forward_.data(), own_.data(), backward_.data()}, data, stride, lanes);
}

template <class Number>
void LineFactorOf<Number>::solve_rows(double* data, std::size_t stride,
                                      std::size_t lines) const requires std::same_as<Number, double> {
    constexpr std::size_t longest = 1024,
                          wide = row_blocks * pack_size;  // cells of a line whose buffer is on the stack
    std::array<double, wide * longest> stack;
    std::vector<double> heap(size() > longest ? wide * size() : 0);
    eliminate_rows({size(), forward_.data(), own_.data(), backward_.data()}, data, stride, lines,
                   heap.empty() ? stack.data() : heap.data());
}

void sweep(const Grid& grid, std::size_t a, const LineFactor& factor, std::span<double> field, Extent layers) {
    const std::size_t last = grid.dimensions() - 1, stride = grid.stride(a), slab = stride * grid.count(a);
    if (a == last) {
        double* first = field.data() + layers.begin * stride;
        if (stride == 1) factor.solve(first);
        else factor.solve_neighbours(first, stride, stride);
        return;
    }
    double* first = field.data() + layers.begin * grid.stride(last);
    const std::size_t slabs = layers.size() * grid.stride(last) / slab;
    if (stride == 1) return factor.solve_rows(first, slab, slabs);
    for (std::size_t s = 0; s < slabs; ++s) factor.solve_neighbours(first + s * slab, stride, stride);
}

void add_flux(const Grid& grid, std::size_t a, const Line& line, double scale, std::span<const double> ratio,
              std::span<double> out, Extent layers) {
    const std::size_t last = grid.dimensions() - 1, stride = grid.stride(a), cells = line.size();
    const std::size_t slab = stride * cells;
    const std::size_t start = layers.begin * grid.stride(last);
    const std::size_t slabs = a == last ? 1 : layers.size() * grid.stride(last) / slab;
    for (std::size_t s = 0; s < slabs; ++s) {
        const double* from = ratio.data() + start + s * slab;
        double* to = out.data() + start + s * slab;
        if (stride == 1) {
            add_flux_along(cells, line.from_left.data(), line.from_right.data(), scale, from, to);
            continue;
        }
        for (std::size_t i = 0; i < cells; ++i) {
            const double* here = from + i * stride;
            add_flux_between(stride, i > 0 ? here - stride : here, here, i + 1 < cells ? here + stride : here,
                             scale * line.from_left[i], scale * line.from_right[i], to + i * stride);
        }
    }
}

template <class Number>
void add_flux(const LineOf<Number>& line, Number scale, const Number* ratio, Number* out) {
    add_flux_on_line(line.size(), line.from_left.data(), line.from_right.data(), scale, ratio, out);
}

template struct LineOf<double>;
template struct LineOf<Lanes>;
template struct LineOf<Dual>;
template class LineFactorOf<double>;
template class LineFactorOf<Lanes>;
template class LineFactorOf<Dual>;
template void add_flux(const LineOf<double>&, double, const double*, double*);
template void add_flux(const LineOf<Lanes>&, Lanes, const Lanes*, Lanes*);
template void add_flux(const LineOf<Dual>&, Dual, const Dual*, Dual*);

}  // namespace percuta::numerics
