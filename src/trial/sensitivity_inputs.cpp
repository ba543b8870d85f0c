#include "trial/sensitivity_inputs.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "course/adjuncts.hpp"
#include "course/scalp.hpp"
#include "trial/people.hpp"

namespace percuta::trial {

struct Drawn {
    course::Chosen parameters;
    std::uint64_t skin = 0, device = 0, adjuncts = 0;  ///< names of random streams and of a world
};

namespace {

/// A number that names the random stream of whoever stands at `u`.
std::uint64_t somebody(double u) {
    constexpr double words = 0x1.0p52;
    return static_cast<std::uint64_t>(u * words);
}

void add_sampled(std::vector<UncertainInput>& out, std::string_view room, const core::ParameterSet& set,
                 std::span<const std::string> fitted) {
    for (const core::Parameter& one : set.all()) {
        const std::string full = fmt::format("{}.{}", room, one.name);
        if (!one.sampled || std::ranges::find(fitted, one.name) != fitted.end() ||
            std::ranges::find(fitted, full) != fitted.end())
            continue;
        out.push_back({full, one.meaning, [full, parameter = one](double u, Drawn& drawn) {
                           drawn.parameters.add(full, core::from_unit(parameter, u));
                       }});
    }
}

/// Draws that were fitted together; `room` and a dot where their names are without.
void add_posterior(std::vector<UncertainInput>& out, const std::string& name, std::string_view room,
                   const core::Posterior& posterior) {
    if (posterior.size() == 0) return;
    out.push_back({name, fmt::format("{} parameters that were fitted together", posterior.names().size()),
                   [room = std::string(room), &posterior](double u, Drawn& drawn) {
                       const auto index = static_cast<std::size_t>(u * static_cast<double>(posterior.size()));
                       for (std::size_t k = 0; k < posterior.names().size(); ++k)
                           drawn.parameters.add(room + posterior.names()[k], posterior.draws(k)[index]);
                   }});
}

std::vector<UncertainInput> inputs_of(const course::Knowledge& known, const plan::Plan& plan) {
    std::vector<UncertainInput> out;
    out.push_back({"skin of the person",
                   "thickness of layers, vessels and the rest of the atlas, from person to person",
                   [](double u, Drawn& drawn) { drawn.skin = somebody(u); }});
    if (!plan.device.custom)
        out.push_back({"device in the hand", "geometry that differs from piece to piece or is not published",
                       [](double u, Drawn& drawn) { drawn.device = somebody(u); }});
    out.push_back({"adjuncts and age", "how much they do, where that is drawn",
                   [](double u, Drawn& drawn) { drawn.adjuncts = somebody(u); }});
    add_posterior(out, "fit of puncture", "puncture.", known.puncture_posterior);
    add_posterior(out, "fit of clinic", "", known.clinical_posterior);
    add_sampled(out, "puncture", known.puncture, known.puncture_posterior.names());
    add_sampled(out, "indication", known.indication(plan.concern.kind).tissue, {});
    const std::span<const std::string> fitted = known.clinical_posterior.names();
    add_sampled(out, "healing", known.healing, fitted);
    add_sampled(out, "outcome", known.outcome, fitted);
    if (course::treats_hair(plan)) add_sampled(out, "hair", known.hair, fitted);
    return out;
}

}  // namespace

UncertainDraws::UncertainDraws(const course::Knowledge& known, const plan::Plan& plan, std::uint64_t seed)
    : known_(known),
      plan_(plan),
      seed_(seed),
      inputs_(inputs_of(known, plan)),
      central_(course::central(known, plan)) {}

course::Draw UncertainDraws::at(std::span<const double> point) const {
    const Drawn drawn = taken(point);
    course::Draw out = central_;
    out.puncture = puncture::parameters(room("puncture", known_.puncture, drawn));
    out.healing = healing::parameters(room("healing", known_.healing, drawn));
    out.outcome = outcome::parameters(room("outcome", known_.outcome, drawn));
    out.hair = hair::parameters(room("hair", known_.hair, drawn));
    const course::World world{seed_, drawn.adjuncts};
    out.platelets = course::platelet_dose(known_, plan_, &world);
    const core::ParameterSet tissue = room("indication", known_.indication(plan_.concern.kind).tissue, drawn);
    out.collagen = tissue.value("collagen");
    out.elastosis = tissue.value("elastosis");
    core::RandomStream person(seed_, drawn.skin, core::Stream::skin);
    out.skin = known_.atlas.drawn(plan_.subject.site, course::person_of(plan_), person);
    core::RandomStream piece(seed_, drawn.device, core::Stream::device);
    if (!plan_.device.custom) out.device = course::drawn_device(known_, plan_, piece);
    return out;
}

bool UncertainDraws::rests(std::span<const double> point) const {
    return course::rests(known_, taken(point).parameters);
}

Drawn UncertainDraws::taken(std::span<const double> point) const {
    Drawn out;
    for (std::size_t i = 0; i < inputs_.size(); ++i) inputs_[i].take(point[i], out);
    return out;
}

core::ParameterSet UncertainDraws::room(std::string_view name, const core::ParameterSet& set,
                                        const Drawn& drawn) const {
    const course::World world{seed_, drawn.adjuncts};
    return course::with_adjuncts(known_, plan_, name, drawn.parameters.in(name, set), &world);
}

}  // namespace percuta::trial
