// Crank-Nicolson with conjugate gradients, by PETSc: (1 - τA/2) u' = (1 + τA/2) u with an assembled matrix, started
// from the last solution. Preconditioners: Jacobi, and incomplete Cholesky.
#include <petscksp.h>

#include <fmt/format.h>

#include "libraries.hpp"
#include "measure.hpp"

namespace percuta::bench {

namespace {

constexpr PetscInt n = static_cast<PetscInt>(Cube::side), cells = n * n * n;

void check(PetscErrorCode code) {
    if (code != 0) throw std::runtime_error("PETSc failed");
}

/// PETSc can be started once in a process.
struct Session {
    Session() { check(PetscInitializeNoArguments()); }
    ~Session() { PetscFinalize(); }
};

/// 1 - τA/2
Mat half_step(double step) {
    constexpr double across = Cube::diffusivity / (Cube::cell * Cube::cell);
    Mat out = nullptr;
    check(MatCreateSeqAIJ(PETSC_COMM_SELF, cells, cells, 7, nullptr, &out));
    const PetscInt strides[] = {1, n, n * n};
    for (PetscInt row = 0; row < cells; ++row) {
        double own = 1.0 + 0.5 * step * Cube::decay;
        for (const PetscInt stride : strides)
            for (const PetscInt other : {row - stride, row + stride}) {
                const PetscInt at = row / stride % n + (other > row ? 1 : -1);
                if (at < 0 || at >= n) continue;
                own += 0.5 * step * across;
                check(MatSetValue(out, row, other, -0.5 * step * across, INSERT_VALUES));
            }
        check(MatSetValue(out, row, row, own, INSERT_VALUES));
    }
    check(MatAssemblyBegin(out, MAT_FINAL_ASSEMBLY));
    check(MatAssemblyEnd(out, MAT_FINAL_ASSEMBLY));
    check(MatSetOption(out, MAT_SPD, PETSC_TRUE));
    return out;
}

Solved solve(const Cube& cube, double time, int steps, PCType preconditioner, double tolerance) {
    const std::vector<double> start = cube.start(Cube::Start::gaussian);
    Mat matrix = half_step(time / steps);
    Vec u = nullptr, right = nullptr;
    check(MatCreateVecs(matrix, &u, &right));
    KSP solver = nullptr;
    check(KSPCreate(PETSC_COMM_SELF, &solver));
    check(KSPSetOperators(solver, matrix, matrix));
    check(KSPSetType(solver, KSPCG));
    PC pc = nullptr;
    check(KSPGetPC(solver, &pc));
    check(PCSetType(pc, preconditioner));
    check(KSPSetTolerances(solver, tolerance, PETSC_DEFAULT, PETSC_DEFAULT, PETSC_DEFAULT));
    check(KSPSetInitialGuessNonzero(solver, PETSC_TRUE));
    check(KSPSetUp(solver));  // not counted, nor is the assembly of the matrix
    const auto begin = [&] {
        double* values = nullptr;
        check(VecGetArray(u, &values));
        std::copy(start.begin(), start.end(), values);
        check(VecRestoreArray(u, &values));
    };
    const double seconds = fastest(2, begin, [&] {
        for (int s = 0; s < steps; ++s) {
            check(MatMult(matrix, u, right));  // (1 + τA/2) u = 2u - (1 - τA/2) u
            check(VecAYPX(right, -1.0, u));
            check(VecAXPY(right, 1.0, u));
            check(KSPSolve(solver, right, u));
        }
    });
    const double* values = nullptr;
    check(VecGetArrayRead(u, &values));
    const Distance found = distance({values, start.size()}, cube.solution(Cube::Start::gaussian, time));
    check(VecRestoreArrayRead(u, &values));
    check(KSPDestroy(&solver));
    check(VecDestroy(&u));
    check(VecDestroy(&right));
    check(MatDestroy(&matrix));
    return {
        fmt::format("PETSc {}.{}, Crank-Nicolson, CG + {}", PETSC_VERSION_MAJOR, PETSC_VERSION_MINOR, preconditioner),
        fmt::format("{} steps, rtol {:g}", steps, tolerance), seconds, found};
}

}  // namespace

std::vector<Solved> solve_with_petsc(const Cube& cube, double time, double enough) {
    static const Session session;
    std::vector<Solved> out;
    for (const PCType preconditioner : {PCJACOBI, PCICC})
        for (const double tolerance : {1e-2, 1e-3})
            for (const int steps : {3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32}) {
                out.push_back(solve(cube, time, steps, preconditioner, tolerance));
                if (out.back().from_exact.relative <= enough) break;  // more steps only cost more
            }
    return out;
}

}  // namespace percuta::bench
