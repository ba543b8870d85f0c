#include "care/plan_facts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "core/units.hpp"

namespace percuta::care {

namespace {

/// Hours after a session for which only approved products may touch the skin.
double window_of_approved(const RuleBase& rules) {
    const auto found = std::ranges::find(rules.rules, "ac-only-approved", &Rule::id);
    return found == rules.rules.end() || !found->window ? 0.0 : found->window->to * core::hour;
}

bool on_open_skin(const plan::Product& product, double window) {
    return product.when != "before" && product.delay < window;
}

/// An active of cosmetics, or what must not meet open channels.
bool unfit_for_open_skin(const product::Product& product) {
    return product.contraindicated || std::ranges::any_of(product.contents, [](const product::Content& content) {
               return !content.permeant.active.empty();
           });
}

void say_products(const plan::Plan& plan, const Means& means, const RuleBase& rules, Answers& out) {
    const double window = window_of_approved(rules);
    bool any = false, unfit = false;
    for (std::size_t i = 0; i < plan.products.size(); ++i) {
        if (!on_open_skin(plan.products[i], window)) continue;
        any = true;
        unfit = unfit || unfit_for_open_skin(means.products[i]);
    }
    const auto puts = [&](OnSkin what) { return std::ranges::find(means.adjuncts, what) != means.adjuncts.end(); };
    unfit = unfit || puts(OnSkin::cosmetic);
    any = any || unfit || puts(OnSkin::plasma) || puts(OnSkin::medicine);
    out["dev.label_product_ok"] = !any;
    out["plan.topical_vitc"] = unfit;
    if (!any || unfit) out["plan.topical_dermal_ok"] = !unfit;
}

/// Lidocaine that is put on around one session.
void say_lidocaine(const plan::Plan& plan, const Means& means, Answers& out) {
    double mass = 0.0, strongest = 0.0;
    bool occluded = false, broken = false;
    for (std::size_t i = 0; i < plan.products.size(); ++i) {
        const plan::Product& product = plan.products[i];
        for (const product::Content& content : means.products[i].contents) {
            if (content.permeant.name != "lidocaine") continue;
            strongest = std::max(strongest, content.concentration);
            const auto area = product.area ? product.area : plan.technique.area;
            // Without an area nobody knows how much it is.
            mass += area ? content.concentration * product.amount * *area * product.applications : std::nan("");
            occluded = occluded || product.occluded;
            broken = broken || product.when != "before";
        }
    }
    constexpr double per_cent = 1000.0;  // kg/m3 of a cream as dense as water
    if (!std::isnan(mass)) {
        out["la.dose_mg"] = mass;
        if (plan.subject.weight) out["la.dose_mgkg"] = mass / *plan.subject.weight;
        else if (mass == 0.0) out["la.dose_mgkg"] = 0.0;
    }
    out["la.conc"] = strongest / per_cent;
    out["la.occluded"] = occluded;
    out["la.over_broken_skin"] = broken;
    if (strongest == 0.0) out["la.removed"] = true;
}

void say_label(const plan::Plan& plan, const Means& means, Answers& out) {
    if (means.model == nullptr) return;
    using What = device::OffLabel::What;
    const device::Use use{.site = plan.subject.site,
                          .concern = plan.concern.kind,
                          .phototype = plan.subject.phototype,
                          .age = plan.subject.age,
                          .depth = means.device->needle.length};
    const auto reasons = device::off_label(*means.model, use);
    const auto is_for = [&](What what) {
        return std::ranges::find(reasons, what, &device::OffLabel::what) != reasons.end();
    };
    const bool none = is_for(What::no_file);
    out["dev.label_site_ok"] = !none && !is_for(What::site) && !is_for(What::concern);
    out["dev.label_fitz_ok"] = !none && !is_for(What::phototype);
    out["dev.label_age_ok"] = !none && !is_for(What::age);
    if (const auto deepest = device::deepest_labelled(*means.model, use)) {
        out["dev.max_depth_label"] = *deepest;
        out["dev.depth_margin"] = use.depth - *deepest;
    } else if (none) {
        out["dev.depth_margin"] = 0.0;  // no label that it could go beyond: the site has said so
    }
}

void say_home(const plan::Plan& plan, const Means& means, Answers& out) {
    out["home.depth"] = means.device->needle.length;
    out["home.uses"] = static_cast<double>(plan.technique.uses + plan.schedule.sessions);
    out["home.per_week"] = plan.schedule.sessions > 1 ? 1.0 / plan.schedule.interval : 0.0;
}

Answers told_by(const plan::Plan& plan, const Means& means, const RuleBase& rules) {
    Answers out;
    out["age"] = plan.subject.age;
    if (plan.subject.weight) out["weight"] = *plan.subject.weight;
    out["fitzpatrick"] = static_cast<double>(plan.subject.phototype);
    out["plan.modality"] = modality_of(plan, means);
    out["plan.site"] = plan.subject.site;
    out["plan.indication"] = plan.concern.kind;
    out["plan.depth"] = means.device->needle.length;
    if (plan.subject.site != "periorbital") out["plan.inside_orbital_rim"] = false;
    if (plan.schedule.sessions > 1) out["plan.session_interval"] = plan.schedule.interval;
    say_products(plan, means, rules, out);
    say_lidocaine(plan, means, out);
    if (std::ranges::find(plan.adjuncts, "smoking", &plan::Adjunct::kind) != plan.adjuncts.end()) out["smoker"] = true;
    say_label(plan, means, out);
    if (plan.technique.mode == "home") say_home(plan, means, out);
    return out;
}

Answer answer_of(const plan::Fact& fact, const Fact& asked) {
    if (const bool* flag = std::get_if<bool>(&fact)) return *flag;
    if (const double* number = std::get_if<double>(&fact)) return *number;
    if (const auto* quantity = std::get_if<core::Quantity>(&fact)) return core::to_si(quantity->value, quantity->unit);
    if (const auto* date = std::get_if<core::Date>(&fact)) return *date;
    if (asked.type == FactType::date) return Never{};
    return std::get<std::string>(fact);
}

}  // namespace

std::string modality_of(const plan::Plan& plan, const Means& means) {
    if (plan.technique.mode == "home") return "home";
    const bool plasma = std::ranges::find(means.adjuncts, OnSkin::plasma) != means.adjuncts.end() ||
                        std::ranges::find(plan.products, "prp", &plan::Product::name) != plan.products.end();
    return plasma ? "prp" : "mechanical";
}

Answers answers_of(const plan::Plan& plan, const Means& means, const RuleBase& rules) {
    Answers out = told_by(plan, means, rules);
    std::vector<std::string> twice;
    for (const auto& [id, fact] : plan.subject.facts) {
        const Fact* asked = rules.fact(id);
        if (asked == nullptr) throw core::InternalError("no fact \"" + id + "\"");
        const Answer answer = answer_of(fact, *asked);
        const auto [known, is_new] = out.emplace(id, answer);
        if (!is_new && known->second != answer) twice.push_back(id);
    }
    if (!twice.empty())
        throw core::UsageError(
            fmt::format("subject.facts answers {} otherwise than the rest of the plan does; mend one of the two",
                        fmt::join(twice, " and ")));
    return out;
}

}  // namespace percuta::care
