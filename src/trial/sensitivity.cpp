#include "trial/sensitivity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/adjuncts.hpp"
#include "course/follow.hpp"
#include "course/scalp.hpp"
#include "healing/rest.hpp"
#include "healing/sensitivity.hpp"
#include "outcome/catalogue.hpp"
#include "trial/people.hpp"

namespace percuta::trial {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
/// When collagen is read: most of what a session makes is there, and biopsies are taken then.
constexpr double read_after = 8.0 * core::week;
/// People over whose response an expected score is averaged; the same for every point.
constexpr std::uint64_t responders = 64;

double last_session(const plan::Plan& plan) { return course::session_times(plan.schedule).back(); }

// Inputs

/// The values of one point of the cube, by room, before they become a draw.
struct Drawn {
    std::map<std::string, course::Chosen, std::less<>> rooms;
    std::uint64_t skin = 0, device = 0, adjuncts = 0;  ///< names of random streams

    void put(std::string_view room, std::string_view name, double value) {
        course::Chosen& chosen = rooms.try_emplace(std::string(room)).first->second;
        chosen.names.emplace_back(name);
        chosen.values.push_back(value);
    }
};

struct Input {
    std::string name, meaning;
    std::function<void(double u, Drawn& drawn)> take;
};

/// A number that names the random stream of whoever stands at `u`.
std::uint64_t somebody(double u) {
    constexpr double words = 0x1.0p52;
    return static_cast<std::uint64_t>(u * words);
}

void add_sampled(std::vector<Input>& out, std::string_view room, const core::ParameterSet& set,
                 std::span<const std::string> fitted) {
    for (const core::Parameter& one : set.all()) {
        const std::string full = fmt::format("{}.{}", room, one.name);
        if (!one.sampled || std::ranges::find(fitted, one.name) != fitted.end() ||
            std::ranges::find(fitted, full) != fitted.end())
            continue;
        out.push_back({full, one.meaning, [room = std::string(room), parameter = one](double u, Drawn& drawn) {
                           drawn.put(room, parameter.name, core::from_unit(parameter, u));
                       }});
    }
}

/// Draws that were fitted together; names without a room belong to `room`.
void add_posterior(std::vector<Input>& out, const std::string& name, std::string_view room,
                   const core::Posterior& posterior) {
    if (posterior.size() == 0) return;
    out.push_back({name, fmt::format("{} parameters that were fitted together", posterior.names().size()),
                   [room = std::string(room), &posterior](double u, Drawn& drawn) {
                       const auto index = static_cast<std::size_t>(u * static_cast<double>(posterior.size()));
                       for (std::size_t k = 0; k < posterior.names().size(); ++k) {
                           const std::string& full = posterior.names()[k];
                           const std::size_t dot = full.find('.');
                           if (dot == std::string::npos) drawn.put(room, full, posterior.draws(k)[index]);
                           else drawn.put(full.substr(0, dot), full.substr(dot + 1), posterior.draws(k)[index]);
                       }
                   }});
}

std::vector<Input> inputs_of(const course::Knowledge& known, const plan::Plan& plan) {
    std::vector<Input> out;
    out.push_back({"skin of the person",
                   "thickness of layers, vessels and the rest of the atlas, from person to person",
                   [](double u, Drawn& drawn) { drawn.skin = somebody(u); }});
    if (!plan.device.custom)
        out.push_back({"device in the hand", "geometry that differs from piece to piece or is not published",
                       [](double u, Drawn& drawn) { drawn.device = somebody(u); }});
    out.push_back({"adjuncts and age", "how much they do, where that is drawn",
                   [](double u, Drawn& drawn) { drawn.adjuncts = somebody(u); }});
    add_posterior(out, "fit of puncture", "puncture", known.puncture_posterior);
    add_posterior(out, "fit of clinic", "", known.clinical_posterior);
    add_sampled(out, "puncture", known.puncture, known.puncture_posterior.names());
    add_sampled(out, "indication", known.indication(plan.concern.kind).tissue, {});
    const std::span<const std::string> fitted = known.clinical_posterior.names();
    add_sampled(out, "healing", known.healing, fitted);
    add_sampled(out, "outcome", known.outcome, fitted);
    if (course::treats_hair(plan)) add_sampled(out, "hair", known.hair, fitted);
    return out;
}

/// Draws of points of the cube.
class Draws {
public:
    Draws(const course::Knowledge& known, const plan::Plan& plan, std::uint64_t seed)
        : known_(known),
          plan_(plan),
          seed_(seed),
          inputs_(inputs_of(known, plan)),
          central_(course::central(known, plan)) {}

