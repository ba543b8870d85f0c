#include "course/predict.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "course/draw.hpp"
#include "course/permeate.hpp"
#include "puncture/consequence.hpp"

namespace percuta::course {

namespace {

struct Predictor {
    const skin::Atlas& atlas;
    const Stages& stages;
    const core::RandomStream* person;

    /// The same person at every site that a figure asks for.
    skin::Skin skin_of(const std::string& site, const skin::Person& who) const {
        if (person == nullptr) return atlas.skin(site, who);
        core::RandomStream same = *person;
        return atlas.drawn(site, who, same);
    }

    double one(const Insertion& insertion) const {
        return puncture::predict(stages.puncture, {insertion.device, skin_of(insertion.site, insertion.person),
                                                   insertion.technique, insertion.observed});
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
        return puncture::pain_over_needle(stages.puncture, needles.length, static_cast<std::size_t>(needles.number));
    }

    double operator()(const PainFigure& figure) const {
        return felt(figure.of) / (figure.over ? felt(*figure.over) : 1.0);
    }

    /// People heal differently; animals of a laboratory are taken alike.
    double healer() const {
        if (person == nullptr) return 0.0;
        core::RandomStream same = *person;
        return same.normal();
    }

    double closed(const Closing& closing, const ClosureFigure& figure) const {
        const barrier::Parameters& p = stages.barrier;
        barrier::Conditions conditions = closing.conditions;
        if (conditions.species == barrier::Species::human) conditions.person = healer();
        const double base = barrier::base_water_loss(p, conditions.species, closing.region);
        const barrier::Closure closure = barrier::reseal(p, conditions);
        const std::span holes(&closing.holes, 1);
        return figure.rise ? barrier::water_loss(p, closure, holes, base, figure.at) - base
                           : barrier::closing_time(p, closure, figure.observed, holes, base);
    }

    double operator()(const ClosureFigure& figure) const {
        return closed(figure.of, figure) / (figure.over ? closed(*figure.over, figure) : 1.0);
    }

    double read(const Permeation& set_up, Permeated observed) const {
        return permeate(stages, set_up, observed, healer());
    }

    double operator()(const PermeationFigure& figure) const {
        return read(figure.of, figure.observed) / (figure.over ? read(*figure.over, figure.observed) : 1.0);
    }
};

}  // namespace

Stages central_stages(const Knowledge& known) {
    return {puncture::parameters(known.puncture), barrier::parameters(known.barrier),
            delivery::parameters(known.delivery), known.products};
}

Stages sampled_stages(const Knowledge& known, core::RandomStream& random) {
    const puncture::Parameters puncture = sampled_puncture(known, random);
    const barrier::Parameters barrier = barrier::parameters(known.barrier.sampled(random));
    const delivery::Parameters delivery = delivery::parameters(known.delivery.sampled(random));
    return {puncture, barrier, delivery, known.products.drawn(random)};
}

double predict(const skin::Atlas& atlas, const Stages& stages, const BenchFigure& figure,
               const core::RandomStream* person) {
    return std::visit(Predictor{atlas, stages, person}, figure.setup);
}

double likelihood(const BenchFigure& figure, double predicted) {
    const double off = predicted - std::clamp(predicted, figure.least, figure.most);
    return std::exp(-0.5 * off * off / (figure.sd * figure.sd));
}

bool agrees_with_calibration(const Knowledge& known, const puncture::Parameters& p, core::RandomStream& random) {
    const Stages stages{p, {}};  // only figures of puncture are asked for
    for (const BenchFigure* figure : figures_of_puncture(known.studies))
        if (random.uniform() >= likelihood(*figure, predict(known.atlas, stages, *figure))) return false;
    return true;
}

std::string what_puncture_is_fitted_to(const Knowledge& known) {
    std::string text;
    const auto add = [&](double value) { text += fmt::format("{:.6g} ", value); };
    for (const core::Parameter& one : known.puncture_priors.all()) {
        text += fmt::format("{} {} {} ", one.name, static_cast<int>(one.prior.kind), one.sampled);
        for (const double value : {one.centre, one.prior.spread, one.prior.least, one.prior.most}) add(value);
    }
    const Stages centre{puncture::parameters(known.puncture_priors), {}};
    for (const BenchFigure* figure : figures_of_puncture(known.studies))
        for (const double value : {figure->least, figure->most, figure->sd, predict(known.atlas, centre, *figure)})
            add(value);
    return hash(text);
}

}  // namespace percuta::course
