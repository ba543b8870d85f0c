#include "course/draw.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "course/adjuncts.hpp"
#include "course/regimen.hpp"
#include "healing/rest.hpp"

namespace percuta::course {

namespace {

constexpr int most_attempts = 1000;

}  // namespace

skin::Person person_of(const plan::Plan& plan) {
    const plan::Subject& who = plan.subject;
    skin::Person person;
    person.sex = who.sex == "male" ? skin::Sex::male : skin::Sex::female;
    person.age = who.age;
    person.phototype = who.phototype;
    person.type = who.skin_type == "dry"    ? skin::SkinType::dry
                  : who.skin_type == "oily" ? skin::SkinType::oily
                                            : skin::SkinType::normal;
    person.occluded = plan.technique.occluded;
    return person;
}

puncture::Technique technique_of(const plan::Plan& plan) {
    const plan::Technique& how = plan.technique;
    return {how.passes, puncture::pressure_named(how.pressure), how.force.value_or(0.0),
            how.stretch == "stretched" ? puncture::Stretch::stretched : puncture::Stretch::natural, how.uses};
}

namespace {

std::vector<product::Product> products_of(const product::Catalogue& products, const plan::Plan& plan) {
    std::vector<product::Product> out;
    for (const plan::Product& chosen : plan.products) out.push_back(product_of(products, chosen));
    return out;
}

}  // namespace

double treated_area(const plan::Plan& plan, const Draw& draw) {
    return plan.technique.area.value_or(draw.puncture.usual_area);
}

double area_of(const plan::Plan& plan, const plan::Product& product, const Draw& draw) {
    return product.area.value_or(treated_area(plan, draw));
}

void Chosen::add(std::string name, double value) {
    names.push_back(std::move(name));
    values.push_back(value);
}

core::ParameterSet Chosen::in(std::string_view room, const core::ParameterSet& set) const {
    std::vector<std::string> here;
    std::vector<double> chosen;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!names[i].starts_with(room) || names[i][room.size()] != '.') continue;
        here.push_back(names[i].substr(room.size() + 1));
        chosen.push_back(values[i]);
    }
    return set.with(here, chosen);
}

Draw central(const Knowledge& known, const plan::Plan& plan, const Chosen& chosen) {
    const core::ParameterSet& tissue = known.indication(plan.concern.kind).tissue;
    const auto acted_on = [&](std::string_view room, const core::ParameterSet& set) {
        return with_adjuncts(known, plan, room, chosen.in(room, set), nullptr);
    };
    return {.skin = known.atlas.skin(plan.subject.site, person_of(plan)),
            .device = device_of(known, plan),
            .puncture = puncture::parameters(known.puncture),
            .healing = healing::parameters(acted_on("healing", known.healing)),
            .outcome = outcome::parameters(acted_on("outcome", known.outcome)),
            .collagen = tissue.value("collagen"),
            .elastosis = tissue.value("elastosis"),
            .barrier = barrier::parameters(acted_on("barrier", known.barrier)),
            .delivery = delivery::parameters(acted_on("delivery", known.delivery)),
            .healer = 0.0,
            .products = products_of(known.products, plan),
            .hair = hair::parameters(acted_on("hair", known.hair)),
            .platelets = platelet_dose(known, plan, nullptr)};
}

puncture::Parameters sampled_puncture(const Knowledge& known, core::RandomStream& random) {
    const core::ParameterSet drawn = known.puncture.sampled(random);
    const core::Posterior& posterior = known.puncture_posterior;
    if (posterior.size() == 0) return puncture::parameters(drawn);
    const double index = random.uniform() * static_cast<double>(posterior.size());
    return puncture::parameters(posterior.draw(drawn, static_cast<std::size_t>(index)));
}

namespace {

/// A draw of what the clinical trials tell of several rooms together; nothing before the first fit.
Chosen draw_posterior(const Knowledge& known, core::RandomStream& random) {
    const core::Posterior& posterior = known.clinical_posterior;
    Chosen out;
    if (posterior.size() == 0) return out;
    const auto index = static_cast<std::size_t>(random.uniform() * static_cast<double>(posterior.size()));
    for (std::size_t k = 0; k < posterior.names().size(); ++k) out.add(posterior.names()[k], posterior.draws(k)[index]);
    return out;
}

/// Parameters of the models and contents of the bottles, alike for everybody in one world.
void draw_world(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t world,
                const Chosen* chosen, Draw& draw) {
    core::RandomStream random(seed, world, core::Stream::parameters), in(seed, world, core::Stream::delivery),
        bottle(seed, world, core::Stream::product);
    const World here{seed, world};
    const auto acted_on = [&](std::string_view room, core::ParameterSet set) {
        return with_adjuncts(known, plan, room, std::move(set), &here);
    };
    draw.puncture = sampled_puncture(known, random);
    draw.barrier = barrier::parameters(acted_on("barrier", known.barrier.sampled(in)));
    draw.delivery = delivery::parameters(acted_on("delivery", known.delivery.sampled(in)));
    draw.platelets = platelet_dose(known, plan, &here);
    if (!plan.products.empty()) draw.products = products_of(known.products.drawn(bottle), plan);
    for (int i = 0; i < most_attempts; ++i) {
        const Chosen fitted = chosen != nullptr ? *chosen : draw_posterior(known, random);
        const auto drawn = [&](std::string_view room, const core::ParameterSet& set) {
            return fitted.in(room, set.sampled(random));
        };
        const core::ParameterSet healing = drawn("healing", known.healing), outcome = drawn("outcome", known.outcome),
                                 hair = drawn("hair", known.hair);
        // Values that were asked for are taken as they are. Which skin there is in a world is not for a plan to say, so
        // that it is judged before adjuncts and age act on it.
        if (chosen == nullptr && !healing::rest_is_the_only_state(healing::parameters(healing))) continue;
        draw.healing = healing::parameters(acted_on("healing", healing));
        draw.outcome = outcome::parameters(acted_on("outcome", outcome));
        draw.hair = hair::parameters(acted_on("hair", hair));
        return;
    }
    throw core::NotConverged("no draw of the priors leaves the skin at rest; the priors in healing.toml are too wide");
}

void draw_person(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t person, Draw& draw) {
    core::RandomStream skin(seed, person, core::Stream::skin), device(seed, person, core::Stream::device),
        random(seed, person, core::Stream::patients);
    draw.skin = known.atlas.drawn(plan.subject.site, person_of(plan), skin);
    draw.device = drawn_device(known, plan, device);
    draw.healer = random.normal();
    const core::ParameterSet tissue = known.indication(plan.concern.kind).tissue.sampled(random);
    draw.collagen = tissue.value("collagen");
    draw.elastosis = tissue.value("elastosis");
}

}  // namespace

