// From tissue to what a named reader scores, with the noise of people, studies and readers.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/interval.hpp"
#include "core/random.hpp"
#include "outcome/parameters.hpp"

namespace percuta::outcome {

/// Who scores: blinded raters of photographs, or one assessor who knows the treatment.
enum class Reader { blinded_photo, open_single_assessor };

struct Scale {
    std::string name;   ///< "goodman-baron-quantitative"
    double most = 0.0;  ///< highest score; the lowest is 0
};
/// Goodman and Baron's quantitative acne-scar score.
Scale goodman_baron_quantitative(const Parameters& p);

/// The types of atrophic scar that a mix may name.
const std::vector<std::string>& scar_types();

/// What a reader is predicted to print for one person.
struct ScaleReading {
    std::string scale;
    std::string reader;
    std::string reader_title;
    double baseline = 0.0;     ///< true score before treatment, points
    double time = 0.0;         ///< of the final reading, seconds after the first session
    core::Interval final;      ///< points
    double change_mean = 0.0;  ///< baseline minus final reading: improvement is positive
    double change_sd = 0.0;
    core::Interval change;              ///< 90 % prediction interval for one person
    double p_improved = 0.0;            ///< probability of any improvement in the reading
    double p_half = 0.0;                ///< probability that at least half of the baseline is gone in the reading
    double p_improved_untreated = 0.0;  ///< the same by the reader's scatter alone, in skin that did not change
    double p_half_untreated = 0.0;
    struct Point {
        double time = 0.0;
        core::Interval value;
    };
    std::vector<Point> timeline;
};

/// One draw of what is uncertain about the tissue: the gain of dermal collagen (0 = none) at each time of the timeline.
struct TissueDraw {
    Parameters parameters;
    std::vector<double> gain;
};

/// Mean share of scar load lost for a gain of collagen, over the mix of scar types (shares add up to 1).
double scar_load_lost(const Parameters& p, const std::map<std::string, double>& mix, double gain);

/// Reads `people` virtual people with this baseline; person i takes tissue draw i modulo their number. The last entry
/// of `times` is the final reading. Random streams are keyed by (seed, person), so more people leave the first ones as
/// they were.
ScaleReading read_scars(const Scale& scale, Reader reader, double baseline, const std::map<std::string, double>& mix,
                        std::span<const double> times, const std::vector<TissueDraw>& draws, int people,
                        std::uint64_t seed);

}  // namespace percuta::outcome
