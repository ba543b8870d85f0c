// CVODE (backward differentiation, GMRES without preconditioner) and ARKODE (explicit Runge-Kutta; implicit Runge-Kutta
// with conjugate gradients), by SUNDIALS, with the right-hand side of cube.cpp.
#include <arkode/arkode_arkstep.h>
#include <arkode/arkode_erkstep.h>
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_pcg.h>
#include <sunlinsol/sunlinsol_spgmr.h>

#include <memory>

#include <fmt/format.h>

#include "libraries.hpp"
#include "measure.hpp"

namespace percuta::bench {

namespace {

void check(int code) {
    if (code < 0) throw std::runtime_error("SUNDIALS failed");
}

int right_hand_side(realtype, N_Vector u, N_Vector out, void*) {
    rate(N_VGetArrayPointer(u), N_VGetArrayPointer(out));
    return 0;
}

/// What every integrator needs, and what it makes of it.
struct Run {
    explicit Run(const Cube& cube) : start(cube.start(Cube::Start::gaussian)) {
        check(SUNContext_Create(nullptr, &context));
        u = N_VNew_Serial(static_cast<sunindextype>(start.size()), context);
        begin();
    }
    ~Run() {
        N_VDestroy(u);
        SUNContext_Free(&context);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void begin() { std::copy(start.begin(), start.end(), N_VGetArrayPointer(u)); }

    std::vector<double> start;
    SUNContext context = nullptr;
    N_Vector u = nullptr;
};

constexpr long most_steps = 1000000;
/// Absolute tolerance over relative tolerance; the start's largest value is 1.
constexpr double floor_of_tolerance = 1e-3;

double time_cvode(Run& run, double time, double tolerance) {
    void* memory = nullptr;
    SUNLinearSolver solver = nullptr;
    const auto prepare = [&] {
        run.begin();
        memory = CVodeCreate(CV_BDF, run.context);
        check(CVodeInit(memory, right_hand_side, 0.0, run.u));
        check(CVodeSStolerances(memory, tolerance, floor_of_tolerance * tolerance));
        check(CVodeSetMaxNumSteps(memory, most_steps));
        solver = SUNLinSol_SPGMR(run.u, SUN_PREC_NONE, 0, run.context);
        check(CVodeSetLinearSolver(memory, solver, nullptr));
        check(CVodeSetStopTime(memory, time));
    };
    return fastest(1, prepare, [&] {
        double reached = 0.0;
        check(CVode(memory, time, run.u, &reached, CV_NORMAL));
        SUNLinSolFree(solver);
        CVodeFree(&memory);
    });
}

double time_explicit(Run& run, double time, double tolerance) {
    void* memory = nullptr;
    const auto prepare = [&] {
        run.begin();
        memory = ERKStepCreate(right_hand_side, 0.0, run.u, run.context);
        check(ERKStepSetOrder(memory, 2));
        check(ERKStepSStolerances(memory, tolerance, floor_of_tolerance * tolerance));
        check(ERKStepSetMaxNumSteps(memory, most_steps));
        check(ERKStepSetStopTime(memory, time));
    };
    return fastest(1, prepare, [&] {
        double reached = 0.0;
        check(ERKStepEvolve(memory, time, run.u, &reached, ARK_NORMAL));
        ERKStepFree(&memory);
    });
}

double time_implicit(Run& run, double time, double tolerance) {
    void* memory = nullptr;
    SUNLinearSolver solver = nullptr;
    const auto prepare = [&] {
        run.begin();
        memory = ARKStepCreate(nullptr, right_hand_side, 0.0, run.u, run.context);
        check(ARKStepSetOrder(memory, 2));
        check(ARKStepSetLinear(memory, 0));
        check(ARKStepSStolerances(memory, tolerance, floor_of_tolerance * tolerance));
        check(ARKStepSetMaxNumSteps(memory, most_steps));
        solver = SUNLinSol_PCG(run.u, SUN_PREC_NONE, 0, run.context);
        check(ARKStepSetLinearSolver(memory, solver, nullptr));
        check(ARKStepSetStopTime(memory, time));
    };
    return fastest(1, prepare, [&] {
        double reached = 0.0;
        check(ARKStepEvolve(memory, time, run.u, &reached, ARK_NORMAL));
        SUNLinSolFree(solver);
        ARKStepFree(&memory);
    });
}

}  // namespace

std::vector<Solved> solve_with_sundials(const Cube& cube, double time, double enough) {
    const std::vector<double> exact = cube.solution(Cube::Start::gaussian, time);
    Run run(cube);
    std::vector<Solved> out;
    const auto try_all = [&](const char* what, auto integrate) {
        for (const double tolerance : {1e-2, 3e-3, 1e-3, 3e-4, 1e-4}) {
            const double seconds = integrate(run, time, tolerance);
            const Distance found = distance({N_VGetArrayPointer(run.u), exact.size()}, exact);
            out.push_back({fmt::format("SUNDIALS {}, {}", SUNDIALS_VERSION, what), fmt::format("rtol {:g}", tolerance),
                           seconds, found});
            if (found.relative <= enough) break;  // tighter tolerances only cost more
        }
    };
    try_all("CVODE, GMRES", time_cvode);
    try_all("ARKODE, explicit of order 2", time_explicit);
    try_all("ARKODE, implicit of order 2, CG", time_implicit);
    return out;
}

}  // namespace percuta::bench
