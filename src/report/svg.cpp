#include "report/svg.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "report/text.hpp"

namespace percuta::report::svg {

namespace {

/// No axis is read with more marks; a guard, not a layout.
constexpr double most_ticks = 1000.0;
/// A range smaller than this share of its size is round-off.
constexpr double flat = 1e-9;

/// Tenths of a pixel: finer is not seen and makes the file larger.
std::string px(double value) {
    std::string out = fmt::format("{:.1f}", value);
    if (out.ends_with(".0")) out.erase(out.size() - 2);
    return out == "-0" ? "0" : out;
}

std::string path(std::span<const Point> points) {
    std::string out;
    for (const Point& point : points) out += fmt::format("{}{},{}", out.empty() ? "" : " ", px(point.x), px(point.y));
    return out;
}

std::string styled(std::string_view style) { return style.empty() ? "" : fmt::format(" class=\"{}\"", style); }

double step_for(double range, int about) {
    const double rough = range / std::max(about, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= rough * 0.999) return factor * power;
    return 10.0 * power;
}

double distance_to(const Point& point, const Point& from, const Point& to) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double squared = dx * dx + dy * dy;
    if (squared == 0.0) return std::hypot(point.x - from.x, point.y - from.y);
    const double along = std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / squared, 0.0, 1.0);
    return std::hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

}  // namespace

double Scale::operator()(double value) const {
    return to == from ? start : start + (value - from) / (to - from) * (end - start);
}

std::vector<double> ticks(double from, double to, int about) {
    const double step = to > from ? step_for(to - from, about) : 0.0;
    if (!std::isfinite(step) || step <= 0.0) return {from};
    const double first = std::ceil(from / step - 1e-9);
    const double last = std::floor((to - first * step) / step + 1e-9);
    if (!std::isfinite(first) || !(last >= 0.0)) return {from};
    // Multiples by an integer counter: adding up steps would drift, and a step below the round-off of the ends would
    // never reach the end.
    std::vector<double> out;
    for (int k = 0, end = static_cast<int>(std::min(last, most_ticks)); k <= end; ++k)
        if (const double at = (first + k) * step; out.empty() || at > out.back()) out.push_back(at == 0.0 ? 0.0 : at);
    return out;
}

Scale covering(double least, double most, double start, double end, int about) {
    // A curve that differs from rest by round-off is flat: an axis of its last digits would tell nothing.
    const double size = std::max(std::abs(least), std::abs(most));
    if (!(most - least > flat * size)) {
        const double middle = 0.5 * least + 0.5 * most;
        const double half = middle == 0.0 ? 1.0 : std::abs(middle) * 0.1;
        least = middle - half;
        most = middle + half;
    }
    // Rounding the ends outwards widens the range, which may ask for a coarser step: until both agree.
    double from = least;
    double to = most;
    for (double step = 0.0, next = step_for(to - from, about); std::isfinite(next) && next > step;
         next = step_for(to - from, about)) {
        step = next;
        from = std::floor(least / step + 1e-9) * step;
        to = std::ceil(most / step - 1e-9) * step;
    }
    return {from, to, start, end};
}

std::string line(Point from, Point to, std::string_view style) {
    return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n", px(from.x), px(from.y), px(to.x),
                       px(to.y), styled(style));
}

std::string rectangle(const Frame& frame, std::string_view style) {
    return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>\n", px(frame.left), px(frame.top),
                       px(std::max(frame.width, 0.0)), px(std::max(frame.height, 0.0)), styled(style));
}

std::string polygon(std::span<const Point> corners, std::string_view style) {
    return fmt::format("<polygon points=\"{}\"{}/>\n", path(corners), styled(style));
}

std::string polyline(std::span<const Point> points, std::string_view style) {
    return fmt::format("<polyline points=\"{}\"{}/>\n", path(simplify(points)), styled(style));
}

std::string band(std::span<const Point> upper, std::span<const Point> lower, std::string_view style) {
    std::vector<Point> outline = simplify(upper);
    const std::vector<Point> back = simplify(lower);
    outline.insert(outline.end(), back.rbegin(), back.rend());
    return polygon(outline, style);
}

std::string text(Point at, std::string_view words, std::string_view style, Anchor anchor) {
    const char* where = anchor == Anchor::start    ? ""
                        : anchor == Anchor::middle ? " text-anchor=\"middle\""
                                                   : " text-anchor=\"end\"";
    return fmt::format("<text x=\"{}\" y=\"{}\"{}{}>{}</text>\n", px(at.x), px(at.y), where, styled(style),
                       escape(words));
}

