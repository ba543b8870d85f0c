// What a named reader is predicted to print over a whole course, with the noise of people, studies and readers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/interval.hpp"
#include "outcome/catalogue.hpp"
#include "outcome/improvement.hpp"
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
    double p_half = 0.0;                ///< that at least half of what was read before treatment is gone
    double p_improved_untreated = 0.0;  ///< the same of skin that did not change: scatter of readers, drift of counts
    double p_one_grade_untreated = 0.0;
    double p_half_untreated = 0.0;
    // The same three probabilities between worlds (draws of the tissue, each with a study of its own)
    core::Interval improved_between, one_grade_between, half_between;
    std::vector<double> quantiles;  ///< 20 equally probable values of the final reading, ascending
    // Behind all this, for plans that are compared person by person: person i lives in world i modulo their number
    std::vector<double> finals, improvements;  ///< one a person
    std::vector<double> halves;                ///< improvement at which half of what was read is gone, one a person
    std::size_t worlds = 0;
    struct Point {
        double time = 0.0;
        core::Interval value;
    };
    std::vector<Point> timeline;
};

/// One number a person behind a reading.
std::vector<double> counted(const ScaleReading& reading, Counted what);

/// One draw of what is uncertain: parameters, and the tissue at each time of the timeline.
struct TissueDraw {
    Parameters parameters;
    std::vector<Tissue> tissue;
    std::vector<HairGains> hair{};  ///< at the same times, over responses of people; empty where no hair is followed
    double count_drift = 0.0;       ///< by which counts of hair are higher after the first reading, 1/m2

    /// The tissue at one of the times of a person whose follicles respond so, in standard deviations over people.
    Tissue at(std::size_t time, double hair_response) const;
    /// Logit by which everybody of this draw, which is number `world`, responds better or worse.
    double study_shift(std::uint64_t seed, std::size_t world) const;
};

/// How the follicles of a person respond, in standard deviations over people.
double hair_response_of(std::uint64_t seed, std::uint64_t person);

/// Reads `people` virtual people in this condition; person i takes draw i modulo their number. A draw is a world: it
/// has one study effect and one bias; each person of it has a response of the dermis and one of the follicles. The last
/// entry of `times` is the final reading. Random streams are keyed by (seed, person) and (seed, draw), so more people
/// leave the first ones as they were. Throws core::UsageError as `before` does.
ScaleReading read_course(const Catalogue& clinic, const Scale& scale, const Reader& reader, const Condition& condition,
                         std::span<const double> times, const std::vector<TissueDraw>& draws, int people,
                         std::uint64_t seed);

}  // namespace percuta::outcome
