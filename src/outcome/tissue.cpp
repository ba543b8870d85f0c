#include "outcome/tissue.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace percuta::outcome {

Tissue with_hair(Tissue tissue, const HairGains& gains, double response) {
    const double z = std::clamp(response, hair_responses.front(), hair_responses.back());
    std::size_t right = 1;
    while (hair_responses[right] < z) ++right;
    const double share = (z - hair_responses[right - 1]) / (hair_responses[right] - hair_responses[right - 1]);
    tissue.hair_gain = std::lerp(gains[right - 1].density, gains[right].density, share);
    tissue.hair_thickening = std::lerp(gains[right - 1].diameter, gains[right].diameter, share);
    return tissue;
}

}  // namespace percuta::outcome
