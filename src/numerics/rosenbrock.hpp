// Time stepping of u' = f(u) by a Rosenbrock-W method: ROS34PW2 of Rang and Angermann (2005, BIT 45:761).
//
// Four linearly implicit stages, third order with any approximation of the Jacobian in the stages, an embedded solution
// of second order for the error, damping at infinity. The stages solve (1 - gA) U = r with g = γh; here 1 - gA is a
// product of easily solved factors (one for the reactions of each field, one for each direction of diffusion). Because
// the increments, not the fields, are split, a state with f(u) = 0 stays where it is whatever the step.
//
// `Number` is double, or lanes with a step of their own each, or dual numbers.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <span>
#include <vector>

#include "numerics/dual.hpp"

namespace percuta::numerics {

/// The method, rewritten so that no stage multiplies by A: U_i solves (1 - gA) U_i = g f(u + Σ a_ij U_j) + Σ c_ij U_j.
struct RosenbrockCoefficients {
    static constexpr std::size_t stages = 4;
    using Table = std::array<std::array<double, stages>, stages>;

    double gamma = 0.0;
    Table a{}, c{};
    std::array<double, stages> error{};

    static constexpr RosenbrockCoefficients ros34pw2() {
        constexpr Table alpha{
            {{}, {8.7173304301691801e-01}, {8.4457060015369423e-01, -1.1299064236484185e-01}, {0.0, 0.0, 1.0}}};
        constexpr Table gammas{
            {{4.3586652150845900e-01},
             {-8.7173304301691801e-01, 4.3586652150845900e-01},
             {-9.0338057013044082e-01, 5.4180672388095326e-02, 4.3586652150845900e-01},
             {2.4212380706095346e-01, -1.2232505839045147e+00, 5.4526025533510214e-01, 4.3586652150845900e-01}}};
        constexpr std::array b{2.4212380706095346e-01, -1.2232505839045147e+00, 1.5452602553351020e+00,
                               4.3586652150845900e-01};
        constexpr std::array embedded{3.7810903145819369e-01, -9.6042292212423178e-02, 5.0000000000000000e-01,
                                      2.1793326075422950e-01};
        Table inverse{};
        for (std::size_t j = 0; j < stages; ++j)
            for (std::size_t i = j; i < stages; ++i) {
                double rest = i == j ? 1.0 : 0.0;
                for (std::size_t k = j; k < i; ++k) rest -= gammas[i][k] * inverse[k][j];
                inverse[i][j] = rest / gammas[i][i];
            }
        RosenbrockCoefficients out;
        out.gamma = gammas[0][0];
        for (std::size_t i = 0; i < stages; ++i)
            for (std::size_t j = 0; j < i; ++j) {
                for (std::size_t k = j; k < i; ++k) out.a[i][j] += alpha[i][k] * inverse[k][j];
                out.c[i][j] = -out.gamma * inverse[i][j];
            }
        for (std::size_t j = 0; j < stages; ++j)
            for (std::size_t k = j; k < stages; ++k) out.error[j] += (b[k] - embedded[k]) * inverse[k][j];
        return out;
    }
};

namespace detail {

/// base = u + Σ a_j U_j and k = Σ c_j U_j, number by number, for `stages` earlier stages.
void combine(std::size_t n, std::size_t stages, const double* u, const std::array<const double*, 4>& U,
             const std::array<double, 4>& a, const std::array<double, 4>& c, double* base, double* k);
/// result = base + U_3 and error = Σ e_j U_j.
void finish(std::size_t n, const double* base, const std::array<const double*, 4>& U, const std::array<double, 4>& e,
            double* result, double* error);

/// Where a number is negative it becomes zero.
void raise_to_zero(std::size_t n, double* values);
/// Copies the lanes for which the mask is set.
void take_lanes(std::size_t n, const Lanes::Mask& which, const Lanes* from, Lanes* to);

/// Lanes and dual numbers are rows of doubles, and a linear combination of rows is one of their entries.
template <class Number>
double* entries(std::vector<Number>& numbers) {
    return reinterpret_cast<double*>(numbers.data());
}

}  // namespace detail

/// Memory and steps of the method for states of one size. No step allocates.
template <class Number>
class Rosenbrock {
public:
    explicit Rosenbrock(std::size_t size) : result_(size), error_(size), base_(size) {
        for (auto& stage : stages_) stage.resize(size);
    }

    /// One step of length h from u. `system.prepare(g)` is told g = γh; `system.stage(base, k)` replaces k by the
    /// solution of (1 - gA) U = g f(base) + k. Where the result would be negative it is zero.
    template <class System>
    void step(System& system, std::span<const Number> u, Number h) {
        static constexpr RosenbrockCoefficients m = RosenbrockCoefficients::ros34pw2();
        static_assert(sizeof(Number) % sizeof(double) == 0);
        const std::size_t n = u.size() * (sizeof(Number) / sizeof(double));
        const auto* start = reinterpret_cast<const double*>(u.data());
        const std::array<const double*, 4> U{detail::entries(stages_[0]), detail::entries(stages_[1]),
                                             detail::entries(stages_[2]), detail::entries(stages_[3])};
        system.prepare(Number(m.gamma * h));
        std::fill(stages_[0].begin(), stages_[0].end(), Number{});
        system.stage(u, std::span<Number>(stages_[0]));
        for (std::size_t i = 1; i < m.stages; ++i) {
            detail::combine(n, i, start, U, m.a[i], m.c[i], detail::entries(base_), detail::entries(stages_[i]));
            system.stage(std::span<const Number>(base_), std::span<Number>(stages_[i]));
        }
        // The method is stiffly accurate: its result is the last stage's base with that stage added.
        detail::finish(n, detail::entries(base_), U, m.error, detail::entries(result_), detail::entries(error_));
        if constexpr (std::same_as<Number, Dual>)
            for (Dual& value : result_) value = positive_part(value);  // its derivatives may have any sign
        else detail::raise_to_zero(n, detail::entries(result_));
    }

    std::span<const Number> result() const { return result_; }
    /// Result less the embedded solution of second order.
    std::span<const Number> error() const { return error_; }

private:
    std::array<std::vector<Number>, RosenbrockCoefficients::stages> stages_;
    std::vector<Number> result_, error_, base_;
};

}  // namespace percuta::numerics
