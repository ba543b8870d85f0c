#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "plan/sections.hpp"

namespace percuta::plan {

using core::Reader;

namespace {

/// Of all permeants of a product together, kg/m3: more than that no product holds, be it a paste.
constexpr double densest_product = 1500.0;
constexpr std::int64_t most_applications = 500;

constexpr std::array keys_of_solute{"molar_mass", "log_k", "pka_acid", "pka_base", "binding", "metabolism"};
constexpr std::array keys_of_vehicle{"ph", "volatile_share", "evaporation", "hindrance"};

template <std::size_t n>
std::vector<std::string> present(const Reader& reader, const std::array<const char*, n>& keys) {
    std::vector<std::string> out;
    for (const char* key : keys)
        if (reader.has(key)) out.emplace_back(key);
    return out;
}

bool among(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// What `suggest` finds near a name, and what else can be done.
std::string or_else(const std::string& near, std::string_view otherwise) {
    if (near.empty()) return std::string(otherwise);
    return fmt::format("{}{} {}", near, near.ends_with('?') ? " Or" : "; or", otherwise);
}

/// The pKa of each group of one kind, as [4.2, 11.6].
std::vector<double> read_pka(Reader& reader, std::string_view key) {
    constexpr double least = -10.0, most = 20.0;
    constexpr std::size_t most_groups = 16;
    std::vector<double> out;
    const core::Node* found = reader.node(key);
    if (found == nullptr) return out;
    const core::Array* array = found->array();
    if (array != nullptr)
        for (const core::Node& node : *array)
            if (const auto value = node.number(); value && *value >= least && *value <= most) out.push_back(*value);
    if (array == nullptr || out.size() != array->size() || out.size() > most_groups) {
        reader.complain(key,
                        fmt::format("{} must be a list of at most {} numbers from {:g} to {:g}", reader.full_name(key),
                                    most_groups, least, most),
                        fmt::format("write {} = [4.2]", key));
        return {};
    }
    return out;
}

double read_log_k(Reader& reader) {
    constexpr double beyond_any = 12.0;
    reader.required("log_k", "-1.9");
    const auto log_k = reader.number("log_k");
    if (log_k && !(std::abs(*log_k) <= beyond_any))
        reader.complain("log_k", fmt::format("{} is {:.10g}", reader.full_name("log_k"), *log_k),
                        "log K of real molecules lies between about -8 and 10: it is a logarithm to the base of ten");
    return log_k.value_or(0.0);
}

Solute read_solute(Reader& reader) {
    Solute out;
    reader.required("molar_mass", "\"176 g/mol\"");
    out.molar_mass = reader.quantity("molar_mass", "g/mol", {.least = 1, .most = 1e8}).value_or(0.0);
    out.log_k = read_log_k(reader);
    out.pka_acid = read_pka(reader, "pka_acid");
    out.pka_base = read_pka(reader, "pka_base");
    out.binding = out.pka_acid.empty() ? "neutral-or-base" : "other-acid";
    out.binding =
        reader.choice("binding", {"neutral-or-base", "acid-with-pharmacophore", "other-acid"}).value_or(out.binding);
    out.metabolism = reader.quantity("metabolism", "1/h", {.least = 0, .most = 1e6}).value_or(0.0);
    return out;
}

Content read_content(Reader reader, const Vocabulary& vocabulary) {
    constexpr core::Range amounts{.least = 1e-15, .most = densest_product}, soluble{.least = 1e-15, .most = 5000};
    Content out;
    reader.required("name", "\"ascorbic-acid\"");
    const auto name = reader.text("name");
    out.name = name.value_or("");
    reader.required("concentration", "\"150 mg/mL\"");
    out.concentration = reader.quantity("concentration", "mg/mL", amounts).value_or(0.0);
    const auto given = present(reader, keys_of_solute);
    if (!given.empty()) {
        out.solute = read_solute(reader);
        reader.required("solubility", "\"330 mg/mL\"");
        if (name && name->empty()) reader.complain("name", fmt::format("{} is empty", reader.full_name("name")));
        if (among(vocabulary.permeants, out.name))
            reader.complain("name",
                            fmt::format("{} is {}, a permeant of the catalogue, and is also given in full",
                                        reader.full_name("name"), core::as_written(out.name)),
                            fmt::format("give it another name, or remove {}", fmt::join(given, ", ")));
    } else if (name && !among(vocabulary.permeants, *name)) {
        reader.complain(
            "name",
            fmt::format("{} = {} is not a permeant of the catalogue", reader.full_name("name"),
                        core::as_written(*name)),
            or_else(core::suggest(*name, vocabulary.permeants), "give its molar_mass, log_k and solubility"));
    }
    out.solubility = reader.quantity("solubility", "mg/mL", soluble);
    for (const char* key : keys_of_solute) reader.node(key);
    reader.refuse_unknown();
    return out;
}

void read_contents(Reader& reader, const Vocabulary& vocabulary, Product& product) {
    for (const Reader& content : reader.tables("permeant")) {
        Content one = read_content(content, vocabulary);
        const bool twice = std::ranges::find(product.contents, one.name, &Content::name) != product.contents.end();
        if (twice && !one.name.empty())
            reader.findings().add(
                content.self(),
                fmt::format("{} stands twice in {}", core::as_written(one.name), reader.full_name("permeant")),
                "add its concentrations up");
        product.contents.push_back(std::move(one));
    }
}

void check_concentrations(Reader& reader, const Product& product) {
    double sum = 0.0;
    for (const Content& content : product.contents) sum += content.concentration;
    if (sum > densest_product * (1.0 + 1e-12))
        reader.complain("permeant", fmt::format("{} adds up to {:.6g} mg/mL", reader.full_name("permeant"), sum),
                        fmt::format("no product holds more than {:g} mg/mL", densest_product));
}

void read_vehicle(Reader& reader, Product& product) {
    product.ph = reader.number("ph", {.least = 0, .most = 14});
    product.volatile_share = reader.number("volatile_share", {.least = 0, .most = 1});
    product.evaporation = reader.quantity("evaporation", "uL/cm^2/h", {.least = 0, .most = 10000});
    product.hindrance = reader.number("hindrance", {.least = 1e-6, .most = 1});
}

void read_in_full(Reader& reader, const Vocabulary& vocabulary, Product& product) {
    const auto name = reader.text("name");
    product.name = name.value_or("");
    if (name && name->empty()) reader.complain("name", fmt::format("{} is empty", reader.full_name("name")));
    if (among(vocabulary.products, product.name))
        reader.complain("name",
                        fmt::format("{} is {}, a product of the catalogue, and its permeants are given, too",
                                    reader.full_name("name"), core::as_written(product.name)),
                        "give it another name, or remove permeant");
    read_contents(reader, vocabulary, product);
    check_concentrations(reader, product);
    if (const core::Node* list = reader.node("permeant"); list->array() != nullptr && list->array()->empty())
        reader.complain("permeant", fmt::format("{} is empty", reader.full_name("permeant")),
                        "name at least one permeant with its concentration");
    read_vehicle(reader, product);
}

void read_of_catalogue(Reader& reader, const Vocabulary& vocabulary, Product& product) {
    const auto name = reader.text("name");
    product.name = name.value_or("");
    if (name && !among(vocabulary.products, *name)) {
        reader.complain(
            "name",
            fmt::format("{} = {} is not a product of the catalogue", reader.full_name("name"), core::as_written(*name)),
            or_else(core::suggest(*name, vocabulary.products), "give what is in it as permeant"));
    }
    for (const std::string& key : present(reader, keys_of_vehicle))
        reader.complain(key, fmt::format("{} belongs to a product in full", reader.full_name(key)),
                        "remove this line, or give what is in the product as permeant");
}

void read_amount(Reader& reader, const Vocabulary& vocabulary, Product& product) {
    reader.required("amount", "\"2 uL/cm^2\"");
    const auto amount = reader.quantity("amount", "uL/cm^2", {.least = 0, .most = 1000});
    if (amount && *amount == 0.0)
        reader.complain("amount",
                        fmt::format("{} is zero: nothing would be put on, and a dose of zero has no curve",
                                    reader.full_name("amount")),
                        "a thin film is about 2 uL/cm^2");
    product.amount = amount.value_or(0.0);
    product.area = reader.quantity("area", "cm^2", {.least = 0.01});
    if (product.area && vocabulary.body_area > 0.0 && *product.area > vocabulary.body_area)
        reader.complain("area",
                        fmt::format("{} is {:.6g} cm^2, but the skin of an adult is about {:.6g} cm^2",
                                    reader.full_name("area"), core::convert(*product.area, "m^2", "cm^2"),
                                    core::convert(vocabulary.body_area, "m^2", "cm^2")),
                        "write the area that the product is put on");
}

/// What goes on every day does so without being told.
constexpr double daily = core::day;

void read_repeats(Reader& reader, Product& product) {
    const auto applications = reader.integer("applications", {.least = 1});
    if (applications && *applications > most_applications)
        reader.complain("applications", fmt::format("{} is {}", reader.full_name("applications"), *applications),
                        fmt::format("at most {} applications can be simulated", most_applications));
    product.applications = static_cast<int>(std::min(applications.value_or(1), most_applications));
    product.every = reader.quantity("every", "h", {.least = 1.0 / 60.0, .most = 8784});
    if (product.applications > 1 && product.when == "daily" && !reader.has("every")) product.every = daily;
    else if (product.applications > 1) reader.required("every", "\"12 h\"");
    else if (reader.has("every"))
        reader.complain("every", fmt::format("{} is given, but the product goes on once", reader.full_name("every")),
                        "add applications = 2, or remove this line");
}

void read_times(Reader& reader, Product& product) {
    product.delay = reader.quantity("delay", "h", {.least = 0, .most = 8784}).value_or(0.0);
    if (product.when == "during" && product.delay > 0.0)
        reader.complain("delay", "what is put on during a session has no delay", "remove this line");
    product.leave_on = reader.quantity("leave_on", "h", {.least = 1.0 / 60.0, .most = 720});
    read_repeats(reader, product);
    const std::optional<double> again = product.when == "daily" ? product.every.value_or(daily) : product.every;
    if (product.leave_on && again && *product.leave_on > *again * (1.0 + 1e-12))
        reader.complain("leave_on",
                        fmt::format("{} is {:.6g} h, but the product goes on again after {:.6g} h",
                                    reader.full_name("leave_on"), *product.leave_on / core::hour, *again / core::hour),
                        "leave it on for no longer than that");
    if (reader.has("removal") && !reader.has("leave_on"))
        reader.complain("removal", fmt::format("{} is given without leave_on: when?", reader.full_name("removal")),
                        "add leave_on = \"8 h\", or remove this line");
    product.removal = reader.choice("removal", {"wipe", "rinse", "none"}).value_or(product.removal);
}

/// What goes on before the needles comes off with them: an application that is due then or later has no time.
void check_ahead(Reader& reader, const Product& product) {
    if (product.when != "before" || product.applications < 2 || !product.every) return;
    const double ahead = product.delay > 0.0 ? product.delay : product.leave_on.value_or(ahead_of_needles);
    const double fit = std::ceil(ahead / *product.every * (1.0 - 1e-12));
    if (product.applications <= fit) return;
    reader.complain("applications",
                    fmt::format("{} is {}, but {:.0f} {} before the needles: the first is {:.6g} h ahead of them, and "
                                "it goes on again every {:.6g} h",
                                reader.full_name("applications"), product.applications, fit,
                                fit == 1.0 ? "fits" : "fit", ahead / core::hour, *product.every / core::hour),
                    fmt::format("give a delay of more than {:.6g} h, or fewer applications",
                                (product.applications - 1) * *product.every / core::hour));
}

/// Delivery is followed from one session to the next, or to the end of the course.
void check_delay(Reader& reader, const Product& product, const Schedule& schedule) {
    if (product.when == "before" || !reader.has("delay")) return;
    const bool again = schedule.sessions > 1 && schedule.interval > 0.0;
    const bool late =
        again ? product.delay >= schedule.interval : schedule.sessions == 1 && product.delay > schedule.follow_up;
    if (!late) return;
    reader.complain(
        "delay",
        fmt::format("{} is {:.6g} h, but {} {:.6g} h after {}", reader.full_name("delay"), product.delay / core::hour,
                    again ? "the next session is" : "the course ends",
                    (again ? schedule.interval : schedule.follow_up) / core::hour, again ? "this one" : "the session"),
        again ? "put it on before that" : "put it on before that, or lengthen follow_up");
}

}  // namespace

Product read_product(Reader reader, const Vocabulary& vocabulary, const std::optional<Schedule>& schedule) {
    Product product;
    reader.required("name", "\"ascorbic-acid-15\"");
    if (reader.has("permeant")) read_in_full(reader, vocabulary, product);
    else read_of_catalogue(reader, vocabulary, product);
    product.when = reader.choice("when", {"before", "during", "after", "daily"}).value_or(product.when);
    read_amount(reader, vocabulary, product);
    read_times(reader, product);
    check_ahead(reader, product);
    if (schedule) check_delay(reader, product, *schedule);
    product.occluded = reader.flag("occluded").value_or(product.occluded);
    product.assume_delivered = reader.flag("assume_delivered").value_or(product.assume_delivered);
    // So that an unknown key is told the nearest known one.
    reader.node("permeant");
    for (const char* key : keys_of_vehicle) reader.node(key);
    reader.refuse_unknown();
    return product;
}

}  // namespace percuta::plan
