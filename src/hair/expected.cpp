#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "hair/grow.hpp"
#include "hair/model.hpp"

namespace percuta::hair {

namespace {

/// Limited expectation of the duration of anagen, cubic by Hermite: it is asked for once for every pair of steps.
class Limited {
public:
    Limited(const Duration& duration, double most, double step) : cells_per_time_(1.0 / step) {
        const std::size_t cells = static_cast<std::size_t>(std::ceil(most / step)) + 1;
        cells_.reserve(cells);
        double value = 0.0, slope = step;
        for (std::size_t i = 1; i <= cells; ++i) {
            const double time = static_cast<double>(i) * step, next = duration.limited(time),
                         next_slope = step * duration.survival(time), rise = next - value;
            cells_.push_back({value, slope, 3.0 * rise - 2.0 * slope - next_slope, slope + next_slope - 2.0 * rise});
            value = next;
            slope = next_slope;
        }
    }
    double operator()(double time) const {
        const double place = time * cells_per_time_;
        const std::size_t i = std::min(static_cast<std::size_t>(place), cells_.size() - 1);
        const double u = place - static_cast<double>(i);
        const auto& [value, slope, square, cube] = cells_[i];
        return value + u * (slope + u * (square + u * cube));
    }

private:
    double cells_per_time_;
    std::vector<std::array<double, 4>> cells_;
};

/// Those in a state of fixed duration, as they differ from rest.
class Stage {
public:
    Stage(const Duration& duration, std::size_t steps, double step) {
        for (std::size_t i = 0; i < steps; ++i) {
            const double begin = static_cast<double>(i) * step;
            // Entries of a step come evenly, so that what is left of them at its end is a mean of the survival.
            left_.push_back((duration.limited(begin + step) - duration.limited(begin)) / step);
        }
    }
    double inside() const { return inside_; }
    /// How many leave in a step in which `entering` enter.
    double pass(double entering) {
        entered_.push_back(entering);
        double now = 0.0;
        for (std::size_t i = 0; i < entered_.size(); ++i) now += entered_[i] * left_[entered_.size() - 1 - i];
        const double leaving = inside_ + entering - now;
        inside_ = now;
        return leaving;
    }

private:
    std::vector<double> left_, entered_;
    double inside_ = 0.0;
};

/// Those in anagen, as they differ from rest: what the drives wake beyond rest, and what a slow clock keeps.
class Anagen {
public:
    Anagen(const Cycle& cycle, const Course& course, double flow)
        : cycle_(cycle), course_(course), flow_(flow), limited_(cycle.anagen, course.clock.back(), course.step) {}

    double inside() const { return inside_; }
    double hidden() const { return hidden_; }

    /// How many leave in the step, beside what leaves at rest; none of those that enter in it.
    double leave() {
        const std::size_t step = present_.size();
        let_go(step);
        double now = 0.0;
        hidden_ = 0.0;
        double since_begin = limited_(course_.clock[step + 1]);
        for (std::size_t i = 0; i < step; ++i) {
            const double since_end = limited_(course_.clock[step + 1] - course_.clock[i + 1]);
            const double left = (since_begin - since_end) / (course_.clock[i + 1] - course_.clock[i]);
            since_begin = since_end;
            now += left * (present_[i] + slowed(i));
            hidden_ += left * present_[i] * hidden_share(step - i);
        }
        const double kept = slowed(step);
        const double leaving = inside_ - now - kept;
        inside_ = now + kept;
        return leaving;
    }
    /// `early` of those that enter need minoxidil until they would have woken without.
    void enter(double entering, double early) {
        const Held held = held_in(present_.size(), 0.5);  // they come evenly over the step
        present_.push_back(entering - early * held.let_go);
        early_.push_back(early * held.still);
        inside_ += entering;  // those already let go leave in the next step
        hidden_ += present_.back() * hidden_share(0);
    }

private:
    /// Of those that need minoxidil: shares that it lets go in a step, and that still need it after.
    struct Held {
        double let_go, still;
    };
    Held held_in(std::size_t step, double part) const {
        const double fall = part * (course_.release[step + 1] - course_.release[step]);
        const double woken = part * (course_.by_itself[step + 1] - course_.by_itself[step]) / cycle_.kenogen;
        const double still = std::exp(-fall - woken);
        return {(1.0 - still) * fall / (fall + woken), still};
    }
    void let_go(std::size_t step) {
        const Held held = held_in(step, 1.0);
        for (std::size_t i = 0; i < step; ++i) {
            present_[i] -= early_[i] * held.let_go;
            early_[i] *= held.still;
        }
    }
    /// Those that rest would have let go in a step and a slow clock keeps.
    double slowed(std::size_t step) const {
        return flow_ * (course_.step - (course_.clock[step + 1] - course_.clock[step]));
    }
    /// Of those that entered in a step, as many steps before the last: how many are not yet seen.
    double hidden_share(std::size_t steps) const {
        return std::clamp(cycle_.emergence / course_.step - static_cast<double>(steps), 0.0, 1.0);
    }

