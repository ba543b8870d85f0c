// What plans are compared by, and the difference of each from the first.
#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "report/burden_words.hpp"
#include "report/compare.hpp"
#include "report/compare_worlds.hpp"
#include "report/outcome_words.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using course::Result;

/// A figure of one plan in the unit of its endpoint, with the draws behind it where they are at hand.
struct Figure {
    core::Interval value;
    std::vector<double> draws{};
};
using Read = std::function<std::optional<Figure>(const Result&)>;

Figure scaled(const core::Interval& value, const std::vector<double>& draws, double factor) {
    Figure out{{value.median * factor, value.lo * factor, value.hi * factor}, draws};
    for (double& draw : out.draws) draw *= factor;
    return out;
}

std::optional<Figure> single(double value) { return Figure{{value, value, value}}; }

/// Endpoints of one group after the other.
class Collector {
public:
    explicit Collector(Comparison& comparison) : comparison_(comparison) {}

    void group(std::string title) { group_ = std::move(title); }

    /// Left out where no plan leads to it.
    void add(Endpoint endpoint, const Read& read) {
        std::vector<std::optional<Figure>> figures;
        for (const Contestant& plan : comparison_.plans) figures.push_back(read(plan.result));
        std::vector<std::optional<core::Interval>> values;
        std::vector<std::optional<Difference>> differences;
        for (const std::optional<Figure>& here : figures) {
            values.push_back(here ? std::optional(here->value) : std::nullopt);
            const std::optional<Figure>& first = figures.front();
            const bool both = &here != &first && here && first;
            differences.push_back(both ? std::optional(difference(first->value, here->value, first->draws, here->draws))
                                       : std::nullopt);
        }
        add(std::move(endpoint), std::move(values), std::move(differences));
    }

    void add(Endpoint endpoint, std::vector<std::optional<core::Interval>> values,
             std::vector<std::optional<Difference>> differences) {
        if (std::ranges::none_of(values, [](const auto& value) { return value.has_value(); })) return;
        endpoint.group = group_;
        endpoint.values = std::move(values);
        endpoint.differences = std::move(differences);
        comparison_.endpoints.push_back(std::move(endpoint));
    }

    const std::vector<Contestant>& plans() const { return comparison_.plans; }

private:
    Comparison& comparison_;
    std::string group_;
};

using Kind = Endpoint::Kind;

/// With draws; `drawn` among the intervals.
Endpoint sampled(std::string name, std::string title, std::string unit, bool drawn = false) {
    return {std::move(name), std::move(title), "", std::move(unit), "", Kind::sampled, true, drawn};
}
Endpoint with(Kind kind, std::string name, std::string title, std::string unit) {
    return {std::move(name), std::move(title), "", std::move(unit), "", kind, true, false};
}

/// Of the first session: all are alike but for where the holes lie.
Read of_session(std::function<std::optional<Figure>(const course::Session&)> read) {
    return [read = std::move(read)](const Result& result) -> std::optional<Figure> {
        return result.sessions.empty() ? std::nullopt : read(result.sessions.front());
    };
}

void add_session(Collector& all) {
    all.group("One session");
    all.add(sampled("depth_um", "True depth of the needles", "µm", true), of_session([](const auto& session) {
                return std::optional(scaled(session.depth_interval, session.depth_draws, 1.0 / core::micrometre));
            }));
    all.add(sampled("holes_per_cm2", "Holes", "per cm²", true), of_session([](const auto& session) {
                return std::optional(scaled(session.holes_interval, session.holes_draws, 1e-4));
            }));
    all.add(with(Kind::central, "pain_vas", "Pain of one press, no anaesthetic", "of 100"),
            of_session([](const auto& session) { return single(100.0 * session.pain); }));
    all.add(with(Kind::central, "duration_min", "Time with the device", "min"),
            of_session([](const auto& session) { return single(session.duration / 60.0); }));
}

/// The reading of an assay nearest to a time; none when it was not taken within a day of it.
Read of_assay(std::string name, std::function<double(const Result&)> when) {
    return [name = std::move(name), when = std::move(when)](const Result& result) -> std::optional<Figure> {
        if (result.sessions.empty()) return std::nullopt;
        for (const course::Assay& assay : result.assays)
            if (assay.name == name && std::abs(assay.time - when(result)) < core::day)
                return scaled(assay.change, assay.draws, 1.0);
        return std::nullopt;
    };
}

