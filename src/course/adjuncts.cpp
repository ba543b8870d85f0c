#include "course/adjuncts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/random.hpp"
#include "core/stream_name.hpp"
#include "healing/parameters.hpp"
#include "healing/rest.hpp"

namespace percuta::course {

namespace {

using core::Parameter;
using core::Prior;

bool named(const plan::Plan& plan, std::string_view adjunct) {
    return std::ranges::find(plan.adjuncts, adjunct, &plan::Adjunct::kind) != plan.adjuncts.end();
}

/// The factor of an adjunct, or of "age". A stream of its own keeps it what it is whatever else is drawn in this world.
double value_of(std::string_view whose, const Parameter& factor, const World* world) {
    if (world == nullptr || !factor.sampled) return factor.value;
    const std::uint64_t name = core::thing(fmt::format("{} {}", whose, factor.name));
    core::RandomStream random(world->seed, core::stream_of({world->number, name}), core::Stream::adjuncts);
    return core::draw(factor, random);
}

/// How far somebody of this age is on the way from `young` to `old`, 0..1.
double share_of_way(const AgeEffect& effect, double age) {
    return std::clamp((age - effect.young) / (effect.old - effect.young), 0.0, 1.0);
}

/// Name of the parameter within `room`; empty for a target in another.
std::string_view within(std::string_view target, std::string_view room) {
    const bool here = target.size() > room.size() && target.starts_with(room) && target[room.size()] == '.';
    return here ? target.substr(room.size() + 1) : std::string_view();
}

/// What parameters of a room are multiplied by, each once.
using Factors = std::vector<std::pair<std::string, double>>;

Factors factors_on(const Knowledge& known, const plan::Plan& plan, std::string_view room, const World* world) {
    Factors out;
    const auto multiply = [&](std::string_view parameter, double factor) {
        const auto at = std::ranges::find(out, parameter, &Factors::value_type::first);
        if (at == out.end()) out.emplace_back(parameter, factor);
        else at->second *= factor;
    };
    for (const AgeEffect& effect : known.age) {
        const std::string_view parameter = within(effect.factor.name, room);
        const double share = share_of_way(effect, plan.subject.age);
        if (!parameter.empty() && share > 0.0)
            multiply(parameter, std::pow(value_of("age", effect.factor, world), share));
    }
    for (const Adjunct& adjunct : known.adjuncts) {
        if (!named(plan, adjunct.name)) continue;
        for (const Parameter& factor : adjunct.acts_on.all())
            if (const std::string_view parameter = within(factor.name, room); !parameter.empty())
                multiply(parameter, value_of(adjunct.name, factor, world));
    }
    return out;
}

core::ParameterSet times(const core::ParameterSet& set, const Factors& factors, double power) {
    std::vector<std::string> names;
    std::vector<double> values;
    for (const auto& [name, factor] : factors) {
        names.push_back(name);
        values.push_back(set.value(name) * (power == 1.0 ? factor : std::pow(factor, power)));
    }
    return set.with(names, values);
}

bool can_rest(const core::ParameterSet& healing) {
    return healing::rest_is_the_only_state(healing::parameters(healing));
}

/// How exactly the power is found that factors may have at most.
constexpr double finest_power = 1.0 / 64.0;

core::Interval interval_of(const Parameter& factor) {
    constexpr double to_the_95th = 1.6448536269514722;  // standard deviations
    const Prior& prior = factor.prior;
    switch (factor.sampled ? prior.kind : Prior::Kind::fixed) {
        case Prior::Kind::lognormal: {
            const double spread = std::pow(prior.spread, to_the_95th);
            return {factor.centre, factor.centre / spread, factor.centre * spread};
        }
        case Prior::Kind::uniform: {
            const double width = prior.most - prior.least;
            return {prior.least + 0.5 * width, prior.least + 0.05 * width, prior.least + 0.95 * width};
        }
        default: return {factor.value, factor.value, factor.value};
    }
}

AdjunctFactor shown(const Parameter& factor) {
    return {factor.name,    interval_of(factor), factor.value,
            factor.meaning, factor.source,       std::string(core::name(factor.basis))};
}

// Reading

/// Rooms whose parameters adjuncts and age may act on: those that draws take through `with_adjuncts`.
std::vector<std::pair<std::string_view, const core::ParameterSet*>> rooms_of(const Knowledge& known) {
    return {{"barrier", &known.barrier},
            {"delivery", &known.delivery},
            {"healing", &known.healing},
            {"outcome", &known.outcome},
            {"hair", &known.hair}};
}

std::vector<std::string> targets_of(const Knowledge& known) {
    std::vector<std::string> out;
    for (const auto& [room, set] : rooms_of(known))
        for (const Parameter& parameter : set->all()) out.push_back(fmt::format("{}.{}", room, parameter.name));
    return out;
}

/// What a factor must be, beside a parameter.
void check_factor(const Parameter& factor, core::Reader& reader) {
    const Prior& prior = factor.prior;
    if (!core::convertible(factor.unit, "1"))
        reader.complain("unit", fmt::format("a factor is a pure number, not in {}", factor.unit), "write unit = \"1\"");
    if (factor.value <= 0.0)
        reader.complain("value", fmt::format("{} must be above zero", reader.full_name("value")),
                        "1 leaves the parameter as it is");
    if (prior.kind == Prior::Kind::normal || (prior.kind == Prior::Kind::uniform && prior.least <= 0.0))
        reader.complain("prior", "a factor must not be drawn at or below zero",
                        "write { lognormal = 1.5 } or a uniform prior that begins above zero");
}

/// Calls `read(factor, reader)` for every target of [….acts_on].
template <class Read>
void for_each_target(core::Reader& owner, const std::vector<std::string>& targets, Read read) {
    auto table = owner.table("acts_on");
    if (!table) return;
    for (const auto& [key, node] : table->entries()) {
        auto reader = table->table(key.name);
        if (!reader) continue;
        if (std::ranges::find(targets, key.name) == targets.end())
            reader->findings().add(key.line, key.column,
                                   fmt::format("{} is no parameter of a room", core::as_written(key.name)),
                                   core::suggest(key.name, targets));
        read(key.name, *reader);
    }
}

std::vector<std::string> read_concerns(core::Reader& entry, const std::vector<std::string>& concerns) {
    std::vector<std::string> out;
    const core::Node* list = entry.node("caution_for");
    if (list == nullptr) return out;
    if (list->array() == nullptr) {
        entry.complain("caution_for", "caution_for is a list of concerns", "write [\"acne-scar\"]");
        return out;
    }
    for (const core::Node& one : *list->array()) {
        const std::string concern = one.text() != nullptr ? *one.text() : "";
        if (std::ranges::find(concerns, concern) == concerns.end())
            entry.findings().add(one, fmt::format("{} is no concern", core::as_written(concern)),
                                 core::suggest(concern, concerns));
        out.push_back(concern);
    }
    return out;
}

care::OnSkin read_on_open_skin(core::Reader& entry) {
    const std::vector<std::string> words{"nothing", "plasma", "cosmetic", "medicine"};
    const std::string word = entry.choice("on_open_skin", words).value_or(words.front());
    return static_cast<care::OnSkin>(std::ranges::find(words, word) - words.begin());
}

Adjunct read_adjunct(const std::string& name, core::Reader& entry, const std::vector<std::string>& targets,
                     const std::vector<std::string>& concerns) {
    const auto text = [&](std::string_view key) {
        entry.required(key, "\"…\"");
        return entry.text(key).value_or("");
    };
    Adjunct out{name, text("title"), text("evidence"), {}, {}, {}, {}, {}, {}};
    entry.required("level", "\"hypothesis\"");
    out.level = entry.choice("level", {"validated", "extrapolated", "hypothesis", "none"}).value_or("none");
    out.source = text("source");
    out.caution = entry.text("caution").value_or("");
    out.caution_for = read_concerns(entry, concerns);
    out.on_open_skin = read_on_open_skin(entry);
    std::vector<Parameter> factors;
    for_each_target(entry, targets, [&](const std::string& target, core::Reader& reader) {
        factors.push_back(core::read_parameter(target, reader));
        check_factor(factors.back(), reader);
    });
    if (out.level == "none" && !factors.empty())
        entry.complain("level", fmt::format("{} acts on something, so that there is a level of evidence", name),
                       "\"hypothesis\" is the lowest");
    if (out.level != "none" && factors.empty())
        entry.complain("level", fmt::format("{} acts on nothing", name), "write level = \"none\"");
    out.acts_on = core::ParameterSet(std::move(factors));
    return out;
}

std::vector<AgeEffect> read_age(core::Reader& age, const std::vector<std::string>& targets) {
    std::vector<AgeEffect> out;
    for_each_target(age, targets, [&](const std::string& target, core::Reader& reader) {
        AgeEffect effect;
        for (const auto& [key, at] : {std::pair{"young", &effect.young}, {"old", &effect.old}}) {
            reader.required(key, "\"40 yr\"");
            *at = reader.quantity(key, "yr", {0.0, 150.0}).value_or(0.0);
        }
        if (reader.has("young") && reader.has("old") && effect.old <= effect.young)
            reader.complain("old", "old must be above young");
        reader.required("factor", "{ … }");
        if (auto factor = reader.table("factor")) {
            effect.factor = core::read_parameter(target, *factor);
            check_factor(effect.factor, *factor);
        }
        reader.refuse_unknown();
        out.push_back(std::move(effect));
    });
    age.refuse_unknown();
    return out;
}

}  // namespace

core::ParameterSet with_adjuncts(const Knowledge& known, const plan::Plan& plan, std::string_view room,
                                 core::ParameterSet set, const World* world) {
    const Factors factors = factors_on(known, plan, room, world);
    if (factors.empty()) return set;
    core::ParameterSet acted = times(set, factors, 1.0);
    if (room != "healing" || can_rest(acted) || !can_rest(set)) return acted;
    double rests = 0.0, burns = 1.0;
    while (burns - rests > finest_power) {
        const double middle = 0.5 * (rests + burns);
        (can_rest(times(set, factors, middle)) ? rests : burns) = middle;
    }
    return times(set, factors, rests);
}

double platelet_dose(const Knowledge& known, const plan::Plan& plan, const World* world) {
    std::optional<double> richest;
    for (const Adjunct& adjunct : known.adjuncts)
        if (named(plan, adjunct.name) && adjunct.acts_on.has(platelet_target)) {
            const double dose = value_of(adjunct.name, adjunct.acts_on.at(platelet_target), world);
            richest = std::max(richest.value_or(dose), dose);
        }
    return richest.value_or(1.0);
}

std::vector<AdjunctFactor> factors_of(const Adjunct& adjunct) {
    std::vector<AdjunctFactor> out;
    for (const Parameter& factor : adjunct.acts_on.all()) out.push_back(shown(factor));
    return out;
}

std::vector<AdjunctFactor> factors_of_age(const Knowledge& known, const plan::Plan& plan) {
    std::vector<AdjunctFactor> out;
    for (const AgeEffect& effect : known.age) {
        const double share = share_of_way(effect, plan.subject.age);
        if (share == 0.0) continue;
        AdjunctFactor& one = out.emplace_back(shown(effect.factor));
        for (double* at : {&one.factor.median, &one.factor.lo, &one.factor.hi, &one.central})
            *at = std::pow(*at, share);
    }
    return out;
}

std::vector<AdjunctNote> adjunct_notes(const Knowledge& known, const plan::Plan& plan) {
    std::vector<AdjunctNote> out;
    for (const Adjunct& adjunct : known.adjuncts) {
        if (!named(plan, adjunct.name)) continue;
        const bool minded = std::ranges::find(adjunct.caution_for, plan.concern.kind) != adjunct.caution_for.end();
        out.push_back({adjunct.name, adjunct.title, adjunct.evidence, adjunct.level, adjunct.source,
                       minded ? adjunct.caution : "", factors_of(adjunct)});
    }
    return out;
}

void read_adjuncts(const core::Document& document, Knowledge& known) {
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    const std::vector<std::string> parameters = targets_of(known);
    std::vector<std::string> targets = parameters, concerns;
    targets.emplace_back(platelet_target);
    for (const Indication& indication : known.indications) concerns.push_back(indication.name);
    root.required("adjunct", "{ … }");
    if (auto table = root.table("adjunct"))
        for (const auto& [key, node] : table->entries())
            if (auto entry = table->table(key.name)) {
                known.adjuncts.push_back(read_adjunct(key.name, *entry, targets, concerns));
                entry->refuse_unknown();
            }
    if (auto age = root.table("age")) known.age = read_age(*age, parameters);
    root.refuse_unknown();
    findings.raise();
}

}  // namespace percuta::course
