// A small fixed vocabulary, so that tests of the plan do not move when data/ grows.
#pragma once

#include "plan/read.hpp"

namespace percuta::plan {

inline Vocabulary test_vocabulary() {
    return {.sites = {"forehead", "cheek", "abdomen", "scalp"},
            .concerns = {"rejuvenation", "wrinkle", "acne-scar", "surgical-scar", "striae", "hair-loss",
                         "hyperpigmentation", "delivery"},
            .adjuncts = {"prp", "tox-facial", "minoxidil"},
            .scar_types = {"rolling", "boxcar", "ice-pick"},
            .scales = {{"goodman-baron-quantitative", 84.0}},
            .devices = {{"dermaroller-mf8", {0.5e-3, 3.0e-3}},
                        {"home-roller", {0.2e-3, 0.3e-3}},
                        {"pen-12", {0.25e-3, 2.5e-3}},
                        {"pen-6", {0.25e-3, 1.5e-3}},
                        {"stamp", {1.5e-3, 1.5e-3}},
                        {"gold-nano-stamp", {0.6e-3, 0.6e-3}}}};
}

}  // namespace percuta::plan
