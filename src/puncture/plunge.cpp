#include "puncture/plunge.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta::puncture {

namespace {

using std::numbers::pi;

/// Skin under one needle as a mass on the foundation with a damper: m w'' + c w' + F(w) = force of the needle.
class Skin {
public:
    Skin(const Tissue& tissue, const device::Needle& needle, double sharing)
        : tissue_(tissue),
          needle_(needle),
          foundation_(tissue.foundation.shared(sharing)),
          mass_(tissue.moved_mass / sharing),
          damper_(2.0 * tissue.damping * std::sqrt(foundation_.k1 * mass_)),
          surface_force_(surface_force(tissue, needle.tip_diameter)),
          barrier_force_(barrier_force(tissue, needle)),
          grasp_(std::max(surface_force_, barrier_force_) / needle.tip_diameter) {}

    /// Fastest motion that the needle's contact can excite: 1 over the length of a step is a few times that.
    double fastest() const { return std::sqrt((grasp_ + foundation_.slope(needle_.length)) / mass_); }

    /// One step with the tip at `tip` below the undeformed surface.
    void step(double tip, double dt) {
        const double depth = tip - dimple_;
        if (depth <= 0.0) deepest_ = held_from_ = 0.0;  // out of the skin: the next stroke meets a fresh place
        force_ = depth > 0.0 ? meets(depth) : 0.0;
        deepest_ = std::max(deepest_, depth);
        velocity_ += dt * (force_ - damper_ * velocity_ - foundation_.force(dimple_)) / mass_;
        dimple_ += dt * velocity_;
    }

    double deepest() const { return pierced() ? deepest_ : 0.0; }
    double force() const { return force_; }
    bool pierced() const { return deepest_ >= needle_.tip_diameter; }
    double dimple() const { return dimple_; }

private:
    /// A surface gives way when it is dented by one diameter of the tip; its force rises linearly until then.
    double dent(double depth, double from, double force) const {
        const double share = (depth - from) / needle_.tip_diameter;
        return share > 0.0 && share < 1.0 ? share * force : 0.0;
    }

    /// What holds the needle is like dry friction: it follows the needle elastically until it can bear no more. Deeper
    /// than before that is the resistance of skin still whole, elsewhere, in and out, the friction on the side alone.
    double meets(double depth) {
        if (!pierced() && depth < needle_.tip_diameter) return dent(depth, 0.0, surface_force_);
        const double gripped = resistance(frictional_, needle_, depth);
        const double whole = resistance(tissue_, needle_, std::max(depth, deepest_)) +
                             dent(std::max(depth, deepest_), tissue_.barrier - needle_.tip_diameter, barrier_force_);
        const double most = std::max(gripped, whole - grasp_ * std::max(deepest_ - depth, 0.0));
        const double force = std::clamp(grasp_ * (depth - held_from_), -gripped, most);
        held_from_ = depth - force / grasp_;
        return force;
    }

    static Tissue only_friction(const Tissue& tissue) {
        Tissue out;
        out.toughness =
            Toughness({tissue.toughness.bottom(0), tissue.toughness.bottom(1), tissue.toughness.bottom(2)}, {});
        out.friction = tissue.friction;
        return out;
    }

    const Tissue& tissue_;
    const device::Needle& needle_;
    Foundation foundation_;
    double mass_, damper_;
    double surface_force_, barrier_force_;
    double grasp_;  ///< stiffness of contact, N/m
    Tissue frictional_ = only_friction(tissue_);
    double dimple_ = 0.0, velocity_ = 0.0;
    double deepest_ = 0.0, force_ = 0.0;
    double held_from_ = 0.0;  ///< depth at which the skin around the needle would not pull at it
};

/// Steps a radian of the fastest motion; the scheme is exact to about 1 per cent of a dimple with that.
constexpr double steps_a_radian = 12.0;

}  // namespace

double Crank::peak_speed() const { return pi * frequency * stroke; }

Plunge beat(const Tissue& tissue, const device::Needle& needle, const Crank& crank, double sharing) {
    constexpr int settling = 4, counted = 4;  // strokes
    constexpr double fewest = 600.0;
    Skin skin(tissue, needle, sharing);
    const double period = 1.0 / crank.frequency;
    const double steps = std::round(std::max(steps_a_radian * skin.fastest() * period, fewest));
    const double dt = period / steps, omega = 2.0 * pi * crank.frequency;
    Plunge out;
    for (int stroke = 0; stroke < settling + counted; ++stroke) {
        double deepest = 0.0;
        for (double i = 0.0; i < steps; i += 1.0) {
            // From the highest point down and up again.
            const double phase = omega * dt * (i + 1.0);
            const double tip = crank.protrusion - 0.5 * crank.stroke * (1.0 + std::cos(phase));
            skin.step(tip, dt);
            if (stroke < settling) continue;
            deepest = std::max(deepest, skin.deepest());
            out.force = std::max(out.force, skin.force());
            if (skin.pierced()) out.time += dt / counted;
        }
        out.depth += deepest / counted;
    }
    out.pierced = out.depth > 0.0;
    return out;
}

Plunge blow(const Tissue& tissue, const device::Needle& needle, double speed, double travel, double sharing) {
    Skin skin(tissue, needle, sharing);
    const double dt = std::min(1.0 / (steps_a_radian * skin.fastest()), travel / speed / 200.0);
    // Held down until the skin has come to rest below it.
    const double slow = std::sqrt(tissue.foundation.k1 / tissue.moved_mass);
    const double end = travel / speed + 10.0 / (slow * std::min(1.0, tissue.damping));
    Plunge out;
    for (double time = dt; time < end; time += dt) {
        const double tip = std::min(speed * time, travel);
        skin.step(tip, dt);
        out.depth = std::max(out.depth, skin.deepest());
        out.force = std::max(out.force, skin.force());
    }
    out.time = end;
    out.pierced = out.depth > 0.0;
    return out;
}

}  // namespace percuta::puncture