void add_tissue(Collector& all) {
    const auto biopsy = [](const Result& result) { return result.sessions.back().time + 8 * core::week; };
    const auto end = [](const Result& result) { return result.times.empty() ? 0.0 : result.times.back(); };
    all.group("Tissue, change from before");
    all.add(sampled("collagen_8wk_pct", "Collagen, 8 weeks after the last", "%", true),
            of_assay("masson_area_pct_change", biopsy));
    all.add(sampled("collagen_end_pct", "Collagen, at the end", "%", true), of_assay("masson_area_pct_change", end));
    all.add(sampled("epidermis_8wk_pct", "Epidermis, 8 weeks after the last", "%", true),
            of_assay("epidermis_pct_change", biopsy));
    all.add(sampled("epidermis_end_pct", "Epidermis, at the end", "%", true), of_assay("epidermis_pct_change", end));
}

/// One scale read by one kind of reader in all plans; nullptr where a plan has no such reading.
using Readings = std::vector<const course::ScaleReading*>;

const course::ScaleReading* reading_like(const Result& result, const course::ScaleReading& like) {
    for (const course::ScaleReading& reading : result.outcome)
        if (reading.scale == like.scale && reading.reader == like.reader) return &reading;
    return nullptr;
}

core::Interval times(const core::Interval& value, double factor) {
    return {value.median * factor, value.lo * factor, value.hi * factor};
}

void add_share(Collector& all, const Readings& readings, Endpoint endpoint, Counted what) {
    std::vector<std::optional<core::Interval>> values;
    std::vector<std::optional<Difference>> differences;
    const double factor = what == Counted::improvement ? 1.0 : 100.0;
    for (const course::ScaleReading* reading : readings) {
        values.push_back(reading ? std::optional(times(mean_between(*reading, what), factor)) : std::nullopt);
        differences.emplace_back();
        if (differences.size() == 1 || !reading || !readings.front()) continue;
        Difference difference = difference_between(*readings.front(), *reading, what);
        if (difference.by) difference.by = times(*difference.by, factor);
        differences.back() = difference;
    }
    all.add(std::move(endpoint), std::move(values), std::move(differences));
}

void add_reading(Collector& all, const course::ScaleReading& like, bool main) {
    Readings readings;
    for (const Contestant& plan : all.plans()) readings.push_back(reading_like(plan.result, like));
    const std::string people(of_hundred_people);
    const std::string unit = unit_of(like), id = like.scale + "." + like.reader;
    all.group(fmt::format("{}, read by {} ({})", title_of_scale(like), uncapitalised(title_of_reader(like)),
                          direction(like)));
    const auto described = [&](const char* name, const std::string& title, const std::string& in, bool drawn,
                               Kind kind = Kind::sampled) {
        return Endpoint{id + "." + name, title, "", in, words(like.reader), kind, main, main && drawn};
    };
    all.add(described("before", like.of_change ? "Score of no change" : "Score before", unit, false, Kind::planned),
            [&](const Result& result) -> std::optional<Figure> {
                const course::ScaleReading* reading = reading_like(result, like);
                return reading ? single(reading->baseline) : std::nullopt;
            });
    all.add(described("final", "Final reading of one person", unit, false),
            [&](const Result& result) -> std::optional<Figure> {
                const course::ScaleReading* reading = reading_like(result, like);
                return reading ? std::optional(Figure{reading->final, reading->finals}) : std::nullopt;
            });
    add_share(all, readings, described("improvement", "Mean improvement", unit, true), Counted::improvement);
    add_share(all, readings, described("improved", "Improved", people, true), Counted::improved);
    add_share(all, readings, described("one_grade", capitalised("better by " + what_counts(like)), people, true),
              Counted::one_grade);
    add_share(all, readings, described("half", "At least half gone", people, true), Counted::half);
}

