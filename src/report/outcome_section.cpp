// Clinical scales as two readers score them: the same tissue, read by different eyes.
#include <algorithm>
#include <cmath>
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

using svg::Point;

std::string title_of_reader(const course::ScaleReading& reading) {
    return capitalised(reading.reader_title.empty() ? words(reading.reader) : reading.reader_title);
}

/// One axis for all readers of a scale, so that they can be compared.
svg::Scale common_axis(const std::vector<const course::ScaleReading*>& readers, double bottom, double top) {
    double least = 0.0, most = 0.0;
    for (const course::ScaleReading* reading : readers) {
        most = std::max({most, reading->baseline, reading->final.hi});
        least = std::min(least, reading->final.lo);
        for (const auto& point : reading->timeline) {
            most = std::max(most, point.value.hi);
            least = std::min(least, point.value.lo);
        }
    }
    return svg::covering(least, most, bottom, top, 5);
}

std::string timeline(const course::Result& result, const course::ScaleReading& reading, const svg::Scale& y,
                     const std::string& id, const char* style) {
    const svg::Frame frame{40.0, 34.0, 376.0, 180.0};
    const Window window = whole_course(result);
    const svg::Scale x = day_scale(window, frame.left, frame.right());
    std::vector<Point> median, lo, hi;
    for (const auto& point : reading.timeline) {
        const double at = x(point.time / core::day);
        median.push_back({at, y(point.value.median)});
        lo.push_back({at, y(point.value.lo)});
        hi.push_back({at, y(point.value.hi)});
    }
    std::string body = svg::y_axis(frame, y, svg::ticks(y.from, y.to, 5), "");
    body += svg::text({0.0, 14.0}, "Score", "axis-title");
    body += session_marks(result, window, x, {frame.left, frame.top - 2.0, frame.width, frame.height + 2.0});
    body += svg::line({frame.left, y(reading.baseline)}, {frame.right(), y(reading.baseline)}, "rest");
    if (median.size() > 1)
        body += svg::band(hi, lo, fmt::format("band {}", style)) + svg::polyline(median, fmt::format("line {}", style));
    body += svg::x_axis(x, frame.bottom(), day_ticks(window, 6), "day");
    return svg::drawing(
        id, 424.0, frame.bottom() + 44.0, fmt::format("Score over time, {}", title_of_reader(reading)),
        fmt::format("From {} at baseline to {} at {}.", number(reading.baseline),
                    in_words(reading.final, 1.0, "", "90\u00a0% prediction interval"), moment(reading.time)),
        body);
}

std::string range_of_change(const course::Interval& change, int decimals) {
    const std::string lo = rounded(std::abs(change.lo), decimals);
    const std::string hi = rounded(std::abs(change.hi), decimals);
    if (change.lo >= 0.0) return fmt::format("fall by {} to {} points", lo, hi);
    if (change.hi <= 0.0) return fmt::format("rise by {} to {} points", hi, lo);
    return fmt::format("change by anything from a rise of {} to a fall of {} points", lo, hi);
}

/// Changes of a scale are falls of the score: improvement is positive.
std::string change_in_words(const course::ScaleReading& reading) {
    const course::Interval& change = reading.change;
    const int decimals = decimals_for(change.hi - change.lo, std::max(std::abs(change.lo), std::abs(change.hi)));
    std::string out =
        fmt::format("From {} to {} points on {}.", number(reading.baseline),
                    in_words(reading.final, 1.0, "", "90\u00a0% prediction interval"), moment(reading.time));
    if (change.lo == change.hi)
        return out + fmt::format(" The score falls by {} points (not sampled).", number(change.median));
    return out + fmt::format(
                     " Of 100 people treated alike, 90 would see their score {}. The mean {} is {} points; people "
                     "differ by {} (standard deviation).",
                     range_of_change(change, decimals), reading.change_mean < 0.0 ? "rise" : "fall",
                     rounded(std::abs(reading.change_mean), std::max(decimals, 1)), number(reading.change_sd, 2));
}

std::string card(const course::Result& result, const course::ScaleReading& reading, const svg::Scale& y,
                 const std::string& id, const char* style) {
    const auto array = [&](const char* part, double probability, double untreated, const std::string& words) {
        const std::string who = capitalised(people(probability));
        return fmt::format(
            "<div>{}<strong>{}</strong> {}. Without treatment, by the reader's scatter alone: {}.</div>\n",
            icon_array(id + part, out_of_hundred(probability), who + " " + words), who, words, people(untreated));
    };
    return fmt::format("<div>\n<h4>{}</h4>\n{}{}<div class=\"arrays\">\n{}{}</div>\n</div>\n",
                       escape(title_of_reader(reading)),
                       figure(timeline(result, reading, y, id, style),
                              "Median score; shade: 90\u00a0% prediction band for one person; dotted: baseline."),
                       paragraph(change_in_words(reading)),
                       array("-improved", reading.p_improved, reading.p_improved_untreated,
                             "would be noted as improved by this reader"),
                       array("-half", reading.p_half, reading.p_half_untreated,
                             "would lose at least half of the baseline score in this reading"));
}

}  // namespace

std::string outcome_section(const course::Result& result) {
    const std::string title = "What a reader would see";
    if (result.outcome.empty())
        return section(
            "outcome", title,
            paragraph(result.plan.concern.baseline || result.plan.concern.kind != "acne-scar"
                          ? "No clinical scale is read: the model has no observation of this scale for this concern."
                          : "No clinical scale is read, because the plan states no baseline score for its concern."));
    std::string html = paragraph(
        "Two readers look at the same simulated skin. One who knows the treatment tends to see more; a blinded reader "
        "of photographs sees less. The gap between them is part of what published studies disagree about.");
    std::vector<std::string> scales;
    for (const course::ScaleReading& reading : result.outcome)
        if (std::find(scales.begin(), scales.end(), reading.scale) == scales.end()) scales.push_back(reading.scale);
    int count = 0;
    for (const std::string& scale : scales) {
        std::vector<const course::ScaleReading*> readers;
        for (const course::ScaleReading& reading : result.outcome)
            if (reading.scale == scale) readers.push_back(&reading);
        const svg::Scale y = common_axis(readers, 214.0, 34.0);
        html += fmt::format("<h3>{}</h3>\n<div class=\"readers\">\n", escape(title_of_scale(scale)));
        for (std::size_t i = 0; i < readers.size(); ++i)
            html += card(result, *readers[i], y, fmt::format("reading-{}", ++count), i % 2 == 0 ? "s1" : "s2");
        html += "</div>\n";
    }
    return section("outcome", title, html);
}

}  // namespace percuta::report