    const Cycle& cycle_;
    const Course& course_;
    double flow_;
    Limited limited_;
    std::vector<double> present_, early_;  // of those that entered in each step, but for the clock of anagen
    double inside_ = 0.0, hidden_ = 0.0;
};

}  // namespace

std::vector<Count> expected(const Parameters& p, const Scalp& scalp, const Drives& drives,
                            const std::vector<double>& times, double response, double step) {
    check(drives, times, response);
    const Cycle cycle = cycle_of(p, scalp);
    const Course course = course_of(p, cycle, drives, response, times.back(), step);
    const double flow = 1.0 / cycle.length();  // of follicles through every state at rest, as a share per time
    const std::size_t steps = course.clock.size() - 1;
    Anagen anagen(cycle, course, flow);
    Stage catagen(cycle.catagen, steps, step), telogen(cycle.telogen, steps, step);
    const double kenogen_at_rest = flow * cycle.kenogen;
    double kenogen = 0.0;  // beside rest, as all states

    const auto count = [&](double time) {
        Count out;
        out.time = time;
        out.anagen = flow * cycle.anagen.mean() + anagen.inside();
        out.catagen = flow * cycle.catagen.mean() + catagen.inside();
        out.telogen = flow * cycle.telogen.mean() + telogen.inside();
        out.kenogen = kenogen_at_rest + kenogen;
        const double more = anagen.inside() + catagen.inside() + telogen.inside() - anagen.hidden();
        out.density = cycle.follicles * (flow * cycle.visible_time() + more);
        out.diameter = cycle.diameter * course.at(course.thickness, time);
        return out;
    };
    const auto mix = [](const Count& a, const Count& b, double share) {
        Count out = b;
        for (double Count::*part : {&Count::density, &Count::anagen, &Count::catagen, &Count::telogen, &Count::kenogen})
            out.*part = std::lerp(a.*part, b.*part, share);
        return out;
    };

    std::vector<Count> out;
    Count before = count(0.0);
    for (std::size_t i = 0; i < steps && out.size() < times.size(); ++i) {
        const double shed = telogen.pass(catagen.pass(anagen.leave()));
        const double passed = course.activation[i + 1] - course.activation[i];
        const double woken = -std::expm1(-passed / cycle.kenogen), even = woken * cycle.kenogen / passed;
        const double next = kenogen * (1.0 - woken) + shed * even + kenogen_at_rest * woken * (step / passed - 1.0);
        const double entering = kenogen + shed - next;  // anagen, beside rest
        const double early = 1.0 - (course.by_itself[i + 1] - course.by_itself[i]) / passed;
        kenogen = next;
        anagen.enter(entering, early * (flow * step + entering));
        const double from = static_cast<double>(i) * step;
        const Count after = count(from + step);
        while (out.size() < times.size() && times[out.size()] <= from + step) {
            const double time = times[out.size()];
            out.push_back(mix(before, after, (time - from) / step));
            out.back().time = time;
            out.back().diameter = cycle.diameter * course.at(course.thickness, time);
        }
        before = after;
    }
    return out;
}

}  // namespace percuta::hair
