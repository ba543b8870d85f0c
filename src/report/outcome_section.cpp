// Clinical scales as readers score them: the same tissue, read by different eyes.
#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/dots.hpp"
#include "report/outcome_words.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Point;

/// What a card is drawn with: its reading, and the range of scores that all readers of the scale share.
struct Card {
    const course::ScaleReading& reading;
    double least, most;
    std::string id;
    const char* style;
};

std::pair<double, double> common_range(const std::vector<const course::ScaleReading*>& readers) {
    double least = 0.0, most = 0.0;
    for (const course::ScaleReading* reading : readers) {
        const auto cover = [&](double value) {
            least = std::min(least, value);
            most = std::max(most, value);
        };
        cover(reading->baseline);
        cover(reading->final.lo);
        cover(reading->final.hi);
        for (const double value : reading->quantiles) cover(value);
        for (const auto& point : reading->timeline) {
            cover(point.value.lo);
            cover(point.value.hi);
        }
    }
    return {least, most};
}

/// "Score, points (lower is better)".
std::string axis_title(const course::ScaleReading& reading) {
    const std::string unit = unit_of(reading);
    return fmt::format("Reading{} ({})", unit.empty() ? "" : ", " + unit, direction(reading));
}

std::string timeline(const course::Result& result, const Card& card) {
    const course::ScaleReading& reading = card.reading;
    const svg::Frame frame{46.0, 34.0, 370.0, 180.0};
    const Window window = whole_course(result);
    const svg::Scale x = day_scale(window, frame.left, frame.right());
    const svg::Scale y = svg::covering(card.least, card.most, frame.bottom(), frame.top, 5);
    std::vector<Point> median, lo, hi;
    for (const auto& point : reading.timeline) {
        const double at = x(point.time / core::day);
        median.push_back({at, y(point.value.median)});
        lo.push_back({at, y(point.value.lo)});
        hi.push_back({at, y(point.value.hi)});
    }
    std::string body = svg::y_axis(frame, y, svg::ticks(y.from, y.to, 5), "");
    body += svg::text({0.0, 14.0}, axis_title(reading), "axis-title");
    body += session_marks(result, window, x, {frame.left, frame.top - 2.0, frame.width, frame.height + 2.0});
    const double rest = y(reading.baseline);
    body += svg::line({frame.left, rest}, {frame.right(), rest}, "rest");
    if (median.size() > 1)
        body += svg::band(hi, lo, fmt::format("band {}", card.style)) +
                svg::polyline(median, fmt::format("line {}", card.style));
    body += svg::x_axis(x, frame.bottom(), day_ticks(window, 6), "day");
    return svg::drawing(card.id + "-time", 424.0, frame.bottom() + 44.0,
                        fmt::format("{} over time, {}", title_of_scale(reading), title_of_reader(reading)),
                        change_in_words(reading), body);
}

/// Twenty equally probable final readings; the reading before treatment as a line through them.
std::string dot_plot(const Card& card) {
    constexpr double diameter = 13.0, left = 46.0, right = 416.0, head = 30.0;
    const course::ScaleReading& reading = card.reading;
    const svg::Scale range = svg::covering(card.least, card.most, left, right, 5);
    const std::vector<Dot> dots = stacked(reading.quantiles, range, diameter);
    const double bottom = head + diameter * std::max(highest(dots), 4) + 4.0;
    std::string body;
    const double before = range(reading.baseline);
    const bool at_left = before < 0.5 * (left + right);
    body += svg::line({before, head - 12.0}, {before, bottom}, "before");
    body += svg::text({before + (at_left ? 6.0 : -6.0), head - 14.0},
                      fmt::format("{}: {}", reading.of_change ? "no change" : "before",
                                  with_unit(number(reading.baseline), unit_of(reading))),
                      "quiet halo", at_left ? svg::Anchor::start : svg::Anchor::end);
    for (const Dot& dot : dots)
        body += svg::marker({dot.at, bottom - diameter * (dot.below + 0.5)}, svg::Shape::circle,
                            fmt::format("point {}", card.style), 0.5 * diameter);
    body += svg::x_axis(range, bottom, svg::ticks(range.from, range.to, 5), axis_title(reading));
    return svg::drawing(card.id + "-dots", 424.0, bottom + 44.0,
                        fmt::format("Twenty equally probable final readings, {}", title_of_reader(reading)),
                        fmt::format("One dot is one person of twenty. On {}: {}.", moment(reading.time),
                                    in_words(reading.final, 1.0, unit_of(reading), "90\u00a0% prediction interval")),
                        body);
}

