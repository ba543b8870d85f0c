// Who counts as improved: the one rule for readings that are predicted, tried, replayed or searched for.
#pragma once

#include <span>
#include <vector>

namespace percuta::outcome {

/// Two readings count as equal when they differ by round-off only.
inline constexpr double round_off = 1e-9;

/// By how much `now` is better than `before`, in the unit of the scale.
inline double improvement(double before, double now, bool lower_is_better) {
    return lower_is_better ? before - now : now - before;
}

/// Whether a score or an improvement is `least` at least.
inline bool reaches(double value, double least) { return value >= least - round_off; }
/// Whether somebody got better, and by `least` at least.
inline bool improved_by(double improvement, double least = 0.0) {
    return improvement > round_off && reaches(improvement, least);
}

/// Improvement at which half of what a score of state reads is gone: half of the way to its best end, or half as much
/// again where more is better. `least`: end of the scale.
inline double half_of(double before, double least, bool lower_is_better) {
    return 0.5 * (lower_is_better ? before - least : before);
}

/// What of a person is counted or averaged: 0 or 1 for shares.
enum class Counted { improvement, improved, one_grade, half };

/// One number a person. `improvements` and `halves` (at which half is gone for this person) are in the unit of the
/// scale, as is `counts`, the least improvement that counts.
std::vector<double> counted(std::span<const double> improvements, std::span<const double> halves, double counts,
                            Counted what);

}  // namespace percuta::outcome
