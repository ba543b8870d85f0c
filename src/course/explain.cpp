#include "course/explain.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "course/scalp.hpp"

namespace percuta::course {

namespace {

/// A reading that a curve is drawn for, printed in one way or another: as a change, or before and after.
bool same_reading(const ClinicalFigure& a, const ClinicalFigure& b) {
    return a.arm == b.arm && a.measure == b.measure && a.reader == b.reader && a.at == b.at;
}

Published published(const Study& study, const Arm& arm, const ClinicalFigure& figure, const PublishedChange& change) {
    Published point;
    point.study = study.title;
    point.source = study.source;
    point.compared = figure.measure;
    point.conditions = study.protocol;
    if (study.trial->arms.size() > 1) point.conditions += fmt::format(" ({})", arm.title);
    point.after_last = figure.at;
    point.change = change.change;
    point.error = change.sd;
    point.error_kind = change.sd > 0.0 ? "SD" : "not printed";
    point.role = study.role;
    std::vector<std::string> notes;
    if (!figure.reader.empty()) notes.push_back(fmt::format("read by {}", figure.reader));
    for (const std::string* text : {&figure.note, &figure.suspect})
        if (!text->empty()) notes.push_back(*text);
    point.note = fmt::format("{}", fmt::join(notes, "; "));
    return point;
}

/// Figures of needled arms that are changes; of a reading that was printed in several ways, the first one.
void add_published(const Knowledge& known, Result& result) {
    const double last = result.sessions.empty() ? 0.0 : result.sessions.back().time;
    for (const Study& study : known.studies) {
        if (!study.trial || study.concern != result.plan.concern.kind) continue;
        std::vector<const ClinicalFigure*> shown;
        for (const ClinicalFigure& figure : study.trial->figures) {
            const Arm& arm = study.trial->arm(figure.arm);
            const auto change = change_of(*study.trial, figure, known.clinic);
            const bool again =
                std::ranges::any_of(shown, [&](const ClinicalFigure* one) { return same_reading(*one, figure); });
            if (!arm.needled || !change || again) continue;
            shown.push_back(&figure);
            result.published.push_back(published(study, arm, figure, *change));
            result.published.back().time = last + figure.at;
        }
    }
}

/// "product.minoxidil-5", "product.minoxidil-5.minoxidil", "permeant.minoxidil".
bool used_of_products(std::string_view room, const Result& result) {
    return std::ranges::any_of(result.delivery, [&](const Delivery& one) {
        const std::string product = "product." + one.product;
        return room == product || room == product + "." + one.permeant || room == "permeant." + one.permeant;
    });
}

/// Rooms of parameters that this plan draws on. How methods of measuring show a layer ("method.") takes no part in a
/// treatment.
bool used(std::string_view room, const Result& result) {
    if (room == "skin" || room == "puncture" || room == "barrier" || room == "healing") return true;
    if (room == "outcome" || room == "age" || room == "costs") return true;
    if (room == "hair") return result.plan.concern.kind == "hair-loss";
    if (room.starts_with("scale."))
        return std::ranges::any_of(result.outcome,
                                   [&](const ScaleReading& one) { return room == "scale." + one.scale; });
    if (room.starts_with("adjunct."))
        return std::ranges::any_of(result.plan.adjuncts,
                                   [&](const plan::Adjunct& one) { return room == "adjunct." + one.kind; });
    if (room == "device") return result.device.model.empty();  // what a geometry given in full leaves out
    if (room == "delivery" || room == "safety" || room == "product") return !result.plan.products.empty();
    if (room.starts_with("product.") || room.starts_with("permeant.")) return used_of_products(room, result);
    return room == "skin." + result.skin.site || room == "device." + result.device.model ||
           room == "indication." + result.plan.concern.kind;
}

void add_basis(const Knowledge& known, Result& result) {
    for (const auto& [room, parameter] : known.parameters())
        if (used(room, result))
            result.basis.push_back({room, parameter->name, parameter->unit, parameter->source,
                                    std::string(core::name(parameter->basis)), parameter->meaning, parameter->written,
                                    parameter->seen, parameter->sampled});
}

/// "Kalluri 2011; Lam 2008": studies with insertions of needles that play this role.
std::string insertion_studies(const Knowledge& known, std::string_view role) {
    std::vector<std::string> titles;
    for (const Study& study : known.studies)
        if (study.role == role && std::ranges::any_of(study.bench, [](const BenchFigure& figure) {
                return std::holds_alternative<InsertionFigure>(figure.setup);
            }))
            titles.push_back(study.title);
    return titles.empty() ? "no study" : fmt::format("{}", fmt::join(titles, "; "));
}

/// Studies of closing channels that calibrate it.
std::string closure_studies(const Knowledge& known) {
    std::vector<std::string> titles;
    for (const Study& study : known.studies)
        if (study.role == "calibration" && std::ranges::any_of(study.bench, [](const BenchFigure& figure) {
                return std::holds_alternative<ClosureFigure>(figure.setup);
            }))
            titles.push_back(study.title);
    return fmt::format("{}", fmt::join(titles, "; "));
}

// Warnings

/// As labels count it: what is brought in with the needles is theirs, what is put on at home is not.
bool brought_in(const plan::Product& product) { return product.when == "during" || product.when == "after"; }

void warn_of_labels(const Knowledge& known, Result& result) {
    const plan::Plan& plan = result.plan;
    if (plan.device.custom) {
        result.warnings.push_back({"off-label",
                                   "No label on file: the plan gives the geometry of this device in full, and nothing "
                                   "is known of what it was cleared for.",
                                   ""});
        return;
    }
    const device::Model& model = known.devices.at(plan.device.model);
    const device::Use use{plan.subject.site,           plan.concern.kind,
                          plan.subject.phototype,      plan.subject.age,
                          result.device.needle.length, std::ranges::any_of(plan.products, brought_in)};
    for (const device::OffLabel& reason : device::off_label(model, use)) {
        const auto label = std::ranges::find(model.labels, reason.file, &device::Label::file);
        std::string text = reason.text + ".";
        if (label != model.labels.end() && !label->seen && !label->note.empty())
            text +=
                fmt::format(" Not everything about {} was confirmed in the file itself: {}", label->file, label->note);
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
        result.warnings.push_back({"off-label", std::move(text), reason.source});
    }
}

/// Of the layer of this site that a statement rests on: "dermis", "hypodermis".
std::string source_of_layer(const Knowledge& known, const Result& result, std::string_view layer) {
    const char* sex = result.plan.subject.sex == "male" ? "male" : "female";
    return known.atlas.at(result.skin.site).layers.at(fmt::format("{}_{}", layer, sex)).source;
}

void warn_of_holes(const Knowledge& known, Result& result) {
    constexpr double worth_a_warning = 0.05;  // of the holes
    if (result.sessions.empty()) return;
    constexpr double dense = 0.2;  // of the surface
    const Session& first = result.sessions.front();
    if (first.covered_area > dense)
        result.warnings.push_back(
            {"overlap",
             fmt::format("The holes overlap: {:.0f} % of the surface lies inside one after the first session. Figures "
                         "of single holes, and the healing around them, were never tested on skin so full of holes.",
                         100.0 * first.covered_area),
             ""});
    const auto deepest = std::ranges::max_element(result.sessions, {}, &Session::past_dermis);
    if (deepest->past_dermis > worth_a_warning)
        result.warnings.push_back(
            {"fat",
             fmt::format("{:.0f} % of the holes pass the dermis and end in the fat: at this site it begins {:.2g} mm "
                         "below the surface.",
                         100.0 * deepest->past_dermis, result.skin.full_thickness() / core::millimetre),
             source_of_layer(known, result, "dermis")});
    if (const auto bony = std::ranges::find_if(result.sessions, &Session::to_bone); bony != result.sessions.end())
        result.warnings.push_back(
            {"bone",
             fmt::format("The needles travel as far as the bone, {:.2g} mm below the surface at this site, with the "
                         "skin pushed in before them. Bone stops them: no hole is deeper than that.",
                         bony->bone_depth / core::millimetre),
             source_of_layer(known, result, "hypodermis")});
}

// How far a result can be trusted

/// One honest sentence on the holes of this kind of device.
Claim claim_on_holes(const Knowledge& known, device::Kind kind) {
    const std::string output = "holes per area and true depth";
    switch (kind) {
        case device::Kind::roller:
            return {output, Credibility::extrapolated,
                    fmt::format("the force balance was fitted to insertions of single needles, small arrays and a few "
                                "depths of rollers ({}), most of them in excised or animal skin; depths of rollers "
                                "in living human skin were not found",
                                insertion_studies(known, "calibration"))};
        case device::Kind::pen:
            return {output, Credibility::hypothesis,
                    "the inertia of the skin is one natural frequency, measured on the palm, and a published histology "
                    "of a pen (Sasaki 2019) found about the nominal depth, which this model does not reproduce"};
        case device::Kind::stamp:
            return {output, Credibility::hypothesis,
                    "no depths of stamps on the face or body were found; how needles share one dimple comes from plate "
                    "theory, fitted to simulations and to small arrays"};
    }
    return {};
}

void add_credibility(const Knowledge& known, Result& result) {
    const auto claim = [&](const char* output, Credibility credibility, std::string why) {
        result.credibility.push_back({output, credibility, std::move(why)});
    };
    result.credibility.push_back(claim_on_holes(known, result.device.kind));
    claim("bleeding, pain and time", Credibility::hypothesis,
          "vessels below the papillae are judged, not counted, and met at random; pain follows single needles and "
          "small arrays pressed "
          "into the forearm; hands were never timed");
    claim("new skin over the holes", Credibility::extrapolated,
          "fitted to laser micro-lesions and the impedance of microneedle pores, not to this device");
    claim("closure of channels and water loss", Credibility::extrapolated,
          fmt::format("two clocks fitted to {}; in open human skin the lumen itself was never followed, and stands on "
                      "dye in rats",
                      closure_studies(known)));
    if (!result.delivery.empty())
        claim(
            "what products bring in", Credibility::hypothesis,
            "no concentration over depth and time after a serum and needles was ever measured in people; coefficients "
            "of skin are right within a factor of ten for most solutes, and how far channels stay open for transport "
            "is "
            "one number for each species and kind of device, calibrated on excised skin with an unknown donor");
    claim("cells and signals", Credibility::hypothesis,
          "order and times of the peaks follow human incisions and pooled curves; amounts are relative");
    claim("collagen and epidermis", Credibility::extrapolated,
          "synthesis was fitted by hand to one study (five monthly sessions) as if its needles reached their nominal "
          "depth; other lengths, densities and intervals are the model's own, and published tables that could test it "
          "were not available. That study's own protocol comes out lower here, because the true depth is less");
    if (!result.outcome.empty())
        claim("what readers print", Credibility::hypothesis,
              "that scars, wrinkles and striae follow dermal collagen rests on few cohorts, and no study ties one "
              "person's collagen to their score; the bias of open readers is fitted to open trials. `percuta validate` "
              "shows every trial with its misses");
    if (result.plan.concern.kind == "hair-loss")
        claim("hair", Credibility::extrapolated,
              "the cycle of follicles is fitted to trials of minoxidil and to one network of trials with needling; "
              "classes beyond IV and women enter by their density alone");
    claim("redness, risks and cost", Credibility::hypothesis,
          "no curve of redness by needle length was found; rates of events come from a few small trials, and prices "
          "from price lists and judgement");
}

// What the reader should know besides

void note_what_is_not_simulated(Result& result) {
    auto& notes = result.notes;
    const plan::Plan& plan = result.plan;
    for (const AdjunctNote& adjunct : result.adjuncts) {
        if (adjunct.acts_on.empty())
            notes.push_back(fmt::format("{} changes nothing here, because no effect of it was shown. Evidence: {}.",
                                        adjunct.title, adjunct.evidence));
        if (!adjunct.caution.empty()) notes.push_back(fmt::format("{}: {}.", adjunct.title, adjunct.caution));
    }
    if (!plan.subject.facts.empty())
        notes.push_back(
            "Facts for screening were read, but screening is not simulated yet: nothing here says that treatment is "
            "safe.");
    if (result.outcome.empty()) notes.push_back("For this concern no scale is read: the result ends with the tissue.");
    else if (!plan.concern.baseline)
        notes.push_back(treats_hair(plan)
                            ? "No baseline score was given: hair is read on a usual scalp."
                            : "No baseline score was given: only scales of change are read, on a usual case.");
    notes.push_back(
        "The date of the first session was read; nothing simulated depends on it. Mode decides costs only.");
}

void note_on_fits(const Knowledge& known, Result& result) {
    auto& notes = result.notes;
    if (known.posterior_is_stale())
        notes.push_back(
            "Data were replaced after the parameters of puncture had been fitted: its central values and intervals "
            "belong "
            "to the old data. `percuta fit` with the same --data makes them anew.");
    if (known.clinical_posterior_is_stale())
        notes.push_back(
            "Data were replaced after the parameters of healing, hair and outcome had been fitted to clinical trials: "
            "central values and intervals belong to the old data. `percuta fit --clinical` with the same --data makes "
            "them anew.");
}

void note_on_holes(const Knowledge& known, Result& result) {
    auto& notes = result.notes;
    if (!result.sessions.empty() && result.sessions.front().based)
        notes.push_back(fmt::format(
            "Of the {:.3g} N of the plan the needles take {:.2g} N: then the base of the device touches the skin "
            "and bears the rest.",
            result.plan.technique.force.value_or(0.0), result.sessions.front().pressing_force));
    constexpr double few = 0.25;  // of the strikes
    if (!result.sessions.empty() && result.sessions.front().puncture_probability < few)
        notes.push_back(
            fmt::format("Pressed as planned, only {:.1f} % of the needle strikes are expected to pierce the skin; "
                        "the rest dent it.",
                        100.0 * result.sessions.front().puncture_probability));
    notes.push_back(
        "Site, sex and age change how thick and how stiff the skin is, phototype how thick its stratum corneum is, "
        "skin type and occlusion how tough that is, stretch how stiff the skin is. Of the rates at which tissue heals, "
        "those named under age in the list of parameters depend on age, none on sex, site or phototype.");
    if (result.provenance.samples > 0) {
        notes.push_back(
            fmt::format("Each draw is a person with skin of their own thickness, and a force balance that "
                        "agrees with the insertions that calibrate it: {}.",
                        insertion_studies(known, "calibration")));
        notes.push_back(
            result.device.model.empty()
                ? "The geometry of the device is that of the plan in every draw."
                : "Each draw has a device of its own: what its maker does not publish is drawn from what is "
                  "assumed instead.");
    }
}

void note_on_products(Result& result) {
    auto& notes = result.notes;
    if (!result.provenance.overridden.empty())
        notes.push_back(fmt::format("The plan is contraindicated and was carried out all the same, because: {}",
                                    result.provenance.overridden));
    if (result.delivery.empty()) return;
    notes.push_back(
        "Products are followed around the first session; the channels of later ones are alike, and what the healing "
        "skin of an earlier session changes is not counted. What a product does in the skin is not simulated: only "
        "where it goes.");
    if (!result.plan.subject.weight)
        for (const Delivery& one : result.delivery)
            if (one.has_plasma && one.not_delivered.empty()) {
                notes.push_back("No weight was given: plasma levels are those of the usual adult of the data.");
                return;
            }
}

void note_on_fidelity(Result& result) {
    auto& notes = result.notes;
    if (const Block& b = result.block; b.nx > 0)
        notes.push_back(fmt::format(
            "Patch fidelity: central values are averages over a block of {:.1f} x {:.1f} x {:.1f} mm in cells of "
            "{:.0f} x {:.0f} x {:.0f} um with every hole where it is. Intervals come from draws around one hole "
            "(cell).",
            1e3 * b.dx * static_cast<double>(b.nx), 1e3 * b.dy * static_cast<double>(b.ny),
            1e3 * b.dz * static_cast<double>(b.nz), 1e6 * b.dx, 1e6 * b.dy, 1e6 * b.dz));
    else if (result.provenance.fidelity == "column")
        notes.push_back(
            "Column fidelity averages the holes over the surface; at low density it differs from cell fidelity.");
    else if (result.sessions.size() > 1)
        notes.push_back(
            "Holes of later sessions are taken to fall where the first ones fell: the unit cell knows one hole.");
    notes.push_back(
        "How far signals leak into the fat below is not known and not in the intervals; it can halve the gain of "
        "collagen.");
}

}  // namespace

void explain(const Knowledge& known, Result& result) {
    add_published(known, result);
    add_basis(known, result);
    warn_of_labels(known, result);
    warn_of_holes(known, result);
    add_credibility(known, result);
    note_what_is_not_simulated(result);
    note_on_fits(known, result);
    note_on_holes(known, result);
    note_on_products(result);
    note_on_fidelity(result);
}

}  // namespace percuta::course
