#include "course/read_result.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "course/read_figure.hpp"
#include "course/statistic.hpp"
#include "outcome/assay.hpp"
#include "outcome/events.hpp"

namespace percuta::course {

namespace {

using core::Reader;

constexpr double infinite = std::numeric_limits<double>::infinity();

/// What downtime is a time of.
constexpr std::string_view redness_measure = "erythema";

enum class Kind { scale, assay, event, redness };

/// What was measured; `scale` of that kind only.
struct Measured {
    Kind kind = Kind::scale;
    const outcome::Scale* scale = nullptr;
    std::string unit() const { return scale != nullptr ? scale->unit : "%"; }
    bool lower_is_better() const { return scale != nullptr && scale->lower_is_better; }
};

bool among(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

std::optional<Measured> read_measure(Reader& reader, const std::string& concern, const outcome::Catalogue& clinic,
                                     std::string& name) {
    reader.required("measure", "\"goodman-baron-quantitative\"");
    const std::vector<std::string> scales = clinic.scale_names(), assays = outcome::assay_names(),
                                   events = outcome::event_names();
    std::vector<std::string> all = scales;
    all.insert(all.end(), assays.begin(), assays.end());
    all.insert(all.end(), events.begin(), events.end());
    all.emplace_back(redness_measure);
    const auto written = reader.choice("measure", all);
    if (!written) return std::nullopt;
    name = *written;
    if (among(assays, name)) return Measured{Kind::assay};
    if (among(events, name)) return Measured{Kind::event};
    if (name == redness_measure) return Measured{Kind::redness};
    const outcome::Scale& scale = clinic.scale(name);
    if (!concern.empty() && !among(scale.concerns, concern)) {
        std::vector<std::string> read;
        for (const outcome::Scale* one : clinic.scales_for(concern)) read.push_back(one->name);
        reader.complain("measure", fmt::format("{} is not read for the concern {}", name, concern),
                        fmt::format("read for it: {}", fmt::join(read, ", ")));
    }
    return Measured{Kind::scale, &scale};
}

/// Statistics that can be made of each kind of measure.
bool fits(Kind kind, Statistic statistic) {
    const bool of_event = statistic == Statistic::event_share, of_redness = statistic == Statistic::downtime;
    switch (kind) {
        case Kind::scale: return !of_event && !of_redness;
        case Kind::assay: return statistic == Statistic::percent_change || statistic == Statistic::sd_change;
        case Kind::event: return of_event;
        case Kind::redness: return of_redness;
    }
    return false;
}

std::optional<Statistic> read_statistic(Reader& reader, const std::string& measure, const Measured& measured) {
    reader.required("statistic", "\"mean\"");
    const auto written = reader.choice("statistic", statistic_names());
    if (!written) return std::nullopt;
    const Statistic statistic = statistic_named(*written);
    if (!fits(measured.kind, statistic)) {
        std::vector<std::string> possible;
        for (const std::string& one : statistic_names())
            if (fits(measured.kind, statistic_named(one))) possible.push_back(one);
        reader.complain("statistic", fmt::format("no {} is made of {}", *written, measure),
                        fmt::format("made of it: {}", fmt::join(possible, ", ")));
        return std::nullopt;
    }
    if (form_of(statistic).from_baseline && measured.scale != nullptr && measured.scale->of_change) {
        reader.complain("statistic",
                        fmt::format("{} scores a change already: it has no reading before treatment to take a {} from",
                                    measure, *written),
                        "write mean, sd, share-improved or share-within");
        return std::nullopt;
    }
    if (statistic == Statistic::share_improved && measured.scale->of_change && measured.lower_is_better()) {
        reader.complain("statistic", fmt::format("{} falls as people improve, and scores a change already", measure),
                        "write share-within, from the best score to the worst that counts");
        return std::nullopt;
    }
    return statistic;
}

/// The unit of the numbers, and what one unit as printed is of it.
struct Printed {
    std::string unit;
    double factor = 1.0;
};

Printed read_unit(Reader& reader, StatisticUnit kind, const Measured& measured, const std::string& measure) {
    std::vector<std::string> fitting;
    if (kind == StatisticUnit::time) fitting = {"d", "h"};
    else
        fitting.push_back(kind == StatisticUnit::of_measure ? measured.unit()
                          : kind == StatisticUnit::percent  ? "%"
                                                            : "1");
    const std::string& own = fitting.front();
    reader.required("unit", fmt::format("\"{}\"", own));
    const auto written = reader.text("unit");
    if (!written || among(fitting, *written)) return {written.value_or(own), 1.0};
    // Lengths and densities may stand as they are printed; grades and shares are pure numbers, and "grade" an angle.
    const bool physical = kind == StatisticUnit::of_measure && core::is_unit(own) && !core::convertible(own, "1");
    if (physical && core::is_unit(*written) && core::convertible(*written, own))
        return {own, core::convert(1.0, *written, own)};
    reader.complain(
        "unit",
        fmt::format("{} of {} is not printed in {}", reader.full_name("unit"), measure, core::as_written(*written)),
        fmt::format("write unit = \"{}\"", fmt::join(fitting, "\" or \"")));
    return {own, 1.0};
}

/// Ends between which a printed number can lie, and why.
struct Ends {
    double least = -infinite, most = infinite;
    std::string why;
};

Ends ends_of_scale(Statistic statistic, const outcome::Scale& scale) {
    const double width = scale.most - scale.least;
    const std::string runs =
        fmt::format("{} runs from {:g} to {:g} {}", scale.name, scale.least, scale.most, scale.unit);
    switch (statistic) {
        case Statistic::mean: return {scale.least, scale.most, runs};
        case Statistic::mean_change: return {-width, width, runs};
        case Statistic::sd:
        case Statistic::sd_change: return {0.0, width, runs};
        default: return {};
    }
}

Ends ends_of(Statistic statistic, const Measured& measured, bool between_arms) {
    Ends ends;
    if (statistic == Statistic::sd_change) ends = {0.0, infinite, "a spread is not negative"};
    if (statistic == Statistic::odds_ratio) ends = {0.0, infinite, "odds are not negative"};
    if (statistic == Statistic::downtime) ends = {0.0, infinite, "a time is not negative"};
    if (form_of(statistic).unit == StatisticUnit::percent) ends = {0.0, 100.0, "a share lies between 0 and 100 %"};
    if (statistic == Statistic::percent_change)
        ends = measured.lower_is_better() ? Ends{-infinite, 100.0, "no score falls by more than 100 %"}
                                          : Ends{-100.0, infinite, "nothing falls by more than 100 %"};
    if (measured.scale != nullptr && form_of(statistic).unit == StatisticUnit::of_measure)
        ends = ends_of_scale(statistic, *measured.scale);
    // A difference between two arms can be as wide as either.
    if (between_arms && form_of(statistic).versus == Versus::may) {
        const double width = ends.most - ends.least;
        ends.least = -width;
        ends.most = width;
    }
    return ends;
}

void check_ends(Reader& reader, std::string_view key, double value, const Ends& ends, const std::string& unit) {
    constexpr double round_off = 1e-9;
    const double slack = round_off * std::max(1.0, std::abs(value));
    if (value >= ends.least - slack && value <= ends.most + slack) return;
    reader.complain(
        key, fmt::format("{} is {:g}{}, but {}", reader.full_name(key), value, unit == "1" ? "" : " " + unit, ends.why),
        "check the number and its unit against the source");
}

void read_numbers(Reader& reader, const Printed& printed, const Ends& ends, ClinicalFigure& figure) {
    figure.unit = printed.unit;
    const auto number = [&](std::string_view key) -> std::optional<double> {
        const auto written = reader.number(key);
        if (!written) return std::nullopt;
        const double value = *written * printed.factor;
        if (!std::isfinite(value)) reader.complain(key, fmt::format("{} is too large", reader.full_name(key)));
        else check_ends(reader, key, value, ends, printed.unit);
        return value;
    };
    read_range(reader, "6.5", number, figure.least, figure.most);
    figure.sd = reader.number("sd", {.least = 0.0}).value_or(0.0) * printed.factor;
    if (!std::isfinite(figure.sd)) reader.complain("sd", fmt::format("{} is too large", reader.full_name("sd")));
}

void read_threshold(Reader& reader, Threshold kind, const Measured& measured, ClinicalFigure& figure) {
    const bool wanted = kind != Threshold::none;
    if (wanted) reader.required("threshold", kind == Threshold::share ? "0.5" : "1");
    const auto threshold = reader.number("threshold");
    if (!wanted && reader.has("threshold"))
        reader.complain("threshold", fmt::format("{} takes no threshold", name(figure.statistic)), "remove this line");
    if (kind == Threshold::within) reader.required("upper", "2");
    const auto upper = reader.number("upper");
    if (kind != Threshold::within && reader.has("upper"))
        reader.complain("upper", fmt::format("{} has no upper end: share-within has", name(figure.statistic)),
                        "remove this line");
    figure.threshold = threshold.value_or(0.0);
    figure.upper = upper.value_or(0.0);
    if (kind == Threshold::share && threshold && (*threshold <= 0.0 || *threshold > 1.0))
        reader.complain(
            "threshold",
            fmt::format("{} is {:g}, but it is a share of the baseline", reader.full_name("threshold"), *threshold),
            "write 0.5 for half of it");
    if (measured.scale == nullptr || (kind != Threshold::within && kind != Threshold::in_unit)) return;
    const outcome::Scale& scale = *measured.scale;
    const double width = scale.most - scale.least;
    const std::string runs =
        fmt::format("{} runs from {:g} to {:g} {}", scale.name, scale.least, scale.most, scale.unit);
    // Of a state an improvement counts, of a change the score itself.
    const bool score = kind == Threshold::within || scale.of_change;
    const Ends ends = score ? Ends{scale.least, scale.most, runs} : Ends{0.0, width, runs};
    if (threshold) check_ends(reader, "threshold", *threshold, ends, scale.unit);
    if (upper && kind == Threshold::within) check_ends(reader, "upper", *upper, ends, scale.unit);
    if (threshold && upper && kind == Threshold::within && *threshold > *upper)
        reader.complain("threshold", "threshold is above upper");
}

void read_arms(Reader& reader, Versus versus, const ClinicalTrial& trial, ClinicalFigure& figure) {
    std::vector<std::string> names;
    for (const Arm& arm : trial.arms) names.push_back(arm.name);
    reader.required("arm", "\"needling\"");
    figure.arm = reader.choice("arm", names).value_or("");
    if (versus == Versus::must) reader.required("versus", "\"control\"");
    figure.versus = reader.choice("versus", names).value_or("");
    if (!reader.has("versus")) return;
    if (versus == Versus::never)
        reader.complain("versus", fmt::format("{} is of one arm", name(figure.statistic)), "remove this line");
    else if (!figure.arm.empty() && figure.versus == figure.arm)
        reader.complain("versus", "an arm is not compared with itself", "name another arm");
}

/// A reading can be taken from the first session on until the follow-up of its arms ends.
void check_time(Reader& reader, const plan::Schedule& schedule, const std::string& arm, double at) {
    constexpr double round_off = 1e-9;
    const double sessions = (schedule.sessions - 1) * schedule.interval;
    const double slack = round_off * (sessions + schedule.follow_up);
    if (at > schedule.follow_up + slack)
        reader.complain(
            "at",
            fmt::format("{} is {:.4g} d after the last session, but arm {} is followed for {:.4g} d",
                        reader.full_name("at"), at / core::day, core::as_written(arm), schedule.follow_up / core::day),
            "lengthen follow_up in its plan");
    if (at < -sessions - slack)
        reader.complain(
            "at",
            fmt::format("{} lies before the first session of arm {}", reader.full_name("at"), core::as_written(arm)),
            "write before = true for a reading before treatment");
}

void read_when(Reader& reader, const StatisticForm& form, const Measured& measured, const ClinicalTrial& trial,
               ClinicalFigure& figure) {
    figure.before = reader.flag("before").value_or(false);
    if (figure.before) {
        if (reader.has("at")) reader.complain("at", "a figure is read before treatment or at a time, not both");
        reader.node("at");
        const bool state = measured.scale != nullptr && !measured.scale->of_change;
        if (!form.of_readings || !state)
            reader.complain("before", "before treatment nothing has changed yet", "write at = \"30 d\"");
        return;
    }
    reader.required("at", "\"30 d\"");
    const auto at = reader.quantity("at", "d");
    figure.at = at.value_or(0.0);
    for (const std::string& name : {figure.arm, figure.versus})
        if (at && !name.empty()) check_time(reader, trial.arm(name).plan.schedule, name, *at);
}

void read_reader(Reader& reader, const Measured& measured, const outcome::Catalogue& clinic, ClinicalFigure& figure) {
    if (measured.kind == Kind::scale) {
        reader.required("reader", "\"blinded-photo\"");
        figure.reader = reader.choice("reader", clinic.reader_names()).value_or("");
    } else if (reader.node("reader") != nullptr) {
        reader.complain("reader", fmt::format("{} is no scale: nobody's eye reads it", figure.measure),
                        "remove this line");
    }
}

}  // namespace

ClinicalFigure read_result(Reader& reader, const std::string& concern, const ClinicalTrial& trial,
                           const outcome::Catalogue& clinic) {
    ClinicalFigure figure;
    figure.what = required_text(reader, "what");
    const auto measured = read_measure(reader, concern, clinic, figure.measure);
    const auto statistic = measured ? read_statistic(reader, figure.measure, *measured) : std::nullopt;
    figure.spread = required_text(reader, "spread");
    figure.suspect = reader.text("suspect").value_or("");
    figure.note = reader.text("note").value_or("");
    if (!measured || !statistic) {
        // What the others may be depends on it; they are known, and their mistakes come once it is right.
        for (const char* key : {"statistic", "unit", "arm", "versus", "reader", "at", "before", "published", "least",
                                "most", "sd", "threshold", "upper"})
            reader.node(key);
        reader.refuse_unknown();
        return figure;
    }
    figure.statistic = statistic.value_or(Statistic::mean);
    const StatisticForm& form = form_of(figure.statistic);
    read_arms(reader, form.versus, trial, figure);
    read_reader(reader, *measured, clinic, figure);
    const Printed printed = read_unit(reader, form.unit, *measured, figure.measure);
    read_numbers(reader, printed, ends_of(figure.statistic, *measured, !figure.versus.empty()), figure);
    read_threshold(reader, form.threshold, *measured, figure);
    read_when(reader, form, *measured, trial, figure);
    reader.refuse_unknown();
    return figure;
}

}  // namespace percuta::course
