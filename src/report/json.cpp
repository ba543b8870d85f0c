#include "report/json.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <variant>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/units.hpp"
#include "report/amounts.hpp"
#include "report/burden_words.hpp"
#include "report/json_parts.hpp"
#include "report/source.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr double per_square_centimetre = 1e-4;
constexpr double per_micrometre = 1.0 / core::micrometre;
constexpr double per_millimetre = 1.0 / core::millimetre;
constexpr double microlitre_per_square_centimetre = 1e5;  // of a layer a metre thick

Json spread(const course::Spread& figure, double factor) {
    return {{"mean", figure.mean * factor},
            {"sd", figure.sd * factor},
            {"p05", figure.p05 * factor},
            {"p95", figure.p95 * factor}};
}

template <class T>
Json optional(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json fact(const plan::Fact& fact) {
    if (const auto* date = std::get_if<core::Date>(&fact)) return iso(*date);
    if (const auto* flag = std::get_if<bool>(&fact)) return *flag;
    if (const auto* value = std::get_if<double>(&fact)) return *value;
    if (const auto* quantity = std::get_if<core::Quantity>(&fact))
        return fmt::format("{} {}", quantity->value, quantity->unit);
    return std::get<std::string>(fact);
}

Json provenance_json(const course::Provenance& p) {
    return {{"version", p.version},           {"commit", p.commit},
            {"platform", p.platform},         {"plan_hash", p.plan_hash},
            {"data_hash", p.data_hash},       {"seed", p.seed},
            {"samples", p.samples},           {"fidelity", p.fidelity},
            {"command", p.command},           {"override", p.overridden.empty() ? Json(nullptr) : Json(p.overridden)},
            {"wall_seconds", p.wall_seconds}, {"created", p.created}};
}

Json plan_device(const plan::DeviceChoice& choice) {
    Json out = {{"model", choice.model},
                {"needle_length", optional(choice.needle_length)},
                {"frequency", optional(choice.frequency)},
                {"glide_speed", optional(choice.glide_speed)}};
    if (!choice.custom) return out;
    const plan::CustomDevice& custom = *choice.custom;
    out["custom"] = {{"kind", custom.kind},
                     {"needles", custom.needles},
                     {"tip_diameter", custom.tip_diameter},
                     {"shaft_diameter", custom.shaft_diameter},
                     {"taper_length", custom.taper_length},
                     {"maximum_depth", custom.maximum_depth},
                     {"drum_diameter", custom.drum_diameter},
                     {"drum_width", custom.drum_width},
                     {"rows", custom.rows},
                     {"roll_speed", custom.roll_speed},
                     {"plate_width", custom.plate_width},
                     {"pitch", custom.pitch},
                     {"stroke", custom.stroke},
                     {"frequency", custom.frequency},
                     {"glide_speed", custom.glide_speed},
                     {"impact_speed", custom.impact_speed},
                     {"presses_per_time", custom.presses_per_time},
                     {"source", custom.source}};
    return out;
}

Json plan_content(const plan::Content& content) {
    Json out = {{"name", content.name},
                {"concentration", content.concentration},
                {"solubility", optional(content.solubility)},
                {"solute", nullptr}};
    if (const auto& solute = content.solute)
        out["solute"] = {{"molar_mass", solute->molar_mass}, {"log_k", solute->log_k},
                         {"pka_acid", solute->pka_acid},     {"pka_base", solute->pka_base},
                         {"binding", solute->binding},       {"metabolism", solute->metabolism}};
    return out;
}

Json plan_product(const plan::Product& product) {
    Json contents = Json::array();
    for (const plan::Content& content : product.contents) contents.push_back(plan_content(content));
    return {{"name", product.name},
            {"when", product.when},
            {"amount", product.amount},
            {"area", optional(product.area)},
            {"delay", product.delay},
            {"applications", product.applications},
            {"every", optional(product.every)},
            {"leave_on", optional(product.leave_on)},
            {"removal", product.removal},
            {"occluded", product.occluded},
            {"assume_delivered", product.assume_delivered},
            {"ph", optional(product.ph)},
            {"volatile_share", optional(product.volatile_share)},
            {"evaporation", optional(product.evaporation)},
            {"hindrance", optional(product.hindrance)},
            {"permeant", contents}};
}

Json plan_json(const plan::Plan& plan) {
    Json facts = Json::object();
    for (const auto& [name, value] : plan.subject.facts) facts[name] = fact(value);
    Json mix = Json::object();
    for (const auto& [type, share] : plan.concern.mix) mix[type] = share;
    Json baseline;
    if (plan.concern.baseline)
        baseline = {{"scale", plan.concern.baseline->scale}, {"value", plan.concern.baseline->value}};
    Json products = Json::array();
    for (const plan::Product& product : plan.products) products.push_back(plan_product(product));
    Json adjuncts = Json::array();
    for (const plan::Adjunct& adjunct : plan.adjuncts) adjuncts.push_back({{"kind", adjunct.kind}});
    const plan::Schedule& schedule = plan.schedule;
    return {{"title", plan.title},
            {"subject",
             {{"age", plan.subject.age},
              {"sex", plan.subject.sex},
              {"phototype", plan.subject.phototype},
              {"site", plan.subject.site},
              {"weight", optional(plan.subject.weight)},
              {"skin_type", plan.subject.skin_type},
              {"facts", facts}}},
            {"concern", {{"kind", plan.concern.kind}, {"baseline", baseline}, {"mix", mix}}},
            {"device", plan_device(plan.device)},
            {"technique",
             {{"passes", plan.technique.passes},
              {"pressure", plan.technique.pressure},
              {"force", optional(plan.technique.force)},
              {"mode", plan.technique.mode},
              {"stretch", plan.technique.stretch},
              {"occluded", plan.technique.occluded},
              {"uses", plan.technique.uses},
              {"area", optional(plan.technique.area)}}},
            {"schedule",
             {{"start", schedule.start ? Json(iso(*schedule.start)) : Json(nullptr)},
              {"time", schedule.time ? Json(plan::time_text(*schedule.time)) : Json(nullptr)},
              {"zone", schedule.zone.empty() ? Json(nullptr) : Json(schedule.zone)},
              {"sessions", schedule.sessions},
              {"interval", schedule.interval},
              {"follow_up", schedule.follow_up}}},
            {"product", products},
            {"adjunct", adjuncts}};
}

Json skin_json(const skin::Skin& skin) {
    return {{"site", skin.site},
            {"stratum_corneum_um", skin.stratum_corneum * per_micrometre},
            {"viable_epidermis_um", skin.viable_epidermis * per_micrometre},
            {"papillary_dermis_um", skin.papillary_dermis * per_micrometre},
            {"dermis_um", skin.dermis * per_micrometre},
            {"hypodermis_um", skin.hypodermis * per_micrometre},
            {"backing", skin.backing == skin::Backing::bone ? "bone" : "soft"},
            {"upper_plexus_um", skin.vessels.upper_plexus * per_micrometre},
            {"follicles_per_cm2", skin.follicles.per_area * per_square_centimetre},
            {"follicle_bulge_um",
             {{"top", skin.follicles.bulge_top * per_micrometre},
              {"bottom", skin.follicles.bulge_bottom * per_micrometre}}}};
}

Json device_json(const device::Device& device) {
    return {{"model", device.model},
            {"title", device.title},
            {"kind", std::string(device::name(device.kind))},
            {"needles", device.needles},
            {"needle_um",
             {{"length", device.needle.length * per_micrometre},
              {"tip_diameter", device.needle.tip_diameter * per_micrometre},
              {"shaft_diameter", device.needle.shaft_diameter * per_micrometre},
              {"taper_length", device.needle.taper_length * per_micrometre}}}};
}

template <class Items, class Write>
Json list(const Items& items, Write write) {
    Json out = Json::array();
    for (const auto& item : items) out.push_back(write(item));
    return out;
}

/// A sum of many parts may pass 1 in its last digits; what is further off is a mistake and stays to be seen.
double without_round_off(double share) { return std::abs(share - 1.0) < 1e-9 ? 1.0 : share; }

/// null where strikes are so dense that the pattern does not list each.
Json hole_map(const course::Session& session) {
    if (session.map_side <= 0.0) return nullptr;
    return {{"side_mm", session.map_side * per_millimetre},
            {"holes", list(session.map, [](const course::MappedHole& hole) {
                 return Json{{"x_mm", hole.x * per_millimetre},
                             {"y_mm", hole.y * per_millimetre},
                             {"mouth_um", hole.mouth * per_micrometre},
                             {"slot_um", {hole.slot_x * per_micrometre, hole.slot_y * per_micrometre}},
                             {"depth_um", hole.depth * per_micrometre},
                             {"pierced", hole.pierced}};
             })}};
}

/// What the needles leave in the skin.
Json holes_json(const course::Session& session) {
    return {{"strikes_per_cm2", session.strikes_per_area * per_square_centimetre},
            {"holes_per_cm2", session.holes_per_area * per_square_centimetre},
            {"holes_per_cm2_interval", interval_json(session.holes_interval, per_square_centimetre)},
            {"puncture_probability", session.puncture_probability},
            {"nominal_depth_um", session.nominal_depth * per_micrometre},
            {"depth_um", spread(session.depth, per_micrometre)},
            {"depth_um_interval", interval_json(session.depth_interval, per_micrometre)},
            {"residual_depth_um", spread(session.residual_depth, per_micrometre)},
            {"histology_depth_um", spread(session.histology_depth, per_micrometre)},
            {"mouth_um", spread(session.mouth, per_micrometre)},
            {"volume_fraction", session.volume_fraction},
            {"covered_area", session.covered_area},
            {"injured_volume_ul_cm2", session.injured_volume * microlitre_per_square_centimetre},
            {"open_volume_ul_cm2", session.open_volume * microlitre_per_square_centimetre},
            {"dermis_fraction", session.dermis_fraction},
            {"past_dermis_fraction", session.past_dermis},
            {"depth_histogram", list(session.depths,
                                     [](const course::DepthCount& count) {
                                         return Json{{"from_um", count.from * per_micrometre},
                                                     {"to_um", count.to * per_micrometre},
                                                     {"share", without_round_off(count.share)}};
                                     })},
            {"hole_map", hole_map(session)}};
}

/// What follows at once.
Json consequences_json(const course::Session& session) {
    return {{"bleeding_fraction", session.bleeding_fraction},
            {"bleeding_fraction_interval", interval_json(session.bleeding_interval)},
            {"bulge_fraction", session.bulge_fraction},
            {"follicles_hit_fraction", session.follicles_hit},
            {"bone_depth_mm", session.bone_depth > 0.0 ? Json(session.bone_depth * per_millimetre) : Json(nullptr)},
            {"reaches_bone", session.to_bone},
            {"force_mN", spread(session.force, 1e3)},
            {"pressing_force_n", session.pressing_force},
            {"needles_touching", session.needles_touching},
            {"pain_vas", session.pain * 100.0},
            {"pain_of_26g", session.pain_of_needle},
            {"area_cm2", session.area / per_square_centimetre},
            {"duration_min", session.duration / 60.0}};
}

Json session_json(const course::Session& session) {
    Json puncture = holes_json(session);
    puncture.update(consequences_json(session));
    return {{"t_d", session.time / core::day}, {"puncture", puncture}};
}

Json curves_json(const course::Result& result) {
    Json days = Json::array();
    for (const double time : result.times) days.push_back(time / core::day);
    Json out = {{"t_d", days}};
    for (const course::Curve& curve : result.curves)
        out[curve.name] = {{"unit", curve.unit},     {"rest", curve.rest}, {"central", curve.central},
                           {"median", curve.median}, {"lo", curve.lo},     {"hi", curve.hi},
                           {"lo50", curve.lo50},     {"hi50", curve.hi50}};
    return out;
}

Json reading_json(const course::ScaleReading& reading) {
    Json timeline = Json::array();
    for (const auto& point : reading.timeline) {
        Json entry = {{"t_d", point.time / core::day}};
        entry.update(interval_json(point.value));
        timeline.push_back(entry);
    }
    return {{"scale", reading.scale},
            {"scale_title", reading.scale_title},
            {"unit", reading.unit},
            {"lower_is_better", reading.lower_is_better},
            {"of_change", reading.of_change},
            {"reader", reading.reader},
            {"reader_title", reading.reader_title},
            {"t_d", reading.time / core::day},
            {"baseline", reading.baseline},
            {"final", interval_json(reading.final)},
            {"quantiles", reading.quantiles},
            {"change",
             {{"mean", reading.change_mean},
              {"sd", reading.change_sd},
              {"median", reading.change.median},
              {"pi90", {reading.change.lo, reading.change.hi}}}},
            {"counts", reading.counts},
            {"p_improved", reading.p_improved},
            {"p_one_grade", reading.p_one_grade},
            {"p_half", reading.p_half},
            {"p_improved_untreated", reading.p_improved_untreated},
            {"p_one_grade_untreated", reading.p_one_grade_untreated},
            {"p_half_untreated", reading.p_half_untreated},
            {"between_worlds",
             {{"improved", {reading.improved_between.lo, reading.improved_between.hi}},
              {"one_grade", {reading.one_grade_between.lo, reading.one_grade_between.hi}},
              {"half", {reading.half_between.lo, reading.half_between.hi}}}},
            {"timeline", timeline}};
}

Json quantity_json(const outcome::QuantityReading& quantity, const core::Bibliography& bibliography) {
    const Source source = source_of(quantity.source, bibliography);
    return {{"name", quantity.name},
            {"title", quantity.title},
            {"unit", quantity.unit},
            {"before", quantity.before},
            {"after", interval_json(quantity.after)},
            {"level", quantity.level},
            {"evidence", quantity.evidence},
            {"source", quantity.source},
            {"citation", source.citation},
            {"link", source.link}};
}

Json published_json(const course::Published& figure, const core::Bibliography& bibliography) {
    const Source source = source_of(figure.source, bibliography);
    const bool printed = figure.error > 0.0;
    return {{"study", figure.study},
            {"compared", figure.compared},
            {"conditions", figure.conditions},
            {"t_d", figure.time / core::day},
            {"after_last_d", figure.after_last / core::day},
            {"change_pct", figure.change},
            {"error_pct", printed ? Json(figure.error) : Json(nullptr)},
            {"error_kind", figure.error_kind},
            {"role", figure.role},
            {"note", figure.note},
            {"source", figure.source},
            {"citation", source.citation},
            {"link", source.link}};
}

Json basis_json(const course::Basis& basis, const core::Bibliography& bibliography) {
    const Source source = source_of(basis.source, bibliography);
    return {{"room", basis.room},          {"name", basis.name},       {"value", basis.value},
            {"unit", basis.unit},          {"basis", basis.basis},     {"seen", basis.seen},
            {"sampled", basis.sampled},    {"meaning", basis.meaning}, {"source", basis.source},
            {"citation", source.citation}, {"link", source.link}};
}

Json risk_json(const outcome::Risk& risk, const core::Bibliography& bibliography) {
    const Source source = risk.source.empty() ? Source{} : source_of(risk.source, bibliography);
    return {{"event", risk.name}, {"title", risk.title},       {"p", risk.probability}, {"lo", risk.lo},
            {"hi", risk.hi},      {"evidence", risk.evidence}, {"source", risk.source}, {"citation", source.citation},
            {"link", source.link}};
}

/// Probability of one event over the course; null where it was not worked out.
Json risk_of(const course::Burden& burden, std::string_view event) {
    const auto risk = std::ranges::find(burden.risks, event, &outcome::Risk::name);
    return risk == burden.risks.end() ? Json(nullptr) : Json(risk->probability);
}

/// Highest peak of lidocaine in the plasma; null where none of it was simulated.
Json lidocaine_json(const course::Result& result) {
    Json out = nullptr;
    for (const course::Delivery& delivery : result.delivery)
        if (delivery.permeant == "lidocaine" && delivery.has_plasma) {
            const Json peak = interval_json(delivery.plasma_peak, micrograms_per_millilitre);
            if (out.is_null() || peak["hi"] > out["hi"]) out = peak;
        }
    return out;
}

Json cost_json(const course::Cost& cost) {
    if (cost.items.empty()) return nullptr;
    return {{"currency", std::string(course::currency)},
            {"price_year", cost.price_year},
            {"total", interval_json(cost.total)},
            {"central", cost.central},
            {"items", list(cost.items, [](const course::CostItem& item) {
                 return Json{{"name", item.name},
                             {"title", item.title},
                             {"amount", interval_json(item.amount)},
                             {"central", item.central}};
             })}};
}

/// What is worked out once a course is carried out; null where it was not.
Json burden_json(const course::Result& result, const core::Bibliography& bibliography) {
    const course::Burden& burden = result.burden;
    const bool there = known(burden);
    return {{"downtime_d", there ? interval_json(burden.downtime, 1.0 / core::day) : Json(nullptr)},
            {"erythema_end_h", there ? Json(burden.downtime.median / core::hour) : Json(nullptr)},
            {"pih_risk", risk_of(burden, "pih")},
            {"risks", list(burden.risks, [&](const outcome::Risk& risk) { return risk_json(risk, bibliography); })},
            {"lidocaine_max_ug_ml", lidocaine_json(result)},
            {"overtreatment",
             {{"index", burden.overtreatment.index},
              {"vessels_lost", burden.overtreatment.vessels_lost},
              {"scar_load_d", interval_json(burden.scar_load, 1.0 / core::day)}}},
            {"cost", cost_json(burden.cost)}};
}

Json adjunct_json(const course::AdjunctNote& adjunct, const core::Bibliography& bibliography) {
    const Source source = adjunct.source.empty() ? Source{} : source_of(adjunct.source, bibliography);
    return {{"name", adjunct.name},
            {"title", adjunct.title},
            {"evidence", adjunct.evidence},
            {"level", adjunct.level},
            {"caution", adjunct.caution},
            {"acts_on", list(adjunct.acts_on,
                             [](const course::AdjunctFactor& factor) {
                                 return Json{{"parameter", factor.parameter}, {"factor", interval_json(factor.factor)},
                                             {"central", factor.central},     {"meaning", factor.meaning},
                                             {"basis", factor.basis},         {"source", factor.source}};
                             })},
            {"source", adjunct.source},
            {"citation", source.citation},
            {"link", source.link}};
}

Json safety_json(const course::Result& result, const core::Bibliography& bibliography) {
    const bool channels = !result.closure.times.empty();
    Json out = burden_json(result, bibliography);
    out["restart_actives_h"] = channels ? or_null(result.closure.restart / core::hour) : Json(nullptr);
    out["flags"] = list(result.warnings, [&](const course::Warning& warning) {
        const Source source = warning.source.empty() ? Source{} : source_of(warning.source, bibliography);
        return Json{{"kind", warning.kind},
                    {"text", warning.text},
                    {"source", warning.source},
                    {"citation", source.citation},
                    {"link", source.link}};
    });
    return out;
}

}  // namespace

