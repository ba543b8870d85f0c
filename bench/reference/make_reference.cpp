// Solves a frozen course by CVODE on finer and finer grids and writes its curves with their own error:
//   make_reference bench/reference/acne-scars.toml column 64 > bench/reference/acne-scars-column.csv
//   make_reference bench/reference/acne-scars.toml cell 8 > bench/reference/acne-scars-cell.csv
#include <chrono>
#include <iostream>

#include <fmt/format.h>
#include <sundials/sundials_config.h>

#include "core/units.hpp"
#include "frozen_course.hpp"
#include "healing/observe.hpp"
#include "integrator.hpp"
#include "plain_wound.hpp"

namespace {

using namespace percuta;
using namespace percuta::healing;
using core::day;

/// When curves are read from a session on until the next one or the end; that one included.
std::vector<double> times_between(double begin, double end) {
    std::vector<double> days{0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4,  0.5, 0.6,  0.7,
                             0.8,  0.9,  1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0};
    const double last = (end - begin) / day;
    while (days.back() < last)
        days.push_back(days.back() + (days.back() < 10.0 ? 0.5 : days.back() < 28.0 ? 1.0 : 3.5));
    std::vector<double> times;
    for (const double days_after : days)
        if (days_after < last) times.push_back(begin + days_after * day);
    times.push_back(end);
    return times;
}

/// Cells of 25 um at the surface, 50 at the tip and 120 at the wall, 3 in a hole and 5 beside it, all that much finer.
Accuracy refined(std::size_t times) {
    const auto shorter = [&](double cell) { return cell / static_cast<double>(times); };
    Accuracy out;
    out.cell_at_surface = shorter(25e-6);
    out.cell_at_depth = shorter(50e-6);
    out.cell_at_bottom = shorter(120e-6);
    out.cells_in_hole = 3 * times;
    out.cells_beside = 5 * times;
    return out;
}

core::TimeSeries solve(const reference::FrozenCourse& course, Fidelity fidelity, std::size_t refinement,
                       double tolerance) {
    const auto begin = std::chrono::steady_clock::now();
    const Layout layout = reference::layout_of(course, fidelity, refined(refinement));
    reference::Integrator integrator(course.parameters, layout, tolerance);
    State state(layout);
    core::TimeSeries curves = empty_curves(layout);
    curves.append(0.0, observe(layout, state.values));
    for (std::size_t i = 0; i < course.sessions.size(); ++i) {
        const Session& session = course.sessions[i];
        reference::begin_session(course.parameters, layout,
                                 reference::plain_injury(course.parameters, layout, session.wound), state);
        curves.append(session.time, observe(layout, state.values));
        integrator.start(session.time, state);
        const double end = i + 1 < course.sessions.size() ? course.sessions[i + 1].time : course.end;
        for (const double time : times_between(session.time, end)) {
            integrator.advance(time, state);
            curves.append(time, observe(layout, state.values));
        }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    fmt::print(stderr, "refined {}, tolerance {:g}: {} cells, {} steps, {:.1f} s\n", refinement, tolerance,
               layout.cells(), integrator.steps(), seconds);
    return curves;
}

/// What curves of the finer and of the twice coarser grid say of a grid without end, at second order.
core::TimeSeries extrapolated(const core::TimeSeries& finer, const core::TimeSeries& coarser) {
    core::TimeSeries out(finer.columns());
    for (std::size_t row = 0; row < finer.times().size(); ++row) {
        std::vector<double> values;
        for (std::size_t i = 0; i < finer.columns().size(); ++i) {
            const double fine = finer.columns()[i].values[row];
            values.push_back(fine + (fine - coarser.columns()[i].values[row]) / 3.0);
        }
        out.append(finer.times()[row], values);
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> words(argv, argv + argc);
    const std::size_t finest = words.size() == 4 ? std::stoul(words[3]) : 0;
    if (finest == 0 || finest % 8 != 0 || (words[2] != "column" && words[2] != "cell")) {
        fmt::print(stderr,
                   "usage: make_reference COURSE.toml column|cell REFINEMENT > CURVES.csv\n"
                   "       solves on grids refined that many times, 3/4 of it, and half of each; a multiple of 8\n");
        return 2;
    }
    const reference::FrozenCourse course = reference::read_course(words[1]);
    const Fidelity fidelity = words[2] == "cell" ? Fidelity::cell : Fidelity::column;
    const std::size_t second = finest / 4 * 3;
    constexpr double tolerance = 1e-8;
    const auto on_grid = [&](std::size_t refinement) { return solve(course, fidelity, refinement, tolerance); };
    const core::TimeSeries curves = extrapolated(on_grid(finest), on_grid(finest / 2));
    const core::TimeSeries check = extrapolated(on_grid(second), on_grid(second / 2));
    const auto in_space = reference::errors(check, curves);
    const auto in_time =
        reference::errors(solve(course, fidelity, 1, tolerance), solve(course, fidelity, 1, 0.1 * tolerance));

    fmt::print(
        "# Curves of {}, {}: the healing model integrated by CVODE and extrapolated over two grids.\n"
        "# Made by: make_reference {} {} {}\n"
        "# SUNDIALS {}, backward differentiation, Newton, KLU; tolerance of a step {:g}.\n"
        "# Grids: the usual one refined {} and {} times, to second order. Own error, per cent of the largest\n"
        "# excursion: difference from the same with {} and {} times, plus that of a tenth of the tolerance.\n",
        words[1], words[2], words[1], words[2], words[3], SUNDIALS_VERSION, tolerance, finest, finest / 2, second,
        second / 2);
    for (std::size_t i = 0; i < in_space.size(); ++i)
        fmt::print("# own error of {}: {:.2g} + {:.2g}\n", in_space[i].name, 100.0 * in_space[i].error,
                   100.0 * in_time[i].error);
    fmt::print("day");
    for (const core::Column& column : curves.columns()) fmt::print(",{}", column.name);
    for (std::size_t row = 0; row < curves.times().size(); ++row) {
        fmt::print("\n{:.12g}", curves.times()[row] / day);
        for (const core::Column& column : curves.columns()) fmt::print(",{:.12g}", column.values[row]);
    }
    fmt::print("\n");
} catch (const std::exception& e) {
    fmt::print(stderr, "make_reference: {}\n", e.what());
    return 1;
}
