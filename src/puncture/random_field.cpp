#include "puncture/random_field.hpp"

#include <cmath>
#include <numbers>
#include <span>

#include "numerics/elementary.hpp"

namespace percuta::puncture {

namespace {

using numerics::Lanes;

PERCUTA_CLONES double sum_of_waves(std::span<const RandomField::Waves> waves, const Point& at) {
    Lanes sum;
    for (const RandomField::Waves& w : waves)
        sum = sum + numerics::cosine_of_turns(Lanes(w.kx * Lanes(at.x) + w.ky * Lanes(at.y) + w.phase));
    double out = 0.0;
    for (std::size_t l = 0; l < numerics::lane_count; ++l) out += sum[l];
    return out;
}

}  // namespace

RandomField::RandomField(double correlation_length, core::RandomStream& random) {
    const double length = 2.0 * std::numbers::pi * correlation_length;
    for (Waves& w : waves_)
        for (std::size_t l = 0; l < numerics::lane_count; ++l) {
            w.kx.set(l, random.normal() / length);
            w.ky.set(l, random.normal() / length);
            w.phase.set(l, random.uniform());
        }
}

double RandomField::operator()(const Point& at) const {
    return sum_of_waves(waves_, at) * std::sqrt(2.0 / static_cast<double>(numerics::lane_count * waves_.size()));
}

}  // namespace percuta::puncture
