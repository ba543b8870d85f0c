// Published figures beside the reading that they belong to. A figure of ultrasound is never set against one of a
// stained section: each assay, and each curve that a figure names, has its own chart and its own axis.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/names.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Anchor;
using svg::Shape;

constexpr double width = 420.0, column = 460.0, height = 300.0;

/// What one chart shows: the simulated reading over time and the numbers of the published figures on it.
struct Chart {
    std::string name;
    std::string title;
    std::vector<double> times;
    std::vector<course::Interval> readings;
    const course::Curve* curve = nullptr;  ///< when the figures name a curve instead of an assay
    std::vector<std::size_t> figures;      ///< indices into result.published
};

Shape shape_of(std::string_view role) {
    if (role == "calibration") return Shape::square;
    return role == "held-out" ? Shape::circle : Shape::diamond;
}

std::string role_in_words(std::string_view role) {
    if (role == "calibration") return "used to calibrate the model";
    if (role == "held-out") return "held out: never used to calibrate";
    return "shown only";
}

std::vector<Chart> charts(const course::Result& result) {
    std::vector<Chart> out;
    for (std::size_t i = 0; i < result.published.size(); ++i) {
        const std::string& name = result.published[i].compared;
        auto found = std::find_if(out.begin(), out.end(), [&](const Chart& chart) { return chart.name == name; });
        if (found == out.end()) {
            Chart chart{name, capitalised(words(name)), {}, {}, nullptr, {}};
            for (const course::Assay& assay : result.assays)
                if (assay.name == name) {
                    chart.title = assay.title;
                    chart.times.push_back(assay.time);
                    chart.readings.push_back(assay.change);
                }
            if (const course::Curve* curve = drawable(result, name);
                curve != nullptr && chart.times.empty() && curve->rest != 0.0) {
                chart.title = title_of(name);
                chart.curve = curve;
                for (std::size_t row = 0; row < result.times.size(); ++row) {
                    const auto change = [&](double value) { return (value / curve->rest - 1.0) * 100.0; };
                    chart.times.push_back(result.times[row]);
                    chart.readings.push_back(
                        {change(curve->median[row]), change(curve->lo[row]), change(curve->hi[row])});
                }
            }
            out.push_back(std::move(chart));
            found = out.end() - 1;
        }
        found->figures.push_back(i);
    }
    return out;
}

/// A published figure stands as long after this plan's last session as it was read after its own.
double day_of(const course::Result& result, const course::Published& figure) {
    const double last = result.sessions.empty() ? 0.0 : result.sessions.back().time;
    return (last + figure.after_last) / core::day;
}

bool printed(const course::Published& figure) { return figure.error > 0.0; }

std::string simulated(const Chart& chart, const svg::Scale& x, const svg::Scale& y) {
    std::vector<svg::Point> median, lo, hi;
    for (std::size_t i = 0; i < chart.times.size(); ++i) {
        const double at = x(chart.times[i] / core::day);
        median.push_back({at, y(chart.readings[i].median)});
        lo.push_back({at, y(chart.readings[i].lo)});
        hi.push_back({at, y(chart.readings[i].hi)});
    }
    std::string out;
    if (median.size() > 1) out += svg::band(hi, lo, "band s1") + svg::polyline(median, "line s1");
    if (chart.curve != nullptr) return out;
    for (std::size_t i = 0; i < median.size(); ++i)
        out += svg::line(hi[i], lo[i], "whisker") + svg::marker(median[i], Shape::circle, "dot", 5.0);
    return out;
}

/// Numbers above the points, moved apart when points of one time stand close together.
std::string numbers(const course::Result& result, const Chart& chart, const svg::Scale& x, const svg::Scale& y) {
    std::string out;
    std::vector<std::pair<svg::Point, std::size_t>> placed;
    for (const std::size_t i : chart.figures) {
        const course::Published& figure = result.published[i];
        svg::Point at{x(day_of(result, figure)), y(figure.change + figure.error) - 10.0};
        const auto taken = [&](const auto& other) {
            return std::abs(other.first.x - at.x) < 14.0 && std::abs(other.first.y - at.y) < 14.0;
        };
        while (std::any_of(placed.begin(), placed.end(), taken)) at.y -= 14.0;
        placed.emplace_back(at, i);
        out += svg::text(at, std::to_string(i + 1), "strong halo", Anchor::middle);
    }
    return out;
}

