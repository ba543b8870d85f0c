#include "course/summarise.hpp"

#include <algorithm>
#include <cmath>

#include "core/units.hpp"
#include "outcome/assay.hpp"

namespace percuta::course {

namespace {

using core::day;

Spread spread(std::vector<double> values) {
    Spread out;
    if (values.empty()) return out;
    double sum = 0.0, squares = 0.0;
    for (const double v : values) sum += v;
    out.mean = sum / static_cast<double>(values.size());
    for (const double v : values) squares += (v - out.mean) * (v - out.mean);
    out.sd = std::sqrt(squares / static_cast<double>(values.size()));
    std::ranges::sort(values);
    out.p05 = core::quantile(values, 0.05);
    out.p95 = core::quantile(values, 0.95);
    return out;
}

template <class Value>
Spread spread_of(const puncture::Pattern& pattern, Value value) {
    std::vector<double> values;
    for (const puncture::Hole& hole : pattern.holes) values.push_back(value(hole));
    return spread(std::move(values));
}

/// The interval over the sampled runs, or the central value alone.
template <class Value>
Interval over_runs(const Run& central, std::span<const Run> sampled, Value value) {
    if (sampled.empty()) {
        const double only = value(central);
        return {only, only, only};
    }
    std::vector<double> values;
    for (const Run& run : sampled) values.push_back(value(run));
    return core::interval(std::move(values));
}

/// The holes that a cut through the middle of the patch meets; the slice is as thick as about a dozen holes need.
void cut_strip(const puncture::Pattern& pattern, Session& session) {
    constexpr double holes_drawn = 14.0;
    session.strip_length = pattern.side;
    const auto pierced = static_cast<double>(std::ranges::count_if(pattern.holes, &puncture::Hole::pierced));
    session.strip_thickness = pierced > 0.0 ? std::min(1.0, holes_drawn / pierced) * pattern.side : pattern.side;
    for (const puncture::Hole& hole : pattern.holes)
        if (hole.pierced && std::abs(hole.at.y - 0.5 * pattern.side) <= 0.5 * session.strip_thickness)
            session.strip.push_back({hole.at.x, hole.peak_depth, hole.residual_depth, hole.mouth});
    std::ranges::sort(session.strip, {}, &DrawnHole::x);
}

/// A curve of the result: which column of the healing curves, in which unit, by which factor.
struct Shown {
    std::string name, column, unit;
    double factor = 1.0;
};

/// The times at which series are looked up: the first of two equal times means the moment before a jump.
std::vector<double> lookup_times(std::span<const double> times) {
    std::vector<double> out(times.begin(), times.end());
    for (std::size_t i = 0; i + 1 < out.size(); ++i)
        if (times[i] == times[i + 1]) out[i] = std::nextafter(times[i], -1.0);
    return out;
}

std::vector<Shown> shown_curves(const core::TimeSeries& curves, double epidermis) {
    std::vector<Shown> out;
    for (const core::Column& column : curves.columns()) {
        if (column.name == "epidermis")
            out.push_back({"epidermis_um", column.name, "um", epidermis / core::micrometre});
        else if (column.name == "scar_load") out.push_back({column.name, column.name, "day", 1.0 / day});
        else out.push_back({column.name, column.name, column.unit, 1.0});
    }
    return out;
}

}  // namespace

std::vector<double> report_times(const plan::Schedule& schedule) {
    const std::vector<double> sessions = session_times(schedule);
    const double end = end_of_course(schedule);
    std::vector<double> times;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const double until = i + 1 < sessions.size() ? sessions[i + 1] : end;
        times.push_back(sessions[i]);
        for (double offset = 0.0; sessions[i] + offset < until;) {
            times.push_back(sessions[i] + offset);
            offset += (offset < 3 * day ? 0.25 : offset < 14 * day ? 1.0 : offset < 56 * day ? 3.5 : 7.0) * day;
        }
    }
    times.push_back(end);
    return times;
}

Session summarise_session(std::size_t index, double time, const Run& central, std::span<const Run> sampled,
                          double blood_access) {
    const puncture::Pattern& pattern = central.patterns[index];
    Session out;
    out.time = time;
    out.strikes_per_area = pattern.strikes_per_area;
    out.holes_per_area = pattern.holes_per_area();
    out.puncture_probability = pattern.puncture_probability;
    out.nominal_depth = pattern.needle_length;
    out.depth = spread_of(pattern, [](const auto& hole) { return hole.peak_depth; });
    out.residual_depth = spread_of(pattern, [](const auto& hole) { return hole.residual_depth; });
    out.histology_depth = spread_of(pattern, [](const auto& hole) { return hole.histology_depth; });
    out.mouth = spread_of(pattern, [](const auto& hole) { return hole.mouth; });
    out.force = spread_of(pattern, [](const auto& hole) { return hole.force; });
    out.volume_fraction = pattern.volume_fraction();
    out.covered_area = pattern.covered_area();
    out.dermis_fraction = pattern.share_into_dermis();
    out.bleeding_fraction = pattern.share_deeper_than(blood_access);
    out.depth_interval = over_runs(central, sampled, [&](const Run& run) {
        return spread_of(run.patterns[index], [](const auto& hole) { return hole.peak_depth; }).mean;
    });
    out.holes_interval =
        over_runs(central, sampled, [&](const Run& run) { return run.patterns[index].holes_per_area(); });
    cut_strip(pattern, out);
    return out;
}

std::vector<Curve> summarise_curves(const Run& central, std::span<const Run> sampled, std::span<const double> times,
                                    double epidermis) {
    const std::vector<double> moments = lookup_times(times);
    const core::TimeSeries usual = central.healing.curves.resample(moments);
    std::vector<core::TimeSeries> runs;
    for (const Run& run : sampled) runs.push_back(run.healing.curves.resample(moments));
    if (runs.empty()) runs.push_back(usual);
    std::vector<Curve> out;
    std::vector<double> values(runs.size());
    for (const Shown& shown : shown_curves(central.healing.curves, epidermis)) {
        Curve curve;
        curve.name = shown.name;
        curve.unit = shown.unit;
        curve.rest = shown.factor * central.healing.curves.column(shown.column).rest;
        const std::vector<double>& middle = usual.column(shown.column).values;
        std::vector<const std::vector<double>*> columns;
        for (const core::TimeSeries& run : runs) columns.push_back(&run.column(shown.column).values);
        for (std::size_t t = 0; t < times.size(); ++t) {
            for (std::size_t r = 0; r < runs.size(); ++r) values[r] = shown.factor * (*columns[r])[t];
            const Interval band = core::interval(values);
            curve.median.push_back(band.median);
            curve.lo.push_back(band.lo);
            curve.hi.push_back(band.hi);
            curve.central.push_back(shown.factor * middle[t]);
        }
        out.push_back(std::move(curve));
    }
    return out;
}

std::vector<Assay> summarise_assays(const Run& central, std::span<const Run> sampled, std::span<const double> times) {
    std::vector<Assay> out;
    for (const double time : times) {
        const auto names = outcome::assays(central.healing.curves, time);  // and central values
        std::vector<std::vector<outcome::AssayValue>> values;
        for (const Run& run : sampled) values.push_back(outcome::assays(run.healing.curves, time));
        if (values.empty()) values.push_back(names);
        for (std::size_t a = 0; a < names.size(); ++a) {
            std::vector<double> changes;
            for (const auto& run : values) changes.push_back(run[a].change);
            out.push_back({names[a].name, names[a].title, time, core::interval(std::move(changes)), names[a].change});
        }
    }
    return out;
}

}  // namespace percuta::course
