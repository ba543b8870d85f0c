#include "core/parameter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>
#include <boost/math/special_functions/erf.hpp>

#include "core/units.hpp"

namespace percuta::core {

namespace {

constexpr std::array basis_names{"measured", "fitted", "derived", "assumed"};

Prior read_prior(Reader reader, std::string_view unit) {
    Prior prior;
    if (!reader.flag("fixed").value_or(true))
        reader.complain("fixed", "a prior that is not fixed says what it is instead", "write { lognormal = 1.5 }");
    if (const auto spread = reader.number("lognormal", {.least = 1.0, .most = 20.0}))
        prior = {.kind = Prior::Kind::lognormal, .spread = *spread};
    if (const auto spread = reader.number("normal", {.least = 0.0}))
        prior = {.kind = Prior::Kind::normal, .spread = to_si(*spread, unit) - to_si(0.0, unit)};
    if (const Node* bounds = reader.node("uniform")) {
        const Array* pair = bounds->array();
        const bool usable = pair != nullptr && pair->size() == 2 && (*pair)[0].number() && (*pair)[1].number() &&
                            *(*pair)[0].number() < *(*pair)[1].number() && std::isfinite(*(*pair)[0].number()) &&
                            std::isfinite(*(*pair)[1].number());
        if (usable)
            prior = {.kind = Prior::Kind::uniform,
                     .least = to_si(*(*pair)[0].number(), unit),
                     .most = to_si(*(*pair)[1].number(), unit)};
        else reader.complain("uniform", "a uniform prior is [least, most]", "write uniform = [0.5, 1.0]");
    }
    if (reader.self().table()->size() != 1)
        reader.findings().add(
            reader.self(), "a prior has exactly one kind",
            "write { lognormal = 1.5 }, { normal = 0.1 }, { uniform = [0.5, 1.0] } or { fixed = true }");
    reader.refuse_unknown();
    return prior;
}

/// Judged by the value of the file: a set may be a draw from its priors.
bool out_of_sense(const Parameter& parameter, Sign sign) {
    if (sign == Sign::any) return false;
    if (parameter.written > 0.0) return false;  // also in units with a zero point of their own, as degrees Celsius
    const double value = to_si(parameter.written, parameter.unit);
    return sign == Sign::not_below_zero ? value < 0.0 : value <= 0.0;
}

bool reaches_below_zero(const Prior& prior, Sign sign) {
    return sign != Sign::any && prior.kind == Prior::Kind::uniform && prior.least < 0.0;
}

std::string_view bound_of(Sign sign) {
    return sign == Sign::not_below_zero ? "must not be below zero" : "must be above zero";
}

}  // namespace

std::string_view name(Basis basis) { return basis_names[static_cast<std::size_t>(basis)]; }

Parameter read_parameter(std::string name, Reader reader) {
    Parameter parameter;
    parameter.name = std::move(name);
    parameter.unit = reader.text("unit").value_or("");
    if (!is_unit(parameter.unit)) {
        reader.complain("unit", fmt::format("{} needs a unit that UDUNITS-2 knows", reader.full_name("unit")),
                        "write unit = \"1\" for a pure number");
        parameter.unit = "1";
    }
    reader.required("value", "1.0");
    parameter.written = reader.number("value").value_or(0.0);
    parameter.value = parameter.centre = to_si(parameter.written, parameter.unit);
    reader.required("prior", "{ lognormal = 1.5 }");
    if (auto prior = reader.table("prior")) parameter.prior = read_prior(*prior, parameter.unit);
    const Prior& prior = parameter.prior;
    if (prior.kind == Prior::Kind::lognormal && parameter.value <= 0.0)
        reader.complain("value",
                        fmt::format("{} has a lognormal prior, so it must be above zero", reader.full_name("value")));
    if (prior.kind == Prior::Kind::uniform && (parameter.value < prior.least || parameter.value > prior.most))
        reader.complain("value", fmt::format("{} lies outside its own uniform prior", reader.full_name("value")));
    reader.required("source", "\"a key of references.bib\"");
    parameter.source = reader.text("source").value_or("");
    reader.required("basis", "\"measured\"");
    const std::vector<std::string> allowed(basis_names.begin(), basis_names.end());
    if (const auto basis = reader.choice("basis", allowed))
        parameter.basis = static_cast<Basis>(std::ranges::find(allowed, *basis) - allowed.begin());
    parameter.seen = !reader.flag("unverified").value_or(false);
    parameter.sampled = reader.flag("sampled").value_or(false);
    reader.required("meaning", "\"what this number is\"");
    parameter.meaning = reader.text("meaning").value_or("");
    reader.refuse_unknown();
    return parameter;
}

double draw(const Parameter& parameter, RandomStream& random) {
    const Prior& prior = parameter.prior;
    switch (prior.kind) {
        case Prior::Kind::fixed: return parameter.value;
        case Prior::Kind::lognormal: return random.lognormal(parameter.centre, std::log(prior.spread));
        case Prior::Kind::normal: return parameter.centre + prior.spread * random.normal();
        case Prior::Kind::uniform: return prior.least + (prior.most - prior.least) * random.uniform();
    }
    throw InternalError("a prior of no known kind");
}

double from_unit(const Parameter& parameter, double u) {
    const Prior& prior = parameter.prior;
    const auto normal = [u] { return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * u); };
    switch (prior.kind) {
        case Prior::Kind::fixed: return parameter.value;
        case Prior::Kind::lognormal: return parameter.centre * std::exp(std::log(prior.spread) * normal());
        case Prior::Kind::normal: return parameter.centre + prior.spread * normal();
        case Prior::Kind::uniform: return std::lerp(prior.least, prior.most, u);
    }
    throw InternalError("a prior of no known kind");
}

