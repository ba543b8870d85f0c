#include "outcome/worlds.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace percuta::outcome {

MeanOfWorlds mean_of_worlds(std::span<const double> people, std::size_t worlds) {
    worlds = std::min(worlds, people.size());  // where nobody lives, nothing is known
    std::vector<double> means(worlds, 0.0), sizes(worlds, 0.0), squares(worlds, 0.0);
    MeanOfWorlds out;
    for (std::size_t i = 0; i < people.size(); ++i) {
        means[i % worlds] += people[i];
        sizes[i % worlds] += 1.0;
        out.mean += people[i];
    }
    out.mean /= static_cast<double>(people.size());
    for (std::size_t w = 0; w < worlds; ++w) means[w] /= sizes[w];
    for (std::size_t i = 0; i < people.size(); ++i) {
        const double off = people[i] - means[i % worlds];
        squares[i % worlds] += off * off;
    }
    double all = 0.0, of_few = 0.0;
    for (std::size_t w = 0; w < worlds; ++w) {
        all += (means[w] - out.mean) * (means[w] - out.mean);
        of_few += squares[w] / (sizes[w] * std::max(sizes[w] - 1.0, 1.0));
    }
    const double kept = all > 0.0 ? std::sqrt(std::max(0.0, 1.0 - of_few / all)) : 0.0;
    const core::Interval raw = core::interval(std::move(means));
    out.between = {out.mean, out.mean + kept * (raw.lo - out.mean), out.mean + kept * (raw.hi - out.mean)};
    out.standard_error = std::sqrt(of_few) / static_cast<double>(worlds);
    return out;
}

}  // namespace percuta::outcome
