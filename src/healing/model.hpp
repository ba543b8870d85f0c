// The equations of docs/science/healing.md, section 3.2, at one place: how fast each field changes, and by how much an
// implicit step damps that change.
//
// `Value` is the number at a place and `Constant` that of a parameter: double and double for one place, lanes and
// double for neighbouring places of one skin, lanes and lanes for many skins side by side, dual numbers for
// derivatives. The text is the same for all.
#pragma once

#include <cstddef>

#include "healing/fields.hpp"
#include "healing/parameters.hpp"
#include "numerics/dual.hpp"

namespace percuta::healing {

/// What an implicit stage needs to know of its length: 1/(1 + g loss) with g = gamma h, ready for the constant losses.
template <class Constant>
struct DampingOf {
    DampingOf(const ParametersOf<Constant>& p, Constant length)
        : g(length),
          D(of(p.k_D)),
          Pl(of(p.k_Pl)),
          I(of(p.mu_I)),
          Q(of(p.mu_Q)),
          P(of(p.mu_P)),
          T(of(p.mu_T)),
          Vg(of(p.mu_V)),
          N(of(p.mu_N)),
          M1(of(p.k_12 + p.mu_1)),
          M2(of(p.mu_2)),
          Y(of(p.mu_Y)),
          Te(of(p.d_T + p.k_E)) {}

    template <class Value>
    [[gnu::always_inline]] Value of(Value loss) const {
        return 1.0 / (1.0 + g * loss);
    }

    Constant g;
    Constant D, Pl, I, Q, P, T, Vg, N, M1, M2, Y, Te;
};

/// What the matrix of a skin rests at.
template <class Constant>
struct RestOf {
    Constant C3, C1, X, Te, E;
};
using Rest = RestOf<double>;

/// Fibroblasts and vessels at rest, which differ from layer to layer.
template <class Value>
struct CellsAtRest {
    Value F, V;
};

/// All fields of the dermis at one place (or lane by lane at several).
template <class Value>
struct DermalPlace {
    Value D, Pl, Fb, I, Q, P, T, T3, Vg, m, N, M1, M2, F, Y, V, C3, C1, X, Fn, Te, E, Ea;

    /// Calls visit(field, member) for every field.
    template <class Visit>
    [[gnu::always_inline]] void each_field(Visit visit) {
        visit(Field::D, D);
        visit(Field::Pl, Pl);
        visit(Field::Fb, Fb);
        visit(Field::I, I);
        visit(Field::Q, Q);
        visit(Field::P, P);
        visit(Field::T, T);
        visit(Field::T3, T3);
        visit(Field::Vg, Vg);
        visit(Field::m, m);
        visit(Field::N, N);
        visit(Field::M1, M1);
        visit(Field::M2, M2);
        visit(Field::F, F);
        visit(Field::Y, Y);
        visit(Field::V, V);
        visit(Field::C3, C3);
        visit(Field::C1, C1);
        visit(Field::X, X);
        visit(Field::Fn, Fn);
        visit(Field::Te, Te);
        visit(Field::E, E);
        visit(Field::Ea, Ea);
    }
};

/// The fields that matter in the epidermis.
template <class Value>
struct EpidermalPlace {
    Value D, I, Q, P, T, T3, Vg, m, K;

    /// Calls visit(field, member) for every field.
    template <class Visit>
    [[gnu::always_inline]] void each_field(Visit visit) {
        visit(Field::D, D);
        visit(Field::I, I);
        visit(Field::Q, Q);
        visit(Field::P, P);
        visit(Field::T, T);
        visit(Field::T3, T3);
        visit(Field::Vg, Vg);
        visit(Field::m, m);
        visit(Field::K, K);
    }
};

/// x / (1 + x), the half-effect law of every signal.
template <class Value>
[[gnu::always_inline]] inline Value half_effect(Value x) {
    return x / (1.0 + x);
}

/// du/dt of one field, and 1/(1 + g loss) with loss = -d(du/dt)/du.
template <class Value>
struct Change {
    Value rate, damping;
};

#define PERCUTA_EQUATION [[gnu::always_inline]] Change<Value>

template <class Value, class Constant>
struct Dermis {
    const ParametersOf<Constant>& p;
    const DampingOf<Constant>& s;
    const RestOf<Constant>& matrix;
    const CellsAtRest<Value>& rest;
    const DermalPlace<Value>& u;

