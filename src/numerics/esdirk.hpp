// Time stepping of y' = f(t, y) by ESDIRK5(4)7L[2]SA2 of Kennedy and Carpenter (2019, Appl. Numer. Math. 146:221).
//
// Fifth order with an embedded solution of fourth, an explicit first stage that is the last one of the step before,
// damping at infinity. Sums that f keeps are kept to round-off.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace percuta::numerics {

/// Coefficients of the method: stage i is at c[i], its weights of the stages before it are a[i], its own is gamma.
struct EsdirkCoefficients {
    static constexpr std::size_t stages = 7;
    static constexpr double order = 5.0;  ///< to which the estimate of the error shrinks
    static constexpr double gamma = 0.184;
    static constexpr std::array<double, stages> c{
        0.0, 0.36799999999999999, 0.62821529547664945, 0.13881019830028329, 0.69995861940457471, 0.90837696335078533,
        1.0};
    static constexpr std::array<std::array<double, stages>, stages> a{
        {{},
         {0.184},
         {0.22210764773832472, 0.22210764773832472},
         {-0.014049475381926279, -0.014049475381926279, -0.017090850935864151},
         {-0.40838859254931476, -0.40838859254931476, 0.16646399821362964, 1.1662718062895745},
         {-0.53929072355881125, -0.53929072355881125, -0.24223442884542501, 1.4888806111225146, 0.55631222819131843},
         {-0.039466069109740304, -0.039466069109740304, 0.27263649025024267, 0.43216517252028819, 0.35241608623288911,
          -0.16228561078393952}}};
    static constexpr std::array<double, stages> embedded{
        -0.080689466566647356, -0.080689466566647356, 0.18289968461343553, 0.51701387376623098,
        0.42659973130245432,   -0.10432685796713498,  0.13919250141830897};
};

/// Memory of the method for states of one size. No step allocates.
class Esdirk {
public:
    explicit Esdirk(std::size_t size) : result_(size), error_(size), rhs_(size) {
        for (auto& rate : rates_) rate.resize(size);
    }

    /// Forgets the rate that the step before has left: call after a jump of the state or of f.
    void restart() { has_rate_ = false; }

    /// One step of length h from y at t. `system.rate(t, y, f)` fills f; `system.solve(t, g, rhs, y)` fills y with the
    /// solution of y = rhs + g f(t, y).
    template <class System>
    void step(System& system, double t, std::span<const double> y, double h) {
        using M = EsdirkCoefficients;
        const std::size_t n = y.size();
        if (!has_rate_) system.rate(t, y, std::span<double>(rates_[0]));
        const double g = h * M::gamma;
        for (std::size_t i = 1; i < M::stages; ++i) {
            std::copy_n(y.begin(), n, rhs_.begin());
            for (std::size_t j = 0; j < i; ++j) add(h * M::a[i][j], rates_[j], rhs_);
            system.solve(t + M::c[i] * h, g, std::span<const double>(rhs_), std::span<double>(result_));
            for (std::size_t k = 0; k < n; ++k) rates_[i][k] = (result_[k] - rhs_[k]) / g;
        }
        std::ranges::fill(error_, 0.0);
        add(h * (M::gamma - M::embedded[M::stages - 1]), rates_[M::stages - 1], error_);
        for (std::size_t j = 0; j + 1 < M::stages; ++j)
            add(h * (M::a[M::stages - 1][j] - M::embedded[j]), rates_[j], error_);
        has_rate_ = false;  // until the step stands
    }
    /// The step stands: its last rate is the first one of the next.
    void accept() {
        rates_[0].swap(rates_[EsdirkCoefficients::stages - 1]);
        has_rate_ = true;
    }
    /// The step is tried again from the same state, whose rate is known.
    void retry() { has_rate_ = true; }

    std::span<const double> result() const { return result_; }
    /// Result less the embedded solution.
    std::span<const double> error() const { return error_; }

private:
    static void add(double share, const std::vector<double>& of, std::vector<double>& to) {
        for (std::size_t k = 0; k < to.size(); ++k) to[k] += share * of[k];
    }

    std::array<std::vector<double>, EsdirkCoefficients::stages> rates_;
    std::vector<double> result_, error_, rhs_;
    bool has_rate_ = false;
};

}  // namespace percuta::numerics
