// Parameters of the healing cascade, by the symbols of docs/science/healing.md. Values come from data/healing.toml.
#pragma once

#include <array>
#include <span>

#include "core/parameter.hpp"

namespace percuta::healing {

/// SI: rates in 1/s, diffusivities in m2/s, times in s; signals, cells and matrix are pure numbers (see the data file).
/// What each one means, its prior and its source stand in data/healing.toml. `Number` is double for one skin, a vector
/// of doubles for several side by side, or a dual number for derivatives.
template <class Number>
struct ParametersOf {
    // Diffusion of signals
    Number D_I, D_Q, D_V, D_P, D_T, D_m;
    // Damage, platelets, fibrin
    Number k_D, k_Pl, k_Fb, k_Fb_m;
    // Inflammation
    Number s_D, s_K, s_N, s_M, mu_I, mu_I_M2, q_N, q_D, mu_Q;
    // Growth factors
    Number p_Pl, p_M, mu_P, t_Pl, t_M, t_Y, mu_T, t_3K, t_3M, v_M, v_K, v_H, mu_V, m_N, m_M, m_F, mu_m;
    // Leukocytes
    Number D_N, D_M, rho_N, K_I, mu_N, rho_M, k_12, mu_1, mu_2;
    // Fibroblasts (F), myofibroblasts (Y), vessels (V)
    Number r_F, d_F, F_cap, D_F, chi, k_Y, K_T, mu_Y, a_V, b_V, V_cap, D_VV;
    // Epidermis
    Number D_K, r_K, tau_B, g_H, b_H, tau_H;
    // Collagen
    Number share_3, d_3, d_1, k_X, d_X, d_3_m, d_1_m, d_X_m, k_X_T, a_3, a_1, w_T, w_Y, C_max, K_Is;
    // Provisional matrix (fibronectin, Fn) and elastin
    Number fn_Fb, fn_F, d_Fn, d_Fn_m, d_T, k_E, d_E, e_stim, e_Y, d_E_m, d_Ea;
    // The jump at a session
    Number g_range, bleed_g, kill_F, kill_V, cut_w, cut_g;
    // Layers
    Number reticular_F, reticular_V, hypodermis_F, hypodermis_V, floor, reach_papillary, scar_Y;
};
using Parameters = ParametersOf<double>;

inline constexpr std::array bindings = {
    core::Binding<Parameters>{"D_I", &Parameters::D_I, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"D_Q", &Parameters::D_Q, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"D_V", &Parameters::D_V, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"D_P", &Parameters::D_P, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"D_T", &Parameters::D_T, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"D_m", &Parameters::D_m, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"k_D", &Parameters::k_D, "s-1"},
    core::Binding<Parameters>{"k_Pl", &Parameters::k_Pl, "s-1"},
    core::Binding<Parameters>{"k_Fb", &Parameters::k_Fb, "s-1"},
    core::Binding<Parameters>{"k_Fb_m", &Parameters::k_Fb_m, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"s_D", &Parameters::s_D, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"s_K", &Parameters::s_K, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"s_N", &Parameters::s_N, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"s_M", &Parameters::s_M, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"mu_I", &Parameters::mu_I, "s-1"},
    core::Binding<Parameters>{"mu_I_M2", &Parameters::mu_I_M2, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"q_N", &Parameters::q_N, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"q_D", &Parameters::q_D, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"mu_Q", &Parameters::mu_Q, "s-1"},
    core::Binding<Parameters>{"p_Pl", &Parameters::p_Pl, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"p_M", &Parameters::p_M, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"mu_P", &Parameters::mu_P, "s-1"},
    core::Binding<Parameters>{"t_Pl", &Parameters::t_Pl, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"t_M", &Parameters::t_M, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"t_Y", &Parameters::t_Y, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"mu_T", &Parameters::mu_T, "s-1"},
    core::Binding<Parameters>{"t_3K", &Parameters::t_3K, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"t_3M", &Parameters::t_3M, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"v_M", &Parameters::v_M, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"v_K", &Parameters::v_K, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"v_H", &Parameters::v_H, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"mu_V", &Parameters::mu_V, "s-1"},
    core::Binding<Parameters>{"m_N", &Parameters::m_N, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"m_M", &Parameters::m_M, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"m_F", &Parameters::m_F, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"mu_m", &Parameters::mu_m, "s-1"},
    core::Binding<Parameters>{"D_N", &Parameters::D_N, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"D_M", &Parameters::D_M, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"rho_N", &Parameters::rho_N, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"K_I", &Parameters::K_I, "1"},
    core::Binding<Parameters>{"mu_N", &Parameters::mu_N, "s-1"},
    core::Binding<Parameters>{"rho_M", &Parameters::rho_M, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"k_12", &Parameters::k_12, "s-1"},
    core::Binding<Parameters>{"mu_1", &Parameters::mu_1, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"mu_2", &Parameters::mu_2, "s-1"},
    core::Binding<Parameters>{"r_F", &Parameters::r_F, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"d_F", &Parameters::d_F, "s-1"},
    core::Binding<Parameters>{"F_cap", &Parameters::F_cap, "1"},
    core::Binding<Parameters>{"D_F", &Parameters::D_F, "m2/s"},
    core::Binding<Parameters>{"chi", &Parameters::chi, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"k_Y", &Parameters::k_Y, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"K_T", &Parameters::K_T, "1"},
    core::Binding<Parameters>{"mu_Y", &Parameters::mu_Y, "s-1"},
    core::Binding<Parameters>{"a_V", &Parameters::a_V, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"b_V", &Parameters::b_V, "s-1"},
    core::Binding<Parameters>{"V_cap", &Parameters::V_cap, "1"},
    core::Binding<Parameters>{"D_VV", &Parameters::D_VV, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"D_K", &Parameters::D_K, "m2/s", core::Sign::not_below_zero},
    core::Binding<Parameters>{"r_K", &Parameters::r_K, "s-1"},
    core::Binding<Parameters>{"tau_B", &Parameters::tau_B, "s"},
    core::Binding<Parameters>{"g_H", &Parameters::g_H, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"b_H", &Parameters::b_H, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"tau_H", &Parameters::tau_H, "s"},
    core::Binding<Parameters>{"share_3", &Parameters::share_3, "1"},
    core::Binding<Parameters>{"d_3", &Parameters::d_3, "s-1"},
    core::Binding<Parameters>{"d_1", &Parameters::d_1, "s-1"},
    core::Binding<Parameters>{"k_X", &Parameters::k_X, "s-1"},
    core::Binding<Parameters>{"d_X", &Parameters::d_X, "s-1"},
    core::Binding<Parameters>{"d_3_m", &Parameters::d_3_m, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"d_1_m", &Parameters::d_1_m, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"d_X_m", &Parameters::d_X_m, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"k_X_T", &Parameters::k_X_T, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"a_3", &Parameters::a_3, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"a_1", &Parameters::a_1, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"w_T", &Parameters::w_T, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"w_Y", &Parameters::w_Y, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"C_max", &Parameters::C_max, "1"},
    core::Binding<Parameters>{"K_Is", &Parameters::K_Is, "1"},
    core::Binding<Parameters>{"fn_Fb", &Parameters::fn_Fb, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"fn_F", &Parameters::fn_F, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"d_Fn", &Parameters::d_Fn, "s-1"},
    core::Binding<Parameters>{"d_Fn_m", &Parameters::d_Fn_m, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"d_T", &Parameters::d_T, "s-1"},
    core::Binding<Parameters>{"k_E", &Parameters::k_E, "s-1"},
    core::Binding<Parameters>{"d_E", &Parameters::d_E, "s-1"},
    core::Binding<Parameters>{"e_stim", &Parameters::e_stim, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"e_Y", &Parameters::e_Y, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"d_E_m", &Parameters::d_E_m, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"d_Ea", &Parameters::d_Ea, "s-1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"g_range", &Parameters::g_range, "1"},
    core::Binding<Parameters>{"bleed_g", &Parameters::bleed_g, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"kill_F", &Parameters::kill_F, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"kill_V", &Parameters::kill_V, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"cut_w", &Parameters::cut_w, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"cut_g", &Parameters::cut_g, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"reticular_F", &Parameters::reticular_F, "1"},
    core::Binding<Parameters>{"reticular_V", &Parameters::reticular_V, "1"},
    core::Binding<Parameters>{"hypodermis_F", &Parameters::hypodermis_F, "1"},
    core::Binding<Parameters>{"hypodermis_V", &Parameters::hypodermis_V, "1"},
    core::Binding<Parameters>{"floor", &Parameters::floor, "m"},
    core::Binding<Parameters>{"reach_papillary", &Parameters::reach_papillary, "1", core::Sign::not_below_zero},
    core::Binding<Parameters>{"scar_Y", &Parameters::scar_Y, "1", core::Sign::not_below_zero},
};

/// All numbers of a set, in the order of `bindings`: it holds nothing else.
template <class Number>
std::span<Number, bindings.size()> numbers(ParametersOf<Number>& p) {
    static_assert(sizeof p == bindings.size() * sizeof(Number));
    return std::span<Number, bindings.size()>(reinterpret_cast<Number*>(&p), bindings.size());
}

/// Throws core::InvalidInput where healing.toml does not hold what this room needs.
inline void check_parameters(const core::ParameterSet& set) { core::check_names(set, bindings, "healing.toml"); }
inline Parameters parameters(const core::ParameterSet& set) { return core::bind(set, bindings); }

}  // namespace percuta::healing