void add_readings(Collector& all) {
    std::vector<const course::ScaleReading*> known;
    for (const Contestant& plan : all.plans())
        for (const course::ScaleReading& reading : plan.result.outcome) {
            const bool seen = std::ranges::any_of(known, [&](const course::ScaleReading* other) {
                return other->scale == reading.scale && other->reader == reading.reader;
            });
            if (!seen) known.push_back(&reading);
        }
    // The scale of the baseline comes first; the others are for those who look closer.
    for (const course::ScaleReading* reading : known)
        add_reading(all, *reading, reading->scale == known.front()->scale);
}

const outcome::Risk* risk_like(const Result& result, const std::string& name) {
    const auto found = std::ranges::find(result.burden.risks, name, &outcome::Risk::name);
    return found == result.burden.risks.end() ? nullptr : &*found;
}

/// In one study both plans have that study's effect: the ends of their intervals are those of the same studies.
Difference difference_of(const outcome::Risk& first, const outcome::Risk& second) {
    const double at_lo = second.lo - first.lo, at_hi = second.hi - first.hi;
    const core::Interval by{second.probability - first.probability, std::min(at_lo, at_hi), std::max(at_lo, at_hi)};
    if (by.lo == 0.0 && by.hi == 0.0) return {Verdict::equal, by};
    return {by.lo <= 0.0 && by.hi >= 0.0 ? Verdict::within_noise : Verdict::apart, times(by, 1000.0)};
}

void add_risks(Collector& all) {
    std::vector<const outcome::Risk*> named;
    for (const Contestant& plan : all.plans())
        for (const outcome::Risk& risk : plan.result.burden.risks)
            if (std::ranges::none_of(named, [&](const auto* other) { return other->name == risk.name; }))
                named.push_back(&risk);
    for (const outcome::Risk* like : named) {
        std::vector<std::optional<core::Interval>> values;
        std::vector<std::optional<Difference>> differences;
        const outcome::Risk* first = risk_like(all.plans().front().result, like->name);
        for (const Contestant& plan : all.plans()) {
            const outcome::Risk* risk = risk_like(plan.result, like->name);
            values.push_back(risk ? std::optional(times({risk->probability, risk->lo, risk->hi}, 1000.0))
                                  : std::nullopt);
            const bool both = values.size() > 1 && first && risk;
            differences.push_back(both ? std::optional(difference_of(*first, *risk)) : std::nullopt);
        }
        all.add(sampled("risk." + like->name, like->title, "of 1000 people"), std::move(values),
                std::move(differences));
    }
}

void add_burden(Collector& all) {
    all.group("What it takes, and what may go wrong");
    all.add(with(Kind::planned, "sessions", "Sessions", ""),
            [](const Result& result) { return single(static_cast<double>(result.sessions.size())); });
    all.add(sampled("downtime_h", "Visible redness after a session", "h"),
            [](const Result& result) -> std::optional<Figure> {
                if (!known(result.burden)) return std::nullopt;
                return scaled(result.burden.downtime, result.burden.downtimes, 1.0 / core::hour);
            });
    add_risks(all);
    all.add(with(Kind::central, "overtreatment_pct", "Left of a session when the next begins", "%"),
            [](const Result& result) { return single(100.0 * result.burden.overtreatment.index); });
    all.add(sampled("scar_load_d", "Myofibroblasts beyond scarless healing", "days"), [](const Result& result) {
        return std::optional(scaled(result.burden.scar_load, result.burden.scar_loads, 1.0 / core::day));
    });
    all.add(sampled("cost", "Cost of the course", std::string(course::currency)),
            [](const Result& result) -> std::optional<Figure> {
                if (result.burden.cost.items.empty()) return std::nullopt;
                return Figure{result.burden.cost.total, result.burden.cost.totals};
            });
}

}  // namespace

namespace {
/// Tenths of a per cent are as fine as any reading of skin.
int most_decimals(const Endpoint& endpoint) { return endpoint.unit == "%" ? 1 : finest; }
}  // namespace

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::equal: return "equal";
        case Verdict::within_noise: return "within-noise";
        case Verdict::apart: return "apart";
        case Verdict::not_sampled: return "not-sampled";
        case Verdict::not_paired: return "not-paired";
    }
    throw core::InternalError("a verdict without a name");
}

