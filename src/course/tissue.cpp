#include "course/tissue.hpp"

#include <algorithm>
#include <cmath>

#include "puncture/consequence.hpp"

namespace percuta::course {

outcome::Tissue tissue_at(const core::TimeSeries& curves, double time) {
    outcome::Tissue out;
    out.time = time;
    out.collagen_total = curves.at("collagen_total", time);
    out.collagen_1 = curves.at("collagen_1", time);
    out.collagen_3 = curves.at("collagen_3", time);
    out.tropoelastin = curves.at("tropoelastin", time);
    out.elastin = curves.at("elastin", time);
    // Skin may be too thin for a reticular dermis of its own.
    out.collagen_reticular =
        curves.has("collagen_total_reticular") ? curves.at("collagen_total_reticular", time) : out.collagen_total;
    out.epidermis = curves.at("epidermis", time);
    return out;
}

outcome::Exposure exposure_of(const plan::Plan& plan, const device::Device& device, const skin::Skin& skin,
                              const puncture::Pattern& pattern) {
    const double depth = pattern.mean([](const puncture::Hole& hole) { return hole.peak_depth; });
    return {.phototype = plan.subject.phototype,
            .face = skin.region == skin::Region::face,
            .tip_dose = pattern.holes_per_area() * depth,
            .bleeding_share = puncture::bleeding_share(pattern, device.needle, skin.vessels),
            .sessions = plan.schedule.sessions,
            .roller = device.kind == device::Kind::roller};
}

outcome::Overtreatment overtreatment_of(const core::TimeSeries& curves, std::span<const double> sessions) {
    outcome::Overtreatment out;
    for (std::size_t i = 0; i + 1 < sessions.size(); ++i) {
        const double from = sessions[i], next = std::nextafter(sessions[i + 1], from);
        const double peak = curves.at("il1", curves.time_of_peak("il1", from, next));
        if (peak > 0.0) out.index = std::max(out.index, std::min(1.0, curves.at("il1", next) / peak));
        out.vessels_lost = std::max(out.vessels_lost, 1.0 - curves.at("vessels", next));
    }
    out.scar_load = curves.at("scar_load", curves.times().back());
    return out;
}

}  // namespace percuta::course
