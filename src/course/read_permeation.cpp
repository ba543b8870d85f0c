#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "course/read_figure.hpp"

namespace percuta::course {

namespace {

using core::Reader;

constexpr std::array<std::string_view, 9> names{"permeated",   "permeated-share", "flux",
                                                "delivered",   "absorbed-share",  "dermis-peak",
                                                "plasma-peak", "plasma-at",       "delivery-window"};
/// Their units, which fix the dimension.
constexpr std::array<std::string_view, 9> units{"ug/cm^2", "1",     "ug/cm^2/h", "ug/cm^2", "1",
                                                "ug/mL",   "ng/mL", "ng/mL",     "h"};

bool of_plasma(Permeated observed) {
    return observed == Permeated::plasma_peak || observed == Permeated::plasma_at ||
           observed == Permeated::delivery_window;
}

/// Bounds and an example of a quantity that a set-up has.
struct Asked {
    std::string_view key, unit, example;
    core::Range range;
};

/// Keeps what another set-up of the same figure has said; a finding where nothing has and it is needed.
void read(Reader& reader, const Asked& asked, double& value, bool needed = true) {
    if (needed && value == 0.0) reader.required(asked.key, asked.example);
    value = reader.quantity(asked.key, asked.unit, asked.range).value_or(value);
}

void read_membrane(Reader& reader, Permeation& out) {
    read(reader, {"stratum_corneum", "um", "\"15 um\"", {.least = 1, .most = 500}}, out.stratum_corneum);
    read(reader, {"viable_epidermis", "um", "\"70 um\"", {.least = 1, .most = 1000}}, out.viable_epidermis);
    read(reader, {"dermis", "mm", "\"1 mm\"", {.least = 0.01, .most = 10}}, out.dermis);
}

void read_conditions(Reader& reader, Permeation& out) {
    barrier::Conditions& c = out.conditions;
    const bool resealing = out.needled && c.living;
    if (out.needled && !reader.has("punch") && out.channels.per_area == 0.0) reader.required("punch", "\"roller\"");
    read_choice(reader, "punch", barrier::punch_names(), c.punch);
    read(reader, {"needle_length", "mm", "\"0.5 mm\"", {.least = 0.01, .most = 10}}, c.needle_length, resealing);
    c.nsaid = reader.flag("nsaid").value_or(c.nsaid);
    if (c.species != barrier::Species::human) return;
    read(reader, {"age", "yr", "\"30 yr\"", {.least = 1, .most = 120}}, c.age, resealing);
    c.phototype = static_cast<int>(reader.integer("phototype", {.least = 1, .most = 6}).value_or(c.phototype));
}

void read_channels(Reader& reader, Permeation& out) {
    barrier::Mouth& channels = out.channels;
    double width = 2.0 * channels.radius;
    read(reader, {"depth", "um", "\"150 um\"", {.least = 1, .most = 5000}}, channels.depth, out.needled);
    read(reader, {"mouth", "um", "\"70 um\"", {.least = 1, .most = 1000}}, width, out.needled);
    channels.radius = 0.5 * width;
    read(reader, {"holes_per_area", "1/cm2", "\"200 1/cm2\"", {.least = 1, .most = 10000}}, channels.per_area,
         out.needled);
}

/// What a later set-up does not say stays as it was.
void read_optional(Reader& reader, const Asked& asked, std::optional<double>& value) {
    const auto read =
        asked.unit == "1" ? reader.number(asked.key, asked.range) : reader.quantity(asked.key, asked.unit, asked.range);
    if (read) value = read;
}

void read_donor(Reader& reader, Permeation& out, const product::Catalogue& products, Permeated observed) {
    if (out.permeant.empty()) reader.required("permeant", "\"ghk\"");
    if (const auto name = reader.choice("permeant", products.permeant_names())) {
        out.permeant = *name;
        if (of_plasma(observed) && !products.permeant(*name).body)
            reader.complain("permeant", fmt::format("nothing is known of what the body does with {}", *name),
                            "read something else of it than its level in plasma");
        if (!products.permeant(*name).not_delivered.empty())
            reader.complain("permeant", fmt::format("{} is taken not to be delivered", *name));
    }
    read(reader, {"concentration", "mg/mL", "\"10 mg/mL\"", {.least = 1e-9, .most = 2000}}, out.concentration);
    read(reader, {"volume", "uL/cm^2", "\"500 uL/cm^2\"", {.least = 1e-3, .most = 1e5}}, out.volume);
    read_optional(reader, {"ph", "1", "", {.least = 0, .most = 14}}, out.ph);
    read_optional(reader, {"hindrance", "1", "", {.least = 1e-6, .most = 1}}, out.hindrance);
    read_optional(reader, {"solubility", "mg/mL", "", {.least = 1e-9, .most = 2000}}, out.solubility);
    read_optional(reader, {"volatile_share", "1", "", {.least = 0, .most = 1}}, out.volatile_share);
    read_optional(reader, {"evaporation", "uL/cm^2/h", "", {.least = 0, .most = 1000}}, out.evaporation);
    read(reader, {"delay", "h", "", {.least = 0, .most = 1000}}, out.delay, false);
    if (const auto contact = reader.quantity("contact", "h", {.least = 1e-3, .most = 1e4})) out.contact = *contact;
    if (const auto occluded = reader.flag("occluded")) out.occluded = *occluded;
}

void read_times(Reader& reader, Permeation& out, Permeated observed) {
    read(reader, {"at", "h", "\"24 h\"", {.least = 1e-3, .most = 1e4}}, out.at);
    if (observed == Permeated::flux) read(reader, {"from", "h", "\"6 h\"", {.least = 0, .most = 1e4}}, out.from, false);
    if (observed == Permeated::delivery_window) {
        if (out.above == 0.0) reader.required("above", "0.1");
        out.above = reader.number("above", {.least = 1e-6, .most = 1}).value_or(out.above);
    }
    const bool said = reader.has("at") || reader.has("from") || reader.has("delay");
    if (said && out.at > 0.0 && out.at <= std::max(out.delay, out.from))
        reader.complain("at", "it is read before there is anything to read",
                        "\"at\" comes after \"delay\" and \"from\", all after the needles");
    if (!of_plasma(observed)) return;
    read(reader, {"area", "cm^2", "\"100 cm^2\"", {.least = 0.01, .most = 20000}}, out.area);
    read(reader, {"weight", "kg", "\"70 kg\"", {.least = 0.01, .most = 300}}, out.weight);
}

/// `before` holds what another set-up of the same figure has said; nothing is required then.
Permeation read_set_up(Reader& reader, const Permeation* before, const product::Catalogue& products,
                       Permeated observed) {
    Permeation out = before != nullptr ? *before : Permeation{};
    read_choice(reader, "species", barrier::species_names(), out.conditions.species);
    if (before == nullptr) reader.required("in_vitro", "true");
    out.conditions.living = !reader.flag("in_vitro").value_or(!out.conditions.living);
    if (before == nullptr && out.conditions.living) reader.required("occluded", "true");
    out.needled = reader.flag("needled").value_or(out.needled);
    read_conditions(reader, out);
    read_membrane(reader, out);
    read_channels(reader, out);
    read_donor(reader, out, products, observed);
    read_times(reader, out, observed);
    if (!out.conditions.living && (of_plasma(observed))) reader.complain("in_vitro", "skin in vitro has no plasma");
    return out;
}

}  // namespace

std::span<const std::string_view> permeated_names() { return names; }

BenchFigure read_permeation_figure(Reader& reader, const product::Catalogue& products) {
    BenchFigure figure;
    PermeationFigure setup;
    reader.required("observed", "\"permeated\"");
    read_choice(reader, "observed", permeated_names(), setup.observed);
    setup.of = read_set_up(reader, nullptr, products, setup.observed);
    if (auto over = reader.table("over")) {
        setup.over = read_set_up(*over, &setup.of, products, setup.observed);
        over->refuse_unknown();
    }
    read_published(reader, setup.over ? "1" : units[static_cast<std::size_t>(setup.observed)], figure);
    reader.refuse_unknown();
    figure.setup = std::move(setup);
    return figure;
}

}  // namespace percuta::course
