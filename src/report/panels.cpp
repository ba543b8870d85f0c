#include "report/panels.hpp"

#include <algorithm>
#include <cmath>

#include "core/units.hpp"

namespace percuta::report {

namespace {

constexpr double early_days = 28.0;
/// Beyond this many sessions, lines through a panel would hide the curves.
constexpr std::size_t most_lines = 16;
constexpr double as_good_as_equal = 0.98;

}  // namespace

Window whole_course(const course::Result& result) {
    double end = result.times.empty() ? 0.0 : result.times.back();
    for (const course::Session& session : result.sessions) end = std::max(end, session.time);
    return {0.0, end > 0.0 ? end : core::day};
}

Window early_course(const course::Result& result) {
    const Window whole = whole_course(result);
    const double early = early_days * core::day;
    return whole.to > 1.5 * early ? Window{0.0, early} : whole;
}

bool same(const Window& a, const Window& b) { return a.from == b.from && a.to == b.to; }

double needle_length(const course::Result& result, const course::Session& session) {
    return session.nominal_depth > 0.0 ? session.nominal_depth : result.device.needle.length;
}

const course::Curve* drawable(const course::Result& result, std::string_view name) {
    for (const course::Curve& curve : result.curves)
        if (curve.name == name && !curve.median.empty() && curve.median.size() == result.times.size() &&
            curve.lo.size() == curve.median.size() && curve.hi.size() == curve.median.size() &&
            curve.central.size() == curve.median.size())
            return &curve;
    return nullptr;
}

std::vector<svg::Point> points(const course::Result& result, const std::vector<double>& values, const Window& window,
                               const svg::Scale& x, const svg::Scale& y) {
    std::vector<svg::Point> out;
    for (std::size_t row = 0; row < result.times.size(); ++row) {
        const double time = result.times[row];
        if (time < window.from || time > window.to) continue;
        // The state after a session at the very end of a window would only draw a spike on its edge.
        const auto is_now = [time](const course::Session& session) { return session.time == time; };
        const bool later_rows_only = row + 1 < result.times.size() && result.times[row + 1] > time;
        if (time == window.to && later_rows_only && std::ranges::any_of(result.sessions, is_now)) continue;
        out.push_back({x(time / core::day), y(values[row])});
    }
    return out;
}

std::string curve_with_band(const course::Result& result, const course::Curve& curve, const Window& window,
                            const svg::Scale& x, const svg::Scale& y, std::string_view style) {
    std::string out;
    if (curve.lo != curve.hi)
        out += svg::band(points(result, curve.hi, window, x, y), points(result, curve.lo, window, x, y),
                         "band " + std::string(style));
    return out + svg::polyline(points(result, curve.median, window, x, y), "line " + std::string(style));
}

bool has_course_of_its_own(const course::Curve& curve) { return curve.central != curve.median; }

std::string central_course(const course::Result& result, const course::Curve& curve, const Window& window,
                           const svg::Scale& x, const svg::Scale& y, std::string_view style) {
    if (!has_course_of_its_own(curve)) return "";
    return svg::polyline(points(result, curve.central, window, x, y), "central " + std::string(style));
}

std::vector<double> day_ticks(const Window& window, int about) {
    const double days = window.to / core::day;
    if (days <= 10.0) return svg::ticks(0.0, days, about);
    double step = 7.0;
    while (days / step > about) step *= 2.0;
    std::vector<double> out;
    for (double k = 0.0; k * step <= days * (1.0 + 1e-9); k += 1.0) out.push_back(k * step);
    return out;
}

svg::Scale day_scale(const Window& window, double start, double end) {
    return {window.from / core::day, window.to / core::day, start, end};
}

std::string session_marks(const course::Result& result, const Window& window, const svg::Scale& x,
                          const svg::Frame& frame) {
    std::string out;
    for (const course::Session& session : result.sessions) {
        if (session.time < window.from || session.time > window.to) continue;
        const double at = x(session.time / core::day);
        if (result.sessions.size() <= most_lines)
            out += svg::line({at, frame.top}, {at, frame.bottom()}, "session-line");
        const std::vector<svg::Point> triangle{
            {at - 4.0, frame.top - 7.0}, {at + 4.0, frame.top - 7.0}, {at, frame.top - 1.0}};
        out += result.sessions.size() <= most_lines ? svg::polygon(triangle, "session")
                                                    : svg::line({at, frame.top - 7.0}, {at, frame.top - 1.0}, "axis");
    }
    return out;
}

namespace {

/// The last row that is not later: at a session this is the state after it.
std::size_t row_at(const course::Result& result, double time) {
    const auto after = std::upper_bound(result.times.begin(), result.times.end(), time);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - result.times.begin() - 1, 0));
}

}  // namespace

double central_at(const course::Result& result, const course::Curve& curve, double time) {
    return curve.central[row_at(result, time)];
}

course::Interval value_at(const course::Result& result, const course::Curve& curve, double time) {
    const std::size_t row = row_at(result, time);
    return {curve.median[row], curve.lo[row], curve.hi[row]};
}

std::vector<double> reading_times(const course::Result& result) {
    const double end = whole_course(result).to;
    std::vector<double> out;
    for (const double days : {1.0, 3.0, 7.0, 14.0, 28.0, 56.0, 84.0, 168.0, 336.0, 728.0, 1456.0})
        if (days * core::day < end * 0.98) out.push_back(days * core::day);
    out.push_back(end);
    return out;
}

Excursion excursion(const course::Result& result, const course::Curve& curve) {
    const auto departure = [&](std::size_t row) { return std::abs(curve.median[row] - curve.rest); };
    double largest = 0.0;
    for (std::size_t row = 0; row < curve.median.size(); ++row) largest = std::max(largest, departure(row));
    std::size_t row = 0;
    while (departure(row) < as_good_as_equal * largest) ++row;
    while (row + 1 < curve.median.size() && departure(row + 1) > departure(row)) ++row;
    return {row, result.times[row], {curve.median[row], curve.lo[row], curve.hi[row]}, curve.median[row] < curve.rest};
}

}  // namespace percuta::report
