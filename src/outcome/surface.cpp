#include "outcome/surface.hpp"

#include <cmath>

namespace percuta::outcome {

namespace {

/// Rises with the gain from 0, and saturates at 1; 63 per cent at `star`.
double saturating(double gain, double star) { return gain > 0.0 ? -std::expm1(-gain / star) : 0.0; }

/// The share when its logit is moved by -log(odds).
double shifted(double share, double odds) {
    if (share <= 0.0) return 0.0;
    if (share >= 1.0) return 1.0;
    return share / (share + (1.0 - share) * odds);
}

double hair_mass(const Surface& skin) { return skin.hair_density * skin.hair_diameter * skin.hair_diameter; }

}  // namespace

const std::vector<std::string>& scar_types() {
    static const std::vector<std::string> types = {"rolling", "boxcar", "ice-pick"};
    return types;
}

Responder draw_responder(const Parameters& p, core::RandomStream& random) {
    Responder who;
    who.response = std::exp(p.omega * random.normal() - 0.5 * p.omega * p.omega);
    who.logit_shift = p.sigma_f * random.normal();
    return who;
}

Surface after(const Parameters& p, const Surface& before, const Tissue& tissue, const Responder& who,
              double study_shift) {
    const double gain = who.response * (tissue.collagen_total - 1.0);
    const double odds = std::exp(-(who.logit_shift + study_shift));
    const double saturated = saturating(gain, p.C_star);
    Surface now = before;
    const std::array<double, scar_type_count> response{p.e_rolling, p.e_boxcar, p.e_ice_pick};
    for (std::size_t type = 0; type < scar_type_count; ++type)
        now.scar_depth[type] *= 1.0 - shifted(response[type] * saturated, odds);
    if (before.wrinkle_depth > 0.0) now.wrinkle_depth *= 1.0 - shifted(saturating(gain, p.W_star), odds);
    if (before.striae_load > 0.0) now.striae_load *= 1.0 - shifted(saturating(gain, p.S_star), odds);
    if (before.roughness > 0.0) now.roughness *= 1.0 - shifted(saturating(gain, p.R_star), odds);
    now.scar_height *= 1.0 - shifted(p.scar_height_response * saturated, odds);
    now.scar_stiffness *= 1.0 - shifted(p.scar_stiffness_response * saturated, odds);
    now.pores *= 1.0 - shifted(p.pores_response * saturated, odds);
    now.pigment *= 1.0 - shifted(p.pigment_response * saturated, odds);
    // Powers of what the tissue became; the response of a person stretches the logarithm of the change.
    const double collagen = who.response * std::log(tissue.collagen_total), elastin = std::log(tissue.elastin);
    now.elasticity *= std::exp(p.elasticity_of_collagen * collagen + p.elasticity_of_elastin * elastin);
    now.firmness *= std::exp(p.firmness_of_collagen * collagen + p.firmness_of_elastin * elastin);
    now.dermal_thickness *= std::exp(p.thickness_of_collagen * who.response * std::log(tissue.collagen_reticular));
    now.turnover *= std::exp(p.turnover_of_epidermis * std::log(tissue.epidermis));
    const double study = std::exp(p.study_hair * study_shift);
    now.hair_density = std::max(0.0, before.hair_density + study * tissue.hair_gain);
    now.hair_diameter = std::max(0.0, before.hair_diameter + study * tissue.hair_thickening);
    return now;
}

double improvement(const Surface& before, const Surface& now) {
    if (before.scar_count > 0.0) {
        double lost = 0.0;
        for (std::size_t type = 0; type < scar_type_count; ++type)
            if (before.scar_share[type] > 0.0)
                lost += before.scar_share[type] * (1.0 - now.scar_depth[type] / before.scar_depth[type]);
        return lost;
    }
    if (before.wrinkle_depth > 0.0) return 1.0 - now.wrinkle_depth / before.wrinkle_depth;
    if (before.striae_load > 0.0) return 1.0 - now.striae_load / before.striae_load;
    const auto severity = [](const Surface& skin) { return skin.scar_height + skin.scar_stiffness + skin.scar_colour; };
    if (severity(before) > 0.0) return 1.0 - severity(now) / severity(before);
    if (before.hair_density > 0.0) return hair_mass(now) / hair_mass(before) - 1.0;
    return 1.0 - now.pigment / before.pigment;
}

}  // namespace percuta::outcome
