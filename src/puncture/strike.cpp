#include "puncture/strike.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "puncture/random_field.hpp"

namespace percuta::puncture {

namespace {

using std::numbers::pi;

constexpr double strikes_wanted = 400.0;  // enough for the spread over holes
constexpr double most_strikes = 4000.0;   // more are thinned

double frustum(double height, double top, double bottom) {
    return pi / 12.0 * height * (top * top + top * bottom + bottom * bottom);
}

/// How far the needle is swept along the way of the hand while it is in skin that does not give.
double sweep(const device::Device& device, const Contact& contact, double depth) {
    switch (device.kind) {
        case device::Kind::roller: return rolling_slot(0.5 * device.drum_diameter, depth);
        case device::Kind::pen: return device.glide_speed * contact.time_in_skin;
        case device::Kind::stamp: return 0.0;
    }
    return 0.0;
}

/// The slot it leaves: skin is carried along until the needle's pull could cut it, on both sides of the middle.
double slot(const Parameters& p, const Contact& contact, double swept, double depth) {
    const double to_cut = contact.tissue.toughness.above(depth);
    const double carried = to_cut / (p.side_stiffness * contact.tissue.foundation.k1);
    return std::max(0.0, swept - 2.0 * carried);
}

}  // namespace

double hole_volume(const device::Needle& needle, double depth) {
    const double cone = std::min(depth, needle.taper()), width = needle.width(depth);
    return frustum(cone, width, needle.tip_diameter) + 0.25 * pi * (depth - cone) * width * width;
}

double Hole::mouth_area() const { return (0.25 * pi * mouth + slot) * mouth; }

double Hole::open_volume() const {
    return frustum(residual_depth, mouth, residual_tip) + 0.5 * slot * mouth * residual_depth;
}

namespace {

/// Depth times the share of it that is hole, where `volume` of holes lies at random and overlaps count once.
double without_overlap(double volume, double depth) { return depth > 0.0 ? -depth * std::expm1(-volume / depth) : 0.0; }

}  // namespace

double Pattern::volume_fraction() const {
    const double depth = mean([](const Hole& h) { return h.peak_depth; });
    return depth > 0.0 ? injured_volume() / depth : 0.0;
}

double Pattern::injured_volume() const {
    return without_overlap(holes_per_area() * mean([](const Hole& h) { return h.volume; }),
                           mean([](const Hole& h) { return h.peak_depth; }));
}

double Pattern::open_volume() const {
    return without_overlap(holes_per_area() * mean([](const Hole& h) { return h.open_volume(); }),
                           mean([](const Hole& h) { return h.residual_depth; }));
}

double Pattern::covered_area() const {
    return -std::expm1(-holes_per_area() * mean([](const Hole& h) { return h.mouth_area(); }));
}

double Pattern::share_deeper_than(double depth) const {
    return mean([&](const Hole& h) { return h.peak_depth > depth ? 1.0 : 0.0; });
}

double Pattern::share_into_dermis() const {
    return mean([](const Hole& h) { return h.peak_depth > h.epidermis ? 1.0 : 0.0; });
}

Pattern strike(const Parameters& p, const device::Device& device, const skin::Skin& skin, const Contact& contact,
               int passes, core::RandomStream& random, double wanted_side) {
    const device::Needle& needle = contact.needle;
    Pattern pattern;
    pattern.needle_length = needle.length;
    pattern.taper = needle.taper();
    pattern.strikes_per_area = strikes_per_pass(device) * passes;
    pattern.side =
        std::max({std::sqrt(strikes_wanted / pattern.strikes_per_area), 3.0 * widest_gap(device), wanted_side});
    if (wanted_side <= 0.0)
        pattern.thinning =
            std::max(1, static_cast<int>(pattern.strikes_per_area * pattern.side * pattern.side / most_strikes));
    pattern.tip_width = p.recoil * needle.tip_diameter;

    std::vector<double> probability;
    for (std::size_t place = 0; place < contact.travel.size(); ++place)
        probability.push_back(contact.probability(p, place));

    const double deepest = std::min(needle.length, skin.depth_of_bone().value_or(needle.length));
    const RandomField thickness(skin.correlation_length, random);
    for (const Strike& one : strikes(p, device, passes, pattern.side, pattern.thinning, random)) {
        Hole hole;
        hole.at = one.at;
        hole.along = one.along;
        hole.tilt = {p.hand_tilt * random.normal(), p.hand_tilt * random.normal()};
        hole.pierced = random.uniform() < probability[one.place];
        hole.nominal_depth = needle.length;
        const double thicker = std::exp(skin.within_site_sigma * thickness(one.at));
        hole.epidermis = skin.epidermis() * thicker;
        const double tougher = random.lognormal(1.0, p.local_sigma);
        const Equilibrium rest = contact.at(contact.tissue.at_place(thicker, tougher), tougher, one.place);
        hole.force = rest.force;
        pattern.puncture_probability += probability[one.place];
        if (rest.depth > 0.0) {
            hole.peak_depth = std::min(rest.depth, deepest);
            hole.residual_depth = p.eta * hole.peak_depth;
            hole.histology_depth = p.section_factor * hole.residual_depth;
            hole.mouth = p.recoil * needle.width(hole.peak_depth);
            hole.residual_tip = p.recoil * needle.width(hole.peak_depth - hole.residual_depth);
            hole.slot = slot(p, contact, sweep(device, contact, hole.peak_depth), hole.peak_depth);
            // The slot narrows to nothing at the tip as the cycloid does: the mean of (1 - z)^(3/2) is 0.4.
            hole.volume = hole_volume(needle, hole.peak_depth) +
                          0.4 * hole.slot * needle.width(hole.peak_depth) * hole.peak_depth;
        }
        pattern.holes.push_back(hole);
    }
    if (!pattern.holes.empty()) pattern.puncture_probability /= static_cast<double>(pattern.holes.size());
    return pattern;
}

}  // namespace percuta::puncture
