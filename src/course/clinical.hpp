// Published trials of treatments: who was treated, how, who read the result, and what was printed.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "outcome/catalogue.hpp"
#include "plan/plan.hpp"
#include "plan/read.hpp"

namespace percuta::course {

/// Who was treated. SI.
struct Population {
    int enrolled = 0;
    int completed = 0;               ///< at most `enrolled`
    int studies = 1;                 ///< whose figures were pooled; of a single trial 1
    double age = 0.0, age_sd = 0.0;  ///< seconds
    double age_least = 0.0;
    double age_most = std::numeric_limits<double>::infinity();
    double female = 0.5;                       ///< share
    std::array<double, 6> phototypes{};        ///< shares; they add up to 1
    std::string scale;                         ///< on which the baseline stands; empty: none was printed
    double baseline = 0.0, baseline_sd = 0.0;  ///< mean and SD over people, in the unit of the scale
};

/// How the arms relate: all people are treated alike (another arm is a part of them), each person gets one of the arms,
/// or each person gets all of them (sides of a face, of an abdomen).
enum class Design { single, parallel, split };
std::string_view name(Design design);

/// One arm: a plan for the typical person of the trial. Age, sex, phototype and baseline are those of the population.
struct Arm {
    std::string name, title;
    bool needled = true;  ///< false: the plan's adjuncts alone, or nothing at all; its device touches nobody
    int people = 0;       ///< that were read
    plan::Plan plan;
};

/// What is made of the readings of an arm. A change is an improvement where it is positive, whatever the scale; that of
/// an assay is an increase.
enum class Statistic {
    mean,  ///< of the readings
    sd,    ///< of the readings
    mean_change,
    sd_change,
    percent_change,                ///< of the means; of an assay as it is printed
    share_improved,                ///< of people who improve by at least `threshold` (in the scale's unit)
    share_percent,                 ///< of people who improve by at least `threshold` (share of their own baseline)
    share_within,                  ///< of people whose reading lies from `threshold` to `upper`
    paired_t,                      ///< mean change over its standard error
    standardised_mean_difference,  ///< of change between two arms, over their pooled SD
    odds_ratio,                    ///< of improving by at least `threshold` (share of the baseline) between two arms
    event_share,                   ///< of people with an adverse event
    downtime,                      ///< mean time of visible redness
};
std::vector<std::string> statistic_names();
std::string_view name(Statistic statistic);

/// A figure printed by a trial.
struct ClinicalFigure {
    std::string what;  ///< "score one month after the last session"
    std::string unit;  ///< of the numbers below: that of the scale, "%", "1", "d" or "h"
    std::string arm;
    std::string versus;   ///< arm that is subtracted or divided by; empty for none
    std::string measure;  ///< scale, assay or event; "erythema" of a downtime
    std::string reader;   ///< of a scale; empty else
    Statistic statistic = Statistic::mean;
    double threshold = 0.0, upper = 0.0;
    double at = 0.0;      ///< seconds after the last session; negative while sessions go on
    bool before = false;  ///< read before treatment instead
    double least = 0.0,
           most = 0.0;    ///< the printed value twice, or the ends of a range; infinite where open; in `unit`
    double sd = 0.0;      ///< how far the print may be off beyond what people and readers scatter; may be 0; in `unit`
    std::string spread;   ///< what was printed beside it: "SD 2.71", "95 % interval 0.78 to 1.05", "not printed"
    std::string suspect;  ///< why the print itself is doubtful; empty where it is not
    std::string note;
};

struct ClinicalTrial {
    Design design = Design::single;
    Population people;
    std::vector<Arm> arms;
    std::vector<ClinicalFigure> figures;

    const Arm& arm(std::string_view name) const;  ///< throws core::InternalError when there is none
};

/// A figure as the change that a curve shows, per cent of the value before treatment: a lower score is a negative one.
struct PublishedChange {
    double change = 0.0;
    double sd = 0.0;  ///< over people, of the change; 0 where it was not printed
};
/// Nothing for spreads, shares, differences between arms, ranges that are open, and what has no value before.
std::optional<PublishedChange> change_of(const ClinicalTrial& trial, const ClinicalFigure& figure,
                                         const outcome::Catalogue& clinic);

/// Reads [people], [[arm]] and [[result]] of the study file of a concern; adds what is wrong to the findings of `root`.
ClinicalTrial read_clinical_trial(core::Reader& root, const std::string& concern, const plan::Vocabulary& words,
                                  const outcome::Catalogue& clinic);

}  // namespace percuta::course
