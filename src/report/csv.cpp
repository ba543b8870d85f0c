#include "report/csv.hpp"

#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"

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

}  // namespace percuta::report
