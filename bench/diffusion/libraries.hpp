// The same problem solved by general libraries, those that were found when this was built.
#pragma once

#include <string>
#include <vector>

#include "cube.hpp"

namespace percuta::bench {

/// One way to solve the cube from its Gaussian start, with its cost and error.
struct Solved {
    std::string solver, settings;
    double seconds = 0.0;
    Distance from_exact;
};

/// Every setting that was tried; of each way, from the cheapest on until the error is small enough.
std::vector<Solved> solve_with_petsc(const Cube& cube, double time, double enough);
std::vector<Solved> solve_with_sundials(const Cube& cube, double time, double enough);

}  // namespace percuta::bench
