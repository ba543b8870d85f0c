#include "trial/replay.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/scalp.hpp"
#include "outcome/assay.hpp"
#include "trial/people.hpp"
#include "trial/statistic.hpp"

namespace percuta::trial {

namespace {

using course::Statistic;
using Reading = ReadingPlan::Reading;

/// Whether a statistic compares a reading with one before treatment.
bool takes_before(Statistic statistic) {
    switch (statistic) {
        case Statistic::mean_change:
        case Statistic::sd_change:
        case Statistic::percent_change:
        case Statistic::share_improved:
        case Statistic::share_percent:
        case Statistic::paired_t:
        case Statistic::standardised_mean_difference:
        case Statistic::odds_ratio: return true;
        default: return false;
    }
}

Reading reading_of(const course::Knowledge& known, const course::ClinicalFigure& figure) {
    Reading out;
    if (figure.statistic == Statistic::event_share) {
        out.kind = Reading::Kind::event;
        out.event = outcome::event_kind(figure.measure);
        return out;
    }
    if (figure.statistic == Statistic::downtime) {
        out.kind = Reading::Kind::downtime;
        return out;
    }
    const std::vector<std::string> assays = outcome::assay_names();
    if (const auto found = std::ranges::find(assays, figure.measure); found != assays.end()) {
        out.kind = Reading::Kind::assay;
        out.assay = static_cast<std::size_t>(found - assays.begin());
        return out;
    }
    out.scale = &known.clinic.scale(figure.measure);
    out.reader = &known.clinic.reader(figure.reader);
    return out;
}

bool of_state(const Reading& reading) { return reading.kind == Reading::Kind::scale && !reading.scale->of_change; }

}  // namespace

std::size_t ReadingPlan::time_of(std::size_t arm, const course::ClinicalFigure& figure) {
    if (figure.before) return 0;
    const double last = course::session_times(trial().arms[arm].plan.schedule).back();
    std::vector<double>& times = times_[arm];
    const double time = last + figure.at;
    const auto found = std::ranges::find(times, time);
    if (found != times.end()) return static_cast<std::size_t>(found - times.begin());
    times.push_back(time);
    return times.size() - 1;
}

std::size_t ReadingPlan::add(Reading reading) {
    const auto found = std::ranges::find(readings_, reading);
    if (found != readings_.end()) return static_cast<std::size_t>(found - readings_.begin());
    readings_.push_back(std::move(reading));
    return readings_.size() - 1;
}

ReadingPlan::ReadingPlan(const course::Knowledge& known, const course::Study& study) : study_(&study) {
    const std::vector<course::Arm>& arms = trial().arms;
    times_.assign(arms.size(), {0.0});
    const auto arm_named = [&](const std::string& name) {
        return static_cast<std::size_t>(std::ranges::find(arms, name, &course::Arm::name) - arms.begin());
    };
    // Readings refer to times by their place, so that all times are found and put in order first.
    for (const course::ClinicalFigure& figure : trial().figures) {
        time_of(arm_named(figure.arm), figure);
        if (!figure.versus.empty()) time_of(arm_named(figure.versus), figure);
    }
    for (std::vector<double>& times : times_) std::ranges::sort(times);
    for (const course::ClinicalFigure& figure : trial().figures) {
        Figure one;
        one.figure = &figure;
        const auto add_arm = [&](const std::string& name, std::size_t& after, std::size_t& before) {
            Reading reading = reading_of(known, figure);
            reading.arm = arm_named(name);
            reading.time = time_of(reading.arm, figure);
            const bool compared = takes_before(figure.statistic) && of_state(reading);
            after = add(reading);
            reading.time = 0;
            if (compared) before = add(reading);
        };
        add_arm(figure.arm, one.after, one.before);
        if (!figure.versus.empty()) add_arm(figure.versus, one.versus_after, one.versus_before);
        figures_.push_back(one);
    }
}

std::vector<TrialWorld> follow_worlds(const ReadingPlan& plan, const std::vector<std::vector<course::Draw>>& draws,
                                      std::uint64_t seed, core::Workers& workers, const core::Watch& watch) {
    std::vector<TrialWorld> out(draws.size());
    const std::vector<course::Arm>& arms = plan.trial().arms;
    for (std::size_t a = 0; a < arms.size(); ++a) {
        std::vector<course::Patient> patients;
        for (std::size_t w = 0; w < draws.size(); ++w)
            patients.push_back({.plan = &arms[a].plan, .draw = draws[w][a], .needled = arms[a].needled});
        std::vector<course::Followed> followed =
            course::follow(patients, plan.times(a), seed, workers, core::Watch{{}, watch.stop});
        for (std::size_t w = 0; w < draws.size(); ++w) {
            out[w].arms.push_back(std::move(followed[w]));
            out[w].outcome.push_back(draws[w][a].outcome);
        }
    }
    return out;
}

namespace {

/// Who of a trial is who: what lasts of one person through all arms that they are in.
struct Volunteer {
    outcome::Responder who;
    double baseline = 0.0;  ///< true score, where the trial printed one
    int phototype = 3;
    double redness = 0.0;            ///< how long it lasts, in standard deviations over people
    double hair = 0.0;               ///< how follicles respond, in standard deviations over people
    std::vector<outcome::Eye> eyes;  ///< one a reader of the trial
};

/// One replicate while it is carried out.
class Replicate {
public:
    Replicate(const course::Knowledge& known, const ReadingPlan& plan, const TrialWorld& world, std::uint64_t seed,
              std::uint64_t index, const Repetition& how)
        : known_(known),
          plan_(plan),
          world_(world),
          how_(how),
          random_(seed, (std::stoull(course::hash(plan.study().id), nullptr, 16) << 20U) + index,
                  core::Stream::studies),
          values_(plan.readings().size()) {
        study_shift_ = normal() * world.outcome.front().tau;
        study_redness_ = normal();
        for (std::size_t i = 0; i < outcome::event_names().size(); ++i) study_event_.push_back(normal());
        for (const Reading& reading : plan.readings())
            if (reading.reader != nullptr && std::ranges::find(readers_, reading.reader) == readers_.end())
                readers_.push_back(reading.reader);
        for (const outcome::Reader* reader : readers_) {
            const outcome::Reader here = reader->in(world.outcome.front());
            const double drawn = outcome::draw_eye(here, random_).bias;
            bias_.push_back(study_effects() ? drawn : here.bias);
        }
    }

