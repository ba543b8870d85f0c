// Counter-based random numbers (Philox 4x32-10 of Random123): a stream is named, never shared, so results do not
// depend on how many threads draw or in which order.
#pragma once

#include <cstdint>

namespace percuta::core {

/// Purposes of streams; a new purpose gets a new number at the end so that old results stay what they were.
enum class Stream : std::uint32_t {
    parameters = 1,
    holes = 2,
    patients = 3,
    readers = 4,
    skin = 5,
    device = 6,
    product = 7,
    delivery = 8,
    hair = 9,
    events = 10,
    studies = 11,
    costs = 12,
    adjuncts = 13
};

/// The middle of the one of 2^52 equal parts of (0, 1) that these bits name; neither 0 nor 1, and exact: with a bit
/// more the last middle would round to 1.
constexpr double open_unit(std::uint64_t bits) { return (static_cast<double>(bits >> 12U) + 0.5) * 0x1.0p-52; }

class RandomStream {
public:
    /// The stream for one purpose of one subject (patient or prior sample) under one seed.
    RandomStream(std::uint64_t seed, std::uint64_t subject, Stream purpose);

    double uniform();                               ///< in the open interval (0, 1), 52 bits
    double normal();                                ///< mean 0, standard deviation 1
    double lognormal(double median, double sigma);  ///< median · exp(sigma · normal())

private:
    std::uint64_t bits();

    std::uint64_t seed_;
    std::uint64_t subject_;
    std::uint32_t purpose_;
    std::uint32_t block_ = 0;
    std::uint64_t spare_bits_ = 0;
    bool has_spare_bits_ = false;
    double spare_normal_ = 0.0;
    bool has_spare_normal_ = false;
};

}  // namespace percuta::core
