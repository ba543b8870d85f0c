// What is put on skin: permeants, the vehicle that holds them, and what else is in the bottle.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace percuta::product {

/// A group that loses (acid) or takes up (base) a proton.
struct Ionisation {
    double pka = 0.0;
    bool acid = true;
};

/// How a solute binds to the proteins of tissue.
enum class Binding { neutral_or_base, acid_with_pharmacophore, other_acid };

/// What the body of an adult does with a solute; per kilogram of body weight.
struct Body {
    double volume = 0.0;             ///< of the central compartment, m3/kg
    double clearance = 0.0;          ///< m3/(s kg)
    double peripheral_volume = 0.0;  ///< m3/kg; 0: one compartment
    double exchange = 0.0;           ///< between the two, m3/(s kg)
};

/// Why a permeant or a product must not meet open channels.
struct Contraindication {
    std::string why, source;
};

/// One dissolved species. A complex that falls apart is several.
struct Permeant {
    std::string name;         ///< "lidocaine"
    std::string title;        ///< "Lidocaine"
    double molar_mass = 0.0;  ///< kg/mol
    double log_k = 0.0;       ///< log10 of the octanol-water partition coefficient of the neutral species
    std::vector<Ionisation> ionisation;
    Binding binding = Binding::neutral_or_base;
    double solubility = 0.0;           ///< in water, kg/m3
    double metabolism = 0.0;           ///< in living tissue, 1/s
    std::optional<Body> body;          ///< where its kinetics in the body were found
    std::string not_delivered;         ///< why a surface application is taken to bring nothing in; empty: it does
    std::string not_delivered_source;  ///< key of references.bib; empty where it is delivered
    std::optional<Contraindication> contraindicated;
    std::string active;                ///< acid | retinoid | vitamin C; empty: none of those that wait after a session
    bool slows_closure = false;        ///< channels under it stay open for longer
    std::string slows_closure_source;  ///< key of references.bib; empty where it does not
};

/// Share of the molecules that carry no charge at this pH.
double neutral_share(const Permeant& permeant, double ph);

/// A permeant in a product.
struct Content {
    Permeant permeant;
    double concentration = 0.0;  ///< of the fresh product, kg/m3
    double solubility = 0.0;     ///< in the vehicle, kg/m3; what is above it is there as solid
};

struct Vehicle {
    double ph = 7.0;
    double volatile_share = 0.0;  ///< of its volume, that can evaporate
    double evaporation = 0.0;     ///< of it from skin in the open, m3 per m2 and s
    double hindrance = 1.0;       ///< diffusivity in a channel full of it over that in water
};

struct Excipient {
    std::string name;         ///< "fragrance"
    std::string title;        ///< "Fragrance"
    bool injectable = false;  ///< is part of medicines for injection into the skin or the fat below
    std::string why;          ///< what is known of it in the dermis; may be empty
    std::string source;       ///< key of references.bib; empty where `injectable`
};

struct Product {
    std::string name;   ///< "ascorbic-acid-15"
    std::string title;  ///< "Ascorbic acid 15 % serum"
    std::vector<Content> contents;
    Vehicle vehicle;
    std::vector<Excipient> excipients;
    std::optional<Contraindication> contraindicated;
    std::string note;  ///< what is not known about it; may be empty
};

/// What speaks against a product on open channels: its own contraindication, else that of the first permeant in it that
/// has one; null when nothing is known.
const Contraindication* against(const Product& product);

}  // namespace percuta::product