    std::vector<double> figures() {
        read_all();
        std::vector<double> out;
        for (const ReadingPlan::Figure& figure : plan_.figures()) out.push_back(value_of(figure));
        return out;
    }

private:
    bool pooled() const { return plan_.trial().people.studies > 1; }
    /// What people, readers and studies scatter a mean of several studies by is in the error that was printed with it.
    bool study_effects() const { return how_.study_effects && !pooled(); }
    double normal() { return random_.normal() * (study_effects() ? 1.0 : 0.0); }

    std::size_t people_of(const course::Arm& arm) const {
        constexpr int crowd = 1000;
        if (how_.people > 0) return static_cast<std::size_t>(how_.people);
        return static_cast<std::size_t>(pooled() ? crowd : std::max(1, arm.people));
    }

    /// True scores scatter less than printed ones, by what readers add.
    double spread_of_baseline() const {
        const course::Population& people = plan_.trial().people;
        double noise = 0.0;
        for (const Reading& reading : plan_.readings())
            if (reading.scale != nullptr && reading.scale->name == people.scale) {
                const outcome::Scale& scale = *reading.scale;
                noise = scale.rater_sd * scale.rater_sd / reading.reader->raters +
                        (reading.reader->sees_visits ? scale.visit_sd * scale.visit_sd : 0.0);
                break;
            }
        return std::sqrt(std::max(0.0, people.baseline_sd * people.baseline_sd - noise));
    }

    Volunteer draw_volunteer(const outcome::Parameters& p, double spread) {
        Volunteer out;
        out.who = outcome::draw_responder(p, random_);
        const course::Population& people = plan_.trial().people;
        const double drawn = people.baseline + spread * random_.normal();
        out.baseline = drawn;
        if (!people.scale.empty()) {
            const outcome::Scale& scale = known_.clinic.scale(people.scale);
            // Nobody without the concern was treated, and nobody beyond the end of the scale.
            const double edge = 0.02 * (scale.most - scale.least);
            out.baseline = std::clamp(drawn, scale.least + edge, scale.most - edge);
        }
        out.phototype = draw_phototype(people.phototypes, random_);
        out.redness = random_.normal();
        out.hair = random_.normal();
        for (std::size_t r = 0; r < readers_.size(); ++r) {
            out.eyes.push_back(outcome::draw_eye(*readers_[r], random_));
            out.eyes.back().bias = bias_[r];
        }
        return out;
    }

    void read_all() {
        const std::vector<course::Arm>& arms = plan_.trial().arms;
        const double spread = spread_of_baseline();
        std::size_t most = 0;
        for (const course::Arm& arm : arms) most = std::max(most, people_of(arm));
        std::vector<Volunteer> both;
        for (std::size_t a = 0; a < arms.size(); ++a) {
            const std::size_t people = people_of(arms[a]);
            if (both.empty() || plan_.trial().design != course::Design::split) {
                both.clear();
                const std::size_t wanted = plan_.trial().design == course::Design::split ? most : people;
                for (std::size_t i = 0; i < wanted; ++i) both.push_back(draw_volunteer(world_.outcome[a], spread));
            }
            outcome::Condition condition = course::condition_of(arms[a].plan, world_.arms[a].hair_rest);
            const bool scored = !condition.scale.empty() && plan_.trial().people.scale == condition.scale;
            const double worst =
                scored ? outcome::most_score(known_.clinic, world_.outcome.front(), condition) : condition.score;
            for (std::size_t i = 0; i < people; ++i) {
                if (scored) condition.score = std::min(both[i].baseline, worst);
                read_person(a, both[i], condition);
            }
        }
    }

