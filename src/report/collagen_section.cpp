// Collagen and the thickness of the epidermis, with bands; published figures on charts of their own reading.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "report/names.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr std::array<const char*, 3> styles{"s1", "s2", "s3"};

/// A copy in per cent of change from rest; drawn instead of raw values so that pools share an axis.
course::Curve as_change(const course::Curve& curve) {
    course::Curve out = curve;
    for (std::vector<double>* values : {&out.median, &out.lo, &out.hi, &out.central})
        for (double& value : *values) value = (value / curve.rest - 1.0) * 100.0;
    out.unit = "%";
    out.rest = 0.0;
    return out;
}

struct Line {
    course::Curve curve;
    const char* style;
    std::string title;
};

std::pair<double, double> extent(const std::vector<Line>& lines) {
    double least = lines.front().curve.rest;
    double most = least;
    for (const Line& line : lines) {
        least = std::min(least, *std::min_element(line.curve.lo.begin(), line.curve.lo.end()));
        most = std::max(most, *std::max_element(line.curve.hi.begin(), line.curve.hi.end()));
        const auto [lowest, highest] = std::minmax_element(line.curve.central.begin(), line.curve.central.end());
        least = std::min(least, *lowest);
        most = std::max(most, *highest);
    }
    return {least, most};
}

std::string central_value(const course::Curve& curve, double value) {
    if (curve.unit == "%") return with_sign(rounded(value, 1));
    return rounded(value, std::max(decimals_for(0.0, std::abs(value)), 0));
}

/// Names at the right ends of their lines, with a sample of the dash and the value reached.
std::string end_labels(const std::vector<Line>& lines, const svg::Frame& frame, const svg::Scale& y) {
    std::vector<double> wanted;
    for (const Line& line : lines) wanted.push_back(y(line.curve.median.back()) + 4.0);
    const std::vector<double> placed = svg::spread(wanted, 54.0, frame.top + 10.0, frame.bottom() - 34.0);
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const course::Curve& curve = lines[i].curve;
        const course::Interval end{curve.median.back(), curve.lo.back(), curve.hi.back()};
        const double x = frame.right() + 12.0;
        const std::array<svg::Point, 2> sample{{{x, placed[i] - 4.0}, {x + 24.0, placed[i] - 4.0}}};
        out += svg::polyline(sample, std::string("line ") + lines[i].style);
        out += svg::text({x + 32.0, placed[i]}, lines[i].title, "strong");
        const std::string reached = curve.unit == "%" ? with_sign(in_cell(end, 1.0, 1)) : in_cell(end);
        out += svg::text({x + 32.0, placed[i] + 16.0}, reached, "quiet");
        if (!has_course_of_its_own(curve)) continue;
        const std::array<svg::Point, 2> thin{{{x, placed[i] + 28.0}, {x + 24.0, placed[i] + 28.0}}};
        out += svg::polyline(thin, std::string("central ") + lines[i].style);
        out += svg::text({x + 32.0, placed[i] + 32.0}, "central values " + central_value(curve, curve.central.back()),
                         "quiet");
    }
    return out;
}

std::string chart(const course::Result& result, const std::vector<Line>& lines, std::string_view id,
                  std::string_view title, std::string_view axis, double height) {
    const svg::Frame frame{52.0, 52.0, 620.0, height};
    const Window window = whole_course(result);
    const svg::Scale x = day_scale(window, frame.left, frame.right());
    const auto [least, most] = extent(lines);
    const svg::Scale y = svg::covering(least, most, frame.bottom(), frame.top, 5);
    std::string body = svg::y_axis(frame, y, svg::ticks(y.from, y.to, 5), "");
    body += svg::text({0.0, 16.0}, axis, "axis-title");
    body += session_marks(result, window, x, {frame.left, frame.top - 2.0, frame.width, frame.height + 2.0});
    body += svg::line({frame.left, y(lines.front().curve.rest)}, {frame.right(), y(lines.front().curve.rest)}, "rest");
    std::string description = fmt::format("At the end of follow-up, {}:", moment(window.to));
    for (const Line& line : lines) {
        const std::string unit = unit_sign(line.curve.unit);
        body += curve_with_band(result, line.curve, window, x, y, line.style);
        description +=
            fmt::format(" {} {}", line.title,
                        in_words({line.curve.median.back(), line.curve.lo.back(), line.curve.hi.back()}, 1.0, unit));
        if (has_course_of_its_own(line.curve))
            description +=
                ", with central values " + with_unit(central_value(line.curve, line.curve.central.back()), unit);
        description += ';';
    }
    for (const Line& line : lines) body += central_course(result, line.curve, window, x, y, line.style);
    description.back() = '.';
    body += end_labels(lines, frame, y) + svg::x_axis(x, frame.bottom(), day_ticks(window, 9), "day");
    return svg::drawing(id, 880.0, frame.bottom() + 46.0, title, description, body);
}

