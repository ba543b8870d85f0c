// Time axes and curves that the sections about the cascade, the collagen and the outcome share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "course/result.hpp"
#include "report/svg.hpp"

namespace percuta::report {

/// A stretch of the course, in seconds.
struct Window {
    double from = 0.0;
    double to = 0.0;
};

Window whole_course(const course::Result& result);
/// The first four weeks, in which the fast signals live; the whole course when it is hardly longer.
Window early_course(const course::Result& result);
bool same(const Window& a, const Window& b);

/// Length of the needles in a session; that of the device when a session without holes does not tell.
double needle_length(const course::Result& result, const course::Session& session);

/// The curve of that name, or nullptr when this result has none or it does not match the times.
const course::Curve* drawable(const course::Result& result, std::string_view name);

/// Points of one line of a curve within a window; `values` is its median, lo or hi.
std::vector<svg::Point> points(const course::Result& result, const std::vector<double>& values, const Window& window,
                               const svg::Scale& x, const svg::Scale& y);
/// Median line and band in one style ("s1" … "s3"); the band is left out when it has no width.
std::string curve_with_band(const course::Result& result, const course::Curve& curve, const Window& window,
                            const svg::Scale& x, const svg::Scale& y, std::string_view style);

/// Whether the central values were kept apart from the median: they are the same when nothing was sampled.
bool has_course_of_its_own(const course::Curve& curve);
/// The course with every parameter at its fitted value, as a thin line; nothing when it is the median itself.
std::string central_course(const course::Result& result, const course::Curve& curve, const Window& window,
                           const svg::Scale& x, const svg::Scale& y, std::string_view style);

/// Ticks in days: multiples of weeks once the window is longer than ten days.
std::vector<double> day_ticks(const Window& window, int about);
/// A scale of days for a window in seconds.
svg::Scale day_scale(const Window& window, double start, double end);
/// Faint lines through `frame` and small triangles above it, one a session; only ticks when there are very many.
std::string session_marks(const course::Result& result, const Window& window, const svg::Scale& x,
                          const svg::Frame& frame);

/// Value of a curve's line at the row nearest to a time.
course::Interval value_at(const course::Result& result, const course::Curve& curve, double time);
double central_at(const course::Result& result, const course::Curve& curve, double time);
/// Days that tables print: 1, 3, 7, 14, 28, 56 …, and the end of follow-up.
std::vector<double> reading_times(const course::Result& result);

/// Largest departure of the median from rest: of several sessions whose peaks are as good as equal, the first.
struct Excursion {
    std::size_t row = 0;
    double time = 0.0;
    course::Interval value;
    bool below_rest = false;
};
Excursion excursion(const course::Result& result, const course::Curve& curve);

}  // namespace percuta::report
