// How the channels close: the lumen and the water barrier over hours, and when each counts as closed.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/amounts.hpp"
#include "report/hours.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Anchor;
using svg::Point;

constexpr double left_panel = 48.0, right_panel = 508.0, panel_width = 352.0, panel_top = 40.0, panel_height = 210.0;
constexpr double row_height = 40.0, first_row = 34.0, rows_from = 250.0, rows_to = 600.0;
constexpr double least_shown = 12.0 * core::hour;

/// Of the closing times as far as they are known, and some room after the last.
double closed_until(const course::ChannelClosure& closure) {
    double last = least_shown;
    for (const course::ClosingTime& time : closure.over)
        for (const double seconds : {time.median, time.p95, closure.restart})
            if (std::isfinite(seconds)) last = std::max(last, seconds);
    return std::min(closure.times.back(), last * 1.15);
}

/// The curves end soon after half of people are closed: later there is little to be seen.
double changing_until(const course::ChannelClosure& closure) {
    double last = least_shown;
    for (const course::ClosingTime& time : closure.over)
        last = std::max(last, std::isfinite(time.median) ? time.median * 1.3 : closure.times.back());
    return std::min(closure.times.back(), std::ceil(last / core::hour) * core::hour);
}

double largest(const course::Band& band) {
    return std::max(*std::ranges::max_element(band.hi), *std::ranges::max_element(band.median));
}

std::string lumen_panel(const course::ChannelClosure& closure, const HourAxis& x) {
    const svg::Frame frame{left_panel, panel_top, panel_width, panel_height};
    const svg::Scale y{0.0, 100.0, frame.bottom(), frame.top};
    return svg::y_axis(frame, y, svg::ticks(0.0, 100.0, 5), "Radius of the channels, % of the first") +
           hourly_band(closure.times, closure.patency, 100.0, x, y, "s1") +
           hourly_band(closure.times, closure.lumen_left, 100.0, x, y, "s3") + x.draw(frame.bottom());
}

std::string water_panel(const course::ChannelClosure& closure, const HourAxis& x) {
    const svg::Frame frame{right_panel, panel_top, panel_width, panel_height};
    const double rest = closure.base_water_loss * grams_per_square_metre_and_hour;
    const svg::Scale y = svg::covering(
        0.0, std::max(rest, largest(closure.water_loss) * grams_per_square_metre_and_hour), frame.bottom(), frame.top);
    std::string out = svg::y_axis(frame, y, svg::ticks(y.from, y.to, 5), "");
    out += svg::text({frame.left - 40.0, frame.top - 14.0}, "Water loss through the skin (TEWL), g/m²/h", "axis-title");
    out += hourly_band(closure.times, closure.water_loss, grams_per_square_metre_and_hour, x, y, "s2");
    out += svg::line({frame.left, y(rest)}, {frame.right(), y(rest)}, "rest");
    out += svg::text({frame.right(), y(rest) + 15.0}, "this skin without holes", "quiet halo", Anchor::end);
    return out + x.draw(frame.bottom());
}

std::string both_panels(const course::ChannelClosure& closure) {
    const HourAxis x = hour_axis(0.0, changing_until(closure), left_panel, left_panel + panel_width);
    const std::size_t row = row_at(closure.times, 4.0 * core::hour);
    const std::string description = fmt::format(
        "At {}, the channels have {} % of their first radius (median), and water loss is {} g/m²/h, from {} right "
        "after "
        "the needles and {} without holes.",
        after_needles(closure.times[row]), number(closure.patency.median[row] * 100.0, 2),
        number(closure.water_loss.median[row] * grams_per_square_metre_and_hour, 2),
        number(closure.water_loss.median.front() * grams_per_square_metre_and_hour, 2),
        number(closure.base_water_loss * grams_per_square_metre_and_hour, 2));
    return svg::drawing(
        "closing-figure", 880.0, panel_top + panel_height + 44.0, "Channels and water loss over the hours", description,
        lumen_panel(closure, x) + water_panel(closure, x.moved(right_panel, right_panel + panel_width)));
}

std::string curves_table(const course::ChannelClosure& closure) {
    const auto at = [](const course::Band& band, std::size_t row, double factor) {
        if (band.hi[row] * factor < 0.05) return std::string("0");
        return in_cell({band.median[row], band.lo[row], band.hi[row]}, factor, 1);
    };
    Table table{"Channels and water loss after the needles: median (90 % interval)",
                {"", "radius of the channels, % of the first", "by resealing alone, %", "water loss, g/m²/h"},
                {},
                ""};
    for (const std::size_t row : reading_rows(closure.times))
        table.rows.push_back({capitalised(after_needles(closure.times[row])), at(closure.patency, row, 100.0),
                              at(closure.lumen_left, row, 100.0),
                              at(closure.water_loss, row, grams_per_square_metre_and_hour)});
    return render(table);
}

std::string hours_in_cell(double seconds) {
    return std::isfinite(seconds) ? number(seconds / core::hour) : std::string("never");
}

/// "2.1 to 9 h", "6 h to never".
std::string range_of_people(const course::ClosingTime& time) {
    if (time.p10 == time.p95) return "";
    if (!std::isfinite(time.p10)) return "not in 90 of 100 people";
    if (!std::isfinite(time.p95)) return fmt::format("{} h to never", number(time.p10 / core::hour));
    return fmt::format("{} to {} h", number(time.p10 / core::hour), number(time.p95 / core::hour));
}

