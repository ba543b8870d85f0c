#include "trial/fit.hpp"

#include <algorithm>
#include <mutex>

#include "core/error.hpp"
#include "course/predict.hpp"

namespace percuta::trial {

namespace {

/// The sampled parameters that any figure of calibration depends on.
std::vector<std::string> informed(const course::Knowledge& known) {
    constexpr double nudge = 1.02;
    std::vector<std::string> out;
    const std::vector<const course::BenchFigure*> figures = figures_of_puncture(known.studies);
    const course::Stages usual{puncture::parameters(known.puncture_priors), {}};
    for (const core::Parameter& parameter : known.puncture_priors.all()) {
        if (!parameter.sampled) continue;
        const course::Stages nudged{
            puncture::parameters(known.puncture_priors.with(parameter.name, nudge * parameter.value)), {}};
        const bool matters = std::ranges::any_of(figures, [&](const course::BenchFigure* figure) {
            return predict(known.atlas, usual, *figure) != predict(known.atlas, nudged, *figure);
        });
        if (matters) out.push_back(parameter.name);
    }
    return out;
}

}  // namespace

core::Posterior fit_puncture(const course::Knowledge& known, int draws, std::uint64_t seed, core::Workers& workers,
                             const core::Watch& watch) {
    constexpr long most_attempts = 2'000'000;  // for one draw
    constexpr long between_checks = 1000;
    const std::vector<std::string> names = informed(known);
    std::vector<std::vector<double>> values(names.size(), std::vector<double>(static_cast<std::size_t>(draws)));
    std::mutex lock;
    int done = 0;
    watch.tick(0.0, "fitting puncture");
    workers.each(static_cast<std::size_t>(draws), [&](std::size_t i) {
        core::RandomStream random(seed, i, core::Stream::parameters);
        for (long attempt = 0; attempt < most_attempts; ++attempt) {
            if (attempt % between_checks == 0) watch.check();
            const core::ParameterSet drawn = known.puncture_priors.sampled(random);
            if (!agrees_with_calibration(known, puncture::parameters(drawn), random)) continue;
            for (std::size_t k = 0; k < names.size(); ++k) values[k][i] = drawn.value(names[k]);
            const std::scoped_lock guard(lock);
            watch.tick(static_cast<double>(++done) / draws, "fitting puncture");
            return;
        }
        throw core::NotConverged(
            "the priors of puncture.toml and the studies with the role calibration contradict each other: widen the "
            "priors, or the spread (sd) of those figures");
    });
    return {known.puncture_hash, names, std::move(values)};
}

}  // namespace percuta::trial
