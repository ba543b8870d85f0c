// Reads a plan file and checks it whole: every mistake is reported at once, each with its place and what to try.
#pragma once

#include <chrono>
#include <map>
#include <optional>
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
    /// A scale that scores a state, in its unit.
    struct Scale {
        double least = 0.0, most = 0.0;
        std::vector<std::string> concerns;  ///< that it is read for
    };
    std::map<std::string, Scale> scales;
    /// What a rule for screening asks of a person.
    struct Question {
        enum class Type { flag, number, choice, word, date };
        Type type = Type::flag;
        std::string unit;                  ///< of a number; empty: a count
        std::vector<std::string> choices;  ///< of a choice
        std::string elsewhere{};           ///< what in the plan says it already; empty: it is asked here
    };
    std::map<std::string, Question> questions;
    std::map<std::string, Model> models;
    Devices devices;
    double body_area = 0.0;  ///< skin of an adult
};

/// Throws core::InvalidInput with all findings.
Plan read(const core::Document& document, const Vocabulary& vocabulary);

/// Reads a plan that is one table of a larger file, by the same rules; it need not have a version. Adds what is
/// wrong to the findings of `root`.
Plan read(core::Reader root, const Vocabulary& vocabulary);

/// What stands elsewhere in a file that a plan is part of. The plan does not say it again: it would stand twice.
struct Given {
    double age = 0.0;  ///< seconds
    std::string sex = "female";
    int phototype = 3;
    std::string concern;
    std::optional<Baseline> baseline;
    bool needled = true;  ///< false: device and technique may be left out together, and are then as in an empty plan
};

/// The same for a plan that leaves out what stands elsewhere.
Plan read(core::Reader root, const Vocabulary& vocabulary, const Given& given);

/// A day as JSON and careful typists write it, "2027-01-11"; nothing for what is not one.
std::optional<core::Date> date_in(std::string_view text);

/// Whether a course may begin on that day.
bool is_possible_start(const core::Date& day);

/// A time of day, "09:30" or "9:30", after midnight; nothing for what is not one.
std::optional<std::chrono::minutes> time_in(std::string_view text);
/// "09:30".
std::string time_text(std::chrono::minutes time_of_day);

/// The plan as TOML with every default written out and SI values as comments; reading it gives the same plan.
std::string write(const Plan& plan);

}  // namespace percuta::plan
