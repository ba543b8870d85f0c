// Time axes that count from the needles, and the bands drawn over them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "course/result.hpp"
#include "report/svg.hpp"

namespace percuta::report {

/// An axis in hours, in days when there would be many of them.
struct HourAxis {
    double unit = 1.0;  ///< seconds
    svg::Scale x;       ///< of multiples of the unit
    std::vector<double> ticks;
    std::string_view title;

    double operator()(double seconds) const { return x(seconds / unit); }
    std::string draw(double y) const { return svg::x_axis(x, y, ticks, title); }
    /// The same stretch of time, drawn elsewhere.
    HourAxis moved(double start, double end) const;
};

HourAxis hour_axis(double from, double to, double start, double end, int about = 7);

/// One line of a band over the times up to the end of the axis.
std::vector<svg::Point> hourly(const std::vector<double>& times, const std::vector<double>& values, double factor,
                               const HourAxis& x, const svg::Scale& y);
/// Median line and shade in one style ("s1" …); the shade is left out when it has no width.
std::string hourly_band(const std::vector<double>& times, const course::Band& band, double factor, const HourAxis& x,
                        const svg::Scale& y, std::string_view style);

/// The row at a time, or the last before it.
std::size_t row_at(const std::vector<double>& times, double time);
/// Moments that tables print, from `times`: soon after the needles, hours, days, and the last.
std::vector<std::size_t> reading_rows(const std::vector<double>& times);

}  // namespace percuta::report
