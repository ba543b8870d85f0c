#include "trial/judge.hpp"

#include <algorithm>
#include <cmath>

namespace percuta::trial {

namespace {

/// Gneiting and Raftery 2007: width, and a penalty for what lies outside; at a range, of its nearest end.
double interval_score(const core::Interval& interval, double least, double most) {
    constexpr double outside = 0.1;  // of a 90 % interval
    const double below = std::max(0.0, interval.lo - most), above = std::max(0.0, least - interval.hi);
    return interval.hi - interval.lo + 2.0 / outside * (below + above);
}

}  // namespace

void judge(FigureCheck& figure, const std::vector<double>& predicted, std::vector<double> with_noise) {
    std::vector<double> values;
    for (const double value : predicted)
        if (std::isfinite(value)) values.push_back(value);
    std::erase_if(with_noise, [](double value) { return !std::isfinite(value); });
    figure.asked = static_cast<int>(predicted.size());
    figure.undefined = static_cast<int>(predicted.size() - values.size());
    if (values.empty()) return;
    const auto n = static_cast<double>(values.size());
    double squares = 0.0;
    for (const double value : values) figure.mean += value / n;
    for (const double value : values) squares += (value - figure.mean) * (value - figure.mean) / n;
    if (figure.is_range()) {
        const auto within =
            std::ranges::count_if(with_noise, [&](double x) { return x >= figure.least && x <= figure.most; });
        figure.probability = static_cast<double>(within) / static_cast<double>(with_noise.size());
    }
    figure.predicted = core::interval(std::move(with_noise));
    const double nearest = std::clamp(figure.mean, figure.least, figure.most);
    const double off = std::sqrt(squares + figure.sd * figure.sd);
    figure.z = off > 0.0 ? (nearest - figure.mean) / off : 0.0;
    figure.inside = figure.predicted.lo <= figure.most && figure.predicted.hi >= figure.least;
    figure.score = interval_score(figure.predicted, figure.least, figure.most) / figure.span;
}

double span_of(double scale_length, double least, double most) {
    if (std::isfinite(scale_length) && scale_length > 0.0) return scale_length;
    double size = 0.0;
    for (const double end : {least, most})
        if (std::isfinite(end)) size = std::max(size, std::abs(end));
    return size > 0.0 ? size : 1.0;
}

}  // namespace percuta::trial
