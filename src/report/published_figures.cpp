// Published figures beside the reading that they belong to. A figure of ultrasound is never set against one of a
// stained section: each reading has its own chart and its own axis.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/published_charts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Anchor;
using svg::Shape;

constexpr double width = 420.0, column = 460.0, height = 300.0;
constexpr double beside = 16.0;  // between points of one day
constexpr std::array<const char*, 3> styles{"s1", "s2", "s3"};

Shape shape_of(std::string_view role) {
    if (role == "calibration") return Shape::square;
    return role == "held-out" ? Shape::circle : Shape::diamond;
}

std::string role_in_words(std::string_view role) {
    if (role == "calibration") return "used to calibrate the model";
    if (role == "held-out") return "held out: never used to calibrate";
    return "shown only";
}

bool printed(const course::Published& figure) { return figure.error > 0.0; }

/// Axes of one chart.
struct Axes {
    svg::Frame frame;
    Window window;
    svg::Scale x, y;
};

Axes axes_of(const course::Result& result, const PublishedChart& chart, double left, double top) {
    Axes out;
    out.frame = {left + 48.0, top + 54.0, width - 64.0, height - 110.0};
    double least = 0.0, most = 0.0, last = whole_course(result).to;
    for (const SimulatedReading& reading : chart.simulated) {
        for (const course::Interval& value : reading.values) {
            least = std::min(least, reading.banded ? value.lo : value.median);
            most = std::max(most, reading.banded ? value.hi : value.median);
        }
        for (const double value : reading.central) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    }
    for (const PublishedPoint& point : chart.points) {
        least = std::min(least, point.figure->change - point.figure->error);
        most = std::max(most, point.figure->change + point.figure->error);
        last = std::max(last, point.day * core::day);
    }
    out.window = {0.0, last * 1.04};
    out.x = day_scale(out.window, out.frame.left, out.frame.right());
    out.y = svg::covering(least, most, out.frame.bottom(), out.frame.top, 5);
    return out;
}

std::string simulated(const SimulatedReading& reading, const Axes& axes, std::string_view style) {
    std::vector<svg::Point> median, lo, hi;
    for (std::size_t i = 0; i < reading.times.size(); ++i) {
        const double at = axes.x(reading.times[i] / core::day);
        median.push_back({at, axes.y(reading.values[i].median)});
        lo.push_back({at, axes.y(reading.values[i].lo)});
        hi.push_back({at, axes.y(reading.values[i].hi)});
    }
    std::string out;
    if (median.size() > 1 && reading.banded) out += svg::band(hi, lo, fmt::format("band {}", style));
    if (median.size() > 1) out += svg::polyline(median, fmt::format("line {}", style));
    for (std::size_t i = 0; i < median.size() && !reading.continuous; ++i)
        out += svg::line(hi[i], lo[i], "whisker") + svg::marker(median[i], Shape::circle, "dot", 5.0);
    std::vector<svg::Point> central;
    for (std::size_t i = 0; i < reading.central.size(); ++i)
        central.push_back({axes.x(reading.times[i] / core::day), axes.y(reading.central[i])});
    if (central.size() > 1) out += svg::polyline(central, fmt::format("central {}", style));
    return out;
}

/// Readers' names above the ends of their lines.
std::string names(const PublishedChart& chart, const Axes& axes) {
    std::vector<double> wanted;
    for (const SimulatedReading& reading : chart.simulated)
        if (!reading.name.empty() && !reading.values.empty())
            wanted.push_back(axes.y(reading.values.back().median) - 8.0);
    const std::vector<double> placed = svg::spread(wanted, 15.0, axes.frame.top + 10.0, axes.frame.bottom() - 6.0);
    std::string out;
    std::size_t i = 0;
    for (const SimulatedReading& reading : chart.simulated)
        if (!reading.name.empty() && !reading.values.empty())
            out += svg::text({axes.x(reading.times.back() / core::day), placed[i++]}, reading.name, "quiet halo",
                             Anchor::end);
    return out;
}

std::string point(const PublishedPoint& published, const Axes& axes) {
    const course::Published& figure = *published.figure;
    const double at = axes.x(published.day) + beside * published.beside;
    const double top = axes.y(figure.change + figure.error);
    std::string out;
    if (printed(figure)) out += svg::error_bar(at, top, axes.y(figure.change - figure.error), "printed-bar");
    out += svg::marker({at, axes.y(figure.change)}, shape_of(figure.role), printed(figure) ? "printed" : "unprinted");
    return out + svg::text({at, top - 10.0}, std::to_string(published.number), "strong halo", Anchor::middle);
}