ParameterSet ParameterSet::read(Reader reader) {
    std::vector<Parameter> parameters;
    for (const auto& [key, node] : reader.entries())
        if (auto entry = reader.table(key.name)) parameters.push_back(read_parameter(key.name, *entry));
    return ParameterSet(std::move(parameters));
}

ParameterSet ParameterSet::read_exactly(Reader& reader, std::span<const Wanted> wanted) {
    std::vector<Parameter> parameters;
    for (const Wanted& one : wanted) {
        reader.required(one.name, fmt::format("{{ value = …, unit = \"{}\", … }}", one.unit));
        auto entry = reader.table(one.name);
        if (!entry) continue;
        const Parameter& parameter = parameters.emplace_back(read_parameter(std::string(one.name), *entry));
        const Node* unit = entry->self().find("unit");
        const Node* value = entry->self().find("value");
        // What is no unit or no number has been found already.
        if (unit != nullptr && unit->text() != nullptr && is_unit(*unit->text()) &&
            !convertible(*unit->text(), one.unit))
            entry->complain("unit",
                            fmt::format("{} is in {}, which cannot be converted to {}", entry->full_name("value"),
                                        *unit->text(), one.unit),
                            fmt::format("use a unit such as {}", one.unit));
        if (value != nullptr && value->number() && out_of_sense(parameter, one.sign))
            entry->complain("value", fmt::format("{} {}", entry->full_name("value"), bound_of(one.sign)));
        if (reaches_below_zero(parameter.prior, one.sign))
            entry->complain("prior", fmt::format("{} reaches below zero", entry->full_name("prior")));
    }
    reader.refuse_unknown();
    return ParameterSet(std::move(parameters));
}

bool ParameterSet::has(std::string_view name) const {
    return std::ranges::find(parameters_, name, &Parameter::name) != parameters_.end();
}

const Parameter& ParameterSet::at(std::string_view name) const {
    const auto found = std::ranges::find(parameters_, name, &Parameter::name);
    if (found == parameters_.end()) throw InternalError(fmt::format("no parameter \"{}\"", name));
    return *found;
}

ParameterSet ParameterSet::with(std::string_view name, double value) const {
    const std::string one(name);
    return with(std::span(&one, 1), std::span(&value, 1));
}

ParameterSet ParameterSet::with(std::span<const std::string> names, std::span<const double> values) const {
    ParameterSet copy = *this;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto found = std::ranges::find(copy.parameters_, names[i], &Parameter::name);
        if (found == copy.parameters_.end()) throw InternalError(fmt::format("no parameter \"{}\"", names[i]));
        found->value = values[i];
    }
    return copy;
}

ParameterSet ParameterSet::with(Parameter parameter) const {
    ParameterSet copy = *this;
    const auto found = std::ranges::find(copy.parameters_, parameter.name, &Parameter::name);
    if (found == copy.parameters_.end()) throw InternalError(fmt::format("no parameter \"{}\"", parameter.name));
    *found = std::move(parameter);
    return copy;
}

ParameterSet ParameterSet::sampled(RandomStream& random) const {
    ParameterSet copy = *this;
    for (Parameter& parameter : copy.parameters_)
        if (parameter.sampled) parameter.value = draw(parameter, random);
    return copy;
}

ParameterSet ParameterSet::drawn(RandomStream& random) const {
    ParameterSet copy = *this;
    for (Parameter& parameter : copy.parameters_) parameter.value = draw(parameter, random);
    return copy;
}

void check_names(const ParameterSet& set, std::span<const Wanted> wanted, std::string_view file) {
    std::vector<Diagnostic> found;
    const auto complain = [&](std::string message, std::string help) {
        found.push_back({{std::string(file), 0, 0, ""}, std::move(message), std::move(help)});
    };
    std::vector<std::string> names;
    for (const Wanted& one : wanted) {
        names.emplace_back(one.name);
        if (!set.has(one.name)) {
            complain(fmt::format("parameter {} is missing", one.name),
                     fmt::format("add [parameters.{}], in {}", one.name, one.unit));
            continue;
        }
        const Parameter& parameter = set.at(one.name);
        if (!convertible(parameter.unit, one.unit))
            complain(
                fmt::format("parameter {} is in {}, which cannot be a value in {}", one.name, parameter.unit, one.unit),
                fmt::format("use a unit such as {}", one.unit));
        if (out_of_sense(parameter, one.sign))
            complain(fmt::format("parameter {} is {:g} {}, but {}", one.name, parameter.written, parameter.unit,
                                 bound_of(one.sign)),
                     "a parameter is a size, a share, a count or a rate");
        if (reaches_below_zero(parameter.prior, one.sign))
            complain(fmt::format("the prior of parameter {} reaches below zero", one.name),
                     "begin the uniform prior at zero or above");
    }
    for (const Parameter& parameter : set.all())
        if (std::ranges::find(names, parameter.name) == names.end())
            complain(fmt::format("parameter {} is not used by any model", parameter.name),
                     suggest(parameter.name, names));
    if (!found.empty()) throw InvalidInput(std::move(found));
}

}  // namespace percuta::core
