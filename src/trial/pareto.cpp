#include "trial/pareto.hpp"

#include <cmath>
#include <map>

namespace percuta::trial {

namespace {

/// The cell in which it lies.
Burdens rounded(const Burdens& one, const Burdens& resolution) {
    Burdens out = one;
    for (std::size_t k = 0; k < out.size(); ++k)
        if (resolution[k] > 0.0) out[k] = std::floor(one[k] / resolution[k]);
    return out;
}

}  // namespace

bool dominates(const Burdens& one, const Burdens& other) {
    bool better = false;
    for (std::size_t k = 0; k < one.size(); ++k) {
        if (!(one[k] <= other[k])) return false;
        better = better || one[k] < other[k];
    }
    return better;
}

std::vector<std::size_t> pareto_front(std::span<const Burdens> all, const Burdens& resolution) {
    // Rounding keeps order: who is dominated is dominated, or alike, among the cells as well.
    std::map<Burdens, std::size_t> cells;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto [found, is_new] = cells.try_emplace(rounded(all[i], resolution), i);
        if (!is_new && all[i] < all[found->second]) found->second = i;
    }
    std::vector<bool> on_front(all.size(), false);
    for (const auto& [cell, index] : cells) {
        bool beaten = false;
        for (const auto& [other, unused] : cells)
            if (dominates(other, cell)) {
                beaten = true;
                break;
            }
        on_front[index] = !beaten;
    }
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (on_front[i]) out.push_back(i);
    return out;
}

}  // namespace percuta::trial
