#include "course/summarise.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/units.hpp"
#include "course/band.hpp"
#include "course/tissue.hpp"
#include "outcome/assay.hpp"
#include "puncture/consequence.hpp"

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
    for (const puncture::Hole& hole : pattern.holes)
        if (hole.pierced && hole.peak_depth > 0.0) values.push_back(value(hole));
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

/// A square of the patch with at most so many strikes.
void map_holes(const puncture::Pattern& pattern, Session& session) {
    constexpr double strikes_drawn = 400.0;
    const double listed = static_cast<double>(pattern.holes.size()) * pattern.thinning;
    const double share = listed > strikes_drawn ? std::sqrt(strikes_drawn / listed) : 1.0;
    if (pattern.thinning > 1) return;  // strikes are missing: a map would show too few
    session.map_side = share * pattern.side;
    const double corner = 0.5 * (pattern.side - session.map_side);
    for (const puncture::Hole& hole : pattern.holes) {
        const double x = hole.at.x - corner, y = hole.at.y - corner;
        if (std::min(x, y) < 0.0 || std::max(x, y) > session.map_side) continue;
        session.map.push_back({x, y, hole.mouth, hole.peak_depth, hole.slot * hole.along.x, hole.slot * hole.along.y,
                               hole.pierced && hole.peak_depth > 0.0});
    }
}

void count_depths(const puncture::Pattern& pattern, Session& session) {
    constexpr std::size_t bins = 24;
    std::vector<double> depths;
    for (const puncture::Hole& hole : pattern.holes)
        if (hole.pierced && hole.peak_depth > 0.0) depths.push_back(hole.peak_depth);
    if (depths.empty()) return;
    const auto [shallowest, deepest] = std::ranges::minmax(depths);
    // Holes that are all alike still need a bin with a width.
    const double width = std::max((deepest - shallowest) / bins, 1e-3 * deepest) * (1.0 + 1e-9);
    std::array<int, bins> counts{};
    for (const double depth : depths) ++counts[static_cast<std::size_t>((depth - shallowest) / width)];
    for (std::size_t i = 0; i < bins; ++i)
        session.depths.push_back({shallowest + static_cast<double>(i) * width,
                                  shallowest + static_cast<double>(i + 1) * width,
                                  counts[i] / static_cast<double>(depths.size())});
}

/// A curve of the result: which column of the healing curves, in which unit, by which factor.
struct Shown {
    std::string name, column, unit;
    bool in_epidermis = false;  ///< thickness: relative to that at rest, which differs from person to person
    double factor = 1.0;

    double in_run(const Run& run) const { return in_epidermis ? factor * run.skin.epidermis() : factor; }
};

/// The times at which series are looked up: the first of two equal times means the moment before a jump.
std::vector<double> lookup_times(std::span<const double> times) {
    std::vector<double> out(times.begin(), times.end());
    for (std::size_t i = 0; i + 1 < out.size(); ++i)
        if (times[i] == times[i + 1]) out[i] = std::nextafter(times[i], -1.0);
    return out;
}

