// A treatment plan: who, where, what for, with which device, how often. A value; it does not know where it runs.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/document.hpp"
#include "core/units.hpp"

namespace percuta::plan {

/// A fact for screening: true, false, a number, a quantity as it was written, a date, or a word such as "never". What
/// is not stated is unknown.
using Fact = std::variant<bool, double, core::Quantity, core::Date, std::string>;

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
    std::optional<std::chrono::minutes> time{};  ///< of day when sessions begin, after midnight
    std::string zone{};                          ///< whose clocks: "Europe/Berlin"; empty: not said
    int sessions = 1;
    double interval = 0.0;   ///< seconds
    double follow_up = 0.0;  ///< seconds after the last session

    bool operator==(const Schedule&) const = default;
};

/// What a permeant that no catalogue knows is. SI.
struct Solute {
    double molar_mass = 0.0;
    double log_k = 0.0;                       ///< octanol-water, of the uncharged molecule
    std::vector<double> pka_acid, pka_base;   ///< of its groups that lose, and take up, a proton
    std::string binding = "neutral-or-base";  ///< neutral-or-base | acid-with-pharmacophore | other-acid
    double metabolism = 0.0;                  ///< in living tissue, 1/s

    bool operator==(const Solute&) const = default;
};

/// A permeant in a product that the plan gives in full. SI.
struct Content {
    std::string name;
    double concentration = 0.0;
    std::optional<double> solubility;  ///< in the product; that of the catalogue when absent; there with `solute`
    std::optional<Solute> solute;      ///< absent: `name` is a permeant of the catalogue

    bool operator==(const Content&) const = default;
};

struct Product {
    std::string name;            ///< of the catalogue, or free when `contents` are given
    std::string when = "after";  ///< before | during | after | daily
    double amount = 0.0;         ///< metres (volume per area), each time
    std::optional<double> area;  ///< square metres
    std::optional<double> leave_on;
    bool occluded = false;
    double delay = 0.0;             ///< after the end of the session; for `before`, ahead of its start
    int applications = 1;           ///< how often it goes on
    std::optional<double> every{};  ///< between applications; there when it goes on more than once
    std::string removal = "wipe";   ///< wipe | rinse | none: what happens when `leave_on` ends
    bool assume_delivered = false;  ///< also what the catalogue takes not to be delivered
    std::vector<Content> contents{};
    // Of the vehicle of a product given in full; that of the catalogue's plain one when absent
    std::optional<double> ph{}, volatile_share{}, hindrance{};
    std::optional<double> evaporation{};  ///< metres per second

    bool operator==(const Product&) const = default;
};

/// Seconds that a product goes on ahead of the needles when it goes on `before` them and says neither `delay` nor
/// `leave_on`.
inline constexpr double ahead_of_needles = 1800.0;

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
