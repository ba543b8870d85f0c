// The whole model once more, written as plainly as possible: the continuous right-hand sides of
// docs/science/healing.md, section 3.2, on a column or around a hole. Slow, and obviously those equations.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "healing/parameters.hpp"
#include "healing/tissue.hpp"

namespace percuta::healing::reference {

/// The model as a system of ordinary differential equations. Unknowns stand cell by cell, in each cell the fields in
/// the order of `Field`; then come barrier, epidermal thickness and scar load.
struct PlainModel {
    const Parameters& p;
    const Layout& layout;
    double gap = 0.0;  ///< largest share of open surface right after the last session

    static constexpr std::size_t scalars = 3;

    std::size_t cells() const { return layout.cells(); }
    std::size_t unknowns() const { return cells() * field_count + scalars; }
    static std::size_t at(std::size_t cell, Field f) { return cell * field_count + static_cast<std::size_t>(f); }

    /// Takes the unknowns, and the gap, from a state.
    void read(const State& state, std::span<double> u) {
        for (std::size_t cell = 0; cell < cells(); ++cell)
            for (std::size_t f = 0; f < field_count; ++f)
                u[cell * field_count + f] = state.field(static_cast<Field>(f))[cell];
        const double* surface = state.values.data() + field_count * cells();
        u[cells() * field_count] = surface[State::barrier];
        u[cells() * field_count + 1] = surface[State::epidermal_thickness];
        u[cells() * field_count + 2] = surface[State::scar_load];
        gap = surface[State::gap];
    }

    /// Puts the unknowns, and the gap, into a state.
    void write(std::span<const double> u, State& state) const {
        for (std::size_t cell = 0; cell < cells(); ++cell)
            for (std::size_t f = 0; f < field_count; ++f)
                state.field(static_cast<Field>(f))[cell] = u[cell * field_count + f];
        double* surface = state.values.data() + field_count * cells();
        surface[State::barrier] = u[cells() * field_count];
        surface[State::epidermal_thickness] = u[cells() * field_count + 1];
        surface[State::scar_load] = u[cells() * field_count + 2];
        surface[State::gap] = gap;
    }

    /// The right-hand side: du/dt at u.
    void rate(std::span<const double> u, std::span<double> du) const {
        const std::size_t across = layout.first_cell(1);
        std::vector<double> everywhere(cells(), 1.0), epidermal(cells(), 0.0), dermal(cells(), 0.0),
            vessels(cells(), 0.0), crawling(cells(), 0.0);
        std::ranges::fill(du, 0.0);
        for (std::size_t cell = 0; cell < cells(); ++cell) {
            const double* here = &u[cell * field_count];
            double* change = &du[cell * field_count];
            const std::size_t layer = cell / across;
            if (layer < layout.epidermis().end) {
                epidermis(here, change);
                epidermal[cell] = 1.0;
            } else {
                const double F0 = layout.fibroblasts_at_rest()[layer], V0 = layout.vessels_at_rest()[layer];
                dermis(here, change, F0, V0);
                dermal[cell] = 1.0;
                vessels[cell] = V0;
                crawling[cell] = F0 * std::pow(1 + u[at(cell, Field::P)], p.chi / p.D_F);
            }
        }
        spread(u, du, Field::I, p.D_I, everywhere);
        spread(u, du, Field::Q, p.D_Q, everywhere);
        spread(u, du, Field::P, p.D_P, everywhere);
        spread(u, du, Field::T, p.D_T, everywhere);
        spread(u, du, Field::T3, p.D_T, everywhere);
        spread(u, du, Field::Vg, p.D_V, everywhere);
        spread(u, du, Field::m, p.D_m, everywhere);
        spread(u, du, Field::N, p.D_N, dermal);
        spread(u, du, Field::M1, p.D_M, dermal);
        spread(u, du, Field::M2, p.D_M, dermal);
        spread(u, du, Field::Y, p.D_F, dermal);
        spread(u, du, Field::F, p.D_F, crawling);
        spread(u, du, Field::V, p.D_VV, vessels);
        spread(u, du, Field::K, p.D_K, epidermal);
        surface(u, du);
    }

private:
    static double h(double x) { return x / (1 + x); }
    static double plus(double x) { return std::max(0.0, x); }

