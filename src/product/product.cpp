#include "product/product.hpp"

#include <cmath>

namespace percuta::product {

double neutral_share(const Permeant& permeant, double ph) {
    double share = 1.0;
    for (const Ionisation& group : permeant.ionisation)
        share /= 1.0 + std::pow(10.0, group.acid ? ph - group.pka : group.pka - ph);
    return share;
}

const Contraindication* against(const Product& product) {
    if (product.contraindicated) return &*product.contraindicated;
    for (const Content& content : product.contents)
        if (content.permeant.contraindicated) return &*content.permeant.contraindicated;
    return nullptr;
}

}  // namespace percuta::product
