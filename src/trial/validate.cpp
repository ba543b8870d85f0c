#include "trial/validate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "core/units.hpp"
#include "course/predict.hpp"
#include "trial/judge.hpp"
#include "trial/replay.hpp"

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
    out.span = span_of(0.0, out.least, out.most);
    out.spread = figure.spread;
    out.note = figure.note;
    out.central = in_unit(predict(known.atlas, course::central_stages(known), figure));
    // Nothing that is observed here can be below zero, and a share not above one.
    const double most = bounded_share(figure) ? 1.0 : std::numeric_limits<double>::infinity();
    std::vector<double> with_noise, predicted;
    for (const double value : asked.predicted) {
        predicted.push_back(in_unit(value));
        if (std::isfinite(value))
            with_noise.push_back(std::clamp(predicted.back() + out.sd * noise.normal(), 0.0, most));
    }
    judge(out, predicted, std::move(with_noise));
    return out;
}

/// Length of what a figure of a trial is read on, in its unit.
double length_of_scale(const course::Knowledge& known, const course::ClinicalFigure& figure) {
    if (figure.unit == "%") return 100.0;
    for (const outcome::Scale& scale : known.clinic.scales())
        if (scale.name == figure.measure && scale.unit == figure.unit && std::isfinite(scale.most - scale.least))
            return scale.most - scale.least;
    return 0.0;
}

FigureCheck check(const course::Knowledge& known, const course::ClinicalFigure& figure,
                  const std::vector<double>& predicted, double central, core::RandomStream noise) {
    FigureCheck out;
    out.what = figure.what;
    out.unit = figure.unit;
    out.least = figure.least;
    out.most = figure.most;
    out.sd = figure.sd;
    out.span = span_of(length_of_scale(known, figure), figure.least, figure.most);
    out.spread = figure.spread;
    out.note = figure.note;
    out.suspect = figure.suspect;
    out.central = central;
    std::vector<double> with_noise;
    for (const double value : predicted)
        if (std::isfinite(value)) with_noise.push_back(value + figure.sd * noise.normal());
    judge(out, predicted, std::move(with_noise));
    return out;
}

/// Named by the figure, so that a study more or less does not change the others.
core::RandomStream noise_of(std::uint64_t seed, const std::string& study, const std::string& what) {
    return {seed, std::stoull(course::hash(study + what), nullptr, 16), core::Stream::readers};
}

/// A trial carried out in many worlds, again and again in each.
void replay(const course::Knowledge& known, const course::Study& study, const ValidationOptions& options,
            core::Workers& workers, const core::Watch& watch, StudyCheck& out) {
    const ReadingPlan plan(known, study);
    const auto worlds = static_cast<std::size_t>(options.draws);
    // A mean of several studies has no people and readers of its own: nothing but the world differs.
    const auto times = plan.trial().people.studies > 1 ? worlds : static_cast<std::size_t>(options.replicates);
    // The last one has central values.
    std::vector<std::vector<course::Draw>> draws(worlds + 1);
    workers.each(worlds, [&](std::size_t w) {
        for (const course::Arm& arm : plan.trial().arms)
            draws[w].push_back(course::typical(known, arm.plan, options.seed, w));
    });
    for (const course::Arm& arm : plan.trial().arms) draws[worlds].push_back(course::central(known, arm.plan));
    const std::vector<TrialWorld> followed = follow_worlds(plan, draws, options.seed, workers, watch);
    std::vector<std::vector<double>> replicates(times);
    workers.each(times, [&](std::size_t r) {
        watch.check();
        replicates[r] = replicate(known, plan, followed[r % worlds], options.seed, r);
    });
    constexpr int crowd = 1000;
    const std::vector<double> central =
        replicate(known, plan, followed.back(), options.seed, times, {.people = crowd, .study_effects = false});
    for (std::size_t f = 0; f < plan.figures().size(); ++f) {
        const course::ClinicalFigure& figure = *plan.figures()[f].figure;
        std::vector<double> predicted;
        for (const std::vector<double>& one : replicates) predicted.push_back(one[f]);
        out.figures.push_back(
            check(known, figure, predicted, central[f], noise_of(options.seed, study.id, figure.what)));
    }
}

