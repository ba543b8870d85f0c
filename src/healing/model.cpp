#include "healing/model.hpp"

#include <cmath>

namespace percuta::healing {

StepConstants::StepConstants(const Parameters& p, double step)
    : dt(step),
      D(1.0 / (1.0 + dt * p.k_D)),
      Pl(1.0 / (1.0 + dt * p.k_Pl)),
      Q(1.0 / (1.0 + dt * p.mu_Q)),
      P(1.0 / (1.0 + dt * p.mu_P)),
      T(1.0 / (1.0 + dt * p.mu_T)),
      T3(1.0 / (1.0 + dt * p.mu_T)),
      Vg(1.0 / (1.0 + dt * p.mu_V)),
      N(1.0 / (1.0 + dt * p.mu_N)),
      M1(1.0 / (1.0 + dt * (p.k_12 + p.mu_1))),
      M2(1.0 / (1.0 + dt * p.mu_2)),
      Y(1.0 / (1.0 + dt * p.mu_Y)),
      Te(1.0 / (1.0 + dt * (p.d_T + p.k_E))) {}

namespace {

/// Steady cells under a constant I with a given density of vessels.
struct SteadyCells {
    double N, M1, M2;
};

SteadyCells steady_cells(const Parameters& p, double I, double V) {
    const double N = p.rho_N * V * I / (p.K_I + I) / p.mu_N;
    const double M1 = p.rho_M * V * half_effect(p.q_N * N / p.mu_Q) / (p.k_12 + p.mu_1);
    return {N, M1, p.k_12 * M1 / p.mu_2};
}

/// Vessels under a constant I: iterated down from the cap, which ends at the largest steady value.
double steady_vessels(const Parameters& p, double I, double rest) {
    double V = p.V_cap * rest;
    constexpr int iterations = 40;
    for (int i = 0; i < iterations; ++i) {
        const double Vg = p.v_M * steady_cells(p, I, V).M2 / p.mu_V;
        // a h(Vg) V (1 - V/(cap V*)) = b (V - V*), solved for V with the growth rate held
        const double a = p.a_V * half_effect(Vg), b = p.b_V;
        const double half = 0.5 * (a - b), curvature = a / (p.V_cap * rest);
        V = curvature > 0.0 ? (half + std::sqrt(half * half + curvature * b * rest)) / curvature : rest;
    }
    return V;
}

}  // namespace

bool has_inflamed_state(const Parameters& p, double vessels) {
    constexpr double least = 1e-4, most = 1e2, ratio = 1.15;
    for (double I = least; I < most; I *= ratio) {
        const SteadyCells cells = steady_cells(p, I, steady_vessels(p, I, vessels));
        if (p.s_N * cells.N + p.s_M * cells.M1 > p.mu_I * (1.0 + p.mu_I_M2 * cells.M2) * I) return true;
    }
    return false;
}

double self_sustaining_t_Y(const Parameters& p) {
    // With F at rest, Y = k_Y T²/(K_T² + T²)/mu_Y and T = t_Y Y/mu_T meet away from zero when t_Y exceeds this.
    return 2.0 * p.K_T * p.mu_T * p.mu_Y / p.k_Y;
}

bool rest_is_the_only_state(const Parameters& p) {
    const double vessels = p.reach_papillary + (1.0 - p.reach_papillary) * p.reticular_V;
    return !has_inflamed_state(p, vessels) && p.t_Y < self_sustaining_t_Y(p);
}

}  // namespace percuta::healing
