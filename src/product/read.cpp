// Reading data/products.toml.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "product/catalogue.hpp"
#include "product/limits.hpp"

namespace percuta::product {

namespace {

using core::Reader;
using core::Sign;
using core::Wanted;

constexpr std::array wanted_of_vehicle{
    Wanted{"ph", "1", Sign::not_below_zero}, Wanted{"volatile_share", "1", Sign::not_below_zero},
    Wanted{"evaporation", "uL/cm^2/h", Sign::not_below_zero}, Wanted{"hindrance", "1"}};
constexpr std::array wanted_of_permeant{Wanted{"molar_mass", "g/mol"}, Wanted{"log_k", "1", Sign::any},
                                        Wanted{"solubility", "mg/mL"}};
constexpr std::array known_of_permeant{Wanted{"metabolism", "1/h", Sign::not_below_zero},
                                       Wanted{"pka_acid", "1", Sign::any},
                                       Wanted{"pka_acid_2", "1", Sign::any},
                                       Wanted{"pka_base", "1", Sign::any},
                                       Wanted{"pka_base_2", "1", Sign::any},
                                       Wanted{"body_volume", "L/kg"},
                                       Wanted{"body_clearance", "L/h/kg"},
                                       Wanted{"body_peripheral_volume", "L/kg"},
                                       Wanted{"body_exchange", "L/h/kg"}};
constexpr std::array wanted_of_ingredient{Wanted{"concentration", "mg/mL"}};
constexpr std::array known_of_ingredient{Wanted{"solubility", "mg/mL"}};

void check_limits(Reader& reader, const core::ParameterSet& set) {
    for (const core::Parameter& p : set.all()) {
        const auto limits = limits_of(p.name);
        if (!limits || (p.value >= limits->least && p.value <= limits->most)) continue;
        reader.complain(p.name,
                        fmt::format("{} is {:g}, which is not between {:g} and {:g}", reader.full_name(p.name), p.value,
                                    limits->least, limits->most),
                        std::string(limits->why));
    }
}

/// All of `wanted`, those of `known` that are there, and no others.
core::ParameterSet read_numbers(Reader& reader, std::span<const Wanted> wanted, std::span<const Wanted> known) {
    std::vector<Wanted> present(wanted.begin(), wanted.end());
    for (const Wanted& one : known)
        if (reader.node(one.name) != nullptr) present.push_back(one);
    core::ParameterSet set = core::ParameterSet::read_exactly(reader, present);
    check_limits(reader, set);
    return set;
}

std::string required_text(Reader& reader, std::string_view key, std::string_view example) {
    reader.required(key, example);
    return reader.text(key).value_or("");
}

/// Numbers that only make sense together.
void check_together(Reader& reader, const core::ParameterSet& set, std::string_view one, std::string_view other) {
    if (set.has(one) == set.has(other)) return;
    const std::string_view there = set.has(one) ? one : other, missing = set.has(one) ? other : one;
    reader.complain(there, fmt::format("{} stands without {}", reader.full_name(there), missing),
                    fmt::format("add {}, or leave both out", missing));
}

void check_body(Reader& reader, const core::ParameterSet& properties) {
    check_together(reader, properties, "body_volume", "body_clearance");
    check_together(reader, properties, "body_peripheral_volume", "body_exchange");
    if (properties.has("body_peripheral_volume") && !properties.has("body_volume"))
        reader.complain("body_peripheral_volume", "a peripheral compartment needs a central one",
                        "add body_volume and body_clearance");
}

std::optional<Contraindication> read_contraindication(Reader& owner) {
    auto reader = owner.table("contraindicated");
    if (!reader) return std::nullopt;
    Contraindication out;
    out.why = required_text(*reader, "why", "\"what happened\"");
    out.source = required_text(*reader, "source", "\"a key of references.bib\"");
    reader->refuse_unknown();
    return out;
}

Substance read_permeant(std::string key, Reader reader) {
    Substance out;
    out.name = std::move(key);
    out.title = required_text(reader, "title", "\"Lidocaine\"");
    reader.required("binding", fmt::format("\"{}\"", name(Binding::neutral_or_base)));
    std::vector<std::string> ways;
    for (const Binding way : {Binding::neutral_or_base, Binding::acid_with_pharmacophore, Binding::other_acid})
        ways.emplace_back(name(way));
    if (const auto way = reader.choice("binding", ways))
        out.binding = static_cast<Binding>(std::ranges::find(ways, *way) - ways.begin());
    out.not_delivered = reader.text("not_delivered").value_or("");
    if (!out.not_delivered.empty()) reader.required("not_delivered_source", "\"a key of references.bib\"");
    out.not_delivered_source = reader.text("not_delivered_source").value_or("");
    out.contraindicated = read_contraindication(reader);
    out.active = reader.choice("active", {"acid", "retinoid", "vitamin C"}).value_or("");
    out.slows_closure = reader.flag("slows_closure").value_or(false);
    if (out.slows_closure) reader.required("slows_closure_source", "\"a key of references.bib\"");
    out.slows_closure_source = reader.text("slows_closure_source").value_or("");
    out.note = reader.text("note").value_or("");
    reader.required("properties", "{ … }");
    if (auto properties = reader.table("properties")) {
        out.properties = read_numbers(*properties, wanted_of_permeant, known_of_permeant);
        check_body(*properties, out.properties);
    }
    reader.refuse_unknown();
    return out;
}

Excipient read_excipient(std::string key, Reader reader) {
    Excipient out;
    out.name = std::move(key);
    out.title = required_text(reader, "title", "\"Fragrance\"");
    reader.required("injectable", "false");
    const auto injectable = reader.flag("injectable");
    out.injectable = injectable.value_or(false);
    if (injectable && !*injectable) {
        reader.required("why", "\"what is known of it in the dermis\"");
        reader.required("source", "\"a key of references.bib\"");
    }
    out.why = reader.text("why").value_or("");
    out.source = reader.text("source").value_or("");
    reader.refuse_unknown();
    return out;
}

/// What a product may be made of.
struct Shelf {
    std::vector<std::string> permeants, excipients;
};

void complain_of_stranger(Reader& reader, int line, int column, std::string_view what, std::string_view name,
                          const std::vector<std::string>& known) {
    reader.findings().add(line, column,
                          fmt::format("{} names the {} {}, which is not described here", reader.full_name(what),
                                      what == "content" ? "permeant" : "excipient", core::as_written(name)),
                          core::suggest(name, known));
}

bool among(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::vector<Ingredient> read_contents(Reader& product, const Shelf& shelf) {
    std::vector<Ingredient> out;
    auto contents = product.table("content");
    if (!contents) return out;
    for (const auto& [key, node] : contents->entries()) {
        if (!among(shelf.permeants, key.name))
            complain_of_stranger(product, key.line, key.column, "content", key.name, shelf.permeants);
        if (auto content = contents->table(key.name))
            out.push_back({key.name, read_numbers(*content, wanted_of_ingredient, known_of_ingredient)});
    }
    return out;
}

std::vector<std::string> read_excipients(Reader& product, const Shelf& shelf) {
    std::vector<std::string> out;
    const core::Node* found = product.required("excipients", "[\"water\"]");
    if (found == nullptr) return out;
    if (found->array() == nullptr) {
        product.complain(
            "excipients",
            fmt::format("{} must be a list of names, but this is {}", product.full_name("excipients"), found->kind()),
            "write excipients = [\"water\"]");
        return out;
    }
    for (const core::Node& node : *found->array()) {
        const std::string name = node.text() != nullptr ? *node.text() : "";
        if (!among(shelf.excipients, name))
            complain_of_stranger(product, node.line, node.column, "excipients", name, shelf.excipients);
        else if (among(out, name))
            product.findings().add(node, fmt::format("the excipient \"{}\" stands twice", name), "let it stand once");
        else out.push_back(name);
    }
    return out;
}

void check_total(Reader& product, const std::vector<Ingredient>& ingredients) {
    double total = 0.0;
    for (const Ingredient& one : ingredients)
        if (one.amounts.has("concentration")) total += one.amounts.value("concentration");
    if (total <= most_held) return;
    product.complain(
        "content",
        fmt::format("{} adds up to {:.6g} mg/mL, more than {:g} mg/mL: no solution, cream or oil is so dense",
                    product.full_name("content"), total, most_held),
        "look at the concentrations and their units");
}

Formulation read_product(std::string key, Reader reader, const Shelf& shelf) {
    Formulation out;
    out.name = std::move(key);
    out.title = required_text(reader, "title", "\"Ascorbic acid 15 % serum\"");
    out.note = reader.text("note").value_or("");
    out.contraindicated = read_contraindication(reader);
    if (auto vehicle = reader.table("vehicle")) out.vehicle = read_numbers(*vehicle, {}, wanted_of_vehicle);
    // A product that must not go in may be known by nothing else.
    if (!reader.has("contraindicated")) reader.required("content", "[product.….content.….concentration]");
    out.ingredients = read_contents(reader, shelf);
    check_total(reader, out.ingredients);
    out.excipients = read_excipients(reader, shelf);
    reader.refuse_unknown();
    return out;
}

/// Every entry of the table `kind` of the file.
template <class Entry, class Read>
std::vector<Entry> read_all(Reader& root, std::string_view kind, Read read) {
    std::vector<Entry> out;
    root.required(kind, "{ … }");
    if (auto table = root.table(kind))
        for (const auto& [key, node] : table->entries())
            if (auto entry = table->table(key.name)) out.push_back(read(key.name, *entry));
    return out;
}

/// The keys of a table, also of entries that are wrong: what names them is not wrong for that.
std::vector<std::string> keys(const Reader& root, std::string_view kind) {
    std::vector<std::string> out;
    if (const core::Node* node = root.self().find(kind); node != nullptr && node->table() != nullptr)
        for (const core::Entry& entry : *node->table()) out.push_back(entry.key.name);
    return out;
}

}  // namespace

Catalogue Catalogue::read(const core::Document& document) {
    core::Findings findings(document);
    Reader root(document.root(), findings);
    Catalogue catalogue;
    root.required("common", "{ … }");
    if (auto common = root.table("common")) {
        std::vector<Wanted> wanted(wanted_of_vehicle.begin(), wanted_of_vehicle.end());
        wanted.push_back({"body_area", "m^2"});
        catalogue.common_ = read_numbers(*common, wanted, {});
    }
    const Shelf shelf{keys(root, "permeant"), keys(root, "excipient")};
    catalogue.permeants_ = read_all<Substance>(root, "permeant", read_permeant);
    catalogue.excipients_ = read_all<Excipient>(root, "excipient", read_excipient);
    catalogue.products_ = read_all<Formulation>(
        root, "product", [&](const std::string& key, Reader entry) { return read_product(key, entry, shelf); });
    root.refuse_unknown();
    findings.raise();
    return catalogue;
}

}  // namespace percuta::product
