#include "report/csv.hpp"

#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "report/amounts.hpp"

namespace percuta::report {

namespace {

constexpr std::string_view line_end = "\r\n";  // as RFC 4180 asks

/// A field, in quotes when it holds what would break a row.
std::string field(std::string_view text) {
    if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string header(const course::Curve& curve, std::string_view suffix) {
    const std::string name = curve.name + std::string(suffix);
    if (curve.unit == "1" || curve.unit.empty() || curve.name.ends_with("_" + curve.unit)) return field(name);
    return field(fmt::format("{} [{}]", name, curve.unit));
}

std::string value(const course::Curve& curve, const std::vector<double>& values, std::size_t row) {
    if (row >= values.size())
        throw core::InternalError(fmt::format("curve \"{}\" is shorter than its times", curve.name));
    if (!std::isfinite(values[row])) throw core::InternalError(fmt::format("curve \"{}\" is not finite", curve.name));
    return fmt::format("{}", values[row]);  // shortest text that reads back to the same double
}

/// The shortest text that reads back to the same double.
std::string shortest(double number, std::string_view what) {
    if (!std::isfinite(number)) throw core::InternalError(fmt::format("{} is not finite", what));
    return fmt::format("{}", number);
}

std::string names_of_band(const std::string& name) {
    std::string out;
    for (const char* suffix : {"", "_lo", "_hi", "_central"}) out += "," + name + suffix;
    return out;
}

std::string row_of_band(const course::Band& band, std::size_t row, double factor, std::string_view what) {
    std::string out;
    for (const std::vector<double>* values : {&band.median, &band.lo, &band.hi, &band.central})
        out += "," + shortest((*values)[row] * factor, what);
    return out;
}

/// One row a time. A curve that this permeant lacks (plasma, as a rule) leaves its fields empty.
std::string rows_of(const course::Delivery& delivery) {
    std::string out;
    for (std::size_t row = 0; row < delivery.times.size(); ++row) {
        out += fmt::format("{},", delivery.index + 1) + field(delivery.product) + "," + field(delivery.permeant) + "," +
               shortest(delivery.times[row] / core::hour, "a time of delivery");
        for (const Quantity& quantity : delivery_curves()) {
            const course::DeliveryCurve* curve = curve_of(delivery, quantity.name);
            for (const auto side : {&course::DeliveryCurve::needled, &course::DeliveryCurve::intact})
                out += curve == nullptr ? ",,,," : row_of_band(curve->*side, row, quantity.factor, quantity.name);
        }
        out += line_end;
    }
    return out;
}

}  // namespace

std::string curves_csv(const course::Result& result) {
    std::string out = "t_d";
    for (const course::Curve& curve : result.curves)
        for (const char* suffix : {"", "_lo", "_hi", "_central"}) out += "," + header(curve, suffix);
    out += line_end;
    for (std::size_t row = 0; row < result.times.size(); ++row) {
        out += fmt::format("{}", result.times[row] / core::day);
        for (const course::Curve& curve : result.curves)
            for (const std::vector<double>* values : {&curve.median, &curve.lo, &curve.hi, &curve.central})
                out += "," + value(curve, *values, row);
        out += line_end;
    }
    return out;
}

std::string closure_csv(const course::Result& result) {
    const course::ChannelClosure& closure = result.closure;
    std::string out = "t_h" + names_of_band("patency") + names_of_band("lumen_left") + names_of_band("tewl_g_m2_h");
    out += line_end;
    if (closure.times.empty()) return out;
    if (!simulated(closure)) throw core::InternalError("a curve of the closure of channels does not match its times");
    for (std::size_t row = 0; row < closure.times.size(); ++row) {
        out += shortest(closure.times[row] / core::hour, "a time of closure");
        out += row_of_band(closure.patency, row, 1.0, "patency");
        out += row_of_band(closure.lumen_left, row, 1.0, "lumen_left");
        out += row_of_band(closure.water_loss, row, grams_per_square_metre_and_hour, "water loss");
        out += line_end;
    }
    return out;
}

std::string delivery_csv(const course::Result& result) {
    std::string out = "n,product,permeant,t_h";
    for (const Quantity& quantity : delivery_curves())
        for (const char* side : {"", "_intact"})
            out += names_of_band(fmt::format("{}_{}{}", quantity.name, quantity.ending, side));
    out += line_end;
    for (const course::Delivery& delivery : result.delivery) out += rows_of(delivery);
    return out;
}

}  // namespace percuta::report
