// Needling devices: mandatory geometry, maximum depth and source, as 21 CFR 878.4430 asks of their makers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/parameter.hpp"
#include "core/random.hpp"
#include "device/label.hpp"

namespace percuta::device {

/// A needle: a cone from the tip diameter to the shaft diameter over the taper length, then a shaft. Metres.
struct Needle {
    double tip_diameter = 0.0;
    double shaft_diameter = 0.0;
    double taper_length = 0.0;  ///< a needle shorter than that is the end of such a cone: it never reaches the shaft
    double length = 0.0;

    /// Length of the cone of this needle: never longer than the needle.
    double taper() const;
    /// Widening per length of the cone.
    double slope() const;
    /// Width of the needle at `height` above its tip.
    double width(double height) const;
};

enum class Kind { roller, pen, stamp };
std::string_view name(Kind kind);

struct Device {
    std::string model;  ///< "dermaroller-mf8"; empty when the plan gives the geometry in full
    std::string title;
    Kind kind = Kind::roller;
    Needle needle;  ///< with the length in use
    double shortest_length = 0.0;
    double longest_length = 0.0;  ///< maximum depth that the maker declares
    int needles = 0;
    // Roller
    double drum_diameter = 0.0;
    double drum_width = 0.0;
    int rows = 0;             ///< along the axis of the drum; needles / rows stations stand around it, a whole number
    double roll_speed = 0.0;  ///< of the drum over the skin
    // Pen and stamp: the plate that carries the needles
    double plate_width = 0.0;  ///< swath of one stroke
    double pitch = 0.0;        ///< distance between neighbouring needles
    // Pen
    double stroke = 0.0;             ///< full travel of the plate: the tip rises by it behind its deepest point
    double frequency = 0.0;          ///< strokes per second
    double slowest_frequency = 0.0;  ///< what the maker declares; 0 when the plan gives the geometry in full
    double fastest_frequency = 0.0;
    double glide_speed = 0.0;  ///< of the hand over the skin
    // Stamp
    double impact_speed = 0.0;      ///< at which the needles meet the skin; 0: pressed by hand
    double presses_per_time = 0.0;  ///< presses per second
};

/// One device as it stands in data/devices.toml.
struct Model {
    std::string name;
    std::string title;
    Kind kind = Kind::roller;
    std::string note;  ///< what is not known about it, in words; may be empty
    core::ParameterSet geometry;
    std::vector<Label> labels;  ///< oldest first; none when no file of it was read
};

class Catalogue {
public:
    /// Reads data/devices.toml. Throws InvalidInput with every mistake at once.
    static Catalogue read(const core::Document& document);

    const std::vector<Model>& models() const { return models_; }
    /// What is taken where a plan gives a device in full and leaves it out, and the longest needle there may be.
    const core::ParameterSet& common() const { return common_; }
    std::vector<std::string> names() const;
    const Model& at(std::string_view name) const;  ///< throws InternalError when there is none
    /// The device with a needle of this length (its default length when none is given).
    /// Throws InternalError when the length is outside the device's range: `plan` checks first.
    Device device(std::string_view name, std::optional<double> needle_length) const;
    /// One such device, its geometry drawn from the priors: what makers do not publish differs from piece to piece as
    /// far as we know. The needle length is the one set.
    Device drawn(std::string_view name, std::optional<double> needle_length, core::RandomStream& random) const;

private:
    core::ParameterSet common_;
    std::vector<Model> models_;
};

}  // namespace percuta::device