std::string_view words(Verdict verdict) {
    switch (verdict) {
        case Verdict::equal: return "the same";
        case Verdict::within_noise: return "within the noise";
        case Verdict::apart: return "more than noise";
        case Verdict::not_sampled: return "not sampled";
        case Verdict::not_paired: return "no draws to compare";
    }
    throw core::InternalError("a verdict without words");
}

bool has_draws(const Comparison& comparison) { return comparison.plans.front().result.provenance.samples > 0; }

std::string letter(std::size_t plan) { return {static_cast<char>('A' + plan)}; }

std::string title_of(const Contestant& plan) {
    return plan.result.plan.title.empty() ? plan.file : plan.result.plan.title;
}

Difference difference(const core::Interval& first, const core::Interval& second, std::span<const double> first_draws,
                      std::span<const double> second_draws) {
    const auto single_value = [](const core::Interval& value) { return value.lo == value.hi; };
    if (first_draws.size() > 1 && first_draws.size() == second_draws.size()) {
        std::vector<double> by;
        for (std::size_t i = 0; i < first_draws.size(); ++i) by.push_back(second_draws[i] - first_draws[i]);
        const core::Interval interval = core::interval(std::move(by));
        if (interval.lo == 0.0 && interval.hi == 0.0) return {Verdict::equal, interval};
        return {interval.lo <= 0.0 && interval.hi >= 0.0 ? Verdict::within_noise : Verdict::apart, interval};
    }
    if (first.lo == second.lo && first.median == second.median && first.hi == second.hi)
        return {Verdict::equal, core::Interval{}};
    if (!single_value(first) || !single_value(second)) return {Verdict::not_paired, std::nullopt};
    const double by = second.median - first.median;
    return {Verdict::not_sampled, core::Interval{by, by, by}};
}

Comparison compare(std::vector<Contestant> plans) {
    if (plans.size() < 2 || plans.size() > most_plans)
        throw core::InternalError(fmt::format("{} plans cannot be compared", plans.size()));
    Comparison out;
    out.plans = std::move(plans);
    Collector all(out);
    add_session(all);
    add_tissue(all);
    add_readings(all);
    add_burden(all);
    if (!has_draws(out))
        for (Endpoint& endpoint : out.endpoints)
            if (endpoint.kind == Kind::sampled) endpoint.kind = Kind::central;
    return out;
}

std::string in_cell(const Endpoint& endpoint, std::size_t plan) {
    const std::optional<core::Interval>& value = endpoint.values[plan];
    if (!value) return "–";
    if (value->lo != value->hi) return in_cell(*value, 1.0, most_decimals(endpoint));
    // What was drawn and has a single value came out the same in every draw.
    const std::string only = endpoint.unit == "%" ? rounded(value->median, 1) : number(value->median);
    return endpoint.kind == Kind::central ? only + " (not sampled)" : only;
}

std::string difference_in_cell(const Endpoint& endpoint, std::size_t plan) {
    const std::optional<Difference>& difference = endpoint.differences[plan];
    if (!difference) return "–";
    if (difference->verdict == Verdict::equal || !difference->by) return std::string(words(difference->verdict));
    const core::Interval& by = *difference->by;
    if (by.lo == by.hi) {
        const std::string value = with_sign(endpoint.unit == "%" ? rounded(by.median, 1) : number(by.median));
        return endpoint.kind == Kind::planned ? value : fmt::format("{}, {}", value, words(difference->verdict));
    }
    // What is more than noise must not look as if it reached zero.
    int decimals = decimals_for(by.hi - by.lo, std::max(std::abs(by.lo), std::abs(by.hi)));
    const double nearest = std::min(std::abs(by.lo), std::abs(by.hi));
    if (difference->verdict == Verdict::apart)
        while (decimals < finest && nearest < 0.5 * std::pow(10.0, -decimals)) ++decimals;
    return fmt::format("{} ({} to {}), {}", with_sign(rounded(by.median, decimals)), rounded(by.lo, decimals),
                       rounded(by.hi, decimals), words(difference->verdict));
}

bool has_differences(const Endpoint& endpoint) {
    return std::ranges::any_of(endpoint.differences, [](const auto& difference) { return difference.has_value(); });
}

}  // namespace percuta::report