std::string draw(const course::Result& result, const PublishedChart& chart, double left, double top) {
    const Axes axes = axes_of(result, chart, left, top);
    std::string out = svg::text({left, top + 14.0}, chart.title, "strong") +
                      svg::text({left, top + 31.0}, "change from before treatment, %", "quiet");
    out += svg::y_axis(axes.frame, axes.y, svg::ticks(axes.y.from, axes.y.to, 5), "");
    out += svg::line({axes.frame.left, axes.y(0.0)}, {axes.frame.right(), axes.y(0.0)}, "axis");
    out += session_marks(result, axes.window, axes.x,
                         {axes.frame.left, axes.frame.top - 2.0, axes.frame.width, axes.frame.height + 2.0});
    for (std::size_t i = 0; i < chart.simulated.size(); ++i)
        out += simulated(chart.simulated[i], axes, styles[i % styles.size()]);
    out += names(chart, axes);
    for (const PublishedPoint& published : chart.points) out += point(published, axes);
    return out + svg::x_axis(axes.x, axes.frame.bottom(), day_ticks(axes.window, 5), "day after the first session");
}

std::string keys() {
    using svg::marker;
    return legend({{marker({14.0, 8.0}, Shape::circle, "dot"), "simulated, this plan; shade: 90 % interval"},
                   {svg::line({2.0, 8.0}, {26.0, 8.0}, "central s1"), "the same with central values"},
                   {marker({14.0, 8.0}, Shape::square, "printed"), "published: calibration"},
                   {marker({14.0, 8.0}, Shape::circle, "printed"), "published: held out"},
                   {marker({14.0, 8.0}, Shape::diamond, "printed"), "published: display"},
                   {marker({14.0, 8.0}, Shape::circle, "unprinted"), "open marker: spread not printed"}});
}

std::string spread_in_words(const course::Published& figure) {
    if (!printed(figure)) return "spread not printed";
    return fmt::format("± {} ({})", with_unit(number(figure.error), "%"), escape(figure.error_kind));
}

std::vector<std::string> row(const PublishedChart& chart, const PublishedPoint& point,
                             const core::Bibliography& bibliography) {
    const course::Published& figure = *point.figure;
    const Source source = source_of(figure.source, bibliography);
    const std::string when =
        figure.after_last > 0.0 ? duration(figure.after_last) + " after its last session" : "at its last session";
    const std::string note = figure.note.empty() ? "" : "<br><span class=\"muted\">" + escape(figure.note) + "</span>";
    return {std::to_string(point.number),
            cited({figure.study, source.link}),
            escape(chart.title) + "<br>" + when,
            with_unit(with_sign(number(figure.change)), "%") + "<br>" + spread_in_words(figure),
            role_in_words(figure.role),
            escape(figure.conditions) + note};
}

}  // namespace

std::string published_figures(const course::Result& result, const core::Bibliography& bibliography) {
    const std::string heading = "<h3>Beside published figures</h3>\n";
    if (result.published.empty())
        return heading + paragraph("No published figure is near enough to this plan to stand beside it.");
    const std::vector<PublishedChart> charts = published_charts(result);
    std::string body, description;
    double bottom = 0.0;
    Table table{"The published figures: numbers as in the charts",
                {"", "study", "reading", "change", "role", "conditions, and how they differ from this plan"},
                {},
                "text"};
    for (std::size_t i = 0; i < charts.size(); ++i) {
        const double top = static_cast<double>(i / 2) * (height + 24.0);
        body += draw(result, charts[i], i % 2 == 0 ? 0.0 : column, top);
        bottom = top + height;
        for (const PublishedPoint& point : charts[i].points) {
            table.rows.push_back(row(charts[i], point, bibliography));
            description += fmt::format("{}, {}: {}. ", point.figure->study, charts[i].title,
                                       with_unit(with_sign(number(point.figure->change)), "%"));
        }
    }
    return heading +
           paragraph(
               "Readings differ: a stained area, an antibody and an echo do not measure the same thing. Each chart "
               "keeps to one reading. The published figures come from other protocols, so they are neighbours of "
               "this plan, not targets; the table says how they differ.") +
           figure(
               svg::drawing("published-figure", 880.0, bottom, "Simulated readings beside published figures",
                            description, body) +
                   keys(),
               "Simulated readings and published figures, each as long after the last session as it was read; those "
               "of one day stand side by side. Bars of published figures are what the paper printed. Scales show the "
               "median of each reader.") +
           render(table);
}

}  // namespace percuta::report