    const std::vector<Input>& inputs() const { return inputs_; }
    const course::Draw& central() const { return central_; }

    course::Draw at(std::span<const double> point) const {
        const Drawn drawn = taken(point);
        course::Draw out = central_;
        out.puncture = puncture::parameters(room("puncture", known_.puncture, drawn));
        out.healing = healing::parameters(room("healing", known_.healing, drawn));
        out.outcome = outcome::parameters(room("outcome", known_.outcome, drawn));
        out.hair = hair::parameters(room("hair", known_.hair, drawn));
        core::RandomStream platelets = added("session", drawn);
        out.platelets = course::platelet_dose(known_, plan_, &platelets);
        const core::ParameterSet tissue = room("indication", known_.indication(plan_.concern.kind).tissue, drawn);
        out.collagen = tissue.value("collagen");
        out.elastosis = tissue.value("elastosis");
        core::RandomStream person(seed_, drawn.skin, core::Stream::skin);
        out.skin = known_.atlas.drawn(plan_.subject.site, course::person_of(plan_), person);
        core::RandomStream piece(seed_, drawn.device, core::Stream::device);
        if (!plan_.device.custom) out.device = course::drawn_device(known_, plan_, piece);
        return out;
    }

    /// Whether skin with these parameters has a rest to return to.
    bool rests(std::span<const double> point) const {
        return healing::rest_is_the_only_state(healing::parameters(room("healing", known_.healing, taken(point))));
    }

private:
    Drawn taken(std::span<const double> point) const {
        Drawn out;
        for (std::size_t i = 0; i < inputs_.size(); ++i) inputs_[i].take(point[i], out);
        return out;
    }

    /// One stream for each room, so that a room does not depend on which others were looked at.
    core::RandomStream added(std::string_view room, const Drawn& drawn) const {
        return {seed_, stream_of({thing(room), drawn.adjuncts}), core::Stream::adjuncts};
    }

    core::ParameterSet room(std::string_view name, const core::ParameterSet& set, const Drawn& drawn) const {
        const auto found = drawn.rooms.find(name);
        core::RandomStream random = added(name, drawn);
        return course::with_adjuncts(
            known_, plan_, name, found == drawn.rooms.end() ? set : set.with(found->second.names, found->second.values),
            &random);
    }

    const course::Knowledge& known_;
    const plan::Plan& plan_;
    std::uint64_t seed_;
    std::vector<Input> inputs_;
    course::Draw central_;
};

// Results

/// The course of one point, with all that its results are read from.
struct Outcome {
    const course::Knowledge& known;
    const plan::Plan& plan;
    const course::Draw& draw;
    const course::Followed& course;
    std::uint64_t seed;