std::vector<Shown> shown_curves(const core::TimeSeries& curves) {
    std::vector<Shown> out;
    for (const core::Column& column : curves.columns()) {
        if (column.name == "epidermis")
            out.push_back({"epidermis_um", column.name, "um", true, 1.0 / core::micrometre});
        else if (column.name == "scar_load") out.push_back({column.name, column.name, "day", false, 1.0 / day});
        else out.push_back({column.name, column.name, column.unit});
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
                          const Setting& setting) {
    const puncture::Pattern& pattern = central.patterns[index];
    const puncture::Contact& contact = central.contact;
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
    const auto bleeding = [&](const Run& run) {
        return puncture::bleeding_share(run.patterns[index], run.contact.needle, run.skin.vessels);
    };
    out.bleeding_fraction = bleeding(central);
    out.bleeding_interval = over_runs(central, sampled, bleeding);
    out.injured_volume = pattern.injured_volume();
    out.open_volume = pattern.open_volume();
    out.pressing_force = contact.force;
    out.needles_touching = static_cast<double>(contact.touching);
    out.based = contact.based;
    out.pain = puncture::pain(setting.p, pattern.needle_length, contact.touching);
    out.pain_of_needle = puncture::pain_over_needle(setting.p, pattern.needle_length, contact.touching);
    out.area = setting.area;
    out.duration = puncture::duration(setting.p, setting.device, setting.passes, setting.area);
    out.bulge_fraction = puncture::share_at_bulge(pattern, central.skin.follicles);
    out.follicles_hit = puncture::follicles_hit(pattern, central.skin.follicles);
    const puncture::Reach reach = puncture::reach(pattern, contact, central.skin);
    out.past_dermis = reach.past_dermis;
    out.bone_depth = reach.bone_depth;
    out.to_bone = reach.to_bone;
    const auto depth = [&](const Run& run) {
        return spread_of(run.patterns[index], [](const auto& hole) { return hole.peak_depth; }).mean;
    };
    const auto holes = [&](const Run& run) { return run.patterns[index].holes_per_area(); };
    out.depth_interval = over_runs(central, sampled, depth);
    out.holes_interval = over_runs(central, sampled, holes);
    for (const Run& run : sampled) {
        out.depth_draws.push_back(depth(run));
        out.holes_draws.push_back(holes(run));
    }
    cut_strip(pattern, out);
    map_holes(pattern, out);
    count_depths(pattern, out);
    return out;
}

std::vector<Curve> summarise_curves(const Run& central, std::span<const Run> sampled, std::span<const double> times) {
    const std::vector<double> moments = lookup_times(times);
    const core::TimeSeries usual = central.healing.curves.resample(moments);
    std::vector<core::TimeSeries> runs;
    for (const Run& run : sampled) runs.push_back(run.healing.curves.resample(moments));
    const std::span<const Run> shown_runs = sampled.empty() ? std::span<const Run>(&central, 1) : sampled;
    if (runs.empty()) runs.push_back(usual);
    std::vector<Curve> out;
    std::vector<double> values(runs.size());
    for (const Shown& shown : shown_curves(central.healing.curves)) {
        Curve curve;
        curve.name = shown.name;
        curve.unit = shown.unit;
        const double factor = shown.in_run(central);
        curve.rest = factor * central.healing.curves.column(shown.column).rest;
        const std::vector<double>& middle = usual.column(shown.column).values;
        std::vector<const std::vector<double>*> columns;
        for (const core::TimeSeries& run : runs) columns.push_back(&run.column(shown.column).values);
        for (std::size_t t = 0; t < times.size(); ++t) {
            for (std::size_t r = 0; r < runs.size(); ++r) values[r] = shown.in_run(shown_runs[r]) * (*columns[r])[t];
            std::ranges::sort(values);
            add_draws(curve, values);
            curve.central.push_back(factor * middle[t]);
        }
        out.push_back(std::move(curve));
    }
    return out;
}

std::vector<Assay> summarise_assays(const Draw& usual, const Run& central, std::span<const Draw> draws,
                                    std::span<const Run> sampled, std::span<const double> times) {
    const auto read = [](const Draw& draw, const Run& run, double time) {
        return outcome::assays(draw.outcome, tissue_at(run.healing.curves, time));
    };
    std::vector<Assay> out;
    for (const double time : times) {
        const auto names = read(usual, central, time);  // and central values
        std::vector<std::vector<outcome::AssayValue>> values;
        for (std::size_t i = 0; i < sampled.size(); ++i) values.push_back(read(draws[i], sampled[i], time));
        if (values.empty()) values.push_back(names);
        for (std::size_t a = 0; a < names.size(); ++a) {
            std::vector<double> changes;
            for (const auto& run : values) changes.push_back(run[a].change);
            out.push_back({names[a].name, names[a].title, time, core::interval(changes), names[a].change,
                           sampled.empty() ? std::vector<double>{} : std::move(changes)});
        }
    }
    return out;
}

}  // namespace percuta::course
