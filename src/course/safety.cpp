#include "course/safety.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/regimen.hpp"

namespace percuta::course {

namespace {

constexpr double per_microgram_per_millilitre = 1e3;  // from kg/m3
constexpr double per_milligram = 1e6;                 // from kg

constexpr std::array wanted{core::Wanted{"lidocaine_amber", "kg/m3"}, core::Wanted{"lidocaine_red", "kg/m3"},
                            core::Wanted{"lidocaine_stop", "kg/m3"},  core::Wanted{"lidocaine_dose", "1"},
                            core::Wanted{"minoxidil_usual", "kg"},    core::Wanted{"granuloma_patients", "1"},
                            core::Wanted{"acid_product", "1"}};

std::string day_of(double time) {
    return fmt::format("hour {:.0f} (day {:.0f})", std::ceil(time / core::hour), std::ceil(time / core::day));
}

/// Whether this product goes on while channels are open.
bool goes_on_open_channels(const plan::Product& product, const ChannelClosure& closure) {
    return meets_channels(product) && product.delay < closure.restart;
}

/// Whether a residue of it is there when the needles come.
bool leaves_residue(const plan::Product& product, const ChannelClosure& closure) {
    return !meets_channels(product) && closure.restart > 0.0;
}

bool gets_into_channels(const plan::Product& product, const ChannelClosure& closure) {
    return goes_on_open_channels(product, closure) || leaves_residue(product, closure);
}

bool in_full(const plan::Product& product) { return !product.contents.empty(); }

std::string closed_from(const ChannelClosure& closure) {
    if (!std::isfinite(closure.restart)) return "when channels are closed was not found";
    return fmt::format("the channels of 95 of 100 people like this are closed from {} after a session",
                       day_of(closure.restart));
}

// Lidocaine

/// Into the blood from all products, 95th percentile over the draws, kg.
double dose_into_blood(const std::vector<const Delivery*>& all) {
    const std::size_t draws = all.front()->blood_draws.size();
    const bool known = std::ranges::all_of(all, [&](const Delivery* one) { return one->blood_draws.size() == draws; });
    if (draws == 0 || !known) {
        double sum = 0.0;
        for (const Delivery* one : all) sum += one->into_blood.hi;
        return sum;
    }
    std::vector<double> sums(draws, 0.0);
    for (const Delivery* one : all)
        for (std::size_t i = 0; i < draws; ++i) sums[i] += one->blood_draws[i];
    std::ranges::sort(sums);
    return core::quantile(sums, 0.95);
}

void warn_of_lidocaine(const Knowledge& known, const Result& result, std::vector<Warning>& out) {
    std::vector<double> peaks;
    std::vector<const Delivery*> all;
    for (const Delivery& one : result.delivery) {
        if (one.permeant != "lidocaine" || one.plasma_peaks.empty()) continue;
        peaks.resize(one.plasma_peaks.size(), 0.0);
        // Peaks of several products are added as if they came together.
        for (std::size_t i = 0; i < peaks.size(); ++i) peaks[i] += one.plasma_peaks[i];
        all.push_back(&one);
    }
    if (peaks.empty()) return;
    std::ranges::sort(peaks);
    const double high = core::quantile(peaks, 0.95);
    const core::ParameterSet& limits = known.safety;
    const auto say = [&](const char* kind, std::string_view limit, const char* what) {
        out.push_back(
            {kind,
             fmt::format("Plasma lidocaine may reach {:.2g} ug/mL (95th percentile): above {:g} ug/mL {}.",
                         high * per_microgram_per_millilitre, limits.value(limit) * per_microgram_per_millilitre, what),
             limits.at(limit).source});
    };
    if (high > limits.value("lidocaine_stop"))
        say("lidocaine-stop", "lidocaine_stop", "early signs of poisoning appear. Do not carry this plan out");
    else if (high > limits.value("lidocaine_red"))
        say("lidocaine-red", "lidocaine_red", "effects on the nervous system are described. Less cream, area or time");
    else if (high > limits.value("lidocaine_amber"))
        say("lidocaine-amber", "lidocaine_amber", "signs may begin. Watch the person");
    else
        out.push_back({"lidocaine-low",
                       fmt::format("Plasma lidocaine stays below {:g} ug/mL in 95 of 100 draws ({:.2g} ug/mL). Do not "
                                   "lean on that: a published level of a cream on intact faces is far above what this "
                                   "model says of it (percuta validate emla-smpc).",
                                   limits.value("lidocaine_amber") * per_microgram_per_millilitre,
                                   high * per_microgram_per_millilitre),
                       limits.at("lidocaine_amber").source});
    const plan::Subject& who = result.plan.subject;
    const double most =
        limits.value("lidocaine_dose") * who.weight.value_or(delivery::parameters(known.delivery).usual_weight);
    const double dose = dose_into_blood(all);
    if (dose > most)
        out.push_back({"lidocaine-dose",
                       fmt::format("Up to {:.0f} mg of lidocaine get into the blood (95th percentile), more than the "
                                   "{:.0f} mg that may be infiltrated into {}. Do not carry this plan out.",
                                   dose * per_milligram, most * per_milligram,
                                   who.weight ? fmt::format("{:g} kg", *who.weight) : "an adult"),
                       limits.at("lidocaine_dose").source});
}

void warn_of_prilocaine(const Result& result, std::vector<Warning>& out) {
    if (std::ranges::find(result.delivery, "prilocaine", &Delivery::permeant) == result.delivery.end()) return;
    out.push_back({"prilocaine",
                   "Prilocaine turns haemoglobin into methaemoglobin. Whether it does so here is not judged: no "
                   "threshold of prilocaine is looked at.",
                   ""});
}

// Minoxidil

/// Mass in the blood over time, which only grows.
struct Uptake {
    const std::vector<double>* times = nullptr;
    const std::vector<double>* per_area = nullptr;
    double area = 0.0;

