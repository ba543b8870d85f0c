#include "product/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"
#include "product/limits.hpp"

namespace percuta::product {

namespace {

template <class Entry>
const Entry& find(const std::vector<Entry>& entries, std::string_view name, std::string_view kind) {
    const auto found = std::ranges::find(entries, name, &Entry::name);
    if (found == entries.end()) throw core::InternalError(fmt::format("no {} \"{}\" in the catalogue", kind, name));
    return *found;
}

template <class Entry>
std::vector<std::string> names(const std::vector<Entry>& entries) {
    std::vector<std::string> out;
    for (const Entry& entry : entries) out.push_back(entry.name);
    return out;
}

double value_or(const core::ParameterSet& set, std::string_view name, double otherwise) {
    return set.has(name) ? set.value(name) : otherwise;
}

std::vector<Ionisation> ionisation(const core::ParameterSet& properties) {
    std::vector<Ionisation> out;
    for (const core::Parameter& p : properties.all()) {
        if (p.name.starts_with("pka_acid")) out.push_back({p.value, true});
        if (p.name.starts_with("pka_base")) out.push_back({p.value, false});
    }
    return out;
}

std::optional<Body> body(const core::ParameterSet& properties) {
    if (!properties.has("body_volume")) return std::nullopt;
    return Body{.volume = properties.value("body_volume"),
                .clearance = properties.value("body_clearance"),
                .peripheral_volume = value_or(properties, "body_peripheral_volume", 0.0),
                .exchange = value_or(properties, "body_exchange", 0.0)};
}

Vehicle vehicle(const core::ParameterSet& own, const core::ParameterSet& common) {
    const auto value = [&](std::string_view name) { return value_or(own, name, common.value(name)); };
    return {.ph = value("ph"),
            .volatile_share = value("volatile_share"),
            .evaporation = value("evaporation"),
            .hindrance = value("hindrance")};
}

/// Whether these numbers can be: what the reader asks of the values in the file.
bool possible(const core::ParameterSet& set) {
    return std::ranges::all_of(set.all(), [](const core::Parameter& p) {
        const auto limits = limits_of(p.name);
        return !limits || (p.value >= limits->least && p.value <= limits->most);
    });
}

core::ParameterSet possible_draw(const core::ParameterSet& set, std::string_view owner, core::RandomStream& random) {
    constexpr int most_attempts = 10000;
    for (int i = 0; i < most_attempts; ++i)
        if (core::ParameterSet drawn = set.drawn(random); possible(drawn)) return drawn;
    throw core::NotConverged(fmt::format("no draw of the priors of {} can be", owner));
}

}  // namespace

std::string_view name(Binding binding) {
    switch (binding) {
        case Binding::neutral_or_base: return "neutral-or-base";
        case Binding::acid_with_pharmacophore: return "acid-with-pharmacophore";
        case Binding::other_acid: return "other-acid";
    }
    throw core::InternalError("a permeant that binds in no known way");
}

std::vector<std::string> Catalogue::permeant_names() const { return names(permeants_); }

std::vector<std::string> Catalogue::product_names() const { return names(products_); }

bool Catalogue::has_permeant(std::string_view name) const {
    return std::ranges::find(permeants_, name, &Substance::name) != permeants_.end();
}

bool Catalogue::has_product(std::string_view name) const {
    return std::ranges::find(products_, name, &Formulation::name) != products_.end();
}

Permeant Catalogue::permeant(std::string_view name) const {
    const Substance& substance = find(permeants_, name, "permeant");
    const core::ParameterSet& properties = substance.properties;
    return {.name = substance.name,
            .title = substance.title,
            .molar_mass = properties.value("molar_mass"),
            .log_k = properties.value("log_k"),
            .ionisation = ionisation(properties),
            .binding = substance.binding,
            .solubility = properties.value("solubility"),
            .metabolism = value_or(properties, "metabolism", 0.0),
            .body = body(properties),
            .not_delivered = substance.not_delivered,
            .not_delivered_source = substance.not_delivered_source,
            .contraindicated = substance.contraindicated,
            .active = substance.active,
            .slows_closure = substance.slows_closure,
            .slows_closure_source = substance.slows_closure_source};
}

Product Catalogue::product(std::string_view name) const {
    const Formulation& formulation = find(products_, name, "product");
    Product product{.name = formulation.name,
                    .title = formulation.title,
                    .contents = {},
                    .vehicle = vehicle(formulation.vehicle, common_),
                    .excipients = {},
                    .contraindicated = formulation.contraindicated,
                    .note = formulation.note};
    for (const Ingredient& ingredient : formulation.ingredients) {
        Content content{.permeant = permeant(ingredient.permeant),
                        .concentration = ingredient.amounts.value("concentration")};
        content.solubility = value_or(ingredient.amounts, "solubility", content.permeant.solubility);
        product.contents.push_back(std::move(content));
    }
    for (const std::string& excipient : formulation.excipients)
        product.excipients.push_back(find(excipients_, excipient, "excipient"));
    if (const Contraindication* found = against(product)) product.contraindicated = Contraindication(*found);
    return product;
}

Vehicle Catalogue::plain_vehicle() const { return vehicle({}, common_); }

Catalogue Catalogue::drawn(core::RandomStream& random) const {
    Catalogue copy = *this;
    copy.common_ = possible_draw(common_, "[common] of products.toml", random);
    for (Substance& substance : copy.permeants_)
        substance.properties = possible_draw(substance.properties, substance.name, random);
    for (Formulation& formulation : copy.products_) {
        formulation.vehicle = possible_draw(formulation.vehicle, formulation.name, random);
        for (Ingredient& ingredient : formulation.ingredients)
            ingredient.amounts = possible_draw(ingredient.amounts, formulation.name, random);
    }
    return copy;
}

Product Catalogue::drawn(std::string_view name, core::RandomStream& random) const {
    return drawn(random).product(name);
}

}  // namespace percuta::product
