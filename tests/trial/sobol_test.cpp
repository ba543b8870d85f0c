#include "trial/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numbers>
#include <numeric>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::trial {
namespace {

/// A function of one point as one that takes many.
template <class Function>
Evaluate each_point(std::size_t dimension, Function function) {
    return [=](std::span<const double> points) {
        std::vector<double> out;
        for (std::size_t at = 0; at < points.size(); at += dimension)
            out.push_back(function(points.subspan(at, dimension)));
        return out;
    };
}

constexpr double a_ishigami = 7.0, b_ishigami = 0.1;

/// Ishigami and Homma (1990): no input but the third acts through another alone.
double ishigami(std::span<const double> u) {
    const auto x = [&](std::size_t i) { return std::numbers::pi * (2.0 * u[i] - 1.0); };
    return std::sin(x(0)) + a_ishigami * std::pow(std::sin(x(1)), 2) + b_ishigami * std::pow(x(2), 4) * std::sin(x(0));
}

struct Known {
    double variance;
    std::vector<double> first, total;
};

Known of_ishigami() {
    const double pi4 = std::pow(std::numbers::pi, 4), pi8 = pi4 * pi4, a = a_ishigami, b = b_ishigami;
    const double v1 = 0.5 * std::pow(1.0 + b * pi4 / 5.0, 2), v2 = a * a / 8.0;
    const double v13 = b * b * pi8 * (1.0 / 18.0 - 1.0 / 50.0), v = v1 + v2 + v13;
    return {v, {v1 / v, v2 / v, 0.0}, {(v1 + v13) / v, v2 / v, v13 / v}};
}

/// The g-function of Saltelli and Sobol': the larger an input's number, the less it does.
struct G {
    std::vector<double> a;

    double operator()(std::span<const double> u) const {
        double out = 1.0;
        for (std::size_t i = 0; i < a.size(); ++i) out *= (std::abs(4.0 * u[i] - 2.0) + a[i]) / (1.0 + a[i]);
        return out;
    }
    Known known() const {
        std::vector<double> alone;
        double all = 1.0;
        for (const double one : a) {
            alone.push_back(1.0 / (3.0 * std::pow(1.0 + one, 2)));
            all *= 1.0 + alone.back();
        }
        Known out{all - 1.0, {}, {}};
        for (const double v : alone) {
            out.first.push_back(v / out.variance);
            out.total.push_back(v * all / (1.0 + v) / out.variance);
        }
        return out;
    }
};

void expect_near(const SobolIndices& found, const Known& known, double tolerance) {
    EXPECT_NEAR(found.variance / known.variance, 1.0, tolerance);
    for (std::size_t i = 0; i < known.first.size(); ++i) {
        EXPECT_NEAR(found.first[i].value, known.first[i], tolerance) << i;
        EXPECT_NEAR(found.total[i].value, known.total[i], tolerance) << i;
    }
}

TEST(SobolPoints, FillEveryCellOfEveryCoordinateOnce) {
    constexpr std::size_t d = 60, count = 256;
    for (const std::uint64_t seed : {1U, 2U}) {
        const std::vector<double> points = sobol_points(d, count, seed);
        for (std::size_t k = 0; k < d; ++k) {
            std::vector<int> in_cell(count, 0);
            for (std::size_t i = 0; i < count; ++i)
                ++in_cell[static_cast<std::size_t>(points[i * d + k] * static_cast<double>(count))];
            EXPECT_EQ(std::ranges::count(in_cell, 1), static_cast<long>(count)) << k;
        }
    }
}

TEST(SobolPoints, OfTwoCoordinatesFillEveryBoxOfOneVolumeOnce) {
    // A net in base 2: every way to cut the first two coordinates into 256 equal boxes.
    const std::vector<double> points = sobol_points(2, 256, 3);
    for (unsigned bits = 0; bits <= 8; ++bits) {
        const double wide = std::exp2(bits), high = std::exp2(8 - bits);
        std::vector<int> in_box(256, 0);
        for (std::size_t i = 0; i < 256; ++i)
            ++in_box[static_cast<std::size_t>(std::floor(points[2 * i] * wide) * high +
                                              std::floor(points[2 * i + 1] * high))];
        EXPECT_EQ(std::ranges::count(in_box, 1), 256) << bits;
    }
}

TEST(SobolPoints, AreWhereTheSeedPutsThemAndInsideTheCube) {
    EXPECT_EQ(sobol_points(5, 100, 7), sobol_points(5, 100, 7));
    EXPECT_NE(sobol_points(5, 100, 7), sobol_points(5, 100, 8));
    // More points are the same ones and others after them.
    const std::vector<double> few = sobol_points(5, 16, 7), many = sobol_points(5, 64, 7);
    EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
    EXPECT_GT(std::ranges::min(many), 0.0);
    EXPECT_LT(std::ranges::max(many), 1.0);
}

TEST(SobolIndices, OfIshigamiAreThoseOfItsClosedForm) {
    const Sampling sampling{.dimension = 3, .base = 4096};
    const SobolIndices found = sobol_indices(sampling, each_point(3, ishigami)).front();
    expect_near(found, of_ishigami(), 0.01);
    EXPECT_NEAR(found.mean, 3.5, 0.01);
    EXPECT_NEAR(found.interactions.value, 1.0 - of_ishigami().first[0] - of_ishigami().first[1], 0.01);
}

TEST(SobolIndices, OfGAreThoseOfItsClosedForm) {
    for (const G& g : {G{{0, 0.5, 3, 9, 99, 99}}, G{{0, 1, 4.5, 9, 99, 99, 99, 99}}}) {
        const Sampling sampling{.dimension = g.a.size(), .base = 4096};
        expect_near(sobol_indices(sampling, each_point(g.a.size(), g)).front(), g.known(), 0.015);
    }
}

TEST(SobolIndices, ComeCloserToTheClosedFormWithMorePoints) {
    const Known known = of_ishigami();
    const auto worst = [&](std::size_t base) {
        double sum = 0.0;
        for (std::uint64_t seed = 0; seed < 8; ++seed) {
            const Sampling sampling{.dimension = 3, .base = base, .seed = seed, .resamples = 1};
            const SobolIndices found = sobol_indices(sampling, each_point(3, ishigami)).front();
            for (std::size_t i = 0; i < 3; ++i)
                sum +=
                    std::abs(found.total[i].value - known.total[i]) + std::abs(found.first[i].value - known.first[i]);
        }
        return sum;
    };
    const double few = worst(64), many = worst(1024);
    std::printf("  summed error with 64 rows %.3f, with 1024 rows %.3f\n", few, many);
    EXPECT_LT(many, 0.25 * few);  // random points would halve it twice
}

TEST(SobolIndices, HaveIntervalsThatHoldTheTruthAsOftenAsTheySay) {
    const G g{{0, 1, 4.5, 9}};
    const Known known = g.known();
    int inside = 0, all = 0;
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        const SobolIndices found =
            sobol_indices({.dimension = 4, .base = 128, .seed = seed, .resamples = 300}, each_point(4, g)).front();
        for (std::size_t i = 0; i < 4; ++i)
            for (const auto& [share, truth] :
                 {std::pair(found.first[i], known.first[i]), std::pair(found.total[i], known.total[i])}) {
                inside += share.lo <= truth && truth <= share.hi ? 1 : 0;
                ++all;
            }
    }
    const double coverage = static_cast<double>(inside) / all;
    std::printf("  %.0f %% of the 90 %% intervals hold the truth\n", 100.0 * coverage);
    EXPECT_GT(coverage, 0.85);  // even points do better than the independent rows that a bootstrap takes them for
}

