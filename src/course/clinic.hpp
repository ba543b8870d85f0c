// What a course looks like in the clinic: scales as readers print them, redness, hair, risks.
#pragma once

#include <span>
#include <vector>

#include "course/draw.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// How many virtual people stand behind each reading, and the seed of their readers.
struct Audience {
    int people = 4000;
    std::uint64_t seed = 1;
};

/// What a course does to skin and hair, and how that is read.
struct Appearance {
    std::vector<ScaleReading> readings;
    std::vector<outcome::QuantityReading> quantities;  ///< at the end
};
/// Every scale that is read for the plan's concern. The scale of the baseline is read by blinded raters, an open
/// assessor and the person treated (hairs by an instrument), the others by blinded raters; without a baseline only
/// scales of change are read, on a usual case of the concern, and hair on a usual scalp.
Appearance read_outcome(const Knowledge& known, const plan::Plan& plan, const Draw& usual, const Run& central,
                        std::span<const Draw> draws, std::span<const Run> sampled, const Audience& audience);

/// The curves `erythema`, and for hair `hair_density` and `hair_diameter_um`, follicle by follicle in every draw.
std::vector<Curve> clinical_curves(const plan::Plan& plan, const Draw& usual, const Run& central,
                                   std::span<const Draw> draws, std::span<const Run> sampled,
                                   std::span<const double> times, std::uint64_t seed);

/// Redness, risks, sessions that come too early, and what it costs.
Burden burden_of(const Knowledge& known, const plan::Plan& plan, const Draw& usual, const Run& central,
                 std::span<const Draw> draws, std::span<const Run> sampled, std::uint64_t seed);

}  // namespace percuta::course