std::string table(const course::Result& result, const std::vector<Line>& lines, const std::string& caption) {
    Table out{caption, {"when"}, {}, ""};
    for (const Line& line : lines) {
        const std::string unit = unit_sign(line.curve.unit);
        out.head.push_back(line.title + (unit.empty() ? "" : ", " + unit));
        if (has_course_of_its_own(line.curve)) out.head.push_back("central");
    }
    for (const double time : reading_times(result)) {
        std::vector<std::string> row{moment(time)};
        for (const Line& line : lines) {
            row.push_back(in_cell(value_at(result, line.curve, time), 1.0, line.curve.unit == "%" ? 1 : finest));
            if (has_course_of_its_own(line.curve))
                row.push_back(central_value(line.curve, central_at(result, line.curve, time)));
        }
        out.rows.push_back(std::move(row));
    }
    return details("Data of this figure", render(out));
}

std::string collagen(const course::Result& result) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < collagens().size(); ++i)
        if (const course::Curve* curve = drawable(result, collagens()[i].name); curve != nullptr && curve->rest != 0.0)
            lines.push_back({as_change(*curve), styles[i], std::string(collagens()[i].title)});
    if (lines.empty()) return "";
    std::string text = "Change from before treatment, averaged over the papillary dermis.";
    if (result.collagen_baseline > 0.0 && result.collagen_baseline != 1.0)
        text += fmt::format(" Before treatment this skin holds {}\u00a0% of the collagen of healthy young skin.",
                            number(result.collagen_baseline * 100.0, 2));
    const bool apart = std::ranges::any_of(lines, has_course_of_its_own, &Line::curve);
    return "<h3>Collagen</h3>\n" + paragraph(text) +
           figure(chart(result, lines, "collagen-figure", "Collagen over the course", "Change from before treatment, %",
                        280.0),
                  fmt::format(
                      "Collagen pools. Lines: medians; shades: 90\u00a0% intervals; {}triangles: sessions. At the "
                      "right: values at the end of follow-up.",
                      apart ? "thin lines: with central values, that is every parameter at its fitted value; " : "")) +
           table(result, lines, "Collagen: change from before treatment (90 % interval)");
}

std::string epidermis(const course::Result& result) {
    const course::Curve* curve = drawable(result, "epidermis_um");
    if (curve == nullptr) return "";
    const std::vector<Line> lines{{*curve, "t3", "Epidermis"}};
    return "<h3>Epidermis</h3>\n" +
           figure(chart(result, lines, "epidermis-figure", "Thickness of the epidermis",
                        "Thickness of the epidermis, µm", 170.0),
                  fmt::format("Thickness of the epidermis. {}otted: before treatment, {}.",
                              has_course_of_its_own(*curve) ? "Thin line: with central values; d" : "D",
                              with_unit(number(curve->rest), "µm"))) +
           table(result, lines, "Thickness of the epidermis (90 % interval)");
}

}  // namespace

std::string collagen_section(const course::Result& result, const core::Bibliography& bibliography) {
    const std::string charts = collagen(result) + epidermis(result);
    std::string html = charts.empty() ? paragraph("This result has no curves of collagen or epidermis.") : charts;
    html += published_figures(result, bibliography);
    return section("collagen", "Collagen and epidermis", html);
}

}  // namespace percuta::report
