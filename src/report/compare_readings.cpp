// Final readings of the plans as dots on one upright axis: what is better stands at the same height in every column.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/compare_parts.hpp"
#include "report/dots.hpp"
#include "report/outcome_words.hpp"
#include "report/parts.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr double left = 56.0, right = 870.0, top = 64.0, height = 220.0, widest_dot = 12.0;

/// The readings of one scale by one reader; nullptr for a plan that has none.
struct Row {
    std::vector<const course::ScaleReading*> plans;
    const course::ScaleReading& any() const {
        return **std::ranges::find_if(plans, [](const auto* reading) { return reading != nullptr; });
    }
};

const course::ScaleReading* reading_of(const course::Result& result, const course::ScaleReading& like) {
    for (const course::ScaleReading& reading : result.outcome)
        if (reading.scale == like.scale && reading.reader == like.reader) return &reading;
    return nullptr;
}

/// In the order in which the plans name them first.
std::vector<Row> rows_of(const Comparison& comparison) {
    std::vector<Row> out;
    for (const Contestant& first : comparison.plans)
        for (const course::ScaleReading& reading : first.result.outcome) {
            const auto known = [&](const Row& row) {
                return row.any().scale == reading.scale && row.any().reader == reading.reader;
            };
            if (std::ranges::any_of(out, known)) continue;
            Row row;
            for (const Contestant& plan : comparison.plans) row.plans.push_back(reading_of(plan.result, reading));
            if (std::ranges::any_of(row.plans,
                                    [](const auto* one) { return one != nullptr && !one->quantiles.empty(); }))
                out.push_back(std::move(row));
        }
    return out;
}

svg::Scale common_axis(const Row& row) {
    double least = 0.0, most = 0.0;
    for (const course::ScaleReading* reading : row.plans) {
        if (reading == nullptr) continue;
        most = std::max(most, reading->baseline);
        for (const double value : reading->quantiles) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    }
    return svg::covering(least, most, top + height, top, 5);
}

std::string column(const course::ScaleReading& reading, std::size_t plan, const svg::Scale& y, double from,
                   double width) {
    const double room = width - 24.0;
    double diameter = widest_dot;
    std::vector<Dot> dots = stacked(reading.quantiles, y, diameter);
    // Readings that are all alike make one long stack: smaller dots, so that it stays in its column.
    if (highest(dots) * diameter > room) {
        diameter = room / highest(dots);
        dots = stacked(reading.quantiles, y, diameter);
    }
    std::string out;
    out += svg::line({from, y(reading.baseline)}, {from + room, y(reading.baseline)}, "before");
    out += svg::line({from, top}, {from, top + height}, "axis");
    for (const Dot& dot : dots)
        out += svg::marker({from + 3.0 + diameter * (dot.below + 0.5), dot.at}, svg::Shape::circle,
                           "point " + style_of(plan), 0.5 * diameter);
    return out + svg::text({from, top - 26.0}, letter(plan), "strong") +
           svg::text({from, top - 10.0},
                     fmt::format("{} ({} to {})", number(reading.final.median), number(reading.final.lo),
                                 number(reading.final.hi)),
                     "quiet");
}

std::string draw(const Row& row, const std::string& id) {
    const course::ScaleReading& any = row.any();
    const svg::Scale y = common_axis(row);
    const std::string unit = unit_of(any);
    std::string body =
        svg::text({0.0, 14.0}, fmt::format("Final reading{} ({})", unit.empty() ? "" : ", " + unit, direction(any)),
                  "axis-title");
    body += svg::y_axis({left, top, right - left, height}, y, svg::ticks(y.from, y.to, 5), "");
    const double width = (right - left) / static_cast<double>(row.plans.size());
    std::string description;
    for (std::size_t i = 0; i < row.plans.size(); ++i) {
        const double from = left + width * static_cast<double>(i);
        if (row.plans[i] == nullptr) {
            body += svg::text({from + 6.0, top - 26.0}, letter(i) + ": not read", "quiet");
            continue;
        }
        body += column(*row.plans[i], i, y, from, width);
        description += fmt::format("Plan {}: {}. ", letter(i),
                                   in_words(row.plans[i]->final, 1.0, unit, "90\u00a0% prediction interval"));
    }
    const std::string title = fmt::format("{}, read by {}", title_of_scale(any), uncapitalised(title_of_reader(any)));
    return figure(svg::drawing(id, 880.0, top + height + 12.0, title, description, body),
                  escape(title) + ". Each dot is one of 20 people like this: all dots of a plan are equally probable" +
                      (any.of_change ? "; dotted: no change." : "; dotted: the true score before treatment."));
}

}  // namespace

std::string compared_readings(const Comparison& comparison) {
    std::string out;
    int count = 0;
    for (const Row& row : rows_of(comparison)) out += draw(row, fmt::format("dots-{}", ++count));
    return out;
}

}  // namespace percuta::report
