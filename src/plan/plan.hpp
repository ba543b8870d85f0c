// A treatment plan: who, where, what for, with which device, how often. A value; it does not know where it runs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/document.hpp"

namespace percuta::plan {

/// A fact for screening: true, false, a number (SI), a date, or a word such as "never". What is not stated is unknown.
using Fact = std::variant<bool, double, core::Date, std::string>;

struct Subject {
    double age = 0.0;            ///< seconds
    std::string sex = "female";  ///< female | male
    int phototype = 0;           ///< Fitzpatrick 1..6
    std::string site;
    std::optional<double> weight;  ///< kilograms
    std::map<std::string, Fact> facts;
    std::string skin_type = "normal";  ///< dry | normal | oily

    bool operator==(const Subject&) const = default;
};

struct Baseline {
    std::string scale;
    double value = 0.0;

    bool operator==(const Baseline&) const = default;
};

struct Concern {
    std::string kind;  ///< rejuvenation, wrinkle, acne-scar …
    std::optional<Baseline> baseline;
    std::map<std::string, double> mix;  ///< shares of scar types; they add up to 1

    bool operator==(const Concern&) const = default;
};

/// Geometry given in full instead of a model of the catalogue. SI; what its kind does not have is 0.
struct CustomDevice {
    std::string kind;  ///< roller | pen | stamp
    int needles = 0;
    double tip_diameter = 0.0, shaft_diameter = 0.0, taper_length = 0.0, maximum_depth = 0.0;
    // Roller
    double drum_diameter = 0.0, drum_width = 0.0;
    int rows = 0;  ///< along the axis of the drum; a divisor of `needles`
    double roll_speed = 0.0;
    // Pen and stamp
    double plate_width = 0.0, pitch = 0.0;
    // Pen
    double stroke = 0.0;  ///< full travel of the needle plate; at least the needle length
    double frequency = 0.0, glide_speed = 0.0;
    // Stamp
    double impact_speed = 0.0;  ///< 0: pressed by hand
    double presses_per_time = 0.0;
    std::string source;  ///< where the geometry is from, in the user's words

    bool operator==(const CustomDevice&) const = default;
};

struct DeviceChoice {
    std::string model;  ///< empty when `custom` is given
    std::optional<CustomDevice> custom;
    std::optional<double> needle_length;  ///< metres; the device's default when absent
    std::optional<double> frequency{};    ///< of a model that is a pen: strokes per second; its own when absent
    std::optional<double> glide_speed{};  ///< of a model that is a pen: metres per second; its own when absent

    bool operator==(const DeviceChoice&) const = default;
};

struct Technique {
    int passes = 1;
    std::string pressure = "firm";      ///< light | moderate | firm
    std::string mode = "professional";  ///< professional | home
    std::string stretch = "natural";    ///< natural | stretched by the operator
    bool occluded = false;              ///< under film or numbing cream until treatment
    int uses = 0;                       ///< earlier uses of the same needles
    std::optional<double> area{};       ///< square metres, treated in one session
    std::optional<double> force{};  ///< newtons on the device; without it `pressure` says how hard; never with a pen

    bool operator==(const Technique&) const = default;
};

struct Schedule {
    std::optional<core::Date> start;
    int sessions = 1;
    double interval = 0.0;   ///< seconds
    double follow_up = 0.0;  ///< seconds after the last session

    bool operator==(const Schedule&) const = default;
};

struct Product {
    std::string name;
    std::string when = "after";  ///< before | during | after | daily
    double amount = 0.0;         ///< metres (volume per area)
    std::optional<double> area;  ///< square metres
    std::optional<double> leave_on;
    bool occluded = false;

    bool operator==(const Product&) const = default;
};

struct Adjunct {
    std::string kind;

    bool operator==(const Adjunct&) const = default;
};

struct Plan {
    std::string title;
    Subject subject;
    Concern concern;
    DeviceChoice device;
    Technique technique;
    Schedule schedule;
    std::vector<Product> products;
    std::vector<Adjunct> adjuncts;

    bool operator==(const Plan&) const = default;
};

}  // namespace percuta::plan