void require_finite(const Json& json, const std::string& where) {
    if (json.is_number_float() && !std::isfinite(json.get<double>()))
        throw core::InternalError(fmt::format("result{} is not a finite number", where));
    if (!json.is_structured()) return;
    for (const auto& [key, value] : json.items()) require_finite(value, where + "." + key);
}

std::string lay_out(const Json& json, int levels, const std::string& indent) {
    // The command that was typed may name files in letters that are not UTF-8.
    if (levels == 0 || !json.is_structured() || json.empty())
        return json.dump(-1, ' ', false, Json::error_handler_t::replace);
    const std::string deeper = indent + "  ";
    std::string out;
    for (const auto& [key, value] : json.items()) {
        out += (out.empty() ? "\n" : ",\n") + deeper;
        if (json.is_object()) out += Json(key).dump() + ": ";
        out += lay_out(value, levels - 1, deeper);
    }
    return (json.is_object() ? "{" : "[") + out + "\n" + indent + (json.is_object() ? "}" : "]");
}

std::string preview_json(const course::Preview& preview) {
    const Json out = {{"skin", skin_json(preview.skin)}, {"puncture", session_json(preview.session)["puncture"]}};
    require_finite(out, "");
    return out.dump();
}

std::string result_json(const course::Result& result, const core::Bibliography& bibliography) {
    Json out = {{"result_version", 1}};
    out["provenance"] = provenance_json(result.provenance);
    out["plan"] = plan_json(result.plan);
    out["screening"] = screening_parts(result.screening, bibliography);
    out["skin"] = skin_json(result.skin);
    out["device"] = device_json(result.device);
    out["collagen_baseline"] = result.collagen_baseline;
    out["sessions"] = list(result.sessions, session_json);
    out["curves"] = curves_json(result);
    out["assays"] = list(result.assays, [](const course::Assay& assay) {
        return Json{{"name", assay.name},
                    {"title", assay.title},
                    {"t_d", assay.time / core::day},
                    {"central_pct", assay.central},
                    {"change_pct", interval_json(assay.change)}};
    });
    out["closure"] = closure_json(result.closure);
    out["delivery"] = list(result.delivery, [&](const auto& one) { return delivery_json(one, bibliography); });
    out["outcome"] = list(result.outcome, reading_json);
    out["quantities"] = list(result.quantities, [&](const outcome::QuantityReading& quantity) {
        return quantity_json(quantity, bibliography);
    });
    out["safety"] = safety_json(result, bibliography);
    out["calendar"] = calendar_parts(result.calendar, bibliography);
    out["red_flags"] = red_flag_parts(result.calendar, bibliography);
    out["adjuncts"] = list(result.adjuncts, [&](const auto& one) { return adjunct_json(one, bibliography); });
    out["published"] = list(result.published, [&](const auto& figure) { return published_json(figure, bibliography); });
    out["credibility"] = list(result.credibility, [](const course::Claim& claim) {
        return Json{
            {"output", claim.output}, {"credibility", std::string(name(claim.credibility))}, {"why", claim.why}};
    });
    out["basis"] = list(result.basis, [&](const auto& basis) { return basis_json(basis, bibliography); });
    out["notes"] = result.notes;
    require_finite(out, "");
    return lay_out(out, 2) + "\n";
}

}  // namespace percuta::report
