#include "numerics/axis.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::numerics {

Axis::Axis(Metric metric, std::vector<double> faces) : metric_(metric), faces_(std::move(faces)) {
    const bool increasing = std::ranges::adjacent_find(faces_, std::greater_equal<>{}) == faces_.end();
    if (faces_.size() < 2 || !increasing || (metric_ == Metric::radial && faces_.front() < 0.0))
        throw core::InternalError("an axis needs at least two faces in increasing order, from r >= 0 when radial");
}

Axis Axis::uniform(Metric metric, double from, double to, std::size_t cells) {
    std::vector<double> faces(cells + 1);
    for (std::size_t i = 0; i <= cells; ++i)
        faces[i] = from + (to - from) * static_cast<double>(i) / static_cast<double>(cells);
    faces.back() = to;
    return {metric, std::move(faces)};
}

Axis Axis::graded(Metric metric, std::span<const GradingPoint> points) {
    std::vector<double> faces{points.front().position};
    for (std::size_t k = 0; k + 1 < points.size(); ++k) {
        const double from = points[k].position, width = points[k + 1].position - from;
        const double first = points[k].cell, last = points[k + 1].cell;
        // n cells in geometric progression from `first` to `last`; their mean length decides n.
        const double ratio = last / first;
        const double mean = std::abs(ratio - 1.0) < 1e-9 ? first : (last - first) / std::log(ratio);
        const auto cells = static_cast<std::size_t>(std::max(1.0, std::round(width / mean)));
        std::vector<double> lengths(cells);
        double sum = 0.0;
        for (std::size_t i = 0; i < cells; ++i)
            sum += lengths[i] = std::pow(ratio, (static_cast<double>(i) + 0.5) / static_cast<double>(cells));
        double reached = 0.0;
        for (std::size_t i = 0; i + 1 < cells; ++i) {
            reached += lengths[i];
            faces.push_back(from + width * reached / sum);
        }
        faces.push_back(points[k + 1].position);
    }
    return {metric, std::move(faces)};
}

double Axis::measure(std::size_t cell) const {
    if (metric_ == Metric::cartesian) return length(cell);
    return std::numbers::pi * (faces_[cell + 1] - faces_[cell]) * (faces_[cell + 1] + faces_[cell]);
}

double Axis::face_measure(std::size_t face) const {
    return metric_ == Metric::cartesian ? 1.0 : 2.0 * std::numbers::pi * faces_[face];
}

std::size_t Axis::face_at(double position) const {
    for (std::size_t i = 0; i < faces_.size(); ++i)
        if (std::abs(faces_[i] - position) <= 1e-9 * extent()) return i;
    throw core::InternalError(fmt::format("no face of the axis lies at {} m", position));
}

}  // namespace percuta::numerics
