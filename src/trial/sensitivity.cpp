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
#include "healing/sensitivity.hpp"
#include "trial/sensitivity_inputs.hpp"
#include "trial/sensitivity_readings.hpp"

namespace percuta::trial {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Follows points in portions, so that draws of thousands of people need not stand in memory together.
class Evaluation {
public:
    Evaluation(const course::Knowledge& known, const plan::Plan& plan, const UncertainDraws& draws,
               std::vector<SpreadReading> readings, std::uint64_t seed, core::Workers& workers,
               const core::Watch& watch)
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
        const std::array times{reading_time(plan_)};
        const std::vector<course::Followed> followed = course::follow(patients, times, seed_, workers_, part);
        workers_.each(patients.size(), [&](std::size_t k) {
            for (std::size_t r = 0; r < readings_.size(); ++r)
                out[(begin + k) * readings_.size() + r] =
                    readings_[r].read({known_, plan_, patients[k].draw, followed[k], seed_});
        });
    }

    const course::Knowledge& known_;
    const plan::Plan& plan_;
    const UncertainDraws& draws_;
    std::vector<SpreadReading> readings_;
    std::uint64_t seed_;
    core::Workers& workers_;
    const core::Watch& watch_;
    std::size_t columns_ = 0;
};

/// Elasticities of the gain of collagen by the full names of parameters.
std::map<std::string, double> local_effects(const plan::Plan& plan, const UncertainDraws& draws, std::uint64_t seed,
                                            const core::Watch& watch) {
    const course::Prepared prepared = course::prepare(plan, draws.central(), seed);
    std::map<std::string, double> out;
    for (const healing::Sensitivity& one :
         healing::collagen_sensitivities(prepared.skin, reading_time(plan), {{}, watch.stop}))
        out["healing." + one.parameter] = one.elasticity;
    return out;
}

SpreadShares spread(const SpreadReading& reading, const std::vector<UncertainInput>& inputs, const SobolIndices& found,
                    const std::map<std::string, double>& local) {
    SpreadShares out;
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
    for (const SpreadReading& one : spread_readings(known, plan)) out.push_back(one.of);
    return out;
}

Sensitivity sensitivity(const course::Knowledge& known, const plan::Plan& plan, const std::vector<std::string>& outputs,
                        std::size_t base, std::uint64_t seed, core::Workers& workers, const core::Watch& watch) {
    const std::vector<SpreadReading> all = spread_readings(known, plan);
    std::vector<SpreadReading> chosen;
    for (const std::string& name : outputs) {
        const auto found = std::ranges::find(all, name, [](const SpreadReading& one) { return one.of.name; });
        if (found == all.end()) throw core::InternalError(fmt::format("no result \"{}\"", name));
        chosen.push_back(*found);
    }
    const UncertainDraws draws(known, plan, seed);
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
