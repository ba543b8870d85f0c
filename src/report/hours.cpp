#include "report/hours.hpp"

#include <algorithm>
#include <cmath>

#include "core/units.hpp"

namespace percuta::report {

namespace {

/// Longer stretches are counted in days.
constexpr double most_hours = 4.5 * core::day;

double step_of(double span, int about, bool in_hours) {
    const auto enough = [&](double step) { return span / step <= about; };
    if (in_hours)
        for (const double step : {0.25, 0.5, 1.0, 2.0, 4.0, 6.0, 12.0})
            if (enough(step)) return step;
    double step = in_hours ? 24.0 : 1.0;
    while (!enough(step)) step *= 2.0;
    return step;
}

}  // namespace

HourAxis HourAxis::moved(double start, double end) const {
    HourAxis out = *this;
    out.x.start = start;
    out.x.end = end;
    return out;
}

HourAxis hour_axis(double from, double to, double start, double end, int about) {
    const bool in_hours = to - from <= most_hours;
    const double unit = in_hours ? core::hour : core::day;
    const double step = step_of((to - from) / unit, about, in_hours);
    HourAxis out{unit,
                 {from / unit, to / unit, start, end},
                 {},
                 in_hours ? "hours after the needles" : "days after the needles"};
    for (double k = std::ceil(from / unit / step - 1e-9); k * step <= to / unit * (1.0 + 1e-9); k += 1.0)
        out.ticks.push_back(k == 0.0 ? 0.0 : k * step);
    return out;
}

std::vector<svg::Point> hourly(const std::vector<double>& times, const std::vector<double>& values, double factor,
                               const HourAxis& x, const svg::Scale& y) {
    const double end = x.x.to * x.unit * (1.0 + 1e-9);
    std::vector<svg::Point> out;
    for (std::size_t row = 0; row < times.size() && times[row] <= end; ++row)
        out.push_back({x(times[row]), y(values[row] * factor)});
    return out;
}

std::string hourly_band(const std::vector<double>& times, const course::Band& band, double factor, const HourAxis& x,
                        const svg::Scale& y, std::string_view style) {
    std::string out;
    if (band.lo != band.hi)
        out += svg::band(hourly(times, band.hi, factor, x, y), hourly(times, band.lo, factor, x, y),
                         "band " + std::string(style));
    return out + svg::polyline(hourly(times, band.median, factor, x, y), "line " + std::string(style));
}

std::size_t row_at(const std::vector<double>& times, double time) {
    const auto after = std::upper_bound(times.begin(), times.end(), time * (1.0 + 1e-9));
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - times.begin() - 1, 0));
}

std::vector<std::size_t> reading_rows(const std::vector<double>& times) {
    std::vector<std::size_t> out;
    const auto add = [&](std::size_t row) {
        if (out.empty() || row > out.back()) out.push_back(row);
    };
    for (const double hours : {0.0, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 72.0, 168.0, 336.0})
        if (hours * core::hour >= times.front() && hours * core::hour < times.back() * 0.98)
            add(row_at(times, hours * core::hour));
    add(times.size() - 1);
    return out;
}

}  // namespace percuta::report
