// Signals, cells and closure over time: one row a curve, the first weeks beside the whole course.
#include <algorithm>
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

using svg::Anchor;

constexpr double row_height = 50.0, gap = 10.0, first_row = 44.0;

struct Column {
    Window window;
    double from, to;  ///< pixels
    const char* title;
};

std::vector<Column> columns(const course::Result& result) {
    const Window early = early_course(result);
    const Window whole = whole_course(result);
    if (same(early, whole)) return {{whole, 180.0, 740.0, "Whole course"}};
    return {{early, 180.0, 446.0, "First four weeks"}, {whole, 474.0, 740.0, "Whole course"}};
}

/// Rounded to so many digits of the largest departure from rest: what has died away reads 0, not 3 × 10⁻⁹.
std::string amount(const course::Curve& curve, const Excursion& far, double value, int digits = 2) {
    const double departure = std::abs(far.value.median - curve.rest);
    return departure > 0.0 ? rounded(value, std::max(decimals_for(departure, 0.0) + digits - 2, 0)) : number(value);
}

std::string row(const course::Result& result, const course::Curve& curve, const std::vector<Column>& panels, double top,
                std::string_view style) {
    const auto [least, below] = std::minmax_element(curve.lo.begin(), curve.lo.end());
    const auto most = std::max_element(curve.hi.begin(), curve.hi.end());
    double from = std::min(*least, curve.rest);
    double to = std::max(*most, curve.rest);
    if (to - from <= 0.0) to = from + 1.0;
    const svg::Scale y{from, to, top + row_height, top + 3.0};
    // The role says which dermis; said twice, long titles would run into the panel.
    std::string title = title_of(curve.name);
    if (const std::size_t at = title.find(", reticular"); at != std::string::npos) title.erase(at);
    std::string out =
        svg::text({0.0, top + 22.0}, title, "strong") + svg::text({0.0, top + 39.0}, role_of(curve.name), "quiet");
    for (const Column& column : panels) {
        const svg::Scale x = day_scale(column.window, column.from, column.to);
        out += svg::line({column.from, y(curve.rest)}, {column.to, y(curve.rest)}, "rest");
        out += curve_with_band(result, curve, column.window, x, y, style);
    }
    const Excursion far = excursion(result, curve);
    const char* what = far.below_rest ? "lowest" : "peak";
    out +=
        svg::text({756.0, top + 22.0},
                  fmt::format("{} {}", what, with_unit(amount(curve, far, far.value.median), unit_sign(curve.unit))));
    out += svg::text({756.0, top + 39.0}, moment(far.time), "quiet");
    return out;
}

std::string panel(const course::Result& result, const std::vector<const course::Curve*>& curves, std::string_view id,
                  std::string_view title, std::string_view style) {
    const std::vector<Column> panels = columns(result);
    const double bottom = first_row + static_cast<double>(curves.size()) * (row_height + gap);
    std::string body;
    for (const Column& column : panels) {
        const svg::Scale x = day_scale(column.window, column.from, column.to);
        body += svg::text({column.from, 16.0}, column.title, "axis-title");
        body += session_marks(result, column.window, x,
                              {column.from, first_row - 6.0, column.to - column.from, bottom - first_row + 6.0});
        body += svg::x_axis(x, bottom + 4.0, day_ticks(column.window, 6), "day");
    }
    std::string description = "Rows, each scaled to its own largest departure from rest.";
    double top = first_row;
    for (const course::Curve* curve : curves) {
        body += row(result, *curve, panels, top, style);
        const Excursion far = excursion(result, *curve);
        description +=
            fmt::format(" {}: {} {} at {}.", title_of(curve->name), far.below_rest ? "lowest" : "peak",
                        with_unit(amount(*curve, far, far.value.median), unit_sign(curve->unit)), moment(far.time));
        top += row_height + gap;
    }
    return svg::drawing(id, 880.0, bottom + 50.0, title, description, body);
}

std::string table(const course::Result& result, const std::vector<const course::Curve*>& curves,
                  const std::string& caption) {
    Table out{caption, {"", "at rest", "furthest from rest", "when"}, {}, ""};
    std::vector<double> times = reading_times(result);
    for (const double time : times) out.head.push_back(moment(time));
    for (const course::Curve* curve : curves) {
        const Excursion far = excursion(result, *curve);
        const std::string unit = unit_sign(curve->unit);
        std::vector<std::string> row{escape(title_of(curve->name) + (unit.empty() ? "" : ", " + unit)),
                                     number(curve->rest, 2), in_cell(far.value), moment(far.time)};
        for (const double time : times) row.push_back(amount(*curve, far, value_at(result, *curve, time).median, 3));
        out.rows.push_back(std::move(row));
    }
    return render(out);
}

std::string group(const course::Result& result, const std::vector<const course::Curve*>& curves, const std::string& id,
                  const std::string& title, std::string_view style) {
    if (curves.empty()) return "";
    return fmt::format("<h3>{}</h3>\n", escape(title)) +
           figure(panel(result, curves, id, title + " over time", style),
                  fmt::format("{}. Line: median; shade: 90\u00a0% interval; dotted: at rest; triangles: sessions. "
                              "Every row has its own "
                              "scale; the furthest that its median goes from rest stands at its right.",
                              escape(title))) +
           details(
               "Data of this figure",
               table(result, curves, title + ": values (with 90 % interval where the curve is furthest from rest)"));
}

std::vector<const course::Curve*> present(const course::Result& result, std::span<const Name> names) {
    std::vector<const course::Curve*> out;
    for (const Name& name : names)
        if (const course::Curve* curve = drawable(result, name.name)) out.push_back(curve);
    return out;
}

/// Curves that no other figure of the report shows.
std::vector<const course::Curve*> remaining(const course::Result& result) {
    const auto shown = [](std::string_view name) {
        for (const std::span<const Name> names : {signals(), cells(), closure(), collagens()})
            for (const Name& known : names)
                if (known.name == name) return true;
        return name == "epidermis_um";
    };
    std::vector<const course::Curve*> out;
    for (const course::Curve& curve : result.curves)
        if (!shown(curve.name) && drawable(result, curve.name) != nullptr) out.push_back(&curve);
    return out;
}

}  // namespace

std::string cascade_section(const course::Result& result) {
    std::string html = paragraph(
        "Injured cells raise an alarm, inflammatory cells clear debris, repair cells build new matrix, and the "
        "surface closes. Signals are relative: 1 is the level of half effect, 0 is none. Cells and vessels "
        "are relative to what the model calls full density.");
    const std::string groups =
        group(result, present(result, signals()), "signals-figure", "Signals", "s1") +
        group(result, present(result, cells()), "cells-figure", "Cells and vessels", "t2") +
        group(result, present(result, closure()), "closure-figure", "Closure of the surface", "t3");
    html += groups.empty() ? paragraph("This result has no curves of signals, cells or closure.") : groups;
    if (const auto others = remaining(result); !others.empty())
        html +=
            details("Further curves", figure(panel(result, others, "further-figure", "Further curves over time", "s1"),
                                             "Further curves of this result; reading as above.") +
                                          table(result, others, "Further curves: values"));
    return section("cascade", "The healing cascade", html);
}

}  // namespace percuta::report
