#include "trial/validate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "core/units.hpp"
#include "course/predict.hpp"

namespace percuta::trial {

namespace {

/// One figure of one study, and its predictions by draw.
struct Asked {
    std::size_t study = 0;
    const course::BenchFigure* figure = nullptr;
    std::vector<double> predicted;
};

bool bounded_share(const course::BenchFigure& figure) {
    const auto* permeation = std::get_if<course::PermeationFigure>(&figure.setup);
    if (permeation != nullptr && !permeation->over)
        return permeation->observed == course::Permeated::permeated_share ||
               permeation->observed == course::Permeated::absorbed_share;
    const auto* insertion = std::get_if<course::InsertionFigure>(&figure.setup);
    return insertion != nullptr && !insertion->over &&
           (insertion->of.observed == puncture::Observed::pierced_share ||
            insertion->of.observed == puncture::Observed::depth_share);
}

FigureCheck check(const course::Knowledge& known, const Asked& asked, core::RandomStream noise) {
    const course::BenchFigure& figure = *asked.figure;
    const auto in_unit = [&](double si) { return std::isfinite(si) ? core::from_si(si, figure.unit) : si; };
    FigureCheck out;
    out.what = figure.what;
    out.unit = figure.unit;
    out.least = in_unit(figure.least);
    out.most = in_unit(figure.most);
    out.sd = in_unit(figure.sd);
    out.spread = figure.spread;
    out.note = figure.note;
    out.central = in_unit(predict(known.atlas, course::central_stages(known), figure));
    // Nothing that is observed here can be below zero, and a share not above one.
    const double most = bounded_share(figure) ? 1.0 : std::numeric_limits<double>::infinity();
    std::vector<double> with_noise, predicted;
    for (const double value : asked.predicted)
        if (std::isfinite(value)) predicted.push_back(in_unit(value));
    out.undefined = static_cast<int>(asked.predicted.size() - predicted.size());
    if (predicted.empty()) return out;
    const auto n = static_cast<double>(predicted.size());
    double squares = 0.0;
    for (const double value : predicted) {
        out.mean += value / n;
        with_noise.push_back(std::clamp(value + out.sd * noise.normal(), 0.0, most));
    }
    for (const double value : predicted) squares += (value - out.mean) * (value - out.mean) / n;
    out.predicted = core::interval(std::move(with_noise));
    const double nearest = std::clamp(out.mean, out.least, out.most);
    out.z = (nearest - out.mean) / std::sqrt(squares + out.sd * out.sd);
    out.inside = out.predicted.lo <= out.most && out.predicted.hi >= out.least;
    return out;
}

Summary sum_up(const std::string& role, const std::vector<StudyCheck>& studies) {
    Summary out;
    out.role = role;
    std::vector<double> off;
    for (const StudyCheck& study : studies) {
        if (study.role != role) continue;
        for (const FigureCheck& figure : study.figures) {
            ++out.figures;
            out.inside += figure.inside ? 1 : 0;
            off.push_back(std::abs(figure.z));
        }
    }
    if (!off.empty()) out.median_abs_z = core::interval(std::move(off)).median;
    return out;
}

}  // namespace

Validation validate(const course::Knowledge& known, const std::vector<std::string>& names, int draws,
                    std::uint64_t seed, core::Workers& workers, const core::Watch& watch) {
    Validation out;
    out.draws = draws;
    std::vector<Asked> asked;
    for (const course::Study& study : known.studies) {
        if (study.bench.empty() || (!names.empty() && std::ranges::find(names, study.id) == names.end())) continue;
        out.studies.push_back({study.id, study.title, study.source, study.role, study.protocol, {}});
        for (const course::BenchFigure& figure : study.bench)
            asked.push_back({out.studies.size() - 1, &figure, std::vector<double>(static_cast<std::size_t>(draws))});
    }
    std::mutex lock;
    int done = 0;
    workers.each(static_cast<std::size_t>(draws), [&](std::size_t i) {
        core::RandomStream random(seed, i, core::Stream::parameters);
        const course::Stages stages = course::sampled_stages(known, random);
        for (Asked& one : asked) {
            watch.check();
            core::RandomStream person(seed, i, core::Stream::skin);
            one.predicted[i] = predict(known.atlas, stages, *one.figure, &person);
        }
        const std::scoped_lock guard(lock);
        watch.tick(static_cast<double>(++done) / draws, "predicting what was published");
    });
    for (const Asked& one : asked) {
        StudyCheck& study = out.studies[one.study];
        // Named by the figure, so that a study more or less does not change the others.
        const std::uint64_t name = std::stoull(course::hash(study.id + one.figure->what), nullptr, 16);
        study.figures.push_back(check(known, one, core::RandomStream(seed, name, core::Stream::readers)));
    }
    for (const char* role : {"calibration", "held-out"}) out.summary.push_back(sum_up(role, out.studies));
    return out;
}

}  // namespace percuta::trial
