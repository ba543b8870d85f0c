#include "numerics/bordered.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace percuta::numerics {
namespace {

constexpr std::size_t lanes = Skyline::lanes;

double number(double least, double most) { return least + (most - least) * *rc::gen::inRange(0, 1000001) / 1e6; }

/// A positive definite matrix of random profile, as a skyline and dense, with its columns.
struct Problem {
    Skyline skyline;
    std::vector<double> dense, diagonal;
    std::vector<std::array<double, lanes>> columns;
    double scale = 1.0;
};

Problem problem(std::size_t n) {
    Problem out;
    std::vector<std::size_t> first(n);
    for (std::size_t i = 0; i < n; ++i) first[i] = *rc::gen::inRange<std::size_t>(i > 6 ? i - 6 : 0, i + 1);
    out.skyline = Skyline(first);
    out.dense.assign(n * n, 0.0);
    out.diagonal.resize(n);
    out.columns.resize(n);
    out.scale = number(0.1, 3.0);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = first[i]; j < i; ++j) {
            const double entry = number(-1.0, 1.0);
            out.skyline.at(i, j) = entry;
            for (const std::size_t k : {i, j}) out.skyline.at(k, k) += std::abs(entry);
            out.dense[i * n + j] = out.dense[j * n + i] = out.scale * entry;
        }
        out.diagonal[i] = number(0.01, 2.0);
        for (double& value : out.columns[i]) value = number(-1.0, 1.0);
    }
    for (std::size_t i = 0; i < n; ++i) {
        out.dense[i * n + i] = out.scale * out.skyline.at(i, i) + out.diagonal[i];
        for (std::size_t k = 0; k < lanes; ++k) out.skyline.columns()[i][k] = out.columns[i][k];
    }
    return out;
}

/// A^-1 of a column, by dense elimination.
std::vector<double> solved(const Problem& of, std::size_t column) {
    std::vector<double> matrix = of.dense, right;
    for (const auto& row : of.columns) right.push_back(row[column]);
    solve_dense(matrix, right);
    return right;
}

TEST(Bordered, AgreesWithDenseEliminationForAnyProfile) {
    EXPECT_TRUE(rc::check("products and solutions", [] {
        const std::size_t n = *rc::gen::inRange<std::size_t>(1, 40);
        Problem one = problem(n);
        one.skyline.factor(one.scale, one.diagonal);
        for (std::size_t y = 0; y < lanes; ++y) {
            const std::vector<double> right = solved(one, y);
            for (std::size_t x = 0; x < lanes; ++x) {
                double product = 0.0;
                for (std::size_t i = 0; i < n; ++i) product += one.columns[i][x] * right[i];
                RC_ASSERT(std::abs(one.skyline.product(x, y) - product) < 1e-9 * (1.0 + std::abs(product)));
            }
        }
        const std::vector<double> share{number(-2.0, 2.0), number(-2.0, 2.0), number(-2.0, 2.0)};
        std::vector<double> out(n), expected = solved(one, 5);
        one.skyline.solve(5, share, out);
        for (std::size_t k = 0; k < share.size(); ++k) {
            const std::vector<double> column = solved(one, k);
            for (std::size_t i = 0; i < n; ++i) expected[i] -= share[k] * column[i];
        }
        for (std::size_t i = 0; i < n; ++i) RC_ASSERT(std::abs(out[i] - expected[i]) < 1e-9);
    }));
}

TEST(Bordered, FactorsAgainWithAnotherScaleWithoutMemoryOfTheLast) {
    Skyline chain({0, 0, 1});
    chain.at(0, 0) = chain.at(2, 2) = 1.0;
    chain.at(1, 1) = 2.0;
    chain.at(1, 0) = chain.at(2, 1) = -1.0;
    const std::vector<double> diagonal{1.0, 1.0, 1.0};
    const auto first_of = [&](double scale) {
        for (std::size_t i = 0; i < 3; ++i) chain.columns()[i][0] = 1.0;
        chain.factor(scale, diagonal);
        std::vector<double> out(3);
        chain.solve(0, {}, out);
        for (const double value : out) EXPECT_NEAR(value, 1.0, 1e-16 * scale + 1e-9);  // the matrix knows no constants
        return chain.product(0, 0);
    };
    EXPECT_NEAR(first_of(1.0), 3.0, 1e-14);
    EXPECT_NEAR(first_of(1e6), 3.0, 1e-9);
    chain.clear();
    EXPECT_NEAR(first_of(1e6), 3.0, 1e-15);
}

TEST(Dense, PivotsWhereTheDiagonalIsNothing) {
    std::vector<double> matrix{0.0, 2.0, 1.0, 0.0}, right{4.0, 3.0};
    solve_dense(matrix, right);
    EXPECT_EQ(right[0], 3.0);
    EXPECT_EQ(right[1], 2.0);
}

}  // namespace
}  // namespace percuta::numerics
