#include "report/amounts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/units.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr Quantity amount(std::string_view name, std::string_view title) {
    return {name, title, "ug_cm2", "ug/cm^2", micrograms_per_square_centimetre};
}

constexpr std::array curve_names{amount("film", "film on the skin"),
                                 amount("lumen", "channels"),
                                 amount("stratum_corneum", "stratum corneum"),
                                 amount("epidermis", "living epidermis"),
                                 amount("dermis", "dermis"),
                                 amount("blood", "blood"),
                                 amount("delivered", "past the stratum corneum"),
                                 Quantity{"plasma", "plasma", "ug_ml", "ug/mL", micrograms_per_millilitre}};
constexpr std::array place_names{amount("film", "Still in the film on the skin"),
                                 amount("removed", "Washed or wiped off"),
                                 amount("lumen", "In the channels"),
                                 amount("stratum_corneum", "In the stratum corneum"),
                                 amount("epidermis", "In the living epidermis"),
                                 amount("dermis", "In the dermis"),
                                 amount("blood", "Taken up by the blood"),
                                 amount("metabolised", "Broken down in the skin")};

/// Until then hours are counted, later days.
constexpr double count_hours = 4.0 * core::day;

/// The first of three units, each a thousandth of the one before, in which a figure is not below a hundredth.
Unit suited(double largest, const std::array<Unit, 3>& units) {
    for (const Unit& unit : units)
        if (largest == 0.0 || largest * unit.factor >= 0.01) return unit;
    return units.back();
}

std::string in_unit(const course::Interval& figure, const Unit& unit) {
    constexpr double least = 1e-3;
    if (!(figure.hi > 0.0)) return with_unit("0", unit.sign);
    if (figure.hi * unit.factor < least) return "less than " + with_unit(number(least), unit.sign);
    return in_words(figure, unit.factor, unit.sign);
}

bool fits(const course::Band& band, std::size_t rows) {
    return band.median.size() == rows && band.lo.size() == rows && band.hi.size() == rows &&
           band.central.size() == rows;
}

}  // namespace

std::span<const Quantity> delivery_curves() { return curve_names; }
std::span<const Quantity> delivery_places() { return place_names; }

const course::DeliveryCurve* curve_of(const course::Delivery& delivery, std::string_view name) {
    const std::size_t rows = delivery.times.size();
    for (const course::DeliveryCurve& curve : delivery.curves)
        if (curve.name == name && fits(curve.needled, rows) && fits(curve.intact, rows)) return &curve;
    return nullptr;
}

const course::DeliveryReading* reading_of(const course::Delivery& delivery, std::string_view name) {
    const auto found = std::ranges::find(delivery.readings, name, &course::DeliveryReading::name);
    return found == delivery.readings.end() ? nullptr : &*found;
}

bool simulated(const course::Delivery& delivery) {
    return delivery.not_delivered.empty() && delivery.applied > 0.0 && delivery.times.size() > 1;
}

bool simulated(const course::ChannelClosure& closure) {
    const std::size_t rows = closure.times.size();
    return rows > 1 && fits(closure.patency, rows) && fits(closure.lumen_left, rows) && fits(closure.water_loss, rows);
}

bool opened(const course::ChannelClosure& closure) {
    return closure.restart > 0.0 && (closure.over.empty() || closure.over.back().p95 > 0.0);
}

bool has_ratio(const course::Delivery& delivery) {
    return std::isfinite(delivery.enhancement.median) && delivery.enhancement.median > 0.0;
}

double end_of(const course::Delivery& delivery) { return delivery.times.empty() ? 0.0 : delivery.times.back(); }

Unit unit_per_area(double largest) { return suited(largest, {{{1e5, "µg/cm²"}, {1e8, "ng/cm²"}, {1e11, "pg/cm²"}}}); }

Unit unit_of_mass(double largest) { return suited(largest, {{{1e6, "mg"}, {1e9, "µg"}, {1e12, "ng"}}}); }

Unit unit_of_concentration(double largest) {
    return suited(largest, {{{1e3, "µg/mL"}, {1e6, "ng/mL"}, {1e9, "pg/mL"}}});
}

std::string per_area_in_words(const course::Interval& figure) { return in_unit(figure, unit_per_area(figure.hi)); }
std::string mass_in_words(const course::Interval& figure) { return in_unit(figure, unit_of_mass(figure.hi)); }
std::string concentration_in_words(const course::Interval& figure) {
    return in_unit(figure, unit_of_concentration(figure.hi));
}

std::string after_needles(double seconds) {
    if (seconds < 0.0) return hours_or_days(-seconds) + " before the needles";
    if (seconds < 1e-3) return "right after the needles";
    // A row at the full hour may lie a rounding error before it.
    if (std::abs(seconds / core::hour - std::round(seconds / core::hour)) < 1e-6)
        seconds = std::round(seconds / core::hour) * core::hour;
    if (seconds < 60.0) return "second\u00a0" + number(seconds, 2);
    if (seconds < core::hour) return "minute\u00a0" + number(seconds / 60.0, 2);
    if (seconds < count_hours) return "hour\u00a0" + number(seconds / core::hour, seconds < 10 * core::hour ? 2 : 3);
    return "day\u00a0" + number(seconds / core::day, 3);
}

std::string hours_or_days(double seconds) {
    if (seconds < core::hour) return with_unit(number(seconds / 60.0, 2), "min");
    if (seconds < count_hours) return with_unit(number(seconds / core::hour), "h");
    return with_unit(number(seconds / core::day), "days");
}

}  // namespace percuta::report
