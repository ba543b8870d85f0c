// What of a person a reader could see or an instrument measure: physical quantities, before treatment and after.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "outcome/parameters.hpp"
#include "outcome/tissue.hpp"

namespace percuta::outcome {

class Catalogue;

/// Types of atrophic scar, in the order of `Surface::scar_depth`.
enum class ScarType { rolling, boxcar, ice_pick };
inline constexpr std::size_t scar_type_count = 3;
/// The same by the names that a mix uses: "rolling", "boxcar", "ice-pick".
const std::vector<std::string>& scar_types();

/// One person's treated skin. SI; what a concern does not have is 0, relative quantities are 1 before treatment.
struct Surface {
    double scar_count = 0.0;                           ///< atrophic scars of the treated area
    std::array<double, scar_type_count> scar_share{};  ///< of their number, by type
    std::array<double, scar_type_count> scar_depth{};  ///< mean over scars of a type, metres
    double wrinkle_depth = 0.0;                        ///< metres
    double striae_load = 0.0;                          ///< 1 before treatment
    // Of a surgical or burn scar: 0 is skin, 1 the worst that the scales of scars describe
    double scar_height = 0.0, scar_stiffness = 0.0;
    double scar_colour = 0.0;  ///< redness, pigment and complaints, which no model of the tissue reaches
    double roughness = 0.0;    ///< arithmetic mean of the relief (Ra), metres
    double pores = 1.0, pigment = 1.0;
    double elasticity = 1.0, firmness = 1.0, dermal_thickness = 1.0, turnover = 1.0;
    double hair_density = 0.0;   ///< 1/m2
    double hair_diameter = 0.0;  ///< metres

    bool operator==(const Surface&) const = default;
};

/// What is treated in one person, as it is before.
struct Condition {
    std::string concern;                ///< "acne-scar"
    std::string scale;                  ///< on which `score` stands; empty: the usual surface of that concern
    double score = 0.0;                 ///< true score before treatment
    std::map<std::string, double> mix;  ///< shares of scar types; empty for the usual one
    Hair hair{};                        ///< visible on the scalp that is treated; of hair loss
};

/// What differs between people beside their skin, and lasts.
struct Responder {
    double response = 1.0;     ///< factor on what the dermis gains; mean 1 over people
    double logit_shift = 0.0;  ///< of the share of a load lost
};
Responder draw_responder(const Parameters& p, core::RandomStream& random);

/// The surface whose score on the scale of the condition is the score given. Throws core::UsageError for a score that
/// no such skin has, and for a scale that is not read for the concern or scores a change; core::InternalError for hair
/// loss of a scalp whose hair is not given.
Surface before(const Catalogue& clinic, const Parameters& p, const Condition& condition);

/// The highest score that skin of this condition, whatever its own score, can have before treatment: scales of scars
/// end where every scar of the mix is as deep and as many as is told apart.
double most_score(const Catalogue& clinic, const Parameters& p, const Condition& condition);

/// The same skin when its tissue has become `tissue`; `study_shift` is the logit by which everybody of one study
/// responds better or worse. Tissue that did not change leaves the surface exactly as it was; a loss of collagen does
/// not deepen scars or wrinkles.
Surface after(const Parameters& p, const Surface& before, const Tissue& tissue, const Responder& who,
              double study_shift = 0.0);

/// Share of what was treated that is gone (scars, each counted alike; wrinkle; striae; severity of a surgical scar;
/// pigment), or by which hair mass grew: what scales of change are told. Below 0 when it got worse.
double improvement(const Surface& before, const Surface& now);

}  // namespace percuta::outcome
