// What a reading needs to know of the tissue of one person at one time.
#pragma once

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
    double vessels = 1.0;
    double epidermis = 1.0;  ///< thickness
    // Of the scalp; 0 where no hair is followed
    double hair_gain = 0.0;        ///< visible hairs more than before, 1/m2
    double hair_thickening = 0.0;  ///< by which they are thicker, metres
};

}  // namespace percuta::outcome
