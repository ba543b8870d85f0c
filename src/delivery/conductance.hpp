// Closed forms of steady exchange between a channel and the tissue around it (docs/science/delivery.md, 2). Geometry in
// metres; K is the partition coefficient and D the diffusivity of the tissue.
#pragma once

namespace percuta::delivery {

/// Exchange per length of a channel of radius a in the middle of a cylinder of radius b with the mean of what the
/// cylinder holds, when all of it takes up alike (Krogh): g / (K D). a < b.
double krogh_exchange(double a, double b);
/// Radius of the cylinder that each channel has to itself, metres.
double cell_radius(double per_area);

/// A channel alone in deep tissue, as half a prolate spheroid: conductance / (K D), metres. Half a sphere where h = a,
/// half an oblate spheroid below.
double spheroid_conductance(double radius, double depth);

/// What a disk on the end of a tube of equal section resists less than one in the open, radius of the disk over that of
/// the tube: 4 a D times the resistance. Gibson's series, within 5e-5 up to 0.4, 0.005 up to 0.5 and at 1,
/// never below 0.
double constriction(double ratio);

/// A plug of length L and radius a_m with its way into a lumen of radius a, s/m3. `within` and `below` are the
/// diffusivities in the plug and in the lumen.
struct Mouth {
    double length = 0.0;
    double radius = 0.0;
    double lumen_radius = 0.0;
    double within = 0.0;
    double below = 0.0;
};
double mouth_resistance(const Mouth& mouth);

/// A slab that clears solute at `rate` (of the amount, 1/s) over a bottom without flux.
struct Cleared {
    double conductance = 0.0;  ///< flux into its surface over the concentration there, in water, m/s
    double mean = 1.0;         ///< mean over surface
    double bottom = 1.0;       ///< bottom over surface
};
Cleared cleared_slab(double thickness, double partition, double diffusivity, double rate);

}  // namespace percuta::delivery
