// The whole model once more, written as plainly as possible: continuous right-hand sides on a depth column, integrated
// by CVODE (SUNDIALS) with tight tolerances. Slow and obviously the equations of docs/science/healing.md, section 3.2.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include <cvode/cvode.h>
#include <gtest/gtest.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunmatrix/sunmatrix_band.h>

#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

double h(double x) { return x / (1 + x); }
double plus(double x) { return std::max(0.0, x); }

/// The column as a system of ordinary differential equations; unknowns ordered cell by cell.
struct Column {
    const Parameters& p;
    const Layout& layout;

    std::size_t cells() const { return layout.cells(); }

    /// Flux form of d/dz (D psi d(u/psi)/dz) over the layers where psi > 0 on both sides.
    void diffuse(std::span<const double> u, std::span<double> du, Field f, double D,
                 const std::vector<double>& psi) const {
        const auto at = [&](std::size_t cell) { return cell * field_count + static_cast<std::size_t>(f); };
        const numerics::Axis& z = layout.depth();
        for (std::size_t i = 0; i + 1 < cells(); ++i) {
            if (psi[i] == 0 || psi[i + 1] == 0) continue;
            const double resistance = 0.5 * z.length(i) / psi[i] + 0.5 * z.length(i + 1) / psi[i + 1];
            const double flux = D / resistance * (u[at(i)] / psi[i] - u[at(i + 1)] / psi[i + 1]);
            du[at(i)] -= flux / z.length(i);
            du[at(i + 1)] += flux / z.length(i + 1);
        }
    }

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
        const Rest<double>& rest = layout.matrix_at_rest();
        const double f = 1 / (1 + I / p.K_Is), psi = plus(1 - (C3 + C1 + X) / p.C_max);
        const double A1 = f * (p.w_T * F * h(T) + p.w_Y * Y), A3 = A1 + f * F * h(P);
        const double maturation = p.k_X * (1 + p.k_X_T * h(T));
        dU(Field::C3) = p.d_3 * rest.C3 * F / F0 + p.a_3 * A3 * psi - p.d_3 * (1 + p.d_3_m * m) * C3;
        dU(Field::C1) =
            (p.d_1 + p.k_X) * rest.C1 * F / F0 + p.a_1 * A1 * psi - (p.d_1 * (1 + p.d_1_m * m) + maturation) * C1;
        dU(Field::X) = maturation * C1 - p.d_X * (1 + p.d_X_m * m) * X;
        dU(Field::Fn) = p.fn_Fb * p.k_Fb * Fb + p.fn_F * (F * h(P) + Y) - (p.d_Fn + p.d_Fn_m * m) * Fn;
        const double s_T = (p.d_T + p.k_E) * rest.Te;
        dU(Field::Te) = s_T * F / F0 + p.e_stim * s_T * (F * h(T3) + p.e_Y * Y) - (p.d_T + p.k_E) * Te;
        dU(Field::E) = p.k_E * Te - p.d_E * (1 + p.d_E_m * m) * E;
        dU(Field::Ea) = -p.d_Ea * m * Ea;
    }

    void rate(std::span<const double> u, std::span<double> du) const {
        const auto& F0 = layout.fibroblasts_at_rest();
        const auto& V0 = layout.vessels_at_rest();
        std::vector<double> everywhere(cells(), 1.0), dermal(cells(), 0.0), epidermal(cells(), 0.0),
            crawling(cells(), 0.0);
        for (std::size_t i = 0; i < cells(); ++i) {
            const double* here = &u[i * field_count];
            std::fill_n(&du[i * field_count], field_count, 0.0);
            if (F0[i] == 0) {
                epidermis(here, &du[i * field_count]);
                epidermal[i] = 1.0;
            } else {
                dermis(here, &du[i * field_count], F0[i], V0[i]);
                dermal[i] = 1.0;
                crawling[i] = F0[i] * std::pow(1 + here[static_cast<std::size_t>(Field::P)], p.chi / p.D_F);
            }
        }
        for (const auto& [f, D] : {std::pair{Field::I, p.D_I},
                                   {Field::Q, p.D_Q},
                                   {Field::P, p.D_P},
                                   {Field::T, p.D_T},
                                   {Field::T3, p.D_T},
                                   {Field::Vg, p.D_V},
                                   {Field::m, p.D_m}})
            diffuse(u, du, f, D, everywhere);
        for (const auto& [f, D] :
             {std::pair{Field::N, p.D_N}, {Field::M1, p.D_M}, {Field::M2, p.D_M}, {Field::Y, p.D_F}})
            diffuse(u, du, f, D, dermal);
        diffuse(u, du, Field::V, p.D_VV, V0);
        diffuse(u, du, Field::F, p.D_F, crawling);
        diffuse(u, du, Field::K, p.D_K, epidermal);
    }
};

int right_hand_side(realtype, N_Vector u, N_Vector du, void* column) {
    const auto n = static_cast<std::size_t>(NV_LENGTH_S(u));
    static_cast<const Column*>(column)->rate({NV_DATA_S(u), n}, {NV_DATA_S(du), n});
    return 0;
}

