// What a reading needs to know of the tissue of one person at one time.
#pragma once

#include <array>

namespace percuta::outcome {

/// Relative to before the first session: 1 is as it was. Collagen to tropoelastin are averages over the papillary
/// dermis.
struct Tissue {
    double time = 0.0;  ///< seconds after the first session
    double collagen_total = 1.0;
    double collagen_1 = 1.0;
    double collagen_3 = 1.0;
    double tropoelastin = 1.0;
    double elastin = 1.0;
    double collagen_reticular = 1.0;  ///< all types, average over the reticular dermis
    double epidermis = 1.0;           ///< thickness
    // Of the scalp; 0 where no hair is followed
    double hair_gain = 0.0;        ///< visible hairs more than before, 1/m2
    double hair_thickening = 0.0;  ///< by which they are thicker, metres
};

/// Visible hairs of a scalp, or what they gained.
struct Hair {
    double density = 0.0;   ///< 1/m2
    double diameter = 0.0;  ///< mean, metres
};

/// Responses at which hair is followed, in standard deviations over people: follicles respond less and less to more.
inline constexpr std::array hair_responses{-3.0, -2.0, -1.4, -0.9, -0.4, 0.0, 0.4, 0.9, 1.4, 2.0, 3.0};
/// Gains at one time, one a response.
using HairGains = std::array<Hair, hair_responses.size()>;

/// The tissue with the hair of a person whose follicles respond `response` standard deviations over people more than
/// the median.
Tissue with_hair(Tissue tissue, const HairGains& gains, double response);

}  // namespace percuta::outcome
