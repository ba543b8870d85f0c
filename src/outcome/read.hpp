// What a named reader is predicted to print over a whole course, with the noise of people, studies and readers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/interval.hpp"
#include "outcome/catalogue.hpp"
#include "outcome/parameters.hpp"
#include "outcome/surface.hpp"
#include "outcome/tissue.hpp"

namespace percuta::outcome {

/// What a reader is predicted to print. Improvement is positive, whatever the scale.
struct ScaleReading {
    std::string scale, scale_title, unit;
    bool lower_is_better = true, of_change = false;
    std::string reader, reader_title;
    double baseline = 0.0;     ///< true score before treatment; of a scale of change: the score of no change
    double time = 0.0;         ///< of the final reading, seconds after the first session
    core::Interval final;      ///< over people
    double change_mean = 0.0;  ///< improvement from the baseline reading to the final one
    double change_sd = 0.0;
    core::Interval change;              ///< 90 % prediction interval for one person
    double counts = 1.0;                ///< least improvement that counts: a grade, a step that is noticed
    double p_improved = 0.0;            ///< probability of any improvement in the reading
    double p_one_grade = 0.0;           ///< of an improvement that counts
    double p_half = 0.0;                ///< that at least half of what was treated is gone in the reading
    double p_improved_untreated = 0.0;  ///< the same by the reader's scatter alone, in skin that did not change
    double p_one_grade_untreated = 0.0;
    double p_half_untreated = 0.0;
    // The same three probabilities between worlds (draws of the tissue, each with a study of its own)
    core::Interval improved_between, one_grade_between, half_between;
    std::vector<double> quantiles;  ///< 20 equally probable values of the final reading, ascending
    // Behind all this, for plans that are compared person by person: person i lives in world i modulo their number
    std::vector<double> finals, improvements;  ///< one a person
    std::vector<double> half_gone;             ///< improvement at which half of what was treated is gone, one a world
    struct Point {
        double time = 0.0;
        core::Interval value;
    };
    std::vector<Point> timeline;
};

/// One draw of what is uncertain: parameters, and the tissue at each time of the timeline.
struct TissueDraw {
    Parameters parameters;
    std::vector<Tissue> tissue;
};

/// Reads `people` virtual people in this condition; person i takes draw i modulo their number. A draw is a world: it
/// has one study effect and one bias. The last entry of `times` is the final reading; the first tissue gives the hair
/// before treatment, where hair is followed. Random streams are keyed by (seed, person) and (seed, draw), so more
/// people leave the first ones as they were. Throws core::UsageError as `before` does.
ScaleReading read_course(const Catalogue& clinic, const Scale& scale, const Reader& reader, const Condition& condition,
                         std::span<const double> times, const std::vector<TissueDraw>& draws, int people,
                         std::uint64_t seed);

}  // namespace percuta::outcome
