#include "course/scalp.hpp"

#include <algorithm>

#include "core/units.hpp"

namespace percuta::course {

namespace {

/// Exposure to minoxidil over that of the reference lotion.
double exposure(const plan::Plan& plan, const Draw& draw) {
    double out =
        std::ranges::any_of(plan.adjuncts, [](const auto& adjunct) { return adjunct.kind == "minoxidil"; }) ? 1.0 : 0.0;
    for (std::size_t i = 0; i < plan.products.size(); ++i) {
        if (plan.products[i].when != "daily") continue;
        for (const product::Content& content : draw.products[i].contents)
            if (content.permeant.name == "minoxidil")
                out += content.concentration / draw.hair.reference_concentration * core::day /
                       plan.products[i].every.value_or(core::day) / draw.hair.reference_applications;
    }
    return out;
}

}  // namespace

bool treats_hair(const plan::Plan& plan) { return plan.concern.kind == "hair-loss"; }

hair::Scalp scalp_of(const plan::Plan& plan) {
    hair::Scalp out;
    if (plan.concern.baseline && plan.concern.baseline->scale == "hair-count")
        out.visible_density = core::to_si(plan.concern.baseline->value, "1/cm^2");
    return out;
}

hair::Drives drives_of(const plan::Plan& plan, const Draw& draw, std::span<const puncture::Pattern> patterns,
                       double until) {
    hair::Drives out;
    const std::vector<double> times = session_times(plan.schedule);
    for (std::size_t i = 0; i < patterns.size(); ++i)
        out.sessions.push_back({times[i], patterns[i].share_into_dermis()});
    if (const double minoxidil = exposure(plan, draw); minoxidil > 0.0)
        out.minoxidil.push_back({0.0, until, minoxidil});
    return out;
}

}  // namespace percuta::course