bool rests(const Knowledge& known, const Chosen& chosen) {
    return healing::rest_is_the_only_state(healing::parameters(chosen.in("healing", known.healing)));
}

Draw sampled(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t world,
             std::uint64_t person) {
    Draw draw = central(known, plan);
    draw_world(known, plan, seed, world, nullptr, draw);
    draw_person(known, plan, seed, person, draw);
    return draw;
}

Draw sampled(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t index) {
    return sampled(known, plan, seed, index, index);
}

Draw typical(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t world,
             const Chosen* chosen) {
    Draw draw = central(known, plan);
    draw_world(known, plan, seed, world, chosen, draw);
    return draw;
}

namespace {

device::Device as_given(const plan::CustomDevice& custom, double needle_length) {
    device::Device out;
    out.title = "device of the plan (" + custom.source + ")";
    out.kind = custom.kind == "roller" ? device::Kind::roller
               : custom.kind == "pen"  ? device::Kind::pen
                                       : device::Kind::stamp;
    out.needle = {custom.tip_diameter, custom.shaft_diameter, custom.taper_length, needle_length};
    out.longest_length = custom.maximum_depth;
    out.needles = custom.needles;
    out.drum_diameter = custom.drum_diameter;
    out.drum_width = custom.drum_width;
    out.rows = custom.rows;
    out.roll_speed = custom.roll_speed;
    out.plate_width = custom.plate_width;
    out.pitch = custom.pitch;
    out.stroke = custom.stroke;
    out.frequency = custom.frequency;
    out.glide_speed = custom.glide_speed;
    out.impact_speed = custom.impact_speed;
    out.presses_per_time = custom.presses_per_time;
    return out;
}

/// A device of the catalogue as the plan sets it.
device::Device as_set(device::Device device, const plan::DeviceChoice& choice) {
    device.frequency = choice.frequency.value_or(device.frequency);
    device.glide_speed = choice.glide_speed.value_or(device.glide_speed);
    return device;
}

}  // namespace

device::Device device_of(const Knowledge& known, const plan::Plan& plan) {
    const plan::DeviceChoice& choice = plan.device;
    if (choice.custom) return as_given(*choice.custom, choice.needle_length.value_or(choice.custom->maximum_depth));
    return as_set(known.devices.device(choice.model, choice.needle_length), choice);
}

device::Device drawn_device(const Knowledge& known, const plan::Plan& plan, core::RandomStream& random) {
    if (plan.device.custom) return device_of(known, plan);
    return as_set(known.devices.drawn(plan.device.model, plan.device.needle_length, random), plan.device);
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
            mean.mouth_radius += std::sqrt(holes[i].mouth_area() / std::numbers::pi) / count;  // round, slot or not
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

std::vector<double> since_last_session(const plan::Schedule& schedule, std::span<const double> times) {
    const std::vector<double> sessions = session_times(schedule);
    std::vector<double> out;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const bool before_jump = i + 1 < times.size() && times[i + 1] == times[i];
        double since = -1.0;
        for (const double session : sessions)
            if (session < times[i] || (session == times[i] && !before_jump)) since = times[i] - session;
        out.push_back(since);
    }
    return out;
}

double end_of_course(const plan::Schedule& schedule) {
    return (schedule.sessions - 1) * schedule.interval + schedule.follow_up;
}

Prepared prepare(const plan::Plan& plan, const Draw& draw, std::uint64_t seed, double wanted_side) {
    const skin::Skin& skin = draw.skin;
    const device::Device& device = draw.device;
    Prepared out{
        puncture::meet(draw.puncture, device, skin, technique_of(plan)),
        {},
        {draw.healing,
         {skin.epidermis(), skin.papillary_dermis, skin.dermis, skin.hypodermis, draw.collagen, draw.elastosis},
         {}}};
    for (const double time : session_times(plan.schedule)) {
        core::RandomStream random(seed, out.patterns.size(), core::Stream::holes);
        out.patterns.push_back(
            puncture::strike(draw.puncture, device, skin, out.contact, plan.technique.passes, random, wanted_side));
        out.skin.sessions.push_back({time, wound_of(out.patterns.back()), draw.platelets});
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
            out.push_back({x,
                           y,
                           {hole.peak_depth, 0.5 * hole.mouth, 0.5 * pattern.tip_width, pattern.taper, 1.0},
                           hole.tilt.x,
                           hole.tilt.y,
                           hole.slot * hole.along.x,
                           hole.slot * hole.along.y});
    }
    return out;
}

}  // namespace percuta::course
