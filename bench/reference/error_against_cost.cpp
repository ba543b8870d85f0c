// Runs the program's solver on a frozen course at many accuracies and prints its error against its time:
//   error_against_cost bench/reference/acne-scars.toml bench/reference/acne-scars-cell.csv cell
#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "core/units.hpp"
#include "frozen_course.hpp"

namespace {

using namespace percuta;
using namespace percuta::healing;

std::vector<double> numbers(const std::string& list) {
    std::vector<double> out;
    std::istringstream words(list);
    for (std::string word; std::getline(words, word, ',');) out.push_back(std::stod(word));
    return out;
}

/// The grid of `Accuracy{}` with cells shorter by a factor.
Accuracy setting(double tolerance, double refinement) {
    Accuracy out;
    out.tolerance = tolerance;
    for (double* cell : {&out.cell_at_surface, &out.cell_at_depth, &out.cell_at_bottom}) *cell /= refinement;
    for (std::size_t* count : {&out.cells_in_hole, &out.cells_beside})
        *count =
            std::max(std::size_t{1}, static_cast<std::size_t>(std::lround(static_cast<double>(*count) * refinement)));
    return out;
}

struct Measured {
    std::string setting;
    double seconds = 1e300;
    double promised = 0.0;  ///< worst error over collagen and cells
    double all = 0.0;
};

Measured measure(const reference::FrozenCourse& course, const core::TimeSeries& exact, Fidelity fidelity,
                 double tolerance, double refinement) {
    const Accuracy accuracy = setting(tolerance, refinement);
    Measured out{fmt::format("{:9.2g} {:6.3g}", tolerance, refinement)};
    core::TimeSeries curves;
    constexpr int repeats = 3;
    for (int i = 0; i < repeats; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        curves = heal(course.parameters, course.tissue, course.sessions, course.end, fidelity, {}, accuracy).curves;
        out.seconds =
            std::min(out.seconds, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    const auto errors = reference::errors(curves, exact);
    const auto collagen = worst(errors, reference::collagen_curves), cells = worst(errors, reference::cell_curves),
               all = worst(errors);
    out.promised = std::max(collagen.error, cells.error);
    out.all = all.error;
    fmt::print("{} {:6} {:6} {:9.4f} {:9.3f} {:9.3f} {:9.3f}  {} on day {:.4g}\n", out.setting,
               reference::layout_of(course, fidelity, accuracy).cells(), curves.times().size(), out.seconds,
               100 * collagen.error, 100 * cells.error, 100 * all.error, all.name, all.when / core::day);
    std::fflush(stdout);
    return out;
}

void print_cheapest(const std::vector<Measured>& runs, double Measured::*error, const char* what) {
    for (const double goal : {0.01, 0.001}) {
        const Measured* best = nullptr;
        for (const Measured& run : runs)
            if (run.*error <= goal && (best == nullptr || run.seconds < best->seconds)) best = &run;
        if (best == nullptr) fmt::print("{:<18} within {:.1f} %: none of these\n", what, 100 * goal);
        else
            fmt::print("{:<18} within {:.1f} %: {:.4f} s (tolerance, refinement {})\n", what, 100 * goal, best->seconds,
                       best->setting);
    }
}

}  // namespace

int main(int argc, char** argv) try {
    const std::string fidelity = argc > 3 ? argv[3] : "";
    if (argc < 4 || argc > 6 || (fidelity != "column" && fidelity != "cell")) {
        fmt::print(stderr,
                   "usage: error_against_cost COURSE.toml CURVES.csv column|cell [TOLERANCES [REFINEMENTS]]\n"
                   "       both lists with commas; a refinement divides the cells of the usual grid\n");
        return 2;
    }
    const reference::FrozenCourse course = reference::read_course(argv[1]);
    const core::TimeSeries exact = reference::read_curves(argv[2]);
    const auto tolerances = numbers(argc > 4 ? argv[4] : "0.005,0.0015,0.0008,0.0005,0.00015,0.00005,0.00002");
    const auto refinements = numbers(argc > 5 ? argv[5] : fidelity == "cell" ? "0.67,1,1.5,2,3" : "0.67,1,1.5,2,3,4,6");
    fmt::print("{:>9} {:>6} {:>6} {:>6} {:>9} {:>9} {:>9} {:>9}\n", "tolerance", "refine", "cells", "rows", "time, s",
               "collagen%", "cells %", "all %");
    std::vector<Measured> runs;
    for (const double refinement : refinements)
        for (const double tolerance : tolerances)
            runs.push_back(
                measure(course, exact, fidelity == "cell" ? Fidelity::cell : Fidelity::column, tolerance, refinement));
    print_cheapest(runs, &Measured::promised, "collagen and cells");
    print_cheapest(runs, &Measured::all, "all curves");
} catch (const std::exception& e) {
    fmt::print(stderr, "error_against_cost: {}\n", e.what());
    return 1;
}
