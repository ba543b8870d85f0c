// Curves of all plans on the same days and the same scale.
#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/compare_parts.hpp"
#include "report/names.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

/// Redness and alarm are over by then.
constexpr double early = 14.0 * core::day;

/// What is drawn, where any plan leads to it.
struct Chart {
    const char* curve;
    const char* title;
    const char* axis;
    bool as_change;  ///< per cent of change from rest, which differs between skins
    bool early;      ///< the first two weeks only
};
constexpr std::array charts{
    Chart{"collagen_total", "Collagen in the papillary dermis", "Change from before treatment, %", true, false},
    Chart{"epidermis_um", "Thickness of the epidermis, over people", "µm", false, false},
    Chart{"hair_density", "Hair density", "Change from before treatment, %", true, false},
    Chart{"neutrophils", "Neutrophils: how strong the alarm is, and how soon it is over", "Relative to the reference",
          false, true},
    Chart{"erythema", "Redness", "1 is just visible", false, true},
};

struct Line {
    std::size_t plan;
    const course::Result* result;
    course::Curve curve;
};

/// The curve, where it was asked for as a change from rest.
course::Curve as_drawn(const course::Curve& curve, const Chart& chart) {
    course::Curve out = curve;
    if (!chart.as_change) return out;
    for (std::vector<double>* values : {&out.median, &out.lo, &out.hi, &out.central})
        for (double& value : *values) value = (value / curve.rest - 1.0) * 100.0;
    out.unit = "%";
    out.rest = 0.0;
    return out;
}

std::vector<Line> lines_of(const Comparison& comparison, const Chart& chart) {
    std::vector<Line> out;
    for (std::size_t i = 0; i < comparison.plans.size(); ++i) {
        const course::Result& result = comparison.plans[i].result;
        const course::Curve* curve = drawable(result, chart.curve);
        if (curve == nullptr || (chart.as_change && curve->rest == 0.0)) continue;
        out.push_back({i, &result, as_drawn(*curve, chart)});
    }
    return out;
}

Window window_of(const std::vector<Line>& lines, const Chart& chart) {
    Window out;
    for (const Line& line : lines) out.to = std::max(out.to, whole_course(*line.result).to);
    if (chart.early) out.to = std::min(out.to, early);
    return out;
}

/// What is said of a line: its highest point where it is soon over, else where it ends.
struct Said {
    double time = 0.0;
    core::Interval value;
};
Said said_of(const Line& line, const Chart& chart, const Window& window) {
    const std::vector<double>& times = line.result->times;
    std::size_t row = 0;
    for (std::size_t i = 0; i < times.size() && times[i] <= window.to; ++i)
        if (!chart.early || line.curve.median[i] > line.curve.median[row]) row = i;
    return {times[row], {line.curve.median[row], line.curve.lo[row], line.curve.hi[row]}};
}

svg::Scale common_scale(const std::vector<Line>& lines, const Window& window, double bottom, double top) {
    double least = lines.front().curve.rest, most = least;
    for (const Line& line : lines)
        for (std::size_t row = 0; row < line.result->times.size(); ++row) {
            if (line.result->times[row] > window.to) break;
            least = std::min(least, line.curve.lo[row]);
            most = std::max(most, line.curve.hi[row]);
        }
    return svg::covering(least, most, bottom, top, 4);
}

/// A row of marks for the sessions of each plan, above the frame, with its letter.
std::string sessions_of(const std::vector<Line>& lines, const Window& window, const svg::Scale& x, double top) {
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double y = top + 12.0 * static_cast<double>(i);
        out += svg::text({x.start - 10.0, y + 4.0}, letter(lines[i].plan), "tick", svg::Anchor::end);
        for (const course::Session& session : lines[i].result->sessions)
            if (session.time <= window.to) {
                const double at = x(session.time / core::day);
                out += svg::line({at, y - 4.0}, {at, y + 4.0}, "mark " + style_of(lines[i].plan));
            }
    }
    return out;
}

