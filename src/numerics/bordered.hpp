// Symmetric matrices whose entries keep near the diagonal, bordered by a few dense columns: lines of elements of high
// order to which a few unknowns are tied everywhere.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "numerics/lanes.hpp"

namespace percuta::numerics {

/// L D L' of A = a diagonal + a scale times one constant symmetric matrix, by rows, each from its first entry; A is
/// positive definite. A few columns are substituted forward along with it. No factor allocates.
class Skyline {
public:
    static constexpr std::size_t lanes = lane_count;  ///< columns that are substituted at once
    struct alignas(lanes * sizeof(double)) Columns {
        std::array<double, lanes> of{};
        double& operator[](std::size_t k) { return of[k]; }
        double operator[](std::size_t k) const { return of[k]; }
    };

    Skyline() = default;
    /// `first[i]` is the first column with an entry in row i, at most i.
    explicit Skyline(std::vector<std::size_t> first);

    std::size_t size() const { return first_.size(); }
    /// Entries of the constant matrix; column between the row's first and the row.
    double& at(std::size_t row, std::size_t column) { return entries_[start_[row] + column - first_[row]]; }
    /// Sets them to zero.
    void clear();
    /// The columns before `factor`, L^-1 of them after it; one entry a row.
    std::vector<Columns>& columns() { return columns_; }

    /// `diagonal` has an entry for each row.
    void factor(double scale, std::span<const double> diagonal);
    /// Of two columns: x' A^-1 y.
    double product(std::size_t x, std::size_t y) const { return products_[x][y]; }
    /// out = A^-1 of (column `of` - the sum of share[k] times column k).
    void solve(std::size_t of, std::span<const double> share, std::span<double> out) const;

private:
    std::vector<std::size_t> first_, start_;
    std::vector<double> entries_, lower_, inverse_;  // of the matrix; L below the diagonal; of D
    std::vector<Columns> columns_;
    std::array<Columns, lanes> products_{};
};

/// Solves a small dense system in place, rows of `matrix` next to each other; `right` becomes the solution.
void solve_dense(std::span<double> matrix, std::span<double> right);

}  // namespace percuta::numerics
