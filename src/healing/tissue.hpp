// The piece of skin that heals: its layers, its grid, and the state it rests in.
#pragma once

#include <span>
#include <vector>

#include "healing/fields.hpp"
#include "healing/model.hpp"
#include "numerics/grid.hpp"
#include "numerics/sweep.hpp"

namespace percuta::healing {

/// Layers from the surface downwards, in metres, and what the matrix is like before treatment.
struct Tissue {
    double epidermis = 0.0;   ///< thickness, stratum corneum included
    double papillary = 0.0;   ///< thickness of the papillary dermis
    double dermis = 0.0;      ///< thickness of papillary and reticular dermis together
    double hypodermis = 0.0;  ///< thickness; the grid ends with it if not before
    double collagen = 1.0;    ///< of healthy young dermis: about 0.7 in aged skin, 0.5 to 0.6 in atrophic scars
    double elastosis = 0.0;   ///< elastotic material, in units of healthy elastin
};

/// `column`: depth only, laterally averaged. `cell`: depth and radius around one hole. `patch`: a block of skin with
/// its holes where they are (patch.hpp).
enum class Fidelity { column, cell, patch };

/// How fine the grid and how exact the steps are. With the defaults, curves of cells and collagen stay within 1 % of a
/// run with a tenth of the tolerance on a grid twice as fine (docs/science/healing.md, "Accuracy").
struct Accuracy {
    double tolerance = 8e-4;         ///< of one step, see Solver::norm
    double cell_at_surface = 25e-6;  ///< metres; cells grow with depth
    double cell_at_depth = 50e-6;    ///< at the tip of the hole
    double cell_at_bottom = 120e-6;
    std::size_t cells_in_hole = 3;  ///< across the radius of the mouth
    std::size_t cells_beside = 5;   ///< from the mouth to the rim of the unit cell
};

/// Rest levels of the matrix from the rest levels of synthesis and loss (stationarity rule b).
template <class Number>
RestOf<Number> rest_matrix(const ParametersOf<Number>& p, const Number& collagen) {
    RestOf<Number> rest{};
    rest.C3 = p.share_3 * collagen;
    rest.X = (1.0 - p.share_3) * collagen / (1.0 + p.d_X / p.k_X);
    rest.C1 = p.d_X / p.k_X * rest.X;
    rest.E = Number{} + 1.0;
    rest.Te = p.d_E / p.k_E;
    return rest;
}

/// Where the grid ends below: under the dermis and the holes, but never deeper than the fat reaches, nor inside a hole.
double bottom_of(const Parameters& p, const Tissue& tissue, double deepest, double least_below);

/// Rings around a hole: even ones across the mouth, then wider and wider ones to the rim.
numerics::Axis radial_axis(const Accuracy& accuracy, double mouth, double rim);

/// Grid, layer boundaries and rest profiles of one tissue around holes of one density.
class Layout {
public:
    /// `deepest` is the depth of the deepest hole, `mouth` the radius at the surface, `rim` the radius of the unit
    /// cell.
    Layout(const Parameters& p, const Tissue& tissue, Fidelity fidelity, const Accuracy& accuracy, double deepest,
           double mouth, double rim);

    /// On a grid that is given; its last axis is depth.
    Layout(const Parameters& p, const Tissue& tissue, numerics::Grid grid);

    const numerics::Grid& grid() const { return grid_; }
    std::size_t cells() const { return grid_.size(); }
    std::size_t depth_axis() const { return grid_.dimensions() - 1; }
    const numerics::Axis& depth() const { return grid_.axis(depth_axis()); }
    numerics::Extent everywhere() const { return {0, depth().size()}; }
    numerics::Extent epidermis() const { return {0, epidermis_end_}; }
    numerics::Extent dermis() const { return {epidermis_end_, depth().size()}; }  ///< and hypodermis
    numerics::Extent papillary() const { return {epidermis_end_, papillary_end_}; }
    numerics::Extent reticular() const { return {papillary_end_, reticular_end_}; }
    /// Index of the first cell of a depth layer.
    std::size_t first_cell(std::size_t layer) const { return layer * grid_.stride(depth_axis()); }

    /// Rest values of fibroblasts and vessels per depth layer (0 in the epidermis).
    const std::vector<double>& fibroblasts_at_rest() const { return fibroblasts_; }
    const std::vector<double>& vessels_at_rest() const { return vessels_; }
    const Rest& matrix_at_rest() const { return matrix_; }
    double elastosis() const { return elastosis_; }

private:
    numerics::Grid grid_;
    std::size_t epidermis_end_, papillary_end_, reticular_end_;
    std::vector<double> fibroblasts_, vessels_;
    Rest matrix_;
    double elastosis_;
};

/// All fields, one after the other, then the scalars of the surface.
class State {
public:
    /// The rest state of a layout.
    explicit State(const Layout& layout);

    std::span<double> field(Field f) { return {values.data() + static_cast<std::size_t>(f) * cells_, cells_}; }
    std::span<const double> field(Field f) const { return field_of(values, f, cells_); }
    static std::span<const double> field_of(std::span<const double> values, Field f, std::size_t cells) {
        return values.subspan(static_cast<std::size_t>(f) * cells, cells);
    }
    static std::span<double> field_of(std::span<double> values, Field f, std::size_t cells) {
        return values.subspan(static_cast<std::size_t>(f) * cells, cells);
    }

    /// Scalars after the fields. `gap` is the largest share of open surface right after the last session.
    enum Scalar : std::size_t { barrier, epidermal_thickness, scar_load, gap, scalar_count };

    std::vector<double> values;

private:
    std::size_t cells_;
};

}  // namespace percuta::healing
