// Amounts of one permeant over time by place: in the film, in the stratum corneum, and past it as a heap of parts.
#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "report/amounts.hpp"
#include "report/delivery_figures.hpp"
#include "report/hours.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Anchor;
using svg::Point;

constexpr double needled_from = 62.0, needled_to = 400.0, intact_from = 534.0, intact_to = 872.0;
constexpr double first_row = 58.0, low_row = 74.0, heap_row = 170.0, between = 58.0;
/// A share of the heap that is thinner than this is not drawn.
constexpr double thin = 0.003;

struct Side {
    course::Band course::DeliveryCurve::*band;
    HourAxis x;
    const char* line;
};

std::vector<Side> sides(const course::Delivery& delivery) {
    const HourAxis x = hour_axis(delivery.times.front(), delivery.times.back(), needled_from, needled_to);
    return {{&course::DeliveryCurve::needled, x, "s1"},
            {&course::DeliveryCurve::intact, x.moved(intact_from, intact_to), "intact"}};
}

double most(const course::DeliveryCurve& curve) {
    double out = 0.0;
    for (const course::Band* band : {&curve.needled, &curve.intact})
        for (const std::vector<double>* values : {&band->median, &band->hi, &band->central})
            out = std::max(out, *std::ranges::max_element(*values));
    return out;
}

std::string frame_of(const Side& side, const svg::Scale& y, double top, double height, int about) {
    const svg::Frame frame{side.x.x.start, top, side.x.x.end - side.x.x.start, height};
    std::string out = svg::y_axis(frame, y, svg::ticks(y.from, y.to, about), "");
    if (side.x.x.from < 0.0)  // put on before the needles
        out += svg::line({side.x(0.0), top}, {side.x(0.0), top + height}, "rest");
    return out;
}

std::string row(const course::Delivery& delivery, const Quantity& quantity, double top) {
    const course::DeliveryCurve* curve = curve_of(delivery, quantity.name);
    if (curve == nullptr) return "";
    const Unit unit = unit_per_area(most(*curve));
    const svg::Scale y = svg::covering(0.0, most(*curve) * unit.factor, top + low_row, top, 3);
    std::string out = svg::text(
        {0.0, top - 14.0}, fmt::format("{}, {}", capitalised(std::string(quantity.title)), unit.sign), "axis-title");
    for (const Side& side : sides(delivery))
        out += frame_of(side, y, top, low_row, 3) +
               hourly_band(delivery.times, curve->*side.band, unit.factor, side.x, y, side.line) +
               svg::x_axis(side.x.x, top + low_row, side.x.ticks, "");
    return out;
}

/// One part of the heap: what lies between the sum of those below it and that sum with it.
struct Layer {
    const char* title;
    const char* style;
    std::vector<double> below, above;
};

/// Central values, which add up; medians of parts do not.
std::vector<Layer> heap(const course::Delivery& delivery, const Side& side) {
    struct Part {
        const char* name;
        const char* title;
        const char* style;
    };
    std::vector<double> sum(delivery.times.size(), 0.0);
    std::vector<Layer> out;
    const auto add = [&](const char* title, const char* style, const std::vector<double>& above) {
        out.push_back({title, style, sum, above});
        sum = above;
    };
    for (const Part& part : {Part{"epidermis", "epidermis", "heap s2"}, Part{"dermis", "dermis", "heap s1"},
                             Part{"blood", "blood", "heap s3"}})
        if (const course::DeliveryCurve* curve = curve_of(delivery, part.name)) {
            std::vector<double> above = sum;
            for (std::size_t i = 0; i < above.size(); ++i) above[i] += (curve->*side.band).central[i];
            add(part.title, part.style, above);
        }
    if (const course::DeliveryCurve* whole = curve_of(delivery, "delivered")) {
        std::vector<double> above = sum;
        for (std::size_t i = 0; i < above.size(); ++i) above[i] = std::max(above[i], (whole->*side.band).central[i]);
        add("broken down", "heap lost", above);
    }
    return out;
}

std::string draw_heap(const course::Delivery& delivery, const Side& side, const svg::Scale& y, double factor) {
    std::string out;
    for (const Layer& layer : heap(delivery, side))
        out += svg::band(hourly(delivery.times, layer.above, factor, side.x, y),
                         hourly(delivery.times, layer.below, factor, side.x, y), layer.style);
    const course::DeliveryCurve* whole = curve_of(delivery, "delivered");
    const course::Band& band = whole->*side.band;
    if (band.lo != band.hi)
        out += svg::polyline(hourly(delivery.times, band.hi, factor, side.x, y), "edge") +
               svg::polyline(hourly(delivery.times, band.lo, factor, side.x, y), "edge");
    return out + svg::polyline(hourly(delivery.times, band.median, factor, side.x, y), "total");
}