    /// Calls visit(field, change) for every equation.
    template <class Visit>
    [[gnu::always_inline]] void each_change(Visit visit) const {
        visit(Field::D, D());
        visit(Field::Pl, Pl());
        visit(Field::Fb, Fb());
        visit(Field::I, I());
        visit(Field::Q, Q());
        visit(Field::P, P());
        visit(Field::T, T());
        visit(Field::T3, T3());
        visit(Field::Vg, Vg());
        visit(Field::m, m());
        visit(Field::N, N());
        visit(Field::M1, M1());
        visit(Field::M2, M2());
        visit(Field::F, F());
        visit(Field::Y, Y());
        visit(Field::V, V());
        visit(Field::C3, C3());
        visit(Field::C1, C1());
        visit(Field::X, X());
        visit(Field::Fn, Fn());
        visit(Field::Te, Te());
        visit(Field::E, E());
        visit(Field::Ea, Ea());
    }

    // Damage, platelets, fibrin
    PERCUTA_EQUATION D() const { return {-p.k_D * u.D, constant(s.D)}; }
    PERCUTA_EQUATION Pl() const { return {-p.k_Pl * u.Pl, constant(s.Pl)}; }
    PERCUTA_EQUATION Fb() const {
        const Value lysis = p.k_Fb + p.k_Fb_m * u.m;
        return {-lysis * u.Fb, s.of(lysis)};
    }

    // Inflammation
    PERCUTA_EQUATION I() const {
        const Value loss = p.mu_I * (1.0 + p.mu_I_M2 * u.M2);
        return {p.s_D * u.D + p.s_N * u.N + p.s_M * u.M1 - loss * u.I, s.of(loss)};
    }
    PERCUTA_EQUATION N() const { return {p.rho_N * u.V * (u.I / (p.K_I + u.I)) - p.mu_N * u.N, constant(s.N)}; }
    PERCUTA_EQUATION Q() const { return {p.q_N * u.N + p.q_D * u.D - p.mu_Q * u.Q, constant(s.Q)}; }
    PERCUTA_EQUATION M1() const {
        return {p.rho_M * u.V * half_effect(u.Q) - (p.k_12 + p.mu_1) * u.M1, constant(s.M1)};
    }
    PERCUTA_EQUATION M2() const { return {p.k_12 * u.M1 - p.mu_2 * u.M2, constant(s.M2)}; }

    // Growth factors and proteases
    PERCUTA_EQUATION P() const { return {p.p_Pl * u.Pl + p.p_M * (u.M1 + u.M2) - p.mu_P * u.P, constant(s.P)}; }
    PERCUTA_EQUATION T() const { return {p.t_Pl * u.Pl + p.t_M * u.M2 + p.t_Y * u.Y - p.mu_T * u.T, constant(s.T)}; }
    PERCUTA_EQUATION T3() const { return {p.t_3M * u.M2 - p.mu_T * u.T3, constant(s.T)}; }
    PERCUTA_EQUATION Vg() const {
        const Value lack = numerics::positive_part(Value(rest.V - u.V)) / rest.V;
        return {p.v_M * u.M2 + p.v_H * lack - p.mu_V * u.Vg, constant(s.Vg)};
    }
    PERCUTA_EQUATION m() const {
        const Value loss = p.mu_m * (1.0 + u.T);
        return {p.m_N * u.N + p.m_M * u.M1 + p.m_F * u.F * u.I - loss * u.m, s.of(loss)};
    }

    // Fibroblasts, myofibroblasts, vessels
    PERCUTA_EQUATION F() const {
        const Value growth = p.r_F * half_effect(u.P), crowd = growth / (p.F_cap * rest.F), away = activation();
        return {(growth - crowd * (u.F + u.Y) - away) * u.F - p.d_F * (u.F - rest.F),
                s.of(damped(p.d_F + away + crowd * (2.0 * u.F + u.Y) - growth))};
    }
    PERCUTA_EQUATION Y() const { return {activation() * u.F - p.mu_Y * u.Y, constant(s.Y)}; }
    PERCUTA_EQUATION V() const {
        const Value sprouting = p.a_V * half_effect(u.Vg), crowd = sprouting / (p.V_cap * rest.V);
        return {(sprouting - crowd * u.V) * u.V - p.b_V * (u.V - rest.V),
                s.of(damped(p.b_V + 2.0 * crowd * u.V - sprouting))};
    }

    // Collagen: rest synthesis is what turnover at rest needs (stationarity rule b)
    PERCUTA_EQUATION C3() const {
        const Value drive = p.a_3 * (quiet() * (u.F * half_effect(u.P) + by_T()));
        const Value loss = p.d_3 + p.d_3 * p.d_3_m * u.m;
        return {p.d_3 * (matrix.C3 * fibroblasts()) + drive * deficit() - loss * u.C3,
                s.of(Value(loss + drive / p.C_max))};
    }
    PERCUTA_EQUATION C1() const {
        const Value drive = p.a_1 * (quiet() * by_T());
        const Value loss = p.d_1 + p.d_1 * p.d_1_m * u.m + maturation();
        return {(p.d_1 + p.k_X) * (matrix.C1 * fibroblasts()) + drive * deficit() - loss * u.C1,
                s.of(Value(loss + drive / p.C_max))};
    }
    PERCUTA_EQUATION X() const {
        const Value loss = p.d_X + p.d_X * p.d_X_m * u.m;
        return {maturation() * u.C1 - loss * u.X, s.of(loss)};
    }

