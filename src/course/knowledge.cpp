#include "course/knowledge.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include <fmt/format.h>

#include "barrier/parameters.hpp"
#include "core/error.hpp"
#include "core/series.hpp"
#include "course/adjuncts.hpp"
#include "course/cost.hpp"
#include "course/predict.hpp"
#include "course/safety.hpp"
#include "delivery/parameters.hpp"
#include "healing/parameters.hpp"
#include "outcome/parameters.hpp"
#include "outcome/read.hpp"
#include "puncture/parameters.hpp"

namespace percuta::course {

namespace {

core::Document open(const core::DataFiles& files, const std::string& name) {
    const auto found = files.find(name);
    if (found == files.end())
        throw core::InvalidInput(
            core::Diagnostic{{name, 0, 0, ""}, "this data file is missing", "restore it from data/"});
    return core::Document::parse(found->second, name);
}

/// `others`: tables of the file that somebody else reads.
core::ParameterSet read_parameters(const core::DataFiles& files, const std::string& name,
                                   std::initializer_list<std::string_view> others = {}) {
    const core::Document document = open(files, name);
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    core::ParameterSet set;
    root.required("parameters", "a table of parameters");
    if (auto table = root.table("parameters")) set = core::ParameterSet::read(*table);
    for (const std::string_view other : others) root.node(other);
    root.refuse_unknown();
    findings.raise();
    return set;
}

/// Calls `read(name, reader)` for every entry of the table `kind` of a file.
template <class Read>
void for_each_entry(const core::DataFiles& files, const std::string& name, std::string_view kind, Read read) {
    const core::Document document = open(files, name);
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    root.required(kind, "{ … }");
    if (auto table = root.table(kind))
        for (const auto& [key, node] : table->entries())
            if (auto entry = table->table(key.name)) {
                read(key.name, *entry);
                entry->refuse_unknown();
            }
    root.refuse_unknown();
    findings.raise();
}

std::string required_text(core::Reader& reader, std::string_view key) {
    reader.required(key, "\"…\"");
    return reader.text(key).value_or("");
}

constexpr std::array tissue_wanted{core::Wanted{"collagen", "1"},
                                   core::Wanted{"elastosis", "1", core::Sign::not_below_zero}};

std::vector<Indication> read_indications(const core::DataFiles& files) {
    std::vector<Indication> out;
    for_each_entry(files, "indications.toml", "indication", [&](const std::string& name, core::Reader& entry) {
        Indication indication{name, required_text(entry, "title"), {}};
        entry.required("tissue", "{ … }");
        if (auto tissue = entry.table("tissue"))
            indication.tissue = core::ParameterSet::read_exactly(*tissue, tissue_wanted);
        out.push_back(std::move(indication));
    });
    return out;
}

Study read_study_file(const core::DataFiles& files, const std::string& name, const Knowledge& known,
                      const plan::Vocabulary& words) {
    const core::Document document = open(files, name);
    core::Findings findings(document);
    const std::size_t begin = name.find('/') + 1;
    Study study = read_study(name.substr(begin, name.rfind('.') - begin), core::Reader(document.root(), findings),
                             words, known.clinic, known.atlas, known.devices, known.products);
    findings.raise();
    return study;
}

const std::string posterior_file = "puncture-posterior.toml";
const std::string clinical_posterior_file = "clinical-posterior.toml";

using Room = std::pair<std::string, core::ParameterSet Knowledge::*>;
const std::array<Room, 3>& clinical_rooms() {
    static const std::array<Room, 3> rooms{Room{"healing", &Knowledge::healing}, Room{"outcome", &Knowledge::outcome},
                                           Room{"hair", &Knowledge::hair}};
    return rooms;
}

/// Parameters of rooms as they stand in their files, under their full names; those whose spread makes intervals.
core::ParameterSet clinical_priors(const Knowledge& known) {
    std::vector<core::Parameter> out;
    for (const auto& [room, set] : clinical_rooms())
        for (core::Parameter parameter : (known.*set).all()) {
            if (!parameter.sampled) continue;
            parameter.name = room + "." + parameter.name;
            out.push_back(std::move(parameter));
        }
    return core::ParameterSet(std::move(out));
}

/// All parameters on which readings of the trials that calibrate clinical rooms depend, and all that those trials
/// print.
std::string what_clinic_is_fitted_to(const Knowledge& known) {
    constexpr std::array rooms{"healing", "outcome", "hair", "indication", "scale", "adjunct", "age", "skin"};
    std::string text = known.puncture_hash;
    for (const auto& [room, one] : known.parameters()) {
        if (std::ranges::find(rooms, room.substr(0, room.find('.'))) == rooms.end()) continue;
        text += fmt::format("{}.{} {} {} ", room, one->name, static_cast<int>(one->prior.kind), one->sampled);
        for (const double value : {one->centre, one->prior.spread, one->prior.least, one->prior.most})
            text += fmt::format("{:.6g} ", value);
    }
    std::vector<Study> calibrating;
    for (const Study& study : known.studies)
        if (study.trial && study.role == "calibration") calibrating.push_back(study);
    return text + frozen_text(calibrating);
}

void take_clinical_medians(Knowledge& known) {
    const core::ParameterSet fitted = known.clinical_posterior.central(known.clinical_priors);
    for (const auto& [room, set] : clinical_rooms())
        for (const std::string& name : known.clinical_posterior.names()) {
            if (!name.starts_with(room + ".")) continue;
            core::Parameter parameter = fitted.at(name);
            parameter.name = name.substr(room.size() + 1);
            known.*set = (known.*set).with(std::move(parameter));
        }
}

void check_sources(const Knowledge& known) {
    std::vector<core::Diagnostic> found;
    const auto check = [&](const std::string& what, const std::string& source) {
        if (!known.bibliography.has(source))
            found.push_back({{"references.bib", 0, 0, ""},
                             fmt::format("{} names the source \"{}\", which is not here", what, source),
                             core::suggest(source, known.bibliography.keys())});
    };
    for (const auto& [room, parameter] : known.parameters())
        check(fmt::format("{} {}", room, parameter->name), parameter->source);
    for (const device::Model& model : known.devices.models())
        for (const device::Label& label : model.labels)
            check(fmt::format("label {} of {}", label.file, model.name), label.source);
    for (const product::Substance& permeant : known.products.permeants()) {
        if (!permeant.not_delivered.empty())
            check(fmt::format("permeant {}, not_delivered,", permeant.name), permeant.not_delivered_source);
        if (permeant.contraindicated)
            check(fmt::format("permeant {}, contraindicated,", permeant.name), permeant.contraindicated->source);
        if (permeant.slows_closure)
            check(fmt::format("permeant {}, slows_closure,", permeant.name), permeant.slows_closure_source);
    }
    for (const product::Excipient& excipient : known.products.excipients())
        if (!excipient.source.empty()) check(fmt::format("excipient {}", excipient.name), excipient.source);
    for (const product::Formulation& one : known.products.products())
        if (one.contraindicated)
            check(fmt::format("product {}, contraindicated,", one.name), one.contraindicated->source);
    for (const Adjunct& adjunct : known.adjuncts) check(fmt::format("adjunct {}", adjunct.name), adjunct.source);
    for (const auto& [what, source] : known.clinic.sources()) check(what, source);
    for (const auto& [what, source] : known.rules.sources()) check(what, source);
    for (const Study& study : known.studies) check(study.id, study.source);
    if (!found.empty()) throw core::InvalidInput(std::move(found));
}

}  // namespace

std::string hash(std::string_view text) {
    std::uint64_t value = 0xcbf29ce484222325ULL;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return fmt::format("{:016x}", value);
}

Knowledge Knowledge::before_clinical_fit() const {
    Knowledge out = *this;
    out.clinical_posterior = {};
    for (const auto& [room, set] : clinical_rooms())
        for (const core::Parameter& parameter : (this->*set).all())
            out.*set = (out.*set).with(parameter.name, parameter.centre);
    return out;
}

const Indication& Knowledge::indication(std::string_view name) const {
    const auto found = std::ranges::find(indications, name, &Indication::name);
    if (found == indications.end()) throw core::InternalError(fmt::format("no indication \"{}\"", name));
    return *found;
}

plan::Vocabulary Knowledge::vocabulary() const {
    plan::Vocabulary words;
    words.sites = atlas.names();
    for (const Indication& indication : indications) words.concerns.push_back(indication.name);
    for (const Adjunct& adjunct : adjuncts) words.adjuncts.push_back(adjunct.name);

    for (const outcome::Scale& scale : clinic.scales())
        if (!scale.of_change) words.scales[scale.name] = {scale.least, scale.most, scale.concerns};
    words.scar_types = outcome::scar_types();
    words.products = products.product_names();
    words.permeants = products.permeant_names();
    for (const care::Fact& fact : rules.facts)
        words.questions[fact.id] = {fact.type, fact.unit, fact.choices, fact.from_plan};
    words.body_area = products.common().value("body_area");
    words.devices.longest_needle = devices.common().value("longest_needle");
    words.devices.roll_speed = devices.common().value("roll_speed");
    words.devices.presses_per_time = devices.common().value("presses_per_time");
    for (const std::string& site : words.sites)
        for (const skin::Sex sex : {skin::Sex::female, skin::Sex::male})
            words.devices.thickest_dermis =
                std::max(words.devices.thickest_dermis,
                         atlas.skin(site, {.sex = sex, .age = atlas.common().value("age_least")}).dermis);
    for (const std::string& name : devices.names()) {
        const device::Device model = devices.device(name, std::nullopt);
        words.devices.longest_sold = std::max(words.devices.longest_sold, model.longest_length);
        words.devices.fastest_pen = std::max(words.devices.fastest_pen, model.fastest_frequency);
        words.models[name] = {std::string(device::name(model.kind)),
                              model.shortest_length,
                              model.longest_length,
                              model.needles,
                              model.plate_width,
                              model.frequency,
                              model.glide_speed,
                              model.slowest_frequency,
                              model.fastest_frequency,
                              model.impact_speed};
    }
    return words;
}

std::vector<std::pair<std::string, const core::Parameter*>> Knowledge::parameters() const {
    std::vector<std::pair<std::string, const core::Parameter*>> out;
    const auto add = [&](const std::string& room, const core::ParameterSet& set) {
        for (const core::Parameter& parameter : set.all()) out.emplace_back(room, &parameter);
    };
    add("skin", atlas.common());
    for (const skin::Site& site : atlas.sites()) {
        add("skin." + site.name, site.layers);
        add("skin." + site.name, site.structures);
    }
    for (const skin::Instrument& instrument : atlas.methods().instruments())
        add("method." + std::string(skin::name(instrument.method)), instrument.parameters);
    add("device", devices.common());
    for (const device::Model& model : devices.models()) add("device." + model.name, model.geometry);
    add("product", products.common());
    for (const product::Substance& permeant : products.permeants())
        add("permeant." + permeant.name, permeant.properties);
    for (const product::Formulation& one : products.products()) {
        add("product." + one.name, one.vehicle);
        for (const product::Ingredient& ingredient : one.ingredients)
            add("product." + one.name + "." + ingredient.permeant, ingredient.amounts);
    }
    add("puncture", puncture);
    add("barrier", barrier);
    add("delivery", delivery);
    add("healing", healing);
    for (const Indication& indication : indications) add("indication." + indication.name, indication.tissue);
    add("outcome", outcome);
    for (const outcome::Scale& scale : clinic.scales()) add("scale." + scale.name, scale.noise);
    add("hair", hair);
    add("safety", safety);
    add("population", population);
    for (const Adjunct& adjunct : adjuncts) add("adjunct." + adjunct.name, adjunct.acts_on);
    for (const AgeEffect& effect : age) out.emplace_back("age", &effect.factor);
    add("costs", costs);
    return out;
}

Knowledge learn(const core::DataFiles& files) {
    Knowledge known;
    std::string all;
    for (const auto& [name, text] : files) all += name + '\n' + text;
    known.hash = hash(all);
    const auto bibliography = files.find("references.bib");
    if (bibliography != files.end())
        known.bibliography = core::Bibliography::parse(bibliography->second, "references.bib");
    known.atlas = skin::Atlas::read(open(files, "skin.toml"));
    known.devices = device::Catalogue::read(open(files, "devices.toml"));
    known.products = product::Catalogue::read(open(files, "products.toml"));
    known.puncture_priors = known.puncture = read_parameters(files, "puncture.toml");
    known.barrier = read_parameters(files, "barrier.toml");
    known.delivery = read_parameters(files, "delivery.toml");
    known.safety = read_parameters(files, "safety.toml");
    known.population = read_parameters(files, "population.toml");
    known.healing = read_parameters(files, "healing.toml");
    known.outcome = read_parameters(files, "outcome.toml", {"scale", "reader", "quantity", "event"});
    known.clinic = outcome::Catalogue::read(open(files, "outcome.toml"));
    known.hair = read_parameters(files, "hair.toml");
    known.indications = read_indications(files);
    known.split = read_split(open(files, "split.toml"));
    puncture::check_parameters(known.puncture);
    if (files.contains(posterior_file)) {
        known.puncture_posterior = core::Posterior::read(open(files, posterior_file), known.puncture_priors);
        known.puncture = known.puncture_posterior.central(known.puncture_priors);
    }
    barrier::check_parameters(known.barrier);
    delivery::check_parameters(known.delivery);
    check_safety(known.safety);
    healing::check_parameters(known.healing);
    outcome::check_parameters(known.outcome);
    hair::check_parameters(known.hair);
    read_adjuncts(open(files, "adjuncts.toml"), known);
    known.costs = read_parameters(files, "costs.toml");
    check_costs(known);
    known.rules = care::read_rules(open(files, "care-rules.toml"));
    known.rules.hash = hash(files.find("care-rules.toml")->second);
    const plan::Vocabulary words = known.vocabulary();
    for (const auto& [name, text] : files)
        if (name.starts_with("studies/")) known.studies.push_back(read_study_file(files, name, known, words));
    known.puncture_hash = what_puncture_is_fitted_to(known);
    known.clinical_priors = clinical_priors(known);
    known.clinical_hash = hash(what_clinic_is_fitted_to(known));
    if (files.contains(clinical_posterior_file)) {
        known.clinical_posterior = core::Posterior::read(open(files, clinical_posterior_file), known.clinical_priors);
        take_clinical_medians(known);
    }
    check_sources(known);
    return known;
}

}  // namespace percuta::course
