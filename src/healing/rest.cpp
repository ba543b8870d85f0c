#include "healing/rest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace percuta::healing {

namespace {

/// x / M2 when h(x) = slope M2 with h(x) = x / (1 + x); infinite where no x is large enough.
double unsaturated(double slope, double M2) {
    const double share = slope * M2;
    return share < 1.0 ? slope / (1.0 - share) : std::numeric_limits<double>::infinity();
}

/// Steady states of uniform tissue along M2, from which all else follows: V through VEGF, then M1, Q, N and I against
/// the cascade. N and I are per M2, so that nothing vanishes at rest, where M2 is 0.
class SteadyStates {
public:
    SteadyStates(const Parameters& p, double vessels) : p_(p), rest_(vessels) {}

    /// True when some M2 > 0 in [low, high] may be steady.
    bool any(double low, double high, double narrowest) const {
        if (none(low, high)) return false;
        if (high - low < narrowest || fed(low)) return true;
        const double middle = 0.5 * (low + high);
        return any(low, middle, narrowest) || any(middle, high, narrowest);
    }
    /// No steady M2 is larger: its M1 would need more recruitment than there is.
    double largest() const { return p_.V_cap * rest_ / M1_per_V(); }

private:
    /// Sources of I outweigh its clearance at this M2. For some larger M2 they are equal: I grows without bound first.
    bool fed(double M2) const {
        const double V = vessels(M2), n = N(M2, V), i = I(n, M2, V);
        return std::isfinite(i) && sources(n) >= clearance(M2, i);
    }
    /// Clearance outweighs sources all over [low, high]: N and I rise with M2 and fall with V, which rises with M2.
    bool none(double low, double high) const {
        const double few = vessels(low), many = vessels(high);
        const double recruited = p_.rho_N * many / p_.mu_N;  // no N is larger
        const double n = low > 0.0 ? std::min(N(high, few), recruited / low) : N(high, few);
        return sources(n) < clearance(low, I(N(low, many), low, many));
    }

    /// a_V h(Vg) V (1 - V/(V_cap V*)) = b_V (V - V*) has one positive root.
    double vessels(double M2) const {
        const double Vg = p_.v_M * M2 / p_.mu_V, growth = p_.a_V * Vg / (1.0 + Vg);
        const double crowd = growth / (p_.V_cap * rest_), half = 0.5 * (p_.b_V - growth), supply = p_.b_V * rest_;
        const double root = std::sqrt(half * half + crowd * supply);
        return half > 0.0 ? supply / (half + root) : (root - half) / crowd;
    }
    double M1_per_V() const { return (p_.k_12 + p_.mu_1) * p_.mu_2 / (p_.k_12 * p_.rho_M); }
    double N(double M2, double V) const { return p_.mu_Q / p_.q_N * unsaturated(M1_per_V() / V, M2); }
    double I(double n, double M2, double V) const { return p_.K_I * unsaturated(p_.mu_N * n / (p_.rho_N * V), M2); }
    double sources(double n) const { return p_.s_N * n + p_.s_M * p_.mu_2 / p_.k_12; }
    double clearance(double M2, double i) const { return p_.mu_I * (1.0 + p_.mu_I_M2 * M2) * i; }

    const Parameters& p_;
    double rest_;
};

}  // namespace

bool has_inflamed_state(const Parameters& p, double vessels) {
    // Without macrophages only neutrophils could feed inflammation, and I saturates.
    if (p.rho_N * p.q_N * p.rho_M * vessels == 0.0) return p.s_N * p.rho_N * vessels > p.mu_N * p.K_I * p.mu_I;
    const SteadyStates states(p, vessels);
    constexpr double narrowest = 1e-9;
    return states.any(0.0, states.largest(), narrowest * states.largest());
}

double self_sustaining_t_Y(const Parameters& p) {
    // Y = k_Y F T²/(K_T² + T²)/mu_Y and T = t_Y Y/mu_T meet away from zero from here on.
    const double most_F = std::max({1.0, p.reticular_F, p.hypodermis_F});
    return 2.0 * p.K_T * p.mu_T * p.mu_Y / (p.k_Y * most_F);
}

bool rest_is_the_only_state(const Parameters& p) {
    const double vessels = p.reach_papillary + (1.0 - p.reach_papillary) * p.reticular_V;
    return p.V_cap >= 1.0 && p.t_Y < self_sustaining_t_Y(p) && !has_inflamed_state(p, vessels);
}

}  // namespace percuta::healing