TEST(SobolIndices, OfASumAreItsVariancesAndNothingInteracts) {
    const auto sum = [](std::span<const double> u) { return u[0] + 2.0 * u[1] + 3.0 * u[2]; };
    const SobolIndices found = sobol_indices({.dimension = 3, .base = 1024}, each_point(3, sum)).front();
    for (std::size_t i = 0; i < 3; ++i) {
        const double share = std::pow(static_cast<double>(i) + 1.0, 2) / 14.0;
        EXPECT_NEAR(found.first[i].value, share, 0.01);
        EXPECT_NEAR(found.total[i].value, share, 0.01);
    }
    EXPECT_NEAR(found.interactions.value, 0.0, 0.01);
}

TEST(SobolIndices, DoNotDependOnScaleNorOrigin) {
    const auto moved = [](std::span<const double> u) { return 1e6 - 3e-4 * ishigami(u); };
    const Sampling sampling{.dimension = 3, .base = 256, .resamples = 50};
    const SobolIndices one = sobol_indices(sampling, each_point(3, ishigami)).front(),
                       other = sobol_indices(sampling, each_point(3, moved)).front();
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(one.first[i].value, other.first[i].value, 1e-5);
        EXPECT_NEAR(one.total[i].hi, other.total[i].hi, 1e-5);
    }
}

TEST(SobolIndices, DropInputsThatChangeNothingAndKeepTheOthersAsTheyWere) {
    // Five inputs, of which the second and the fourth do nothing.
    std::size_t evaluations = 0;
    const auto some = [](std::span<const double> u) { return ishigami(std::vector{u[0], u[2], u[4]}); };
    const Evaluate counted = [&, inner = each_point(5, some)](std::span<const double> points) {
        evaluations += points.size() / 5;
        return inner(points);
    };
    const Sampling sampling{.dimension = 5, .base = 512, .probe = 16};
    const SobolIndices found = sobol_indices(sampling, counted).front();
    EXPECT_EQ(evaluations, 16U * 7U + 496U * 5U);
    EXPECT_EQ(found.silent, (std::vector{false, true, false, true, false}));
    EXPECT_EQ(found.total[1].value, 0.0);
    EXPECT_EQ(found.first[3].hi, 0.0);
    Sampling whole = sampling;
    whole.probe = whole.base;
    const SobolIndices all = sobol_indices(whole, each_point(5, some)).front();
    for (std::size_t i = 0; i < 5; ++i) EXPECT_DOUBLE_EQ(found.total[i].value, all.total[i].value);
}