/// Letters and values at the right, as high as the lines end.
std::string ends(const std::vector<Line>& lines, const Chart& chart, const Window& window, const svg::Frame& frame,
                 const svg::Scale& y) {
    std::vector<double> wanted;
    for (const Line& line : lines)
        wanted.push_back(y(value_at(*line.result, line.curve, std::min(window.to, line.result->times.back())).median) +
                         4.0);
    const std::vector<double> placed = svg::spread(wanted, 36.0, frame.top + 10.0, frame.bottom() - 20.0);
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double x = frame.right() + 12.0;
        const std::array<svg::Point, 2> sample{{{x, placed[i] - 4.0}, {x + 26.0, placed[i] - 4.0}}};
        out += svg::polyline(sample, "line " + style_of(lines[i].plan));
        out += svg::text({x + 34.0, placed[i]}, letter(lines[i].plan), "strong");
        const Said said = said_of(lines[i], chart, window);
        const std::string value = in_cell(said.value, 1.0, chart.as_change ? 1 : finest);
        out += svg::text({x + 50.0, placed[i]}, chart.as_change ? with_sign(value) : value, "quiet");
        out += svg::text({x + 50.0, placed[i] + 15.0}, (chart.early ? "peak, " : "") + moment(said.time), "quiet");
    }
    return out;
}

std::string drawn(const Chart& chart, const std::vector<Line>& lines) {
    const double rows = 12.0 * static_cast<double>(lines.size());
    const svg::Frame frame{52.0, 34.0 + rows, 600.0, 210.0};
    const Window window = window_of(lines, chart);
    const svg::Scale x = day_scale(window, frame.left, frame.right());
    const svg::Scale y = common_scale(lines, window, frame.bottom(), frame.top);
    std::string body = svg::text({0.0, 14.0}, chart.axis, "axis-title");
    body += sessions_of(lines, window, x, 26.0) + svg::y_axis(frame, y, svg::ticks(y.from, y.to, 4), "");
    body += svg::line({frame.left, y(lines.front().curve.rest)}, {frame.right(), y(lines.front().curve.rest)}, "rest");
    std::string description;
    for (const Line& line : lines) {
        // Many shades over each other turn grey.
        const char* shade = lines.size() > 2 ? " faint" : "";
        body += curve_with_band(*line.result, line.curve, window, x, y, style_of(line.plan) + shade);
        const Said said = said_of(line, chart, window);
        description += fmt::format("Plan {}, {}: {}. ", letter(line.plan), moment(said.time),
                                   in_words(said.value, 1.0, unit_sign(line.curve.unit)));
    }
    body += ends(lines, chart, window, frame, y) + svg::x_axis(x, frame.bottom(), day_ticks(window, 9), "day");
    return figure(svg::drawing(std::string("curves-") + chart.curve, 880.0, frame.bottom() + 44.0, chart.title,
                               description, body),
                  fmt::format("{}. Median; shade: 90\u00a0% band; at the right {}. Ticks above: sessions.",
                              escape(chart.title), chart.early ? "the peak" : "the value at the end"));
}

}  // namespace

std::string style_of(std::size_t plan) { return "s" + std::to_string(plan + 1); }

svg::Shape shape_of(std::size_t plan) {
    constexpr std::array shapes{svg::Shape::circle, svg::Shape::square, svg::Shape::diamond, svg::Shape::triangle};
    return shapes[plan % shapes.size()];
}

std::string plan_legend(const Comparison& comparison) {
    std::vector<std::pair<std::string, std::string>> entries;
    for (std::size_t i = 0; i < comparison.plans.size(); ++i) {
        const std::array<svg::Point, 2> sample{{{1.0, 8.0}, {27.0, 8.0}}};
        entries.emplace_back(svg::polyline(sample, "line " + style_of(i)) +
                                 svg::marker({14.0, 8.0}, shape_of(i), "point " + style_of(i), 4.0),
                             letter(i) + ": " + title_of(comparison.plans[i]));
    }
    return legend(entries);
}

std::string compared_curves(const Comparison& comparison) {
    std::string out;
    for (const Chart& chart : charts)
        if (const std::vector<Line> lines = lines_of(comparison, chart); !lines.empty()) out += drawn(chart, lines);
    return out;
}

}  // namespace percuta::report
