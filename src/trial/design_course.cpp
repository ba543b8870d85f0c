#include "trial/design_course.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "course/cost.hpp"
#include "course/follow.hpp"
#include "course/safety.hpp"
#include "course/scalp.hpp"
#include "outcome/catalogue.hpp"
#include "puncture/consequence.hpp"

namespace percuta::trial {

namespace {

/// People who are read for each draw of tissue: responses and readers are cheap beside a course.
constexpr std::uint64_t people_of_a_draw = 64;
constexpr double quantile_of_90 = 1.6448536269514722;

/// Reasons why the device is used beyond its label.
std::size_t off_label(const course::Knowledge& known, const plan::Plan& plan) {
    if (plan.device.custom) return 1;
    const bool brought_in = std::ranges::any_of(plan.products, [](const plan::Product& product) {
        return product.when == "during" || product.when == "after";
    });
    return device::off_label(known.devices.at(plan.device.model),
                             {plan.subject.site, plan.concern.kind, plan.subject.phototype, plan.subject.age,
                              course::device_of(known, plan).needle.length, brought_in})
        .size();
}

Assessment known_of(const course::Knowledge& known, const plan::Plan& plan) {
    const course::Draw usual = course::central(known, plan);
    const double duration =
        puncture::duration(usual.puncture, usual.device, plan.technique.passes, course::treated_area(plan, usual));
    Assessment out;
    out.cost = course::central_cost_of(known, plan, duration);
    out.sessions = plan.schedule.sessions;
    out.off_label = static_cast<double>(off_label(known, plan));
    return out;
}

/// The plan as it would be read from its own file, and why it is none.
Outline outline_of(const course::Knowledge& known, const plan::Vocabulary& words, const plan::Plan& plan) {
    Outline out;
    out.identity = plan::write(plan);
    try {
        plan::read(core::Document::parse(out.identity, "plan.toml"), words);
    } catch (const core::InvalidInput& error) {
        out.impossible = error.diagnostics().front().message;
        return out;
    }
    const std::vector<std::string> reasons = course::contraindications(known, plan);
    if (reasons.empty()) out.known = known_of(known, plan);
    else out.impossible = fmt::format("contraindicated: {}", fmt::join(reasons, "; "));
    return out;
}

/// How a goal is read in one draw.
class Reading {
public:
    Reading(const course::Knowledge& known, const Goal& goal, const plan::Plan& plan, std::uint64_t seed)
        : known_(known), goal_(goal), scale_(known.clinic.scale(goal.scale)), plan_(plan), seed_(seed) {}

    /// Share of people who reach the goal.
    double reached(const course::Draw& draw, const course::Followed& course, std::uint64_t index, bool treated) const {
        const outcome::Parameters& p = draw.outcome;
        const outcome::Reader reader = known_.clinic.reader(goal_.reader).in(p);
        const outcome::Surface before =
            outcome::before(known_.clinic, p, course::condition_of(plan_, course.hair_rest));
        const double first = outcome::score(scale_, p, before, before);
        core::RandomStream study(seed_, index, core::Stream::studies);
        const double shift = p.tau * study.normal();
        double count = 0.0;
        for (std::uint64_t k = 0; k < people_of_a_draw; ++k) {
            const std::uint64_t person = index * people_of_a_draw + k;
            core::RandomStream response(seed_, person, core::Stream::patients),
                eyes(seed_, person, core::Stream::readers);
            const outcome::Responder who = outcome::draw_responder(p, response);
            const outcome::Eye eye = outcome::draw_eye(reader, eyes);
            const outcome::Tissue tissue = course::tissue_with_hair(course, 0, response.normal());
            const double now = outcome::score(scale_, p, before, outcome::after(p, before, tissue, who, shift));
            const double printed_first =
                scale_.of_change ? first : outcome::print(scale_, reader, eye, first, first, false, eyes);
            const double printed_now =
                outcome::print(scale_, reader, eye, first, now, treated, eyes, course.count_drift);
            const double better = scale_.improvement(printed_first, printed_now);
            count += outcome::improved_by(better, least_improvement(printed_first)) ? 1.0 : 0.0;
        }
        return count / static_cast<double>(people_of_a_draw);
    }

private:
    /// `first`: as it was read before treatment.
    double least_improvement(double first) const {
        const double amount = goal_.improvement.amount;
        switch (goal_.improvement.kind) {
            case Improvement::Kind::any: return 0.0;
            case Improvement::Kind::grade: return scale_.counts;
            case Improvement::Kind::half: return scale_.half(first);
            case Improvement::Kind::share: return amount * first;
            case Improvement::Kind::amount: return amount;
        }
        return 0.0;
    }

