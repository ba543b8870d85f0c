#include "course/draw.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "healing/model.hpp"

namespace percuta::course {

namespace {

/// Holes of one session as the healing model takes them: a few classes of depth with equal shares.
healing::Wound wound(const puncture::Pattern& pattern) {
    constexpr std::size_t classes = 5;
    healing::Wound out{pattern.holes_per_area(), {}};
    std::vector<puncture::Hole> holes = pattern.holes;
    std::ranges::sort(holes, {}, &puncture::Hole::peak_depth);
    const std::size_t n = holes.size();
    for (std::size_t c = 0; c < classes; ++c) {
        const std::size_t begin = c * n / classes, end = (c + 1) * n / classes;
        healing::Hole mean{0.0, 0.0, 0.5 * pattern.tip_width, pattern.taper,
                           static_cast<double>(end - begin) / static_cast<double>(n)};
        if (begin == end) continue;
        for (std::size_t i = begin; i < end; ++i) {
            mean.depth += holes[i].peak_depth / static_cast<double>(end - begin);
            mean.mouth_radius += 0.5 * holes[i].mouth / static_cast<double>(end - begin);
        }
        if (mean.depth > 0.0) out.holes.push_back(mean);
    }
    return out;
}

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

std::vector<double> session_times(const plan::Schedule& schedule) {
    std::vector<double> times;
    for (int i = 0; i < schedule.sessions; ++i) times.push_back(i * schedule.interval);
    return times;
}

double end_of_course(const plan::Schedule& schedule) {
    return (schedule.sessions - 1) * schedule.interval + schedule.follow_up;
}

Run run_once(const plan::Plan& plan, const Draw& draw, const skin::Skin& skin, const device::Device& device,
             healing::Fidelity fidelity, std::uint64_t seed, const core::Watch& watch) {
    const puncture::Technique technique{plan.technique.passes, pressure(plan.technique.pressure)};
    const healing::Tissue tissue{skin.epidermis(), skin.papillary_dermis, skin.dermis,
                                 skin.hypodermis,  draw.collagen,         draw.elastosis};
    Run run;
    std::vector<healing::Session> sessions;
    for (const double time : session_times(plan.schedule)) {
        watch.check();
        core::RandomStream random(seed, run.patterns.size(), core::Stream::holes);
        run.patterns.push_back(puncture::strike(draw.puncture, device, skin, technique, random));
        sessions.push_back({time, wound(run.patterns.back())});
    }
    run.healing = healing::heal(draw.healing, tissue, sessions, end_of_course(plan.schedule), fidelity, watch);
    return run;
}

}  // namespace percuta::course
