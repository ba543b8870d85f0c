#include "course/permeate.hpp"

#include <algorithm>
#include <cmath>

#include "barrier/reseal.hpp"
#include "core/error.hpp"
#include "delivery/coefficients.hpp"

namespace percuta::course {

namespace {

/// Half a per cent is far within what is published, and it is asked for thousands of times.
constexpr delivery::Accuracy coarse{.tolerance = 1e-5, .degree = 5};

/// Papillary and reticular dermis transport alike: where one ends does not matter, both must be there.
delivery::Thicknesses thicknesses(const Permeation& of, const delivery::Parameters& p) {
    constexpr double papillary_share = 0.1;
    return {of.stratum_corneum, of.viable_epidermis, p.junction, papillary_share * of.dermis,
            (1.0 - papillary_share) * of.dermis};
}

delivery::Skin skin(const Stages& stages, const Permeation& of, double person) {
    delivery::Skin out;
    out.living = of.conditions.living;
    if (!of.needled) return out;
    out.channels = {{of.channels.depth, of.channels.radius, of.channels.per_area}};
    barrier::Conditions conditions = of.conditions;
    if (conditions.species == barrier::Species::human) conditions.person = person;
    if (of.occluded) conditions.occluded = {{of.delay, of.delay + of.contact}};
    out.open = [closure = barrier::reseal(stages.barrier, std::move(conditions))](double time) {
        return closure.lumen(std::max(time, 0.0));
    };
    return out;
}

product::Content content(const Stages& stages, const Permeation& of) {
    product::Content out{stages.products.permeant(of.permeant), of.concentration, 0.0};
    out.solubility = of.solubility.value_or(out.permeant.solubility);
    return out;
}

product::Vehicle vehicle(const Stages& stages, const Permeation& of) {
    product::Vehicle out = stages.products.plain_vehicle();
    out.ph = of.ph.value_or(out.ph);
    out.hindrance = of.hindrance.value_or(out.hindrance);
    out.volatile_share = of.volatile_share.value_or(out.volatile_share);
    out.evaporation = of.evaporation.value_or(0.0);
    return out;
}

delivery::Regimen regimen(const Permeation& of) {
    delivery::Regimen out;
    out.doses = {{of.delay, of.volume, of.occluded}};
    const double off = of.delay + of.contact;
    if (off < of.at) out.removals = {{off, 0.0}};
    out.end = of.at;
    if (of.from > of.delay) out.readings = {of.from};
    return out;
}

delivery::Delivered deliver(const Stages& stages, const Permeation& of, double person) {
    const product::Content what = content(stages, of);
    const delivery::Coefficients coefficients =
        delivery::coefficients(stages.delivery, what.permeant, thicknesses(of, stages.delivery));
    std::optional<delivery::Patient> patient;
    if (of.weight > 0.0) patient = delivery::Patient{of.area, of.weight};
    return delivery::deliver(stages.delivery, what, vehicle(stages, of), coefficients, skin(stages, of, person),
                             regimen(of), patient, {}, coarse);
}

/// Last time at which plasma is above a share of its peak, between two rows by a straight line.
double window(const delivery::Delivered& out, double share) {
    const std::vector<double>&times = out.curves.times(), &level = out.curves.column("plasma").values;
    const double least = share * out.plasma_peak;
    for (std::size_t i = times.size(); i-- > 0;) {
        if (level[i] < least) continue;
        if (i + 1 == times.size()) return times[i];
        const double fall = level[i] - level[i + 1];
        return fall > 0.0 ? times[i] + (level[i] - least) / fall * (times[i + 1] - times[i]) : times[i];
    }
    return 0.0;
}

}  // namespace

double permeate(const Stages& stages, const Permeation& of, Permeated observed, double person) {
    const delivery::Delivered out = deliver(stages, of, person);
    const auto through = [&](double time) {
        return out.curves.at(of.conditions.living ? "cleared" : "receptor", time);
    };
    switch (observed) {
        case Permeated::permeated: return through(of.at);
        case Permeated::permeated_share: return through(of.at) / out.applied;
        case Permeated::flux: return (through(of.at) - through(of.from)) / (of.at - of.from);
        case Permeated::delivered: return out.delivered_at(of.at);
        case Permeated::absorbed_share: return out.absorbed() / out.applied;
        case Permeated::dermis_peak: return std::ranges::max(out.curves.column("dermis").values) / of.dermis;
        case Permeated::plasma_peak: return out.plasma_peak;
        case Permeated::plasma_at: return out.curves.at("plasma", of.at);
        case Permeated::delivery_window: return window(out, of.above);
    }
    throw core::InternalError("nothing of that kind is read of a permeant");
}

}  // namespace percuta::course