    void read_person(std::size_t a, const Volunteer& volunteer, const outcome::Condition& condition) {
        const course::Arm& arm = plan_.trial().arms[a];
        const outcome::Parameters& p = world_.outcome[a];
        const course::Followed& course = world_.arms[a];
        const outcome::Surface before = outcome::before(known_.clinic, p, condition);
        for (std::size_t r = 0; r < plan_.readings().size(); ++r) {
            const Reading& reading = plan_.readings()[r];
            if (reading.arm != a) continue;
            const outcome::Tissue tissue = course::tissue_with_hair(course, reading.time, volunteer.hair);
            switch (reading.kind) {
                case Reading::Kind::scale: values_[r].push_back(scored(reading, p, before, tissue, volunteer)); break;
                case Reading::Kind::assay:
                    values_[r].push_back(outcome::assay(p, tissue, volunteer.who, study_shift_, reading.assay));
                    break;
                case Reading::Kind::event: {
                    outcome::Exposure exposure = course.exposure;
                    exposure.phototype = volunteer.phototype;
                    const double risk = outcome::event_probability(
                        p, reading.event, exposure, study_event_[static_cast<std::size_t>(reading.event)]);
                    values_[r].push_back(arm.needled && random_.uniform() < risk ? 1.0 : 0.0);
                    break;
                }
                case Reading::Kind::downtime:
                    values_[r].push_back(
                        arm.needled ? outcome::downtime(p, course.exposure, {volunteer.redness, study_redness_}) : 0.0);
                    break;
            }
        }
    }

    double scored(const Reading& reading, const outcome::Parameters& p, const outcome::Surface& before,
                  const outcome::Tissue& tissue, const Volunteer& volunteer) {
        const course::Arm& arm = plan_.trial().arms[reading.arm];
        const bool later = reading.time > 0, treated = later && (arm.needled || !arm.plan.adjuncts.empty());
        const outcome::Surface now = later ? outcome::after(p, before, tissue, volunteer.who, study_shift_) : before;
        const auto r = static_cast<std::size_t>(std::ranges::find(readers_, reading.reader) - readers_.begin());
        return outcome::print(*reading.scale, *reading.reader, volunteer.eyes[r],
                              outcome::score(*reading.scale, p, before, before),
                              outcome::score(*reading.scale, p, before, now), treated, random_,
                              later ? world_.arms[reading.arm].count_drift : 0.0);
    }

    Readings readings(std::size_t after, std::size_t before) const {
        const Reading& reading = plan_.readings()[after];
        Readings out{{}, values_[after], reading.scale != nullptr && reading.scale->lower_is_better};
        if (before != ReadingPlan::none) out.before = values_[before];
        return out;
    }

    double value_of(const ReadingPlan::Figure& asked) const {
        const course::ClinicalFigure& figure = *asked.figure;
        const Readings arm = readings(asked.after, asked.before);
        double value = 0.0;
        if (asked.versus_after == ReadingPlan::none) {
            value = statistic(figure, arm);
        } else {
            const Readings versus = readings(asked.versus_after, asked.versus_before);
            value = statistic(figure, arm, &versus);
        }
        if (figure.statistic == Statistic::downtime) return core::from_si(value, figure.unit);
        // It grows with the people: what a crowd shows is carried over to those of the trial.
        if (figure.statistic == Statistic::paired_t)
            return value *
                   std::sqrt(std::max(1, plan_.trial().arm(figure.arm).people) / static_cast<double>(arm.after.size()));
        return value;
    }

    const course::Knowledge& known_;
    const ReadingPlan& plan_;
    const TrialWorld& world_;
    const Repetition& how_;
    core::RandomStream random_;
    std::vector<const outcome::Reader*> readers_;
    std::vector<double> bias_;
    double study_shift_ = 0.0;
    double study_redness_ = 0.0;               ///< in standard deviations
    std::vector<double> study_event_;          ///< in standard deviations, by kind of event
    std::vector<std::vector<double>> values_;  ///< reading × person
};

}  // namespace

std::vector<double> replicate(const course::Knowledge& known, const ReadingPlan& plan, const TrialWorld& world,
                              std::uint64_t seed, std::uint64_t index, const Repetition& how) {
    return Replicate(known, plan, world, seed, index, how).figures();
}

}  // namespace percuta::trial