/// Mean of a field over the papillary dermis.
double papillary(const Layout& layout, const double* u, Field f) {
    double sum = 0, length = 0;
    for (std::size_t i = layout.papillary().begin; i < layout.papillary().end; ++i) {
        sum += u[i * field_count + static_cast<std::size_t>(f)] * layout.depth().length(i);
        length += layout.depth().length(i);
    }
    return sum / length;
}

TEST(Reference, TheStepperAgreesWithCvodeOnTheWholeModel) {
    const Parameters p = reference::parameters();
    const auto sessions = reference::sessions({});
    const Wound& wound = sessions.front().wound;
    const Accuracy accuracy;
    const Layout layout(p, reference::skin(), Fidelity::column, accuracy, wound.deepest(), wound.widest(), wound.rim());
    State state(layout);
    strike(p, layout, injure(p, layout, wound), state);

    const auto n = static_cast<sunindextype>(layout.cells() * field_count);
    SUNContext context = nullptr;
    ASSERT_EQ(SUNContext_Create(nullptr, &context), 0);
    N_Vector u = N_VNew_Serial(n, context);
    for (std::size_t i = 0; i < layout.cells(); ++i)
        for (std::size_t f = 0; f < field_count; ++f)
            NV_DATA_S(u)[i * field_count + f] = state.values[f * layout.cells() + i];
    const Column column{p, layout};
    void* cvode = CVodeCreate(CV_BDF, context);
    CVodeInit(cvode, right_hand_side, 0.0, u);
    CVodeSStolerances(cvode, 1e-8, 1e-11);
    CVodeSetUserData(cvode, const_cast<Column*>(&column));
    CVodeSetMaxNumSteps(cvode, 200000);
    SUNMatrix matrix = SUNBandMatrix(n, 2 * field_count, 2 * field_count, context);
    SUNLinearSolver solver = SUNLinSol_Band(u, matrix, context);
    CVodeSetLinearSolver(cvode, solver, matrix);

    const auto series = heal(p, reference::skin(), sessions, 120 * day, Fidelity::column, {}, accuracy).curves;
    const std::pair<const char*, Field> compared[] = {
        {"damage", Field::D},      {"clot", Field::Fb},          {"il1", Field::I},     {"mcp1", Field::Q},
        {"pdgf", Field::P},        {"tgf_b1", Field::T},         {"tgf_b3", Field::T3}, {"vegf", Field::Vg},
        {"mmp", Field::m},         {"neutrophils", Field::N},    {"m1", Field::M1},     {"m2", Field::M2},
        {"fibroblasts", Field::F}, {"myofibroblasts", Field::Y}, {"vessels", Field::V}, {"fibronectin", Field::Fn}};
    std::vector<double> worst(std::size(compared), 0.0), size(std::size(compared), 0.0);
    // Matrix, relative to rest; compared by its gain.
    const Rest<double>& rest = layout.matrix_at_rest();
    struct Matrix {
        const char* name;
        std::vector<Field> parts;
        double rest;
        double worst = 0, gain = 0;
    };
    Matrix matrices[] = {{"collagen_total", {Field::C3, Field::C1, Field::X}, rest.C3 + rest.C1 + rest.X},
                         {"collagen_3", {Field::C3}, rest.C3},
                         {"collagen_1", {Field::C1, Field::X}, rest.C1 + rest.X},
                         {"new_collagen", {Field::C1}, rest.C1},
                         {"tropoelastin", {Field::Te}, rest.Te},
                         {"elastin", {Field::E, Field::Ea}, rest.E}};
    for (const double when :
         {0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 14.0, 21.0, 28.0, 42.0, 56.0, 84.0, 112.0}) {
        realtype reached = 0;
        ASSERT_EQ(CVode(cvode, when * day, u, &reached, CV_NORMAL), CV_SUCCESS);
        for (std::size_t i = 0; i < std::size(compared); ++i) {
            const double exact = papillary(layout, NV_DATA_S(u), compared[i].second);
            worst[i] = std::max(worst[i], std::abs(series.at(compared[i].first, when * day) - exact));
            size[i] = std::max(size[i], std::abs(exact));
        }
        for (Matrix& m : matrices) {
            double sum = 0;
            for (const Field part : m.parts) sum += papillary(layout, NV_DATA_S(u), part);
            m.worst = std::max(m.worst, std::abs(series.at(m.name, when * day) - sum / m.rest));
            m.gain = std::max(m.gain, std::abs(sum / m.rest - 1));
        }
    }
    for (std::size_t i = 0; i < std::size(compared); ++i) {
        std::printf("  %-16s largest difference from CVODE %.2f %% of its peak\n", compared[i].first,
                    100 * worst[i] / size[i]);
        EXPECT_LT(worst[i] / size[i], 0.01) << compared[i].first;
    }
    for (const Matrix& m : matrices) {
        std::printf("  %-16s largest difference from CVODE %.2f %% of its change\n", m.name, 100 * m.worst / m.gain);
        EXPECT_LT(m.worst / m.gain, 0.01) << m.name;
    }

    SUNLinSolFree(solver);
    SUNMatDestroy(matrix);
    CVodeFree(&cvode);
    N_VDestroy(u);
    SUNContext_Free(&context);
}

}  // namespace
}  // namespace percuta::healing
