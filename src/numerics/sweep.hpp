// Implicit diffusion along the lines of a grid, in flux form.
//
// One backward-Euler step of   ∂u/∂t = ∂/∂x ( D ψ ∂(u/ψ)/∂x )   along one axis, no flux at the ends, finite volumes
// with harmonic faces. ψ is the profile at which the field rests: u = ψ is stationary, so layers do not leak.
//
// The elimination is free of subtractions (the idea of Grassmann, Taksar and Heyman 1985, Oper. Res. 33:1107): every
// number in it is a sum, product or quotient of positive numbers. Hence positive fields stay positive, every component
// is accurate to round-off, and a line that stands at u = ψ comes back as u = ψ bit for bit.
#pragma once

#include <span>
#include <vector>

#include "numerics/grid.hpp"

namespace percuta::numerics {

/// A run of cells along the last axis of a grid: the layers that a field lives in.
struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - begin; }
};

/// Conductance of the face between `cell` and `cell + 1` per unit D: harmonic mean of ψ over the distance of the
/// centres.
double face_conductance(const Axis& axis, std::size_t cell, double profile_here, double profile_next);

/// A factorised line system for one axis, one diffusivity and one time step: it knows what it was made for.
/// The same for all lines of the axis; ψ may vary along the axis only.
class LineFactor {
public:
    /// `profile` is ψ > 0 at the cells of `extent` (indices along the axis).
    LineFactor(const Axis& axis, Extent extent, std::span<const double> profile, double diffusivity, double step);
    /// Plain diffusion: ψ = 1 over the whole extent.
    LineFactor(const Axis& axis, Extent extent, double diffusivity, double step);

    std::size_t size() const { return pivot_.size(); }
    double diffusivity() const { return diffusivity_; }
    double step() const { return step_; }

    /// Solves in place on `lanes` neighbouring lines: element i of lane l stands at data[i * stride + l].
    void solve(double* data, std::size_t stride, std::size_t lanes) const;

private:
    double diffusivity_;
    double step_;
    std::vector<double> measure_;      // of the cell along the axis
    std::vector<double> profile_;      // ψ
    std::vector<double> conductance_;  // of the face towards the next cell, times D and step; the last is 0
    std::vector<double> gain_;         // what elimination passes on to the next cell
    std::vector<double> pivot_;
};

/// Sweeps a field along axis `a`. `layers` are the cells of the grid's last axis that the field lives in; when `a` is
/// the last axis itself, the factor must be made for the same extent.
void sweep(const Grid& grid, std::size_t a, const LineFactor& factor, std::span<double> field, Extent layers);

/// The same for a profile ψ > 0 that varies from cell to cell; factorises on the fly.
void sweep_over_profile(const Grid& grid, std::size_t a, double diffusivity, double step,
                        std::span<const double> profile, std::span<double> field, Extent layers);

}  // namespace percuta::numerics
