#include "numerics/tile.hpp"

#include "numerics/lanes.hpp"

namespace percuta::numerics {

namespace {

constexpr std::size_t blocks = tile_width / pack_size;
using Row = Pack[blocks];

[[gnu::always_inline]] inline Pack at(const double* tile, std::size_t i, std::size_t b) {
    Pack out;
    load(out, tile + i * tile_width + b * pack_size);
    return out;
}

/// Coefficients that are the same in all lines.
struct Common {
    std::size_t cells;
    const double *forward, *own, *backward;

    [[gnu::always_inline]] double forward_at(std::size_t i, std::size_t) const { return forward[i]; }
    [[gnu::always_inline]] double own_at(std::size_t i, std::size_t) const { return own[i]; }
    [[gnu::always_inline]] double backward_at(std::size_t i, std::size_t) const { return backward[i]; }
};

/// Coefficients of each line.
struct Varying {
    std::size_t cells;
    const double *ratio, *own, *backward;

    [[gnu::always_inline]] Pack forward_at(std::size_t i, std::size_t b) const {
        return i == 0 ? Pack{} : ratio[i] * at(backward, i - 1, b);
    }
    [[gnu::always_inline]] Pack own_at(std::size_t i, std::size_t b) const { return at(own, i, b); }
    [[gnu::always_inline]] Pack backward_at(std::size_t i, std::size_t b) const { return at(backward, i, b); }
};

[[gnu::always_inline]] inline Pack smaller(const Pack& a, const Pack& b) { return a < b ? a : b; }

/// Calls visit(pack, b) with what stands at [i * apart] and puts back what it makes of it.
template <class Visit>
[[gnu::always_inline]] inline void each_pack(const double* from, std::size_t from_apart, double* to,
                                             std::size_t to_apart, std::size_t i, Visit visit) {
    for (std::size_t b = 0; b < blocks; ++b) {
        Pack here;
        load(here, from + i * from_apart + b * pack_size);
        store(to + i * to_apart + b * pack_size, visit(here, b));
    }
}

/// `notice(number, b)` is shown what is read.
template <class Factor, class Notice>
[[gnu::always_inline]] inline void forwards(const Factor& f, const double* from, std::size_t apart, double* to,
                                            Notice notice) {
    Row carried = {};
    for (std::size_t i = 0; i < f.cells; ++i)
        each_pack(
            from, apart, to, tile_width, i, [&](const Pack& here, std::size_t b) __attribute__((always_inline)) {
                notice(here, b);
                carried[b] = here + f.forward_at(i, b) * carried[b];
                return carried[b];
            });
}

/// `finish(solution, i, b)` is what is stored.
template <class Factor, class Finish>
[[gnu::always_inline]] inline void backwards(const Factor& f, const double* from, double* to, std::size_t apart,
                                             Finish finish) {
    Row solved = {};
    for (std::size_t i = f.cells; i-- > 0;)
        each_pack(
            from, tile_width, to, apart, i, [&](const Pack& here, std::size_t b) __attribute__((always_inline)) {
                solved[b] = f.own_at(i, b) * here + f.backward_at(i, b) * solved[b];
                return finish(solved[b], i, b);
            });
}

constexpr auto nothing = [](const Pack&, std::size_t) __attribute__((always_inline)){};
constexpr auto as_it_is = [](const Pack& solved, std::size_t, std::size_t) __attribute__((always_inline)) {
    return solved;
};

constexpr double root = 1.41421356237309504880;

/// Lines that were nowhere negative and have become so get the positive step of first order; `once` holds w u.
template <class Factor>
[[gnu::always_inline]] inline void mend(const Factor& f, double kept, double* u, std::size_t apart, double* once,
                                        double* twice, const Row& lowest_before, const Row& lowest) {
    forwards(f, once, tile_width, twice, nothing);
    backwards(f, twice, twice, tile_width, as_it_is);
    forwards(f, twice, tile_width, once, nothing);
    backwards(f, once, once, tile_width, as_it_is);
    forwards(f, once, tile_width, twice, nothing);
    const double three = kept * (2.0 - root), four = kept * (root - 1.0);
    backwards(
        f, twice, twice,
        tile_width, [&](const Pack& solved, std::size_t i, std::size_t b) __attribute__((always_inline)) {
            return three * at(once, i, b) + four * solved;
        });
    for (std::size_t i = 0; i < f.cells; ++i)
        each_pack(
            u, apart, u, apart, i, [&](const Pack& here, std::size_t b) __attribute__((always_inline)) {
                const Pack mended = lowest[b] < 0.0 ? at(twice, i, b) : here;
                return lowest_before[b] < 0.0 ? here : mended;
            });
}

template <class Factor>
[[gnu::always_inline]] inline void second_order(const Factor& f, double kept, double* u, std::size_t apart,
                                                double* once, double* twice) {
    Row lowest_before = {}, lowest = {};
    forwards(
        f, u, apart, once, [&](const Pack& here, std::size_t b) __attribute__((always_inline)) {
            lowest_before[b] = smaller(lowest_before[b], here);
        });
    backwards(f, once, once, tile_width, as_it_is);
    forwards(f, once, tile_width, twice, nothing);
    const double plus = kept * (1.0 + root), minus = kept * root;
    backwards(
        f, twice, u, apart, [&](const Pack& solved, std::size_t i, std::size_t b) __attribute__((always_inline)) {
            const Pack result = plus * solved - minus * at(once, i, b);
            lowest[b] = smaller(lowest[b], result);
            return result;
        });
    bool positive = true;
    for (std::size_t b = 0; b < blocks; ++b)
        for (std::size_t l = 0; l < pack_size; ++l)
            positive = positive && !(lowest[b][l] < 0.0 && lowest_before[b][l] >= 0.0);
    if (!positive) mend(f, kept, u, apart, once, twice, lowest_before, lowest);
}

PERCUTA_CLONES void eliminate(const VaryingAxis& axis, const double* resistivity, std::size_t apart, double* own,
                              double* backward) {
    const std::size_t cells = axis.measure.size();
    Row behind = {};
    for (std::size_t i = 0; i + 1 < cells; ++i)
        for (std::size_t b = 0; b < blocks; ++b) {
            Pack here, next;
            load(here, resistivity + i * apart + b * pack_size);
            load(next, resistivity + (i + 1) * apart + b * pack_size);
            const Pack resistance = axis.before[i] * here + axis.after[i] * next;
            const Pack capacity = axis.measure[i] + behind[b];
            const Pack passed_on = 1.0 / (1.0 + capacity * resistance);
            store(own + i * tile_width + b * pack_size, axis.measure[i] * (resistance * passed_on));
            store(backward + i * tile_width + b * pack_size, passed_on);
            behind[b] = passed_on * capacity;
        }
    for (std::size_t b = 0; b < blocks; ++b) {
        const std::size_t last = (cells - 1) * tile_width + b * pack_size;
        store(own + last, axis.measure[cells - 1] / (axis.measure[cells - 1] + behind[b]));
        store(backward + last, Pack{});
    }
}

PERCUTA_CLONES void first_order(const Varying& f, double kept, double* u, std::size_t apart, double* spare) {
    forwards(f, u, apart, spare, nothing);
    backwards(
        f, spare, u, apart, [&](const Pack& solved, std::size_t, std::size_t) __attribute__((always_inline)) {
            return kept * solved;
        });
}
PERCUTA_CLONES void second_order_varying(const Varying& f, double kept, double* u, std::size_t apart, double* once,
                                         double* twice) {
    second_order(f, kept, u, apart, once, twice);
}
PERCUTA_CLONES void second_order_common(const Common& f, double kept, double* u, std::size_t apart, double* once,
                                        double* twice) {
    second_order(f, kept, u, apart, once, twice);
}

/// Lines of cells next to each other are turned, a square of packs at a time.
PERCUTA_CLONES void gather_rows(const double* from, const Lines& lines, std::size_t count, double* tile) {
    const std::size_t whole = lines.cells / pack_size * pack_size;
    std::size_t l = 0;
    for (; l + pack_size <= count; l += pack_size) {
        const double* row = from + l * lines.next;
        for (std::size_t i = 0; i < whole; i += pack_size) {
            Pack square[pack_size];
            for (std::size_t j = 0; j < pack_size; ++j) load(square[j], row + j * lines.next + i);
            transpose(square);
            for (std::size_t j = 0; j < pack_size; ++j) store(tile + (i + j) * tile_width + l, square[j]);
        }
        for (std::size_t i = whole; i < lines.cells; ++i)
            for (std::size_t j = 0; j < pack_size; ++j) tile[i * tile_width + l + j] = row[j * lines.next + i];
    }
    for (; l < count; ++l)
        for (std::size_t i = 0; i < lines.cells; ++i) tile[i * tile_width + l] = from[l * lines.next + i];
}

PERCUTA_CLONES void scatter_rows(const double* tile, const Lines& lines, std::size_t count, double* to) {
    const std::size_t whole = lines.cells / pack_size * pack_size;
    std::size_t l = 0;
    for (; l + pack_size <= count; l += pack_size) {
        double* row = to + l * lines.next;
        for (std::size_t i = 0; i < whole; i += pack_size) {
            Pack square[pack_size];
            for (std::size_t j = 0; j < pack_size; ++j) load(square[j], tile + (i + j) * tile_width + l);
            transpose(square);
            for (std::size_t j = 0; j < pack_size; ++j) store(row + j * lines.next + i, square[j]);
        }
        for (std::size_t i = whole; i < lines.cells; ++i)
            for (std::size_t j = 0; j < pack_size; ++j) row[j * lines.next + i] = tile[i * tile_width + l + j];
    }
    for (; l < count; ++l)
        for (std::size_t i = 0; i < lines.cells; ++i) to[l * lines.next + i] = tile[i * tile_width + l];
}

/// Rows of neighbouring lines, which stand `from_apart` and `to_apart` apart.
void copy_rows(std::size_t cells, std::size_t count, const double* from, std::size_t from_apart, double* to,
               std::size_t to_apart) {
    for (std::size_t i = 0; i < cells; ++i)
        if (count == tile_width) std::copy_n(from + i * from_apart, tile_width, to + i * to_apart);
        else std::copy_n(from + i * from_apart, count, to + i * to_apart);
}

std::size_t lines_in_tile(const Lines& lines, std::size_t first) { return std::min(tile_width, lines.count - first); }

Common common(const LineFactor& factor) {
    return {factor.size(), factor.forward().data(), factor.own().data(), factor.backward().data()};
}

Varying varying(const TileFactor& factor) {
    const VaryingAxis& axis = factor.axis;
    return {axis.measure.size(), axis.ratio.data(), factor.own, factor.backward};
}

}  // namespace

void gather(const Lines& lines, std::size_t first, const double* field, double padding, double* tile) {
    const std::size_t count = lines_in_tile(lines, first);
    const double* from = field + first * lines.next;
    if (lines.next == 1) copy_rows(lines.cells, count, from, lines.apart, tile, tile_width);
    else gather_rows(from, lines, count, tile);
    if (count == tile_width) return;
    for (std::size_t i = 0; i < lines.cells; ++i)
        std::fill(tile + i * tile_width + count, tile + (i + 1) * tile_width, padding);
}

void scatter(const Lines& lines, std::size_t first, const double* tile, double* field) {
    const std::size_t count = lines_in_tile(lines, first);
    double* to = field + first * lines.next;
    if (lines.next == 1) copy_rows(lines.cells, count, tile, tile_width, to, lines.apart);
    else scatter_rows(tile, lines, count, to);
}

VaryingAxis::VaryingAxis(const Axis& axis, double step) {
    const std::size_t cells = axis.size();
    for (std::size_t i = 0; i < cells; ++i) {
        measure.push_back(axis.measure(i));
        ratio.push_back(i > 0 ? measure[i - 1] / measure[i] : 0.0);
        if (i + 1 == cells) break;
        const double face = 2.0 * step * axis.face_measure(i + 1);
        before.push_back(axis.length(i) / face);
        after.push_back(axis.length(i + 1) / face);
    }
}

void TileFactor::assign(const double* resistivity, std::size_t apart) {
    eliminate(axis, resistivity, apart, own, backward);
}

void step_first_order(const TileFactor& factor, double kept, double* u, std::size_t apart, double* spare) {
    first_order(varying(factor), kept, u, apart, spare);
}
void step_second_order(const TileFactor& factor, double kept, double* u, std::size_t apart, double* once,
                       double* twice) {
    second_order_varying(varying(factor), kept, u, apart, once, twice);
}
void step_second_order(const LineFactor& factor, double kept, double* u, std::size_t apart, double* once,
                       double* twice) {
    second_order_common(common(factor), kept, u, apart, once, twice);
}

}  // namespace percuta::numerics