    const outcome::Tissue& tissue() const { return course.tissue.back(); }
};

/// The scale on which an expected change can be read: that of the baseline, else the first of the concern.
const outcome::Scale* scale_of(const course::Knowledge& known, const plan::Plan& plan) {
    if (plan.concern.baseline) return &known.clinic.scale(plan.concern.baseline->scale);
    return nullptr;
}

double expected_change(const Outcome& one) {
    const outcome::Scale& scale = *scale_of(one.known, one.plan);
    const outcome::Parameters& p = one.draw.outcome;
    const outcome::Surface before =
        outcome::before(one.known.clinic, p,
                        {one.plan.concern.kind, scale.name, one.plan.concern.baseline->value, one.plan.concern.mix});
    const double first = outcome::score(scale, p, before, before);
    double sum = 0.0;
    for (std::uint64_t i = 0; i < responders; ++i) {
        core::RandomStream random(one.seed, i, core::Stream::patients);
        const outcome::Responder who = outcome::draw_responder(p, random);
        sum += scale.improvement(first, outcome::score(scale, p, before, outcome::after(p, before, one.tissue(), who)));
    }
    return sum / static_cast<double>(responders);
}

struct Reading {
    SpreadOf of;
    double (*read)(const Outcome& one);
};

std::vector<Reading> readings_of(const course::Knowledge& known, const plan::Plan& plan) {
    std::vector<Reading> out{
        {{"collagen", "gain of papillary collagen 8 weeks after the last session", "%"},
         [](const Outcome& one) { return 100.0 * (one.tissue().collagen_total - 1.0); }},
        {{"epidermis", "gain of thickness of the epidermis 8 weeks after the last session", "%"},
         [](const Outcome& one) { return 100.0 * (one.tissue().epidermis - 1.0); }},
        {{"depth", "mean true depth of the holes", "um"},
         [](const Outcome& one) { return core::from_si(one.course.depth, "um"); }},
        {{"bleeding", "share of the holes that bleed", "%"},
         [](const Outcome& one) { return 100.0 * one.course.exposure.bleeding_share; }},
        {{"pain", "pain of one press without anaesthetic, of 10", "1"},
         [](const Outcome& one) { return 10.0 * one.course.pain; }},
        {{"downtime", "redness after a session", "d"},
         [](const Outcome& one) {
             return core::from_si(outcome::downtime(one.draw.outcome, one.course.exposure, 0.0), "d");
         }},
        {{"pih", "risk of dark spots over the course", "%"}, [](const Outcome& one) {
             return 100.0 * outcome::event_probability(one.draw.outcome, "pih", one.course.exposure, 0.0);
         }}};
    if (course::treats_hair(plan))
        out.push_back(
            {{"hair", "gain of visible hairs 8 weeks after the last session", "1/cm^2"}, [](const Outcome& one) {
                 return core::from_si(course::tissue_with_hair(one.course, 0, 0.0).hair_gain, "1/cm^2");
             }});
    if (const outcome::Scale* scale = scale_of(known, plan); scale != nullptr && !course::treats_hair(plan))
        out.push_back({{"score", fmt::format("expected improvement, {}, 8 weeks after the last session", scale->title),
                        scale->unit},
                       expected_change});
    return out;
}

/// Follows points in portions, so that draws of thousands of people need not stand in memory together.
class Evaluation {
public:
    Evaluation(const course::Knowledge& known, const plan::Plan& plan, const Draws& draws,
               std::vector<Reading> readings, std::uint64_t seed, core::Workers& workers, const core::Watch& watch)
        : known_(known),
          plan_(plan),
          draws_(draws),
          readings_(std::move(readings)),
          seed_(seed),
          workers_(workers),
          watch_(watch) {}

    std::size_t columns() const { return columns_; }

    std::vector<double> operator()(std::span<const double> points, std::size_t expected) {
        constexpr std::size_t portion = 512;
        const std::size_t d = draws_.inputs().size(), count = points.size() / d;
        std::vector<double> out(count * readings_.size(), nothing);
        for (std::size_t begin = 0; begin < count; begin += portion) {
            const std::size_t end = std::min(count, begin + portion);
            follow(points, begin, end, expected, out);
        }
        columns_ += count;
        return out;
    }

private:
    void follow(std::span<const double> points, std::size_t begin, std::size_t end, std::size_t expected,
                std::vector<double>& out) {
        const std::size_t d = draws_.inputs().size();
        std::vector<course::Patient> patients(end - begin);
        workers_.each(patients.size(), [&](std::size_t k) {
            patients[k].plan = &plan_;
            patients[k].draw = draws_.at(points.subspan((begin + k) * d, d));
        });
        const double from = static_cast<double>(columns_ + begin) / static_cast<double>(expected),
                     to = static_cast<double>(columns_ + end) / static_cast<double>(expected);
        core::Watch part{{}, watch_.stop};
        if (watch_.progress)
            part.progress = [&](double done, std::string_view) {
                watch_.progress(std::lerp(from, to, done), "computing courses");
            };
        const std::array times{last_session(plan_) + read_after};
        const std::vector<course::Followed> followed = course::follow(patients, times, seed_, workers_, part);
        workers_.each(patients.size(), [&](std::size_t k) {
            for (std::size_t r = 0; r < readings_.size(); ++r)
                out[(begin + k) * readings_.size() + r] =
                    readings_[r].read({known_, plan_, patients[k].draw, followed[k], seed_});
        });
    }

