// Diffusion and decay of a field over a time, on a grid of one to three axes without flux through its ends:
//
//     u' = ∇·(D∇u) - λu
//
// by steps along one axis after the other. Whatever the step, what is there is kept but for decay, and what is nowhere
// negative stays so. Results do not depend on who does the work, bit for bit.
#pragma once

#include <span>
#include <vector>

#include "core/workers.hpp"
#include "numerics/grid.hpp"
#include "numerics/sweep.hpp"

namespace percuta::numerics {

/// first: backward Euler. second: two sweeps with one factor, combined so that the step is of second order and leaves
/// no mode undamped (the stability function of Alexander's L-stable method, 1977, SIAM J. Numer. Anal. 14:1006).
enum class Order { first, second };

/// One D everywhere. The axes commute: nothing is lost by taking one after the other.
class Diffusion {
public:
    /// D in m²/s, `decay` λ in 1/s. The grid outlives this.
    Diffusion(const Grid& grid, double diffusivity, double decay);
    /// Advances by `duration` in equal steps.
    void advance(std::span<double> field, double duration, std::size_t steps, Order order,
                 core::Workers& workers) const;

private:
    const Grid& grid_;
    std::vector<Line> lines_;
    double diffusivity_, decay_;
};

/// D differs from cell to cell, and faces have the harmonic mean. Steps of second order go through the axes in
/// symmetric order (Strang 1968, SIAM J. Numer. Anal. 5:506).
class VaryingDiffusion {
public:
    /// One positive D a cell, in memory order. Throws InternalError otherwise. The grid outlives this.
    VaryingDiffusion(const Grid& grid, std::span<const double> diffusivity, double decay);
    ~VaryingDiffusion();
    VaryingDiffusion(const VaryingDiffusion&) = delete;
    VaryingDiffusion& operator=(const VaryingDiffusion&) = delete;

    /// Factors are kept for further steps of the same length: 48 bytes a cell, 64 where the order is second.
    void advance(std::span<double> field, double duration, std::size_t steps, Order order, core::Workers& workers);

private:
    struct Sweep;
    void prepare(double step, Order order, core::Workers& workers);

    const Grid& grid_;
    std::vector<double> resistivity_;  // 1/D
    double decay_;
    bool prepared_ = false;
    double step_ = 0.0;
    Order order_ = Order::first;
    std::vector<Sweep> along_last_, within_;
};

}  // namespace percuta::numerics
