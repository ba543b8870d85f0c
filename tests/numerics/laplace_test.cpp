#include "numerics/laplace.hpp"

#include <cmath>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::numerics {
namespace {

using Complex = std::complex<double>;

struct Pair {
    const char* name;
    std::function<Complex(Complex)> transform;
    std::function<double(double)> function;
};

std::vector<Pair> pairs() {
    return {{"1", [](Complex s) { return 1.0 / s; }, [](double) { return 1.0; }},
            {"t", [](Complex s) { return 1.0 / (s * s); }, [](double t) { return t; }},
            {"exp(-t)", [](Complex s) { return 1.0 / (s + 1.0); }, [](double t) { return std::exp(-t); }},
            {"1/sqrt(pi t)", [](Complex s) { return 1.0 / std::sqrt(s); },
             [](double t) { return 1.0 / std::sqrt(std::numbers::pi * t); }},
            {"erfc(1/(2 sqrt t))", [](Complex s) { return std::exp(-std::sqrt(s)) / s; },
             [](double t) { return std::erfc(0.5 / std::sqrt(t)); }},
            {"exp(t) erfc(sqrt t)", [](Complex s) { return 1.0 / (std::sqrt(s) * (std::sqrt(s) + 1.0)); },
             [](double t) { return std::exp(t) * std::erfc(std::sqrt(t)); }}};
}

/// Over times of two decades, relative to the function or to 1 where that is greater.
double worst(const Inversion& invert, const Pair& pair) {
    double out = 0.0;
    for (double t = 0.1; t < 10.5; t *= 1.5) {
        const double exact = pair.function(t);
        out = std::max(out, std::abs(invert(pair.transform, t) - exact) / std::max(1.0, std::abs(exact)));
    }
    return out;
}

TEST(Talbot, GainsDigitsWithTerms) {
    for (const Pair& pair : pairs()) {
        EXPECT_LT(worst(talbot(8), pair), 3e-5) << pair.name;
        EXPECT_LT(worst(talbot(12), pair), 1e-7) << pair.name;
        EXPECT_LT(worst(talbot(16), pair), 5e-10) << pair.name;
        EXPECT_LT(worst(talbot(), pair), 3e-12) << pair.name;
    }
}

TEST(Talbot, LosesThemAgainToRoundOff) {
    const Pair pair = pairs()[2];
    EXPECT_GT(worst(talbot(48), pair), worst(talbot(20), pair));
}

TEST(Stehfest, HasFourDigitsFromTheRealAxis) {
    for (const Pair& pair : pairs()) EXPECT_LT(worst(stehfest(14), pair), 2e-4) << pair.name;
}

TEST(Laplace, RefusesNumbersOfTermsThatMakeNoSum) {
    EXPECT_THROW(talbot(1), core::InternalError);
    EXPECT_THROW(stehfest(7), core::InternalError);
}

}  // namespace
}  // namespace percuta::numerics
