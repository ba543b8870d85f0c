#include "course/scalp.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/units.hpp"
#include "course/regimen.hpp"

namespace percuta::course {

namespace {

constexpr std::string_view drug = "minoxidil";

using Span = hair::Drives::Span;

/// Exposure to the drug in a product while it is used, over that of the reference lotion.
double strength_of(const plan::Product& chosen, const product::Product& product, const hair::Parameters& p) {
    double concentration = 0.0;
    for (const product::Content& content : product.contents)
        if (content.permeant.name == drug) concentration += content.concentration;
    return concentration / p.reference_concentration * core::day / time_between(chosen) / p.reference_applications;
}

/// An application lasts until the next is due, or is made earlier because a session came in between.
void add_spans(const std::vector<double>& applications, double every, double exposure, std::vector<Span>& out) {
    for (std::size_t i = 0; i < applications.size(); ++i) {
        const double from = applications[i];
        const double to = i + 1 < applications.size() ? std::min(from + every, applications[i + 1]) : from + every;
        const bool goes_on = i > 0 && out.back().to >= from;
        if (goes_on) out.back().to = to;
        else out.push_back({from, to, exposure});
    }
}

/// From all of `spans` together, which may overlap, but at least `least` from 0 to `until`.
std::vector<Span> at_least(const std::vector<Span>& spans, double least, double until) {
    std::vector<double> ends{0.0, until};
    for (const Span& span : spans)
        for (const double end : {span.from, span.to})
            if (end > 0.0 && end < until) ends.push_back(end);
    std::ranges::sort(ends);
    std::vector<Span> out;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        if (ends[i] == ends[i + 1]) continue;
        double together = 0.0;
        for (const Span& span : spans)
            if (span.from <= ends[i] && span.to >= ends[i + 1]) together += span.exposure;
        if (const double exposure = std::max(least, together); exposure > 0.0)
            out.push_back({ends[i], ends[i + 1], exposure});
    }
    return out;
}

/// The lotion named as an adjunct and the one named as a product are one lotion: what counts is the larger exposure.
std::vector<Span> exposures(const plan::Plan& plan, const Draw& draw, double until) {
    std::vector<Span> products;
    for (std::size_t i = 0; i < plan.products.size(); ++i) {
        const plan::Product& chosen = plan.products[i];
        if (chosen.when != "daily") continue;
        const double strength = strength_of(chosen, draw.products[i], draw.hair);
        if (strength == 0.0) continue;
        std::vector<Span> used;
        add_spans(applications_of(plan, chosen), time_between(chosen), strength, used);
        products.insert(products.end(), used.begin(), used.end());
    }
    const bool adjunct = std::ranges::find(plan.adjuncts, drug, &plan::Adjunct::kind) != plan.adjuncts.end();
    return at_least(products, adjunct ? 1.0 : 0.0, until);
}

}  // namespace

bool treats_hair(const plan::Plan& plan) { return plan.concern.kind == "hair-loss"; }

hair::Scalp scalp_of(const plan::Plan& plan) {
    hair::Scalp out;
    if (!plan.concern.baseline) return out;
    const plan::Baseline& baseline = *plan.concern.baseline;
    if (baseline.scale == "hair-count") out.visible_density = core::to_si(baseline.value, "1/cm^2");
    if (baseline.scale == "hair-diameter") out.diameter = core::to_si(baseline.value, "um");
    return out;
}

hair::Drives drives_of(const plan::Plan& plan, const Draw& draw, std::span<const puncture::Pattern> patterns,
                       double until) {
    hair::Drives out;
    const std::vector<double> times = session_times(plan.schedule);
    for (std::size_t i = 0; i < patterns.size(); ++i)
        out.sessions.push_back({times[i], patterns[i].share_into_dermis()});
    out.minoxidil = exposures(plan, draw, until);
    return out;
}

outcome::Hair hair_at_rest(const plan::Plan& plan, const hair::Parameters& p) {
    if (!treats_hair(plan)) return {};
    const hair::Count rest = hair::expected(p, scalp_of(plan), {}, {0.0}, 1.0).front();
    return {rest.density, rest.diameter};
}

std::vector<outcome::HairGains> hair_gains(const plan::Plan& plan, const Draw& draw,
                                           std::span<const puncture::Pattern> patterns, std::span<const double> times) {
    if (!treats_hair(plan)) return {};
    std::vector<double> from_rest{0.0};
    from_rest.insert(from_rest.end(), times.begin(), times.end());
    const hair::Drives drives = drives_of(plan, draw, patterns, times.back());
    std::vector<outcome::HairGains> out(times.size());
    for (std::size_t r = 0; r < outcome::hair_responses.size(); ++r) {
        const std::vector<hair::Count> counts = hair::expected(
            draw.hair, scalp_of(plan), drives, from_rest, hair::response_of(draw.hair, outcome::hair_responses[r]));
        for (std::size_t i = 0; i < times.size(); ++i)
            out[i][r] = {counts[i + 1].density - counts.front().density,
                         counts[i + 1].diameter - counts.front().diameter};
    }
    return out;
}

outcome::Condition condition_of(const plan::Plan& plan, const outcome::Hair& hair) {
    const auto& baseline = plan.concern.baseline;
    return {plan.concern.kind, baseline ? baseline->scale : "", baseline ? baseline->value : 0.0, plan.concern.mix,
            hair};
}

}  // namespace percuta::course
