// Scores of a face with atrophic scars, as functions of how many there are and how deep.
#pragma once

#include <array>

#include "outcome/parameters.hpp"
#include "outcome/surface.hpp"

namespace percuta::outcome {

/// What the tables of the scales of scars say; from data/outcome.toml.
struct ScarTable {
    std::array<double, 3> points{};       ///< Goodman and Baron: of classes A, B, C; ECCA: by scar type
    std::array<double, 3> rows{};         ///< kinds of scar of a class
    std::array<double, 3> number_from{};  ///< least number of scars of number classes 1, 2, 3
};

/// The quantitative score of a face, points: class points of the depths of its scars, interpolated between the depths
/// of the classes and from none at no depth, times the factor of their number, which no longer rises above 20 in a row
/// of the table.
double goodman_baron_points(const ScarTable& table, const Parameters& p, const Surface& face);
/// The most that atrophic scars alone can score, points.
double goodman_baron_atrophic(const ScarTable& table);

/// The qualitative grade of a face, continuous and not cut at 1 and 4: by the depth of its deeper scars against what
/// is seen at all, what is obvious at 50 cm, and what does not flatten when the skin is stretched.
double goodman_baron_grade(const Parameters& p, const Surface& face);

/// ECCA, points: weight of each type present times the class of its number; depth acts only through what is visible.
double ecca_points(const ScarTable& table, const Parameters& p, const Surface& face);

/// The face of this severity (1 is usual): number and depth of scars rise together.
Surface with_severity(const Parameters& p, Surface face, double severity);

}  // namespace percuta::outcome