    const course::Knowledge& known_;
    const Goal& goal_;
    const outcome::Scale& scale_;
    const plan::Plan& plan_;
    std::uint64_t seed_;
};

/// Means over the draws of one plan.
Assessment summarise(const course::Knowledge& known, const Goal& goal, std::span<const course::Patient> patients,
                     std::span<const course::Followed> courses, std::uint64_t seed) {
    const plan::Plan& plan = *patients.front().plan;
    const Reading reading(known, goal, plan, seed);
    const auto n = static_cast<double>(patients.size());
    Assessment out;
    double square = 0.0;
    for (std::size_t i = 0; i < patients.size(); ++i) {
        const outcome::Parameters& p = patients[i].draw.outcome;
        const course::Followed& course = courses[i];
        const double share = reading.reached(patients[i].draw, course, i, true);
        core::RandomStream person(seed, i, core::Stream::events);
        const double redness = person.normal(), study = person.normal(), study_redness = person.normal();
        out.goal += share / n;
        square += share * share / n;
        out.downtime += outcome::downtime(p, course.exposure, {redness, study_redness}) / n;
        out.pih += outcome::event_probability(p, outcome::EventKind::pih, course.exposure, study) / n;
        out.scar_load += course.overtreatment.scar_load / n;
        out.overtreatment += course.overtreatment.index / n;
        out.pain += course.pain / n;
    }
    const double error = n > 1.0 ? std::sqrt(std::max(0.0, square - out.goal * out.goal) / (n - 1.0)) : 0.5;
    out.goal_lo = std::max(0.0, out.goal - quantile_of_90 * error);
    out.goal_hi = std::min(1.0, out.goal + quantile_of_90 * error);
    out.draws = static_cast<int>(patients.size());
    return out;
}

/// Plans that end at the same time, so that they can be followed together.
using Times = std::pair<double, double>;  ///< the last session, the end

class Assessing {
public:
    Assessing(const course::Knowledge& known, const Goal& goal, std::uint64_t seed, core::Workers& workers)
        : known_(known), goal_(goal), seed_(seed), workers_(workers) {}

    std::vector<Assessment> operator()(std::span<const plan::Plan> plans, int draws, const core::Watch& watch) const {
        std::map<Times, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < plans.size(); ++i) {
            const double last = course::session_times(plans[i].schedule).back();
            groups[{last, last + goal_.at}].push_back(i);
        }
        std::vector<Assessment> out(plans.size());
        std::size_t done = 0;
        const auto n = static_cast<std::size_t>(draws);
        // Portions, so that draws of thousands of people need not stand in memory together.
        const std::size_t portion = std::max<std::size_t>(1, 512 / n);
        for (const auto& [times, members] : groups)
            for (std::size_t begin = 0; begin < members.size(); begin += portion) {
                const std::span<const std::size_t> some =
                    std::span(members).subspan(begin, std::min(portion, members.size() - begin));
                follow(plans, some, n, times.second, watch.stop, out);
                done += some.size();
                watch.tick(static_cast<double>(done) / static_cast<double>(plans.size()), "following people");
            }
        return out;
    }

private:
    void follow(std::span<const plan::Plan> plans, std::span<const std::size_t> some, std::size_t n, double end,
                std::stop_token stop, std::vector<Assessment>& out) const {
        std::vector<course::Patient> patients(some.size() * n);
        workers_.each(patients.size(), [&](std::size_t k) {
            patients[k].plan = &plans[some[k / n]];
            patients[k].draw = course::sampled(known_, *patients[k].plan, seed_, k % n);
        });
        const std::array times{end};
        const std::vector<course::Followed> courses =
            course::follow(patients, times, seed_, workers_, {{}, std::move(stop)});
        workers_.each(some.size(), [&](std::size_t k) {
            const Assessment known = known_of(known_, plans[some[k]]);
            Assessment& is = out[some[k]];
            is = summarise(known_, goal_, std::span(patients).subspan(k * n, n), std::span(courses).subspan(k * n, n),
                           seed_);
            is.cost = known.cost;
            is.sessions = known.sessions;
            is.off_label = known.off_label;
        });
    }

