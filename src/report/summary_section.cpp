// Title, one paragraph in plain words, the notice, and the main numbers.
#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/outcome_words.hpp"
#include "report/panels.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr double per_square_centimetre = 1e-4;
constexpr double per_micrometre = 1.0 / core::micrometre;

/// Change of a curve from before treatment, in per cent of rest.
course::Interval change_of(const course::Curve& curve, const course::Interval& value) {
    const auto change = [&](double v) { return (v / curve.rest - 1.0) * 100.0; };
    return {change(value.median), change(value.lo), change(value.hi)};
}

std::string who(const course::Result& result) {
    const plan::Subject& subject = result.plan.subject;
    const int years = static_cast<int>(std::floor(subject.age / (365.25 * core::day) + 0.01));
    std::string out = fmt::format("the {} of a {}-year-old {}", escape(words(subject.site)), years,
                                  subject.sex == "male" ? "man" : "woman");
    if (subject.phototype > 0) out += fmt::format(" (Fitzpatrick phototype\u00a0{})", subject.phototype);
    return out;
}

std::string treatment(const course::Result& result) {
    const plan::Schedule& schedule = result.plan.schedule;
    std::string out = capitalised(counted(schedule.sessions, "session")) + " of microneedling";
    if (schedule.sessions > 1 && schedule.interval > 0.0) out += ", " + duration(schedule.interval) + " apart,";
    out += " on " + who(result) + (schedule.sessions == 1 ? " was" : " were") + " simulated";
    const plan::Technique& technique = result.plan.technique;
    const std::string device = result.device.title.empty() ? "a device given in full" : result.device.title;
    out += fmt::format(": {}, needle length {}, {}, {}{}.", escape(device), length(result.device.needle.length),
                       technique.passes == 1 ? "one pass" : fmt::format("{} passes", technique.passes),
                       technique.force ? fmt::format("pressed with {}", with_unit(number(*technique.force), "N"))
                                       : escape(technique.pressure) + " pressure",
                       technique.stretch == "stretched" ? ", on stretched skin" : "");
    return out;
}

std::string needles(const course::Result& result) {
    if (result.sessions.empty()) return " No session was carried out.";
    const course::Session& first = result.sessions.front();
    // Less than one hole on a square centimetre is none that a person would find.
    if (first.holes_per_area * per_square_centimetre < 1.0 || first.depth.mean <= 0.0) {
        const double most = first.holes_interval.hi * per_square_centimetre;
        return " With this needle and pressure the skin gives way and is hardly pierced: less than one hole/cm² is "
               "expected" +
               (most >= 1.0 ? fmt::format(" (90\u00a0% interval up to {})", number(most, 2)) : std::string()) + ".";
    }
    std::string out = fmt::format(" {} leaves {} and the needles reach a true depth of {}",
                                  result.sessions.size() > 1 ? "The first session" : "It",
                                  in_words(first.holes_interval, per_square_centimetre, "holes/cm²"),
                                  in_words(first.depth_interval, per_micrometre, "µm"));
    if (first.nominal_depth > 0.0)
        out += fmt::format(", {}\u00a0% of their length", number(first.depth.mean / first.nominal_depth * 100.0, 2));
    return out + ".";
}

std::string tissue(const course::Result& result) {
    const course::Curve* collagen = drawable(result, "collagen_total");
    if (collagen == nullptr || collagen->rest == 0.0) return "";
    const double end = whole_course(result).to;
    const course::Interval change = change_of(*collagen, value_at(result, *collagen, end));
    const std::string when =
        fmt::format(" At the end of follow-up, {}, total collagen in the papillary dermis", moment(end));
    if (std::max(std::abs(change.lo), std::abs(change.hi)) < 0.05) return when + " is as before treatment.";
    if (change.lo > 0.0) return fmt::format("{} is {} higher than before treatment.", when, in_words(change, 1.0, "%"));
    return fmt::format("{} has changed by {} from before treatment.", when, in_words(change, 1.0, "%"));
}

std::string reader(const course::ScaleReading& reading) {
    return escape(reading.reader_title.empty() ? words(reading.reader) : uncapitalised(reading.reader_title));
}

