// Skin as a needle meets it: tough layers on a soft foundation (docs/science/puncture.md, sections 2 and 3).
#pragma once

#include <array>
#include <cstddef>

#include "puncture/energy.hpp"
#include "puncture/parameters.hpp"
#include "puncture/plate.hpp"
#include "skin/atlas.hpp"

namespace percuta::puncture {

/// The skin under one needle: force = k1 w + k3 w^3 for a dimple of depth w.
struct Foundation {
    double k1 = 0.0;  ///< N/m
    double k3 = 0.0;  ///< N/m3

    double force(double dimple) const;
    double slope(double dimple) const;   ///< N/m
    double energy(double dimple) const;  ///< work stored in the dimple, joule
    double dimple(double force) const;   ///< inverse of `force`
    /// The dimple that stores this energy.
    double dimple_of_energy(double energy) const;
    /// Force and stored work `factor` times as high at any dimple.
    Foundation stiffer(double factor) const { return {factor * k1, factor * k3}; }
    /// As one of many needles finds it that sink `sharing` times as deep together as each would alone.
    Foundation shared(double sharing) const { return {k1 / sharing, k3 / (sharing * sharing * sharing)}; }
};

/// From the surface downwards; the last goes on for ever.
inline constexpr std::size_t layer_count = 4;  ///< stratum corneum, soft layer down to the barrier, dermis, fat

/// Toughness by depth. Depths in metres below the undeformed surface.
class Toughness {
public:
    Toughness() = default;
    Toughness(const std::array<double, layer_count - 1>& bottoms, const std::array<WedgeEnergy, layer_count>& wedge);

    std::size_t layer(double depth) const;  ///< of the tissue just below `depth`
    double bottom(std::size_t layer) const { return bottoms_[layer]; }
    WedgeEnergy wedge(std::size_t layer) const { return wedge_[layer]; }
    /// Integral of the wedge energy from the surface down to `depth`, J/m.
    double above(double depth) const;

private:
    std::array<double, layer_count> bottoms_{};  ///< the last is infinite
    std::array<WedgeEnergy, layer_count> wedge_{};
    std::array<double, layer_count> above_{};  ///< integral down to the top of each layer
};

struct Tissue {
    Toughness toughness;
    LineToughness surface;        ///< what a sharp tip pierces first: the stratum corneum
    LineToughness deeper;         ///< what it pierces next: the barrier below
    double barrier = 0.0;         ///< depth of that, metres
    PunctureWork blunt;           ///< for blunt tips, both
    double blunt_from = 0.0;      ///< diameter from which a tip is blunt, metres
    double friction = 0.0;        ///< on the buried side of a needle, pascal
    Foundation foundation;        ///< of a single needle
    double dimple_length = 0.0;   ///< of the plate that the skin is, metres: how far a dimple reaches
    double dimple_tension = 0.0;  ///< of that plate, without unit
    double moved_mass = 0.0;      ///< of the skin that moves with a dimple, kg
    double damping = 0.0;         ///< of that motion, as a share of the critical one

    /// The same tissue where the layers above the barrier are `thicker` times as thick and everything below the surface
    /// `tougher` times as tough.
    Tissue at_place(double thicker, double tougher) const;
};

enum class Stretch { natural, stretched };

/// `speed` of the needles in m/s: skin is stiffer when it is struck fast.
Tissue tissue(const Parameters& p, const skin::Skin& skin, Stretch stretch, double speed);

}  // namespace percuta::puncture
