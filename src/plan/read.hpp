// Reads a plan file and checks it whole: every mistake is reported at once, each with its place and what to try.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/document.hpp"
#include "plan/plan.hpp"

namespace percuta::plan {

/// What a plan may name; filled from data/ by the caller, so that this room stays a noun. SI.
struct Vocabulary {
    /// A device of the catalogue.
    struct Model {
        std::string kind;                                    ///< roller | pen | stamp
        double shortest_needle = 0.0, longest_needle = 0.0;  ///< needle lengths that it offers
        // Pens; 0 for others
        int needles = 0;
        double plate_width = 0.0, frequency = 0.0, glide_speed = 0.0;
        double slowest_frequency = 0.0, fastest_frequency = 0.0;  ///< what it is made for
        double impact_speed = 0.0;                                ///< of a stamp that a spring drives
    };
    /// What holds for any device: bounds of a geometry given in full, and what is taken where it says nothing.
    struct Devices {
        double longest_needle = 0.0;   ///< that is taken for a needling device
        double longest_sold = 0.0;     ///< needle of the catalogue
        double thickest_dermis = 0.0;  ///< of the atlas
        double fastest_pen = 0.0;      ///< strokes per second of the catalogue's fastest pen
        double roll_speed = 0.0;
        double presses_per_time = 0.0;
    };
    std::vector<std::string> sites;
    std::vector<std::string> concerns;
    std::vector<std::string> adjuncts;
    std::vector<std::string> scar_types;
    std::vector<std::string> products, permeants;
    std::map<std::string, double> scales;  ///< name -> highest score; the lowest is 0
    std::map<std::string, Model> models;
    Devices devices;
    double body_area = 0.0;  ///< skin of an adult
};

/// Throws core::InvalidInput with all findings.
Plan read(const core::Document& document, const Vocabulary& vocabulary);

/// The plan as TOML with every default written out and SI values as comments; reading it gives the same plan.
std::string write(const Plan& plan);

}  // namespace percuta::plan
