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
            .products = {"ascorbic-acid-15", "lidocaine-4", "minoxidil-5", "prp"},
            .permeants = {"ascorbic-acid", "lidocaine", "minoxidil"},
            .scales = {{"goodman-baron-quantitative", {0.0, 84.0, {"acne-scar"}}}},
            .questions = {{"pregnant", {}},
                          {"smoker", {}},
                          {"hx.keloid", {}},
                          {"subject.age", {Vocabulary::Question::Type::number, "yr", {}, "subject.age"}},
                          {"area.acne", {Vocabulary::Question::Type::number, "", {}}},
                          {"la.dose", {Vocabulary::Question::Type::number, "mg", {}}},
                          {"hx.diabetes", {Vocabulary::Question::Type::choice, "", {"none", "poor"}}},
                          {"zone", {Vocabulary::Question::Type::word, "", {}}},
                          {"last.isotretinoin", {Vocabulary::Question::Type::date, "", {}}},
                          {"last.sun", {Vocabulary::Question::Type::date, "", {}}},
                          {"last.wax", {Vocabulary::Question::Type::date, "", {}}}},
            .models = {{"dermaroller-mf8", {"roller", 0.5e-3, 3.0e-3}},
                       {"home-roller", {"roller", 0.2e-3, 0.3e-3}},
                       {"pen-12", {"pen", 0.25e-3, 2.5e-3, 12, 8e-3, 120.0, 0.02, 50.0, 150.0}},
                       {"pen-6", {"pen", 0.25e-3, 1.5e-3, 6, 4e-3, 125.0, 0.02, 100.0, 150.0}},
                       {"stamp", {"stamp", 1.5e-3, 1.5e-3}},
                       {"gold-nano-stamp", {"stamp", 0.6e-3, 0.6e-3}}},
            .devices = {.longest_needle = 5e-3,
                        .longest_sold = 3e-3,
                        .thickest_dermis = 2.4e-3,
                        .fastest_pen = 150.0,
                        .roll_speed = 0.05,
                        .presses_per_time = 1.0},
            .body_area = 1.8};
}

}  // namespace percuta::plan
