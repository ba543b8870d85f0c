#include "course/clinic.hpp"

#include <algorithm>

#include "core/units.hpp"
#include "course/band.hpp"
#include "course/scalp.hpp"
#include "course/tissue.hpp"
#include "puncture/consequence.hpp"

namespace percuta::course {

namespace {

/// When scores are read: every four weeks, but not within a week after a session's last reading of the course.
std::vector<double> reading_times(const plan::Schedule& schedule) {
    const double last = session_times(schedule).back(), end = end_of_course(schedule);
    std::vector<double> times{0.0};
    for (double time = 4 * core::week; time < end - core::week; time += 4 * core::week)
        if (time <= last || time > last + core::week) times.push_back(time);
    times.push_back(end);
    return times;
}

/// Who reddens for how long, and in which study.
outcome::Blush blush_of(std::uint64_t seed, std::uint64_t person) {
    core::RandomStream random(seed, person, core::Stream::events);
    return {.person = random.normal(), .study = random.normal()};
}

outcome::TissueDraw tissue_of(const plan::Plan& plan, const Draw& draw, const Run& run,
                              const std::vector<double>& times) {
    outcome::TissueDraw out{draw.outcome,
                            {},
                            hair_gains(plan, draw, run.patterns, times),
                            treats_hair(plan) ? draw.hair.placebo_gain : 0.0};
    for (const double time : times) out.tissue.push_back(tissue_at(run.healing.curves, time));
    return out;
}

/// Who reads a scale of this plan.
std::vector<std::string_view> readers_of(const plan::Plan& plan, const outcome::Scale& scale) {
    if (scale.kind == outcome::ScaleKind::hair_density || scale.kind == outcome::ScaleKind::hair_diameter ||
        scale.kind == outcome::ScaleKind::roughness)
        return {"instrument"};
    if (scale.name == "posas-patient") return {"patient"};
    if (plan.concern.baseline && plan.concern.baseline->scale == scale.name)
        return {"blinded-photo", "open-single-assessor", "patient"};
    return {"blinded-photo"};
}

/// What decides how red somebody is after a session.
struct Reddening {
    const outcome::Parameters* parameters;
    outcome::Exposure exposure;
    outcome::Blush blush{};
};

Reddening reddening_in(const plan::Plan& plan, const Draw& draw, const Run& run, const outcome::Blush& blush = {}) {
    return {&draw.outcome, exposure_of(plan, draw.device, run.skin, run.patterns.front()), blush};
}

/// Person i in world i.
std::vector<Reddening> reddenings(const plan::Plan& plan, std::span<const Draw> draws, std::span<const Run> sampled,
                                  std::uint64_t seed) {
    std::vector<Reddening> out;
    for (std::size_t i = 0; i < sampled.size(); ++i)
        out.push_back(reddening_in(plan, draws[i], sampled[i], blush_of(seed, i)));
    return out;
}

}  // namespace

Appearance read_outcome(const Knowledge& known, const plan::Plan& plan, const Draw& usual, const Run& central,
                        std::span<const Draw> draws, std::span<const Run> sampled, const Audience& audience) {
    const std::vector<double> times = reading_times(plan.schedule);
    std::vector<outcome::TissueDraw> tissues;
    for (std::size_t i = 0; i < sampled.size(); ++i) tissues.push_back(tissue_of(plan, draws[i], sampled[i], times));
    if (tissues.empty()) tissues.push_back(tissue_of(plan, usual, central, times));
    const auto& baseline = plan.concern.baseline;
    const outcome::Condition condition = condition_of(plan, hair_at_rest(plan, usual.hair));
    Appearance out;
    for (const outcome::Scale* scale : known.clinic.scales_for(plan.concern.kind)) {
        // Hair is as its scalp has it; of skin a score before treatment must be given.
        if (!baseline && !treats_hair(plan) && !scale->of_change) continue;
        for (const std::string_view reader : readers_of(plan, *scale))
            out.readings.push_back(outcome::read_course(known.clinic, *scale, known.clinic.reader(reader), condition,
                                                        times, tissues, audience.people, audience.seed));
    }
    // The scale of the baseline first.
    std::ranges::stable_partition(
        out.readings, [&](const ScaleReading& reading) { return baseline && reading.scale == baseline->scale; });
    out.quantities = outcome::read_quantities(known.clinic, condition, tissues, audience.people, audience.seed);
    return out;
}

std::vector<Curve> clinical_curves(const plan::Plan& plan, const Draw& usual, const Run& central,
                                   std::span<const Draw> draws, std::span<const Run> sampled,
                                   std::span<const double> times, std::uint64_t seed) {
    const std::vector<double> since = since_last_session(plan.schedule, times);
    const auto as_curve = [](const char* name, const char* unit, double rest, Band of) {
        return Curve{std::move(of), name, unit, rest};
    };
    std::vector<Curve> out{as_curve(
        "erythema", "1", 0.0,
        band(reddening_in(plan, usual, central), reddenings(plan, draws, sampled, seed), times.size(),
             [&](const Reddening& one, std::size_t i) {
                 return since[i] < 0.0 ? 0.0 : outcome::erythema(*one.parameters, one.exposure, one.blush, since[i]);
             }))};
    if (!treats_hair(plan)) return out;
    const std::vector<double> moments(times.begin(), times.end());
    const auto drives = [&](const Draw& draw, const Run& run) {
        return drives_of(plan, draw, run.patterns, moments.back());
    };
    const std::vector<hair::Count> expected =
        hair::expected(usual.hair, scalp_of(plan), drives(usual, central), moments, 1.0);
    std::vector<std::vector<hair::Count>> grown;
    for (std::size_t who = 0; who < sampled.size(); ++who) {
        core::RandomStream random(seed, who, core::Stream::hair);
        const double response = hair::response_of(draws[who].hair, random.normal());
        grown.push_back(
            hair::grow(draws[who].hair, scalp_of(plan), drives(draws[who], sampled[who]), moments, response, random));
    }
    const auto curve = [&](const char* name, const char* unit, double factor, double hair::Count::*of) {
        out.push_back(as_curve(
            name, unit, factor * (expected.front().*of),
            band(expected, grown, times.size(),
                 [&](const std::vector<hair::Count>& counts, std::size_t i) { return factor * (counts[i].*of); })));
    };
    curve("hair_density", "cm-2", 1e-4, &hair::Count::density);
    curve("hair_diameter_um", "um", 1.0 / core::micrometre, &hair::Count::diameter);
    return out;
}

Burden burden_of(const Knowledge& known, const plan::Plan& plan, const Draw& usual, const Run& central,
                 std::span<const Draw> draws, std::span<const Run> sampled, std::uint64_t seed) {
    constexpr std::size_t people = 400;
    const Reddening middle = reddening_in(plan, usual, central);
    const std::vector<Reddening> drawn = reddenings(plan, draws, sampled, seed);
    const std::vector<double> sessions = session_times(plan.schedule);
    Burden out;
    for (std::size_t i = 0; i < people; ++i) {
        const Reddening& here = drawn.empty() ? middle : drawn[i % drawn.size()];
        outcome::Blush blush = blush_of(seed, i);
        if (drawn.empty()) blush.study = 0.0;  // without draws people alone differ
        out.downtimes.push_back(outcome::downtime(*here.parameters, here.exposure, blush));
    }
    out.downtime = core::interval(out.downtimes);
    out.risks = outcome::risks(known.clinic, usual.outcome, middle.exposure);
    out.overtreatment = overtreatment_of(central.healing.curves, sessions);
    for (const Run& run : sampled) out.scar_loads.push_back(overtreatment_of(run.healing.curves, sessions).scar_load);
    if (out.scar_loads.empty()) out.scar_loads.push_back(out.overtreatment.scar_load);
    out.scar_load = core::interval(out.scar_loads);
    out.cost =
        cost_of(known, plan,
                puncture::duration(usual.puncture, usual.device, plan.technique.passes, treated_area(plan, usual)));
    return out;
}

}  // namespace percuta::course
