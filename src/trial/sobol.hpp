// Sobol indices: how much of the spread of a result each of its inputs makes, alone and together with others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace percuta::trial {

/// The first `count` points of a Sobol sequence in the open unit cube of so many dimensions, row by row. The seed moves
/// every coordinate by flipping bits, which keeps the points as even as they were. 1 <= dimensions <= 3667.
std::vector<double> sobol_points(std::size_t dimensions, std::size_t count, std::uint64_t seed);

/// An estimate with the 90 % interval of a bootstrap over the rows.
struct Share {
    double value = 0.0, lo = 0.0, hi = 0.0;
};

/// Of one result.
struct SobolIndices {
    double mean = 0.0, variance = 0.0;
    std::vector<Share> first;  ///< by input: share of the variance that it makes alone
    std::vector<Share> total;  ///< by input: share that it makes alone and together with others
    std::vector<bool> silent;  ///< inputs that changed no result at all in the first rows, and were left at that
    Share interactions;        ///< 1 less all that inputs make alone
    std::size_t rows = 0;      ///< with a value in both matrices
    std::size_t left_out = 0;  ///< rows in which the result was not a number
};

struct Sampling {
    std::size_t dimension = 0;  ///< number of inputs
    std::size_t outputs = 1;    ///< results of one evaluation
    std::size_t base = 128;     ///< rows of each matrix; a power of 2 is most even
    std::uint64_t seed = 1;
    std::size_t probe = 16;       ///< rows after which an input that changed no result is dropped
    std::size_t resamples = 500;  ///< of the bootstrap
};

/// Values at points of the unit cube, `points` row by row; results row by row too. Not a number: no value there.
using Evaluate = std::function<std::vector<double>(std::span<const double> points)>;
/// Whether a point of the cube is one at all. Empty: every point is.
using Admissible = std::function<bool(std::span<const double> point)>;

/// Saltelli's scheme (2010): two matrices A and B of `base` rows, and for each input A with its column from B. First
/// order by Saltelli's estimator, total by Jansen's. `evaluate` sees base * (inputs that act + 2) points, and base more
/// for each tied input, in a few calls. A result that does not vary has all indices 0.
///
/// Where not every point is admissible, rows of A and B are the admissible points of the sequence. An input that this
/// ties to others gets its total index from values drawn among those that leave A admissible: what remains open of the
/// result once all other inputs are known. Its first-order index takes the rows in which the value of B is one of
/// them, and is nearly right only. Throws core::NotConverged where hardly any point is admissible.
std::vector<SobolIndices> sobol_indices(const Sampling& sampling, const Evaluate& evaluate,
                                        const Admissible& admissible = {});

}  // namespace percuta::trial
