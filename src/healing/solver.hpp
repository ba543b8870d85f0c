// The whole model as one system of equations: reactions at every place, diffusion along each axis, the surface.
//
// `Number` is double for one piece of skin (a column or a unit cell), lanes for eight columns side by side, each with
// its own parameters, layers and time step, or dual numbers for derivatives of one column.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "healing/model.hpp"
#include "healing/tissue.hpp"
#include "numerics/dual.hpp"
#include "numerics/sweep.hpp"

namespace percuta::healing {

/// A piece of skin as the solver sees it.
template <class Number>
struct SkinOf {
    ParametersOf<Number> p;
    std::size_t layers = 0, epidermis_end = 0, across = 1;
    std::vector<Number> lengths;      ///< of the layers
    std::vector<Number> F, V;         ///< rest of fibroblasts and vessels in each layer; 1 in the epidermis
    RestOf<Number> matrix;            ///< rest of the matrix
    std::vector<Number> real;         ///< 1 for a layer; 0 for one that only fills up a shallower column
    std::vector<Number> papillary;    ///< share of each layer in an average over the papillary dermis
    std::vector<double> ring;         ///< share of each ring in an average over the unit cell
    std::optional<numerics::Axis> r;  ///< across the unit cell
    Number cells;                     ///< places that count in the error norm
};

/// One piece of skin.
SkinOf<double> skin(const Parameters& p, const Layout& layout);
/// Up to eight columns side by side, as many layers as the deepest has: below the bottom of a shallower one stand
/// layers at rest that nothing reaches. All must have equally many layers of epidermis.
SkinOf<numerics::Lanes> side_by_side(std::span<const Parameters* const> p, std::span<const Layout* const> layouts);
/// One column, with the derivatives that `p` carries.
SkinOf<numerics::Dual> with_derivatives(const ParametersOf<numerics::Dual>& p, const Layout& layout);

/// Faces that fibroblasts crawl through, one a place: half lengths of the cells on both sides over what opens them
/// (0 in `open` for a face that leads nowhere), and measures of the cells.
template <class Number>
struct CrawlFaces {
    std::vector<Number> open, half_here, half_next, measure_here, measure_next;
};

template <class Number>
class Solver {
public:
    explicit Solver(SkinOf<Number> skin);
    Solver(const Solver&) = delete;  // it points into itself
    Solver& operator=(const Solver&) = delete;

    /// Room of a field. For double there is more than the skin has places, so that lanes fill the dermis.
    std::size_t places() const { return places_; }
    std::size_t size() const { return field_count * places() + State::scalar_count; }
    const SkinOf<Number>& skin() const { return skin_; }

    // What numerics::Rosenbrock asks of a system.
    void prepare(Number g);
    void stage(std::span<const Number> base, std::span<Number> k);

    /// Norm of an error: largest over the fields of RMS(error) relative to the field's own size.
    Number norm(std::span<const Number> error, std::span<const Number> state) const;

private:
    /// A field that spreads: how fast, where it lives, which factor solves for it.
    struct Spreading {
        Field field;
        Number ParametersOf<Number>::*diffusivity;
        std::size_t domain;
        std::size_t factor = 0;
    };
    struct Domain {
        numerics::Extent layers;
        numerics::LineOf<Number> depth;
        const std::vector<Number>* profile = nullptr;  ///< at which the field rests, place by place; null for 1
    };
    struct Factor {
        std::size_t domain;
        Number diffusivity;
        numerics::LineFactorOf<Number> depth, r;
    };

    void add_fluxes(std::span<const Number> base, std::span<Number> k);
    void add_flux_of_fibroblasts(std::span<const Number> base, std::span<Number> k);
    void react(std::span<const Number> base, std::span<Number> k) const;
    void change_surface(std::span<const Number> base, std::span<Number> k) const;
    void solve(std::span<Number> k);
    Number papillary_average(std::span<const Number> values, Field f) const;

    SkinOf<Number> skin_;
    std::size_t places_;
    std::optional<numerics::Grid> grid_;  // of a unit cell
    std::optional<numerics::Line> across_;
    std::vector<Domain> domains_;
    std::vector<Spreading> spreading_;
    std::vector<Factor> factors_;
    std::vector<typename numerics::LineFactorOf<Number>::Wanted> wanted_;
    std::vector<typename numerics::LineFactorOf<Number>::ToSolve> lines_;
    Number g_ = {};
    std::vector<Number> rest_F_, rest_V_;  // at each place
    numerics::Extent papillary_;
    CrawlFaces<Number> below_;  // of each place towards the layer below
    std::vector<Number> ratio_, resistance_, flux_;
};

extern template class Solver<double>;
extern template class Solver<numerics::Lanes>;
extern template class Solver<numerics::Dual>;

}  // namespace percuta::healing
