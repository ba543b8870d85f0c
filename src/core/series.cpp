#include "core/series.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::core {

TimeSeries::TimeSeries(std::vector<Column> columns) : columns_(std::move(columns)) {
    for (Column& column : columns_) column.values.clear();
}

void TimeSeries::append(double time, std::span<const double> values) {
    if (values.size() != columns_.size() || !std::isfinite(time) || (!times_.empty() && time < times_.back()))
        throw InternalError(
            fmt::format("a row of {} values at {} s does not continue this series", values.size(), time));
    times_.push_back(time);
    for (std::size_t i = 0; i < values.size(); ++i) columns_[i].values.push_back(values[i]);
}

bool TimeSeries::has(std::string_view name) const {
    return std::ranges::find(columns_, name, &Column::name) != columns_.end();
}

const Column& TimeSeries::column(std::string_view name) const {
    const auto found = std::ranges::find(columns_, name, &Column::name);
    if (found == columns_.end()) throw InternalError(fmt::format("no column \"{}\"", name));
    return *found;
}

double TimeSeries::interpolate(const Column& column, double time) const {
    const auto& y = column.values;
    if (times_.empty()) throw InternalError("an empty series has no values");
    if (time < times_.front()) return y.front();
    if (!(time < times_.back())) return y.back();
    // The last row at or before `time`: at a jump this is the row after it.
    const auto right = static_cast<std::size_t>(std::ranges::upper_bound(times_, time) - times_.begin());
    const std::size_t left = right - 1;
    const double width = times_[right] - times_[left];
    const auto slope = [&](std::size_t i) { return (y[i + 1] - y[i]) / (times_[i + 1] - times_[i]); };
    const double chord = slope(left);
    // Slopes at the ends after Fritsch and Butland: the weighted harmonic mean of neighbours of one sign, else zero.
    const auto tangent = [&](double before, double after, double width_before, double width_after) {
        if (before * after <= 0.0) return 0.0;
        const double w1 = 2.0 * width_after + width_before, w2 = width_after + 2.0 * width_before;
        return (w1 + w2) / (w1 / before + w2 / after);
    };
    double left_slope = chord, right_slope = chord;
    if (left > 0 && times_[left] > times_[left - 1])
        left_slope = tangent(slope(left - 1), chord, times_[left] - times_[left - 1], width);
    if (right + 1 < times_.size() && times_[right + 1] > times_[right])
        right_slope = tangent(chord, slope(right), width, times_[right + 1] - times_[right]);
    const double s = (time - times_[left]) / width, r = 1.0 - s;
    const double value = y[left] * r * r * (1.0 + 2.0 * s) + y[right] * s * s * (3.0 - 2.0 * s) +
                         width * s * r * (left_slope * r - right_slope * s);
    // Monotone, so between its rows but for round-off, which would make densities of -1e-17.
    const auto [least, most] = std::minmax(y[left], y[right]);
    return std::clamp(value, least, most);
}

double TimeSeries::at(std::string_view name, double time) const { return interpolate(column(name), time); }

TimeSeries TimeSeries::resample(std::span<const double> times) const {
    TimeSeries out(columns_);
    out.times_.assign(times.begin(), times.end());
    for (std::size_t i = 0; i < columns_.size(); ++i)
        for (const double time : times) out.columns_[i].values.push_back(interpolate(columns_[i], time));
    return out;
}

double TimeSeries::time_of_peak(std::string_view name, double from, double to) const {
    const auto& values = column(name).values;
    double best = -INFINITY, when = from;
    for (std::size_t i = 0; i < times_.size(); ++i)
        if (times_[i] >= from && times_[i] <= to && values[i] > best) {
            best = values[i];
            when = times_[i];
        }
    return when;
}

}  // namespace percuta::core