    void epidermis(const double* u, double* d) const {
        const auto U = [&](Field f) { return u[static_cast<std::size_t>(f)]; };
        const auto dU = [&](Field f) -> double& { return d[static_cast<std::size_t>(f)]; };
        const double G = plus(1 - U(Field::K));
        dU(Field::D) = -p.k_D * U(Field::D);
        dU(Field::K) = p.r_K * U(Field::K) * (1 - U(Field::K));
        dU(Field::I) = p.s_D * U(Field::D) + p.s_K * G - p.mu_I * U(Field::I);
        dU(Field::Q) = p.q_D * U(Field::D) - p.mu_Q * U(Field::Q);
        dU(Field::P) = -p.mu_P * U(Field::P);
        dU(Field::T) = -p.mu_T * U(Field::T);
        dU(Field::T3) = p.t_3K * G - p.mu_T * U(Field::T3);
        dU(Field::Vg) = p.v_K * G - p.mu_V * U(Field::Vg);
        dU(Field::m) = -p.mu_m * (1 + U(Field::T)) * U(Field::m);
    }

    void dermis(const double* u, double* d, double F0, double V0) const {
        const auto U = [&](Field f) { return u[static_cast<std::size_t>(f)]; };
        const auto dU = [&](Field f) -> double& { return d[static_cast<std::size_t>(f)]; };
        const double D = U(Field::D), Pl = U(Field::Pl), Fb = U(Field::Fb), I = U(Field::I), Q = U(Field::Q),
                     P = U(Field::P), T = U(Field::T), T3 = U(Field::T3), Vg = U(Field::Vg), m = U(Field::m),
                     N = U(Field::N), M1 = U(Field::M1), M2 = U(Field::M2), F = U(Field::F), Y = U(Field::Y),
                     V = U(Field::V), C3 = U(Field::C3), C1 = U(Field::C1), X = U(Field::X), Fn = U(Field::Fn),
                     Te = U(Field::Te), E = U(Field::E), Ea = U(Field::Ea);
        dU(Field::D) = -p.k_D * D;
        dU(Field::Pl) = -p.k_Pl * Pl;
        dU(Field::Fb) = -(p.k_Fb + p.k_Fb_m * m) * Fb;
        dU(Field::I) = p.s_D * D + p.s_N * N + p.s_M * M1 - p.mu_I * (1 + p.mu_I_M2 * M2) * I;
        dU(Field::Q) = p.q_N * N + p.q_D * D - p.mu_Q * Q;
        dU(Field::P) = p.p_Pl * Pl + p.p_M * (M1 + M2) - p.mu_P * P;
        dU(Field::T) = p.t_Pl * Pl + p.t_M * M2 + p.t_Y * Y - p.mu_T * T;
        dU(Field::T3) = p.t_3M * M2 - p.mu_T * T3;
        dU(Field::Vg) = p.v_M * M2 + p.v_H * plus(1 - V / V0) - p.mu_V * Vg;
        dU(Field::m) = p.m_N * N + p.m_M * M1 + p.m_F * F * I - p.mu_m * (1 + T) * m;
        dU(Field::N) = p.rho_N * V * I / (p.K_I + I) - p.mu_N * N;
        dU(Field::M1) = p.rho_M * V * h(Q) - (p.k_12 + p.mu_1) * M1;
        dU(Field::M2) = p.k_12 * M1 - p.mu_2 * M2;
        const double activation = p.k_Y * F * T * T / (p.K_T * p.K_T + T * T);
        dU(Field::F) = p.r_F * F * h(P) * (1 - (F + Y) / (p.F_cap * F0)) - activation - p.d_F * (F - F0);
        dU(Field::Y) = activation - p.mu_Y * Y;
        dU(Field::V) = p.a_V * V * h(Vg) * (1 - V / (p.V_cap * V0)) - p.b_V * (V - V0);
        const auto& rest = layout.matrix_at_rest();
        const double f = 1 / (1 + I / p.K_Is), phi = plus(1 - (C3 + C1 + X) / p.C_max);
        const double A1 = f * (p.w_T * F * h(T) + p.w_Y * Y), A3 = A1 + f * F * h(P);
        const double k = p.k_X * (1 + p.k_X_T * h(T));
        const double s_3 = p.d_3 * rest.C3, s_1 = (p.d_1 + p.k_X) * rest.C1, s_T = (p.d_T + p.k_E) * rest.Te;
        dU(Field::C3) = s_3 * F / F0 + p.a_3 * A3 * phi - p.d_3 * (1 + p.d_3_m * m) * C3;
        dU(Field::C1) = s_1 * F / F0 + p.a_1 * A1 * phi - (p.d_1 * (1 + p.d_1_m * m) + k) * C1;
        dU(Field::X) = k * C1 - p.d_X * (1 + p.d_X_m * m) * X;
        dU(Field::Fn) = p.fn_Fb * p.k_Fb * Fb + p.fn_F * (F * h(P) + Y) - (p.d_Fn + p.d_Fn_m * m) * Fn;
        dU(Field::Te) = s_T * F / F0 + p.e_stim * s_T * (F * h(T3) + p.e_Y * Y) - (p.d_T + p.k_E) * Te;
        dU(Field::E) = p.k_E * Te - p.d_E * (1 + p.d_E_m * m) * E;
        dU(Field::Ea) = -p.d_Ea * m * Ea;
    }

