// Physical quantities of treated skin as a course leaves them, each with what is known of how needling changes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/interval.hpp"
#include "outcome/catalogue.hpp"
#include "outcome/read.hpp"

namespace percuta::outcome {

struct QuantityReading {
    std::string name, title, unit;        ///< of the catalogue
    double before = 0.0;                  ///< in `unit`
    core::Interval after;                 ///< over people at the end of the course, in `unit`
    std::string level, evidence, source;  ///< of the catalogue
};

/// Names of the quantities that a surface has; the data describe each of them.
std::vector<std::string> quantity_names();

/// Every quantity that matters for the concern and that this skin has, at the last time of the draws. The people and
/// worlds are those of `read_course` with the same seed. Throws core::UsageError as `before` does.
std::vector<QuantityReading> read_quantities(const Catalogue& clinic, const Condition& condition,
                                             const std::vector<TissueDraw>& draws, int people, std::uint64_t seed);

}  // namespace percuta::outcome
