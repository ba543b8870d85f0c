// The equations of docs/science/healing.md, section 3.2: one implicit first-order step of the local reactions.
//
// Each field obeys u' = gain - loss · u. The step is u + dt (gain - loss u) / (1 + dt loss): positive for any dt, and a
// state with gain = loss u exactly stays exactly where it is. Fields later in the cascade see the new values of the
// earlier ones. `Value` is a number or a vector of numbers (one lane a cell): the text serves both.
#pragma once

#include "healing/parameters.hpp"

namespace percuta::healing {

/// One step's worth of constants: the step length and 1/(1 + dt mu) of the fields with constant loss.
struct StepConstants {
    explicit StepConstants(const Parameters& p, double step);
    double dt;
    double D, Pl, Q, P, T, T3, Vg, N, M1, M2, Y, Te;
};

/// What a place in the dermis rests at.
template <class Value>
struct Rest {
    Value F, V;              ///< fibroblasts and vessels of the layer
    Value C3, C1, X, Te, E;  ///< matrix of this skin
};

/// All fields at one place (or lane by lane at several).
template <class Value>
struct Place {
    Value D, Pl, Fb, I, Q, P, T, T3, Vg, m, N, M1, M2, F, Y, V, C3, C1, X, Fn, Te, E, Ea;
};

/// The fields that matter in the epidermis.
template <class Value>
struct EpidermalPlace {
    Value D, I, Q, P, T, T3, Vg, m, K;
};

/// x / (1 + x), the half-effect law of every signal.
template <class Value>
[[gnu::always_inline]] inline Value half_effect(Value x) {
    return x / (1.0 + x);
}

template <class Value>
[[gnu::always_inline]] inline Value positive_part(Value x) {
    return x > 0.0 ? x : Value{};
}

/// u after one implicit step of u' = gain - loss u.
template <class Value, class Gain, class Loss>
[[gnu::always_inline]] inline Value relax(Value u, Gain gain, Loss loss, double dt) {
    return u + dt * (gain - loss * u) / (1.0 + dt * loss);
}

/// The same for a constant loss whose 1/(1 + dt loss) is known.
template <class Value, class Gain>
[[gnu::always_inline]] inline Value relax(Value u, Gain gain, double loss, double damping, double dt) {
    return u + (dt * damping) * (gain - loss * u);
}

template <class Value>
[[gnu::always_inline]] inline void react_in_dermis(const Parameters& p, const StepConstants& s, const Rest<Value>& rest,
                                                   Place<Value>& u) {
    const double dt = s.dt;
    const Value none = Value{};

    // Damage, platelets, fibrin
    u.D = relax(u.D, none, p.k_D, s.D, dt);
    u.Pl = relax(u.Pl, none, p.k_Pl, s.Pl, dt);
    const Value lysis = p.k_Fb + p.k_Fb_m * u.m;
    u.Fb = relax(u.Fb, none, lysis, dt);

    // Inflammation
    u.I = relax(u.I, p.s_D * u.D + p.s_N * u.N + p.s_M * u.M1, p.mu_I * (1.0 + p.mu_I_M2 * u.M2), dt);
    const Value recruitment = u.I / (p.K_I + u.I);
    u.N = relax(u.N, p.rho_N * u.V * recruitment, p.mu_N, s.N, dt);
    u.Q = relax(u.Q, p.q_N * u.N + p.q_D * u.D, p.mu_Q, s.Q, dt);
    u.M1 = relax(u.M1, p.rho_M * u.V * half_effect(u.Q), p.k_12 + p.mu_1, s.M1, dt);
    u.M2 = relax(u.M2, p.k_12 * u.M1, p.mu_2, s.M2, dt);

    // Growth factors and proteases
    u.P = relax(u.P, p.p_Pl * u.Pl + p.p_M * (u.M1 + u.M2), p.mu_P, s.P, dt);
    u.T = relax(u.T, p.t_Pl * u.Pl + p.t_M * u.M2 + p.t_Y * u.Y, p.mu_T, s.T, dt);
    u.T3 = relax(u.T3, p.t_3M * u.M2, p.mu_T, s.T3, dt);
    u.Vg = relax(u.Vg, p.v_M * u.M2 + p.v_H * positive_part(1.0 - u.V / rest.V), p.mu_V, s.Vg, dt);
    u.m = relax(u.m, p.m_N * u.N + p.m_M * u.M1 + p.m_F * u.F * u.I, p.mu_m * (1.0 + u.T), dt);

    // Fibroblasts, myofibroblasts, vessels
    const Value hP = half_effect(u.P), hT = half_effect(u.T);
    const Value activation = p.k_Y * u.T * u.T / (p.K_T * p.K_T + u.T * u.T);
    const Value growth = p.r_F * hP;
    const Value crowding = growth * (u.F + u.Y) / (p.F_cap * rest.F);
    u.F = relax(u.F, growth * u.F + p.d_F * rest.F, p.d_F + crowding + activation, dt);
    u.Y = relax(u.Y, activation * u.F, p.mu_Y, s.Y, dt);
    const Value sprouting = p.a_V * half_effect(u.Vg);
    u.V = relax(u.V, sprouting * u.V + p.b_V * rest.V, p.b_V + sprouting * u.V / (p.V_cap * rest.V), dt);

    // Collagen: rest synthesis is what turnover at rest needs (stationarity rule b)
    const Value fibroblasts = u.F / rest.F;
    const Value quiet = 1.0 / (1.0 + u.I / p.K_Is);
    const Value by_T = p.w_T * u.F * hT + p.w_Y * u.Y;
    const Value deficit = positive_part(1.0 - (u.C3 + u.C1 + u.X) / p.C_max);
    const Value drive = quiet * deficit;
    const Value maturation = p.k_X * (1.0 + p.k_X_T * hT);
    u.C3 = relax(u.C3, p.d_3 * (rest.C3 * fibroblasts) + p.a_3 * drive * (u.F * hP + by_T),
                 p.d_3 + p.d_3 * p.d_3_m * u.m, dt);
    const Value turnover_1 = p.d_1 + p.d_1 * p.d_1_m * u.m + maturation;
    u.C1 = relax(u.C1, (p.d_1 + p.k_X) * (rest.C1 * fibroblasts) + p.a_1 * drive * by_T, turnover_1, dt);
    u.X = relax(u.X, maturation * u.C1, p.d_X + p.d_X * p.d_X_m * u.m, dt);

    // Provisional matrix and elastin
    u.Fn = relax(u.Fn, p.fn_Fb * p.k_Fb * u.Fb + p.fn_F * (u.F * hP + u.Y), p.d_Fn + p.d_Fn_m * u.m, dt);
    const double basal_Te = p.d_T + p.k_E;
    u.Te = relax(
        u.Te,
        basal_Te * (rest.Te * fibroblasts) + p.e_stim * basal_Te * rest.Te * (u.F * half_effect(u.T3) + p.e_Y * u.Y),
        basal_Te, s.Te, dt);
    u.E = relax(u.E, p.k_E * u.Te, p.d_E + p.d_E * p.d_E_m * u.m, dt);
    u.Ea = relax(u.Ea, none, p.d_Ea * u.m, dt);
}

template <class Value>
[[gnu::always_inline]] inline void react_in_epidermis(const Parameters& p, const StepConstants& s,
                                                      EpidermalPlace<Value>& u) {
    const double dt = s.dt;
    const Value none = Value{};
    u.D = relax(u.D, none, p.k_D, s.D, dt);
    // K' = r K (1 - K); the quadratic loss is implicit, so K never passes 1.
    u.K = relax(u.K, p.r_K * u.K, p.r_K * u.K, dt);
    const Value gap = positive_part(1.0 - u.K);
    u.I = relax(u.I, p.s_D * u.D + p.s_K * gap, p.mu_I, dt);
    u.Q = relax(u.Q, p.q_D * u.D, p.mu_Q, s.Q, dt);
    u.P = relax(u.P, none, p.mu_P, s.P, dt);
    u.T = relax(u.T, none, p.mu_T, s.T, dt);
    u.T3 = relax(u.T3, p.t_3K * gap, p.mu_T, s.T3, dt);
    u.Vg = relax(u.Vg, p.v_K * gap, p.mu_V, s.Vg, dt);
    u.m = relax(u.m, none, p.mu_m * (1.0 + u.T), dt);
}

/// True when uniform tissue with `vessels` at rest has a second, chronically inflamed steady state: some level of I at
/// which its sources, with all they recruit and with the vessels they call up, outweigh its clearance.
bool has_inflamed_state(const Parameters& p, double vessels);

/// Smallest t_Y that lets myofibroblasts keep themselves alive through their own TGF-beta at full fibroblast density.
double self_sustaining_t_Y(const Parameters& p);

/// True when the skin has no steady state but rest: neither inflammation nor myofibroblasts can keep themselves alive.
/// The vessels that count are those within reach of the signals. Draws of the priors that
/// fail are not skin (docs/science/healing.md, "Which draws are skin").
bool rest_is_the_only_state(const Parameters& p);

}  // namespace percuta::healing
