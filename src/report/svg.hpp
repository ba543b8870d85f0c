// A small chart kit: scales, ticks, axes, lines, bands, points. Every function returns a piece of SVG; colours are
// classes of the page's style sheet, so that light, dark and print differ in one place only.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::report::svg {

struct Point {
    double x = 0.0, y = 0.0;
};

/// Maps [from, to] linearly to [start, end]; values outside are mapped along the same line.
struct Scale {
    double from = 0.0, to = 1.0;
    double start = 0.0, end = 1.0;
    double operator()(double value) const;
};

struct Frame {
    double left = 0.0, top = 0.0, width = 0.0, height = 0.0;
    double right() const { return left + width; }
    double bottom() const { return top + height; }
};

enum class Anchor { start, middle, end };
enum class Shape { circle, square, diamond, triangle };

/// Round numbers within [from, to], about `about` of them; `from` alone when the range is empty or not finite.
std::vector<double> ticks(double from, double to, int about = 5);
/// A scale that ends on ticks and covers [least, most]; a range that is flat but for round-off is widened so that it
/// can be drawn.
Scale covering(double least, double most, double start, double end, int about = 5);

std::string line(Point from, Point to, std::string_view style);
std::string rectangle(const Frame& frame, std::string_view style);
std::string polygon(std::span<const Point> corners, std::string_view style);
std::string polyline(std::span<const Point> points, std::string_view style);
/// The area between two lines over the same abscissae.
std::string band(std::span<const Point> upper, std::span<const Point> lower, std::string_view style);
/// `words` are escaped here.
std::string text(Point at, std::string_view words, std::string_view style = "", Anchor anchor = Anchor::start);
std::string marker(Point at, Shape shape, std::string_view style, double radius = 5.0);
/// A vertical bar with caps between two ordinates.
std::string error_bar(double x, double upper, double lower, std::string_view style);
/// A horizontal bar with caps and the words above it.
std::string scale_bar(Point left_end, double width, std::string_view words);

/// Labels as written at ticks: no more decimals than the step between them needs.
std::vector<std::string> tick_labels(std::span<const double> at);
/// Ticks and labels below `y`, with the axis title at the right end.
std::string x_axis(const Scale& x, double y, std::span<const double> at, std::string_view title);
/// Faint lines across the frame, labels at its left, the title above its upper left corner.
std::string y_axis(const Frame& frame, const Scale& y, std::span<const double> at, std::string_view title);

/// Positions near the wanted ones, in their order, at least `gap` apart and within [least, most] when there is room.
std::vector<double> spread(std::span<const double> wanted, double gap, double least, double most);
/// Fewer points of the same line: none is further than `tolerance` from what is left (Douglas and Peucker).
std::vector<Point> simplify(std::span<const Point> points, double tolerance = 0.25);

/// The whole picture, with its title and description for those who do not see it. `id` is unique on the page.
std::string drawing(std::string_view id, double width, double height, std::string_view title,
                    std::string_view description, std::string_view body);

}  // namespace percuta::report::svg