    double at(double time) const {
        if (time <= times->front()) return area * per_area->front();
        if (time >= times->back()) return area * per_area->back();
        const auto i = static_cast<std::size_t>(std::ranges::upper_bound(*times, time) - times->begin());
        const double share = (time - (*times)[i - 1]) / ((*times)[i] - (*times)[i - 1]);
        return area * std::lerp((*per_area)[i - 1], (*per_area)[i], share);
    }
};

/// The most that comes in within a day, by all of them together. Lines that are straight between times gain most in a
/// window that begins or ends at one.
double most_in_a_day(const std::vector<Uptake>& all) {
    const auto gain = [&](double begin) {
        double sum = 0.0;
        for (const Uptake& one : all) sum += one.at(begin + core::day) - one.at(begin);
        return sum;
    };
    double most = 0.0;
    for (const Uptake& one : all)
        for (const double time : *one.times) most = std::max({most, gain(time), gain(time - core::day)});
    return most;
}

void warn_of_minoxidil(const Knowledge& known, const Result& result, std::vector<Warning>& out) {
    std::vector<Uptake> median, lo, hi, intact;
    for (const Delivery& one : result.delivery) {
        if (one.permeant != "minoxidil") continue;
        const auto blood = std::ranges::find(one.curves, "blood", &DeliveryCurve::name);
        if (one.times.empty() || blood == one.curves.end()) continue;
        median.push_back({&one.times, &blood->needled.median, one.area});
        lo.push_back({&one.times, &blood->needled.lo, one.area});
        hi.push_back({&one.times, &blood->needled.hi, one.area});
        intact.push_back({&one.times, &blood->intact.median, one.area});
    }
    if (median.empty()) return;
    const core::Parameter& usual = known.safety.at("minoxidil_usual");
    out.push_back(
        {"minoxidil",
         fmt::format("Within 24 hours up to about {:.2g} mg of minoxidil get into the blood around a session, from all "
                     "products together ({:.2g} to {:.2g} mg by the edges of the band of its curve), {:.2g} mg without "
                     "needles. On an intact whole scalp up to {:g} mg of minoxidil a day were found; blood pressure "
                     "may fall. Held against people, this model put far too much of a lotion on an intact scalp into "
                     "the blood (percuta validate minoxidil-1985).",
                     most_in_a_day(median) * per_milligram, most_in_a_day(lo) * per_milligram,
                     most_in_a_day(hi) * per_milligram, most_in_a_day(intact) * per_milligram,
                     usual.value * per_milligram),
         usual.source});
}

// What is in the products

void warn_of_contraindication(const plan::Product& chosen, const product::Product& product,
                              const ChannelClosure& closure, std::vector<Warning>& out) {
    const product::Contraindication* against = product::against(product);
    if (against == nullptr) return;
    if (leaves_residue(chosen, closure))
        out.push_back({"contraindicated",
                       fmt::format("{} goes on before the needles, and what is not washed off goes in with them: {}.",
                                   product.title, against->why),
                       against->source});
    else if (goes_on_open_channels(chosen, closure))
        out.push_back({"contraindicated",
                       fmt::format("{} on open channels: {}. As this model has it, {}; a plan that puts it on later "
                                   "than that still needs --override, and that date is a reason for it.",
                                   product.title, against->why, closed_from(closure)),
                       against->source});
    else if (meets_channels(chosen))
        out.push_back(
            {"restart",
             fmt::format("{} must not meet open channels: {}. It goes on at {}, and as this model has it, {}.",
                         product.title, against->why, day_of(chosen.delay), closed_from(closure)),
             against->source});
}

void warn_of_acid(const Knowledge& known, const plan::Product& chosen, const product::Product& product,
                  const ChannelClosure& closure, std::vector<Warning>& out) {
    const core::Parameter& acid = known.safety.at("acid_product");
    if (!(product.vehicle.ph < acid.value) || !gets_into_channels(chosen, closure)) return;
    out.push_back(
        {"low-ph",
         fmt::format("{} is acid (pH {:.1f}) and {}: expect stinging and redness; how much harm it does there "
                     "is outside this model.",
                     product.title, product.vehicle.ph,
                     leaves_residue(chosen, closure) ? "goes on before the needles, and what is not washed off goes in"
                                                     : "meets open channels"),
         acid.source});
}

void warn_of_excipients(const Knowledge& known, const Draw& usual, const Result& result, std::vector<Warning>& out) {
    std::vector<std::string> on_channels, residue;
    for (std::size_t i = 0; i < usual.products.size(); ++i) {
        const plan::Product& chosen = result.plan.products[i];
        if (!gets_into_channels(chosen, result.closure)) continue;
        for (const product::Excipient& excipient : usual.products[i].excipients)
            if (!excipient.injectable)
                (meets_channels(chosen) ? on_channels : residue)
                    .push_back(fmt::format("{} in {}", excipient.title, usual.products[i].title));
    }
    const core::Parameter& published = known.safety.at("granuloma_patients");
    const auto say = [&](const std::vector<std::string>& foreign, const char* how) {
        if (foreign.empty()) return;
        out.push_back({"granuloma",
                       fmt::format("{}: {}. {:g} people with granulomas after needling have been published, most of "
                                   "them after a pen and vitamin C; no dose is known to be safe.",
                                   how, fmt::join(foreign, ", "), published.value),
                       published.source});
    };
    say(on_channels, "What is no part of medicines for injection goes on while channels are open");
    say(residue,
        "What is no part of medicines for injection goes on before the needles, and what is not washed off "
        "goes in");
}

/// Of a product that the plan gives in full nothing is known but what it names.
void warn_of_the_unknown(const plan::Product& chosen, const ChannelClosure& closure, std::vector<Warning>& out) {
    if (!in_full(chosen)) return;
    if (gets_into_channels(chosen, closure))
        out.push_back({"granuloma",
                       fmt::format("The plan gives {} in full{}. Its other ingredients are not known: nothing can be "
                                   "said about granulomas.",
                                   chosen.name,
                                   meets_channels(chosen) ? ", and it goes on while channels are open"
                                                          : ", and what of it is not washed off goes in"),
                       ""});
    std::vector<std::string> own;
    for (const plan::Content& content : chosen.contents)
        if (content.solute) own.push_back(content.name);
    if (!own.empty())
        out.push_back({"unrecognised",
                       fmt::format("{} in {} is known only by the numbers of the plan: what it is was not recognised, "
                                   "and no threshold of a drug was looked at.",
                                   fmt::join(own, ", "), chosen.name),
                       ""});
}

/// Actives that go on before the channels are closed.
void warn_of_actives(const plan::Product& chosen, const product::Product& product, const ChannelClosure& closure,
                     std::vector<Warning>& out) {
    if (!goes_on_open_channels(chosen, closure)) return;
    std::vector<std::string> early;
    for (const product::Content& content : product.contents)
        if (!content.permeant.active.empty())
            early.push_back(fmt::format("{} ({})", content.permeant.title, content.permeant.active));
    if (!early.empty())
        out.push_back({"restart",
                       fmt::format("{} goes on too early: it brings {} at {} after a session, and {}.", product.title,
                                   fmt::join(early, ", "), day_of(chosen.delay), closed_from(closure)),
                       ""});
}

void warn_of_contents(const Knowledge& known, const Draw& usual, const Result& result, std::vector<Warning>& out) {
    for (std::size_t i = 0; i < usual.products.size(); ++i) {
        const plan::Product& chosen = result.plan.products[i];
        const product::Product& product = usual.products[i];
        warn_of_contraindication(chosen, product, result.closure, out);
        warn_of_acid(known, chosen, product, result.closure, out);
        warn_of_the_unknown(chosen, result.closure, out);
        warn_of_actives(chosen, product, result.closure, out);
    }
    warn_of_excipients(known, usual, result, out);
}

void warn_of_what_stays_out(const Result& result, std::vector<Warning>& out) {
    std::vector<std::string> said;
    for (const Delivery& one : result.delivery) {
        if (one.not_delivered.empty() || std::ranges::find(said, one.product) != said.end()) continue;
        said.push_back(one.product);
        out.push_back({"growth-factors",
                       fmt::format("{} is taken to bring nothing in: {}. assume_delivered = true in the plan follows "
                                   "it all the same.",
                                   one.product_title, one.not_delivered),
                       one.source});
    }
}

/// Each session is followed as if the skin before it were whole.
void warn_of_open_sessions(const Result& result, std::vector<Warning>& out) {
    const plan::Schedule& schedule = result.plan.schedule;
    if (schedule.sessions < 2 || !(result.closure.restart > schedule.interval)) return;
    out.push_back(
        {"restart",
         fmt::format("The channels of one session are still open at the next, {:.3g} h later: {}. What adds up "
                     "is not counted.",
                     schedule.interval / core::hour, closed_from(result.closure)),
         ""});
}

}  // namespace

std::vector<std::string> contraindications(const Knowledge& known, const plan::Plan& plan) {
    std::vector<std::string> out;
    for (const plan::Product& chosen : plan.products) {
        if (!meets_channels(chosen)) continue;
        const product::Product product = product_of(known.products, chosen);
        if (const product::Contraindication* against = product::against(product))
            out.push_back(
                fmt::format("{} must not meet open channels: {} (how long after a session it goes on is not "
                            "looked at before the run)",
                            product.title, against->why));
    }
    return out;
}

void refuse_contraindicated(const Knowledge& known, std::span<const plan::Plan> plans, std::string_view overridden) {
    std::vector<std::string> reasons;
    for (const plan::Plan& plan : plans)
        for (const std::string& reason : contraindications(known, plan))
            if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(reason);
    if (!reasons.empty() && overridden.empty())
        throw core::Contraindicated(fmt::format("the plan is contraindicated: {}", fmt::join(reasons, "; ")));
}

std::vector<std::string> stops(const Result& result) {
    std::vector<std::string> out;
    for (const Warning& warning : result.warnings)
        if (warning.kind == "lidocaine-stop" || warning.kind == "lidocaine-dose") out.push_back(warning.text);
    return out;
}

void check_safety(const core::ParameterSet& safety) {
    core::check_names(safety, std::span<const core::Wanted>(wanted), "safety.toml");
}

void warn_of_products(const Knowledge& known, const Draw& usual, Result& result) {
    warn_of_open_sessions(result, result.warnings);
    if (result.plan.products.empty()) return;
    warn_of_contents(known, usual, result, result.warnings);
    warn_of_lidocaine(known, result, result.warnings);
    warn_of_prilocaine(result, result.warnings);
    warn_of_minoxidil(known, result, result.warnings);
    warn_of_what_stays_out(result, result.warnings);
    const std::string what = "acids, retinoids, vitamin C and perfumed or tinted products";
    result.warnings.push_back(
        {"restart",
         std::isfinite(result.closure.restart)
             ? fmt::format("Restart {} from {} after a session: by then the channels of 95 of 100 people like this are "
                           "closed.",
                           what, day_of(result.closure.restart))
             : fmt::format("When {} may go on again was not found: the channels of more than 5 of 100 people like this "
                           "stay open for as long as was looked.",
                           what),
         ""});
}

}  // namespace percuta::course
