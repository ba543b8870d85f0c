// Diffusion along the lines of a grid, in flux form:   A u = 1/m ∂/∂x ( D ψ ∂(u/ψ)/∂x ),   no flux at the ends.
//
// Finite volumes of measure m with harmonic faces. ψ is the profile at which the field rests: u = ψ is stationary, so
// layers do not leak. `add_flux` adds A u; `LineFactor` solves (1 - τA) k = r for all lines of an axis.
//
// The elimination is free of subtractions (the idea of Grassmann, Taksar and Heyman 1985, Oper. Res. 33:1107): every
// number in it is a sum, product or quotient of positive numbers. Hence positive right-hand sides give positive
// solutions, and every component is accurate to round-off whatever τ and the contrast of ψ.
//
// `Number` is double, or lanes or dual numbers when each skin of several has a line of its own.
#pragma once

#include <concepts>
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

/// What all lines of an axis have in common: measures of cells and, per unit D, conductances of faces.
template <class Number>
struct LineOf {
    /// From cell lengths (Cartesian) and the profile ψ > 0, one value a cell.
    LineOf(std::span<const Number> lengths, std::span<const Number> profile);
    /// The cells of `extent` along a Cartesian or radial axis, with ψ at them.
    LineOf(const Axis& axis, Extent extent, std::span<const double> profile) requires std::same_as<Number, double>;
    /// ψ = 1.
    LineOf(const Axis& axis, Extent extent) requires std::same_as<Number, double>;

    std::size_t size() const { return measure.size(); }

    std::vector<Number> measure, profile;
    std::vector<Number> conductance;            ///< of the face towards the next cell; the last is 0
    std::vector<Number> from_left, from_right;  ///< conductance over measure: what a neighbour's excess adds per D
    std::vector<Number> capacity;               ///< measure times profile
    std::vector<Number> profile_over_next, measure_over_next;  ///< ratios to the next cell; the last are 0
};
using Line = LineOf<double>;

/// (1 - τA), eliminated. A factor knows what it was made for; another τ needs another factor. Solutions may be
/// multiplied by a number at no cost: what decay keeps over the step.
template <class Number>
class LineFactorOf {
public:
    LineFactorOf() = default;
    /// `diffusion` is D τ.
    LineFactorOf(const LineOf<Number>& line, Number diffusion, Number kept = 1.0) { assign(line, diffusion, kept); }
    /// The same in the memory that this factor has.
    void assign(const LineOf<Number>& line, Number diffusion, Number kept = 1.0);

    std::size_t size() const { return own_.size(); }
    Number diffusion() const { return diffusion_; }
    /// The elimination itself: b_i = r_i + forward_i b_{i-1}, then k_i = own_i b_i + backward_i k_{i+1}.
    std::span<const Number> forward() const { return forward_; }
    std::span<const Number> own() const { return own_; }
    std::span<const Number> backward() const { return backward_; }

    /// Makes factors side by side: the chains of operations of neighbours with equally many cells overlap.
    struct Wanted {
        const LineOf<Number>* line;
        Number diffusion;
        LineFactorOf* factor;
    };
    static void assign_together(std::span<const Wanted> wanted);

    /// Solves in place on one line with its elements next to each other.
    void solve(Number* data) const;
    /// The same on several lines with a factor each, side by side.
    struct ToSolve {
        const LineFactorOf* factor;
        Number* data;
    };
    static void solve_together(std::span<const ToSolve> lines);
    /// Solves in place on `lanes` neighbouring lines: element i of line l stands at data[i * stride + l].
    void solve_neighbours(double* data, std::size_t stride,
                          std::size_t lanes) const requires std::same_as<Number, double>;
    /// Solves in place on `lines` lines with elements next to each other; the lines start `stride` apart.
    void solve_rows(double* data, std::size_t stride, std::size_t lines) const requires std::same_as<Number, double>;

private:
    void resize(std::size_t cells);

    Number diffusion_ = {};
    std::vector<Number> forward_;   // what the cell before passes on
    std::vector<Number> own_;       // weight of the cell itself in its solution
    std::vector<Number> backward_;  // weight of the solution in the next cell
};
using LineFactor = LineFactorOf<double>;

/// Sweeps a field along axis `a`. `layers` are the cells of the grid's last axis that the field lives in; when `a` is
/// the last axis itself, the factor must be made for the same extent.
void sweep(const Grid& grid, std::size_t a, const LineFactor& factor, std::span<double> field, Extent layers);

/// out += scale · A u per unit D along axis `a`, where `ratio` is u/ψ and `line` belongs to the axis (to `layers` of it
/// when it is the last).
void add_flux(const Grid& grid, std::size_t a, const Line& line, double scale, std::span<const double> ratio,
              std::span<double> out, Extent layers);

/// The same on one line of any numbers.
template <class Number>
void add_flux(const LineOf<Number>& line, Number scale, const Number* ratio, Number* out);

}  // namespace percuta::numerics