std::string clinic(const course::Result& result) {
    if (result.outcome.empty()) return "";
    const course::ScaleReading& reading = result.outcome.front();
    const std::string final = in_words(reading.final, 1.0, unit_of(reading), "90\u00a0% prediction interval");
    const std::string scale = escape(title_of_scale(reading)), when = moment(reading.time);
    std::string out =
        reading.of_change
            ? fmt::format(" Read by {} on the scale “{}”, where {} is no change and {}, it is {} on {}; for ",
                          reader(reading), scale, number(reading.baseline), direction(reading), final, when)
            : fmt::format(" Read by {} on the scale “{}”, {} becomes {} on {}; for ", reader(reading), scale,
                          number(reading.baseline), final, when);
    return out + fmt::format(
                     "{} the reading says that at least half is gone, and for {} it would say so without "
                     "treatment.",
                     people(reading.p_half), people(reading.p_half_untreated));
}

std::string tile(std::string_view what, const std::string& value, const std::string& note) {
    return fmt::format("<div><dt>{}</dt><dd class=\"value\">{}</dd><dd class=\"note\">{}</dd></div>\n", what, value,
                       note);
}

/// Median in large type, interval below it: the same rounding for both. A figure with a central value is a change.
std::string tile(std::string_view what, const course::Interval& figure, double factor, std::string_view unit,
                 const std::optional<double>& central = std::nullopt) {
    const double lo = figure.lo * factor;
    const double hi = figure.hi * factor;
    const bool apart = number(lo) != number(hi);
    int decimals = decimals_for(apart ? hi - lo : 0.0, std::max(std::abs(lo), std::abs(hi)));
    if (unit == "%") decimals = std::min(decimals, 1);
    const std::string value = apart ? rounded(figure.median * factor, decimals) : number(figure.median * factor);
    std::string note = apart ? fmt::format("90\u00a0% interval {} to {}", rounded(lo, decimals), rounded(hi, decimals))
                       : lo == hi ? "not sampled"
                                  : "the same in every draw";
    if (central && apart)
        note +=
            fmt::format("; with central values {}", with_unit(with_sign(rounded(*central * factor, decimals)), unit));
    return tile(what, with_unit(central ? with_sign(value) : value, unit), note);
}

std::string tiles(const course::Result& result) {
    std::string out;
    if (!result.sessions.empty()) {
        const course::Session& first = result.sessions.front();
        out += tile("Holes/cm², one session", first.holes_interval, per_square_centimetre, "");
        if (first.depth.mean > 0.0)
            out += tile("True depth of the needles", first.depth_interval, per_micrometre, "µm");
    }
    if (const course::Curve* collagen = drawable(result, "collagen_total");
        collagen != nullptr && collagen->rest != 0.0) {
        const double end = whole_course(result).to;
        const double central = (collagen->central.back() / collagen->rest - 1.0) * 100.0;
        out +=
            tile("Collagen, " + moment(end), change_of(*collagen, value_at(result, *collagen, end)), 1.0, "%", central);
    }
    if (!result.outcome.empty()) {
        const course::ScaleReading& reading = result.outcome.front();
        out += tile("At least half gone, as read", fmt::format("{} of 100", out_of_hundred(reading.p_half)),
                    fmt::format("people; {} of 100 without treatment, by the scatter of {}",
                                out_of_hundred(reading.p_half_untreated), reader(reading)));
    }
    return out.empty() ? "" : "<dl class=\"figures\">\n" + out + "</dl>\n";
}

}  // namespace

std::string summary_section(const course::Result& result, const core::Bibliography& bibliography) {
    const std::string title = result.plan.title.empty() ? "Microneedling plan" : result.plan.title;
    std::string kicker = "Simulated microneedling treatment";
    if (!result.plan.concern.kind.empty()) kicker += " for " + escape(words(result.plan.concern.kind));
    if (result.plan.schedule.start) kicker += " · day\u00a00 is " + iso(*result.plan.schedule.start);
    std::string out = fmt::format("<header>\n<h1>{}</h1>\n<p class=\"kicker\">{}</p>\n", escape(title), kicker);
    out += fmt::format("<p class=\"lead\">{}{}{}{}</p>\n", treatment(result), needles(result), tissue(result),
                       clinic(result));
    out += warnings(result, bibliography) + tiles(result);
    out +=
        "<p class=\"notice\"><strong>Research and education software; not a medical device; no promise of "
        "effect.</strong> "
        "An interval says how far the figures move when the uncertain parameters are drawn anew; it does not cover "
        "what "
        "the model leaves out.</p>\n</header>\n\n";
    return out;
}

}  // namespace percuta::report
