#include "report/dots.hpp"

#include <algorithm>

namespace percuta::report {

std::vector<Dot> stacked(std::span<const double> values, const svg::Scale& axis, double diameter) {
    std::vector<double> places;
    for (const double value : values) places.push_back(axis(value));
    std::ranges::sort(places);
    std::vector<Dot> out;
    for (std::size_t first = 0; first < places.size();) {
        std::size_t next = first + 1;
        // A little less than a diameter apart still touches; more would look like a gap.
        while (next < places.size() && places[next] - places[first] < diameter) ++next;
        const double middle = 0.5 * (places[first] + places[next - 1]);
        for (std::size_t i = first; i < next; ++i) out.push_back({middle, static_cast<int>(i - first)});
        first = next;
    }
    return out;
}

int highest(const std::vector<Dot>& dots) {
    int most = 0;
    for (const Dot& dot : dots) most = std::max(most, dot.below + 1);
    return most;
}

}  // namespace percuta::report