/// Names of the parts at the right of their ends.
std::string heap_labels(const course::Delivery& delivery, const Side& side, const svg::Scale& y, double factor) {
    std::vector<double> wanted;
    std::vector<const char*> names;
    const std::vector<Layer> layers = heap(delivery, side);
    for (const Layer& layer : layers)
        if (layer.above.back() - layer.below.back() > thin * layers.back().above.back()) {
            wanted.push_back(y(0.5 * (layer.above.back() + layer.below.back()) * factor));
            names.push_back(layer.title);
        }
    const std::vector<double> at = svg::spread(wanted, 15.0, y.end + 6.0, y.start - 2.0);
    std::string out;
    for (std::size_t i = 0; i < at.size(); ++i)
        out += svg::line({side.x.x.end + 1.0, wanted[i]}, {side.x.x.end + 6.0, at[i]}, "leader") +
               svg::text({side.x.x.end + 9.0, at[i] + 4.0}, names[i], "quiet");
    return out;
}

std::string heap_of_parts(const course::Delivery& delivery, double top) {
    const course::DeliveryCurve* whole = curve_of(delivery, "delivered");
    if (whole == nullptr) return "";
    const Unit unit = unit_per_area(most(*whole));
    const svg::Scale y = svg::covering(0.0, most(*whole) * unit.factor, top + heap_row, top, 5);
    std::string out =
        svg::text({0.0, top - 14.0}, fmt::format("Past the stratum corneum, {}", unit.sign), "axis-title");
    const std::vector<Side> both = sides(delivery);
    for (const Side& side : both)
        out += frame_of(side, y, top, heap_row, 5) + draw_heap(delivery, side, y, unit.factor) +
               side.x.draw(top + heap_row);
    return out + heap_labels(delivery, both.front(), y, unit.factor);
}

std::string description(const course::Delivery& delivery) {
    return fmt::format(
        "Of {} µg/cm² applied, {} are past the stratum corneum of needled skin by {}, and {} past that of intact skin.",
        number(delivery.applied * micrograms_per_square_centimetre), per_area_in_words(delivery.delivered),
        after_needles(end_of(delivery)), per_area_in_words(delivery.delivered_intact));
}

}  // namespace

std::string amounts_figure(const course::Delivery& delivery, const std::string& id) {
    std::string body = svg::text({needled_from, 16.0}, "With needles", "strong") +
                       svg::text({intact_from, 16.0}, "Intact skin, the same product", "strong");
    double top = first_row;
    for (const Quantity& quantity : delivery_curves())
        if (quantity.name == "film" || quantity.name == "stratum_corneum")
            if (const std::string drawn = row(delivery, quantity, top); !drawn.empty()) {
                body += drawn;
                top += low_row + between;
            }
    if (const std::string drawn = heap_of_parts(delivery, top); !drawn.empty()) {
        body += drawn;
        top += heap_row + 44.0;
    }
    return svg::drawing(id, 880.0, top, fmt::format("{} over time by place", delivery.permeant_title),
                        description(delivery), body);
}

std::string plasma_figure(const course::Delivery& delivery, const std::string& id) {
    const course::DeliveryCurve* curve = curve_of(delivery, "plasma");
    if (!delivery.has_plasma || curve == nullptr) return "";
    const svg::Frame frame{62.0, 34.0, 560.0, 150.0};
    const HourAxis x = hour_axis(delivery.times.front(), delivery.times.back(), frame.left, frame.right(), 10);
    const double largest = std::max(most(*curve), delivery.plasma_peak.hi);
    const Unit unit = unit_of_concentration(largest);
    const svg::Scale y = svg::covering(0.0, largest * unit.factor, frame.bottom(), frame.top, 4);
    std::string body = svg::y_axis(frame, y, svg::ticks(y.from, y.to, 4), fmt::format("Plasma, {}", unit.sign));
    body += hourly_band(delivery.times, curve->intact, unit.factor, x, y, "intact");
    body += hourly_band(delivery.times, curve->needled, unit.factor, x, y, "s1");
    const std::vector<double> wanted{y(curve->needled.median.back() * unit.factor),
                                     y(curve->intact.median.back() * unit.factor)};
    const std::vector<double> at = svg::spread(wanted, 15.0, frame.top, frame.bottom() - 2.0);
    body += svg::text({frame.right() + 8.0, at[0] + 4.0}, "with needles", "quiet") +
            svg::text({frame.right() + 8.0, at[1] + 4.0}, "intact skin", "quiet");
    const Point peak{x(delivery.plasma_peak_time), y(delivery.plasma_peak.median * unit.factor)};
    body += svg::error_bar(peak.x, y(delivery.plasma_peak.hi * unit.factor), y(delivery.plasma_peak.lo * unit.factor),
                           "whisker") +
            svg::marker(peak, svg::Shape::circle, "dot");
    const std::string words = concentration_in_words(delivery.plasma_peak);
    body +=
        svg::text({frame.right() + 8.0, frame.top + 8.0},
                  "peak " + with_unit(number(delivery.plasma_peak.median * unit.factor, 2), unit.sign), "strong") +
        svg::text({frame.right() + 8.0, frame.top + 25.0}, "at " + after_needles(delivery.plasma_peak_time), "quiet");
    return svg::drawing(id, 880.0, frame.bottom() + 44.0, fmt::format("{} in the plasma", delivery.permeant_title),
                        fmt::format("Peak {} at {}.", words, after_needles(delivery.plasma_peak_time)),
                        body + x.draw(frame.bottom()));
}

}  // namespace percuta::report
