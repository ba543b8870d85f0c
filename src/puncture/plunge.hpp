// A needle driven fast: the skin below it has mass and cannot follow at once (docs/science/puncture.md, section 5).
#pragma once

#include "puncture/model.hpp"

namespace percuta::puncture {

/// A crank moves the tip up and down: at its lowest it stands `protrusion` below the undeformed surface, at its highest
/// `stroke` above that. Metres, hertz.
struct Crank {
    double protrusion = 0.0;
    double stroke = 0.0;
    double frequency = 0.0;

    double peak_speed() const;  ///< m/s
};

/// What a stroke does.
struct Plunge {
    double depth = 0.0;  ///< true depth, deepest
    double force = 0.0;  ///< largest, newton
    double time = 0.0;   ///< the tip is in the skin, seconds
    bool pierced = false;
};

/// Strokes of a crank, the skin still moving from those before; the mean over the last ones. `sharing` needles sink
/// together: each finds the skin that much softer and lighter.
Plunge beat(const Tissue& tissue, const device::Needle& needle, const Crank& crank, double sharing);

/// One blow at `speed`, stopped when the tip stands `travel` below the undeformed surface.
Plunge blow(const Tissue& tissue, const device::Needle& needle, double speed, double travel, double sharing);

}  // namespace percuta::puncture
