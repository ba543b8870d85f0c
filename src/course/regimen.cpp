#include "course/regimen.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/draw.hpp"

namespace percuta::course {

namespace {

constexpr double long_enough = 48 * core::hour;  // after the needles, and
constexpr double afterwards = 24 * core::hour;   // after the last thing that happens to a product
constexpr double followed_daily = 7 * core::day;

product::Binding binding_named(const std::string& word) {
    for (const auto binding :
         {product::Binding::neutral_or_base, product::Binding::acid_with_pharmacophore, product::Binding::other_acid})
        if (word == product::name(binding)) return binding;
    return product::Binding::neutral_or_base;
}

product::Content content_of(const product::Catalogue& products, const plan::Content& given) {
    product::Content out;
    out.concentration = given.concentration;
    if (!given.solute) {
        out.permeant = products.permeant(given.name);
    } else {
        const plan::Solute& solute = *given.solute;
        out.permeant.name = out.permeant.title = given.name;
        out.permeant.molar_mass = solute.molar_mass;
        out.permeant.log_k = solute.log_k;
        for (const double pka : solute.pka_acid) out.permeant.ionisation.push_back({pka, true});
        for (const double pka : solute.pka_base) out.permeant.ionisation.push_back({pka, false});
        out.permeant.binding = binding_named(solute.binding);
        out.permeant.metabolism = solute.metabolism;
        out.permeant.solubility = given.solubility.value_or(0.0);
    }
    out.solubility = given.solubility.value_or(out.permeant.solubility);
    return out;
}

double first_dose(const plan::Product& product) {
    if (product.when != "before") return product.delay;
    return -(product.delay > 0.0 ? product.delay : product.leave_on.value_or(plan::ahead_of_needles));
}

/// Whether it goes on day after day without a last time.
bool goes_on(const plan::Product& product) { return product.when == "daily" && product.applications == 1; }

/// When it goes on around one session, seconds after the needles, before `latest`.
std::vector<double> doses_around(const plan::Product& product, double latest) {
    if (product.leave_on && !(*product.leave_on > 0.0))
        throw core::UsageError(fmt::format("{} is taken off as soon as it is put on: leave_on is 0", product.name));
    const double first = first_dose(product), every = time_between(product);
    std::vector<double> out;
    for (int i = 0; i < product.applications || goes_on(product); ++i) {
        const double on = first + i * every;
        if (on >= latest) break;
        out.push_back(on);
    }
    if (out.empty())
        throw core::UsageError(fmt::format("{} goes on {:.6g} h after a session, when the next one has been",
                                           product.name, first / core::hour));
    return out;
}

/// When the next session ends what was begun around one.
double next_session(const plan::Schedule& schedule) {
    return schedule.sessions > 1 ? schedule.interval : std::numeric_limits<double>::infinity();
}

/// How long delivery follows what goes on day after day.
double followed_until(const plan::Product& product) {
    return goes_on(product) ? first_dose(product) + followed_daily : std::numeric_limits<double>::infinity();
}

}  // namespace

product::Product product_of(const product::Catalogue& products, const plan::Product& chosen) {
    if (chosen.contents.empty()) return products.product(chosen.name);
    product::Product out;
    out.name = out.title = chosen.name;
    out.vehicle = products.plain_vehicle();
    out.vehicle.ph = chosen.ph.value_or(out.vehicle.ph);
    out.vehicle.volatile_share = chosen.volatile_share.value_or(out.vehicle.volatile_share);
    out.vehicle.hindrance = chosen.hindrance.value_or(out.vehicle.hindrance);
    out.vehicle.evaporation = chosen.evaporation.value_or(out.vehicle.evaporation);
    for (const plan::Content& content : chosen.contents) out.contents.push_back(content_of(products, content));
    return out;
}

bool meets_channels(const plan::Product& product) { return product.when != "before"; }

double time_between(const plan::Product& product) { return product.every.value_or(core::day); }

std::vector<double> applications_of(const plan::Plan& plan, const plan::Product& product) {
    const std::vector<double> sessions = session_times(plan.schedule);
    std::vector<double> out;
    for (const double session : sessions) {
        double latest = product.when == "before" ? 0.0 : next_session(plan.schedule);
        if (session == sessions.back() && product.when != "before") {
            latest = std::numeric_limits<double>::infinity();
            // A course that ends with its last session still has what follows it at once.
            if (goes_on(product)) latest = std::max(plan.schedule.follow_up, first_dose(product) + core::day);
        }
        for (const double on : doses_around(product, latest)) out.push_back(session + on);
    }
    return out;
}

delivery::Regimen regimen_of(const plan::Plan& plan, const plan::Product& product, const delivery::Parameters& p) {
    delivery::Regimen out;
    const double every = time_between(product), next = next_session(plan.schedule);
    const bool before = product.when == "before";
    const double latest = before ? 0.0 : next;
    const double left = product.removal == "rinse" ? p.rinse_left : p.wipe_left;
    for (const double on : doses_around(product, std::min(latest, followed_until(product)))) {
        out.doses.push_back({on, product.amount, product.occluded, on + product.leave_on.value_or(every)});
        const double off = on + product.leave_on.value_or(std::numeric_limits<double>::infinity());
        if (off < latest && product.removal != "none") out.removals.push_back({off, left, p.film_left});
    }
    // What nobody has taken off by then is, for the needles.
    if (before && (out.removals.empty() || out.removals.back().time <= out.doses.back().time))
        out.removals.push_back({0.0, left, p.film_left});
    const double last = std::max(out.doses.back().time, out.removals.empty() ? 0.0 : out.removals.back().time);
    out.end = std::min(std::max(last + afterwards, long_enough), next);
    std::erase_if(out.removals, [&](const delivery::Removal& removal) { return removal.time >= out.end; });
    return out;
}

std::vector<barrier::Span> covered_spans(const plan::Plan& plan) {
    std::vector<barrier::Span> spans;
    for (const plan::Product& product : plan.products) {
        if (!product.occluded || !meets_channels(product)) continue;
        // Left on for good, it is covered until the next application, and the last one for a day.
        for (const double on : doses_around(product, followed_until(product)))
            spans.push_back({on, on + product.leave_on.value_or(time_between(product))});
    }
    std::ranges::sort(spans, {}, &barrier::Span::begin);
    std::vector<barrier::Span> out;
    for (const barrier::Span& span : spans) {
        if (!out.empty() && span.begin <= out.back().end) out.back().end = std::max(out.back().end, span.end);
        else out.push_back(span);
    }
    return out;
}

barrier::Conditions conditions_of(const plan::Plan& plan, const std::vector<product::Product>& products,
                                  const device::Device& device, double person) {
    barrier::Conditions out;
    out.punch = device.kind == device::Kind::roller ? barrier::Punch::roller
                : device.kind == device::Kind::pen  ? barrier::Punch::pen
                                                    : barrier::Punch::stamp;
    out.needle_length = device.needle.length;
    out.age = plan.subject.age;
    out.phototype = plan.subject.phototype;
    out.nsaid = std::ranges::any_of(plan.adjuncts, [](const plan::Adjunct& one) { return one.kind == "nsaid"; });
    for (std::size_t i = 0; i < products.size(); ++i)
        for (const product::Content& content : products[i].contents)
            out.nsaid = out.nsaid || (meets_channels(plan.products[i]) && content.permeant.slows_closure);
    out.occluded = covered_spans(plan);
    out.person = person;
    return out;
}

std::vector<delivery::ChannelBin> channels_of(const puncture::Pattern& pattern, double stratum_corneum) {
    constexpr std::size_t classes = 4;
    std::vector<puncture::Hole> holes;
    for (const puncture::Hole& hole : pattern.holes)
        if (hole.pierced && hole.residual_depth > stratum_corneum && hole.mouth_area() > 0.0) holes.push_back(hole);
    if (holes.empty()) return {};
    std::ranges::sort(holes, {}, &puncture::Hole::residual_depth);
    const double share = static_cast<double>(holes.size()) / static_cast<double>(pattern.holes.size());
    const double per_area = pattern.strikes_per_area * share;
    std::vector<delivery::ChannelBin> out;
    const std::size_t n = holes.size();
    for (std::size_t c = 0; c < classes; ++c) {
        const std::size_t begin = c * n / classes, end = (c + 1) * n / classes;
        if (begin == end) continue;
        const auto count = static_cast<double>(end - begin);
        delivery::ChannelBin bin{0.0, 0.0, per_area * count / static_cast<double>(n)};
        for (std::size_t i = begin; i < end; ++i) {
            bin.depth += holes[i].residual_depth / count;
            bin.radius += std::sqrt(holes[i].mouth_area() / std::numbers::pi) / count;
        }
        out.push_back(bin);
    }
    return out;
}

std::vector<barrier::Mouth> mouths_of(const std::vector<delivery::ChannelBin>& channels) {
    std::vector<barrier::Mouth> out;
    for (const delivery::ChannelBin& bin : channels) out.push_back({bin.radius, bin.depth, bin.per_area});
    return out;
}

delivery::Thicknesses thicknesses_of(const skin::Skin& skin, const delivery::Parameters& p) {
    return {skin.stratum_corneum, skin.viable_epidermis, p.junction, skin.papillary_dermis,
            skin.dermis - skin.papillary_dermis};
}

}  // namespace percuta::course
