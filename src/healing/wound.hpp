// What a session does to the tissue: a jump of the state, not a source term.
#pragma once

#include <algorithm>
#include <vector>

#include "healing/tissue.hpp"

namespace percuta::healing {

/// One kind of hole: a cone that widens from the tip over the taper of the needle, then a shaft up to the mouth.
/// Metres.
struct Hole {
    double depth = 0.0;
    double mouth_radius = 0.0;
    double tip_radius = 0.0;
    double taper = 0.0;  ///< length of the cone; a hole shallower than that is all cone
    double share = 1.0;  ///< of all holes; shares add up to 1

    /// Radius at a depth; 0 below the tip.
    double radius(double z) const;
};

/// The holes of one session.
struct Wound {
    double holes_per_area = 0.0;  ///< per square metre
    std::vector<Hole> holes;

    bool empty() const { return holes_per_area <= 0.0 || holes.empty(); }
    double deepest() const;
    double widest() const;
    /// Radius of the patch of skin that belongs to one hole.
    double rim() const;
};

/// w: share of each place that is hole; g: damage beside it, exp(-distance / range). Both on the grid.
struct Injury {
    std::vector<double> w, g;
};

/// Where holes of a random pattern overlap, they count once: the hole is narrowed so that its share of the surface is
/// 1 - exp(-density × area).
Injury injure(const Parameters& p, const Layout& layout, const Wound& wound);

/// The jump map at one place; `at(field)` is the field's value there. `platelets` is what the channels fill with, over
/// blood: what fills a place altogether is as rich in platelets as that, or as blood.
template <class Number, class At>
void jump(const ParametersOf<Number>& p, double vessels_at_rest, double w, double g, double platelets, At at) {
    const Number one = Number{} + 1.0, richest = Number{} + std::max(1.0, platelets);
    at(Field::D) = numerics::smaller(one, Number(at(Field::D) + (w + g)));
    const Number bled = vessels_at_rest * (w + p.bleed_g * g);
    at(Field::Pl) = numerics::smaller(richest, Number(at(Field::Pl) + platelets * bled));
    at(Field::Fb) = numerics::smaller(one, Number(at(Field::Fb) + bled));
    for (const Field f : {Field::K, Field::Y, Field::N, Field::M1, Field::M2}) at(f) = at(f) * (1.0 - w);
    at(Field::F) = at(Field::F) * ((1.0 - w) * (1.0 - p.kill_F * g));
    at(Field::V) = at(Field::V) * ((1.0 - w) * (1.0 - p.kill_V * g));
    for (const Field f : {Field::C3, Field::C1, Field::X, Field::Fn, Field::Te, Field::E, Field::Ea})
        at(f) = at(f) * (1.0 - p.cut_w * w - p.cut_g * g);
}

/// The jump map of docs/science/healing.md, section 3.1, in place; `platelets` as in `jump`.
void strike(const Parameters& p, const Layout& layout, const Injury& injury, double platelets, State& state);
void strike_with_derivatives(const ParametersOf<numerics::Dual>& p, const Layout& layout, const Injury& injury,
                             double platelets, std::span<numerics::Dual> state);

}  // namespace percuta::healing
