// Closure of the channels and delivery of products, as result.json has them.
#include <cmath>
#include <string_view>
#include <vector>

#include "core/bibliography.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "report/amounts.hpp"
#include "report/json_parts.hpp"
#include "report/source.hpp"

namespace percuta::report {

namespace {

Json scaled(const std::vector<double>& values, double factor) {
    Json out = Json::array();
    for (const double value : values) out.push_back(value * factor);
    return out;
}

Json hours(const std::vector<double>& seconds) {
    Json out = Json::array();
    for (const double time : seconds) out.push_back(time / core::hour);
    return out;
}

Json band(const course::Band& figure, double factor) {
    return {{"central", scaled(figure.central, factor)},
            {"median", scaled(figure.median, factor)},
            {"lo", scaled(figure.lo, factor)},
            {"hi", scaled(figure.hi, factor)}};
}

Json reading(const course::Interval& figure, double central, double factor) {
    Json out = interval_json(figure, factor);
    out["central"] = central * factor;
    return out;
}

Json both(const course::DeliveryReading& place, double factor) {
    return {{"needled", reading(place.needled, place.central_needled, factor)},
            {"intact", reading(place.intact, place.central_intact, factor)}};
}

Json place_json(const course::Delivery& delivery, std::string_view place, double factor) {
    const course::DeliveryReading* found = reading_of(delivery, place);
    return found == nullptr ? Json(nullptr) : both(*found, factor);
}

/// What left the film and was not taken off. Central values: intervals of parts do not make one of their sum.
Json absorbed(const course::Delivery& delivery) {
    Json out = {{"needled", delivery.applied * micrograms_per_square_centimetre},
                {"intact", delivery.applied * micrograms_per_square_centimetre}};
    for (const char* name : {"film", "removed"})
        if (const course::DeliveryReading* place = reading_of(delivery, name)) {
            out["needled"] = out["needled"].get<double>() - place->central_needled * micrograms_per_square_centimetre;
            out["intact"] = out["intact"].get<double>() - place->central_intact * micrograms_per_square_centimetre;
        }
    return out;
}

/// A ratio over nothing is none.
Json enhancement(const course::Delivery& delivery) {
    const auto known = [](double ratio) { return std::isfinite(ratio) ? Json(ratio) : Json(nullptr); };
    return {{"median", known(delivery.enhancement.median)},
            {"lo", known(delivery.enhancement.lo)},
            {"hi", known(delivery.enhancement.hi)},
            {"central", known(delivery.central_enhancement)}};
}

Json plasma(const course::Delivery& delivery) {
    if (!delivery.has_plasma) return nullptr;
    return {{"max", interval_json(delivery.plasma_peak, micrograms_per_millilitre)},
            {"t_h", delivery.plasma_peak_time / core::hour}};
}

Json curves(const course::Delivery& delivery) {
    Json out = {{"t_h", hours(delivery.times)}};
    for (const Quantity& quantity : delivery_curves())
        if (const course::DeliveryCurve* curve = curve_of(delivery, quantity.name))
            out[curve->name] = {{"unit", quantity.unit},
                                {"needled", band(curve->needled, quantity.factor)},
                                {"intact", band(curve->intact, quantity.factor)}};
    return out;
}

Json over_depth(const std::vector<double>& depth, const std::vector<double>& concentration) {
    return {{"depth_um", scaled(depth, 1.0 / core::micrometre)},
            {"ug_ml", scaled(concentration, micrograms_per_millilitre)}};
}

Json profiles(const course::Delivery& delivery) {
    Json out = Json::array();
    for (const course::DepthProfile& profile : delivery.profiles)
        out.push_back({{"t_h", profile.time / core::hour},
                       {"needled", over_depth(profile.needled_depth, profile.needled)},
                       {"intact", over_depth(profile.intact_depth, profile.intact)}});
    return out;
}

/// What a simulation of this permeant says; each null where there was none, so that nobody reads 0 as a result.
void add_simulated(Json& out, const course::Delivery& delivery) {
    const bool known = simulated(delivery);
    const auto put = [&](const char* key, const auto& write) { out[key] = known ? write() : Json(nullptr); };
    const double per_area = micrograms_per_square_centimetre;
    put("absorbed_ug_cm2", [&] { return absorbed(delivery); });
    put("permeated_ug_cm2", [&] { return place_json(delivery, "blood", per_area); });
    put("delivered_ug_cm2", [&] { return interval_json(delivery.delivered, per_area); });
    put("delivered_intact_ug_cm2", [&] { return interval_json(delivery.delivered_intact, per_area); });
    put("enhancement_ratio", [&] { return enhancement(delivery); });
    put("layer_ug_cm2", [&] {
        Json layers = Json::object();
        for (const Quantity& place : delivery_places())
            layers[place.name] = place_json(delivery, place.name, place.factor);
        return layers;
    });
    put("into_blood_mg", [&] { return interval_json(delivery.into_blood, milligrams); });
    put("into_blood_intact_mg", [&] { return interval_json(delivery.into_blood_intact, milligrams); });
    put("plasma_ug_ml", [&] { return plasma(delivery); });
    put("curves", [&] { return curves(delivery); });
    out["profiles"] = known ? profiles(delivery) : Json::array();
}

}  // namespace

Json closure_json(const course::ChannelClosure& closure) {
    if (closure.times.empty()) return nullptr;
    if (!simulated(closure)) throw core::InternalError("a curve of the closure of channels does not match its times");
    Json closed = Json::array();
    for (const course::ClosingTime& time : closure.over)
        closed.push_back({{"name", time.name},
                          {"title", time.title},
                          {"p10_h", or_null(time.p10 / core::hour)},
                          {"median_h", or_null(time.median / core::hour)},
                          {"p95_h", or_null(time.p95 / core::hour)},
                          {"central_h", or_null(time.central / core::hour)}});
    return {{"t_h", hours(closure.times)},
            {"patency", band(closure.patency, 1.0)},
            {"lumen_left", band(closure.lumen_left, 1.0)},
            {"tewl_g_m2_h", band(closure.water_loss, grams_per_square_metre_and_hour)},
            {"base_tewl_g_m2_h", closure.base_water_loss * grams_per_square_metre_and_hour},
            {"closed", closed},
            {"restart_h", or_null(closure.restart / core::hour)},
            {"covered", closure.covered}};
}

Json delivery_json(const course::Delivery& delivery, const core::Bibliography& bibliography) {
    const Source source = delivery.source.empty() ? Source{} : source_of(delivery.source, bibliography);
    Json out = {{"plan_product", delivery.index + 1},
                {"product", delivery.product},
                {"product_title", delivery.product_title},
                {"permeant", delivery.permeant},
                {"permeant_title", delivery.permeant_title},
                {"when", delivery.when},
                {"concentration_mg_ml", delivery.concentration},  // kg/m3 is mg/mL
                {"area_cm2", delivery.area * square_centimetres},
                {"applied_ug_cm2", delivery.applied * micrograms_per_square_centimetre},
                {"not_delivered", delivery.not_delivered.empty() ? Json(nullptr) : Json(delivery.not_delivered)},
                {"source", delivery.source},
                {"citation", source.citation},
                {"link", source.link},
                {"extrapolated", delivery.extrapolated}};
    add_simulated(out, delivery);
    return out;
}

}  // namespace percuta::report