std::string marker(Point at, Shape shape, std::string_view style, double radius) {
    if (shape == Shape::circle)
        return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>\n", px(at.x), px(at.y), px(radius), styled(style));
    if (shape == Shape::square)
        return rectangle({at.x - 0.9 * radius, at.y - 0.9 * radius, 1.8 * radius, 1.8 * radius}, style);
    const double r = 1.25 * radius;
    if (shape == Shape::triangle) {
        const std::vector<Point> corners{{at.x, at.y - r}, {at.x + r, at.y + 0.8 * r}, {at.x - r, at.y + 0.8 * r}};
        return polygon(corners, style);
    }
    const std::vector<Point> corners{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}};
    return polygon(corners, style);
}

std::string error_bar(double x, double upper, double lower, std::string_view style) {
    return line({x, upper}, {x, lower}, style) + line({x - 4.0, upper}, {x + 4.0, upper}, style) +
           line({x - 4.0, lower}, {x + 4.0, lower}, style);
}

std::string scale_bar(Point left_end, double width, std::string_view words) {
    const Point right_end{left_end.x + width, left_end.y};
    return line(left_end, right_end, "bar") +
           line({left_end.x, left_end.y - 3.0}, {left_end.x, left_end.y + 3.0}, "bar") +
           line({right_end.x, right_end.y - 3.0}, {right_end.x, right_end.y + 3.0}, "bar") +
           text({left_end.x + width / 2.0, left_end.y - 7.0}, words, "tick", Anchor::middle);
}

std::vector<std::string> tick_labels(std::span<const double> at) {
    int decimals = 0;
    if (at.size() > 1) {
        const double step = at[1] - at[0];
        while (decimals < 6 &&
               std::abs(step * std::pow(10.0, decimals) - std::round(step * std::pow(10.0, decimals))) > 1e-6)
            ++decimals;
    }
    std::vector<std::string> out;
    for (const double value : at) out.push_back(rounded(value, decimals));
    return out;
}

std::string x_axis(const Scale& x, double y, std::span<const double> at, std::string_view title) {
    std::string out = line({x.start, y}, {x.end, y}, "axis");
    const std::vector<std::string> labels = tick_labels(at);
    for (std::size_t i = 0; i < at.size(); ++i) {
        out += line({x(at[i]), y}, {x(at[i]), y + 5.0}, "axis");
        out += text({x(at[i]), y + 19.0}, labels[i], "tick", Anchor::middle);
    }
    if (!title.empty()) out += text({x.end, y + 36.0}, title, "axis-title", Anchor::end);
    return out;
}

std::string y_axis(const Frame& frame, const Scale& y, std::span<const double> at, std::string_view title) {
    std::string out;
    const std::vector<std::string> labels = tick_labels(at);
    for (std::size_t i = 0; i < at.size(); ++i) {
        out += line({frame.left, y(at[i])}, {frame.right(), y(at[i])}, "grid");
        out += text({frame.left - 8.0, y(at[i]) + 4.0}, labels[i], "tick", Anchor::end);
    }
    if (!title.empty()) out += text({0.0, frame.top - 14.0}, title, "axis-title");
    return out;
}

std::vector<double> spread(std::span<const double> wanted, double gap, double least, double most) {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::vector<double> out(wanted.begin(), wanted.end());
    double floor = least;
    for (const std::size_t i : order) {  // downwards: none closer than the gap
        out[i] = std::max(out[i], floor);
        floor = out[i] + gap;
    }
    double ceiling = most;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {  // back up from the lower edge
        out[*i] = std::min(out[*i], ceiling);
        ceiling = out[*i] - gap;
    }
    return out;
}

std::vector<Point> simplify(std::span<const Point> points, double tolerance) {
    if (points.size() < 3) return {points.begin(), points.end()};
    std::vector<bool> kept(points.size(), false);
    kept.front() = kept.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> pending{{0, points.size() - 1}};
    while (!pending.empty()) {
        const auto [first, last] = pending.back();
        pending.pop_back();
        std::size_t furthest = first;
        double worst = tolerance;
        for (std::size_t i = first + 1; i < last; ++i)
            if (const double distance = distance_to(points[i], points[first], points[last]); distance > worst) {
                worst = distance;
                furthest = i;
            }
        if (furthest == first) continue;
        kept[furthest] = true;
        pending.emplace_back(first, furthest);
        pending.emplace_back(furthest, last);
    }
    std::vector<Point> out;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (kept[i]) out.push_back(points[i]);
    return out;
}

std::string drawing(std::string_view id, double width, double height, std::string_view title,
                    std::string_view description, std::string_view body) {
    return fmt::format(
        "<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"{2}-title "
        "{2}-desc\">\n"
        "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-desc\">{4}</desc>\n{5}</svg>\n",
        px(width), px(height), escape(id), escape(title), escape(description), body);
}

}  // namespace percuta::report::svg
