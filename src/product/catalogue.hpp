// What is known of permeants, excipients and products: data/products.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/parameter.hpp"
#include "core/random.hpp"
#include "product/product.hpp"

namespace percuta::product {

/// One permeant as it stands in the data.
struct Substance {
    std::string name;
    std::string title;
    Binding binding = Binding::neutral_or_base;
    std::string not_delivered, not_delivered_source;  ///< as in Permeant
    std::optional<Contraindication> contraindicated;
    std::string active;  ///< as in Permeant
    bool slows_closure = false;
    std::string slows_closure_source;
    std::string note;  ///< what is not known about it, in words; may be empty
    /// molar_mass, log_k, solubility; where they are known metabolism, pka_acid, pka_acid_2, pka_base …, body_volume,
    /// body_clearance, body_peripheral_volume and body_exchange.
    core::ParameterSet properties;
};

/// A permeant in a product as it stands in the data.
struct Ingredient {
    std::string permeant;
    core::ParameterSet amounts;  ///< concentration; solubility, where that in the vehicle is not that in water
};

/// One product as it stands in the data.
struct Formulation {
    std::string name;
    std::string title;
    std::string note;
    core::ParameterSet vehicle;  ///< ph, volatile_share, evaporation, hindrance, as far as they differ from the common
    std::vector<Ingredient> ingredients;
    std::vector<std::string> excipients;
    std::optional<Contraindication> contraindicated;
};

std::string_view name(Binding binding);

class Catalogue {
public:
    /// Reads data/products.toml. Throws InvalidInput with every mistake at once.
    static Catalogue read(const core::Document& document);

    /// The plain watery vehicle (ph, volatile_share, evaporation, hindrance) and the skin of a body (body_area).
    const core::ParameterSet& common() const { return common_; }
    const std::vector<Substance>& permeants() const { return permeants_; }
    const std::vector<Excipient>& excipients() const { return excipients_; }
    const std::vector<Formulation>& products() const { return products_; }
    std::vector<std::string> permeant_names() const;
    std::vector<std::string> product_names() const;
    bool has_permeant(std::string_view name) const;
    bool has_product(std::string_view name) const;

    // By their values; each throws InternalError for a name that is not here: `plan` checks first.
    Permeant permeant(std::string_view name) const;
    /// A product that holds a contraindicated permeant is contraindicated.
    Product product(std::string_view name) const;
    Vehicle plain_vehicle() const;

    /// A copy in which every number is drawn from its prior. A permeant is one and the same in all its products.
    Catalogue drawn(core::RandomStream& random) const;
    /// The product of such a copy.
    Product drawn(std::string_view name, core::RandomStream& random) const;

private:
    core::ParameterSet common_;
    std::vector<Substance> permeants_;
    std::vector<Excipient> excipients_;
    std::vector<Formulation> products_;
};

}  // namespace percuta::product
