#include "course/draw.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "healing/rest.hpp"

namespace percuta::course {

namespace {

puncture::Pressure pressure(const std::string& word) {
    if (word == "light") return puncture::Pressure::light;
    return word == "moderate" ? puncture::Pressure::moderate : puncture::Pressure::firm;
}

Draw bind(const core::ParameterSet& puncture, const core::ParameterSet& healing, const core::ParameterSet& outcome,
          const core::ParameterSet& tissue) {
    return {puncture::parameters(puncture), healing::parameters(healing), outcome::parameters(outcome),
            tissue.value("collagen"), tissue.value("elastosis")};
}

}  // namespace

Draw central(const Knowledge& known, const plan::Plan& plan) {
    return bind(known.puncture, known.healing, known.outcome, known.indication(plan.concern.kind).tissue);
}

Draw sampled(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t index) {
    core::RandomStream random(seed, index, core::Stream::parameters);
    constexpr int most_attempts = 1000;
    for (int i = 0; i < most_attempts; ++i) {
        const Draw draw =
            bind(known.puncture.sampled(random), known.healing.sampled(random), known.outcome.sampled(random),
                 known.indication(plan.concern.kind).tissue.sampled(random));
        if (healing::rest_is_the_only_state(draw.healing)) return draw;
    }
    throw core::NotConverged("no draw of the priors leaves the skin at rest; the priors in healing.toml are too wide");
}

skin::Skin skin_of(const Knowledge& known, const plan::Plan& plan) {
    return known.atlas.skin(plan.subject.site, plan.subject.sex == "male" ? skin::Sex::male : skin::Sex::female);
}

device::Device device_of(const Knowledge& known, const plan::Plan& plan) {
    if (!plan.device.custom) return known.devices.device(plan.device.model, plan.device.needle_length);
    const plan::CustomDevice& custom = *plan.device.custom;
    device::Device out;
    out.title = "device of the plan (" + custom.source + ")";
    out.kind = custom.kind == "roller" ? device::Kind::roller
               : custom.kind == "pen"  ? device::Kind::pen
                                       : device::Kind::stamp;
    out.needle = {custom.tip_diameter, custom.shaft_diameter, custom.taper_length,
                  plan.device.needle_length.value_or(custom.maximum_depth)};
    out.longest_length = custom.maximum_depth;
    out.needles = custom.needles;
    out.drum_diameter = custom.drum_diameter;
    out.drum_width = custom.drum_width;
    out.plate_width = custom.plate_width;
    out.pitch = custom.pitch;
    out.frequency = custom.frequency;
    out.glide_speed = custom.glide_speed;
    return out;
}

healing::Wound wound_of(const puncture::Pattern& pattern) {
    constexpr std::size_t classes = 5;
    std::vector<puncture::Hole> holes = pattern.holes;
    const auto strikes = static_cast<double>(holes.size());
    std::erase_if(holes, [](const puncture::Hole& hole) { return hole.peak_depth <= 0.0; });
    std::ranges::sort(holes, {}, &puncture::Hole::peak_depth);
    const std::size_t n = holes.size();
    if (n == 0) return {};
    healing::Wound out{pattern.holes_per_area() * static_cast<double>(n) / strikes, {}};
    for (std::size_t c = 0; c < classes; ++c) {
        const std::size_t begin = c * n / classes, end = (c + 1) * n / classes;
        if (begin == end) continue;
        const auto count = static_cast<double>(end - begin);
        healing::Hole mean{0.0, 0.0, 0.5 * pattern.tip_width, pattern.taper, count / static_cast<double>(n)};
        for (std::size_t i = begin; i < end; ++i) {
            mean.depth += holes[i].peak_depth / count;
            mean.mouth_radius += 0.5 * holes[i].mouth / count;
        }
        out.holes.push_back(mean);
    }
    return out;
}

std::vector<double> session_times(const plan::Schedule& schedule) {
    std::vector<double> times;
    for (int i = 0; i < schedule.sessions; ++i) times.push_back(i * schedule.interval);
    return times;
}

double end_of_course(const plan::Schedule& schedule) {
    return (schedule.sessions - 1) * schedule.interval + schedule.follow_up;
}

Prepared prepare(const plan::Plan& plan, const Draw& draw, const skin::Skin& skin, const device::Device& device,
                 std::uint64_t seed, double wanted_side) {
    const puncture::Technique technique{plan.technique.passes, pressure(plan.technique.pressure)};
    Prepared out{
        {},
        {draw.healing,
         {skin.epidermis(), skin.papillary_dermis, skin.dermis, skin.hypodermis, draw.collagen, draw.elastosis},
         {}}};
    for (const double time : session_times(plan.schedule)) {
        core::RandomStream random(seed, out.patterns.size(), core::Stream::holes);
        out.patterns.push_back(puncture::strike(draw.puncture, device, skin, technique, random, wanted_side));
        out.skin.sessions.push_back({time, wound_of(out.patterns.back())});
    }
    return out;
}

std::vector<healing::PlacedHole> placed_holes(const puncture::Pattern& pattern, double side, double margin) {
    const double corner = 0.5 * (pattern.side - side);
    std::vector<healing::PlacedHole> out;
    for (const puncture::Hole& hole : pattern.holes) {
        const double x = hole.at.x - corner, y = hole.at.y - corner;
        const bool near = std::min(x, y) > -margin && std::max(x, y) < side + margin;
        if (hole.pierced && near && hole.peak_depth > 0.0)
            out.push_back({x, y, {hole.peak_depth, 0.5 * hole.mouth, 0.5 * pattern.tip_width, pattern.taper, 1.0}});
    }
    return out;
}

}  // namespace percuta::course