std::string array(const Card& card, const Chance& chance) {
    const std::string who = capitalised(of_hundred(chance));
    return fmt::format(
        "<div>{}<strong>{}</strong> {}. In skin that did not change: {}.</div>\n",
        icon_array(card.id + "-" + chance.name, out_of_hundred(chance.probability), who + " " + chance.words,
                   out_of_hundred(chance.interval.lo), out_of_hundred(chance.interval.hi)),
        who, chance.words, people(chance.untreated));
}

std::string card_html(const course::Result& result, const Card& card) {
    const course::ScaleReading& reading = card.reading;
    std::string arrays;
    for (const Chance& chance : chances(reading)) arrays += array(card, chance);
    std::string dots = "<div></div>\n";  // its place on the grid, so that what follows stands level
    if (!reading.quantiles.empty())
        dots = figure(
            dot_plot(card),
            fmt::format("Final reading on {}. Each dot is one of 20 people like this: all dots are equally "
                        "probable{}.",
                        moment(reading.time),
                        reading.of_change ? "; dotted: no change" : "; dotted: the true score before treatment"));
    return fmt::format(
        "<div>\n<h4>{}</h4>\n{}{}{}<div class=\"arrays\">\n{}</div>\n</div>\n", escape(title_of_reader(reading)),
        figure(timeline(result, card),
               fmt::format("Median reading; shade: 90\u00a0% prediction band for one person; dotted: {}.",
                           reading.of_change ? "no change" : "baseline")),
        dots, paragraph(change_in_words(reading)), arrays);
}

std::string nothing_read(const course::Result& result) {
    return result.plan.concern.baseline
               ? "No clinical scale is read: the model has no observation of this scale for this concern."
               : "No clinical scale is read: the plan states no baseline for its concern, or no scale is known for it.";
}

/// The skin itself, before anybody reads it.
std::string quantities(const course::Result& result) {
    if (result.quantities.empty()) return "";
    Table table{
        "The skin itself at the end of the course. Where nothing is known of how needling changes a quantity, "
        "no effect is assumed and it stays as it was.",
        {"quantity", "before", "at the end, over people", "level", "what is known"},
        {},
        "text"};
    for (const outcome::QuantityReading& one : result.quantities) {
        const std::string unit = unit_sign(one.unit);
        table.rows.push_back({escape(one.title), escape(with_unit(number(one.before), unit)),
                              escape(with_unit(in_cell(one.after), unit)), escape(one.level), escape(one.evidence)});
    }
    return details("Physical quantities behind the scores", render(table), OnPaper::always);
}

}  // namespace

std::string outcome_section(const course::Result& result) {
    const std::string title = "What a reader would see";
    if (result.outcome.empty()) return section("outcome", title, paragraph(nothing_read(result)) + quantities(result));
    std::string html = paragraph(
        "Readers look at the same simulated skin. One who knows the treatment tends to see more; a blinded reader of "
        "photographs sees less. The gap between them is part of what published studies disagree about. In the squares, "
        "full ones are sure within the 90\u00a0% interval, pale ones lie between its lower end and the best estimate, "
        "rimmed ones between that and its upper end.");
    std::vector<std::string> scales;
    for (const course::ScaleReading& reading : result.outcome)
        if (std::ranges::find(scales, reading.scale) == scales.end()) scales.push_back(reading.scale);
    int count = 0;
    for (const std::string& scale : scales) {
        std::vector<const course::ScaleReading*> readers;
        for (const course::ScaleReading& reading : result.outcome)
            if (reading.scale == scale) readers.push_back(&reading);
        const auto [least, most] = common_range(readers);
        std::string cards = "<div class=\"readers\">\n";
        for (std::size_t i = 0; i < readers.size(); ++i)
            cards += card_html(
                result, {*readers[i], least, most, fmt::format("reading-{}", ++count), i % 2 == 0 ? "s1" : "s2"});
        cards += "</div>\n";
        const std::string name = title_of_scale(*readers.front());
        // The scale of the plan's baseline comes first; the others are for those who look closer.
        html += scale == scales.front() ? fmt::format("<h3>{}</h3>\n{}", escape(name), cards) : details(name, cards);
    }
    return section("outcome", title, html + quantities(result));
}

}  // namespace percuta::report
