#include "hair/grow.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/error.hpp"
#include "hair/model.hpp"

namespace percuta::hair {

namespace {

enum class State { anagen, catagen, telogen, kenogen };

constexpr double never = std::numeric_limits<double>::infinity();

/// One follicle: its state, since when a hair of it is seen, and until when the state lasts.
class Follicle {
public:
    Follicle(const Cycle& cycle, const Course& course, core::RandomStream& random)
        : cycle_(cycle), course_(course), random_(random) {
        // At rest a state is met as often as it lasts (renewal theorem); how much of it has passed is uniform.
        double place = random.uniform() * cycle.length();
        if ((place -= cycle.anagen.mean()) < 0.0) {
            const double whole = cycle.anagen.draw_met(random), passed = random.uniform() * whole;
            state_ = State::anagen;
            seen_from_ = cycle.emergence - passed;
            until_ = course.when(course.clock, whole - passed);
        } else if ((place -= cycle.catagen.mean()) < 0.0) {
            state_ = State::catagen;
            until_ = random.uniform() * cycle.catagen.draw_met(random);
        } else if ((place -= cycle.telogen.mean()) < 0.0) {
            state_ = State::telogen;
            until_ = random.uniform() * cycle.telogen.draw_met(random);
        } else {
            rest(0.0);
        }
    }

    State at(double time) {
        while (until_ <= time) next();
        return state_;
    }
    bool seen(double time) const { return state_ == State::anagen ? time >= seen_from_ : state_ != State::kenogen; }

private:
    void next() {
        const double now = until_;
        switch (state_) {
            case State::anagen:
                state_ = State::catagen;
                until_ = now + cycle_.catagen.draw(random_);
                break;
            case State::catagen:
                state_ = State::telogen;
                until_ = now + cycle_.telogen.draw(random_);
                break;
            case State::telogen: rest(now); break;
            case State::kenogen: wake(now); break;
        }
    }

    double exponential() { return -std::log(random_.uniform()); }

    void rest(double now) {
        state_ = State::kenogen;
        until_ = course_.when(course_.activation, course_.at(course_.activation, now) + cycle_.kenogen * exponential());
    }

    void wake(double now) {
        state_ = State::anagen;
        seen_from_ = now + cycle_.emergence;
        until_ = course_.when(course_.clock, course_.at(course_.clock, now) + cycle_.anagen.draw(random_));
        if (random_.uniform() >= drug_share(now)) return;
        // Woken before its time, it needs the drug until it would have woken without.
        const double let_go = course_.when(course_.release, course_.at(course_.release, now) + exponential());
        if (let_go <
            course_.when(course_.by_itself, course_.at(course_.by_itself, now) + cycle_.kenogen * exponential()))
            until_ = std::min(until_, let_go);
    }

    /// Of the follicles that wake now, how many are woken by minoxidil, which then has to hold them.
    double drug_share(double now) const {
        const std::size_t cell = std::min(static_cast<std::size_t>(now / course_.step), course_.activation.size() - 2);
        const double all = course_.activation[cell + 1] - course_.activation[cell];
        return 1.0 - (course_.by_itself[cell + 1] - course_.by_itself[cell]) / all;
    }

    const Cycle& cycle_;
    const Course& course_;
    core::RandomStream& random_;
    State state_ = State::kenogen;
    double seen_from_ = 0.0, until_ = never;
};

}  // namespace

std::vector<Count> grow(const Parameters& p, const Scalp& scalp, const Drives& drives, const std::vector<double>& times,
                        double response, core::RandomStream& random) {
    check(drives, times, response);
    const Cycle cycle = cycle_of(p, scalp);
    const Course course = course_of(p, cycle, drives, response, times.back(), usual_step);
    const double wanted = cycle.follicles * scalp.area;
    if (!(wanted >= 1.0 && wanted < 1e8))
        throw core::UsageError(
            fmt::format("hair: {:g} follicles stand on the counted area; 1 to 1e8 can be followed", wanted));
    const auto follicles = static_cast<std::size_t>(std::llround(wanted));
    const Duration size(1.0, p.diameter_cv);  // of one shaft over the mean, likewise log-normal
    std::vector<Count> out(times.size());
    for (std::size_t i = 0; i < follicles; ++i) {
        const double diameter = size.draw(random);
        Follicle follicle(cycle, course, random);
        for (std::size_t t = 0; t < times.size(); ++t) {
            Count& count = out[t];
            switch (follicle.at(times[t])) {
                case State::anagen: count.anagen += 1.0; break;
                case State::catagen: count.catagen += 1.0; break;
                case State::telogen: count.telogen += 1.0; break;
                case State::kenogen: count.kenogen += 1.0; break;
            }
            if (!follicle.seen(times[t])) continue;
            count.density += 1.0;
            count.diameter += diameter;
        }
    }
    const auto all = static_cast<double>(follicles);
    for (std::size_t t = 0; t < times.size(); ++t) {
        Count& count = out[t];
        count.time = times[t];
        if (count.density > 0.0)
            count.diameter *= cycle.diameter * course.at(course.thickness, times[t]) / count.density;
        count.density *= cycle.follicles / all;
        for (double* share : {&count.anagen, &count.catagen, &count.telogen, &count.kenogen}) *share /= all;
    }
    return out;
}

}  // namespace percuta::hair