TEST(SobolIndices, OfSeveralResultsAreThoseOfEachAlone) {
    const Sampling sampling{.dimension = 3, .outputs = 2, .base = 128};
    const auto sum = [](std::span<const double> u) { return u[0] + u[1]; };
    const Evaluate both = [&](std::span<const double> points) {
        std::vector<double> out;
        for (std::size_t at = 0; at < points.size(); at += 3) {
            out.push_back(ishigami(points.subspan(at, 3)));
            out.push_back(sum(points.subspan(at, 3)));
        }
        return out;
    };
    const auto together = sobol_indices(sampling, both);
    Sampling alone = sampling;
    alone.outputs = 1;
    alone.probe = alone.base;
    const SobolIndices first = sobol_indices(alone, each_point(3, ishigami)).front(),
                       second = sobol_indices(alone, each_point(3, sum)).front();
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_DOUBLE_EQ(together[0].total[i].value, first.total[i].value);
        EXPECT_DOUBLE_EQ(together[1].first[i].lo, second.first[i].lo);
    }
}

TEST(SobolIndices, LeaveOutRowsWithoutAValueAndSayHowMany) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const auto gappy = [](std::span<const double> u) { return u[2] > 0.95 ? nan : u[0] + u[1]; };
    const SobolIndices found = sobol_indices({.dimension = 3, .base = 1024}, each_point(3, gappy)).front();
    EXPECT_EQ(found.rows + found.left_out, 1024U);
    EXPECT_NEAR(static_cast<double>(found.left_out) / 1024.0, 1.0 - 0.95 * 0.95, 0.01);
    EXPECT_NEAR(found.total[0].value, 0.5, 0.02);
    EXPECT_NEAR(found.total[2].value, 0.0, 1e-12);
}

TEST(SobolIndices, OfInputsTiedByWhatIsAdmissibleAreThoseOfTheirDistribution) {
    // Uniform in the triangle u0 + u1 < 1, and a third input free: Y = u0 + u2.
    // V[Y] = 1/18 + 1/12. Given u1, u0 is uniform up to 1 - u1: V = (1 - u1)^2 / 12, on the mean 1/24.
    const auto sum = [](std::span<const double> u) { return u[0] + u[2]; };
    const Admissible triangle = [](std::span<const double> u) { return u[0] + u[1] < 1.0; };
    const SobolIndices found =
        sobol_indices({.dimension = 3, .base = 4096, .resamples = 10}, each_point(3, sum), triangle).front();
    const double variance = 1.0 / 18.0 + 1.0 / 12.0;
    EXPECT_EQ(found.rows, 4096U);
    EXPECT_NEAR(found.mean, 1.0 / 3.0 + 0.5, 0.01);
    EXPECT_NEAR(found.variance, variance, 0.003);
    EXPECT_NEAR(found.total[0].value, 1.0 / 24.0 / variance, 0.015);
    EXPECT_NEAR(found.total[1].value, 0.0, 1e-12);  // all that it does, it does through the other
    EXPECT_NEAR(found.total[2].value, 1.0 / 12.0 / variance, 0.015);
    EXPECT_NEAR(found.first[2].value, 1.0 / 12.0 / variance, 0.02);
}

TEST(SobolIndices, WhenEveryPointIsAdmissibleAreThoseWithoutTheQuestion) {
    const Sampling sampling{.dimension = 3, .base = 128, .resamples = 10};
    const SobolIndices one = sobol_indices(sampling, each_point(3, ishigami)).front(),
                       two = sobol_indices(sampling, each_point(3, ishigami), [](std::span<const double>) {
                                 return true;
                             }).front();
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(one.total[i].value, two.total[i].value);
}

TEST(SobolIndices, GiveUpWhereHardlyAnythingIsAdmissible) {
    const Admissible corner = [](std::span<const double> u) { return u[0] < 1e-4; };
    EXPECT_THROW(sobol_indices({.dimension = 3, .base = 64}, each_point(3, ishigami), corner), core::NotConverged);
}

TEST(SobolIndices, OfAConstantAreNothing) {
    const auto constant = [](std::span<const double>) { return 3.0; };
    const SobolIndices found = sobol_indices({.dimension = 2, .base = 64}, each_point(2, constant)).front();
    EXPECT_EQ(found.variance, 0.0);
    EXPECT_EQ(found.total[0].value, 0.0);
    EXPECT_EQ(found.interactions.value, 0.0);
}

}  // namespace
}  // namespace percuta::trial
