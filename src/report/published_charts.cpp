#include "report/published_charts.hpp"

#include <algorithm>

#include "core/units.hpp"
#include "report/names.hpp"
#include "report/panels.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

/// Per cent of change from `rest`.
course::Interval change_from(double rest, const course::Interval& value) {
    const auto change = [rest](double v) { return (v / rest - 1.0) * 100.0; };
    return {change(value.median), change(value.lo), change(value.hi)};
}

SimulatedReading of_assay(const course::Result& result, const std::string& name) {
    SimulatedReading out;
    for (const course::Assay& assay : result.assays)
        if (assay.name == name) {
            out.times.push_back(assay.time);
            out.values.push_back(assay.change);
            out.central.push_back(assay.central);
        }
    return out;
}

SimulatedReading of_curve(const course::Result& result, const course::Curve& curve) {
    SimulatedReading out{"", result.times, {}, true, true, {}};
    for (std::size_t row = 0; row < result.times.size(); ++row) {
        out.values.push_back(change_from(curve.rest, {curve.median[row], curve.lo[row], curve.hi[row]}));
        out.central.push_back((curve.central[row] / curve.rest - 1.0) * 100.0);
    }
    return out;
}

/// A study prints the mean of a group; the band of a scale is for one person, so only the median is drawn.
SimulatedReading of_scale(const course::ScaleReading& reading) {
    SimulatedReading out{words(reading.reader), {}, {}, true, false, {}};
    for (const auto& point : reading.timeline) {
        out.times.push_back(point.time);
        out.values.push_back(change_from(reading.baseline, point.value));
    }
    return out;
}

bool is_scale(const course::Result& result, const std::string& name) {
    return std::ranges::any_of(result.outcome, [&](const course::ScaleReading& r) { return r.scale == name; });
}

PublishedChart empty_chart(const course::Result& result, const std::string& name) {
    PublishedChart chart{title_of(name), {}, {}};
    for (const course::Assay& assay : result.assays)
        if (assay.name == name) chart.title = assay.title;
    if (SimulatedReading assay = of_assay(result, name); !assay.times.empty()) {
        chart.simulated.push_back(std::move(assay));
    } else if (const course::Curve* curve = drawable(result, name); curve != nullptr && curve->rest != 0.0) {
        chart.simulated.push_back(of_curve(result, *curve));
    } else if (is_scale(result, name)) {
        chart.title = title_of_scale(name);
        for (const course::ScaleReading& reading : result.outcome)
            if (reading.scale == name && reading.baseline != 0.0) chart.simulated.push_back(of_scale(reading));
    }
    return chart;
}

}  // namespace

std::vector<PublishedChart> published_charts(const course::Result& result) {
    std::vector<std::string> names;
    for (const course::Published& figure : result.published)
        if (std::ranges::find(names, figure.compared) == names.end()) names.push_back(figure.compared);
    std::ranges::stable_partition(names, [&](const std::string& name) { return !is_scale(result, name); });

    const double last = result.sessions.empty() ? 0.0 : result.sessions.back().time;
    std::vector<PublishedChart> out;
    int number = 0;
    for (const std::string& name : names) {
        PublishedChart chart = empty_chart(result, name);
        for (const course::Published& figure : result.published) {
            if (figure.compared != name) continue;
            const double day = (last + figure.after_last) / core::day;
            const auto same_day = std::ranges::count(chart.points, day, &PublishedPoint::day);
            chart.points.push_back({&figure, ++number, day, static_cast<int>(same_day)});
        }
        out.push_back(std::move(chart));
    }
    return out;
}

}  // namespace percuta::report
