// What gets in: for each permeant of each product how much, where and when, beside the same product on intact skin.
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "report/amounts.hpp"
#include "report/delivery_figures.hpp"
#include "report/hours.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

std::string when_in_words(const std::string& when) {
    if (when == "before") return "put on before the needles";
    if (when == "during") return "put on during the needling";
    if (when == "after") return "put on after the needles";
    if (when == "daily") return "put on daily";
    return when;
}

std::string area(const course::Delivery& delivery) {
    return with_unit(number(delivery.area * square_centimetres), "cm²");
}

std::string applied(const course::Delivery& delivery) {
    const Unit unit = unit_per_area(delivery.applied);
    return with_unit(number(delivery.applied * unit.factor), unit.sign);
}

std::string title(const course::Delivery& delivery) {
    return fmt::format("<h3>{}</h3>\n<p class=\"muted small\">of {}, {}: {} mg/mL on {}, {} in all</p>\n",
                       escape(delivery.permeant_title), escape(delivery.product_title),
                       escape(when_in_words(delivery.when)), number(delivery.concentration), area(delivery),
                       applied(delivery));
}

std::string ratio(const course::Delivery& delivery) {
    const course::Interval& times = delivery.enhancement;
    if (!has_ratio(delivery)) return " Next to nothing passes intact skin, so that no ratio is given.";
    // Each end with digits of its own: ratios span decades.
    const std::string spread = times.lo == times.hi ? "not sampled"
                                                    : fmt::format("90\u00a0% interval {} {}", number(times.lo, 2),
                                                                  std::isfinite(times.hi) ? "to " + number(times.hi, 2)
                                                                                          : std::string("or more"));
    return fmt::format(" That is {}\u00a0times ({}) what passes intact skin, {}.", number(times.median, 2), spread,
                       per_area_in_words(delivery.delivered_intact));
}

std::string in_short(const course::Delivery& delivery) {
    std::string out = fmt::format(
        "By {}, <strong>{} are past the stratum corneum</strong>: in living skin, in the blood or broken down.",
        after_needles(end_of(delivery)), per_area_in_words(delivery.delivered));
    out += ratio(delivery);
    out += fmt::format(" From the whole area of {}, {} enter the blood; from intact skin {}.", area(delivery),
                       mass_in_words(delivery.into_blood), mass_in_words(delivery.into_blood_intact));
    if (delivery.has_plasma)
        out += fmt::format(" The peak in the plasma is {}, at {}.", concentration_in_words(delivery.plasma_peak),
                           after_needles(delivery.plasma_peak_time));
    return paragraph(out);
}

/// Share of what was applied below which an amount is not told from nothing.
constexpr double trace = 1e-6;

/// None at all is certain, not a figure that was not sampled; what is very little is written as a power of ten.
std::string cell(const course::Interval& figure, double factor, double applied) {
    if (figure.median == 0.0 && figure.lo == figure.hi) return "0";
    if (figure.hi < trace * applied) return "next to nothing";
    if (figure.median < trace * applied)
        return fmt::format("next to nothing (up to {})", number(figure.hi * factor, 2));
    if (figure.hi * factor >= 1e-3) return in_cell(figure, factor);
    const auto text = [&](double value) { return number(value * factor, 2); };
    if (figure.lo == figure.hi) return text(figure.median) + " (not sampled)";
    return fmt::format("{} ({} to {})", text(figure.median), text(figure.lo), text(figure.hi));
}

/// Both units in words, because one number of the two is often taken for the other.
std::string balance(const course::Delivery& delivery) {
    const Unit small = unit_per_area(delivery.applied);
    const Unit whole = unit_of_mass(delivery.applied * delivery.area);
    Table table{
        fmt::format("{} at {}: amount on a square centimetre ({}), and amount on the whole area of {} ({})",
                    delivery.permeant_title, after_needles(end_of(delivery)), small.sign, area(delivery), whole.sign),
        {""},
        {},
        ""};
    for (const std::string& unit : {std::string(small.sign), std::string(whole.sign) + " in all"})
        for (const char* skin : {"with needles", "intact skin"})
            table.head.push_back(fmt::format("{}, {}", skin, unit));
    const auto add = [&](std::string_view what, const course::Interval& needled, const course::Interval& intact) {
        const double in_all = delivery.area * whole.factor;
        const double all = delivery.applied;
        table.rows.push_back({std::string(what), cell(needled, small.factor, all), cell(intact, small.factor, all),
                              cell(needled, in_all, all), cell(intact, in_all, all)});
    };
    const std::string on_area = number(delivery.applied * small.factor);
    const std::string in_all = number(delivery.applied * delivery.area * whole.factor);
    table.rows.push_back({"Applied", on_area, on_area, in_all, in_all});
    for (const Quantity& place : delivery_places())
        if (const course::DeliveryReading* reading = reading_of(delivery, place.name))
            add(place.title, reading->needled, reading->intact);
    add("Past the stratum corneum, together", delivery.delivered, delivery.delivered_intact);
    return render(table);
}

/// `least` is what can still be told from nothing.
std::string in_brief(double value, double least) {
    if (value != 0.0 && std::abs(value) < least) return "&lt;\u00a0" + number(least, 1);
    return number(value, value < 100.0 ? 2 : 3);
}

