// One channel in the skin that it has to itself, resolved: the reference for everything that treats channels in a
// smeared way (docs/science/delivery.md, 4). A cylinder of skin around the axis of a well, finite volumes in r and z,
// no flux through its side. Concentrations are those in water, over that of the fresh donor; all is linear.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "delivery/coefficients.hpp"

namespace percuta::delivery {

struct CellLayer {
    Layer tissue;
    double clearance = 0.0;  ///< of the amount in it, 1/s
};

/// A cylinder, or a cone where the radius at the tip is less. A cone has steps on the grid.
struct Well {
    double radius = 0.0, tip_radius = 0.0, depth = 0.0;  ///< metres; as deep as the cell: a channel without end
    /// In the lumen, m2/s: solute has to come down through it, from the film at its mouth. 0: the lumen is stirred.
    double diffusivity = 0.0;
};

struct CellGeometry {
    double radius = 0.0;  ///< of the cell, metres
    Well well;
    std::vector<CellLayer> layers;      ///< from the surface down
    double surface_permeability = 0.0;  ///< of stratum corneum beside the well, m/s
    bool sink_below = false;            ///< a sink under the lowest layer, else no flux
};

/// Lengths of grid cells: `finest` at the wall of the well and its corners, `growth` longer for each metre away, at
/// most `coarsest`. growth = 0: all are `finest`.
struct Resolution {
    double finest = 0.0, growth = 0.0;
    double coarsest = std::numeric_limits<double>::infinity();
};

/// What lies on the skin and in the well, stirred.
struct Donor {
    std::optional<double> film;  ///< volume of the film on this cell, m3; none: it does not change
    /// Conductance from film to stirred lumen, m3/s: infinite, they are one; 0, none.
    double mouth = std::numeric_limits<double>::infinity();
    double lumen = 1.0;  ///< concentration in the lumen at first, where it is not that of the film
};

/// Amounts in a cell over the concentration of the fresh donor, m3.
struct CellRow {
    double time = 0.0;
    double film = 1.0, lumen = 1.0;     ///< concentrations; a lumen that is not stirred shows that of the film
    double tissue = 0.0;                ///< and in a lumen that is not stirred
    double cleared = 0.0, below = 0.0;  ///< so far
    double supplied = 0.0;              ///< so far by what does not change
};

class UnitCell {
public:
    /// Throws core::InternalError for a geometry that is none.
    UnitCell(CellGeometry geometry, Resolution resolution);
    ~UnitCell();
    UnitCell(UnitCell&&) noexcept;
    UnitCell& operator=(UnitCell&&) noexcept;

    std::size_t cells() const;
    double lumen_volume() const;
    /// Steady flow into the skin from a film and a lumen at 1, m3/s.
    double conductance() const;
    /// The steady concentration in water at this place, outside of the well; of the grid cell that holds it.
    double steady(double r, double z) const;
    /// From tissue without solute, at increasing times > 0. Steps of TR-BDF2 (Bank and others 1985) grow by doubling
    /// from `first` (0: what the finest cell asks for) to the last time over `steps`; rows between steps are cubic.
    std::vector<CellRow> course(const Donor& donor, std::span<const double> times, int steps = 64,
                                double first = 0.0) const;

    struct Mesh;

private:
    std::unique_ptr<Mesh> mesh_;
};

}  // namespace percuta::delivery
