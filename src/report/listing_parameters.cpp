#include "report/listing_parameters.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"

namespace percuta::report::listing {

namespace {

using Json = nlohmann::ordered_json;
using course::Knowledge;

/// A value in SI as the data file would state it.
double in_written_unit(double si, const core::Parameter& p) { return core::from_si(si, p.unit); }

/// A spread in SI likewise: of a difference, so without the zero point that temperatures have.
double spread_in_written_unit(double si, const core::Parameter& p) {
    return si / (core::to_si(1.0, p.unit) - core::to_si(0.0, p.unit));
}

/// Where the prior of a fitted parameter lies, which its value has left.
std::string around(const core::Parameter& p) {
    return p.posterior ? fmt::format(" around {:g}", in_written_unit(p.centre, p)) : "";
}

std::string prior_text(const core::Parameter& p) {
    const std::string unit = p.unit == "1" ? "" : " " + p.unit;
    switch (p.prior.kind) {
        case core::Prior::Kind::fixed: return "fixed";
        case core::Prior::Kind::lognormal:
            return fmt::format("lognormal{}, geometric standard deviation {:g}", around(p), p.prior.spread);
        case core::Prior::Kind::normal:
            return fmt::format("normal{}, standard deviation {:g}{}", around(p),
                               spread_in_written_unit(p.prior.spread, p), unit);
        case core::Prior::Kind::uniform:
            return fmt::format("uniform, {:g} to {:g}{}", in_written_unit(p.prior.least, p),
                               in_written_unit(p.prior.most, p), unit);
    }
    return "";
}

std::string prior_toml(const core::Parameter& p) {
    switch (p.prior.kind) {
        case core::Prior::Kind::fixed: return "{ fixed = true }";
        case core::Prior::Kind::lognormal: return fmt::format("{{ lognormal = {:g} }}", p.prior.spread);
        case core::Prior::Kind::normal:
            return fmt::format("{{ normal = {:g} }}", spread_in_written_unit(p.prior.spread, p));
        case core::Prior::Kind::uniform:
            return fmt::format("{{ uniform = [{:g}, {:g}] }}", in_written_unit(p.prior.least, p),
                               in_written_unit(p.prior.most, p));
    }
    return "";
}

/// Where a parameter stands: the data file, and its table there.
std::pair<std::string, std::string> place(const Placed& placed, const Knowledge& known) {
    const auto dot = placed.room.find('.');
    const std::string owner = placed.room.substr(0, dot), name = placed.parameter->name,
                      entry = dot == std::string::npos ? "" : placed.room.substr(dot + 1);
    if (owner == "skin" && entry.empty()) return {"skin.toml", "common." + name};
    if (owner == "skin") {
        const bool structure = known.atlas.at(entry).structures.has(name);
        return {"skin.toml", fmt::format("site.{}.{}.{}", entry, structure ? "structures" : "layers", name)};
    }
    if (owner == "method") return {"skin.toml", fmt::format("method.{}.parameters.{}", entry, name)};
    if (owner == "device" && entry.empty()) return {"devices.toml", "common." + name};
    if (owner == "device") return {"devices.toml", fmt::format("device.{}.geometry.{}", entry, name)};
    if (owner == "permeant") return {"products.toml", fmt::format("permeant.{}.properties.{}", entry, name)};
    if (owner == "product" && entry.empty()) return {"products.toml", "common." + name};
    if (owner == "product") {
        const auto within = entry.find('.');
        if (within == std::string::npos) return {"products.toml", fmt::format("product.{}.vehicle.{}", entry, name)};
        return {"products.toml",
                fmt::format("product.{}.content.{}.{}", entry.substr(0, within), entry.substr(within + 1), name)};
    }
    if (owner == "indication") return {"indications.toml", fmt::format("indication.{}.tissue.{}", entry, name)};
    if (owner == "adjunct") return {"adjuncts.toml", fmt::format("adjunct.{}.acts_on.\"{}\"", entry, name)};
    if (owner == "age") return {"adjuncts.toml", fmt::format("age.acts_on.\"{}\".factor", name)};
    if (owner == "scale") return {"outcome.toml", fmt::format("scale.{}.noise.{}", entry, name)};
    return {owner + ".toml", "parameters." + name};
}

/// The lines of the data file that set a parameter.
std::vector<std::string> toml_lines(const Placed& placed, const Knowledge& known) {
    const core::Parameter& p = *placed.parameter;
    return {"[" + place(placed, known).second + "]", fmt::format("value = {:.12g}", in_written_unit(p.centre, p)),
            fmt::format("unit = \"{}\"", p.unit), "prior = " + prior_toml(p)};
}

}  // namespace

Json parameter_json(const Placed& placed, const Knowledge& known) {
    const core::Parameter& p = *placed.parameter;
    const core::Reference& source = known.bibliography.at(p.source);
    return {{"name", placed.room + "." + p.name},
            {"value", p.written},
            {"unit", p.unit},
            {"si", p.value},
            {"prior", prior_text(p)},
            {"posterior", p.posterior
                              ? Json::array({in_written_unit(p.posterior->lo, p), in_written_unit(p.posterior->hi, p)})
                              : Json(nullptr)},
            {"basis", core::name(p.basis)},
            {"seen_in_source", p.seen},
            {"sampled", p.sampled},
            {"meaning", p.meaning},
            {"source", p.source},
            {"citation", source.cite()},
            {"link", source.link()},
            {"file", place(placed, known).first},
            {"toml", toml_lines(placed, known)}};
}

std::string parameter_text(const Placed& placed, const Knowledge& known) {
    const core::Parameter& p = *placed.parameter;
    const core::Reference& source = known.bibliography.at(p.source);
    const std::string fitted =
        p.posterior
            ? fmt::format("  fitted   {:.4g} to {:.4g} in 90 % of the draws; see percuta fit and percuta validate\n",
                          in_written_unit(p.posterior->lo, p), in_written_unit(p.posterior->hi, p))
            : "";
    return fmt::format("{}.{} = {:.6g}{}\n  meaning  {}\n  prior    {}{}\n{}  basis    {}{}\n  source   {}{}\n",
                       placed.room, p.name, p.written, p.unit == "1" ? "" : " " + p.unit, p.meaning, prior_text(p),
                       p.sampled ? "; sampled for the intervals" : "", fitted, core::name(p.basis),
                       p.seen ? "" : ", not confirmed in the source itself", source.cite(),
                       source.link().empty() ? "" : " <" + source.link() + ">");
}

std::string lines_that_set(const Placed& placed, const Knowledge& known) {
    std::string out =
        fmt::format("  set by   these lines of {}, in a folder that --data names\n", place(placed, known).first);
    for (const std::string& line : toml_lines(placed, known)) out += fmt::format("             {}\n", line);
    return out;
}

}  // namespace percuta::report::listing