    const course::Knowledge& known_;
    const plan::Plan& plan_;
    const Draws& draws_;
    std::vector<Reading> readings_;
    std::uint64_t seed_;
    core::Workers& workers_;
    const core::Watch& watch_;
    std::size_t columns_ = 0;
};

/// Elasticities of the gain of collagen by the full names of parameters.
std::map<std::string, double> local_effects(const plan::Plan& plan, const Draws& draws, std::uint64_t seed,
                                            const core::Watch& watch) {
    const course::Prepared prepared = course::prepare(plan, draws.central(), seed);
    std::map<std::string, double> out;
    for (const healing::Sensitivity& one :
         healing::collagen_sensitivities(prepared.skin, last_session(plan) + read_after, {{}, watch.stop}))
        out["healing." + one.parameter] = one.elasticity;
    return out;
}

Spread spread(const Reading& reading, const std::vector<Input>& inputs, const SobolIndices& found,
              const std::map<std::string, double>& local) {
    Spread out;
    out.of = reading.of;
    out.mean = found.mean;
    out.sd = std::sqrt(found.variance);
    out.interactions = found.interactions;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (found.silent[i] || found.total[i].hi == 0.0) {
            out.silent.push_back(inputs[i].name);
            continue;
        }
        InputShare one{inputs[i].name, inputs[i].meaning, found.first[i], found.total[i], {}};
        if (const auto known = local.find(one.name); known != local.end()) one.local = known->second;
        out.inputs.push_back(std::move(one));
    }
    std::ranges::stable_sort(out.inputs, std::ranges::greater{}, [](const InputShare& one) { return one.total.value; });
    return out;
}

}  // namespace

course::Knowledge before_any_fit(const course::Knowledge& known) {
    course::Knowledge out = known.before_clinical_fit();
    out.puncture_posterior = {};
    out.puncture = out.puncture_priors;
    return out;
}

std::vector<SpreadOf> spreads_of(const course::Knowledge& known, const plan::Plan& plan) {
    std::vector<SpreadOf> out;
    for (const Reading& one : readings_of(known, plan)) out.push_back(one.of);
    return out;
}

Sensitivity sensitivity(const course::Knowledge& known, const plan::Plan& plan, const std::vector<std::string>& outputs,
                        std::size_t base, std::uint64_t seed, core::Workers& workers, const core::Watch& watch) {
    const std::vector<Reading> all = readings_of(known, plan);
    std::vector<Reading> chosen;
    for (const std::string& name : outputs) {
        const auto found = std::ranges::find(all, name, [](const Reading& one) { return one.of.name; });
        if (found == all.end()) throw core::InternalError(fmt::format("no result \"{}\"", name));
        chosen.push_back(*found);
    }
    const Draws draws(known, plan, seed);
    const std::size_t inputs = draws.inputs().size();
    Evaluation evaluation(known, plan, draws, chosen, seed, workers, watch);
    const Sampling sampling{.dimension = inputs, .outputs = chosen.size(), .base = base, .seed = seed};
    const std::size_t probe = std::min(sampling.probe, base) * (inputs + 2);
    const Evaluate evaluate = [&](std::span<const double> points) {
        const std::size_t count = points.size() / inputs;
        // The first call asks for the rows that find out which inputs act; how many of them will is a guess until then.
        const std::size_t expected = evaluation.columns() > 0
                                         ? evaluation.columns() + count
                                         : probe + (base - std::min(base, sampling.probe)) * (inputs / 2 + 2);
        return evaluation(points, expected);
    };
    const Admissible rests = [&](std::span<const double> point) {
        watch.check();
        return draws.rests(point);
    };
    const std::vector<SobolIndices> found = sobol_indices(sampling, evaluate, rests);
    Sensitivity out;
    out.base = base;
    out.columns = evaluation.columns();
    const bool wants_collagen = std::ranges::find(outputs, "collagen") != outputs.end();
    const std::map<std::string, double> local =
        wants_collagen ? local_effects(plan, draws, seed, watch) : std::map<std::string, double>{};
    for (std::size_t k = 0; k < chosen.size(); ++k)
        out.spreads.push_back(spread(chosen[k], draws.inputs(), found[k],
                                     chosen[k].of.name == "collagen" ? local : std::map<std::string, double>{}));
    return out;
}

}  // namespace percuta::trial
