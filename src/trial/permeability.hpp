// Measured permeabilities of intact skin beside what each model of the stratum corneum says of them.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/coefficients.hpp"

namespace percuta::trial {

/// Steady permeability of skin to one solute in water.
struct PermeabilityRecord {
    double log_k = 0.0;       ///< log10 of the octanol-water partition coefficient
    double molar_mass = 0.0;  ///< kg/mol
    double log_kp = 0.0;      ///< log10 of the permeability in cm/s
};

/// Reads a CSV table with the header log10_kow,mw_g_mol,log10_kp_cm_s; lines that begin with # are comments. Throws
/// InvalidInput with every line that is wrong, and for a table without records.
std::vector<PermeabilityRecord> read_permeabilities(std::string_view text, const std::string& file);

/// Measured over predicted, log10, over the records of one class.
struct Residual {
    double bias = 0.0, rmse = 0.0;
};

struct PolarityClass {
    std::string name;
    double least = -std::numeric_limits<double>::infinity();  ///< of log K, included
    double most = std::numeric_limits<double>::infinity();    ///< not included
    int records = 0;
    Residual potts_guy, regression, kasting, chen;
};

/// Classes by log K, then all. A class without records has no residuals (0).
std::vector<PolarityClass> judge_permeability(const delivery::Parameters& p,
                                              const std::vector<PermeabilityRecord>& records);

}  // namespace percuta::trial
