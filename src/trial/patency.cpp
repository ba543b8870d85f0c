#include "trial/patency.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/predict.hpp"

namespace percuta::trial {

namespace {

/// Within what a patency and the time constant of contraction are looked for.
struct Bounds {
    double least = 0.0, most = 0.0;
};
constexpr Bounds of_patency{0.002, 1.0}, of_time{10.0, 24.0 * core::hour};

/// A figure that calibrates, and the parameter it does that for.
struct Target {
    std::string study, parameter;
    const course::BenchFigure* figure = nullptr;
    double at = 0.0;
};

std::string patency_of(const barrier::Conditions& conditions) {
    std::string name = fmt::format("patency_{}_{}", barrier::name(conditions.species), barrier::name(conditions.punch));
    std::ranges::replace(name, '-', '_');
    return name;
}

std::vector<Target> targets(const course::Knowledge& known) {
    std::vector<Target> out;
    for (const course::Study& study : known.studies) {
        if (study.role != "calibration") continue;
        for (const course::BenchFigure& figure : study.bench)
            if (const auto* setup = std::get_if<course::PermeationFigure>(&figure.setup))
                out.push_back({study.id, patency_of(setup->of.conditions), &figure, setup->of.at});
    }
    return out;
}

/// Where a function that rises with its argument reaches `wanted`, by halving its logarithm.
struct Root {
    double value = 0.0;
    bool reached = true;
};
Root where(const std::function<double(double)>& rising, double wanted, Bounds within) {
    constexpr double close = 1e-5;
    if (rising(within.least) >= wanted) return {within.least, false};
    if (rising(within.most) <= wanted) return {within.most, false};
    while (within.most > (1.0 + close) * within.least) {
        const double middle = std::sqrt(within.least * within.most);
        (rising(middle) < wanted ? within.least : within.most) = middle;
    }
    return {std::sqrt(within.least * within.most), true};
}

class Calibration {
public:
    Calibration(const course::Knowledge& known, const core::Watch& watch)
        : known_(known), watch_(watch), barrier_(known.barrier), stages_(course::central_stages(known)) {}

    /// The patency at which a figure is `wanted`.
    Root patency(const Target& target, double wanted) {
        return where([&](double value) { return predicted(target, target.parameter, value); }, wanted, of_patency);
    }

    /// How fast channels contract where the early figure is `wanted`, and the late one what was published.
    Root contraction(const Target& early, const Target& late, double wanted) {
        const auto amount = [&](double time) {
            set(contraction_time, time);
            set(late.parameter, patency(late, late.figure->least).value);
            return predicted(early, contraction_time, time);
        };
        return where(amount, wanted, of_time);
    }

    void set(std::string_view parameter, double value) { barrier_ = barrier_.with(parameter, value); }

    static constexpr std::string_view contraction_time = "tau_e";

private:
    double predicted(const Target& target, std::string_view parameter, double value) {
        watch_.check();
        stages_.barrier = barrier::parameters(barrier_.with(parameter, value));
        return course::predict(known_.atlas, stages_, *target.figure);
    }

    const course::Knowledge& known_;
    const core::Watch& watch_;
    core::ParameterSet barrier_;
    course::Stages stages_;
};

template <class Solve>
Calibrated calibrated(std::string_view parameter, const Target& target, const Solve& solve) {
    const double published = target.figure->least, sd = target.figure->sd;
    Calibrated out{std::string(parameter), target.study, target.figure->what};
    out.least = solve(published - sd).value;
    out.most = solve(published + sd).value;
    const Root root = solve(published);
    out.value = root.value;
    out.reached = root.reached;
    return out;
}

/// Earlier figures of the same patency come first.
std::vector<Target> in_order(std::vector<Target> found) {
    std::ranges::stable_sort(found, {}, &Target::at);
    return found;
}

std::vector<Target> of(const std::vector<Target>& all, const std::string& parameter) {
    std::vector<Target> out;
    std::ranges::copy_if(all, std::back_inserter(out),
                         [&](const Target& target) { return target.parameter == parameter; });
    return in_order(std::move(out));
}

}  // namespace

std::vector<Calibrated> calibrate_patency(const course::Knowledge& known, const core::Watch& watch) {
    const std::vector<Target> all = targets(known);
    Calibration calibration(known, watch);
    std::vector<Calibrated> out;
    for (const Target& target : all) {  // how fast, first: every patency depends on it
        const std::vector<Target> same = of(all, target.parameter);
        if (same.size() < 2 || same.front().figure != target.figure) continue;
        out.push_back(calibrated(Calibration::contraction_time, same.front(), [&](double wanted) {
            return calibration.contraction(same.front(), same.back(), wanted);
        }));
        calibration.set(Calibration::contraction_time, out.back().value);
    }
    for (const Target& target : all) {
        if (of(all, target.parameter).back().figure != target.figure) continue;
        out.push_back(
            calibrated(target.parameter, target, [&](double wanted) { return calibration.patency(target, wanted); }));
    }
    return out;
}

}  // namespace percuta::trial