std::string draw(const course::Result& result, const Chart& chart, double left, double top) {
    const svg::Frame frame{left + 48.0, top + 54.0, width - 64.0, height - 110.0};
    double least = 0.0, most = 0.0, last = whole_course(result).to;
    for (const course::Interval& reading : chart.readings) {
        least = std::min(least, reading.lo);
        most = std::max(most, reading.hi);
    }
    for (const std::size_t i : chart.figures) {
        const course::Published& figure = result.published[i];
        least = std::min(least, figure.change - figure.error);
        most = std::max(most, figure.change + figure.error);
        last = std::max(last, day_of(result, figure) * core::day);
    }
    const Window window{0.0, last * 1.04};
    const svg::Scale x = day_scale(window, frame.left, frame.right());
    const svg::Scale y = svg::covering(least, most, frame.bottom(), frame.top, 5);
    std::string out = svg::text({left, top + 14.0}, chart.title, "strong") +
                      svg::text({left, top + 31.0}, "change from before treatment, %", "quiet");
    for (const double value : svg::ticks(y.from, y.to, 5)) {
        out += svg::line({frame.left, y(value)}, {frame.right(), y(value)}, "grid");
        out += svg::text({frame.left - 8.0, y(value) + 4.0}, rounded(value, y.to - y.from < 5.0 ? 1 : 0), "tick",
                         Anchor::end);
    }
    out += svg::line({frame.left, y(0.0)}, {frame.right(), y(0.0)}, "axis");
    out += session_marks(result, window, x, {frame.left, frame.top - 2.0, frame.width, frame.height + 2.0});
    out += simulated(chart, x, y);
    for (const std::size_t i : chart.figures) {
        const course::Published& figure = result.published[i];
        const double at = x(day_of(result, figure));
        if (printed(figure))
            out += svg::error_bar(at, y(figure.change + figure.error), y(figure.change - figure.error), "printed-bar");
        out += svg::marker({at, y(figure.change)}, shape_of(figure.role), printed(figure) ? "printed" : "unprinted");
    }
    return out + numbers(result, chart, x, y) +
           svg::x_axis(x, frame.bottom(), day_ticks(window, 5), "day after the first session");
}

std::string keys() {
    using svg::marker;
    return legend({{svg::marker({14.0, 8.0}, Shape::circle, "dot"), "simulated, this plan, with 90 % interval"},
                   {svg::marker({14.0, 8.0}, Shape::square, "printed"), "published: calibration"},
                   {svg::marker({14.0, 8.0}, Shape::circle, "printed"), "published: held out"},
                   {svg::marker({14.0, 8.0}, Shape::diamond, "printed"), "published: display"},
                   {svg::marker({14.0, 8.0}, Shape::circle, "unprinted"), "open marker: spread not printed"}});
}

std::string spread_in_words(const course::Published& figure) {
    if (!printed(figure)) return "spread not printed";
    return fmt::format("± {} ({})", with_unit(number(figure.error), "%"), escape(figure.error_kind));
}

std::string table(const course::Result& result, const std::vector<Chart>& all, const core::Bibliography& bibliography) {
    Table out{"The published figures: numbers as in the charts",
              {"", "study", "reading", "change", "role", "conditions, and how they differ from this plan"},
              {},
              "text"};
    for (const Chart& chart : all)
        for (const std::size_t i : chart.figures) {
            const course::Published& figure = result.published[i];
            const Source source = source_of(figure.source, bibliography);
            const std::string study =
                source.link.empty() ? escape(figure.study)
                                    : fmt::format("<a href=\"{}\">{}</a>", escape(source.link), escape(figure.study));
            out.rows.push_back(
                {std::to_string(i + 1), study,
                 escape(chart.title) + "<br>" +
                     (figure.after_last > 0.0 ? duration(figure.after_last) + " after its last session"
                                              : "at its last session"),
                 with_unit(with_sign(number(figure.change)), "%") + "<br>" + spread_in_words(figure),
                 role_in_words(figure.role),
                 escape(figure.conditions) +
                     (figure.note.empty() ? "" : "<br><span class=\"muted\">" + escape(figure.note) + "</span>")});
        }
    return render(out);
}

}  // namespace

std::string published_figures(const course::Result& result, const core::Bibliography& bibliography) {
    const std::string heading = "<h3>Beside published figures</h3>\n";
    if (result.published.empty())
        return heading + paragraph("No published figure is near enough to this plan to stand beside it.");
    const std::vector<Chart> all = charts(result);
    std::string body;
    std::string description;
    double bottom = 0.0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double top = static_cast<double>(i / 2) * (height + 24.0);
        body += draw(result, all[i], i % 2 == 0 ? 0.0 : column, top);
        bottom = top + height;
        for (const std::size_t k : all[i].figures)
            description += fmt::format("{}, {}: {}. ", result.published[k].study, all[i].title,
                                       with_unit(with_sign(number(result.published[k].change)), "%"));
    }
    return heading +
           paragraph(
               "Laboratory readings differ: a stained area, an antibody and an echo do not measure the same thing. "
               "Each chart keeps to "
               "one reading. The published figures come from other protocols, so they are neighbours of this plan, not "
               "targets; the "
               "table says how they differ.") +
           figure(svg::drawing("published-figure", 880.0, bottom, "Simulated readings beside published figures",
                               description, body) +
                      keys(),
                  "Simulated laboratory readings and published figures, each as long after the last session as it was "
                  "read. Bars of published "
                  "figures are what the "
                  "paper printed.") +
           table(result, all, bibliography);
}

}  // namespace percuta::report
