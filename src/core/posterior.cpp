#include "core/posterior.hpp"

#include <cassert>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.hpp"
#include "core/units.hpp"

namespace percuta::core {

namespace {

/// Whether a value lies where the prior could have drawn it; bounds are written with five digits.
bool could_be_drawn(const Parameter& parameter, double value) {
    const double round_off = 1e-4 * std::abs(value);
    switch (parameter.prior.kind) {
        case Prior::Kind::fixed: return value == parameter.centre;
        case Prior::Kind::lognormal: return std::isfinite(value) && value > 0.0;
        case Prior::Kind::normal: return std::isfinite(value);
        case Prior::Kind::uniform:
            return value >= parameter.prior.least - round_off && value <= parameter.prior.most + round_off;
    }
    return false;
}

}  // namespace

Posterior::Posterior(std::string made_from, std::vector<std::string> names, std::vector<std::vector<double>> values)
    : made_from_(std::move(made_from)), names_(std::move(names)), values_(std::move(values)) {
    assert(names_.size() == values_.size());
}

Posterior Posterior::read(const Document& document, const ParameterSet& priors) {
    Findings findings(document);
    Reader root(document.root(), findings);
    Posterior out;
    root.required("made_from", "\"0123456789abcdef\"");
    out.made_from_ = root.text("made_from").value_or("");
    root.required("draws", "{ … }");
    if (auto draws = root.table("draws"))
        for (const auto& [key, node] : draws->entries()) {
            const Array* list = node.array();
            if (!priors.has(key.name) || list == nullptr || list->empty() ||
                (out.size() > 0 && list->size() != out.size())) {
                draws->complain(key.name, "this is not as many numbers as the others, or of no parameter",
                                "make the file again: percuta fit");
                continue;
            }
            std::vector<double>& values = out.values_.emplace_back();
            out.names_.push_back(key.name);
            const Parameter& prior = priors.at(key.name);
            const double zero = to_si(0.0, prior.unit), unit = to_si(1.0, prior.unit) - zero;
            for (const Node& one : *list) {
                const auto number = one.number();
                const double value = number ? zero + unit * *number : 0.0;
                if (!number || !could_be_drawn(prior, value)) {
                    findings.add(one, fmt::format("this is no value that the prior of {} allows", key.name),
                                 "make the file again: percuta fit");
                    break;
                }
                values.push_back(value);
            }
        }
    root.refuse_unknown();
    if (findings.empty() && out.size() == 0)
        root.complain("draws", "there are no draws", "make the file again: percuta fit");
    findings.raise();
    return out;
}

std::string Posterior::write(const ParameterSet& priors, std::string_view command) const {
    constexpr std::size_t in_a_line = 12;
    std::string out = fmt::format(
        "# Draws of parameters that were fitted together to the studies with the role calibration, in the units of "
        "the\n"
        "# file that holds their priors. Made by `{}`; not to be edited.\nmade_from = {}\n\n[draws]\n",
        command, as_toml(made_from_));
    for (std::size_t k = 0; k < names_.size(); ++k) {
        out += fmt::format("{} = [", as_toml_key(names_[k]));
        for (std::size_t i = 0; i < size(); ++i)
            out += fmt::format("{}{:.5g},", i % in_a_line == 0 ? "\n  " : " ",
                               from_si(values_[k][i], priors.at(names_[k]).unit));
        out += "\n]\n";
    }
    return out;
}

ParameterSet Posterior::central(const ParameterSet& priors) const {
    ParameterSet out = priors;
    for (std::size_t k = 0; k < names_.size(); ++k) {
        Parameter parameter = priors.at(names_[k]);
        parameter.posterior = interval(values_[k]);
        parameter.value = parameter.posterior->median;
        parameter.written = from_si(parameter.value, parameter.unit);
        parameter.basis = Basis::fitted;
        out = out.with(std::move(parameter));
    }
    return out;
}

ParameterSet Posterior::draw(const ParameterSet& set, std::size_t index) const {
    std::vector<double> values;
    for (const std::vector<double>& draws : values_) values.push_back(draws[index]);
    return set.with(names_, values);
}

double Posterior::correlation(std::size_t a, std::size_t b) const {
    const auto n = static_cast<double>(size());
    double mean_a = 0.0, mean_b = 0.0, aa = 0.0, bb = 0.0, ab = 0.0;
    for (std::size_t i = 0; i < size(); ++i) {
        mean_a += std::log(values_[a][i]) / n;
        mean_b += std::log(values_[b][i]) / n;
    }
    for (std::size_t i = 0; i < size(); ++i) {
        const double x = std::log(values_[a][i]) - mean_a, y = std::log(values_[b][i]) - mean_b;
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    return ab / std::sqrt(aa * bb);
}

}  // namespace percuta::core
