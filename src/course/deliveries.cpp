#include "course/deliveries.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>
#include <span>

#include "core/units.hpp"
#include "course/band.hpp"
#include "course/regimen.hpp"
#include "delivery/coefficients.hpp"

namespace percuta::course {

namespace {

using core::hour;

/// One permeant of one product in one run, at the times of its curves.
struct Brought {
    std::vector<std::vector<double>> needled, intact;  ///< by curve, then time
    std::vector<double> end_needled, end_intact;       ///< by reading
    double delivered = 0.0, delivered_intact = 0.0, blood = 0.0, blood_intact = 0.0, plasma_peak = 0.0,
           plasma_peak_time = 0.0, applied = 0.0;
    std::vector<delivery::Profile> profiles, profiles_intact;
    bool extrapolated = false;
};

constexpr const char* shown[] = {"film",   "lumen", "stratum_corneum", "epidermis",
                                 "dermis", "blood", "delivered",       "plasma"};
constexpr const char* read[] = {"film",      "removed", "lumen", "stratum_corneum",
                                "epidermis", "dermis",  "blood", "metabolised"};

double at(const delivery::Delivered& out, std::string_view name, double time) {
    if (name == "delivered") return out.delivered_at(time);
    return out.curves.at(name == "blood" ? "cleared" : name, time);
}

/// Times of the curves: dense after the first dose, with a time right before whatever is taken off.
std::vector<double> curve_times(const delivery::Regimen& regimen) {
    constexpr double minute = 60.0;
    const double first = regimen.doses.front().time;
    std::vector<double> out{first, regimen.end};
    for (double after = minute; first + after < regimen.end; after *= after < 8 * hour ? 1.25 : 1.12)
        out.push_back(first + after);
    const auto add = [&](double time) {
        if (time > first && time < regimen.end) out.insert(out.end(), {time - 1.0, time});
    };
    for (const delivery::Dose& dose : regimen.doses) add(dose.time);
    for (const delivery::Removal& removal : regimen.removals) add(removal.time);
    add(0.0);
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<double> profile_times(const delivery::Regimen& regimen) {
    std::vector<double> out;
    for (const double hours : {1.0, 4.0, 8.0, 24.0, 48.0})
        if (hours * hour > regimen.doses.front().time && hours * hour <= regimen.end) out.push_back(hours * hour);
    return out;
}

/// Where delivery takes place in one run: the skin with its channels, and the same skin intact.
struct Place {
    delivery::Skin needled, intact;
    delivery::Thicknesses thicknesses;
};

Place place_of(const plan::Plan& plan, const Draw& draw, const Run& run) {
    Place out;
    out.thicknesses = thicknesses_of(run.skin, draw.delivery);
    out.needled.channels = channels_of(run.patterns.front(), run.skin.stratum_corneum);
    const barrier::Closure closure =
        barrier::reseal(draw.barrier, conditions_of(plan, draw.products, draw.device, draw.healer));
    out.needled.open = [closure](double time) { return closure.lumen(std::max(time, 0.0)); };
    // How inflamed the skin is, by the signal that the first session raises.
    const core::TimeSeries* curves = &run.healing.curves;
    const double half = draw.delivery.half_inflamed;
    const auto inflamed = [curves, half](double gain) {
        return [curves, half, gain](double time) {
            const double signal = time > 0.0 ? curves->at("il1", time) : 0.0;
            return 1.0 + gain * signal / (half + signal);
        };
    };
    out.needled.perfusion = inflamed(draw.delivery.perfusion_gain);
    out.needled.leakiness = inflamed(draw.delivery.leakiness_gain);
    return out;
}

/// Which content of which product of the plan.
struct Asked {
    std::size_t product = 0, content = 0;
    std::vector<double> times;
};

Brought read_off(delivery::Delivered needled, delivery::Delivered intact, const std::vector<double>& times,
                 double end) {
    Brought out;
    for (auto [from, to] : {std::pair{&needled, &out.needled}, std::pair{&intact, &out.intact}})
        for (const char* name : shown) {
            std::vector<double> values;
            for (const double time : times) values.push_back(at(*from, name, time));
            to->push_back(std::move(values));
        }
    for (const char* name : read) {
        out.end_needled.push_back(at(needled, name, end));
        out.end_intact.push_back(at(intact, name, end));
    }
    out.applied = needled.applied;
    out.delivered = needled.delivered();
    out.delivered_intact = intact.delivered();
    out.blood = at(needled, "blood", end);
    out.blood_intact = at(intact, "blood", end);
    out.plasma_peak = needled.plasma_peak;
    out.plasma_peak_time = needled.plasma_peak_time;
    out.profiles = std::move(needled.profiles);
    out.profiles_intact = std::move(intact.profiles);
    return out;
}

/// From amounts per area to those of the person: of the product's `area` only `holed` was needled.
void add_up(double holed, double area, const std::vector<double>& times, Brought& out) {
    const double around = area - holed;
    out.blood = out.blood * holed + out.blood_intact * around;
    out.blood_intact *= area;
    if (around <= 0.0) return;
    // Plasma levels add up. The last curve is that of the plasma; that of intact skin is for the whole area.
    std::vector<double>& plasma = out.needled.back();
    for (std::size_t i = 0; i < plasma.size(); ++i) plasma[i] += out.intact.back()[i] * around / area;
    const auto peak = std::ranges::max_element(plasma);
    out.plasma_peak = *peak;
    out.plasma_peak_time = times[static_cast<std::size_t>(peak - plasma.begin())];
}

Brought bring(const plan::Plan& plan, const Asked& asked, const Draw& draw, const Place& place, bool central,
              const core::Watch& watch) {
    const plan::Product& chosen = plan.products[asked.product];
    const product::Product& product = draw.products[asked.product];
    const product::Content& content = product.contents[asked.content];
    delivery::Regimen regimen = regimen_of(plan, chosen, draw.delivery);
    if (central) regimen.profiles = profile_times(regimen);
    const delivery::Coefficients coefficients =
        delivery::coefficients(draw.delivery, content.permeant, place.thicknesses);
    const double weight = plan.subject.weight.value_or(draw.delivery.usual_weight);
    const double area = area_of(plan, chosen, draw), holed = std::min(area, treated_area(plan, draw));
    // Bands over draws do not see an error of 1e-4.
    constexpr delivery::Accuracy for_bands{1e-5, 4};
    const delivery::Accuracy accuracy = central ? delivery::Accuracy{} : for_bands;
    const auto through = [&](const delivery::Skin& skin, double on) {
        return delivery::deliver(draw.delivery, content, product.vehicle, coefficients, skin, regimen,
                                 delivery::Patient{on, weight}, watch, accuracy);
    };
    Brought out = read_off(through(place.needled, holed), through(place.intact, area), asked.times, regimen.end);
    add_up(holed, area, asked.times, out);
    out.extrapolated = coefficients.extrapolated;
    return out;
}

template <class Value>
Interval over(const Brought& central, const std::vector<Brought>& sampled, Value value) {
    std::vector<double> values;
    for (const Brought& one : sampled) values.push_back(value(one));
    if (values.empty()) values.push_back(value(central));
    return core::interval(std::move(values));
}

/// Of what came in with needles over what did without; infinite where next to nothing does without.
double enhancement(const Brought& one) {
    constexpr double next_to_nothing = 1e-6;  // of what was put on
    const double least = next_to_nothing * one.applied;
    if (one.delivered_intact >= least) return one.delivered / one.delivered_intact;
    return one.delivered >= least ? std::numeric_limits<double>::infinity() : 1.0;
}

void sum_up(const Brought& central, const std::vector<Brought>& sampled, Delivery& out) {
    out.applied = central.applied;
    out.extrapolated = central.extrapolated;
    for (std::size_t c = 0; c < std::size(shown); ++c) {
        DeliveryCurve curve{shown[c], {}, {}};
        curve.needled = band(central, sampled, out.times.size(),
                             [&](const Brought& one, std::size_t i) { return one.needled[c][i]; });
        curve.intact = band(central, sampled, out.times.size(),
                            [&](const Brought& one, std::size_t i) { return one.intact[c][i]; });
        out.curves.push_back(std::move(curve));
    }
    for (std::size_t r = 0; r < std::size(read); ++r)
        out.readings.push_back({read[r], over(central, sampled, [&](const Brought& one) { return one.end_needled[r]; }),
                                over(central, sampled, [&](const Brought& one) { return one.end_intact[r]; }),
                                central.end_needled[r], central.end_intact[r]});
    out.delivered = over(central, sampled, [](const Brought& one) { return one.delivered; });
    out.delivered_intact = over(central, sampled, [](const Brought& one) { return one.delivered_intact; });
    out.enhancement = over(central, sampled, enhancement);
    out.central_enhancement = enhancement(central);
    out.into_blood = over(central, sampled, [](const Brought& one) { return one.blood; });
    out.into_blood_intact = over(central, sampled, [](const Brought& one) { return one.blood_intact; });
    out.plasma_peak = over(central, sampled, [](const Brought& one) { return one.plasma_peak; });
    out.plasma_peak_time = central.plasma_peak_time;
    for (const Brought& one : sampled.empty() ? std::span(&central, 1) : std::span(sampled)) {
        out.plasma_peaks.push_back(one.plasma_peak);
        out.blood_draws.push_back(one.blood);
    }
    for (std::size_t i = 0; i < central.profiles.size(); ++i) {
        const delivery::Profile &needled = central.profiles[i], &intact = central.profiles_intact[i];
        out.profiles.push_back(
            {needled.time, needled.depth, needled.concentration, intact.depth, intact.concentration});
    }
}

}  // namespace

std::vector<Delivery> summarise_deliveries(const plan::Plan& plan, const Draw& usual, const Run& central,
                                           std::span<const Draw> draws, std::span<const Run> sampled,
                                           core::Workers& workers, const core::Watch& watch) {
    std::vector<Delivery> out;
    std::vector<std::optional<Asked>> asked;  // nothing where nothing is delivered
    for (std::size_t i = 0; i < plan.products.size(); ++i) {
        const plan::Product& chosen = plan.products[i];
        const product::Product& product = usual.products[i];
        const std::vector<double> times = curve_times(regimen_of(plan, chosen, usual.delivery));
        for (std::size_t c = 0; c < product.contents.size(); ++c) {
            const product::Permeant& permeant = product.contents[c].permeant;
            Delivery one;
            one.index = i;
            one.product = chosen.name;
            one.product_title = product.title;
            one.permeant = permeant.name;
            one.permeant_title = permeant.title;
            one.when = chosen.when;
            one.concentration = product.contents[c].concentration;
            one.area = area_of(plan, chosen, usual);
            one.has_plasma = permeant.body.has_value();
            if (!permeant.not_delivered.empty() && !chosen.assume_delivered) {
                one.not_delivered = permeant.not_delivered;
                one.source = permeant.not_delivered_source;
                for (const delivery::Dose& dose : regimen_of(plan, chosen, usual.delivery).doses)
                    one.applied += dose.volume * one.concentration;
                asked.emplace_back();
            } else {
                one.times = times;
                asked.push_back(Asked{i, c, times});
            }
            out.push_back(std::move(one));
        }
    }
    if (out.empty()) return out;
    std::vector<Brought> first(out.size());
    std::vector<std::vector<Brought>> others(out.size(), std::vector<Brought>(sampled.size()));
    std::mutex lock;
    std::size_t done = 0;
    workers.each(sampled.size() + 1, [&](std::size_t which) {
        const bool is_central = which == 0;
        const Draw& draw = is_central ? usual : draws[which - 1];
        const Place place = place_of(plan, draw, is_central ? central : sampled[which - 1]);
        for (std::size_t k = 0; k < asked.size(); ++k) {
            if (!asked[k]) continue;
            Brought one = bring(plan, *asked[k], draw, place, is_central, {{}, watch.stop});
            (is_central ? first[k] : others[k][which - 1]) = std::move(one);
        }
        const std::scoped_lock guard(lock);
        watch.tick(static_cast<double>(++done) / static_cast<double>(sampled.size() + 1), "following the products");
    });
    for (std::size_t k = 0; k < out.size(); ++k)
        if (asked[k]) sum_up(first[k], others[k], out[k]);
    return out;
}

}  // namespace percuta::course
