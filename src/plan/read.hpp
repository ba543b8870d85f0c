// Reads a plan file and checks it whole: every mistake is reported at once, each with its place and what to try.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/document.hpp"
#include "plan/plan.hpp"

namespace percuta::plan {

/// What a plan may name; filled from data/ by the caller, so that this room stays a noun.
struct Vocabulary {
    struct LengthRange {
        double least = 0.0;  ///< metres
        double most = 0.0;
    };
    std::vector<std::string> sites;
    std::vector<std::string> concerns;
    std::vector<std::string> adjuncts;
    std::vector<std::string> scar_types;
    std::map<std::string, double> scales;        ///< name -> highest score; the lowest is 0
    std::map<std::string, LengthRange> devices;  ///< model -> needle lengths it offers
};

/// Throws core::InvalidInput with all findings.
Plan read(const core::Document& document, const Vocabulary& vocabulary);

/// The plan as TOML with every default written out and SI values as comments; reading it gives the same plan.
std::string write(const Plan& plan);

}  // namespace percuta::plan