std::string over_time(const course::Delivery& delivery) {
    const Unit unit = unit_per_area(delivery.applied);
    const double least = trace * delivery.applied * unit.factor;
    Table table{
        fmt::format("{} over time, {}: median with needles / on intact skin", delivery.permeant_title, unit.sign),
        {""},
        {},
        ""};
    std::vector<const course::DeliveryCurve*> curves;
    for (const Quantity& quantity : delivery_curves())
        if (const course::DeliveryCurve* curve = curve_of(delivery, quantity.name);
            curve != nullptr && quantity.name != "plasma") {
            curves.push_back(curve);
            table.head.emplace_back(quantity.title);
        }
    for (const std::size_t row : reading_rows(delivery.times)) {
        std::vector<std::string> cells{capitalised(after_needles(delivery.times[row]))};
        for (const course::DeliveryCurve* curve : curves)
            cells.push_back(fmt::format("{}\u00a0/\u00a0{}", in_brief(curve->needled.median[row] * unit.factor, least),
                                        in_brief(curve->intact.median[row] * unit.factor, least)));
        table.rows.push_back(std::move(cells));
    }
    return render(table);
}

std::string figures(const course::Result& result, const course::Delivery& delivery, int count) {
    const auto id = [&](const char* what) { return fmt::format("{}-figure-{}", what, count); };
    const std::string name = escape(delivery.permeant_title);
    std::string out =
        figure(amounts_figure(delivery, id("amounts")),
               fmt::format("{} over time by place, with needles (left) and without (right) on the same scales. Lines: "
                           "median; shade and dotted edges: 90\u00a0% interval; areas: the run with central values, in "
                           "which the parts add up.",
                           name));
    if (const std::string drawn = profiles_figure(result, delivery, id("profiles")); !drawn.empty())
        out += figure(
            drawn, fmt::format(
                       "{} over depth, with central values: needled skin (solid) and intact skin (dashed), on the same "
                       "scales. Depth is on a square-root scale, so that thin layers can be seen, concentration on a "
                       "logarithmic one. "
                       "Steps lie where two layers meet.",
                       name));
    if (const std::string drawn = plasma_figure(delivery, id("plasma")); !drawn.empty())
        out += figure(drawn, fmt::format("{} in the plasma, from the whole area of {}. Line: median; shade: 90\u00a0% "
                                         "interval; dot and bar: the peak.",
                                         name, area(delivery)));
    return out;
}

std::string reason(const course::Delivery& delivery, const core::Bibliography& bibliography) {
    std::string out =
        fmt::format("<strong>Taken not to get in.</strong> {}", escape(capitalised(delivery.not_delivered)));
    if (!out.ends_with('.')) out += ".";
    if (!delivery.source.empty())
        out += fmt::format(" <span class=\"muted small\">Source: {}</span>",
                           cited(source_of(delivery.source, bibliography)));
    return paragraph(out);
}

std::string permeant(const course::Result& result, const course::Delivery& delivery,
                     const core::Bibliography& bibliography, int count) {
    const std::string head = title(delivery);
    if (!delivery.not_delivered.empty()) return head + reason(delivery, bibliography);
    if (!(delivery.applied > 0.0)) return head + paragraph("Nothing of it was applied, so that nothing gets in.");
    if (!simulated(delivery)) return head + paragraph("It was not simulated.");
    std::string out = head + in_short(delivery);
    if (delivery.extrapolated)
        out += paragraph(
            "<strong>Extrapolated:</strong> this molecule or product lies outside of what the coefficients were "
            "made from.");
    return out + figures(result, delivery, count) + balance(delivery) +
           details("Data of these figures", over_time(delivery));
}

std::string comparison(const course::Result& result) {
    std::vector<const course::Delivery*> all;
    for (const course::Delivery& delivery : result.delivery) all.push_back(&delivery);
    const std::string drawn = enhancement_figure(all, "enhancement-figure");
    if (drawn.empty()) return "";
    return figure(
        drawn,
        "How many times as much is past the stratum corneum as in intact skin under the same product. "
        "Dot: median; bar: 90\u00a0% interval; logarithmic axis. No ratio is given where next to nothing passes intact "
        "skin.");
}

}  // namespace

std::string delivery_section(const course::Result& result, const core::Bibliography& bibliography) {
    if (result.delivery.empty())
        return section(
            "delivery", "What gets in",
            paragraph("The plan names no product that was simulated, so that nothing is said about what gets in."));
    std::string html = paragraph(
        "What one session brings in of each active, beside the same product on skin without holes. Amounts are for one "
        "square centimetre unless the whole area is named.");
    html += paragraph(
        "<strong>These are predictions.</strong> In people, concentration over depth and time after a serum and "
        "needles was never measured. Where published permeation was held against the model, ratios to intact skin "
        "missed by up to sixty-fold, in animals, and intact skin itself by about ten-fold in either direction. "
        "<code>percuta validate</code> prints each; <code>docs/science/delivery.md</code> says what they tell.");
    html += comparison(result);
    int count = 0;
    for (const course::Delivery& delivery : result.delivery) html += permeant(result, delivery, bibliography, ++count);
    return section("delivery", "What gets in", html);
}

}  // namespace percuta::report
