#include "course/study.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/units.hpp"
#include "course/read_figure.hpp"

namespace percuta::course {

namespace {

using core::Reader;

skin::Person read_person(Reader& reader, skin::Person person) {
    if (const auto sex = reader.choice("sex", {"female", "male"}))
        person.sex = *sex == "male" ? skin::Sex::male : skin::Sex::female;
    person.age = reader.quantity("age", "yr", {.least = 1, .most = 120}).value_or(person.age);
    return person;
}

/// Needles alone, not a device that is sold: a stamp of them.
device::Device read_needles(Reader& reader, Reader needle, device::Device before) {
    device::Device out = std::move(before);
    out.kind = device::Kind::stamp;
    const auto length = [&](std::string_view key, double& value) {
        if (value == 0.0) needle.required(key, "\"100 um\"");
        value = needle.quantity(key, "um", {.least = 0.1, .most = 10000}).value_or(value);
    };
    length("tip_diameter", out.needle.tip_diameter);
    length("shaft_diameter", out.needle.shaft_diameter);
    length("taper_length", out.needle.taper_length);
    length("length", out.needle.length);
    needle.refuse_unknown();
    if (out.needle.tip_diameter > out.needle.shaft_diameter)
        needle.complain("tip_diameter", "the tip is wider than the shaft", "a needle widens from its tip to its shaft");
    out.needles =
        static_cast<int>(reader.integer("needles", {.least = 1, .most = 400}).value_or(std::max(1, out.needles)));
    out.pitch = reader.quantity("pitch", "um", {.least = 1, .most = 20000}).value_or(out.pitch);
    if (out.needles > 1 && out.pitch == 0.0) reader.required("pitch", "\"600 um\"");
    if (out.needles > 1 && out.pitch < out.needle.shaft_diameter)
        reader.complain("pitch", "the needles would overlap: they stand closer than a shaft is wide");
    out.impact_speed = reader.quantity("impact_speed", "m/s", {.least = 0, .most = 100}).value_or(out.impact_speed);
    return out;
}

/// `before` holds what another insertion of the same figure has set; nothing is required then.
Insertion read_insertion(Reader& reader, const std::optional<Insertion>& before, const skin::Atlas& atlas,
                         const device::Catalogue& devices) {
    Insertion out = before.value_or(Insertion{});
    if (!before) {
        reader.required("site", "\"volar-forearm\"");
        reader.required("age", "\"40 yr\"");
        if (!reader.has("device") && !reader.has("needle"))
            reader.complain("needle", "an insertion has a device or a needle", "write device = \"dermaroller-mf8\"");
    }
    out.site = reader.choice("site", atlas.names()).value_or(out.site);
    out.person = read_person(reader, out.person);
    if (const auto model = reader.choice("device", devices.names())) {
        out.device = devices.device(*model, std::nullopt);
        const auto length = reader.quantity("needle_length", "mm",
                                            {.least = core::from_si(out.device.shortest_length, "mm"),
                                             .most = core::from_si(out.device.longest_length, "mm")});
        out.device.needle.length = length.value_or(out.device.needle.length);
    }
    if (const auto needle = reader.table("needle")) out.device = read_needles(reader, *needle, out.device);
    if (const auto word = reader.choice("pressure", {"light", "moderate", "firm"}))
        out.technique.pressure = puncture::pressure_named(*word);
    out.technique.force = reader.quantity("force", "N", {.least = 0.0001, .most = 500}).value_or(out.technique.force);
    return out;
}

BenchFigure read_insertion_figure(Reader& reader, const skin::Atlas& atlas, const device::Catalogue& devices) {
    BenchFigure figure;
    InsertionFigure setup;
    reader.required("observed", "\"depth\"");
    const auto observed = reader.choice("observed", puncture::observed_names());
    setup.of = read_insertion(reader, {}, atlas, devices);
    if (observed) setup.of.observed = puncture::observed_named(*observed);
    if (auto over = reader.table("over")) {
        setup.over = read_insertion(*over, setup.of, atlas, devices);
        over->refuse_unknown();
    }
    read_published(reader, setup.over ? "1" : puncture::unit(setup.of.observed), figure);
    reader.refuse_unknown();
    figure.setup = std::move(setup);
    return figure;
}

std::vector<std::string> read_sites(Reader& reader, std::string_view key, const skin::Atlas& atlas) {
    std::vector<std::string> out;
    const core::Node* node = reader.node(key);
    if (node == nullptr) return out;
    const core::Array* list = node->array();
    if (list == nullptr) {
        reader.complain(key, fmt::format("{} is a list of sites", reader.full_name(key)), "write [\"cheek\"]");
        return out;
    }
    for (const core::Node& one : *list) {
        const std::vector<std::string> names = atlas.names();
        if (one.text() != nullptr && std::ranges::find(names, *one.text()) != names.end()) out.push_back(*one.text());
        else
            reader.findings().add(one, "this is no site of the atlas",
                                  one.text() != nullptr ? core::suggest(*one.text(), names) : "write [\"cheek\"]");
    }
    return out;
}

BenchFigure read_thickness_figure(Reader& reader, const skin::Atlas& atlas) {
    BenchFigure figure;
    ThicknessFigure setup;
    reader.required("sites", "[\"cheek\"]");
    setup.sites = read_sites(reader, "sites", atlas);
    setup.over = read_sites(reader, "over", atlas);
    reader.required("age", "\"40 yr\"");
    setup.person = read_person(reader, {});
    reader.required("layer", "\"dermis\"");
    const auto layer = reader.choice("layer", skin::layer_names());
    reader.required("method", "\"histology\"");
    const auto method = reader.choice("method", skin::method_names());
    if (layer) setup.layer = *skin::layer_named(*layer);
    if (method) setup.method = *skin::method_named(*method);
    if (layer && method && !skin::can_see(setup.layer, setup.method))
        reader.complain("method", fmt::format("{} cannot tell the {} from its neighbours", *method, *layer));
    read_published(reader, setup.over.empty() ? "m" : "1", figure);
    reader.refuse_unknown();
    figure.setup = std::move(setup);
    return figure;
}

BenchFigure read_strikes_figure(Reader& reader, const device::Catalogue& devices) {
    BenchFigure figure;
    StrikesFigure setup;
    reader.required("device", "\"dermaroller-mf8\"");
    if (const auto model = reader.choice("device", devices.names())) setup.device = devices.device(*model, {});
    reader.required("passes", "15");
    setup.passes = static_cast<int>(reader.integer("passes", {.least = 1, .most = 100}).value_or(1));
    read_published(reader, "1/cm2", figure);
    reader.refuse_unknown();
    figure.setup = std::move(setup);
    return figure;
}

PainFigure::Needles read_felt(Reader& reader) {
    PainFigure::Needles out;
    reader.required("length", "\"480 um\"");
    out.length = reader.quantity("length", "um", {.least = 1, .most = 10000}).value_or(0.0);
    out.number = static_cast<int>(reader.integer("needles", {.least = 1, .most = 10000}).value_or(1));
    return out;
}

BenchFigure read_pain_figure(Reader& reader) {
    BenchFigure figure;
    PainFigure setup{read_felt(reader), {}};
    if (auto over = reader.table("over")) {
        setup.over = read_felt(*over);
        over->refuse_unknown();
    }
    read_published(reader, "1", figure);
    reader.refuse_unknown();
    figure.setup = setup;
    return figure;
}

}  // namespace

std::string_view kind(const BenchFigure& figure) {
    static constexpr std::array<std::string_view, 6> names{"insertion", "thickness", "strikes",
                                                           "pain",      "closure",   "permeation"};
    static_assert(names.size() == std::variant_size_v<decltype(figure.setup)>);
    return names[figure.setup.index()];
}

bool calibrates_puncture(const Study& study) {
    return study.role == "calibration" && std::ranges::any_of(study.bench, [](const BenchFigure& figure) {
               return std::holds_alternative<InsertionFigure>(figure.setup);
           });
}

std::vector<const BenchFigure*> figures_of_puncture(const std::vector<Study>& studies) {
    std::vector<const BenchFigure*> out;
    for (const Study& study : studies) {
        if (!calibrates_puncture(study)) continue;
        for (const BenchFigure& figure : study.bench)
            if (!std::holds_alternative<ClosureFigure>(figure.setup) &&
                !std::holds_alternative<PermeationFigure>(figure.setup))
                out.push_back(&figure);
    }
    return out;
}

Study read_study(std::string id, Reader root, const plan::Vocabulary& words, const outcome::Catalogue& clinic,
                 const skin::Atlas& atlas, const device::Catalogue& devices, const product::Catalogue& products) {
    Study study;
    study.id = std::move(id);
    study.title = required_text(root, "study");
    study.source = required_text(root, "source");
    root.required("role", "\"calibration\"");
    study.role = root.choice("role", {"calibration", "held-out", "display"}).value_or("display");
    study.protocol = required_text(root, "protocol");
    study.group = root.text("group").value_or("");
    study.assumed = root.text("assumed").value_or("");
    const bool clinical = root.has("people") || root.has("arm") || root.has("result");
    if (clinical) root.required("concern", "\"acne-scar\"");
    study.concern = root.choice("concern", words.concerns).value_or("");
    if (clinical) study.trial = read_clinical_trial(root, study.concern, words, clinic);
    for (Reader& reader : root.tables("insertion"))
        study.bench.push_back(read_insertion_figure(reader, atlas, devices));
    for (Reader& reader : root.tables("thickness")) study.bench.push_back(read_thickness_figure(reader, atlas));
    for (Reader& reader : root.tables("strikes")) study.bench.push_back(read_strikes_figure(reader, devices));
    for (Reader& reader : root.tables("pain")) study.bench.push_back(read_pain_figure(reader));
    for (Reader& reader : root.tables("closure")) study.bench.push_back(read_closure_figure(reader));
    for (Reader& reader : root.tables("permeation")) study.bench.push_back(read_permeation_figure(reader, products));
    if (!study.trial && study.bench.empty())
        root.complain("study", "a study has at least one figure",
                      "add [people], [[arm]] and [[result]], or [[insertion]], [[thickness]], [[strikes]], [[pain]], "
                      "[[closure]] or [[permeation]]");
    for (const char* key : {"people", "arm", "result"}) root.node(key);  // so that a misspelt one is told the nearest
    root.refuse_unknown();
    return study;
}

}  // namespace percuta::course
