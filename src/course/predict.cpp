#include "course/predict.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "puncture/consequence.hpp"

namespace percuta::course {

namespace {

struct Predictor {
    const skin::Atlas& atlas;
    const puncture::Parameters& p;
    const core::RandomStream* person;

    /// The same person at every site that a figure asks for.
    skin::Skin skin_of(const std::string& site, const skin::Person& who) const {
        if (person == nullptr) return atlas.skin(site, who);
        core::RandomStream same = *person;
        return atlas.drawn(site, who, same);
    }

    double one(const Insertion& insertion) const {
        return puncture::predict(
            p, {insertion.device, skin_of(insertion.site, insertion.person), insertion.technique, insertion.observed});
    }

    double operator()(const InsertionFigure& figure) const {
        return figure.over ? one(figure.of) / one(*figure.over) : one(figure.of);
    }

    double mean_over(const std::vector<std::string>& sites, const ThicknessFigure& figure) const {
        double sum = 0.0;
        for (const std::string& site : sites)
            sum += skin::observe(atlas.methods(), skin_of(site, figure.person), figure.layer, figure.method);
        return sum / static_cast<double>(sites.size());
    }

    double operator()(const ThicknessFigure& figure) const {
        const double thickness = mean_over(figure.sites, figure);
        return figure.over.empty() ? thickness : thickness / mean_over(figure.over, figure);
    }

    double operator()(const StrikesFigure& figure) const {
        return figure.passes * puncture::strikes_per_pass(figure.device);
    }

    double felt(const PainFigure::Needles& needles) const {
        return puncture::pain_over_needle(p, needles.length, static_cast<std::size_t>(needles.number));
    }

    double operator()(const PainFigure& figure) const {
        return felt(figure.of) / (figure.over ? felt(*figure.over) : 1.0);
    }
};

}  // namespace

double predict(const skin::Atlas& atlas, const puncture::Parameters& p, const BenchFigure& figure,
               const core::RandomStream* person) {
    return std::visit(Predictor{atlas, p, person}, figure.setup);
}

double likelihood(const BenchFigure& figure, double predicted) {
    const double off = predicted - std::clamp(predicted, figure.least, figure.most);
    return std::exp(-0.5 * off * off / (figure.sd * figure.sd));
}

bool agrees_with_calibration(const Knowledge& known, const puncture::Parameters& p, core::RandomStream& random) {
    for (const Study& study : known.studies) {
        if (!calibrates_puncture(study)) continue;
        for (const BenchFigure& figure : study.bench)
            if (random.uniform() >= likelihood(figure, predict(known.atlas, p, figure))) return false;
    }
    return true;
}

std::string what_puncture_is_fitted_to(const Knowledge& known) {
    std::string text;
    const auto add = [&](double value) { text += fmt::format("{:.6g} ", value); };
    for (const core::Parameter& one : known.puncture_priors.all()) {
        text += fmt::format("{} {} {} ", one.name, static_cast<int>(one.prior.kind), one.sampled);
        for (const double value : {one.centre, one.prior.spread, one.prior.least, one.prior.most}) add(value);
    }
    const puncture::Parameters centre = puncture::parameters(known.puncture_priors);
    for (const Study& study : known.studies) {
        if (!calibrates_puncture(study)) continue;
        for (const BenchFigure& figure : study.bench)
            for (const double value : {figure.least, figure.most, figure.sd, predict(known.atlas, centre, figure)})
                add(value);
    }
    return hash(text);
}

}  // namespace percuta::course
