#include "numerics/block.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "numerics/lanes.hpp"

namespace percuta::numerics {

namespace {

PERCUTA_CLONES void pass_forward(std::size_t n, float weight, const float* __restrict before, float* __restrict here) {
    for (std::size_t i = 0; i < n; ++i) here[i] += weight * before[i];
}

PERCUTA_CLONES void pass_backward(std::size_t n, float own, float weight, const float* __restrict beyond,
                                  float* __restrict here) {
    for (std::size_t i = 0; i < n; ++i) here[i] = own * here[i] + weight * beyond[i];
}

PERCUTA_CLONES void scale(std::size_t n, float own, float* here) {
    for (std::size_t i = 0; i < n; ++i) here[i] *= own;
}

void way_back(std::size_t n, std::size_t stride, const BlockFactor& factor, float* rows) {
    const std::size_t cells = factor.own.size();
    scale(n, factor.own[cells - 1], rows + (cells - 1) * stride);
    for (std::size_t i = cells - 1; i-- > 0;)
        pass_backward(n, factor.own[i], factor.backward[i], rows + (i + 1) * stride, rows + i * stride);
}

/// Lines that run across rows: row i of them all at rows[i * stride].
void sweep_rows(std::size_t n, std::size_t stride, const BlockFactor& factor, float* rows) {
    const std::size_t cells = factor.own.size();
    for (std::size_t i = 1; i < cells; ++i)
        pass_forward(n, factor.forward[i], rows + (i - 1) * stride, rows + i * stride);
    way_back(n, stride, factor, rows);
}

constexpr std::size_t side = 16;  // floats in 64 bytes
using Sixteen [[gnu::vector_size(side * sizeof(float)), gnu::aligned(alignof(float))]] = float;

/// One step of a transposition: exchanges what stands `apart` places off the diagonal.
template <std::size_t apart, std::size_t... i>
[[gnu::always_inline]] inline void exchange(Sixteen (&r)[side], std::index_sequence<i...>) {
    for (std::size_t row = 0; row < side; ++row) {
        if ((row & apart) != 0) continue;
        const Sixteen a = r[row], b = r[row + apart];
        r[row] = __builtin_shufflevector(a, b, ((i & apart) == 0 ? i : side + i - apart)...);
        r[row + apart] = __builtin_shufflevector(a, b, ((i & apart) == 0 ? i + apart : side + i)...);
    }
}
[[gnu::always_inline]] inline void transpose(Sixteen (&r)[side]) {
    constexpr std::make_index_sequence<side> all{};
    exchange<1>(r, all);
    exchange<2>(r, all);
    exchange<4>(r, all);
    exchange<8>(r, all);
}

/// Sixteen rows of x at once, in transposed blocks; `buffer` holds one for each sixteen cells.
PERCUTA_CLONES void sweep_sixteen(std::size_t nx, const BlockFactor& factor, float* rows, float* buffer) {
    const std::size_t whole = nx / side * side;
    const float *forward = factor.forward.data(), *own = factor.own.data(), *backward = factor.backward.data();
    Sixteen carried = {}, here = {};
    Sixteen block[side];
    for (std::size_t i = 0; i < whole; i += side) {
        for (std::size_t l = 0; l < side; ++l) {
            __builtin_memcpy(&block[l], rows + l * nx + i, sizeof here);
            __builtin_prefetch(rows + (side + l) * nx + i);  // of the rows that follow
        }
        transpose(block);
        for (std::size_t j = 0; j < side; ++j) {
            carried = block[j] + forward[i + j] * carried;
            __builtin_memcpy(buffer + (i + j) * side, &carried, sizeof here);
        }
    }
    for (std::size_t i = whole; i < nx; ++i) {
        for (std::size_t l = 0; l < side; ++l) here[l] = rows[l * nx + i];
        carried = here + forward[i] * carried;
        __builtin_memcpy(buffer + i * side, &carried, sizeof here);
    }
    Sixteen solved = {};
    for (std::size_t i = nx; i-- > whole;) {
        __builtin_memcpy(&here, buffer + i * side, sizeof here);
        solved = own[i] * here + backward[i] * solved;
        for (std::size_t l = 0; l < side; ++l) rows[l * nx + i] = solved[l];
    }
    for (std::size_t i = whole; i > 0; i -= side) {
        for (std::size_t j = side; j-- > 0;) {
            __builtin_memcpy(&here, buffer + (i - side + j) * side, sizeof here);
            solved = own[i - side + j] * here + backward[i - side + j] * solved;
            block[j] = solved;
        }
        transpose(block);
        for (std::size_t l = 0; l < side; ++l) __builtin_memcpy(rows + l * nx + i - side, &block[l], sizeof here);
    }
}

void sweep_one(std::size_t nx, const BlockFactor& factor, float* row) {
    for (std::size_t i = 1; i < nx; ++i) row[i] += factor.forward[i] * row[i - 1];
    row[nx - 1] *= factor.own[nx - 1];
    for (std::size_t i = nx - 1; i-- > 0;) row[i] = factor.own[i] * row[i] + factor.backward[i] * row[i + 1];
}

}  // namespace

BlockFactor::BlockFactor(const LineFactor& factor)
    : forward(factor.forward().begin(), factor.forward().end()),
      own(factor.own().begin(), factor.own().end()),
      backward(factor.backward().begin(), factor.backward().end()) {}

void sweep_plane(const BlockShape& shape, const BlockFactor& x, const BlockFactor& y, float* plane) {
    constexpr std::size_t longest = 2048;  // cells of a row whose buffer is on the stack
    const std::size_t nx = shape.nx;
    std::array<float, longest * side> stack;
    std::vector<float> heap(nx > longest ? nx * side : 0);
    float* const buffer = heap.empty() ? stack.data() : heap.data();
    // The way forward along y follows while the rows are still near.
    const auto forward = [&](std::size_t row) {
        if (row > 0) pass_forward(nx, y.forward[row], plane + (row - 1) * nx, plane + row * nx);
    };
    std::size_t row = 0;
    for (; row + side <= shape.ny; row += side) {
        sweep_sixteen(nx, x, plane + row * nx, buffer);
        for (std::size_t i = row; i < row + side; ++i) forward(i);
    }
    for (; row < shape.ny; ++row) {
        sweep_one(nx, x, plane + row * nx);
        forward(row);
    }
    way_back(nx, nx, y, plane);
}

void sweep_rows_depth(const BlockShape& shape, const BlockFactor& z, float* field, Extent layers, std::size_t row,
                      std::size_t rows) {
    sweep_rows(rows * shape.nx, shape.plane(), z, field + layers.begin * shape.plane() + row * shape.nx);
}

std::size_t rows_at_once(const BlockShape& shape, Extent layers) {
    constexpr std::size_t cache = 1024 * 1024;  // bytes that stay near a core
    return std::max<std::size_t>(1, cache / (sizeof(float) * shape.nx * std::max<std::size_t>(1, layers.size())));
}

}  // namespace percuta::numerics
