#include "numerics/grid.hpp"

#include "core/error.hpp"

namespace percuta::numerics {

Grid::Grid(std::vector<Axis> axes) : axes_(std::move(axes)) {
    bool usable = !axes_.empty() && axes_.size() <= 3;
    for (std::size_t a = 1; a < axes_.size(); ++a) usable = usable && axes_[a].metric() == Metric::cartesian;
    if (!usable) throw core::InternalError("a grid has one to three axes, and only the first may be radial");
    volumes_.reserve(size());
    const auto measure = [&](std::size_t a, std::size_t cell) {
        return a < axes_.size() ? axes_[a].measure(cell) : 1.0;
    };
    for (std::size_t k = 0; k < count(2); ++k)
        for (std::size_t j = 0; j < count(1); ++j)
            for (std::size_t i = 0; i < count(0); ++i)
                volumes_.push_back(measure(0, i) * measure(1, j) * measure(2, k));
}

double Grid::integral(std::span<const double> field) const {
    double sum = 0.0, lost = 0.0;  // Kahan
    for (std::size_t i = 0; i < volumes_.size(); ++i) {
        const double term = field[i] * volumes_[i] - lost;
        const double next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    return sum;
}

}  // namespace percuta::numerics
