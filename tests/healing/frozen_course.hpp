// One course of treatment kept as numbers, its reference curves, and how far other curves are from them. What is kept
// does not change when the data of the program do (bench/reference).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "healing/heal.hpp"

namespace percuta::healing::reference {

/// All that `heal` needs.
struct FrozenCourse {
    Parameters parameters{};
    Tissue tissue;
    std::vector<Session> sessions;
    double end = 0.0;
};

/// TOML, every number in SI with all its digits; `heading` stands above as a comment.
std::string write_course(const FrozenCourse& course, std::string_view heading);
/// Throws core::InvalidInput when a number is missing or unknown.
FrozenCourse read_course(const std::string& path);

/// The grid that `heal` takes for a course: as deep as the deepest hole, around the widest at the highest density.
Layout layout_of(const FrozenCourse& course, Fidelity fidelity, const Accuracy& accuracy);

/// The jump of a session, with the gap and the barrier that it leaves at the surface.
void begin_session(const Parameters& p, const Layout& layout, const Injury& injury, State& state);

/// Times in days, then a column a curve; lines that begin with # are comments. The first row is rest.
core::TimeSeries read_curves(const std::string& path);

/// Largest difference over the times of the reference, relative to the largest excursion of the reference from rest.
struct CurveError {
    std::string name;
    double error = 0.0;
    double when = 0.0;  ///< seconds
};
/// One for each curve of the reference that leaves rest at all; at a jump both sides count.
std::vector<CurveError> errors(const core::TimeSeries& curves, const core::TimeSeries& reference);

/// The largest error among the curves named, with any ending; among all when none is named.
CurveError worst(const std::vector<CurveError>& errors, const std::vector<std::string_view>& names = {});

/// What the program promises an accuracy for.
inline const std::vector<std::string_view> collagen_curves = {"collagen_1", "collagen_3", "collagen_total",
                                                              "new_collagen"};
inline const std::vector<std::string_view> cell_curves = {"neutrophils",    "m1",     "m2", "fibroblasts",
                                                          "myofibroblasts", "vessels"};

}  // namespace percuta::healing::reference
