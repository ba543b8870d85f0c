// The program's solver against the plain model, integrated by CVODE (SUNDIALS) on the same grid from the same holes:
// what is left is the error of time stepping, and any slip in the algebra of either.
#include <cstdio>

#include <gtest/gtest.h>

#include "frozen_course.hpp"
#include "healing/observe.hpp"
#include "integrator.hpp"
#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

core::TimeSeries exact_curves(const reference::FrozenCourse& course, Fidelity fidelity, const Accuracy& accuracy) {
    const Layout layout = reference::layout_of(course, fidelity, accuracy);
    reference::Integrator integrator(course.parameters, layout, 1e-8);
    core::TimeSeries curves = empty_curves(layout);
    State state(layout);
    for (std::size_t i = 0; i < course.sessions.size(); ++i) {
        const Session& session = course.sessions[i];
        const double end = i + 1 < course.sessions.size() ? course.sessions[i + 1].time : course.end;
        reference::begin_session(course.parameters, layout, injure(course.parameters, layout, session.wound), state);
        integrator.start(session.time, state);
        for (const double when :
             {0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 14.0, 21.0, 28.0, 42.0, 56.0, 84.0, 112.0}) {
            const double time = std::min(session.time + when * day, end);
            integrator.advance(time, state);
            if (time == end) break;
            curves.append(time, observe(layout, state.values));
        }
    }
    return curves;
}

void agrees_with_cvode(const reference::Protocol& protocol, Fidelity fidelity) {
    const Accuracy accuracy;
    const auto sessions = reference::sessions(protocol);
    const reference::FrozenCourse course{reference::parameters(), reference::skin(), sessions,
                                         sessions.back().time + 120 * day};
    const auto curves =
        heal(course.parameters, course.tissue, course.sessions, course.end, fidelity, {}, accuracy).curves;
    for (const auto& curve : reference::errors(curves, exact_curves(course, fidelity, accuracy))) {
        std::printf("  %-24s largest difference from CVODE %.2f %% of its excursion\n", curve.name.c_str(),
                    100 * curve.error);
        EXPECT_LT(curve.error, 0.01) << curve.name << ", day " << curve.when / day;
    }
}

TEST(Reference, TheSolverAgreesWithCvodeOnAColumn) { agrees_with_cvode({}, Fidelity::column); }
TEST(Reference, TheSolverAgreesWithCvodeAroundAHole) { agrees_with_cvode({}, Fidelity::cell); }

// A fortnight apart, sessions leave scar load.
TEST(Reference, TheSolverAgreesWithCvodeWhenSessionsAreClose) {
    agrees_with_cvode({.sessions = 4, .interval_days = 14}, Fidelity::column);
}

}  // namespace
}  // namespace percuta::healing
