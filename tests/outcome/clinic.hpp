// What the tests of this room share: the data as shipped, and people of a trial.
#pragma once

#include <cmath>
#include <vector>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/random.hpp"
#include "outcome/catalogue.hpp"
#include "outcome/parameters.hpp"
#include "outcome/surface.hpp"
#include "outcome/tissue.hpp"
#include "parameters.hpp"

namespace percuta::outcome {

inline core::Document shipped() {
    return core::Document::parse(core::embedded_data().at("outcome.toml"), "outcome.toml");
}

inline core::ParameterSet parameter_set() { return core::parameters_in("outcome.toml"); }

inline Parameters parameters() {
    static const Parameters read_once = outcome::parameters(parameter_set());
    return read_once;
}

inline const Catalogue& clinic() {
    static const Catalogue catalogue = Catalogue::read(shipped());
    return catalogue;
}

/// Tissue whose dermal collagen has risen by this share.
inline Tissue gained(double collagen) {
    Tissue tissue;
    tissue.collagen_total = tissue.collagen_1 = tissue.collagen_3 = 1.0 + collagen;
    return tissue;
}

/// Hair of a thinning scalp.
inline const Hair thinning{0.9e6, 58e-6};

/// Mean and standard deviation of a sample.
struct Moments {
    double mean = 0.0, sd = 0.0;
};
inline Moments moments(const std::vector<double>& sample) {
    Moments out;
    for (const double x : sample) out.mean += x / static_cast<double>(sample.size());
    for (const double x : sample) out.sd += (x - out.mean) * (x - out.mean) / static_cast<double>(sample.size());
    out.sd = std::sqrt(out.sd);
    return out;
}

}  // namespace percuta::outcome