    /// div(D ψ grad(u/ψ)) of one field in flux form; nothing passes to where ψ is 0.
    void spread(std::span<const double> u, std::span<double> du, Field f, double D,
                const std::vector<double>& psi) const {
        const numerics::Grid& grid = layout.grid();
        for (std::size_t a = 0; a < grid.dimensions(); ++a) {
            const numerics::Axis& axis = grid.axis(a);
            const std::size_t stride = grid.stride(a);
            for (std::size_t cell = 0; cell < cells(); ++cell) {
                const std::size_t i = cell / stride % axis.size(), next = cell + stride;
                if (i + 1 == axis.size() || psi[cell] == 0 || psi[next] == 0) continue;
                const double resistance = 0.5 * axis.length(i) / psi[cell] + 0.5 * axis.length(i + 1) / psi[next];
                const double flux = D * axis.face_measure(i + 1) / resistance *
                                    (u[at(cell, f)] / psi[cell] - u[at(next, f)] / psi[next]);
                du[at(cell, f)] -= flux / axis.measure(i);
                du[at(next, f)] += flux / axis.measure(i + 1);
            }
        }
    }

    /// Barrier, epidermal thickness and scar load.
    void surface(std::span<const double> u, std::span<double> du) const {
        double cover = 1.0;
        for (std::size_t cell = 0; cell < layout.first_cell(layout.epidermis().end); ++cell)
            cover = std::min(cover, u[at(cell, Field::K)]);
        const double c = gap > 0 ? std::clamp(1 - (1 - cover) / gap, 0.0, 1.0) : 1.0;
        const auto papillary = [&](Field f) {
            double sum = 0, volume = 0;
            for (std::size_t cell = layout.first_cell(layout.papillary().begin);
                 cell < layout.first_cell(layout.papillary().end); ++cell) {
                sum += layout.grid().volumes()[cell] * u[at(cell, f)];
                volume += layout.grid().volumes()[cell];
            }
            return sum / volume;
        };
        const auto& rest = layout.matrix_at_rest();
        const double collagen =
            (papillary(Field::C3) + papillary(Field::C1) + papillary(Field::X)) / (rest.C3 + rest.C1 + rest.X);
        const std::size_t B = cells() * field_count, H = B + 1, S = B + 2;
        du[B] = (c - u[B]) / p.tau_B;
        du[H] = p.g_H * (h(papillary(Field::P)) + h(papillary(Field::T))) +
                (1 + p.b_H * plus(collagen - 1) - u[H]) / p.tau_H;
        du[S] = plus(papillary(Field::Y) - p.scar_Y);
    }
};

}  // namespace percuta::healing::reference
