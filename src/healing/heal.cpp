#include "healing/heal.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "healing/observe.hpp"
#include "healing/solver.hpp"
#include "numerics/stepper.hpp"

namespace percuta::healing {

namespace {

constexpr double first_step = 0.005 * core::day;
constexpr double shortest_step = 1e-6 * core::day;
constexpr double longest_step = 14.0 * core::day;

/// The grid serves all sessions: as deep as the deepest, around the widest hole at the highest density.
Layout make_layout(const Parameters& p, const Tissue& tissue, const std::vector<Session>& sessions, Fidelity fidelity,
                   const Accuracy& accuracy) {
    double deepest = 0.0, mouth = 0.0, rim = 0.0;
    for (const Session& session : sessions) {
        if (session.wound.empty()) continue;
        deepest = std::max(deepest, session.wound.deepest());
        mouth = std::max(mouth, session.wound.widest());
        rim = rim > 0.0 ? std::min(rim, session.wound.rim()) : session.wound.rim();
    }
    // Skin without a hole still needs a grid to rest on.
    constexpr double idle_mouth = 50e-6, idle_rim = 400e-6;
    if (rim == 0.0) return {p, tissue, fidelity, accuracy, tissue.epidermis, idle_mouth, idle_rim};
    return {p, tissue, fidelity, accuracy, deepest, std::min(mouth, 0.5 * rim), rim};
}

}  // namespace

Course heal(const Parameters& p, const Tissue& tissue, const std::vector<Session>& sessions, double end,
            Fidelity fidelity, const core::Watch& watch, const Accuracy& accuracy) {
    const Layout layout = make_layout(p, tissue, sessions, fidelity, accuracy);
    Solver solver(p, layout);
    State state(layout);
    const numerics::Steppable system{
        [&](std::span<double> values, double, double step) { solver.advance(values, step); },
        [&](std::span<const double> coarse, std::span<const double> fine) { return solver.error(coarse, fine); }};
    numerics::Stepper stepper(system, {accuracy.tolerance, accuracy.order, first_step, shortest_step, longest_step},
                              state.values.size());

    Course course{empty_curves(layout)};
    const auto record = [&](double time, std::span<const double> values) {
        const std::vector<double> row = observe(layout, values);
        if (!std::ranges::all_of(row, [](double value) { return std::isfinite(value); }))
            throw core::NotConverged(
                fmt::format("a field grew beyond all bounds on day {:g}; a parameter is absurd", time / core::day));
        course.curves.append(time, row);
        watch.tick(end > 0.0 ? time / end : 1.0, "healing");
    };
    double time = 0.0;
    record(time, state.values);
    for (const Session& session : sessions) {
        stepper.advance(state.values, time, session.time, record);
        time = session.time;
        if (session.wound.empty()) continue;
        strike(p, layout, injure(p, layout, session.wound), state);
        double* scalars = state.values.data() + field_count * layout.cells();
        scalars[State::gap] = 1.0 - least_cover(layout, state.values);
        scalars[State::barrier] = std::min(scalars[State::barrier], closure(layout, state.values));
        stepper.restart();
        record(time, state.values);
    }
    stepper.advance(state.values, time, end, record);
    return course;
}

}  // namespace percuta::healing