    // Provisional matrix and elastin
    PERCUTA_EQUATION Fn() const {
        const Value loss = p.d_Fn + p.d_Fn_m * u.m;
        return {p.fn_Fb * p.k_Fb * u.Fb + p.fn_F * (u.F * half_effect(u.P) + u.Y) - loss * u.Fn, s.of(loss)};
    }
    PERCUTA_EQUATION Te() const {
        const Constant basal = p.d_T + p.k_E;
        const Value stimulated = p.e_stim * basal * matrix.Te * (u.F * half_effect(u.T3) + p.e_Y * u.Y);
        return {basal * (matrix.Te * fibroblasts()) + stimulated - basal * u.Te, constant(s.Te)};
    }
    PERCUTA_EQUATION E() const {
        const Value loss = p.d_E + p.d_E * p.d_E_m * u.m;
        return {p.k_E * u.Te - loss * u.E, s.of(loss)};
    }
    PERCUTA_EQUATION Ea() const {
        const Value loss = p.d_Ea * u.m;
        return {-loss * u.Ea, s.of(loss)};
    }

private:
    /// A field that grows by itself has a negative loss: taken as none, so that the step stays damped.
    [[gnu::always_inline]] Value damped(Value loss) const { return numerics::positive_part(loss); }
    [[gnu::always_inline]] Value constant(Constant c) const { return c; }
    [[gnu::always_inline]] Value activation() const { return p.k_Y * (u.T * u.T) / (p.K_T * p.K_T + u.T * u.T); }
    /// Fibroblasts relative to rest; exactly 1 at rest.
    [[gnu::always_inline]] Value fibroblasts() const { return 1.0 + (u.F - rest.F) / rest.F; }
    [[gnu::always_inline]] Value quiet() const { return p.K_Is / (p.K_Is + u.I); }
    [[gnu::always_inline]] Value by_T() const { return p.w_T * u.F * half_effect(u.T) + p.w_Y * u.Y; }
    [[gnu::always_inline]] Value maturation() const { return p.k_X * (1.0 + p.k_X_T * half_effect(u.T)); }
    [[gnu::always_inline]] Value deficit() const {
        return numerics::positive_part(Value(p.C_max - (u.C3 + u.C1 + u.X))) / p.C_max;
    }
};

template <class Value, class Constant>
struct Epidermis {
    const ParametersOf<Constant>& p;
    const DampingOf<Constant>& s;
    const EpidermalPlace<Value>& u;

    /// Calls visit(field, change) for every equation.
    template <class Visit>
    [[gnu::always_inline]] void each_change(Visit visit) const {
        visit(Field::D, D());
        visit(Field::I, I());
        visit(Field::Q, Q());
        visit(Field::P, P());
        visit(Field::T, T());
        visit(Field::T3, T3());
        visit(Field::Vg, Vg());
        visit(Field::m, m());
        visit(Field::K, K());
    }

    PERCUTA_EQUATION D() const { return {-p.k_D * u.D, constant(s.D)}; }
    PERCUTA_EQUATION K() const {
        return {p.r_K * u.K * (1.0 - u.K), s.of(numerics::positive_part(Value(p.r_K * (2.0 * u.K - 1.0))))};
    }
    PERCUTA_EQUATION I() const { return {p.s_D * u.D + p.s_K * gap() - p.mu_I * u.I, constant(s.I)}; }
    PERCUTA_EQUATION Q() const { return {p.q_D * u.D - p.mu_Q * u.Q, constant(s.Q)}; }
    PERCUTA_EQUATION P() const { return {-p.mu_P * u.P, constant(s.P)}; }
    PERCUTA_EQUATION T() const { return {-p.mu_T * u.T, constant(s.T)}; }
    PERCUTA_EQUATION T3() const { return {p.t_3K * gap() - p.mu_T * u.T3, constant(s.T)}; }
    PERCUTA_EQUATION Vg() const { return {p.v_K * gap() - p.mu_V * u.Vg, constant(s.Vg)}; }
    PERCUTA_EQUATION m() const {
        const Value loss = p.mu_m * (1.0 + u.T);
        return {-loss * u.m, s.of(loss)};
    }

private:
    [[gnu::always_inline]] Value constant(Constant c) const { return c; }
    [[gnu::always_inline]] Value gap() const { return numerics::positive_part(Value(1.0 - u.K)); }
};
#undef PERCUTA_EQUATION

}  // namespace percuta::healing