std::string closing_row(const course::ClosingTime& time, const HourAxis& x, double y) {
    const double end = x.x.to * x.unit;
    const auto within = [&](double seconds) { return x(std::min(seconds, end)); };
    std::string out = svg::text({0.0, y + 4.0}, time.title, "strong");
    if (std::isfinite(time.p10)) out += svg::line({within(time.p10), y}, {within(time.p95), y}, "whisker");
    if (!(time.p95 <= end)) {  // goes on beyond the axis
        const std::vector<Point> tip{{rows_to + 9.0, y}, {rows_to, y - 5.0}, {rows_to, y + 5.0}};
        out += svg::polygon(tip, "dot");
    }
    if (time.median <= end) out += svg::marker({x(time.median), y}, svg::Shape::circle, "dot");
    out += svg::text({rows_to + 24.0, y - 3.0},
                     std::isfinite(time.median) ? with_unit(number(time.median / core::hour), "h") : "never", "strong");
    return out + svg::text({rows_to + 24.0, y + 13.0}, range_of_people(time), "quiet");
}

std::string restart_line(const course::ChannelClosure& closure, const HourAxis& x, double bottom) {
    if (!(closure.restart <= x.x.to * x.unit)) return "";
    const double at = x(closure.restart);
    const bool at_left = at > 0.5 * (rows_from + rows_to);
    return svg::line({at, first_row - 12.0}, {at, bottom}, "nominal") +
           svg::text({at + (at_left ? -6.0 : 6.0), first_row - 4.0}, "actives again", "quiet halo",
                     at_left ? Anchor::end : Anchor::start);
}

std::string closing_times(const course::ChannelClosure& closure) {
    const HourAxis x = hour_axis(0.0, closed_until(closure), rows_from, rows_to);
    const double bottom = first_row + 6.0 + row_height * static_cast<double>(closure.over.size());
    std::string body, description;
    for (const double tick : x.ticks) body += svg::line({x.x(tick), first_row}, {x.x(tick), bottom}, "grid");
    body += restart_line(closure, x, bottom);
    double y = first_row + 0.5 * row_height;
    for (const course::ClosingTime& time : closure.over) {
        body += closing_row(time, x, y);
        y += row_height;
        description +=
            fmt::format("{}: half of such people by {} h; 10 of 100 by {} h, 95 of 100 by {} h. ", time.title,
                        hours_in_cell(time.median), hours_in_cell(time.p10), hours_in_cell(time.p95));
    }
    return svg::drawing("closed-figure", 880.0, bottom + 44.0, "When the channels count as closed", description,
                        body + x.draw(bottom));
}

std::string times_table(const course::ChannelClosure& closure) {
    Table table{"When the channels count as closed, hours after the needles",
                {"", "10 of 100 people", "half of them", "95 of 100 people", "with central values"},
                {},
                ""};
    for (const course::ClosingTime& time : closure.over)
        table.rows.push_back({escape(time.title), hours_in_cell(time.p10), hours_in_cell(time.median),
                              hours_in_cell(time.p95), hours_in_cell(time.central)});
    return render(table);
}

std::string dated(const course::Result& result) {
    const auto& start = result.plan.schedule.start;
    if (!start) return "";
    const int days = static_cast<int>(std::ceil(result.closure.restart / core::day - 1e-9));
    const core::Date first{std::chrono::sys_days(*start) + std::chrono::days(days)};
    return fmt::format(" After the first session, on {}, that is {}.", iso(*start), iso(first));
}

std::string restart(const course::Result& result) {
    const double time = result.closure.restart;
    if (!std::isfinite(time))
        return "<strong>No time from which actives may be put on again was found:</strong> in more than 5 of 100 such "
               "people the channels stay open within what was simulated.";
    return fmt::format(
        "<strong>Put actives on again from {}:</strong> by then the channels of 95 of 100 such people are closed.{}{}",
        hour_and_day(time), dated(result),
        result.sessions.size() > 1 ? " Each session opens new channels, and the count begins anew." : "");
}

}  // namespace

std::string closure_section(const course::Result& result) {
    const course::ChannelClosure& closure = result.closure;
    if (!simulated(closure))
        return section("channels", "How the channels close", paragraph("No channels were simulated for this plan."));
    if (!opened(closure))
        return section("channels", "How the channels close",
                       paragraph("No channel passes the stratum corneum, so that there is none to close."));
    std::string html = paragraph(
        "Skin closes by two clocks. The water barrier comes back first; a channel may by then still let a product or a "
        "dye in. “Closed” therefore says by what it was seen.");
    html += paragraph(restart(result));
    if (closure.covered)
        html += paragraph(
            "A product under a film covers the holes for part of the time: covered channels stay open longer.");
    const std::string lines = legend({{svg::line({0, 8}, {28, 8}, "line s1"), "open radius, as products meet it"},
                                      {svg::line({0, 8}, {28, 8}, "line s3"), "what resealing alone leaves of it"},
                                      {svg::line({0, 8}, {28, 8}, "line s2"), "water loss"}});
    html += figure(both_panels(closure) + lines,
                   "Channels of one session (left) and water loss (right) over the same hours. Line: median; shade: "
                   "90\u00a0% interval; dotted: this skin without holes.");
    if (!closure.over.empty())
        html += figure(closing_times(closure),
                       "When the channels count as closed. Dot: half of such people; bar: from 10 to 95 of 100 people; "
                       "dashed: from when actives may be put on again.");
    html += details("Data of these figures", times_table(closure) + curves_table(closure));
    return section("channels", "How the channels close", html);
}

}  // namespace percuta::report
