#include "healing/model.hpp"

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

double inflammation_gain(const Parameters& p) {
    const double neutrophils_per_I = p.rho_N / (p.K_I * p.mu_N);
    const double macrophages_per_neutrophil = p.q_N / p.mu_Q * p.rho_M / (p.k_12 + p.mu_1);
    return neutrophils_per_I * (p.s_N + macrophages_per_neutrophil * p.s_M) / p.mu_I;
}

double self_sustaining_t_Y(const Parameters& p) {
    // With F at rest, Y = k_Y T²/(K_T² + T²)/mu_Y and T = t_Y Y/mu_T meet away from zero when t_Y exceeds this.
    return 2.0 * p.K_T * p.mu_T * p.mu_Y / p.k_Y;
}

}  // namespace percuta::healing
