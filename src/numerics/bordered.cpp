#include "numerics/bordered.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace percuta::numerics {

namespace {

using Columns = Skyline::Columns;

/// Where the rows of a matrix and of its factor are.
struct Rows {
    std::size_t count;
    const std::size_t *first, *start;
    const double *entries, *diagonal;
    double scale;
};

PERCUTA_CLONES void factor_rows(const Rows& a, double* lower, double* inverse, Columns* columns, Columns* products) {
    constexpr std::size_t lanes = Skyline::lanes;
    std::array<Lanes, lanes> sums;
    for (std::size_t i = 0; i < a.count; ++i) {
        const std::size_t begin = a.first[i];
        double* row = lower + a.start[i];
        const double* given = a.entries + a.start[i];
        // Entries become L D first, then L.
        for (std::size_t j = begin; j < i; ++j) {
            const std::size_t from = begin > a.first[j] ? begin : a.first[j];
            const double* other = lower + a.start[j];
            double sum = a.scale * given[j - begin];
            for (std::size_t k = from; k < j; ++k) sum -= row[k - begin] * other[k - a.first[j]];
            row[j - begin] = sum;
        }
        double diagonal = a.diagonal[i] + a.scale * given[i - begin];
        Lanes mine;
        load(mine, columns[i].of.data());
        for (std::size_t k = begin; k < i; ++k) {
            const double scaled = row[k - begin], l = scaled * inverse[k];
            diagonal -= scaled * l;
            row[k - begin] = l;
            Lanes theirs;
            load(theirs, columns[k].of.data());
            mine = mine - Lanes(l) * theirs;
        }
        store(columns[i].of.data(), mine);
        inverse[i] = 1.0 / diagonal;
        const Lanes scaled = mine * Lanes(inverse[i]);
        for (std::size_t x = 0; x < lanes; ++x) sums[x] = sums[x] + Lanes(columns[i].of[x]) * scaled;
    }
    for (std::size_t x = 0; x < lanes; ++x) store(products[x].of.data(), sums[x]);
}

}  // namespace

Skyline::Skyline(std::vector<std::size_t> first) : first_(std::move(first)) {
    std::size_t entries = 0;
    for (std::size_t i = 0; i < first_.size(); ++i) {
        start_.push_back(entries);
        entries += i - first_[i] + 1;
    }
    entries_.resize(entries);
    lower_.resize(entries);
    inverse_.resize(first_.size());
    columns_.resize(first_.size());
}

void Skyline::clear() { std::ranges::fill(entries_, 0.0); }

void Skyline::factor(double scale, std::span<const double> diagonal) {
    const Rows rows{first_.size(), first_.data(), start_.data(), entries_.data(), diagonal.data(), scale};
    factor_rows(rows, lower_.data(), inverse_.data(), columns_.data(), products_.data());
}

void Skyline::solve(std::size_t of, std::span<const double> share, std::span<double> out) const {
    const std::size_t n = first_.size();
    for (std::size_t i = 0; i < n; ++i) {
        double value = columns_[i][of];
        for (std::size_t k = 0; k < share.size(); ++k) value -= share[k] * columns_[i][k];
        out[i] = value * inverse_[i];
    }
    for (std::size_t i = n; i-- > 0;) {
        const double* row = &lower_[start_[i]];
        for (std::size_t k = first_[i]; k < i; ++k) out[k] -= row[k - first_[i]] * out[i];
    }
}

void solve_dense(std::span<double> matrix, std::span<double> right) {
    const std::size_t n = right.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < n; ++i)
            if (std::abs(matrix[i * n + k]) > std::abs(matrix[pivot * n + k])) pivot = i;
        if (pivot != k) {
            for (std::size_t j = k; j < n; ++j) std::swap(matrix[k * n + j], matrix[pivot * n + j]);
            std::swap(right[k], right[pivot]);
        }
        for (std::size_t i = k + 1; i < n; ++i) {
            const double share = matrix[i * n + k] / matrix[k * n + k];
            for (std::size_t j = k + 1; j < n; ++j) matrix[i * n + j] -= share * matrix[k * n + j];
            right[i] -= share * right[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) right[k] -= matrix[k * n + j] * right[j];
        right[k] /= matrix[k * n + k];
    }
}

}  // namespace percuta::numerics
