#include "course/explain.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/units.hpp"

namespace percuta::course {

namespace {

void add_published(const Knowledge& known, Result& result) {
    const double last = result.sessions.empty() ? 0.0 : result.sessions.back().time;
    for (const Study& study : known.studies) {
        if (study.concern != result.plan.concern.kind) continue;
        for (const StudyFigure& figure : study.figures) {
            Published point;
            point.study = study.title;
            point.source = study.source;
            point.compared = figure.compared;
            point.conditions = study.protocol;
            point.time = last + figure.after_last;
            point.after_last = figure.after_last;
            point.change = figure.change;
            point.error = figure.error;
            point.error_kind = figure.spread;
            point.role = study.role;
            point.note = figure.note;
            result.published.push_back(std::move(point));
        }
    }
}

void add_basis(const Knowledge& known, Result& result) {
    const std::string site = "skin." + result.skin.site, device = "device." + result.device.model,
                      concern = "indication." + result.plan.concern.kind;
    for (const auto& [room, parameter] : known.parameters()) {
        const bool used = room == "skin" || room == "puncture" || room == "healing" || room == site || room == device ||
                          room == concern || (room == "outcome" && !result.outcome.empty());
        if (!used) continue;
        result.basis.push_back({room, parameter->name, parameter->unit, parameter->source,
                                std::string(core::name(parameter->basis)), parameter->meaning, parameter->written,
                                parameter->seen, parameter->sampled});
    }
}

void add_credibility(Result& result) {
    const auto claim = [&](const char* output, Credibility credibility, std::string why) {
        result.credibility.push_back({output, credibility, std::move(why)});
    };
    switch (result.device.kind) {
        case device::Kind::roller:
            claim("holes per area and true depth", Credibility::extrapolated,
                  "the force balance was fitted to a handful of published depths of rollers and single needles; no set "
                  "of "
                  "depths was held out");
            break;
        case device::Kind::pen:
            claim("holes per area and true depth", Credibility::hypothesis,
                  "a quasi-static balance with stiffening by speed stands in for the inertia of skin under a pen; no "
                  "depth "
                  "table for pens was available");
            break;
        case device::Kind::stamp:
            claim("holes per area and true depth", Credibility::hypothesis,
                  "no depth data for stamps were available; needles sharing one dimple are computed from plate theory");
            break;
    }
    claim("closure and barrier", Credibility::extrapolated,
          "fitted to laser micro-lesions and the impedance of microneedle pores, not to this device");
    claim("cells and signals", Credibility::hypothesis,
          "order and times of the peaks follow human incisions and pooled curves; amounts are relative");
    claim(
        "collagen and epidermis", Credibility::extrapolated,
        "synthesis was fitted by hand to one study (five monthly sessions) as if its needles reached their nominal "
        "depth; "
        "other lengths, densities and intervals are the model's own, and published tables that could test it were not "
        "available. That study's own protocol comes out lower here, because the true depth is less");
    if (!result.outcome.empty())
        claim(
            "acne-scar score", Credibility::hypothesis,
            "that scars follow dermal collagen rests on two cohorts; the bias of open readers is one number fitted to "
            "open studies");
}

void add_notes(const Knowledge& known, Result& result) {
    auto& notes = result.notes;
    const plan::Plan& plan = result.plan;
    for (const plan::Product& product : plan.products)
        notes.push_back(fmt::format("Product \"{}\" was read, but delivery through the channels is not simulated yet.",
                                    product.name));
    for (const plan::Adjunct& adjunct : plan.adjuncts) {
        const auto found = std::ranges::find(known.adjuncts, adjunct.kind, &Adjunct::name);
        notes.push_back(fmt::format("{} was read and not simulated. Evidence: {}.", found->title, found->evidence));
    }
    if (!plan.subject.facts.empty())
        notes.push_back(
            "Facts for screening were read, but screening is not simulated yet: nothing here says that treatment is "
            "safe.");
    if (!result.sessions.empty() && result.sessions.front().puncture_probability < 0.05)
        notes.push_back(
            fmt::format("Pressed as planned, only {:.1f} % of the needle strikes are expected to pierce the skin; "
                        "the rest dent it.",
                        100.0 * result.sessions.front().puncture_probability));
    if (!result.sessions.empty() && result.sessions.front().depth.p95 > result.skin.full_thickness())
        notes.push_back("Some holes pass through the whole dermis into fat at this site.");
    if (plan.concern.kind == "acne-scar" && !plan.concern.baseline)
        notes.push_back("No baseline score was given, so no scar score is predicted.");
    if (plan.concern.kind != "acne-scar")
        notes.push_back("For this concern no scale is predicted yet: the result ends with the tissue.");
    notes.push_back(
        "The stiffness of skin is the same for every site, sex and age: true depth does not depend on them yet.");
    notes.push_back(
        "Age, phototype, weight, mode and the date of the first session were read; nothing simulated depends on them "
        "yet.");
    if (const Block& b = result.block; b.nx > 0)
        notes.push_back(fmt::format(
            "Patch fidelity: central values are averages over a block of {:.1f} x {:.1f} x {:.1f} mm in cells of "
            "{:.0f} x "
            "{:.0f} x {:.0f} um with every hole where it is. Intervals come from draws around one hole (cell).",
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
    add_credibility(result);
    add_notes(known, result);
}

}  // namespace percuta::course