    const course::Knowledge& known_;
    const Goal& goal_;
    std::uint64_t seed_;
    core::Workers& workers_;
};

/// Throws core::UsageError for a score before treatment that no such skin has.
void check_baseline(const course::Knowledge& known, const Goal& goal) {
    outcome::before(known.clinic, outcome::parameters(known.outcome),
                    course::condition_of(goal.base, course::hair_at_rest(goal.base, hair::parameters(known.hair))));
}

}  // namespace

Bench course_bench(const course::Knowledge& known, const Goal& goal, std::uint64_t seed, core::Workers& workers) {
    check_baseline(known, goal);
    return {[&known, &goal, words = known.vocabulary()](const Choice& choice) {
                return outline_of(known, words, plan_of(goal, choice));
            },
            [assessing = Assessing(known, goal, seed, workers), &goal](std::span<const Choice> choices, int draws,
                                                                       const core::Watch& watch) {
                std::vector<plan::Plan> plans;
                for (const Choice& choice : choices) plans.push_back(plan_of(goal, choice));
                return assessing(plans, draws, watch);
            }};
}

double untreated(const course::Knowledge& known, const Goal& goal, int draws, std::uint64_t seed,
                 core::Workers& workers, const core::Watch& watch) {
    check_baseline(known, goal);
    plan::Plan plan = goal.base;
    plan.products.clear();
    plan.adjuncts.clear();
    plan.schedule.follow_up = goal.at;
    std::vector<course::Patient> patients(static_cast<std::size_t>(draws));
    for (std::size_t i = 0; i < patients.size(); ++i)
        patients[i] = {&plan, course::sampled(known, plan, seed, i), false};
    const std::array times{course::end_of_course(plan.schedule)};
    const std::vector<course::Followed> courses = course::follow(patients, times, seed, workers, watch);
    const Reading reading(known, goal, plan, seed);
    double sum = 0.0;
    for (std::size_t i = 0; i < patients.size(); ++i) sum += reading.reached(patients[i].draw, courses[i], i, false);
    return sum / draws;
}

Assessment assess(const course::Knowledge& known, const Goal& goal, const plan::Plan& plan, int draws,
                  std::uint64_t seed, core::Workers& workers, const core::Watch& watch) {
    check_baseline(known, goal);
    return Assessing(known, goal, seed, workers)(std::span(&plan, 1), draws, watch).front();
}

Design design(const course::Knowledge& known, Goal goal, int draws, std::uint64_t seed, core::Workers& workers,
              const core::Watch& watch) {
    Design out{.goal = std::move(goal), .axes = {}, .front = {}, .seed = seed};
    for (const GoalAxis& one : out.goal.axes) out.axes.push_back(one.axis);
    out.front = search(out.axes, out.goal.limits, out.goal.probability, course_bench(known, out.goal, seed, workers),
                       {.fine = draws, .place = out.goal.search}, watch);
    refuse_nothing(out.front, out.goal.limits, out.goal.search);
    out.untreated = untreated(known, out.goal, draws, seed, workers, {{}, watch.stop});
    return out;
}

}  // namespace percuta::trial
