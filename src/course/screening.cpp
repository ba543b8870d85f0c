#include "course/screening.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "care/plan_facts.hpp"
#include "core/error.hpp"
#include "course/draw.hpp"
#include "course/regimen.hpp"

namespace percuta::course {

care::Screening screen(const Knowledge& known, const plan::Plan& plan, care::Policy policy) {
    const device::Device device = device_of(known, plan);
    std::vector<product::Product> products;
    for (const plan::Product& one : plan.products) products.push_back(product_of(known.products, one));
    const care::RuleBase rules = known.rules.under(policy);
    std::vector<care::OnSkin> adjuncts;
    for (const plan::Adjunct& one : plan.adjuncts)
        for (const Adjunct& adjunct : known.adjuncts)
            if (adjunct.name == one.kind) adjuncts.push_back(adjunct.on_open_skin);
    const care::Means means{&device, plan.device.custom ? nullptr : &known.devices.at(plan.device.model), products,
                            adjuncts};
    return care::screen(rules, policy, care::modality_of(plan, means), care::answers_of(plan, means, rules),
                        plan.schedule.start);
}

std::vector<const care::Finding*> bars(const care::Screening& screening) {
    std::vector<const care::Finding*> out;
    for (const care::Finding& finding : screening.findings)
        if (finding.fired && finding.rule.severity == care::Severity::block) out.push_back(&finding);
    return out;
}

void refuse_barred(const care::Screening& screening, std::string_view overridden) {
    if (screening.status != care::Status::block || !overridden.empty()) return;
    std::vector<std::string> reasons;
    for (const care::Finding* finding : bars(screening))
        reasons.push_back(fmt::format("{} (rule {}, by {})", finding->rule.action, finding->rule.id,
                                      fmt::join(finding->because, ", ")));
    throw core::Contraindicated(fmt::format("screening by the policy \"{}\" bars this plan: {}", name(screening.policy),
                                            fmt::join(reasons, " ")));
}

}  // namespace percuta::course
