#include "course/closure.hpp"

#include <algorithm>

#include "core/units.hpp"
#include "course/band.hpp"
#include "course/regimen.hpp"

namespace percuta::course {

namespace {

using core::hour;

constexpr double grams_per_hour = 3.6e6;  // a square metre, from kg/(m2 s)

/// Hours over which closure is shown: a week, dense at first.
std::vector<double> closure_times() {
    std::vector<double> out;
    for (double time = 0.0; time <= 7 * core::day;) {
        out.push_back(time);
        time += time < 2 * hour ? hour / 12 : time < 12 * hour ? hour / 2 : 3 * hour;
    }
    return out;
}

/// One person: closure with the channels that close.
struct Person {
    barrier::Closure closure;
    std::vector<barrier::Mouth> mouths;
    double base = 0.0;
    const barrier::Parameters* p = nullptr;
};

Person person_of_run(const plan::Plan& plan, const Draw& draw, const Run& run) {
    const auto region = run.skin.region == skin::Region::face ? barrier::Region::face : barrier::Region::body;
    return {barrier::reseal(draw.barrier, conditions_of(plan, draw.products, draw.device, draw.healer)),
            mouths_of(channels_of(run.patterns.front(), run.skin.stratum_corneum)),
            barrier::base_water_loss(draw.barrier, barrier::Species::human, region), &draw.barrier};
}

std::vector<Person> people_of(const plan::Plan& plan, std::span<const Draw> draws, std::span<const Run> sampled) {
    std::vector<Person> out;
    for (std::size_t i = 0; i < sampled.size(); ++i) out.push_back(person_of_run(plan, draws[i], sampled[i]));
    return out;
}

double patency(const Person& who, double time) { return who.mouths.empty() ? 0.0 : who.closure.lumen(time); }

ClosingTime closing(barrier::Observed observed, const char* title, const Person& central,
                    const std::vector<Person>& people) {
    const auto time = [&](const Person& who) {
        if (who.mouths.empty()) return 0.0;  // nothing was opened
        return barrier::closing_time(*who.p, who.closure, observed, who.mouths, who.base);
    };
    ClosingTime out{std::string(barrier::name(observed)), title, 0.0, 0.0, 0.0, time(central)};
    std::vector<double> times;
    for (const Person& one : people) times.push_back(time(one));
    if (times.empty()) times.push_back(out.central);
    std::ranges::sort(times);
    out.p10 = core::quantile(times, 0.10);
    out.median = core::quantile(times, 0.50);
    out.p95 = core::quantile(times, 0.95);
    return out;
}

}  // namespace

ChannelClosure summarise_closure(const plan::Plan& plan, const Draw& usual, const Run& central,
                                 std::span<const Draw> draws, std::span<const Run> sampled) {
    const Person one = person_of_run(plan, usual, central);
    const std::vector<Person> people = people_of(plan, draws, sampled);
    ChannelClosure out;
    out.times = closure_times();
    out.covered = !covered_spans(plan).empty();
    out.base_water_loss = one.base;
    const auto of = [&](auto value) {
        return band(one, people, out.times.size(),
                    [&](const Person& who, std::size_t i) { return value(who, out.times[i]); });
    };
    out.patency = of(patency);
    out.lumen_left =
        of([](const Person& who, double time) { return who.mouths.empty() ? 0.0 : who.closure.lumen_left(time); });
    out.water_loss = of([](const Person& who, double time) {
        return barrier::water_loss(*who.p, who.closure, who.mouths, who.base, time);
    });
    out.over.push_back(closing(barrier::Observed::tewl, "Water loss is normal again", one, people));
    out.over.push_back(closing(barrier::Observed::impedance, "Impedance is normal again", one, people));
    out.over.push_back(closing(barrier::Observed::dye, "The channels are closed to dye", one, people));
    out.restart = out.over.back().p95;
    return out;
}

std::vector<Curve> closure_curves(const plan::Plan& plan, const Draw& usual, const Run& central,
                                  std::span<const Draw> draws, std::span<const Run> sampled,
                                  std::span<const double> times) {
    const Person one = person_of_run(plan, usual, central);
    const std::vector<Person> people = people_of(plan, draws, sampled);
    const std::vector<double> since = since_last_session(plan.schedule, times);
    const auto curve = [&](const char* name, const char* unit, double rest, auto value) {
        Band of = band(one, people, times.size(),
                       [&](const Person& who, std::size_t i) { return since[i] < 0.0 ? rest : value(who, since[i]); });
        return Curve{std::move(of), name, unit, rest};
    };
    return {curve("patency", "1", 0.0, patency),
            curve("tewl", "g m-2 h-1", one.base * grams_per_hour, [](const Person& who, double time) {
                return grams_per_hour * barrier::water_loss(*who.p, who.closure, who.mouths, who.base, time);
            })};
}

}  // namespace percuta::course
