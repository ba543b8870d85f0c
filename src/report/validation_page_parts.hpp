// What the parts of the validation page share: how a figure stands to its prediction.
#pragma once

#include <string>
#include <vector>

#include "trial/validate.hpp"

namespace percuta::report {

/// Which studies: the role, and whether people were treated in them.
struct Set {
    std::string role;
    bool clinical = false;

    bool holds(const trial::StudyCheck& study) const { return study.role == role && study.clinical == clinical; }
    /// "held-out trials".
    std::string title() const;
};
/// Those that were held out first, trials before experiments.
std::vector<Set> sets();

/// A figure in standard deviations of its own prediction, from the mean of that.
struct Standing {
    double z = 0.0;                  ///< of the published figure: of the nearest point of a range
    double lo = 0.0, hi = 0.0;       ///< 90 % of the prediction
    double least = 0.0, most = 0.0;  ///< ends of the published range; infinite where it is open
};
Standing standing(const trial::FigureCheck& figure);

/// "5.23 %", "4.1 to 5.9 mm", "at least 2 h".
std::string published_in_words(const trial::FigureCheck& figure);
/// "+1.3"; "beyond measure" where the prediction has no spread to measure with.
std::string z_in_words(const trial::FigureCheck& figure);

/// All figures of a set on one axis, a strip a study; nothing when there are none.
std::string strips(const trial::Validation& validation, const Set& set);

}  // namespace percuta::report
