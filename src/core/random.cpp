#include "core/random.hpp"

#include <cmath>
#include <numbers>

#include <Random123/philox.h>

namespace percuta::core {

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t subject, Stream purpose)
    : seed_(seed), subject_(subject), purpose_(static_cast<std::uint32_t>(purpose)) {}

std::uint64_t RandomStream::bits() {
    if (has_spare_bits_) {
        has_spare_bits_ = false;
        return spare_bits_;
    }
    using Philox = r123::Philox4x32;
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); };
    const Philox::ctr_type counter = {{block_++, purpose_, low(subject_), high(subject_)}};
    const Philox::key_type key = {{low(seed_), high(seed_)}};
    const auto word = Philox{}(counter, key);
    spare_bits_ = (std::uint64_t{word[2]} << 32U) | word[3];
    has_spare_bits_ = true;
    return (std::uint64_t{word[0]} << 32U) | word[1];
}

double RandomStream::uniform() { return open_unit(bits()); }

double RandomStream::normal() {
    if (has_spare_normal_) {
        has_spare_normal_ = false;
        return spare_normal_;
    }
    const double radius = std::sqrt(-2.0 * std::log(uniform()));  // Box and Muller
    const double angle = 2.0 * std::numbers::pi * uniform();
    spare_normal_ = radius * std::sin(angle);
    has_spare_normal_ = true;
    return radius * std::cos(angle);
}

double RandomStream::lognormal(double median, double sigma) { return median * std::exp(sigma * normal()); }

}  // namespace percuta::core
