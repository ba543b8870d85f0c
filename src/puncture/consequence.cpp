#include "puncture/consequence.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta::puncture {

namespace {

using std::numbers::pi;

}  // namespace

double bleeding_probability(const device::Needle& needle, double depth, const skin::Vessels& vessels) {
    // Area that a needle of this height sweeps on its way in.
    const auto swept = [&](double height) {
        const double cone = std::clamp(height, 0.0, needle.taper()), shaft = std::max(0.0, height - cone);
        return 0.5 * (needle.tip_diameter + needle.width(cone)) * cone + needle.shaft_diameter * shaft;
    };
    double met = 0.0;
    for (const skin::Vessels::Band& band : vessels.bands) {
        const double bottom = std::min(band.bottom, depth);
        if (bottom <= band.top) continue;
        met += band.length_density *
               (swept(depth - band.top) - swept(depth - bottom) + vessels.diameter * (bottom - band.top));
    }
    return -std::expm1(-0.25 * pi * met);
}

double bleeding_share(const Pattern& pattern, const device::Needle& needle, const skin::Vessels& vessels) {
    return pattern.mean([&](const Hole& hole) { return bleeding_probability(needle, hole.peak_depth, vessels); });
}

double pain_over_needle(const Parameters& p, double needle_length, std::size_t needles) {
    return p.pain_share * std::pow(needle_length / p.pain_length, p.pain_length_exponent) *
           std::pow(static_cast<double>(needles), p.pain_number_exponent);
}

double pain(const Parameters& p, double needle_length, std::size_t needles) {
    return std::min(1.0, pain_over_needle(p, needle_length, needles) * p.pain_of_needle);
}

double share_at_bulge(const Pattern& pattern, const skin::Follicles& follicles) {
    return pattern.share_deeper_than(follicles.bulge_top);
}

double follicles_hit(const Pattern& pattern, const skin::Follicles& follicles) {
    const double hits = pattern.holes_per_area() * pattern.mean([&](const Hole& hole) {
        if (hole.peak_depth <= follicles.bulge_top) return 0.0;
        const double reach = 0.5 * (hole.mouth + follicles.orifice);
        return pi * reach * reach;
    });
    return -std::expm1(-hits);
}

double duration(const Parameters& p, const device::Device& device, int passes, double area) {
    switch (device.kind) {
        case device::Kind::roller: return p.time_factor * passes * area / (device.drum_width * device.roll_speed);
        case device::Kind::pen: return p.time_factor * passes * area / (device.plate_width * device.glide_speed);
        case device::Kind::stamp:
            return p.time_factor * passes * area / (device.plate_width * device.plate_width * device.presses_per_time);
    }
    return 0.0;
}

Reach reach(const Pattern& pattern, const Contact& contact, const skin::Skin& skin) {
    Reach out;
    out.past_dermis = pattern.share_deeper_than(skin.full_thickness());
    if (const auto bone = skin.depth_of_bone()) {
        out.bone_depth = *bone;
        out.to_bone = contact.lowest >= *bone;  // bone does not give way as skin does
    }
    return out;
}

}  // namespace percuta::puncture
