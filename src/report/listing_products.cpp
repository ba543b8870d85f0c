// Products, permeants and excipients as `percuta data` shows them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "report/listing.hpp"

namespace percuta::report::listing {

namespace {

using Json = nlohmann::ordered_json;
using course::Knowledge;

/// "Soltani-Arabshahi and others (2014) … <link>"
std::string cited(const std::string& source, const Knowledge& known) {
    const core::Reference& reference = known.bibliography.at(source);
    return reference.cite() + (reference.link().empty() ? "" : " <" + reference.link() + ">");
}

Json source_json(const std::string& source, const Knowledge& known) {
    if (source.empty()) return {{"source", nullptr}, {"citation", nullptr}, {"link", nullptr}};
    const core::Reference& reference = known.bibliography.at(source);
    return {{"source", source}, {"citation", reference.cite()}, {"link", reference.link()}};
}

std::string in_mg_per_ml(double si) { return fmt::format("{:.3g}", core::convert(si, "kg/m^3", "mg/mL")); }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json contents_json(const product::Product& product) {
    Json out = Json::array();
    for (const product::Content& content : product.contents)
        out.push_back({{"permeant", content.permeant.name},
                       {"concentration_mg_ml", core::convert(content.concentration, "kg/m^3", "mg/mL")},
                       {"solubility_mg_ml", core::convert(content.solubility, "kg/m^3", "mg/mL")}});
    return out;
}

Json vehicle_json(const product::Vehicle& vehicle) {
    return {{"ph", vehicle.ph},
            {"volatile_share", vehicle.volatile_share},
            {"evaporation_ul_cm2_h", core::convert(vehicle.evaporation, "m/s", "uL/cm^2/h")},
            {"hindrance", vehicle.hindrance}};
}

std::string vehicle_text(const product::Vehicle& vehicle) {
    return fmt::format("pH {:.3g}; {:.3g} % can evaporate, at {:.3g} uL/cm^2 an hour; diffusion at {:.3g} of water",
                       vehicle.ph, 100.0 * vehicle.volatile_share,
                       core::convert(vehicle.evaporation, "m/s", "uL/cm^2/h"), vehicle.hindrance);
}

void add_contraindication(Entry& entry, const product::Contraindication& against, const Knowledge& known) {
    entry.lines.emplace_back("never on open channels", against.why);
    entry.lines.emplace_back("  source", cited(against.source, known));
    entry.facts["contraindicated"] = {{"why", against.why}};
    entry.facts["contraindicated"].update(source_json(against.source, known));
}

std::string excipient_text(const product::Excipient& excipient) {
    return excipient.title + (excipient.injectable ? "" : ": not part of medicines for injection into skin");
}

}  // namespace

std::vector<Entry> permeants(const Knowledge& known) {
    std::vector<Entry> out;
    for (const product::Substance& substance : known.products.permeants()) {
        const product::Permeant permeant = known.products.permeant(substance.name);
        const std::string binding(product::name(substance.binding));
        Entry entry{substance.name, substance.title};
        entry.cells = {fmt::format("{:.6g}", core::convert(permeant.molar_mass, "kg/mol", "g/mol")),
                       fmt::format("{:.3g}", permeant.log_k), in_mg_per_ml(permeant.solubility), substance.title};
        entry.lines = {{"binding", binding}};
        if (!substance.not_delivered.empty()) {
            entry.lines.emplace_back("not delivered", substance.not_delivered);
            entry.lines.emplace_back("  source", cited(substance.not_delivered_source, known));
        }
        if (!substance.note.empty()) entry.lines.emplace_back("note", substance.note);
        entry.facts = {{"binding", binding},
                       {"not_delivered", text_or_null(substance.not_delivered)},
                       {"not_delivered_source", text_or_null(substance.not_delivered_source)},
                       {"note", substance.note}};
        add_parameters(entry, "permeant." + substance.name, substance.properties);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> excipients(const Knowledge& known) {
    std::vector<Entry> out;
    for (const product::Excipient& excipient : known.products.excipients()) {
        Entry entry{excipient.name, excipient.title, {excipient.injectable ? "yes" : "no", excipient.title}};
        entry.lines = {{"injectable", excipient.injectable
                                          ? "part of medicines for injection into the skin or the fat below"
                                          : "not part of medicines for injection into skin"}};
        if (!excipient.why.empty()) entry.lines.emplace_back("known", excipient.why);
        if (!excipient.source.empty()) entry.lines.emplace_back("source", cited(excipient.source, known));
        entry.facts = {{"injectable", excipient.injectable}, {"why", excipient.why}};
        entry.facts.update(source_json(excipient.source, known));
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> products(const Knowledge& known) {
    std::vector<Entry> out;
    for (const product::Formulation& formulation : known.products.products()) {
        const product::Product product = known.products.product(formulation.name);
        std::vector<std::string> contents;
        for (const product::Content& content : product.contents)
            contents.push_back(fmt::format("{} {}", content.permeant.name, in_mg_per_ml(content.concentration)));
        Entry entry{product.name, product.title};
        entry.cells = {contents.empty() ? "none followed" : fmt::format("{}", fmt::join(contents, ", ")),
                       fmt::format("{:.3g}", product.vehicle.ph), product.contraindicated ? "never" : "",
                       product.title};
        entry.lines = {{"vehicle", vehicle_text(product.vehicle)}};
        for (const product::Excipient& excipient : product.excipients)
            entry.lines.emplace_back("excipient", excipient_text(excipient));
        entry.facts = {{"note", product.note},
                       {"contents", contents_json(product)},
                       {"vehicle", vehicle_json(product.vehicle)},
                       {"excipients", formulation.excipients},
                       {"contraindicated", nullptr}};
        if (product.contraindicated) add_contraindication(entry, *product.contraindicated, known);
        if (!product.note.empty()) entry.lines.emplace_back("note", product.note);
        add_parameters(entry, "product." + product.name, formulation.vehicle);
        for (const product::Ingredient& ingredient : formulation.ingredients)
            add_parameters(entry, "product." + product.name + "." + ingredient.permeant, ingredient.amounts);
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace percuta::report::listing
