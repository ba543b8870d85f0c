#include "skin/skin.hpp"

namespace percuta::skin {

double Vessels::length_density(double depth) const {
    for (const Band& band : bands)
        if (depth >= band.top && depth < band.bottom) return band.length_density;
    return 0.0;
}

std::optional<double> Skin::depth_of_bone() const {
    if (backing != Backing::bone) return std::nullopt;
    return full_thickness() + hypodermis;
}

}  // namespace percuta::skin