Summary sum_up(const std::string& role, const std::string& kind, const std::vector<StudyCheck>& studies) {
    Summary out{role, kind};
    std::vector<double> off;
    for (const StudyCheck& study : studies) {
        if (study.role != role || (kind == "trials" && !study.clinical) || (kind == "experiments" && study.clinical))
            continue;
        for (const FigureCheck& figure : study.figures) {
            if (!figure.has_prediction()) continue;
            if (figure.is_range()) {
                ++out.ranges;
                out.touched += figure.inside ? 1 : 0;
                out.mean_probability += figure.probability;
                continue;
            }
            ++out.figures;
            out.inside += figure.inside ? 1 : 0;
            out.mean_score += figure.score;
            off.push_back(std::abs(figure.z));
        }
    }
    if (out.ranges > 0) out.mean_probability /= out.ranges;
    if (off.empty()) return out;
    out.mean_score /= static_cast<double>(off.size());
    out.median_abs_z = core::interval(std::move(off)).median;
    return out;
}

/// Experiments on skin: all of them draw by draw.
void predict_experiments(const course::Knowledge& known, std::vector<Asked>& asked, const ValidationOptions& options,
                         core::Workers& workers, const core::Watch& watch) {
    std::mutex lock;
    int done = 0;
    workers.each(static_cast<std::size_t>(options.draws), [&](std::size_t i) {
        core::RandomStream random(options.seed, i, core::Stream::parameters);
        const course::Stages stages = course::sampled_stages(known, random);
        for (Asked& one : asked) {
            watch.check();
            core::RandomStream person(options.seed, i, core::Stream::skin);
            one.predicted[i] = predict(known.atlas, stages, *one.figure, &person);
        }
        const std::scoped_lock guard(lock);
        watch.tick(static_cast<double>(++done) / options.draws, "predicting experiments");
    });
}

}  // namespace

Validation validate(const course::Knowledge& known, const std::vector<std::string>& names,
                    const ValidationOptions& options, core::Workers& workers, const core::Watch& watch) {
    Validation out;
    out.draws = options.draws;
    out.replicates = options.replicates;
    std::vector<Asked> asked;
    std::vector<std::pair<std::size_t, const course::Study*>> trials;
    for (const course::Study& study : known.studies) {
        if (!names.empty() && std::ranges::find(names, study.id) == names.end()) continue;
        const std::size_t place = out.studies.size();
        out.studies.push_back({study.id,
                               study.title,
                               study.source,
                               study.role,
                               study.protocol,
                               study.assumed,
                               study.trial.has_value(),
                               {}});
        for (const course::BenchFigure& figure : study.bench)
            asked.push_back({place, &figure, std::vector<double>(static_cast<std::size_t>(options.draws))});
        if (study.trial) trials.emplace_back(place, &study);
    }
    if (!asked.empty()) predict_experiments(known, asked, options, workers, watch);
    for (const Asked& one : asked) {
        StudyCheck& study = out.studies[one.study];
        study.figures.push_back(check(known, one, noise_of(options.seed, study.id, one.figure->what)));
    }
    for (std::size_t t = 0; t < trials.size(); ++t) {
        watch.tick(static_cast<double>(t) / static_cast<double>(trials.size()), "carrying trials out again");
        replay(known, *trials[t].second, options, workers, watch, out.studies[trials[t].first]);
    }
    for (const char* role : {"calibration", "held-out"})
        for (const char* kind : {"all", "experiments", "trials"})
            out.summary.push_back(sum_up(role, kind, out.studies));
    return out;
}

}  // namespace percuta::trial
